/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-dropped.h"

#include "luthier-data-stats.h"
#include "luthier-ui-test.h"

/* What the action was asked for, 0 = nothing. */
static gint64 asked;

static void
show_example_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  asked = g_variant_get_int64 (parameter);
}

static LuthierDataStats *
make_stats (void)
{
  LuthierDataStats *stats = luthier_data_stats_new ();
  const char *reasons[] = { "too <long>", NULL };
  const gint64 lines[] = { 17, 1220 };

  stats->truncated_count = 3;
  g_array_append_vals (stats->truncated_indices, lines, G_N_ELEMENTS (lines));
  g_strfreev (stats->dropped_reasons);
  stats->dropped_reasons = g_strdupv ((char **) reasons);
  return stats;
}

/* Lines with their reasons, as far as there are any; each leads to its example. */
static void
test_lines (void)
{
  static const GActionEntry entries[] = { { "show-example", show_example_cb, "x" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  LuthierDataStats *stats = make_stats ();
  GtkWidget *dropped = luthier_job_dropped_new ();
  GtkWidget *window, *list, *row;

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (dropped, "job", G_ACTION_GROUP (actions));
  g_object_set (dropped, "stats", stats, NULL);
  window = luthier_ui_test_show (dropped, 360, 300);
  g_assert_true (luthier_ui_test_says (window, "Line 17"));
  g_assert_true (luthier_ui_test_says (window, "too <long>"));
  g_assert_true (luthier_ui_test_says (window, "Line 1,220"));

  list = luthier_ui_test_find (window, GTK_TYPE_LIST_BOX, NULL);
  row = gtk_widget_get_last_child (list);
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_cmpint (asked, ==, 1220);
  g_signal_emit_by_name (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Show Examples…"),
                         "clicked");
  g_assert_cmpint (asked, ==, 17);

  /* The same again leaves the rows where they are. */
  g_object_set (dropped, "stats", stats, NULL);
  g_assert_true (gtk_widget_get_last_child (list) == row);
  luthier_data_stats_free (stats);
  luthier_ui_test_destroy (window);
}

static void
test_nothing (void)
{
  LuthierDataStats *stats = luthier_data_stats_new ();
  GtkWidget *dropped = g_object_ref_sink (luthier_job_dropped_new ());

  g_assert_false (gtk_widget_get_visible (dropped));
  g_object_set (dropped, "stats", stats, NULL);
  g_assert_false (gtk_widget_get_visible (dropped));
  luthier_data_stats_free (stats);
  g_object_unref (dropped);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-dropped/lines", test_lines);
  g_test_add_func ("/job-dropped/nothing", test_nothing);
  return g_test_run ();
}
