/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "transfer-bench.h"

/* On a computer without a keyring: nothing is kept anywhere else. */

static void
set_up (Bench *bench, gconstpointer unused)
{
  bench_set_up (bench, NULL, 60);
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

static void
assert_nowhere (const char *folder, const char *needle, gsize length)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize size = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        assert_nowhere (path, needle, length);
      else if (g_file_get_contents (path, &text, &size, NULL) && !g_str_has_suffix (name, ".json"))
        g_assert_null (memmem (text, size, needle, length));
    }
}

/* A part of the key that no other file has by chance. */
static char *
get_needle (Bench *bench)
{
  g_autofree char *key = NULL;
  char *begin;

  g_file_get_contents (bench->key_path, &key, NULL, NULL);
  begin = strstr (key, "MII");
  g_assert_nonnull (begin);
  return g_strndup (begin + 100, 40);
}

/* There is nothing in a keyring that would have to go first. */
static void
remove_open_profile (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_session_remove_profile_async (bench->session,
                                        luthier_session_get_profile (bench->session), FALSE, NULL,
                                        luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_remove_profile_finish (bench->session, result, &error);
  g_assert_no_error (error);
}

static void
test_session_only (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (bench->session, NULL);
  LuthierProfile *draft = luthier_enrolment_get_draft (enrolment);
  g_autoptr (GFile) file = g_file_new_for_path (bench->key_path);
  g_autofree char *folder = g_path_get_dirname (bench->store_path);
  g_autofree char *needle = get_needle (bench);
  g_autoptr (LuthierProfile) profile = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  luthier_profile_set_endpoint (draft, luthier_practice_get_base_url (bench->practice));
  g_assert_true (luthier_enrol_test_read (enrolment, file, &error));
  g_assert_null (luthier_enrol_test_complete (enrolment, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_KEYRING);
  g_assert_cmpstr (luthier_error_get_reason (error), ==, LUTHIER_REASON_KEYRING_ABSENT);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    0);
  g_clear_error (&error);

  luthier_enrolment_set_session_only (enrolment, TRUE);
  profile = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  g_assert_true (bench_refresh (bench, &error));
  g_assert_no_error (error);
  assert_nowhere (folder, needle, strlen (needle));
  assert_nowhere (g_get_user_data_dir (), needle, strlen (needle));

  /* The next start knows the profile, and that it must be signed in. */
  id = g_strdup (luthier_profile_get_id (profile));
  g_clear_object (&profile);
  g_clear_object (&enrolment);
  bench_stop_session (bench);
  bench_start_session (bench, id);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  g_assert_true (luthier_session_get_sign_in_needed (bench->session));
  g_assert_cmpstr (luthier_error_get_reason (luthier_session_get_sign_in_error (bench->session)),
                   ==, LUTHIER_REASON_KEYRING_ABSENT);
  remove_open_profile (bench);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    0);
}

/* An upload of such a profile works, ends with the program, and leaves nothing. */
static void
test_upload (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (bench->session, NULL);
  g_autoptr (GFile) key_file = g_file_new_for_path (bench->key_path);
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", 17 * MIB, 1);
  g_autoptr (LuthierTransfer) transfer = NULL;
  g_autoptr (LuthierTransfer) left = NULL;
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  luthier_profile_set_endpoint (luthier_enrolment_get_draft (enrolment),
                                luthier_practice_get_base_url (bench->practice));
  luthier_enrolment_set_session_only (enrolment, TRUE);
  g_assert_true (luthier_enrol_test_read (enrolment, key_file, &error));
  profile = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);

  transfer = luthier_session_upload (bench->session, file, NULL, BUCKET);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_DONE);
  transfer_assert_stored (bench, luthier_transfer_get_uri (transfer), file);
  g_assert_false (luthier_transfer_get_survives (transfer));

  bench_misbehave (bench, "slow=1000000@PUT /upload/*");
  left = luthier_session_upload (bench->session, file, NULL, BUCKET);
  luthier_test_wait_until (transfer_count_received (bench) > 18 * MIB);
  g_assert_false (luthier_transfer_get_survives (left));
  luthier_session_open_profile_async (bench->session, profile, NULL, NULL, NULL);
  transfer_wait_for_state (left, LUTHIER_TRANSFER_CANCELLED);
  luthier_test_wait_until (transfer_count (bench, "DELETE") == 1);
  luthier_test_wait_until (luthier_session_get_loaded (bench->session) &&
                           !luthier_session_get_refreshing (bench->session));
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_transfers (bench->session)), ==,
                    0);
}

int
main (int argc, char *argv[])
{
  /* Before libsecret looks for one. */
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("SECRET_SERVICE_BUS_NAME", "org.example.None", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session-only/no-keyring", Bench, NULL, set_up, test_session_only, tear_down);
  g_test_add ("/session-only/upload", Bench, NULL, set_up, test_upload, tear_down);
  return g_test_run ();
}
