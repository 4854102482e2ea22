/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-test-window.h"

#include "../session/session-bench.h"
#include "luthier-picker-window.h"
#include "luthier-probe-row.h"
#include "luthier-ui-test.h"

#define KEY                                                                                        \
  "projects/acme/locations/us-central1/keyRings/practice-ring/cryptoKeys/"                         \
  "practice-key"

#define part(window, type, name)                                                                   \
  type (gtk_widget_get_template_child ((window), LUTHIER_TYPE_TEST_WINDOW, (name)))

static void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;

  bench_set_up (bench, NULL, 1);
  profile = bench_add_profile (bench, "us-central1");
  luthier_profile_set_bucket (profile, "acme-data");
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

static const char *
get_result (GtkWidget *window)
{
  return gtk_label_get_text (part (window, GTK_LABEL, "result_label"));
}

static gboolean
is_running (GtkWidget *window)
{
  return gtk_widget_get_visible (part (window, GTK_WIDGET, "spinner"));
}

static GtkWidget *
window_new (Bench *bench)
{
  GtkWidget *window = luthier_test_window_new (NULL, bench->session);

  /* It has begun by itself. */
  g_assert_true (is_running (window));
#ifdef __SANITIZE_ADDRESS__
  /* There, each frame takes seconds: nobody looks on. */
  luthier_test_wait_until (!is_running (window));
#endif
  luthier_ui_test_present (window, 640, 800);
  luthier_test_wait_until (!is_running (window));
  luthier_ui_test_wait_frames (window, 2);
  return window;
}

static void
test_again (GtkWidget *window)
{
  gtk_widget_activate_action (window, "test.start", NULL);
  luthier_test_wait_until (!is_running (window));
  luthier_ui_test_wait_frames (window, 2);
}

static void
set_row (GtkWidget *window, const char *name, const char *text)
{
  gtk_editable_set_text (part (window, GTK_EDITABLE, name), text);
}

static LuthierProbe *
get_probe (GtkListBox *list, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      g_autoptr (LuthierProbe) probe = NULL;

      g_object_get (row, "probe", &probe, NULL);
      if (g_str_equal (luthier_probe_get_id (probe), id))
        return probe;
    }
  return NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **place = user_data;

  *place = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
read_clipboard (GtkWidget *window)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (window), NULL, read_cb, &text);
  luthier_test_wait_until (text != NULL);
  return text;
}

static void
test_good (Bench *bench, gconstpointer unused)
{
  GtkWidget *window = window_new (bench);

  g_assert_cmpstr (gtk_editable_get_text (part (window, GTK_EDITABLE, "bucket_row")), ==,
                   "acme-data");
  g_assert_cmpstr (get_result (window), ==, "Everything is in place");
  g_assert_false (gtk_widget_get_visible (part (window, GTK_WIDGET, "copy_all")));
  g_assert_true (luthier_ui_test_says (window, "In place"));
  luthier_ui_test_destroy (window);
}

/* What was typed is known at the next start, and a credential is not even tried. */
static void
test_typed (Bench *bench, gconstpointer unused)
{
  GtkWidget *window = window_new (bench);
  g_autofree char *id = g_strdup (
      luthier_profile_get_id (luthier_session_get_profile (bench->session)));

  set_row (window, "account_row", BENCH_EMAIL);
  test_again (window);
  set_row (window, "bucket_row",
           "AIza"
           "SyA-0123456789abcdefghijklmnopqrstu");
  gtk_widget_activate_action (window, "test.start", NULL);
  g_assert_false (is_running (window));
  luthier_ui_test_destroy (window);

  bench_stop_session (bench);
  bench_start_session (bench, id);
  g_assert_cmpstr (luthier_profile_get_bucket (luthier_session_get_profile (bench->session)), ==,
                   "acme-data");
  g_assert_cmpstr (
      luthier_profile_get_service_account (luthier_session_get_profile (bench->session)), ==,
      BENCH_EMAIL);
}

static void
test_missing (Bench *bench, gconstpointer unused)
{
  GtkWidget *window;
  LuthierProfile *profile = luthier_session_get_profile (bench->session);
  LuthierProbe *probe;
  g_autoptr (LuthierProbe) first = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *all = NULL;

  bench_misbehave (bench, "no-grant=roles/cloudkms.cryptoKeyEncrypterDecrypter");
  window = window_new (bench);
  g_assert_cmpstr (get_result (window), ==, "Everything is in place");
  set_row (window, "key_row", KEY);
  test_again (window);
  g_assert_cmpstr (get_result (window), ==, "1 thing is missing");
  /* What was typed is remembered. */
  g_assert_cmpstr (luthier_profile_get_kms_key (profile), ==, KEY);
  g_assert_cmpstr (luthier_profile_get_bucket (profile), ==, "acme-data");

  probe = get_probe (part (window, GTK_LIST_BOX, "list"), "agent-key");
  g_assert_cmpint (luthier_probe_get_verdict (probe), ==, LUTHIER_PROBE_BAD);
  /* What is missing is the first that is read. */
  g_object_get (gtk_list_box_get_row_at_index (part (window, GTK_LIST_BOX, "list"), 0), "probe",
                &first, NULL);
  g_assert_true (first == probe);
  g_assert_true (luthier_ui_test_says (window, luthier_probe_get_grant (probe)));
  g_assert_true (luthier_ui_test_says (window, luthier_probe_get_command (probe)));
  g_assert_true (luthier_ui_test_says (window, "Missing"));

  gtk_widget_activate_action (window, "test.copy-commands", NULL);
  copied = read_clipboard (window);
  g_assert_nonnull (strstr (copied, luthier_probe_get_command (probe)));
  gtk_widget_activate_action (window, "test.copy-report", NULL);
  all = read_clipboard (window);
  g_assert_nonnull (strstr (all, luthier_probe_get_title (probe)));
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "Commands copied"));
  luthier_ui_test_destroy (window);
}

/* The button of a row copies the command of that row. */
static void
test_copy (Bench *bench, gconstpointer unused)
{
  GtkWidget *window;
  GtkListBox *list;
  GtkListBoxRow *row;
  g_autofree char *copied = NULL;

  luthier_profile_set_kms_key (luthier_session_get_profile (bench->session), KEY);
  bench_misbehave (bench, "no-grant=roles/cloudkms.cryptoKeyEncrypterDecrypter");
  window = window_new (bench);
  list = part (window, GTK_LIST_BOX, "list");
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      GtkWidget *button = luthier_ui_test_find (GTK_WIDGET (row), GTK_TYPE_BUTTON, NULL);
      g_autoptr (LuthierProbe) probe = NULL;

      g_object_get (row, "probe", &probe, NULL);
      g_assert_true ((luthier_probe_get_command (probe) != NULL) <= (button != NULL));
      if (luthier_probe_get_command (probe) == NULL)
        continue;
      g_signal_emit_by_name (button, "clicked");
      copied = read_clipboard (window);
      g_assert_cmpstr (copied, ==, luthier_probe_get_command (probe));
    }
  g_assert_nonnull (copied);
  luthier_ui_test_destroy (window);
}

static void
test_unknown (Bench *bench, gconstpointer unused)
{
  GtkWidget *window;

  bench_misbehave (bench, "no-policy");
  window = window_new (bench);
  g_assert_cmpstr (get_result (window), ==, "Some things could not be looked at");
  g_assert_true (luthier_ui_test_says (window, "Not known"));
  luthier_ui_test_destroy (window);
}

static void
test_pick (Bench *bench, gconstpointer unused)
{
  GtkWidget *window = window_new (bench);
  GtkWidget *picker;
  GtkWidget *stack;

  g_signal_emit_by_name (part (window, GTK_WIDGET, "pick_key"), "clicked");
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW) != NULL);
  picker = luthier_ui_test_find_window (LUTHIER_TYPE_PICKER_WINDOW);
  stack = GTK_WIDGET (gtk_widget_get_template_child (picker, LUTHIER_TYPE_PICKER_WINDOW, "stack"));
  luthier_test_wait_until (
      g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "list"));
  gtk_widget_activate_action (picker, "picker.choose", NULL);
  luthier_test_wait_until (
      g_str_equal (gtk_editable_get_text (part (window, GTK_EDITABLE, "key_row")), KEY));
  /* It is looked at without being asked for. */
  g_assert_true (is_running (window));
  luthier_test_wait_until (!is_running (window));
  g_assert_nonnull (get_probe (part (window, GTK_LIST_BOX, "list"), "agent-key"));
  luthier_ui_test_destroy (window);
}

/* It ends with the window. */
static void
test_closed (Bench *bench, gconstpointer unused)
{
  GtkWidget *window = luthier_test_window_new (NULL, bench->session);

  luthier_ui_test_present (window, 640, 800);
  gtk_widget_activate_action (window, "test.start", NULL);
  luthier_ui_test_destroy (window);
}

#define window_test(name, function)                                                                \
  g_test_add ("/test-window/" name, Bench, NULL, set_up, (function), tear_down)

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  window_test ("good", test_good);
  window_test ("closed", test_closed);
#ifndef __SANITIZE_ADDRESS__
  /* These show the same; there, each run takes half a minute. */
  window_test ("typed", test_typed);
  window_test ("missing", test_missing);
  window_test ("copy", test_copy);
  window_test ("unknown", test_unknown);
  window_test ("pick", test_pick);
#endif
  return g_test_run ();
}
