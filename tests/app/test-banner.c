/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-banner.h"

#include "luthier-ui-test.h"

static void
clicked_cb (LuthierBanner *banner, guint *count)
{
  (*count)++;
}

static void
test_banner (void)
{
  GtkWidget *banner = luthier_banner_new ();
  GtkWidget *window;
  GtkWidget *button;
  guint clicks = 0;

  gtk_widget_set_valign (banner, GTK_ALIGN_START);
  window = luthier_ui_test_show (banner, 400, 200);
  g_signal_connect (banner, "button-clicked", G_CALLBACK (clicked_cb), &clicks);
  g_assert_false (luthier_ui_test_says (window, "No network"));

  luthier_banner_set_title (LUTHIER_BANNER (banner), "No network");
  luthier_banner_set_revealed (LUTHIER_BANNER (banner), TRUE);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "No network"));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_BUTTON, NULL));
  gtk_test_accessible_assert_role (banner, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_property (banner, GTK_ACCESSIBLE_PROPERTY_LABEL, "No network");

  luthier_banner_set_button_label (LUTHIER_BANNER (banner), "Try Again");
  luthier_ui_test_wait_frames (window, 2);
  button = luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Try Again");
  g_assert_nonnull (button);
  gtk_widget_activate (button);
  luthier_test_wait_until (clicks == 1);

  luthier_banner_set_revealed (LUTHIER_BANNER (banner), FALSE);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_cmpint (gtk_widget_get_height (banner), ==, 0);
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/banner/banner", test_banner);
  return g_test_run ();
}
