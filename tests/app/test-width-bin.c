/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-width-bin.h"

#include "luthier-ui-test.h"

static void
test_narrow (void)
{
  GtkWidget *label = gtk_label_new ("A text that is wider than the narrow window is");
  GtkWidget *bin = g_object_new (LUTHIER_TYPE_WIDTH_BIN, "child", label, "threshold", 300, NULL);
  GtkWidget *window;
  int minimum;

  gtk_widget_set_size_request (label, 420, -1);
  window = luthier_ui_test_show (bin, 500, 200);
  g_assert_false (luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (bin)));

  /* The wide content does not keep the window from becoming narrow. */
  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 0);
  gtk_window_set_default_size (GTK_WINDOW (window), 280, 200);
  luthier_test_wait_until (luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (bin)));
  g_assert_cmpint (gtk_widget_get_width (label), >=, 420);

  gtk_window_set_default_size (GTK_WINDOW (window), 500, 200);
  luthier_test_wait_until (!luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (bin)));
  luthier_ui_test_destroy (window);
}

static void
test_threshold (void)
{
  GtkWidget *bin = luthier_width_bin_new ();
  GtkWidget *window = luthier_ui_test_show (bin, 500, 200);

  luthier_test_wait_until (luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (bin)));
  g_object_set (bin, "threshold", 400, NULL);
  g_assert_false (luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (bin)));
  luthier_ui_test_destroy (window);
}

/* Large text needs the narrow layout earlier. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *bin = g_object_new (LUTHIER_TYPE_WIDTH_BIN, "threshold", 300, NULL);
  GtkWidget *window = luthier_ui_test_show (bin, 500, 200);

  g_assert_false (luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (bin)));
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_cmpfloat (luthier_width_bin_get_text_scale (bin), ==, 2.0);
  gtk_widget_queue_resize (bin);
  gtk_widget_queue_allocate (bin);
  luthier_test_wait_until (luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (bin)));
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/width-bin/narrow", test_narrow);
  g_test_add_func ("/width-bin/threshold", test_threshold);
  g_test_add_func ("/width-bin/large-text", test_large_text);
  return g_test_run ();
}
