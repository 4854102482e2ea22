/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-sign-in.h"

#include "luthier-error.h"
#include "luthier-manual-clock.h"
#include "luthier-scripted-server.h"
#include "luthier-url-safe.h"

#define START  G_GINT64_CONSTANT (1763629687000000)
#define SCOPES "openid email https://www.googleapis.com/auth/cloud-platform"
/* {"alg":"none"}.{"email":"me@example.com","email_verified":true}.signature */
#define ID_TOKEN                                                                                   \
  "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6Im1lQGV4YW1wbGUuY29tIiwiZW1haWxfdmVyaWZpZWQiOnRydWV9.c2ln"
#define GRANTED                                                                                    \
  "{\"access_token\":\"t\",\"expires_in\":3600,\"refresh_token\":\"r-1\",\"scope\":\"" SCOPES      \
  "\",\"id_token\":\"" ID_TOKEN "\"}"

/* Somebody in front of a browser, and the token endpoint behind it. */
typedef struct
{
  LuthierScriptedServer *server;
  LuthierClock *clock;
  LuthierSignIn *sign_in;
  GCancellable *cancellable;
  GAsyncResult *result;
  GError *error;
  char *opened;
  GHashTable *query; /* of the page that was opened */
  SoupSession *browser;
  char *page; /* what the browser shows in the end */
  guint status;
} Fixture;

static void
open_uri_cb (Fixture *fixture, const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);

  g_assert_null (fixture->opened);
  fixture->opened = g_strdup (uri);
  fixture->query = soup_form_decode (g_uri_get_query (parsed));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierOauthClient) client = NULL;

  fixture->server = luthier_scripted_server_new ();
  luthier_scripted_server_say (fixture->server, "/token", 200, GRANTED);
  fixture->clock = luthier_manual_clock_new (START);
  fixture->cancellable = g_cancellable_new ();
  fixture->browser = soup_session_new ();
  client = luthier_oauth_client_new_typed ("id", "secret", fixture->server->base, &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->sign_in = luthier_sign_in_new (client, fixture->clock, random);
  g_signal_connect_swapped (fixture->sign_in, "open-uri", G_CALLBACK (open_uri_cb), fixture);
  luthier_sign_in_run_async (fixture->sign_in, "me@example.com", fixture->cancellable,
                             luthier_test_result_cb, &fixture->result);
  g_assert_nonnull (fixture->opened);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->sign_in);
  g_clear_object (&fixture->browser);
  g_clear_object (&fixture->cancellable);
  g_clear_error (&fixture->error);
  g_free (fixture->opened);
  g_free (fixture->page);
  g_hash_table_unref (fixture->query);
  luthier_scripted_server_free (fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->clock);
}

static const char *
asked (Fixture *fixture, const char *name)
{
  return g_hash_table_lookup (fixture->query, name);
}

static SoupMessage *
make_message (Fixture *fixture, const char *method, const char *rest)
{
  g_autofree char *uri = g_strconcat (asked (fixture, "redirect_uri"), rest, NULL);

  return soup_message_new (method, uri);
}

/* Sends it and waits for the page. */
static void
browse (Fixture *fixture, SoupMessage *message)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) page = NULL;
  g_autoptr (GError) error = NULL;

  soup_session_send_and_read_async (fixture->browser, message, G_PRIORITY_DEFAULT, NULL,
                                    luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  page = soup_session_send_and_read_finish (fixture->browser, result, &error);
  g_assert_no_error (error);
  g_free (fixture->page);
  fixture->page = g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));
  fixture->status = soup_message_get_status (message);
}

static void
go (Fixture *fixture, const char *method, const char *rest)
{
  g_autoptr (SoupMessage) message = make_message (fixture, method, rest);

  browse (fixture, message);
}

/* What the sign-in page sends the browser to. */
static void
go_back (Fixture *fixture, const char *query)
{
  g_autofree char *rest = g_strdup_printf ("/?%s&state=%s", query, asked (fixture, "state"));

  go (fixture, "GET", rest);
}

static gboolean
is_port_closed (Fixture *fixture)
{
  g_autoptr (SoupSession) other = soup_session_new ();
  g_autoptr (SoupMessage) message = make_message (fixture, "GET", "/");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;

  soup_session_send_async (other, message, G_PRIORITY_DEFAULT, NULL, luthier_test_result_cb,
                           &result);
  luthier_test_wait_for (result);
  stream = soup_session_send_finish (other, result, &error);
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static LuthierCredential *
finish (Fixture *fixture)
{
  luthier_test_wait_for (fixture->result);
  return luthier_sign_in_run_finish (fixture->sign_in, fixture->result, &fixture->error);
}

static void
assert_failed (Fixture *fixture, LuthierError code, const char *reason)
{
  g_assert_null (finish (fixture));
  g_assert_error (fixture->error, LUTHIER_ERROR, (int) code);
  g_assert_cmpstr (luthier_error_get_reason (fixture->error), ==, reason);
  g_assert_true (is_port_closed (fixture));
}

static void
assert_page (Fixture *fixture, guint status, const char *words)
{
  g_assert_cmpuint (fixture->status, ==, status);
  if (strstr (fixture->page, words) == NULL)
    g_error ("no “%s” in “%s”", words, fixture->page);
}

static void
test_address (Fixture *fixture, gconstpointer data)
{
  const char *redirect_uri = asked (fixture, "redirect_uri");
  g_autofree char *start = g_strconcat (fixture->server->base, "/o/oauth2/v2/auth?", NULL);

  g_assert_true (g_str_has_prefix (fixture->opened, start));
  g_assert_true (g_str_has_prefix (redirect_uri, "http://127.0.0.1:"));
  g_assert_null (strchr (redirect_uri + strlen ("http://"), '/'));
  g_assert_cmpstr (asked (fixture, "client_id"), ==, "id");
  g_assert_cmpstr (asked (fixture, "response_type"), ==, "code");
  g_assert_cmpstr (asked (fixture, "scope"), ==, SCOPES);
  g_assert_cmpstr (asked (fixture, "access_type"), ==, "offline");
  g_assert_cmpstr (asked (fixture, "prompt"), ==, "consent");
  g_assert_cmpstr (asked (fixture, "login_hint"), ==, "me@example.com");
  g_assert_cmpstr (asked (fixture, "code_challenge_method"), ==, "S256");
  g_assert_cmpuint (strlen (asked (fixture, "code_challenge")), ==, 43);
  g_assert_cmpuint (strlen (asked (fixture, "state")), >=, 43);
  g_assert_null (strstr (fixture->opened, "secret"));
  g_cancellable_cancel (fixture->cancellable);
  luthier_test_wait_for (fixture->result);
}

static void
assert_exchange (Fixture *fixture)
{
  g_autofree char *grant = luthier_scripted_server_field (fixture->server, "/token", "grant_type");
  g_autofree char *code = luthier_scripted_server_field (fixture->server, "/token", "code");
  g_autofree char *uri = luthier_scripted_server_field (fixture->server, "/token", "redirect_uri");
  g_autofree char *verifier = luthier_scripted_server_field (fixture->server, "/token",
                                                             "code_verifier");
  g_autoptr (GBytes) challenge = luthier_url_safe_decode (asked (fixture, "code_challenge"));
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_assert_cmpstr (grant, ==, "authorization_code");
  g_assert_cmpstr (code, ==, "c/1");
  g_assert_cmpstr (uri, ==, asked (fixture, "redirect_uri"));
  g_assert_cmpuint (strlen (verifier), >=, 43);
  g_assert_cmpuint (strlen (verifier), <=, 128);
  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &size);
  g_assert_cmpmem (digest, size, g_bytes_get_data (challenge, NULL), g_bytes_get_size (challenge));
}

static void
test_done (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierCredential) credential = NULL;
  g_autofree char *text = NULL;

  go_back (fixture, "code=c%2F1&scope=whatever");
  assert_page (fixture, 200, "You are signed in");
  credential = finish (fixture);
  g_assert_no_error (fixture->error);
  assert_exchange (fixture);
  g_assert_cmpstr (luthier_credential_get_account (credential), ==, "me@example.com");
  g_assert_true (luthier_credential_is_user (credential));
  text = g_strndup (g_bytes_get_data (luthier_credential_get_text (credential), NULL),
                    g_bytes_get_size (luthier_credential_get_text (credential)));
  g_assert_nonnull (strstr (text, "\"refresh_token\":\"r-1\""));
  g_assert_nonnull (strstr (text, "\"token_uri\":\"http://127.0.0.1:"));
  g_assert_true (is_port_closed (fixture));
}

static void
test_page_is_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rest = g_strconcat ("/?code=c&state=", asked (fixture, "state"), NULL);
  g_autoptr (SoupMessage) message = make_message (fixture, "GET", rest);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (LuthierCredential) credential = NULL;

  browse (fixture, message);
  g_assert_true (
      g_str_has_prefix (soup_message_headers_get_one (headers, "Content-Security-Policy"),
                        "default-src 'none'; style-src 'unsafe-inline'"));
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Referrer-Policy"), ==, "no-referrer");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Cache-Control"), ==, "no-store");
  g_assert_null (strstr (fixture->page, "http"));
  g_assert_null (strstr (fixture->page, "src="));
  g_assert_nonnull (strstr (fixture->page, "prefers-color-scheme:dark"));
  credential = finish (fixture);
  g_assert_nonnull (credential);
}

/* None of these is an answer, and the right one is still taken after them. */
static void
test_what_is_no_answer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = g_strconcat ("/?code=c%2F1&state=", asked (fixture, "state"), NULL);
  g_autoptr (SoupMessage) foreign = make_message (fixture, "GET", good);
  g_autoptr (LuthierCredential) credential = NULL;

  go (fixture, "GET", "/favicon.ico");
  g_assert_cmpuint (fixture->status, ==, 404);
  go (fixture, "GET", "/");
  g_assert_cmpuint (fixture->status, ==, 404);
  go (fixture, "GET", "/callback?code=c&state=s");
  g_assert_cmpuint (fixture->status, ==, 404);
  go (fixture, "POST", good);
  g_assert_cmpuint (fixture->status, ==, 405);
  go (fixture, "HEAD", good);
  g_assert_cmpuint (fixture->status, ==, 405);
  soup_message_headers_replace (soup_message_get_request_headers (foreign), "Host", "evil.example");
  browse (fixture, foreign);
  g_assert_cmpuint (fixture->status, ==, 400);
  g_assert_null (fixture->result);
  g_assert_cmpuint (luthier_scripted_server_count (fixture->server, "/token"), ==, 0);

  go (fixture, "GET", good);
  credential = finish (fixture);
  g_assert_no_error (fixture->error);
}

static void
test_wrong_state (Fixture *fixture, gconstpointer data)
{
  go (fixture, "GET", data);
  assert_page (fixture, 200, "This answer was refused");
  assert_failed (fixture, LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_STATE);
  g_assert_cmpuint (luthier_scripted_server_count (fixture->server, "/token"), ==, 0);
}

static void
test_denied (Fixture *fixture, gconstpointer data)
{
  go (fixture, "GET", "/?error=access_denied");
  assert_page (fixture, 200, "Access was not allowed");
  assert_failed (fixture, LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_DENIED);
}

static void
test_other_error (Fixture *fixture, gconstpointer data)
{
  go_back (fixture, "error=org_internal&error_description=Not+%3Cb%3Ehere+ya29.hidden");
  assert_page (fixture, 200, "This answer was refused");
  g_assert_null (strstr (fixture->page, "<b>"));
  assert_failed (fixture, LUTHIER_ERROR_SIGN_IN_NEEDED, "org_internal");
  g_assert_nonnull (strstr (fixture->error->message, "Not <b>here"));
  g_assert_null (strstr (fixture->error->message, "hidden"));
}

/* data: what the token endpoint answers. */
static void
assert_ends (
    Fixture *fixture, guint status, const char *reply, LuthierError code, const char *reason)
{
  luthier_scripted_server_say (fixture->server, "/token", status, reply);
  go_back (fixture, "code=c");
  assert_page (fixture, 200, "This answer was refused");
  assert_failed (fixture, code, reason);
  g_assert_cmpuint (luthier_scripted_server_count (fixture->server, "/token"), ==, 1);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  assert_ends (fixture, 200,
               "{\"access_token\":\"t\",\"refresh_token\":\"r\",\"scope\":\"openid email\"}",
               LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_NARROW);
}

static void
test_nothing_lasting (Fixture *fixture, gconstpointer data)
{
  assert_ends (fixture, 200, "{\"access_token\":\"t\"}", LUTHIER_ERROR_SIGN_IN_NEEDED, NULL);
  g_assert_nonnull (strstr (fixture->error->message, "no lasting permission"));
}

static void
test_client_refused (Fixture *fixture, gconstpointer data)
{
  assert_ends (fixture, 401, "{\"error\":\"invalid_client\"}", LUTHIER_ERROR_CREDENTIAL,
               "invalid_client");
}

static void
test_code_refused (Fixture *fixture, gconstpointer data)
{
  assert_ends (fixture, 400, "{\"error\":\"invalid_grant\"}", LUTHIER_ERROR_SIGN_IN_NEEDED,
               "invalid_grant");
}

/* A code is good for one request: it is not sent again. */
static void
test_endpoint_in_trouble (Fixture *fixture, gconstpointer data)
{
  assert_ends (fixture, 503, "later", LUTHIER_ERROR_UNCERTAIN, NULL);
}

static void
test_late (Fixture *fixture, gconstpointer data)
{
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 5 * 60 * 1000 - 1);
  g_assert_null (fixture->result);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 1);
  assert_failed (fixture, LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_LATE);
}

static void
assert_cancelled (Fixture *fixture)
{
  g_assert_null (finish (fixture));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (is_port_closed (fixture));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_cancellable_cancel (fixture->cancellable);
  assert_cancelled (fixture);
}

static void
test_cancelled_in_exchange (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rest = g_strconcat ("/?code=c&state=", asked (fixture, "state"), NULL);
  g_autoptr (SoupMessage) message = make_message (fixture, "GET", rest);
  g_autoptr (GAsyncResult) result = NULL;

  fixture->server->hold = TRUE;
  soup_session_send_and_read_async (fixture->browser, message, G_PRIORITY_DEFAULT, NULL,
                                    luthier_test_result_cb, &result);
  luthier_test_wait_until (fixture->server->held->len == 1);
  g_cancellable_cancel (fixture->cancellable);
  assert_cancelled (fixture);
  luthier_test_wait_for (result);
  luthier_scripted_server_let_go (fixture->server);
}

/* The browser is closed before it has its page. */
static void
test_browser_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rest = g_strconcat ("/?code=c&state=", asked (fixture, "state"), NULL);
  g_autoptr (SoupMessage) message = make_message (fixture, "GET", rest);
  g_autoptr (GCancellable) closed = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LuthierCredential) credential = NULL;

  fixture->server->hold = TRUE;
  soup_session_send_and_read_async (fixture->browser, message, G_PRIORITY_DEFAULT, closed,
                                    luthier_test_result_cb, &result);
  luthier_test_wait_until (fixture->server->held->len == 1);
  g_cancellable_cancel (closed);
  luthier_test_wait_for (result);
  soup_session_abort (fixture->browser);
  luthier_scripted_server_let_go (fixture->server);
  while (fixture->result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 10);
    }
  credential = finish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (is_port_closed (fixture));
}

#define ADD(name, data, test) g_test_add ("/sign-in/" name, Fixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("address", NULL, test_address);
  ADD ("done", NULL, test_done);
  ADD ("page-is-alone", NULL, test_page_is_alone);
  ADD ("what-is-no-answer", NULL, test_what_is_no_answer);
  ADD ("wrong-state", "/?code=c&state=wrong", test_wrong_state);
  ADD ("no-state", "/?code=c", test_wrong_state);
  ADD ("error-without-state", "/?error=other&error_description=x", test_wrong_state);
  ADD ("denied", NULL, test_denied);
  ADD ("other-error", NULL, test_other_error);
  ADD ("narrow", NULL, test_narrow);
  ADD ("nothing-lasting", NULL, test_nothing_lasting);
  ADD ("client-refused", NULL, test_client_refused);
  ADD ("code-refused", NULL, test_code_refused);
  ADD ("endpoint-in-trouble", NULL, test_endpoint_in_trouble);
  ADD ("late", NULL, test_late);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("cancelled-in-exchange", NULL, test_cancelled_in_exchange);
  ADD ("browser-gone", NULL, test_browser_gone);
  return g_test_run ();
}
