/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <gio/gio.h>

#include "luthier-test.h"

/* The program itself, as a user starts it. */
static char *
run (const char *argument, int *status)
{
  g_autofree char *program = g_build_filename (g_getenv ("LUTHIER_TEST_BUILD_ROOT"), "src",
                                               "luthier", NULL);
  g_autoptr (GSubprocessLauncher)
      launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  /* The accessibility of tests is for this process only. */
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "none", TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, program, argument, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (child, NULL, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_subprocess_communicate_utf8_finish (child, result, &output, NULL, &error);
  g_assert_no_error (error);
  *status = g_subprocess_get_exit_status (child);
  return output;
}

static void
test_version (void)
{
  int status;
  g_autofree char *output = run ("--version", &status);

  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_prefix (output, "Luthier "));
  g_assert_nonnull (strstr (output, "GTK "));
  g_assert_nonnull (strstr (output, "libadwaita "));
}

static void
test_startup (void)
{
  int status;
  gint64 begin = g_get_monotonic_time ();
  g_autofree char *output = run ("--exit-after-startup", &status);

  g_assert_cmpint (status, ==, 0);
  g_test_message ("A first frame and the end after %.0f ms",
                  (double) (g_get_monotonic_time () - begin) / 1000);
}

static void
test_wrong_option (void)
{
  int status;
  g_autofree char *output = NULL;

  g_test_message ("A complaint on the standard error is expected.");
  output = run ("--no-such-option", &status);
  g_assert_cmpint (status, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/application/version", test_version);
  g_test_add_func ("/application/startup", test_startup);
  g_test_add_func ("/application/wrong-option", test_wrong_option);
  return g_test_run ();
}
