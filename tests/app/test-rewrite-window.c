/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-rewrite-window.h"

#include "luthier-dialog-test.h"
#include "luthier-rewrite-shares.h"
#include "rewrite-window-fixture.h"
#include "words-check.h"

static void
set_up (Rewriting *self, gconstpointer unused)
{
  rewriting_set_up (self);
}

static void
tear_down (Rewriting *self, gconstpointer unused)
{
  rewriting_tear_down (self);
}

static GtkWidget *
open_window (Rewriting *self, LuthierRewriteKind kind)
{
  GtkWidget *window = luthier_rewrite_window_new (GTK_WINDOW (self->parent), self->document, kind);

  luthier_ui_test_present (window, 560, 620);
  return window;
}

static void
assert_says (GtkWidget *window, const char *text)
{
  if (!luthier_ui_test_says (window, text))
    g_error ("Nobody says “%s”", text);
}

static gboolean
can_start (GtkWidget *window)
{
  GtkWidget *button = GTK_WIDGET (
      gtk_widget_get_template_child (window, LUTHIER_TYPE_REWRITE_WINDOW, "start_button"));

  return gtk_widget_get_sensitive (button);
}

static void
wait_for (GtkWidget *window, const char *text)
{
  luthier_test_wait_until (luthier_ui_test_says (window, text));
  luthier_ui_test_wait_frames (window, 2);
}

static void
run (Rewriting *self, GtkWidget *window, const char *name, const char *second)
{
  g_autoptr (GFile) target = rewriting_get_file (self, name);
  g_autoptr (GFile) other = second != NULL ? rewriting_get_file (self, second) : NULL;

  luthier_rewrite_window_run (LUTHIER_REWRITE_WINDOW (window), target, other);
}

static guint
count_lines (Rewriting *self, const char *name)
{
  g_autoptr (GFile) file = rewriting_get_file (self, name);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_lines = 0;

  g_file_load_contents (file, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  for (const char *at = text; *at != '\0'; at++)
    n_lines += *at == '\n';
  return n_lines;
}

static GtkSwitch *
find_switch (GtkWidget *window, const char *title)
{
  GtkWidget *label = luthier_ui_test_find (window, GTK_TYPE_LABEL, title);
  GtkWidget *row;

  g_assert_nonnull (label);
  row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
  return GTK_SWITCH (luthier_ui_test_find (row, GTK_TYPE_SWITCH, NULL));
}

/* What leaves out lines waits to be asked for. */
static void
test_mend (Rewriting *self, gconstpointer unused)
{
  GtkWidget *window;

  rewriting_check (self, "support.jsonl", REWRITING_FAULTY);
  window = open_window (self, LUTHIER_REWRITE_MEND);
  g_assert_true (gtk_switch_get_active (find_switch (window, "Leave out blank lines")));
  g_assert_true (gtk_switch_get_active (find_switch (window, "Take away blanks around answers")));
  g_assert_false (
      gtk_switch_get_active (find_switch (window, "Leave out lines that cannot be read")));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_LABEL, "Save as plain UTF-8"));
  words_take_picture (window, "rewrite-mend");
  run (self, window, "support-fixed.jsonl", NULL);
  wait_for (window, "The copy was saved");
  assert_says (window, "support-fixed.jsonl");
  assert_says (window, "Examples read");
  words_take_picture (window, "rewrite-mend-done");
  g_assert_cmpuint (count_lines (self, "support-fixed.jsonl"), ==, 5);
  luthier_ui_test_destroy (window);
}

/* Without anything to do there is nothing to start. */
static void
test_switched_off (Rewriting *self, gconstpointer unused)
{
  GtkWidget *window;

  rewriting_check (self, "support.jsonl", REWRITING_FAULTY);
  window = open_window (self, LUTHIER_REWRITE_MEND);
  g_assert_true (can_start (window));
  gtk_switch_set_active (find_switch (window, "Leave out blank lines"), FALSE);
  gtk_switch_set_active (find_switch (window, "Take away blanks around answers"), FALSE);
  g_assert_false (can_start (window));
  gtk_switch_set_active (find_switch (window, "Leave out lines that cannot be read"), TRUE);
  g_assert_true (can_start (window));
  run (self, window, "support-fixed.jsonl", NULL);
  wait_for (window, "The copy was saved");
  luthier_ui_test_destroy (window);
}

static void
test_nothing_to_mend (Rewriting *self, gconstpointer unused)
{
  GtkWidget *window;

  rewriting_check (self, "support.jsonl", REWRITING_SOUND);
  window = open_window (self, LUTHIER_REWRITE_MEND);
  assert_says (window, "Nothing in this file can be fixed without knowing what is meant.");
  g_assert_false (can_start (window));
  luthier_ui_test_destroy (window);
}

static void
test_convert (Rewriting *self, gconstpointer unused)
{
  GtkWidget *window;

  rewriting_check (self, "chat.jsonl",
                   "{\"messages\":[{\"role\":\"user\",\"name\":\"Ann\",\"content\":\"Hi\"},"
                   "{\"role\":\"assistant\",\"content\":\"Hello\"}]}\n");
  window = open_window (self, LUTHIER_REWRITE_CONVERT);
  g_assert_true (can_start (window));
  words_take_picture (window, "rewrite-convert");
  run (self, window, "chat-gemini.jsonl", NULL);
  wait_for (window, "The copy was saved");
  assert_says (window, "Not in the copy");
  words_take_picture (window, "rewrite-convert-done");
  g_assert_cmpuint (count_lines (self, "chat-gemini.jsonl"), ==, 1);
  luthier_ui_test_destroy (window);
}

static void
test_split (Rewriting *self, gconstpointer unused)
{
  g_autofree char *text = rewriting_make_examples (100);
  GtkWidget *window;
  GtkSpinButton *percent;

  rewriting_check (self, "support.jsonl", text);
  window = open_window (self, LUTHIER_REWRITE_SPLIT);
  assert_says (window, "90 for training, 10 for validation");
  assert_says (window, "support-train.jsonl");
  assert_says (window, "support-validation.jsonl");
  words_take_picture (window, "rewrite-split");
  percent = GTK_SPIN_BUTTON (luthier_ui_test_find (window, GTK_TYPE_SPIN_BUTTON, NULL));
  gtk_spin_button_set_value (percent, 20);
  assert_says (window, "80 for training, 20 for validation");
  run (self, window, "support-train.jsonl", "support-validation.jsonl");
  wait_for (window, "Two files were saved");
  words_take_picture (window, "rewrite-split-done");
  g_assert_cmpuint (count_lines (self, "support-train.jsonl"), ==, 80);
  g_assert_cmpuint (count_lines (self, "support-validation.jsonl"), ==, 20);
  luthier_ui_test_destroy (window);
}

/* As the service documents: 5,000 at most, and 30 % of the training examples above 1,000. */
static void
test_limits (Rewriting *self, gconstpointer unused)
{
  static const struct
  {
    guint64 n_examples;
    guint percent;
    guint64 max_validation;
    guint64 expected;
    gboolean limited;
  } cases[] = {
    { 0, 10, 0, 0, FALSE },           { 1, 10, 0, 0, FALSE },        { 2, 10, 0, 1, FALSE },
    { 117159, 10, 0, 5000, TRUE },    { 10000, 10, 0, 1000, FALSE }, { 2000, 50, 0, 1000, FALSE },
    { 4000, 50, 0, 1000, TRUE },      { 13000, 50, 0, 3000, TRUE },  { 13000, 20, 0, 2600, FALSE },
    { 117159, 10, 1024, 1024, TRUE }, { 3, 50, 0, 2, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean limited;
      guint64 count = luthier_rewrite_shares_count (cases[i].n_examples, cases[i].percent,
                                                    cases[i].max_validation, &limited);

      g_test_message ("%u", i);
      g_assert_cmpuint (count, ==, cases[i].expected);
      g_assert_cmpint (limited, ==, cases[i].limited);
    }
}

/* It is said why, and can be tried again. */
static void
test_error (Rewriting *self, gconstpointer unused)
{
  GtkWidget *window;

  rewriting_check (self, "support.jsonl", REWRITING_FAULTY);
  window = open_window (self, LUTHIER_REWRITE_MEND);
  run (self, window, "support.jsonl", NULL);
  wait_for (window, "A copy cannot replace the file that it is made from. Choose another name.");
  words_take_picture (window, "rewrite-error");
  run (self, window, "support-fixed.jsonl", NULL);
  wait_for (window, "The copy was saved");
  luthier_ui_test_destroy (window);
}

/* Given up while it runs, by the button and with the window: nothing is left. */
static void
test_cancel (Rewriting *self, gconstpointer unused)
{
  g_autofree char *text = rewriting_make_examples (20000);
  g_autoptr (GFile) target = rewriting_get_file (self, "support-fixed.jsonl");
  GtkWidget *window;

  rewriting_check (self, "support.jsonl", text);
  window = open_window (self, LUTHIER_REWRITE_SPLIT);
  run (self, window, "support-fixed.jsonl", "support-validation.jsonl");
  gtk_widget_activate_action (window, "rewrite.cancel", NULL);
  g_assert_true (can_start (window));
  run (self, window, "support-fixed.jsonl", "support-validation.jsonl");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  luthier_test_wait_until (window == NULL);
}

static void
opened_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  char **uri = user_data;

  *uri = g_variant_dup_string (parameter, NULL);
}

static void
test_open (Rewriting *self, gconstpointer unused)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("open-dataset", G_VARIANT_TYPE_STRING);
  g_autoptr (GFile) target = rewriting_get_file (self, "support-fixed.jsonl");
  g_autofree char *expected = g_file_get_uri (target);
  g_autofree char *uri = NULL;
  GtkWidget *window;
  GtkWidget *button;

  g_signal_connect (action, "activate", G_CALLBACK (opened_cb), &uri);
  g_action_map_add_action (G_ACTION_MAP (luthier_ui_test_application), G_ACTION (action));
  rewriting_check (self, "support.jsonl", REWRITING_FAULTY);
  window = open_window (self, LUTHIER_REWRITE_MEND);
  run (self, window, "support-fixed.jsonl", NULL);
  wait_for (window, "The copy was saved");
  button = luthier_ui_test_find (window, GTK_TYPE_BUTTON, "_Open");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (uri, ==, expected);
  luthier_test_wait_until (window == NULL);
}

/* The file is still looked at when the window comes up. */
static void
test_unchecked (Rewriting *self, gconstpointer unused)
{
  GtkWidget *window;

  rewriting_write (self, "support.jsonl", REWRITING_SOUND);
  rewriting_open (self, "support.jsonl");
  window = luthier_rewrite_window_new (GTK_WINDOW (self->parent), self->document,
                                       LUTHIER_REWRITE_SPLIT);
  g_assert_false (can_start (window));
  luthier_ui_test_present (window, 560, 620);
  luthier_test_wait_until (can_start (window));
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
#define add(name, test)                                                                            \
  g_test_add ("/rewrite-window/" name, Rewriting, NULL, set_up, test, tear_down)
  add ("mend", test_mend);
  add ("switched-off", test_switched_off);
  add ("nothing-to-mend", test_nothing_to_mend);
  add ("convert", test_convert);
  add ("split", test_split);
  add ("limits", test_limits);
  add ("error", test_error);
  add ("cancel", test_cancel);
  add ("open", test_open);
  add ("unchecked", test_unchecked);
  return g_test_run ();
}
