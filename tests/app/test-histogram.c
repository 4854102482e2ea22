/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <gtk/gtk.h>
#include <locale.h>

#include "luthier-histogram.h"
#include "luthier-test.h"

static guint
count_shown (GtkWidget *histogram, const char *css_name, int *highest)
{
  guint shown = 0;

  *highest = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (histogram); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (gtk_widget_get_css_name (child), css_name) &&
        gtk_widget_get_child_visible (child))
      {
        shown++;
        *highest = MAX (*highest, gtk_widget_get_height (child));
      }

  return shown;
}

/* What is there is seen, however rare, and the rest is in proportion; at any width. */
static void
test_bars (void)
{
  LuthierTokenSummary summary = { .min = 3, .max = 900, .sum = 20000, .mean = 120, .p95 = 480 };
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *histogram = luthier_histogram_new ();
  int highest;

  summary.n_buckets = 10;
  summary.bucket_width = 100;
  summary.buckets[0] = 1000000;
  summary.buckets[2] = 500000;
  summary.buckets[9] = 1;
  luthier_histogram_set_summary (LUTHIER_HISTOGRAM (histogram), &summary);
  gtk_window_set_child (window, histogram);
  gtk_window_set_default_size (window, 360, 300);
  gtk_window_present (window);
  luthier_test_wait_until (gtk_widget_get_width (histogram) > 0);

  g_assert_cmpuint (count_shown (histogram, "bar", &highest), ==, 3);
  g_assert_cmpint (highest, ==, 96);
  g_assert_cmpuint (count_shown (histogram, "tick", &highest), >=, 4);
  gtk_test_accessible_assert_property (
      histogram, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "From 3 to 900 tokens, 120 on average; 95 in 100 are not longer than 480");
  gtk_window_destroy (window);
}

/* Bars are as wide and as high as the service's buckets are wide and full. */
static void
test_distribution (void)
{
  LuthierBucket buckets[] = { { 326, 25, 508 }, { 163, 509, 1476 }, { 0, 1477, 1960 } };
  LuthierDistribution distribution = {
    .min = 25, .max = 1960, .mean = 467.184, .p95 = 1016, .buckets = buckets, .n_buckets = 3
  };
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *histogram = luthier_histogram_new ();
  int sizes[2][2] = { { 0 } };
  guint n = 0;

  luthier_histogram_set_distribution (LUTHIER_HISTOGRAM (histogram), &distribution,
                                      LUTHIER_HISTOGRAM_TOKENS, "Tokens asked");
  gtk_window_set_child (window, histogram);
  gtk_window_set_default_size (window, 484, 300);
  gtk_window_present (window);
  luthier_test_wait_until (gtk_widget_get_width (histogram) > 0);

  for (GtkWidget *child = gtk_widget_get_last_child (histogram); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    if (g_str_equal (gtk_widget_get_css_name (child), "bar") &&
        gtk_widget_get_child_visible (child))
      {
        g_assert_cmpuint (n, <, 2);
        sizes[n][0] = gtk_widget_get_width (child);
        sizes[n++][1] = gtk_widget_get_height (child);
      }
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (sizes[0][0], ==, 121 - 2);
  g_assert_cmpint (sizes[0][1], ==, 96);
  g_assert_cmpint (sizes[1][0], ==, 242 - 2);
  g_assert_cmpint (sizes[1][1], ==, 48);
  gtk_test_accessible_assert_property (histogram, GTK_ACCESSIBLE_PROPERTY_LABEL, "Tokens asked");
  gtk_test_accessible_assert_property (
      histogram, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "From 25 to 1,960 tokens, 467 on average; 95 in 100 are not longer than 1,016");

  /* Another one takes its place. */
  distribution = (LuthierDistribution){
    .min = 2, .max = 3, .mean = 2.25, .p95 = 3, .buckets = buckets, .n_buckets = 1
  };
  buckets[0] = (LuthierBucket){ 4, 2, 3 };
  luthier_histogram_set_distribution (LUTHIER_HISTOGRAM (histogram), &distribution,
                                      LUTHIER_HISTOGRAM_MESSAGES, "Messages");
  gtk_test_accessible_assert_property (
      histogram, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "From 2 to 3 messages, 2 on average; 95 in 100 have no more than 3");

  /* A bar without an end is none. */
  buckets[0] = (LuthierBucket){ 4, 2, INFINITY };
  luthier_histogram_set_distribution (LUTHIER_HISTOGRAM (histogram), &distribution,
                                      LUTHIER_HISTOGRAM_MESSAGES, "Messages");
  for (GtkWidget *child = gtk_widget_get_first_child (histogram); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_assert_cmpstr (gtk_widget_get_css_name (child), !=, "bar");
  gtk_window_destroy (window);
}

/* No examples, no bars, and no division by zero. */
static void
test_empty (void)
{
  LuthierTokenSummary summary = { 0 };
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *histogram = luthier_histogram_new ();
  int highest;

  luthier_histogram_set_summary (LUTHIER_HISTOGRAM (histogram), &summary);
  gtk_window_set_child (window, histogram);
  gtk_window_present (window);
  luthier_test_wait_until (gtk_widget_get_width (histogram) > 0);
  g_assert_cmpuint (count_shown (histogram, "bar", &highest), ==, 0);
  gtk_window_destroy (window);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  gtk_disable_setlocale ();
  gtk_init ();

  g_test_add_func ("/histogram/bars", test_bars);
  g_test_add_func ("/histogram/distribution", test_distribution);
  g_test_add_func ("/histogram/empty", test_empty);

  return g_test_run ();
}
