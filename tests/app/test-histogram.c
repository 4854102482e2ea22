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
  g_test_add_func ("/histogram/empty", test_empty);

  return g_test_run ();
}
