/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-token-cache.h"

#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-key-grant.h"
#include "luthier-manual-clock.h"
#include "luthier-test-key.h"

#define START G_GINT64_CONSTANT (1763629687000000)

static LuthierTestKey *rsa;

/* A token endpoint that refuses with "refusal" as often as "refusals" says. */
typedef struct
{
  SoupServer *server;
  LuthierClock *clock;
  LuthierTokenSource *tokens;
  guint requests;
  guint refusals;
  guint refusal_status;
  const char *refusal;
  gint64 date_us; /* what the service takes for now */
  SoupServerMessage *held;
  gboolean hold;
  GAsyncResult *result;
  GError *error;
} Fixture;

static void
check_assertion (Fixture *fixture, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data, (gsize) body->length);
  g_autoptr (GHashTable) form = soup_form_decode (text);
  g_autofree char *claims = NULL;

  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  g_assert_cmpstr (g_hash_table_lookup (form, "grant_type"), ==,
                   "urn:ietf:params:oauth:grant-type:jwt-bearer");
  claims = luthier_test_key_verify (rsa, g_hash_table_lookup (form, "assertion"));
  g_assert_nonnull (strstr (claims, "/token"));
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (fixture->date_us / G_USEC_PER_SEC);
  g_autofree char *http_date = soup_date_time_to_string (date, SOUP_DATE_HTTP);
  g_autofree char *text = NULL;

  check_assertion (fixture, message);
  fixture->requests++;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date",
                                http_date);
  if (fixture->requests <= fixture->refusals)
    {
      soup_server_message_set_status (message, fixture->refusal_status, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                        fixture->refusal, strlen (fixture->refusal));
      return;
    }
  text = g_strdup_printf (
      "{\"access_token\":\"token-%u\",\"expires_in\":3600,\"token_type\":\"Bearer\"}",
      fixture->requests);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                    strlen (text));
  if (fixture->hold)
    {
      soup_server_message_pause (message);
      fixture->held = g_object_ref (message);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierServiceAccountKey) key = NULL;
  g_autoptr (LuthierGrant) grant = NULL;
  g_autoptr (LuthierJson) json = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autofree char *uri = NULL;
  GSList *uris;

  fixture->date_us = START;
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, "/token", request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &fixture->error);
  g_assert_no_error (fixture->error);
  uris = soup_server_get_uris (fixture->server);
  uri = g_strdup_printf ("http://127.0.0.1:%d/token", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  text = luthier_test_key_file (rsa->pem, uri);
  json = luthier_json_parse (text, &fixture->error);
  g_assert_no_error (fixture->error);
  key = luthier_service_account_key_new (luthier_json_get_root (json), &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->clock = luthier_manual_clock_new (START);
  grant = luthier_key_grant_new (key, fixture->clock, random);
  fixture->tokens = luthier_token_cache_new (grant);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->held);
  g_assert_finalize_object (fixture->tokens);
  g_assert_finalize_object (fixture->clock);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
}

static void
start (Fixture *fixture, GCancellable *cancellable, GAsyncResult **result)
{
  g_clear_object (result);
  luthier_token_source_get_token_async (fixture->tokens, cancellable, luthier_test_result_cb,
                                        result);
}

static char *
finish (Fixture *fixture, GAsyncResult **result)
{
  g_clear_error (&fixture->error);
  luthier_test_wait_for (*result);
  return luthier_token_source_get_token_finish (fixture->tokens, *result, &fixture->error);
}

static char *
get (Fixture *fixture)
{
  start (fixture, NULL, &fixture->result);
  return finish (fixture, &fixture->result);
}

static void
assert_token (Fixture *fixture, const char *expected)
{
  g_autofree char *token = get (fixture);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (token, ==, expected);
}

static void
test_kept_until_stale (Fixture *fixture, gconstpointer data)
{
  LuthierManualClock *clock = LUTHIER_MANUAL_CLOCK (fixture->clock);

  assert_token (fixture, "token-1");
  luthier_manual_clock_advance (clock, (3600 - 225) * 1000 - 1);
  assert_token (fixture, "token-1");
  luthier_manual_clock_advance (clock, 1);
  assert_token (fixture, "token-2");
  g_assert_cmpuint (fixture->requests, ==, 2);
}

static void
test_invalidate (Fixture *fixture, gconstpointer data)
{
  assert_token (fixture, "token-1");
  luthier_token_source_invalidate (fixture->tokens, "an-older-one");
  assert_token (fixture, "token-1");
  luthier_token_source_invalidate (fixture->tokens, "token-1");
  assert_token (fixture, "token-2");
}

static void
test_one_request_for_all (Fixture *fixture, gconstpointer data)
{
  LuthierManualClock *clock = LUTHIER_MANUAL_CLOCK (fixture->clock);
  GAsyncResult *results[64] = { NULL };

  assert_token (fixture, "token-1");
  luthier_manual_clock_advance (clock, 3600 * 1000);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    start (fixture, NULL, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *token = finish (fixture, &results[i]);

      g_assert_cmpstr (token, ==, "token-2");
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (fixture->requests, ==, 2);
}

static void
test_cancel_one_of_two (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *cancelled = NULL;
  g_autofree char *none = NULL;
  g_autofree char *token = NULL;

  fixture->hold = TRUE;
  start (fixture, cancellable, &cancelled);
  start (fixture, NULL, &fixture->result);
  luthier_test_wait_until (fixture->held != NULL);
  g_cancellable_cancel (cancellable);
  none = finish (fixture, &cancelled);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->result);

  soup_server_message_unpause (fixture->held);
  token = finish (fixture, &fixture->result);
  g_assert_cmpstr (token, ==, "token-1");
  g_assert_cmpuint (fixture->requests, ==, 1);
  g_clear_object (&cancelled);
}

static void
test_key_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = NULL;

  fixture->refusals = 10;
  fixture->refusal_status = 400;
  fixture->refusal = "{\"error\":\"invalid_grant\",\"error_description\":\"Account not found\"}";
  token = get (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpstr (luthier_error_get_reason (fixture->error), ==, "invalid_grant");
  g_assert_nonnull (strstr (fixture->error->message, "Account not found"));
  g_assert_nonnull (strstr (fixture->error->message, "tuner@acme-ml"));
  g_assert_null (strstr (fixture->error->message, "clock"));
  g_assert_cmpuint (fixture->requests, ==, 1);
}

static void
test_clock_is_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = NULL;

  fixture->date_us = START - 12 * G_TIME_SPAN_MINUTE;
  fixture->refusals = 10;
  fixture->refusal_status = 400;
  fixture->refusal = "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT\"}";
  token = get (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpstr (luthier_error_get_reason (fixture->error), ==, LUTHIER_REASON_CLOCK);
  g_assert_nonnull (strstr (fixture->error->message, "The clock of this computer is 12 minutes"));
}

/* data: the status that a passing trouble comes with. */
static void
test_passing_trouble (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = NULL;

  fixture->refusals = 1;
  fixture->refusal_status = (guint) g_ascii_strtoull (data, NULL, 10);
  fixture->refusal = "{\"error\":\"temporarily_unavailable\"}";
  start (fixture, NULL, &fixture->result);
  luthier_test_wait_until (fixture->requests == 1);
  while (fixture->result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 1000);
    }
  token = finish (fixture, &fixture->result);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (token, ==, "token-2");
}

static void
test_trouble_that_stays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = NULL;

  fixture->refusals = 10;
  fixture->refusal_status = 400;
  fixture->refusal = "{\"error\":\"internal_failure\"}";
  start (fixture, NULL, &fixture->result);
  while (fixture->result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 1000);
    }
  token = finish (fixture, &fixture->result);
  g_assert_null (token);
  g_assert_cmpstr (luthier_error_get_reason (fixture->error), ==, "internal_failure");
  g_assert_cmpuint (fixture->requests, ==, 3);
}

static void
test_no_token_in_answer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = NULL;

  fixture->refusals = 1;
  fixture->refusal_status = 200;
  fixture->refusal = "{\"token_type\":\"Bearer\"}";
  token = get (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
  assert_token (fixture, "token-2");
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/token-cache/" name, Fixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  rsa = luthier_test_key_new (GNUTLS_PK_RSA, 2048);
  ADD ("kept-until-stale", NULL, test_kept_until_stale);
  ADD ("invalidate", NULL, test_invalidate);
  ADD ("one-request-for-all", NULL, test_one_request_for_all);
  ADD ("cancel-one-of-two", NULL, test_cancel_one_of_two);
  ADD ("key-refused", NULL, test_key_refused);
  ADD ("clock-is-off", NULL, test_clock_is_off);
  ADD ("passing-trouble-503", "503", test_passing_trouble);
  ADD ("passing-trouble-400", "400", test_passing_trouble);
  ADD ("trouble-that-stays", NULL, test_trouble_that_stays);
  ADD ("no-token-in-answer", NULL, test_no_token_in_answer);
  status = g_test_run ();
  luthier_test_key_free (rsa);
  return status;
}
