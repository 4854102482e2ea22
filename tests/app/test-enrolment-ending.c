/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "account-window-fixture.h"

/* On a computer without a keyring. */

static void
add_key (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->bench.key_path);

  fixture_drop (fixture, file);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, BENCH_EMAIL));
  fixture_press (fixture, "_Continue");
  luthier_ui_test_wait_frames (fixture->window, 2);
  fixture_press (fixture, "_Add");
}

static void
test_session_only (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *question;

  add_key (fixture);
  question = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  g_assert_true (luthier_ui_test_says (question, "There Is No Keyring"));
  luthier_dialog_test_press (question, "_Try Again");
  /* It is asked for as long as there is none. */
  question = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  luthier_dialog_test_press (question, "_Use for This Session Only");
  luthier_test_wait_until (fixture->window == NULL);
  g_assert_cmpstr (
      luthier_profile_get_account (luthier_session_get_profile (fixture->bench.session)), ==,
      BENCH_EMAIL);
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  add_key (fixture);
  luthier_dialog_test_press (luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION), "_Cancel");
  luthier_ui_test_wait_frames (fixture->window, 2);
  /* All that was typed is still there. */
  g_assert_nonnull (fixture_find (fixture, "LuthierAccountPlace"));
  g_assert_null (luthier_session_get_profile (fixture->bench.session));
  fixture_press (fixture, "_Add");
  luthier_dialog_test_press (luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION), "_Cancel");
}

int
main (int argc, char *argv[])
{
  /* Before libsecret looks for one. */
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("SECRET_SERVICE_BUS_NAME", "org.example.None", TRUE);
  idle_browser_add ();
  luthier_dialog_test_init (&argc, &argv);
  g_test_add ("/enrolment-ending/session-only", Fixture, NULL, fixture_set_up, test_session_only,
              fixture_tear_down);
  g_test_add ("/enrolment-ending/cancelled", Fixture, NULL, fixture_set_up, test_cancelled,
              fixture_tear_down);
  return g_test_run ();
}
