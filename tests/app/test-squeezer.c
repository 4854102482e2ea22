/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-squeezer.h"

#include "luthier-ui-test.h"

static GtkWidget *
add (GtkWidget *squeezer, int width)
{
  GtkWidget *child = gtk_label_new ("Child");

  gtk_widget_set_size_request (child, width, 20);
  gtk_widget_set_parent (child, squeezer);
  return child;
}

static void
test_room (void)
{
  GtkWidget *squeezer = g_object_new (LUTHIER_TYPE_SQUEEZER, NULL);
  GtkWidget *wide = add (squeezer, 300);
  GtkWidget *tight = add (squeezer, 80);
  GtkWidget *window = luthier_ui_test_show (squeezer, 400, 200);
  int minimum, natural;

  gtk_widget_measure (squeezer, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 80);
  g_assert_cmpint (natural, ==, 300);
  g_assert_true (gtk_widget_get_mapped (wide));
  g_assert_false (gtk_widget_get_mapped (tight));

  gtk_window_set_default_size (GTK_WINDOW (window), 200, 200);
  luthier_test_wait_until (gtk_widget_get_mapped (tight));
  g_assert_false (gtk_widget_get_mapped (wide));

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 200);
  luthier_test_wait_until (gtk_widget_get_mapped (wide));
  g_assert_false (gtk_widget_get_mapped (tight));
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/squeezer/room", test_room);
  return g_test_run ();
}
