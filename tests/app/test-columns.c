/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-columns.h"

#include "luthier-ui-test.h"

typedef struct
{
  GtkWidget *columns;
  GtkWidget *start;
  GtkWidget *end;
} Pair;

static void
pair_init (Pair *self)
{
  self->start = gtk_label_new ("Start");
  self->end = gtk_label_new ("End");
  self->columns = g_object_new (LUTHIER_TYPE_COLUMNS, "start", self->start, "end", self->end,
                                "threshold", 400, "spacing", 24, "row-spacing", 18, "end-width",
                                150, "valign", GTK_ALIGN_START, NULL);
}

static void
assert_box (Pair *pair, GtkWidget *child, int x, int y, int width)
{
  graphene_rect_t box;

  g_assert_true (gtk_widget_compute_bounds (child, pair->columns, &box));
  g_assert_cmpfloat_with_epsilon (box.origin.x, x, 0.1);
  g_assert_cmpfloat_with_epsilon (box.origin.y, y, 0.1);
  g_assert_cmpfloat_with_epsilon (box.size.width, width, 0.1);
}

static void
test_wide (void)
{
  Pair pair;
  GtkWidget *window;

  pair_init (&pair);
  gtk_widget_set_direction (pair.columns, GTK_TEXT_DIR_LTR);
  window = luthier_ui_test_show (pair.columns, 600, 300);
  g_assert_false (luthier_columns_get_narrow (LUTHIER_COLUMNS (pair.columns)));
  assert_box (&pair, pair.start, 0, 0, 600 - 24 - 150);
  assert_box (&pair, pair.end, 600 - 150, 0, 150);

  /* One alone has all the width. */
  gtk_widget_set_visible (pair.end, FALSE);
  luthier_ui_test_wait_frames (window, 2);
  assert_box (&pair, pair.start, 0, 0, 600);
  luthier_ui_test_destroy (window);
}

static void
test_narrow (void)
{
  Pair pair;
  GtkWidget *window;

  pair_init (&pair);
  window = luthier_ui_test_show (pair.columns, 399, 300);
  g_assert_true (luthier_columns_get_narrow (LUTHIER_COLUMNS (pair.columns)));
  assert_box (&pair, pair.start, 0, 0, 399);
  assert_box (&pair, pair.end, 0, gtk_widget_get_height (pair.start) + 18, 399);
  luthier_ui_test_destroy (window);
}

/* What does not fit beside the other goes under it, whatever the threshold says. */
static void
test_large_text (void)
{
  Pair pair;
  GtkWidget *window;

  pair_init (&pair);
  gtk_widget_set_size_request (pair.start, 500, -1);
  window = luthier_ui_test_show (pair.columns, 520, 300);
  g_assert_true (luthier_columns_get_narrow (LUTHIER_COLUMNS (pair.columns)));
  assert_box (&pair, pair.start, 0, 0, 520);
  luthier_ui_test_destroy (window);
}

static void
test_right_to_left (void)
{
  Pair pair;
  GtkWidget *window;

  pair_init (&pair);
  gtk_widget_set_direction (pair.columns, GTK_TEXT_DIR_RTL);
  window = luthier_ui_test_show (pair.columns, 600, 300);
  assert_box (&pair, pair.start, 150 + 24, 0, 600 - 24 - 150);
  assert_box (&pair, pair.end, 0, 0, 150);
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/columns/wide", test_wide);
  g_test_add_func ("/columns/narrow", test_narrow);
  g_test_add_func ("/columns/large-text", test_large_text);
  g_test_add_func ("/columns/right-to-left", test_right_to_left);
  return g_test_run ();
}
