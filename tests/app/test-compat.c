/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compat.h"

#include "luthier-dialog-test.h"

static const LuthierResponse responses[] = {
  { "keep", "_Keep", LUTHIER_RESPONSE_PLAIN },
  { "discard", "_Discard", LUTHIER_RESPONSE_DESTRUCTIVE },
  { NULL },
};

typedef struct
{
  GtkWidget *parent;
  GtkWidget *dialog;
  GAsyncResult *result; /* (owned) (nullable) */
} Question;

static void
question_ask (Question *self)
{
  self->parent = luthier_dialog_test_show (gtk_label_new ("Parent"), 400, 300);
  luthier_compat_ask_async (self->parent, "Keep it?", "A draft.", responses, luthier_test_result_cb,
                            &self->result);
  self->dialog = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  g_assert_true (luthier_ui_test_says (self->dialog, "Keep it?"));
  g_assert_null (self->result);
}

static void
question_assert_answer (Question *self, const char *expected)
{
  g_autofree char *got = NULL;

  luthier_test_wait_for (self->result);
  got = luthier_compat_ask_finish (self->result);
  g_assert_cmpstr (got, ==, expected);
  g_clear_object (&self->result);
}

static void
test_ask (void)
{
  static const struct
  {
    const char *label;
    const char *answer;
  } cases[] = { { "_Keep", "keep" }, { "_Discard", "discard" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Question question = { 0 };

      question_ask (&question);
      luthier_dialog_test_press (question.dialog, cases[i].label);
      question_assert_answer (&question, cases[i].answer);
      luthier_ui_test_destroy (question.parent);
    }
}

/* Escape is the first answer. */
static void
test_leave (void)
{
  Question question = { 0 };

  question_ask (&question);
  luthier_dialog_test_close (question.dialog);
  question_assert_answer (&question, "keep");
  luthier_ui_test_destroy (question.parent);
}

/* A question whose window goes away is answered all the same, and keeps nothing alive. */
static void
test_unanswered (void)
{
  Question question = { 0 };

  question_ask (&question);
  g_object_add_weak_pointer (G_OBJECT (question.parent), (gpointer *) &question.parent);
  gtk_window_destroy (GTK_WINDOW (question.parent));
  question_assert_answer (&question, "keep");
  luthier_test_wait_until (question.parent == NULL);
  g_assert_null (luthier_dialog_test_find (LUTHIER_TEST_TYPE_QUESTION));
}

static void
test_about (void)
{
  GtkWidget *parent = luthier_dialog_test_show (gtk_label_new ("Parent"), 400, 300);
  GtkWidget *about;
  g_autofree char *name = NULL;
  g_autofree char *debug_info = NULL;

  luthier_compat_show_about (GTK_WINDOW (parent), "versions");
  about = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_ABOUT);
  g_object_get (about, "application-name", &name, "debug-info", &debug_info, NULL);
  g_assert_cmpstr (name, ==, "Luthier");
  g_assert_cmpstr (debug_info, ==, "versions");
  luthier_dialog_test_close (about);
  luthier_ui_test_destroy (parent);
}

static void
test_shortcuts (void)
{
  static const LuthierShortcutGroup groups[] = {
    { "Strings & Bows", { { "Tune", NULL, "<Control>t" }, { "Leave", NULL, "Escape <Alt>Left" } } },
    { NULL },
  };
  GtkWidget *parent = luthier_dialog_test_show (gtk_label_new ("Parent"), 400, 300);
  GtkWidget *dialog;

  luthier_compat_show_shortcuts (GTK_WINDOW (parent), groups);
  dialog = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_SHORTCUTS);
  luthier_test_wait_until (luthier_ui_test_says (dialog, "Strings & Bows"));
  g_assert_true (luthier_ui_test_says (dialog, "Tune"));
  g_assert_true (luthier_ui_test_says (dialog, "Leave"));
  luthier_dialog_test_close (dialog);
  luthier_ui_test_destroy (parent);
}

/* Nothing here opens such an address. */
static void
test_open_uri (void)
{
  GtkWidget *parent = luthier_dialog_test_show (gtk_label_new ("Parent"), 400, 300);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_compat_open_uri_async (parent, "x-luthier-none:page", NULL, luthier_test_result_cb,
                                 &result);
  luthier_test_wait_for (result);
  g_assert_false (luthier_compat_open_uri_finish (result, &error));
  g_assert_nonnull (error);
  g_clear_object (&result);
  luthier_ui_test_destroy (parent);
}

/* The window is gone before anything has been asked. */
static void
test_open_uri_closed (void)
{
  GtkWidget *parent = luthier_dialog_test_show (gtk_label_new ("Parent"), 400, 300);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_compat_open_uri_async (parent, "x-luthier-none:page", NULL, luthier_test_result_cb,
                                 &result);
  gtk_window_destroy (GTK_WINDOW (parent));
  luthier_test_wait_for (result);
  g_assert_false (luthier_compat_open_uri_finish (result, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
  g_test_add_func ("/compat/ask", test_ask);
  g_test_add_func ("/compat/leave", test_leave);
  g_test_add_func ("/compat/unanswered", test_unanswered);
  g_test_add_func ("/compat/open-uri", test_open_uri);
  g_test_add_func ("/compat/open-uri-closed", test_open_uri_closed);
  g_test_add_func ("/compat/about", test_about);
  g_test_add_func ("/compat/shortcuts", test_shortcuts);
  return g_test_run ();
}
