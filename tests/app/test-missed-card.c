/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-missed-card.h"

#include "luthier-job-words.h"
#include "luthier-manual-clock.h"
#include "luthier-missed-row.h"
#include "luthier-ui-test.h"

/* 2026-11-22 14:00 */
#define NOW G_GINT64_CONSTANT (1795356000000000)

static char *opened;
static guint n_dismissed;
static guint n_shown;
static LuthierManualClock *clock_now; /* (unowned): of the last card */

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_free (opened);
  opened = g_variant_dup_string (parameter, NULL);
}

static void
show_missed_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  n_shown++;
}

static void
dismissed_cb (void)
{
  n_dismissed++;
}

static void
add (GListStore *jobs, const char *name, const char *members)
{
  g_autofree char *text = g_strdup_printf ("\"tunedModelDisplayName\":\"%s\",%s", name, members);
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new (
      "us-central1", g_list_model_get_n_items (G_LIST_MODEL (jobs)), text);

  g_list_store_append (jobs, job);
}

#define SUCCEEDED "\"state\":\"JOB_STATE_SUCCEEDED\",\"endTime\":\"2026-11-22T13:40:00Z\""
#define FAILED                                                                                     \
  "\"state\":\"JOB_STATE_FAILED\",\"endTime\":\"2026-11-22T13:41:00Z\","                           \
  "\"error\":{\"code\":13,\"message\":\"Internal error encountered.\"}"
#define CANCELLED "\"state\":\"JOB_STATE_CANCELLED\",\"endTime\":\"2026-11-21T13:42:00Z\""

static GtkWidget *
show (GListStore *jobs, int width)
{
  GtkWidget *card = luthier_missed_card_new ();
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (NOW);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  const GActionEntry entries[] = {
    { .name = "open-job", .activate = open_cb, .parameter_type = "s" },
    { .name = "show-missed", .activate = show_missed_cb },
  };
  GtkWidget *window;

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  clock_now = LUTHIER_MANUAL_CLOCK (clock);
  g_object_set (card, "jobs", jobs, "clock", clock, "narrow", width < 500, NULL);
  g_signal_connect (card, "dismissed", G_CALLBACK (dismissed_cb), NULL);
  window = luthier_ui_test_show (card, width, 300);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  return window;
}

static void
test_few (void)
{
  g_autoptr (GListStore) jobs = g_list_store_new (LUTHIER_TYPE_JOB);
  GtkWidget *window;
  GtkWidget *row;

  add (jobs, "router", SUCCEEDED);
  add (jobs, "tickets", FAILED);
  window = show (jobs, 800);
  g_assert_true (luthier_ui_test_says (window, "While you were away"));
  g_assert_true (luthier_ui_test_says (window, "router"));
  g_assert_true (luthier_ui_test_says (window, "Succeeded today 13:40"));
  g_assert_true (luthier_ui_test_says (window, "tickets"));
  g_assert_true (luthier_ui_test_says (window, "20 min ago"));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Show _All"));

  row = luthier_ui_test_find (window, LUTHIER_TYPE_MISSED_ROW, NULL);
  g_signal_emit_by_name (row, "activate");
  g_assert_cmpstr (opened, ==, "projects/1/locations/us-central1/tuningJobs/0");

  g_signal_emit_by_name (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "_Dismiss"), "clicked");
  g_assert_cmpuint (n_dismissed, ==, 1);
  g_list_store_remove_all (jobs);
  g_assert_false (luthier_ui_test_says (window, "While you were away"));
  luthier_ui_test_destroy (window);
}

static void
test_many (void)
{
  g_autoptr (GListStore) jobs = g_list_store_new (LUTHIER_TYPE_JOB);
  GtkWidget *window;

  for (guint i = 0; i < 12; i++)
    add (jobs, "router", SUCCEEDED);
  add (jobs, "tickets", FAILED);
  add (jobs, "stopped", CANCELLED);
  window = show (jobs, 360);
  g_assert_true (luthier_ui_test_says (window, "12 succeeded, 1 failed, 1 cancelled"));
  g_assert_false (luthier_ui_test_says (window, "tickets"));

  g_signal_emit_by_name (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Show _All"), "clicked");
  g_assert_cmpuint (n_shown, ==, 1);
  g_list_store_splice (jobs, 0, 12, NULL, 0);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "tickets"));
  g_assert_true (luthier_ui_test_says (window, "Cancelled yesterday 13:42"));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Show _All"));
  luthier_ui_test_destroy (window);
}

/* What is listed grows older. */
static void
test_times (void)
{
  g_autoptr (GListStore) jobs = g_list_store_new (LUTHIER_TYPE_JOB);
  GtkWidget *window;

  add (jobs, "router", SUCCEEDED);
  window = show (jobs, 800);
  luthier_manual_clock_advance (clock_now, 65 * 60 * 1000);
  g_assert_true (luthier_ui_test_says (window, "1 h 25 min ago"));
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/missed-card/few", test_few);
  g_test_add_func ("/missed-card/many", test_many);
  g_test_add_func ("/missed-card/times", test_times);
  return g_test_run ();
}
