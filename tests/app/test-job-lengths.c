/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-lengths.h"

#include "luthier-histogram.h"
#include "luthier-ui-test.h"

/* Of one distribution: a free copy of so many buckets, of 10 each. */
static void
fill (LuthierDistribution *distribution, guint n_buckets, double min)
{
  distribution->min = min;
  distribution->mean = distribution->median = distribution->p5 = distribution->p95 = min + 5;
  distribution->max = min + 10 * n_buckets;
  distribution->n_buckets = n_buckets;
  distribution->buckets = g_new0 (LuthierBucket, n_buckets);
  for (guint i = 0; i < n_buckets; i++)
    distribution->buckets[i] = (LuthierBucket){ 7, min + 10 * i, min + 10 * (i + 1) };
}

static LuthierDataStats *
stats_new (guint n_asked, guint n_answered, guint n_messages)
{
  LuthierDataStats *stats = luthier_data_stats_new ();

  fill (&stats->input_tokens, n_asked, 100);
  fill (&stats->output_tokens, n_answered, 200);
  fill (&stats->messages, n_messages, 300);

  return stats;
}

static GtkWidget *
show (GtkWidget **window)
{
  GtkWidget *lengths = luthier_job_lengths_new ();

  *window = luthier_ui_test_show (lengths, 360, 400);
  return lengths;
}

static void
set_stats (GtkWidget *lengths, LuthierDataStats *stats)
{
  g_object_set (lengths, "stats", stats, NULL);
  luthier_data_stats_free (stats);
}

static GtkToggleButton *
find_toggle (GtkWidget *lengths, const char *label)
{
  return GTK_TOGGLE_BUTTON (luthier_ui_test_find (lengths, GTK_TYPE_TOGGLE_BUTTON, label));
}

/* What the histogram shows, and that the toggle of it is the only one that is on. */
static void
assert_shown (GtkWidget *lengths, const char *toggle, const char *label, const char *description)
{
  static const char *const toggles[] = { "Asked", "Answered", "Messages" };
  GtkWidget *histogram = luthier_ui_test_find (lengths, LUTHIER_TYPE_HISTOGRAM, NULL);

  g_assert_nonnull (find_toggle (lengths, toggle));
  for (guint i = 0; i < G_N_ELEMENTS (toggles); i++)
    {
      GtkToggleButton *button = find_toggle (lengths, toggles[i]);

      if (button != NULL)
        g_assert_cmpint (gtk_toggle_button_get_active (button), ==,
                         g_str_equal (toggles[i], toggle));
    }
  gtk_test_accessible_assert_property (histogram, GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  gtk_test_accessible_assert_property (histogram, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
}

#define ASKED    "From 100 to 130 tokens, 105 on average; 95 in 100 are not longer than 105"
#define ANSWERED "From 200 to 240 tokens, 205 on average; 95 in 100 are not longer than 205"
#define MESSAGES "From 300 to 320 messages, 305 on average; 95 in 100 have no more than 305"

/* Each of three has its toggle, which shows it. */
static void
test_three (void)
{
  GtkWidget *window;
  GtkWidget *lengths = show (&window);

  set_stats (lengths, stats_new (3, 4, 2));
  g_assert_true (gtk_widget_get_visible (lengths));
  assert_shown (lengths, "Asked", "Tokens asked", ASKED);
  gtk_toggle_button_set_active (find_toggle (lengths, "Answered"), TRUE);
  assert_shown (lengths, "Answered", "Tokens answered", ANSWERED);
  gtk_toggle_button_set_active (find_toggle (lengths, "Messages"), TRUE);
  assert_shown (lengths, "Messages", "Messages", MESSAGES);
  gtk_toggle_button_set_active (find_toggle (lengths, "Asked"), TRUE);
  assert_shown (lengths, "Asked", "Tokens asked", ASKED);
  luthier_ui_test_destroy (window);
}

/* What is all alike, or was not counted, cannot be chosen; what was chosen and is no more gives its
 * place to another. */
static void
test_some (void)
{
  GtkWidget *window;
  GtkWidget *lengths = show (&window);

  set_stats (lengths, stats_new (3, 4, 1));
  g_assert_null (find_toggle (lengths, "Messages"));
  assert_shown (lengths, "Asked", "Tokens asked", ASKED);
  set_stats (lengths, stats_new (0, 4, 2));
  g_assert_null (find_toggle (lengths, "Asked"));
  assert_shown (lengths, "Answered", "Tokens answered", ANSWERED);
  set_stats (lengths, stats_new (3, 0, 2));
  g_assert_null (find_toggle (lengths, "Answered"));
  assert_shown (lengths, "Asked", "Tokens asked", ASKED);
  luthier_ui_test_destroy (window);
}

static void
test_none (void)
{
  GtkWidget *window;
  GtkWidget *lengths = show (&window);

  g_assert_false (gtk_widget_get_visible (lengths));
  set_stats (lengths, stats_new (0, 1, 1));
  g_assert_false (gtk_widget_get_visible (lengths));
  set_stats (lengths, stats_new (3, 4, 2));
  g_assert_true (gtk_widget_get_visible (lengths));
  set_stats (lengths, stats_new (0, 0, 0));
  g_assert_false (gtk_widget_get_visible (lengths));
  set_stats (lengths, stats_new (3, 4, 2));
  g_object_set (lengths, "stats", NULL, NULL);
  g_assert_false (gtk_widget_get_visible (lengths));
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);

  g_test_add_func ("/job-lengths/three", test_three);
  g_test_add_func ("/job-lengths/some", test_some);
  g_test_add_func ("/job-lengths/none", test_none);

  return g_test_run ();
}
