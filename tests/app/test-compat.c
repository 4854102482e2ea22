/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compat.h"

#include "luthier-ui-test.h"

static const LuthierResponse responses[] = {
  { "keep", "_Keep", LUTHIER_RESPONSE_PLAIN },
  { "discard", "_Discard", LUTHIER_RESPONSE_DESTRUCTIVE },
  { NULL },
};

static void
ask (const char *answer, gboolean close, const char *expected)
{
  GtkWidget *parent = luthier_ui_test_show (gtk_label_new ("Parent"), 400, 300);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *got = NULL;
  GtkWidget *dialog;

  luthier_compat_ask_async (parent, "Keep it?", "A draft.", responses, luthier_test_result_cb,
                            &result);
  luthier_test_wait_until (luthier_ui_test_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = luthier_ui_test_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_null (result);
  if (close)
    gtk_window_close (GTK_WINDOW (dialog));
  else
    {
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), answer);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
  luthier_test_wait_for (result);
  got = luthier_compat_ask_finish (result);
  g_assert_cmpstr (got, ==, expected);
  g_clear_object (&result);
  luthier_ui_test_destroy (parent);
}

static void
test_ask (void)
{
  ask ("discard", FALSE, "discard");
  ask ("keep", FALSE, "keep");
  ask (NULL, TRUE, "keep");
}

/* A question whose window goes away is answered all the same, and keeps nothing alive. */
static void
test_unanswered (void)
{
  GtkWidget *parent = luthier_ui_test_show (gtk_label_new ("Parent"), 400, 300);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *got = NULL;

  luthier_compat_ask_async (parent, "Keep it?", "A draft.", responses, luthier_test_result_cb,
                            &result);
  luthier_test_wait_until (luthier_ui_test_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  gtk_window_destroy (GTK_WINDOW (luthier_ui_test_find_window (ADW_TYPE_MESSAGE_DIALOG)));
  luthier_test_wait_for (result);
  got = luthier_compat_ask_finish (result);
  g_assert_cmpstr (got, ==, "keep");
  g_clear_object (&result);
  luthier_ui_test_destroy (parent);
}

static void
test_about (void)
{
  GtkWidget *parent = luthier_ui_test_show (gtk_label_new ("Parent"), 400, 300);
  GtkWidget *about;

  luthier_compat_show_about (GTK_WINDOW (parent), "versions");
  luthier_test_wait_until (luthier_ui_test_find_window (ADW_TYPE_ABOUT_WINDOW) != NULL);
  about = luthier_ui_test_find_window (ADW_TYPE_ABOUT_WINDOW);
  g_assert_cmpstr (adw_about_window_get_application_name (ADW_ABOUT_WINDOW (about)), ==, "Luthier");
  g_assert_cmpstr (adw_about_window_get_debug_info (ADW_ABOUT_WINDOW (about)), ==, "versions");
  gtk_window_destroy (GTK_WINDOW (about));
  luthier_ui_test_destroy (parent);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/compat/ask", test_ask);
  g_test_add_func ("/compat/unanswered", test_unanswered);
  g_test_add_func ("/compat/about", test_about);
  return g_test_run ();
}
