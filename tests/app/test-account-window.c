/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-account-window.h"

#include "../session/session-bench.h"
#include "luthier-ui-test.h"

static GtkWidget *
window_new (Bench *bench)
{
  GtkWidget *window = luthier_account_window_new (NULL, bench->session);

  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (gtk_widget_get_mapped (window));
  luthier_ui_test_wait_frames (window, 2);
  return window;
}

static GtkWidget *
get_add_button (GtkWidget *window)
{
  return luthier_ui_test_find (window, GTK_TYPE_BUTTON, "_Add");
}

static AdwEntryRow *
get_row (GtkWidget *window, const char *id)
{
  return ADW_ENTRY_ROW (gtk_widget_get_template_child (window, LUTHIER_TYPE_ACCOUNT_WINDOW, id));
}

static void
test_add (void)
{
  Bench bench = { 0 };
  GtkWidget *window;
  g_autoptr (GFile) file = NULL;
  AdwEntryRow *project;

  bench_set_up (&bench, NULL, 60);
  file = g_file_new_for_path (bench.key_path);
  window = window_new (&bench);
  g_assert_false (gtk_widget_get_sensitive (get_add_button (window)));

  luthier_account_window_set_file (LUTHIER_ACCOUNT_WINDOW (window), file);
  g_assert_true (gtk_widget_get_sensitive (get_add_button (window)));
  g_assert_true (luthier_ui_test_says (window, "key.json"));
  luthier_test_wait_until (luthier_ui_test_says (window, BENCH_EMAIL));
  project = get_row (window, "project_row");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (project)), !=, "");

  gtk_editable_set_text (GTK_EDITABLE (project), "acme");
  gtk_editable_set_text (GTK_EDITABLE (get_row (window, "endpoint_row")),
                         luthier_practice_get_base_url (bench.practice));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_widget_activate (get_add_button (window));
  luthier_test_wait_until (window == NULL);
  g_assert_cmpstr (luthier_profile_get_account (luthier_session_get_profile (bench.session)), ==,
                   BENCH_EMAIL);
  bench_tear_down (&bench);
}

static void
test_wrong_file (void)
{
  Bench bench = { 0 };
  GtkWidget *window;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *card;

  bench_set_up (&bench, NULL, 60);
  g_file_set_contents (bench.key_path, "{\"type\":\"authorized_user\"}", -1, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (bench.key_path);
  window = window_new (&bench);
  luthier_account_window_set_file (LUTHIER_ACCOUNT_WINDOW (window), file);
  g_assert_null (luthier_ui_test_find (window, g_type_from_name ("LuthierErrorCard"), NULL));

  gtk_widget_activate_action (window, "account.add", NULL);
  card = GTK_WIDGET (
      gtk_widget_get_template_child (window, LUTHIER_TYPE_ACCOUNT_WINDOW, "error_card"));
  luthier_test_wait_until (gtk_widget_get_mapped (card));
  /* It can be tried again at once. */
  g_assert_true (gtk_widget_get_sensitive (get_add_button (window)));
  g_assert_null (luthier_session_get_profile (bench.session));
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

/* A window that is closed meanwhile takes its request with it. */
static void
test_closed (void)
{
  Bench bench = { 0 };
  GtkWidget *window;
  g_autoptr (GFile) file = NULL;

  bench_set_up (&bench, NULL, 60);
  file = g_file_new_for_path (bench.key_path);
  window = window_new (&bench);
  luthier_account_window_set_file (LUTHIER_ACCOUNT_WINDOW (window), file);
  gtk_widget_activate_action (window, "account.add", NULL);
  luthier_ui_test_destroy (window);
  g_assert_null (luthier_session_get_profile (bench.session));
  bench_tear_down (&bench);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/account-window/add", test_add);
  g_test_add_func ("/account-window/wrong-file", test_wrong_file);
  g_test_add_func ("/account-window/closed", test_closed);
  return g_test_run ();
}
