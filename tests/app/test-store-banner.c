/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-banner.h"

#include "../session/session-bench.h"
#include "luthier-banner.h"
#include "luthier-dialog-test.h"
#include "luthier-ui-test.h"

#define DAMAGED "What Luthier keeps on this computer was damaged."
#define DENIED  "The data folder cannot be written. Nothing is kept and no job is created."

static GtkWidget *
show (Bench *bench)
{
  GtkWidget *banner = luthier_store_banner_new ();

  luthier_store_banner_set_session (LUTHIER_STORE_BANNER (banner), bench->session);
  return luthier_dialog_test_show (banner, 400, 300);
}

static gboolean
is_revealed (GtkWidget *window)
{
  gboolean revealed = FALSE;

  g_object_get (luthier_ui_test_find (window, LUTHIER_TYPE_BANNER, NULL), "revealed", &revealed,
                NULL);
  return revealed;
}

static void
spoil (Bench *bench)
{
  bench_stop_session (bench);
  g_assert_true (g_file_set_contents (bench->store_path, "no database", -1, NULL));
  bench_start_session (bench, NULL);
}

/* A file is where the folder should be. */
static void
block (Bench *bench)
{
  g_autofree char *folder = g_strconcat (bench->store_path, ".d", NULL);

  bench_stop_session (bench);
  g_free (bench->store_path);
  bench->store_path = g_build_filename (folder, "luthier.db", NULL);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  bench_start_session (bench, NULL);
}

static void
press (GtkWidget *window)
{
  g_signal_emit_by_name (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Details…"), "clicked");
}

/* All is well: nothing is said. Then what was damaged is told until it has been read. */
static void
test_damage (void)
{
  Bench bench = { 0 };
  GtkWidget *window;
  GtkWidget *dialog;
  g_autofree char *words = NULL;

  bench_set_up (&bench, NULL, 60);
  window = show (&bench);
  g_assert_false (luthier_ui_test_says (window, DAMAGED));
  luthier_ui_test_destroy (window);

  spoil (&bench);
  window = show (&bench);
  luthier_test_wait_until (luthier_ui_test_says (window, DAMAGED));
  words = luthier_session_describe_damage (bench.session);
  press (window);
  dialog = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  g_assert_true (luthier_ui_test_says (dialog, words));
  g_assert_nonnull (luthier_session_get_damaged_path (bench.session));
  luthier_dialog_test_press (dialog, "_Close");
  luthier_test_wait_until (luthier_session_get_damaged_path (bench.session) == NULL);
  luthier_test_wait_until (!is_revealed (window));
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

static void
test_trouble (void)
{
  Bench bench = { 0 };
  GtkWidget *window;
  GtkWidget *dialog;
  g_autofree char *folder = NULL;

  bench_set_up_hastened (&bench, 60);
  block (&bench);
  folder = g_path_get_dirname (bench.store_path);
  window = show (&bench);
  luthier_test_wait_until (luthier_ui_test_says (window, DENIED));
  press (window);
  dialog = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  luthier_dialog_test_close (dialog);
  g_assert_true (is_revealed (window));

  /* It passes by itself. */
  g_assert_cmpint (g_remove (folder), ==, 0);
  luthier_test_wait_until (!is_revealed (window));
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
  g_test_add_func ("/store-banner/damage", test_damage);
  g_test_add_func ("/store-banner/trouble", test_trouble);
  return g_test_run ();
}
