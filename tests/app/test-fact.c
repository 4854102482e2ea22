/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fact.h"

#include "luthier-ui-test.h"

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_value (void)
{
  GtkWidget *fact = luthier_fact_new ("Examples", NULL);
  GtkWidget *window = luthier_ui_test_show (fact, 300, 100);

  /* What is not known has no line. */
  g_assert_false (gtk_widget_get_visible (fact));
  g_object_set (fact, "value", "1,301", NULL);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "Examples"));
  g_assert_true (luthier_ui_test_says (window, "1,301"));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_BUTTON, NULL));
  g_object_set (fact, "value", "", NULL);
  g_assert_false (gtk_widget_get_visible (fact));
  luthier_ui_test_destroy (window);
}

static void
test_copy (void)
{
  GtkWidget *fact = g_object_new (LUTHIER_TYPE_FACT, "label", "Endpoint", "value", "After tuning",
                                  "copyable", TRUE, NULL);
  GtkWidget *window = luthier_ui_test_show (fact, 300, 100);
  g_autofree char *text = NULL;
  GtkWidget *button;

  /* There is nothing to copy yet. */
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_BUTTON, NULL));
  g_object_set (fact, "value", "42", "detail", "projects/1/locations/us/endpoints/42", NULL);
  luthier_ui_test_wait_frames (window, 2);
  button = luthier_ui_test_find (window, GTK_TYPE_BUTTON, NULL);
  g_assert_nonnull (button);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy Endpoint");
  g_signal_emit_by_name (button, "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fact), NULL, clipboard_read_cb, &text);
  luthier_test_wait_until (text != NULL);
  g_assert_cmpstr (text, ==, "projects/1/locations/us/endpoints/42");
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/fact/value", test_value);
  g_test_add_func ("/fact/copy", test_copy);
  return g_test_run ();
}
