/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-credential.h"

#include <glib/gstdio.h>

#include "luthier-error.h"
#include "luthier-manual-clock.h"
#include "luthier-scripted-server.h"
#include "luthier-test-key.h"

#define START   G_GINT64_CONSTANT (1763629687000000)
#define ACTING  "/v1/projects/-/serviceAccounts/a@b.iam.gserviceaccount.com:generateAccessToken"
#define GOOD    "{\"access_token\":\"t-1\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
#define ROTATED "{\"access_token\":\"t-1\",\"expires_in\":3600,\"refresh_token\":\"r-2\"}"
#define ACTED   "{\"accessToken\":\"acted\",\"expireTime\":\"2025-11-20T10:00:00Z\"}"

typedef struct
{
  LuthierScriptedServer *server;
  LuthierClock *clock;
  LuthierCredential *credential;
  LuthierTokenSource *tokens;
  GError *error;
  guint changes;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = luthier_scripted_server_new ();
  fixture->clock = luthier_manual_clock_new (START);
  luthier_scripted_server_say (fixture->server, "/token", 200, GOOD);
  luthier_scripted_server_say (fixture->server, ACTING, 200, ACTED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_error (&fixture->error);
  if (fixture->tokens != NULL)
    g_assert_finalize_object (fixture->tokens);
  if (fixture->credential != NULL)
    g_assert_finalize_object (fixture->credential);
  g_assert_finalize_object (fixture->clock);
  luthier_scripted_server_free (fixture->server);
}

static void
changed_cb (Fixture *fixture)
{
  fixture->changes++;
}

/* form: with "@BASE@" wherever the server's base stands. */
static void
open_text (Fixture *fixture, const char *form)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_auto (GStrv) parts = g_strsplit (form, "@BASE@", -1);
  char *text = g_strjoinv (fixture->server->base, parts);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  g_clear_error (&fixture->error);
  fixture->credential = luthier_credential_new (bytes, &fixture->error);
  g_assert_no_error (fixture->error);
  g_signal_connect_swapped (fixture->credential, "notify::text", G_CALLBACK (changed_cb), fixture);
  fixture->tokens = luthier_credential_open (fixture->credential, fixture->clock, random);
}

#define USER                                                                                       \
  "{\"type\":\"authorized_user\",\"client_id\":\"i\",\"client_secret\":\"s\","                     \
  "\"refresh_token\":\"r-1\",\"token_uri\":\"@BASE@/token\",\"account\":\"me@example.com\","       \
  "\"quota_project_id\":\"acme\",\"extra\":true}"
#define ACT                                                                                        \
  "{\"type\":\"impersonated_service_account\",\"service_account_impersonation_url\":\"@"           \
  "BASE@" ACTING "\",\"delegates\":[\"c@d.iam.gserviceaccount.com\"],\"source_credentials\":" USER \
  "}"
#define EXT(rest)                                                                                  \
  "{\"type\":\"external_account\",\"audience\":\"//pool\",\"subject_token_type\":\"jwt\","         \
  "\"token_url\":\"@BASE@/token\"," rest "}"

static char *
get (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_error (&fixture->error);
  luthier_token_source_get_token_async (fixture->tokens, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_token_source_get_token_finish (fixture->tokens, result, &fixture->error);
}

static void
assert_token (Fixture *fixture, const char *expected)
{
  g_autofree char *token = get (fixture);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (token, ==, expected);
}

static void
assert_refused (Fixture *fixture, LuthierError code, const char *reason, const char *words)
{
  g_autofree char *token = get (fixture);

  g_assert_null (token);
  g_assert_error (fixture->error, LUTHIER_ERROR, (int) code);
  g_assert_cmpstr (luthier_error_get_reason (fixture->error), ==, reason);
  if (strstr (fixture->error->message, words) == NULL)
    g_error ("no “%s” in “%s”", words, fixture->error->message);
}

static void
assert_field (Fixture *fixture, const char *name, const char *expected)
{
  g_autofree char *value = luthier_scripted_server_field (fixture->server, "/token", name);

  g_assert_cmpstr (value, ==, expected);
}

static gboolean
holds (Fixture *fixture, const char *part)
{
  gsize size;
  const char *text = g_bytes_get_data (luthier_credential_get_text (fixture->credential), &size);

  return g_strstr_len (text, (gssize) size, part) != NULL;
}

static void
test_user (Fixture *fixture, gconstpointer data)
{
  open_text (fixture, USER);
  assert_token (fixture, "t-1");
  assert_field (fixture, "grant_type", "refresh_token");
  assert_field (fixture, "client_id", "i");
  assert_field (fixture, "client_secret", "s");
  assert_field (fixture, "refresh_token", "r-1");
  assert_token (fixture, "t-1");
  g_assert_cmpuint (luthier_scripted_server_count (fixture->server, "/token"), ==, 1);
  g_assert_cmpuint (fixture->changes, ==, 0);
}

static void
test_service_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierTestKey) rsa = luthier_test_key_new (GNUTLS_PK_RSA, 2048);
  g_autofree char *uri = g_strconcat (fixture->server->base, "/token", NULL);
  g_autoptr (GBytes) text = luthier_test_key_file (rsa->pem, uri);

  fixture->credential = luthier_credential_new (text, &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->tokens = luthier_credential_open (fixture->credential, fixture->clock, random);
  assert_token (fixture, "t-1");
  assert_field (fixture, "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
}

static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  fixture->credential = luthier_credential_new_for_token ("pasted", START + G_USEC_PER_SEC, NULL);
  fixture->tokens = luthier_credential_open (fixture->credential, fixture->clock, random);
  assert_token (fixture, "pasted");
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 1000);
  assert_refused (fixture, LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_TOKEN_OVER, "is over");
}

static void
test_opened_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierTokenSource) again = NULL;

  open_text (fixture, USER);
  again = luthier_credential_open (fixture->credential, fixture->clock, random);
  g_assert_true (again == fixture->tokens);
}

static void
test_rotated (Fixture *fixture, gconstpointer data)
{
  open_text (fixture, USER);
  luthier_scripted_server_say (fixture->server, "/token", 200, ROTATED);
  assert_token (fixture, "t-1");
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_assert_true (holds (fixture, "\"refresh_token\":\"r-2\""));
  g_assert_true (holds (fixture, "\"extra\":true"));
  g_assert_false (holds (fixture, "r-1"));

  luthier_token_source_invalidate (fixture->tokens, "t-1");
  assert_token (fixture, "t-1");
  assert_field (fixture, "refresh_token", "r-2");
  g_assert_cmpuint (fixture->changes, ==, 1);
}

static void
test_rotated_in_source (Fixture *fixture, gconstpointer data)
{
  open_text (fixture, ACT);
  luthier_scripted_server_say (fixture->server, "/token", 200, ROTATED);
  assert_token (fixture, "acted");
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_assert_true (holds (fixture, "\"refresh_token\":\"r-2\""));
  g_assert_true (holds (fixture, "\"delegates\":"));
  g_assert_false (holds (fixture, "r-1"));
}

/* As a profile does it: what is kept is the person's credential, what asks is another. */
static void
test_rotated_while_acting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierCredential) acting = NULL;

  open_text (fixture, USER);
  g_clear_object (&fixture->tokens);
  acting = luthier_credential_impersonate (fixture->credential, "a@b.iam.gserviceaccount.com",
                                           fixture->server->base, "counted", &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->tokens = luthier_credential_open (acting, fixture->clock, random);
  g_clear_object (&acting);
  luthier_scripted_server_say (fixture->server, "/token", 200, ROTATED);
  assert_token (fixture, "acted");
  g_assert_cmpstr (luthier_scripted_server_header (fixture->server, ACTING, "x-goog-user-project"),
                   ==, "counted");
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_assert_true (holds (fixture, "\"refresh_token\":\"r-2\""));
  g_assert_false (holds (fixture, "r-1"));
}

static void
note_text_cb (LuthierCredential *credential, GParamSpec *pspec, gpointer place)
{
  GBytes **text = place;

  g_clear_pointer (text, g_bytes_unref);
  *text = g_bytes_ref (luthier_credential_get_text (credential));
}

/* Whoever asked looks away while the answer, in which the old token ends, is on its way. */
static void
test_rotated_unattended (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) text = NULL;

  open_text (fixture, data);
  luthier_scripted_server_say (fixture->server, "/token", 200, ROTATED);
  g_signal_handlers_disconnect_by_data (fixture->credential, fixture);
  g_signal_connect (fixture->credential, "notify::text", G_CALLBACK (note_text_cb), &text);
  luthier_token_source_get_token_async (fixture->tokens, NULL, luthier_test_result_cb, &result);
  g_clear_object (&fixture->tokens);
  g_clear_object (&fixture->credential);
  luthier_test_wait_until (text != NULL);
  g_assert_nonnull (strstr (g_bytes_get_data (text, NULL), "r-2"));
  luthier_test_wait_for (result);
}

static void
test_user_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *reply;
    LuthierError code;
    const char *reason;
    const char *words;
  } cases[] = {
    { 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been revoked.\"}",
      LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_grant", "me@example.com is no longer accepted" },
    { 400, "{\"error\":\"invalid_grant\",\"error_subtype\":\"invalid_rapt\"}",
      LUTHIER_ERROR_SIGN_IN_NEEDED, "rapt_required", "organisation of me@example.com" },
    { 400, "{\"error\":\"invalid_grant\",\"error_subtype\":\"rapt_required\"}",
      LUTHIER_ERROR_SIGN_IN_NEEDED, "rapt_required", "sign in again" },
    { 401, "{\"error\":\"invalid_client\",\"error_description\":\"Unauthorized\"}",
      LUTHIER_ERROR_CREDENTIAL, "invalid_client", "The OAuth client i is unknown" },
    { 401, "{\"error\":\"unauthorized_client\"}", LUTHIER_ERROR_CREDENTIAL, "unauthorized_client",
      "or its secret is wrong" },
    { 302, "", LUTHIER_ERROR_BAD_REPLY, NULL, "redirection" },
    { 200, "{}", LUTHIER_ERROR_BAD_REPLY, NULL, "without an access token" },
  };

  open_text (fixture, USER);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      luthier_scripted_server_say (fixture->server, "/token", cases[i].status, cases[i].reply);
      assert_refused (fixture, cases[i].code, cases[i].reason, cases[i].words);
      g_assert_null (strstr (fixture->error->message, "r-1"));
    }
  g_assert_cmpuint (luthier_scripted_server_count (fixture->server, "/token"), ==,
                    G_N_ELEMENTS (cases));
  luthier_scripted_server_say (fixture->server, "/token", 200, GOOD);
  assert_token (fixture, "t-1");
}

static void
test_impersonated (Fixture *fixture, gconstpointer data)
{
  const char *body;

  open_text (fixture, ACT);
  assert_token (fixture, "acted");
  g_assert_cmpstr (luthier_scripted_server_header (fixture->server, ACTING, "authorization"), ==,
                   "Bearer t-1");
  g_assert_cmpstr (luthier_scripted_server_header (fixture->server, ACTING, "x-goog-user-project"),
                   ==, "acme");
  body = luthier_scripted_server_body (fixture->server, ACTING);
  g_assert_cmpstr (body, ==,
                   "{\"scope\":[\"https://www.googleapis.com/auth/cloud-platform\"],"
                   "\"lifetime\":\"3600s\","
                   "\"delegates\":[\"projects/-/serviceAccounts/c@d.iam.gserviceaccount.com\"]}");
}

static void
test_impersonation_refused (Fixture *fixture, gconstpointer data)
{
  open_text (fixture, ACT);
  luthier_scripted_server_say (fixture->server, ACTING, 401, "{\"error\":{\"code\":401}}");
  assert_refused (fixture, LUTHIER_ERROR_SIGN_IN_NEEDED, NULL, "a@b.iam.gserviceaccount.com");
  /* The source's token was renewed once. */
  g_assert_cmpuint (luthier_scripted_server_count (fixture->server, "/token"), ==, 2);
  g_assert_cmpuint (luthier_scripted_server_count (fixture->server, ACTING), ==, 2);

  luthier_scripted_server_say (fixture->server, ACTING, 403,
                               "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\","
                               "\"message\":\"Permission denied\"}}");
  assert_refused (fixture, LUTHIER_ERROR_FORBIDDEN, NULL, "Service Account Token Creator");
  luthier_scripted_server_say (fixture->server, ACTING, 404, "{}");
  assert_refused (fixture, LUTHIER_ERROR_CREDENTIAL, NULL, "Acting as a@b");
  luthier_scripted_server_say (fixture->server, ACTING, 200, "{\"accessToken\":\"x\"}");
  assert_refused (fixture, LUTHIER_ERROR_BAD_REPLY, NULL, "without an access token");

  luthier_token_source_invalidate (fixture->tokens, "acted");
  luthier_scripted_server_say (fixture->server, "/token", 400, "{\"error\":\"invalid_grant\"}");
  luthier_scripted_server_say (fixture->server, ACTING, 401, "{\"error\":{\"code\":401}}");
  assert_refused (fixture, LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_grant", "me@example.com");
}

static void
open_file (Fixture *fixture, const char *path, const char *rest)
{
  g_autofree char *source = g_strdup_printf ("\"credential_source\":{\"file\":\"%s\"%s}", path,
                                             rest);
  g_autofree char *text = g_strdup_printf (EXT ("%s"), source);

  open_text (fixture, text);
}

static void
close_credential (Fixture *fixture)
{
  g_clear_object (&fixture->tokens);
  g_clear_object (&fixture->credential);
}

static void
test_external_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-subject-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "token", NULL);
  g_autofree char *large = g_strnfill (65537, 'x');

  open_file (fixture, path, "");
  assert_refused (fixture, LUTHIER_ERROR_CREDENTIAL, NULL,
                  "credential_source.file: cannot be read");
  g_file_set_contents (path, " subject\n", -1, NULL);
  assert_token (fixture, "t-1");
  assert_field (fixture, "subject_token", "subject");
  assert_field (fixture, "audience", "//pool");
  assert_field (fixture, "subject_token_type", "jwt");
  assert_field (fixture, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
  assert_field (fixture, "scope", "https://www.googleapis.com/auth/cloud-platform");
  luthier_token_source_invalidate (fixture->tokens, "t-1");
  g_file_set_contents (path, large, -1, NULL);
  assert_refused (fixture, LUTHIER_ERROR_CREDENTIAL, NULL, "credential_source.file: is not a file");
  g_file_set_contents (path, "\n", -1, NULL);
  assert_refused (fixture, LUTHIER_ERROR_CREDENTIAL, NULL, "credential_source.file: there is no");
  close_credential (fixture);

  open_file (fixture, path, ",\"format\":{\"type\":\"json\",\"subject_token_field_name\":\"tok\"}");
  assert_refused (fixture, LUTHIER_ERROR_CREDENTIAL, NULL, "there is no “tok”");
  g_file_set_contents (path, "{\"tok\":\"in-json\"}", -1, NULL);
  assert_token (fixture, "t-1");
  assert_field (fixture, "subject_token", "in-json");
  close_credential (fixture);

  open_file (fixture, folder, "");
  assert_refused (fixture, LUTHIER_ERROR_CREDENTIAL, NULL, "credential_source.file: is not a file");
  close_credential (fixture);
  open_file (fixture, "/dev/zero", "");
  assert_refused (fixture, LUTHIER_ERROR_CREDENTIAL, NULL, "credential_source.file: is not a file");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_external_url (Fixture *fixture, gconstpointer data)
{
  open_text (fixture, EXT ("\"service_account_impersonation_url\":\"@BASE@" ACTING "\","
                           "\"credential_source\":{\"url\":\"@BASE@/subject\","
                           "\"headers\":{\"Metadata\":\"True\"}}"));
  luthier_scripted_server_say (fixture->server, "/subject", 200, "subject");
  assert_token (fixture, "acted");
  g_assert_cmpstr (luthier_scripted_server_header (fixture->server, "/subject", "metadata"), ==,
                   "True");
  g_assert_null (luthier_scripted_server_header (fixture->server, "/subject", "authorization"));
  assert_field (fixture, "subject_token", "subject");
  g_assert_cmpstr (luthier_scripted_server_header (fixture->server, ACTING, "authorization"), ==,
                   "Bearer t-1");
  close_credential (fixture);

  open_text (fixture, EXT ("\"workforce_pool_user_project\":\"acme\","
                           "\"credential_source\":{\"url\":\"@BASE@/subject\"}"));
  assert_token (fixture, "t-1");
  assert_field (fixture, "options", "{\"userProject\":\"acme\"}");
  luthier_token_source_invalidate (fixture->tokens, "t-1");
  luthier_scripted_server_say (fixture->server, "/token", 400, "{\"error\":\"invalid_target\"}");
  assert_refused (fixture, LUTHIER_ERROR_CREDENTIAL, "invalid_target", "“//pool” is refused");
  luthier_scripted_server_say (fixture->server, "/token", 400, "{\"error\":\"invalid_grant\"}");
  assert_refused (fixture, LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_grant", "external account");
  luthier_scripted_server_say (fixture->server, "/subject", 404, "");
  assert_refused (fixture, LUTHIER_ERROR_CREDENTIAL, NULL, "credential_source.url: cannot be read");
}

static gboolean
take_back (Fixture *fixture)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_error (&fixture->error);
  luthier_credential_revoke_async (fixture->credential, fixture->clock, random, NULL,
                                   luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_credential_revoke_finish (fixture->credential, result, &fixture->error);
}

static void
test_revoke (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = NULL;

  open_text (fixture, data);
  luthier_scripted_server_say (fixture->server, "/revoke", 200, "{}");
  g_assert_true (take_back (fixture));
  token = luthier_scripted_server_field (fixture->server, "/revoke", "token");
  g_assert_cmpstr (token, ==, "r-1");
  luthier_scripted_server_say (fixture->server, "/revoke", 400, "{\"error\":\"invalid_token\"}");
  g_assert_true (take_back (fixture));
  luthier_scripted_server_say (fixture->server, "/revoke", 400, "{\"error\":\"invalid_request\"}");
  g_assert_false (take_back (fixture));
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID);
}

static void
test_nothing_to_revoke (Fixture *fixture, gconstpointer data)
{
  fixture->credential = luthier_credential_new_for_token ("pasted", START, NULL);
  g_assert_false (luthier_credential_can_revoke (fixture->credential));
  g_assert_true (take_back (fixture));
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/credential/" name, Fixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("user", NULL, test_user);
  ADD ("service-account", NULL, test_service_account);
  ADD ("pasted", NULL, test_pasted);
  ADD ("opened-twice", NULL, test_opened_twice);
  ADD ("rotated", NULL, test_rotated);
  ADD ("rotated-in-source", NULL, test_rotated_in_source);
  ADD ("rotated-while-acting", NULL, test_rotated_while_acting);
  ADD ("rotated-unattended", USER, test_rotated_unattended);
  ADD ("rotated-unattended-in-source", ACT, test_rotated_unattended);
  ADD ("user-refused", NULL, test_user_refused);
  ADD ("impersonated", NULL, test_impersonated);
  ADD ("impersonation-refused", NULL, test_impersonation_refused);
  ADD ("external-file", NULL, test_external_file);
  ADD ("external-url", NULL, test_external_url);
  ADD ("revoke", USER, test_revoke);
  ADD ("revoke-in-source", ACT, test_revoke);
  ADD ("nothing-to-revoke", NULL, test_nothing_to_revoke);
  return g_test_run ();
}
