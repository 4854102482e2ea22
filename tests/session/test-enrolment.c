/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-enrolment.h"

#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-keyring.h"
#include "session-bench.h"

#define CLIENT_ID     "1234-desktop.apps.googleusercontent.com"
#define CLIENT_SECRET "of-a-desktop-client"
#define REFRESH_TOKEN "refresh-token-of-ada"

static void
set_up (Bench *bench, gconstpointer unused)
{
  LuthierPracticeTokens *tokens;

  bench_set_up (bench, NULL, 60);
  tokens = luthier_practice_get_tokens (bench->practice);
  luthier_practice_tokens_add_oauth_client (tokens, CLIENT_ID, CLIENT_SECRET);
  luthier_practice_tokens_add_refresh_token (tokens, CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN);
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

/* (transfer full): an enrolment on the practice service of the bench. */
static LuthierEnrolment *
enrol (Bench *bench)
{
  LuthierEnrolment *enrolment = luthier_enrolment_new (bench->session, NULL);

  luthier_profile_set_endpoint (luthier_enrolment_get_draft (enrolment),
                                luthier_practice_get_base_url (bench->practice));
  return enrolment;
}

/* (transfer full) */
static GFile *
write_file (Bench *bench, const char *name, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (bench->key_path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static GFile *
write_sign_in (Bench *bench)
{
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"authorized_user\",\"client_id\":\"" CLIENT_ID "\",\"client_secret\":"
      "\"" CLIENT_SECRET "\",\"refresh_token\":\"" REFRESH_TOKEN "\","
      "\"token_uri\":\"%s/token\"}",
      luthier_practice_get_base_url (bench->practice));

  return write_file (bench, "application_default_credentials.json", text);
}

/* (transfer full): somebody's sign-in as gcloud leaves it, in this project, opened. */
static LuthierProfile *
import_sign_in (Bench *bench)
{
  g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
  g_autoptr (GFile) file = write_sign_in (bench);
  g_autoptr (GError) error = NULL;
  LuthierProfile *profile;

  g_assert_true (luthier_enrol_test_read (enrolment, file, &error));
  g_assert_no_error (error);
  luthier_profile_set_project (luthier_enrolment_get_draft (enrolment), "acme");
  profile = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  return profile;
}

static void
assert_works (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bench_refresh (bench, &error));
  g_assert_no_error (error);
  g_assert_false (luthier_session_get_sign_in_needed (bench->session));
  g_assert_null (luthier_session_get_sign_in_error (bench->session));
}

static void
test_key (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
  LuthierProfile *draft = luthier_enrolment_get_draft (enrolment);
  g_autoptr (GFile) file = g_file_new_for_path (bench->key_path);
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (luthier_enrolment_get_has_credential (enrolment));
  g_assert_true (luthier_enrol_test_read (enrolment, file, &error));
  g_assert_true (luthier_enrolment_get_has_credential (enrolment));
  g_assert_cmpint (luthier_profile_get_kind (draft), ==, LUTHIER_PROFILE_SERVICE_ACCOUNT);
  g_assert_cmpstr (luthier_profile_get_account (draft), ==, BENCH_EMAIL);
  g_assert_cmpstr (luthier_profile_get_project (draft), ==, "acme");

  profile = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  g_assert_true (profile == luthier_session_get_profile (bench->session));
  g_assert_cmpstr (luthier_profile_get_title (profile), ==, "acme");
  assert_works (bench);
}

/* What gcloud leaves behind names nobody: the service is asked whose it is. */
static void
test_imported (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = import_sign_in (bench);

  g_assert_cmpint (luthier_profile_get_kind (profile), ==, LUTHIER_PROFILE_IMPORTED);
  g_assert_cmpstr (luthier_profile_get_account (profile), ==, LUTHIER_PRACTICE_PERSON);
  assert_works (bench);

  /* Once more is the same one. */
  g_clear_object (&profile);
  profile = import_sign_in (bench);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    1);
}

/* Another start of the program finds it in the keyring, also after the refresh token was replaced. */
static void
test_rotated (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;
  g_autofree char *id = NULL;

  bench_misbehave (bench, "rotates-refresh");
  profile = import_sign_in (bench);
  id = g_strdup (luthier_profile_get_id (profile));
  for (guint i = 0; i < 3; i++)
    {
      luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (bench->practice));
      assert_works (bench);
    }

  g_clear_object (&profile);
  bench_stop_session (bench);
  bench_start_session (bench, id);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  assert_works (bench);
}

/* What is read and what is sent go through connections of their own, and whichever gets another
 * refresh token leaves the other one with a void one. */
static void
test_rotated_for_all (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;

  bench_misbehave (bench, "rotates-refresh");
  profile = import_sign_in (bench);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
      g_autoptr (LuthierJob) job = NULL;

      luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (bench->practice));
      job = bench_create (bench, spec, NULL);
      g_assert_nonnull (job);
      luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (bench->practice));
      assert_works (bench);
    }
}

static gboolean
take_token (LuthierEnrolment *enrolment, const char *token, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_enrolment_take_token_async (enrolment, token, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_enrolment_take_token_finish (enrolment, result, error);
}

static void
test_token (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
  LuthierPracticeTokens *tokens = luthier_practice_get_tokens (bench->practice);
  LuthierProfile *draft = luthier_enrolment_get_draft (enrolment);
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  gint64 left_us;

  luthier_practice_tokens_add_access_token (tokens, "ya29.a0-pasted", "ada@example.com",
                                            "email https://www.googleapis.com/auth/cloud-platform",
                                            1800);
  g_assert_true (take_token (enrolment, "  ya29.a0-pasted\n", &error));
  g_assert_no_error (error);
  left_us = luthier_enrolment_get_expires_at (enrolment) -
            luthier_clock_get_real_time (bench->clock);
  g_assert_cmpint (left_us / G_USEC_PER_SEC, >, 1700);
  g_assert_cmpint (left_us / G_USEC_PER_SEC, <=, 1801);
  g_assert_cmpstr (luthier_profile_get_account (draft), ==, "ada@example.com");

  luthier_profile_set_project (draft, "acme");
  profile = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  g_assert_cmpint (luthier_profile_get_kind (profile), ==, LUTHIER_PROFILE_ACCESS_TOKEN);
  assert_works (bench);
  g_assert_cmpint (luthier_session_get_expires_at (bench->session), ==,
                   luthier_enrolment_get_expires_at (enrolment));

  /* Nothing can renew it. */
  luthier_practice_tokens_expire_tokens (tokens);
  g_assert_false (bench_refresh (bench, NULL));
  g_assert_true (luthier_session_get_sign_in_needed (bench->session));
  g_assert_cmpstr (luthier_error_get_reason (luthier_session_get_sign_in_error (bench->session)),
                   ==, LUTHIER_REASON_TOKEN_OVER);
}

static void
test_wrong_token (Bench *bench, gconstpointer unused)
{
  const struct
  {
    const char *text;
    const char *reason;
    LuthierError code;
  } cases[] = {
    { "AIza"
      "SyA-0123456789abcdefghijklmnopqrstu",
      LUTHIER_REASON_API_KEY, LUTHIER_ERROR_CREDENTIAL },
    { "1//0refresh", NULL, LUTHIER_ERROR_CREDENTIAL },
    { "GOCSPX-abcdefghijklmnop", NULL, LUTHIER_ERROR_CREDENTIAL },
    { "{\"type\":\"service_account\"}", NULL, LUTHIER_ERROR_CREDENTIAL },
    { "ya29.of-nobody", LUTHIER_REASON_TOKEN_OVER, LUTHIER_ERROR_SIGN_IN_NEEDED },
    { "ya29.narrow", LUTHIER_REASON_SIGN_IN_NARROW, LUTHIER_ERROR_SIGN_IN_NEEDED },
  };

  luthier_practice_tokens_add_access_token (luthier_practice_get_tokens (bench->practice),
                                            "ya29.narrow", "ada@example.com", "openid email", 1800);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
      g_autoptr (GError) error = NULL;

      g_assert_false (take_token (enrolment, cases[i].text, &error));
      g_assert_error (error, LUTHIER_ERROR, (int) cases[i].code);
      g_assert_cmpstr (luthier_error_get_reason (error), ==, cases[i].reason);
      g_assert_null (strstr (error->message, cases[i].text));
      g_assert_false (luthier_enrolment_get_has_credential (enrolment));
    }
}

static void
visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) page = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
}

/* A browser that follows wherever it is sent. */
static void
browse_cb (LuthierEnrolment *enrolment, const char *uri, SoupSession *browser)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);

  g_assert_nonnull (message);
  soup_session_send_and_read_async (browser, message, G_PRIORITY_DEFAULT, NULL, visited_cb, NULL);
}

static gboolean
sign_in (LuthierEnrolment *enrolment, const char *id, const char *secret, GError **error)
{
  g_autoptr (SoupSession) browser = soup_session_new ();
  g_autoptr (GAsyncResult) result = NULL;
  gulong handler = g_signal_connect (enrolment, "open-uri", G_CALLBACK (browse_cb), browser);

  luthier_enrolment_sign_in_async (enrolment, id, secret, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_signal_handler_disconnect (enrolment, handler);
  return luthier_enrolment_sign_in_finish (enrolment, result, error);
}

static gboolean
recall_client (LuthierEnrolment *enrolment)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean known;

  luthier_enrolment_recall_client_async (enrolment, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  known = luthier_enrolment_recall_client_finish (enrolment, result, &error);
  g_assert_no_error (error);
  return known;
}

/* The client is entered once: the next sign-in has it. */
static void
test_browser (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
  g_autoptr (LuthierEnrolment) next = NULL;
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  bench_misbehave (bench, "consents");
  g_assert_false (recall_client (enrolment));
  g_assert_true (sign_in (enrolment, CLIENT_ID, CLIENT_SECRET, &error));
  g_assert_no_error (error);
  luthier_profile_set_project (luthier_enrolment_get_draft (enrolment), "acme");
  profile = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  g_assert_cmpint (luthier_profile_get_kind (profile), ==, LUTHIER_PROFILE_GOOGLE_ACCOUNT);
  g_assert_nonnull (luthier_profile_get_account (profile));
  assert_works (bench);

  next = enrol (bench);
  g_assert_true (recall_client (next));
  g_assert_cmpstr (luthier_enrolment_get_client_id (next), ==, CLIENT_ID);
  g_assert_true (sign_in (next, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_browser_refused (Bench *bench, gconstpointer unused)
{
  const struct
  {
    const char *situation;
    const char *reason;
  } cases[] = {
    { "access-denied", LUTHIER_REASON_SIGN_IN_DENIED },
    { "narrow-scope", LUTHIER_REASON_SIGN_IN_NARROW },
    { "wrong-state", LUTHIER_REASON_SIGN_IN_STATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
      g_autoptr (GError) error = NULL;

      luthier_practice_clear_situations (bench->practice);
      bench_misbehave (bench, "consents");
      bench_misbehave (bench, cases[i].situation);
      g_assert_false (sign_in (enrolment, CLIENT_ID, CLIENT_SECRET, &error));
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED);
      g_assert_cmpstr (luthier_error_get_reason (error), ==, cases[i].reason);
      g_assert_false (luthier_enrolment_get_has_credential (enrolment));
    }
}

static void
test_client_file (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
  g_autofree char *text = luthier_practice_tokens_make_client_file (
      luthier_practice_get_tokens (bench->practice),
      luthier_practice_get_base_url (bench->practice));
  g_autoptr (GFile) file = write_file (bench, "client_secret.json", text);
  g_autoptr (GFile) web = write_file (bench, "web.json",
                                      "{\"web\":{\"client_id\":\"a\",\"client_secret\":\"b\"}}");
  g_autoptr (GError) error = NULL;

  bench_misbehave (bench, "consents");
  g_assert_true (luthier_enrol_test_read (enrolment, file, &error));
  g_assert_no_error (error);
  g_assert_true (luthier_enrolment_get_has_client (enrolment));
  g_assert_false (luthier_enrolment_get_has_credential (enrolment));
  g_assert_true (sign_in (enrolment, NULL, NULL, &error));
  g_assert_no_error (error);

  g_assert_false (luthier_enrol_test_read (enrolment, web, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL);
}

/* Acts as another account, whose right is looked at before anything is kept. */
static void
test_impersonated (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
  LuthierProfile *draft = luthier_enrolment_get_draft (enrolment);
  g_autoptr (GFile) file = g_file_new_for_path (bench->key_path);
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (luthier_enrol_test_read (enrolment, file, &error));
  luthier_profile_set_impersonate (draft, BENCH_EMAIL);
  bench_misbehave (bench, "no-permission=iam.serviceAccounts.getAccessToken");
  g_assert_null (luthier_enrol_test_complete (enrolment, &error));
  g_assert_nonnull (strstr (error->message, "iam.serviceAccounts.getAccessToken"));
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    0);
  g_clear_error (&error);

  luthier_practice_clear_situations (bench->practice);
  profile = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  assert_works (bench);
}

static void
test_wrong_draft (Bench *bench, gconstpointer unused)
{
  const struct
  {
    const char *property;
    const char *value;
    const char *said;
  } cases[] = {
    { "project", NULL, "Project:" },
    { "project", "My Project", "Project:" },
    { "project",
      "AIza"
      "SyA-0123456789abcdefghijklmnopqrstu",
      "API key" },
    { "quota-project", "a/b", "Quota project:" },
    { "impersonate", "somebody", "Act as:" },
    { "endpoint", "http://example.com", "http://example.com" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
      g_autoptr (GFile) file = g_file_new_for_path (bench->key_path);
      g_autoptr (GError) error = NULL;

      g_assert_true (luthier_enrol_test_read (enrolment, file, NULL));
      g_object_set (luthier_enrolment_get_draft (enrolment), cases[i].property, cases[i].value,
                    NULL);
      g_assert_null (luthier_enrol_test_complete (enrolment, &error));
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].said));
    }
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "*", "*"), ==, 0);
}

/* A new name changes nothing else: neither the jobs on screen nor who is open. */
static void
test_edited (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (bench->session, profile);
  LuthierProfile *draft = luthier_enrolment_get_draft (enrolment);
  g_autoptr (LuthierProfile) kept = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const regions[] = { "europe-west4", NULL };

  g_assert_true (luthier_enrolment_get_has_credential (enrolment));
  luthier_profile_set_title (draft, "Team");
  luthier_profile_set_concurrent_jobs (draft, 3);
  g_assert_cmpstr (luthier_profile_get_title (profile), ==, "acme");
  kept = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  g_assert_true (kept == profile);
  g_assert_cmpstr (luthier_profile_get_title (profile), ==, "Team");
  g_assert_cmpuint (luthier_profile_get_concurrent_jobs (profile), ==, 3);
  g_assert_true (luthier_session_get_loaded (bench->session));

  luthier_profile_set_regions (draft, regions);
  g_clear_object (&kept);
  kept = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  g_assert_cmpstr (luthier_profile_get_regions (profile)[0], ==, "europe-west4");
  assert_works (bench);
}

static void
test_other_account (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = import_sign_in (bench);
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (bench->session, profile);
  g_autoptr (GFile) file = g_file_new_for_path (bench->key_path);
  g_autoptr (GError) error = NULL;

  g_assert_false (luthier_enrol_test_read (enrolment, file, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL);
  g_assert_nonnull (strstr (error->message, LUTHIER_PRACTICE_PERSON));
  g_assert_nonnull (strstr (error->message, BENCH_EMAIL));
}

static guint
count_keyring (LuthierProfile *profile)
{
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;

  luthier_keyring_lookup_async (keyring, luthier_profile_get_id (profile), NULL,
                                luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  secret = luthier_keyring_lookup_finish (keyring, result, &error);
  g_assert_no_error (error);
  return secret != NULL ? 1 : 0;
}

static void
remove_profile (Bench *bench, LuthierProfile *profile, gboolean revoke)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_session_remove_profile_async (bench->session, profile, revoke, NULL,
                                        luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_remove_profile_finish (bench->session, result, &error);
  g_assert_no_error (error);
}

static void
test_revoked (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = import_sign_in (bench);
  g_autoptr (LuthierEnrolment) again = NULL;
  g_autoptr (GFile) file = write_sign_in (bench);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_keyring (profile), ==, 1);
  remove_profile (bench, profile, TRUE);
  g_assert_cmpuint (count_keyring (profile), ==, 0);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "POST", "/revoke"), ==, 1);

  /* The file that it came from is worth nothing any more. */
  again = enrol (bench);
  g_assert_true (luthier_enrol_test_read (again, file, &error));
  luthier_profile_set_project (luthier_enrolment_get_draft (again), "acme");
  g_assert_null (luthier_enrol_test_complete (again, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED);
}

static void
test_not_revoked (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = import_sign_in (bench);
  g_autoptr (LuthierProfile) again = NULL;

  remove_profile (bench, profile, FALSE);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "POST", "/revoke"), ==, 0);
  again = import_sign_in (bench);
  assert_works (bench);
}

/* A profile that is removed while it is signed in again stays removed, and so does its secret. */
static void
test_removed_meanwhile (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = import_sign_in (bench);
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (bench->session, profile);
  g_autoptr (GFile) file = write_sign_in (bench);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (luthier_enrol_test_read (enrolment, file, &error));
  luthier_enrolment_complete_async (enrolment, NULL, luthier_test_result_cb, &result);
  remove_profile (bench, profile, FALSE);
  luthier_test_wait_for (result);
  g_assert_null (luthier_enrolment_complete_finish (enrolment, result, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_FAILED);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    0);
  g_assert_cmpuint (count_keyring (profile), ==, 0);
  g_clear_error (&error);
  g_assert_null (luthier_enrol_test_complete (enrolment, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_FAILED);
}

/* The same for one that is only given another name. */
static void
test_removed_while_edited (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = import_sign_in (bench);
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (bench->session, profile);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_profile_set_title (luthier_enrolment_get_draft (enrolment), "Another");
  /* The list lets go of it before the store has written the name. */
  luthier_enrolment_complete_async (enrolment, NULL, luthier_test_result_cb, &result);
  g_list_store_remove_all (G_LIST_STORE (luthier_session_get_profiles (bench->session)));
  luthier_test_wait_for (result);
  g_assert_null (luthier_enrolment_complete_finish (enrolment, result, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_FAILED);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    0);
}

/* Whenever the window is closed, there is either a profile with its secret or neither. */
static void
test_cancelled (Bench *bench, gconstpointer unused)
{
  for (guint n_steps = 0; n_steps < 64; n_steps += 7)
    {
      g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
      LuthierProfile *draft = luthier_enrolment_get_draft (enrolment);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GFile) file = g_file_new_for_path (bench->key_path);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (LuthierProfile) profile = NULL;
      GListModel *profiles = luthier_session_get_profiles (bench->session);

      g_assert_true (luthier_enrol_test_read (enrolment, file, NULL));
      luthier_enrolment_complete_async (enrolment, cancellable, luthier_test_result_cb, &result);
      for (guint i = 0; i < n_steps && result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      luthier_test_wait_for (result);
      profile = luthier_enrolment_complete_finish (enrolment, result, NULL);
      luthier_test_wait_until (count_keyring (draft) == g_list_model_get_n_items (profiles));
      if (g_list_model_get_n_items (profiles) > 0)
        remove_profile (bench, draft, FALSE);
    }
}

static void
test_found_files (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierEnrolment) enrolment = enrol (bench);
  g_autoptr (GFile) file = write_sign_in (bench);
  g_autofree char *folder = g_path_get_dirname (bench->key_path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) files = NULL;

  g_setenv ("GOOGLE_APPLICATION_CREDENTIALS", bench->key_path, TRUE);
  g_setenv ("CLOUDSDK_CONFIG", folder, TRUE);
  luthier_enrolment_find_files_async (enrolment, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  files = luthier_enrolment_find_files_finish (enrolment, result, NULL);
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_true (g_file_equal (g_ptr_array_index (files, 1), file));

  g_clear_object (&result);
  g_clear_pointer (&files, g_ptr_array_unref);
  g_setenv ("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/key.json", TRUE);
  g_unsetenv ("CLOUDSDK_CONFIG");
  luthier_enrolment_find_files_async (enrolment, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  files = luthier_enrolment_find_files_finish (enrolment, result, NULL);
  g_assert_cmpuint (files->len, ==, 0);
  g_unsetenv ("GOOGLE_APPLICATION_CREDENTIALS");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/enrolment/" path, Bench, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("key", test_key);
  ADD ("imported", test_imported);
  ADD ("rotated", test_rotated);
  ADD ("rotated-for-all", test_rotated_for_all);
  ADD ("token", test_token);
  ADD ("wrong-token", test_wrong_token);
  ADD ("browser", test_browser);
  ADD ("browser-refused", test_browser_refused);
  ADD ("client-file", test_client_file);
  ADD ("impersonated", test_impersonated);
  ADD ("wrong-draft", test_wrong_draft);
  ADD ("edited", test_edited);
  ADD ("other-account", test_other_account);
  ADD ("revoked", test_revoked);
  ADD ("not-revoked", test_not_revoked);
  ADD ("removed-meanwhile", test_removed_meanwhile);
  ADD ("removed-while-edited", test_removed_while_edited);
  ADD ("cancelled", test_cancelled);
  ADD ("found-files", test_found_files);
  return g_test_run ();
}
