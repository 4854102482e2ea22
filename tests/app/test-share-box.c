/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-share-box.h"

#include "luthier-ui-test.h"

/* (transfer floating): what wants to be so high, and can do with less. */
static GtkWidget *
scroller_new (int height)
{
  GtkWidget *content = gtk_label_new (NULL);

  gtk_widget_set_size_request (content, 50, height);
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "propagate-natural-height", TRUE, "child", content,
                       NULL);
}

static void
assert_heights (int upper_height, int lower_height, int upper_gets, int lower_gets)
{
  GtkWidget *box = luthier_share_box_new ();
  GtkWidget *upper = scroller_new (upper_height);
  GtkWidget *lower = scroller_new (lower_height);
  GtkWidget *window;

  gtk_widget_set_parent (upper, box);
  gtk_widget_set_parent (lower, box);
  window = luthier_ui_test_show (box, 300, 600);
  g_assert_cmpint (gtk_widget_get_height (box), ==, 600);
  g_assert_cmpint (gtk_widget_get_height (upper), ==, upper_gets);
  g_assert_cmpint (gtk_widget_get_height (lower), ==, lower_gets);
  luthier_ui_test_destroy (window);
}

static void
test_shares (void)
{
  /* There is room for both; the lower one fills it. */
  assert_heights (150, 200, 150, 450);
  /* The upper one first. */
  assert_heights (300, 5000, 300, 300);
  /* But a third is left. */
  assert_heights (5000, 5000, 400, 200);
  /* Or less, if that is enough. */
  assert_heights (5000, 120, 480, 120);
}

static void
test_hidden (void)
{
  GtkWidget *box = luthier_share_box_new ();
  GtkWidget *upper = scroller_new (100);
  GtkWidget *lower = scroller_new (100);
  GtkWidget *window;

  gtk_widget_set_parent (upper, box);
  gtk_widget_set_parent (lower, box);
  gtk_widget_set_visible (upper, FALSE);
  window = luthier_ui_test_show (box, 300, 600);
  g_assert_cmpint (gtk_widget_get_height (lower), ==, 600);
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/share-box/shares", test_shares);
  g_test_add_func ("/share-box/hidden", test_hidden);
  return g_test_run ();
}
