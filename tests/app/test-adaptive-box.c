/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <gtk/gtk.h>

#include "luthier-adaptive-box.h"

static GtkWidget *
new_part (int width, int height)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (part, width, height);

  return part;
}

static int
get_height (GtkWidget *box, int width)
{
  int minimum;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Beside each other while both fit, else the one under the other; never wider than the widest. */
static void
test_stacks (void)
{
  GtkWidget *box = g_object_ref_sink (luthier_adaptive_box_new ());
  int minimum, natural;

  g_object_set (box, "start", new_part (100, 20), "end", new_part (80, 30), "spacing", 10, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 190);

  g_assert_cmpint (get_height (box, 190), ==, 30);
  g_assert_cmpint (get_height (box, 189), ==, 60);

  gtk_widget_size_allocate (box, &(GtkAllocation){ 0, 0, 300, 60 }, -1);
  g_assert_false (luthier_adaptive_box_get_stacked (LUTHIER_ADAPTIVE_BOX (box)));
  gtk_widget_size_allocate (box, &(GtkAllocation){ 0, 0, 120, 60 }, -1);
  g_assert_true (luthier_adaptive_box_get_stacked (LUTHIER_ADAPTIVE_BOX (box)));
  g_assert_finalize_object (box);
}

/* A hidden part takes no room. */
static void
test_hidden (void)
{
  GtkWidget *box = g_object_ref_sink (luthier_adaptive_box_new ());
  GtkWidget *end = new_part (80, 30);
  int minimum, natural;

  g_object_set (box, "start", new_part (100, 20), "end", end, "spacing", 10, NULL);
  gtk_widget_set_visible (end, FALSE);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 100);
  g_assert_cmpint (get_height (box, 100), ==, 20);
  g_assert_finalize_object (box);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();

  g_test_add_func ("/adaptive-box/stacks", test_stacks);
  g_test_add_func ("/adaptive-box/hidden", test_hidden);

  return g_test_run ();
}
