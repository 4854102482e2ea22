/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-window.h"
#include "luthier-dialog-test.h"
#include "luthier-window.h"

#define EXAMPLE                                                                                    \
  "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello\"}]},"                           \
  "{\"role\":\"model\",\"parts\":[{\"text\":\"Hello to you\"}]}]}\n"

/* (transfer full): a dataset in the folder of this test. */
static GFile *
write_dataset (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0777);
  g_file_set_contents (path, EXAMPLE, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static guint
count_windows (GType type)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (luthier_ui_test_application));
  guint count = 0;

  for (GList *l = windows; l != NULL; l = l->next)
    count += g_type_is_a (G_OBJECT_TYPE (l->data), type);
  return count;
}

static void
activate (const char *action_name, const char *uri)
{
  g_action_group_activate_action (G_ACTION_GROUP (luthier_ui_test_application), action_name,
                                  uri != NULL ? g_variant_new_string (uri) : NULL);
}

static void
quit (void)
{
  activate ("quit", NULL);
  luthier_test_wait_until (count_windows (GTK_TYPE_WINDOW) == 0);
}

/* A file manager's files are shown, each in a window; nobody asked for the list of jobs. */
static void
test_files (void)
{
  g_autoptr (GFile) first = write_dataset ("first.jsonl");
  g_autoptr (GFile) second = write_dataset ("second.jsonl");
  GFile *files[] = { first, second };

  g_application_open (G_APPLICATION (luthier_ui_test_application), files, G_N_ELEMENTS (files), "");
  luthier_test_wait_until (count_windows (LUTHIER_TYPE_DATASET_WINDOW) == 2);
  g_assert_cmpuint (count_windows (LUTHIER_TYPE_WINDOW), ==, 0);
  quit ();
}

/* The window of a dataset outlives the main window, and the main window that of a dataset. */
static void
test_lifetimes (void)
{
  g_autoptr (GFile) file = write_dataset ("third.jsonl");
  g_autofree char *uri = g_file_get_uri (file);
  GtkWidget *window;

  activate ("open-dataset", uri);
  g_application_activate (G_APPLICATION (luthier_ui_test_application));
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_WINDOW) != NULL);
  window = luthier_ui_test_find_window (LUTHIER_TYPE_WINDOW);
  luthier_test_wait_until (luthier_ui_test_says (window, "Welcome to Luthier"));
  gtk_window_destroy (GTK_WINDOW (window));
  luthier_test_wait_until (count_windows (LUTHIER_TYPE_WINDOW) == 0);
  g_assert_cmpuint (count_windows (LUTHIER_TYPE_DATASET_WINDOW), ==, 1);

  g_application_activate (G_APPLICATION (luthier_ui_test_application));
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_WINDOW) != NULL);
  gtk_window_destroy (GTK_WINDOW (luthier_ui_test_find_window (LUTHIER_TYPE_DATASET_WINDOW)));
  luthier_test_wait_until (count_windows (LUTHIER_TYPE_DATASET_WINDOW) == 0);
  g_assert_cmpuint (count_windows (LUTHIER_TYPE_WINDOW), ==, 1);
  quit ();
}

/* What is asked for while the session ends is done when it has ended. */
static void
test_while_stopping (void)
{
  g_autoptr (GFile) file = write_dataset ("fourth.jsonl");
  g_autofree char *uri = g_file_get_uri (file);

  g_application_activate (G_APPLICATION (luthier_ui_test_application));
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_WINDOW) != NULL);
  luthier_test_wait_until (luthier_ui_test_says (luthier_ui_test_find_window (LUTHIER_TYPE_WINDOW),
                                                 "Welcome to Luthier"));
  activate ("quit", NULL);
  activate ("open-dataset", uri);
  activate ("new-job-with-data", uri);
  luthier_test_wait_until (count_windows (LUTHIER_TYPE_DATASET_WINDOW) == 1 &&
                           count_windows (LUTHIER_TYPE_WINDOW) == 1);
  quit ();
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
  g_test_add_func ("/application-datasets/files", test_files);
  g_test_add_func ("/application-datasets/lifetimes", test_lifetimes);
  g_test_add_func ("/application-datasets/while-stopping", test_while_stopping);
  return g_test_run ();
}
