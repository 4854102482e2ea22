/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-strikes.h"

#include <string.h>
#include <sys/socket.h>

#include "luthier-practice-apis.h"
#include "luthier-practice-refusals.h"
#include "luthier-practice-troubles.h"

#define MEGABYTE (1024 * 1024)

static guint64
read_value (const LuthierPracticeStrike *strike, guint64 fallback)
{
  guint64 number;

  if (strike->value == NULL ||
      !g_ascii_string_to_unsigned (strike->value, 10, 0, G_MAXINT32, &number, NULL))
    return fallback;
  return number;
}

static gboolean
is_token_request (const LuthierPracticeStrike *strike)
{
  return g_str_has_suffix (luthier_practice_exchange_get_path (strike->exchange), "/token");
}

/* NULL: it is about tokens. */
static const char *
get_service (const LuthierPracticeStrike *strike)
{
  return luthier_practice_api_of_path (luthier_practice_exchange_get_path (strike->exchange));
}

/* A request to a session of a resumable upload; its URI is all the right it needs. */
static gboolean
is_session_request (const LuthierPracticeStrike *strike)
{
  return g_str_has_prefix (luthier_practice_exchange_get_path (strike->exchange), "/upload/") &&
         luthier_practice_exchange_get_query (strike->exchange, "upload_id") != NULL;
}

static void
reply_page (LuthierPracticeExchange *exchange, guint status, const char *page)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (page, strlen (page));

  luthier_practice_exchange_reply_bytes (exchange, status, "text/html; charset=UTF-8", bytes);
}

gboolean
luthier_practice_strike_unavailable (const LuthierPracticeStrike *strike)
{
  if (strike->value != NULL)
    luthier_practice_exchange_set_header (strike->exchange, "Retry-After", strike->value);
  luthier_practice_exchange_reply_error (strike->exchange, 503, "UNAVAILABLE",
                                         "The service is currently unavailable.", NULL);
  return TRUE;
}

/* The name that google.rpc has for a status. */
static const char *
name_status (guint status)
{
  static const struct
  {
    guint status;
    const char *name;
  } names[] = {
    { 400, "INVALID_ARGUMENT" },   { 401, "UNAUTHENTICATED" },   { 403, "PERMISSION_DENIED" },
    { 404, "NOT_FOUND" },          { 408, "DEADLINE_EXCEEDED" }, { 409, "ABORTED" },
    { 429, "RESOURCE_EXHAUSTED" }, { 499, "CANCELLED" },         { 500, "INTERNAL" },
    { 501, "UNIMPLEMENTED" },      { 503, "UNAVAILABLE" },       { 504, "DEADLINE_EXCEEDED" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].status == status)
      return names[i].name;
  return "UNKNOWN";
}

gboolean
luthier_practice_strike_error (const LuthierPracticeStrike *strike)
{
  guint status = (guint) read_value (strike, 500);

  luthier_practice_exchange_reply_error (strike->exchange, status, name_status (status),
                                         "Practice: this is an error, and nothing was done.", NULL);
  return TRUE;
}

/* One of jobs would be no answer. */
gboolean
luthier_practice_strike_trouble (const LuthierPracticeStrike *strike)
{
  const LuthierPracticeTrouble *trouble = luthier_practice_troubles_find (strike->value);

  if (trouble == NULL || trouble->time != LUTHIER_PRACTICE_ON_REQUEST)
    return FALSE;
  luthier_practice_trouble_reply (trouble, strike->exchange);
  return TRUE;
}

gboolean
luthier_practice_strike_rate_limited (const LuthierPracticeStrike *strike)
{
  luthier_practice_refuse_quota (strike->exchange,
                                 luthier_practice_state_get_project_number (strike->state),
                                 read_value (strike, 30));
  return TRUE;
}

gboolean
luthier_practice_strike_region_down (const LuthierPracticeStrike *strike)
{
  g_autofree char *part = g_strdup_printf ("/locations/%s/", strike->value);

  if (strike->value == NULL ||
      strstr (luthier_practice_exchange_get_path (strike->exchange), part) == NULL)
    return FALSE;
  luthier_practice_exchange_reply_error (strike->exchange, 503, "UNAVAILABLE",
                                         "The service is currently unavailable.", NULL);
  return TRUE;
}

gboolean
luthier_practice_strike_html_404 (const LuthierPracticeStrike *strike)
{
  reply_page (strike->exchange, 404,
              "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)</title>\n"
              "<p>The requested URL was not found on this server.\n");
  return TRUE;
}

gboolean
luthier_practice_strike_no_permission (const LuthierPracticeStrike *strike)
{
  const char *needed = luthier_practice_api_get_permission (strike->exchange);

  if (needed == NULL || (strike->value != NULL && !g_str_equal (needed, strike->value)))
    return FALSE;
  luthier_practice_refuse_permission (strike->exchange, needed);
  return TRUE;
}

gboolean
luthier_practice_strike_no_policy (const LuthierPracticeStrike *strike)
{
  const char *needed = luthier_practice_api_get_permission (strike->exchange);

  if (needed == NULL || !g_str_has_suffix (needed, ".getIamPolicy"))
    return FALSE;
  luthier_practice_refuse_permission (strike->exchange, needed);
  return TRUE;
}

/* What is asked about the project is answered all the same, or one could not find out. */
gboolean
luthier_practice_strike_disabled (const LuthierPracticeStrike *strike)
{
  const char *service = get_service (strike);

  if (g_strcmp0 (service, "aiplatform.googleapis.com") != 0 &&
      g_strcmp0 (service, "storage.googleapis.com") != 0)
    return FALSE;
  luthier_practice_refuse_disabled (strike->exchange,
                                    luthier_practice_state_get_project_number (strike->state));
  return TRUE;
}

gboolean
luthier_practice_strike_api_disabled (const LuthierPracticeStrike *strike)
{
  const char *service = get_service (strike);

  if (service == NULL || g_strcmp0 (service, strike->value) != 0)
    return FALSE;
  luthier_practice_refuse_disabled (strike->exchange,
                                    luthier_practice_state_get_project_number (strike->state));
  return TRUE;
}

/* Remembers the first token by what it hashes to. */
gboolean
luthier_practice_strike_token_expires (const LuthierPracticeStrike *strike)
{
  const char *header = luthier_practice_exchange_get_header (strike->exchange, "Authorization");
  g_autofree char *hash = NULL;

  if (header == NULL || get_service (strike) == NULL || is_session_request (strike))
    return FALSE;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, header, -1);
  if (*strike->memory == NULL)
    *strike->memory = g_strdup (hash);
  if (!g_str_equal (hash, *strike->memory))
    return FALSE;
  luthier_practice_refuse_token (strike->exchange, "ACCESS_TOKEN_EXPIRED");
  return TRUE;
}

gboolean
luthier_practice_strike_re_auth (const LuthierPracticeStrike *strike)
{
  if (!is_token_request (strike))
    return FALSE;
  luthier_practice_refuse_grant (strike->exchange, 400, "invalid_grant", "reauth related error",
                                 "rapt_required");
  return TRUE;
}

gboolean
luthier_practice_strike_revoked (const LuthierPracticeStrike *strike)
{
  if (!is_token_request (strike))
    return FALSE;
  luthier_practice_refuse_grant (strike->exchange, 400, "invalid_grant",
                                 "Token has been expired or revoked.", NULL);
  return TRUE;
}

gboolean
luthier_practice_strike_session_gone (const LuthierPracticeStrike *strike)
{
  if (!is_session_request (strike))
    return FALSE;
  reply_page (strike->exchange, (guint) read_value (strike, 410), "Gone");
  return TRUE;
}

static void
unref_exchange_cb (gpointer data)
{
  g_object_unref (data);
}

static gboolean
send_cb (gpointer data)
{
  luthier_practice_exchange_send (data);
  return G_SOURCE_REMOVE;
}

static gboolean
act_cb (gpointer data)
{
  luthier_practice_exchange_act (data);
  return G_SOURCE_REMOVE;
}

/* The value is meant as people wait: not compressed by the speed of the service. */
static void
call_later (const LuthierPracticeStrike *strike, GSourceFunc function)
{
  const gint64 second = 1000;
  gint64 second_us = MAX (luthier_practice_state_duration (strike->state, second), 1);
  gint64 ms = (gint64) read_value (strike, 1000);

  luthier_practice_state_add_timeout (strike->state, ms * G_USEC_PER_SEC / second_us, function,
                                      g_object_ref (strike->exchange), unref_exchange_cb);
}

gboolean
luthier_practice_strike_late (const LuthierPracticeStrike *strike)
{
  call_later (strike, act_cb);
  return TRUE;
}

gboolean
luthier_practice_strike_slow (const LuthierPracticeStrike *strike)
{
  call_later (strike, send_cb);
  return TRUE;
}

static gboolean
break_cb (gpointer data)
{
  SoupServerMessage *message = data;
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
  g_autoptr (GIOStream) stream = NULL;

  /* Whoever asked may have gone meanwhile. */
  if (soup_server_message_get_socket (message) != NULL)
    stream = soup_server_message_steal_connection (message);
  if (G_IS_SOCKET_CONNECTION (stream))
    {
      GSocket *socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream));

      /* GSocket has no function for what takes a struct. */
      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * luthier_practice_strike_break:
 * @message: a request that is being handled
 *
 * The connection is reset as soon as its handlers have returned.
 */
void
luthier_practice_strike_break (SoupServerMessage *message)
{
  /* Two situations may want to: there is one connection. */
  if (g_object_get_data (G_OBJECT (message), "is-broken") != NULL)
    return;
  g_object_set_data (G_OBJECT (message), "is-broken", message);
  g_idle_add_full (G_PRIORITY_HIGH, break_cb, g_object_ref (message), g_object_unref);
}

gboolean
luthier_practice_strike_reset (const LuthierPracticeStrike *strike)
{
  luthier_practice_strike_break (luthier_practice_exchange_get_message (strike->exchange));
  return TRUE;
}

/* Puts another body in place of the answer's. */
static void
replace_body (LuthierPracticeExchange *exchange, GBytes *bytes)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (exchange);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_message_headers_remove (soup_server_message_get_response_headers (message),
                               "Content-Encoding");
  soup_message_body_truncate (body);
  if (g_bytes_get_size (bytes) > 0)
    soup_message_body_append_bytes (body, bytes);
}

static GBytes *
get_answer (const LuthierPracticeStrike *strike)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (strike->exchange);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  return soup_message_body_flatten (body);
}

static gboolean
is_streamed (const LuthierPracticeStrike *strike)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (strike->exchange);

  return !soup_message_body_get_accumulate (soup_server_message_get_response_body (message));
}

gboolean
luthier_practice_strike_garbage (const LuthierPracticeStrike *strike)
{
  static const char garbage[] = "\x1f\x8b\x00\xff{not:json]\xfe\x00\x80]]>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (garbage, sizeof garbage - 1);

  if (!is_streamed (strike))
    replace_body (strike->exchange, bytes);
  return FALSE;
}

/* The deed is done, and the answer says otherwise. */
gboolean
luthier_practice_strike_error_after (const LuthierPracticeStrike *strike)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (strike->exchange);
  guint status = (guint) read_value (strike, 503);
  char *text = g_strdup_printf ("{\"error\":{\"code\":%u,\"message\":\"Practice: this is an error, "
                                "though all was done.\",\"status\":\"%s\"}}",
                                status, name_status (status));
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  if (is_streamed (strike))
    return FALSE;
  replace_body (strike->exchange, bytes);
  soup_server_message_set_status (message, status, NULL);
  return FALSE;
}

gboolean
luthier_practice_strike_truncated (const LuthierPracticeStrike *strike)
{
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) half = NULL;

  if (is_streamed (strike))
    return FALSE;
  answer = get_answer (strike);
  half = g_bytes_new_from_bytes (answer, 0, g_bytes_get_size (answer) / 2);
  replace_body (strike->exchange, half);
  return FALSE;
}

/* The same megabyte over and over: large for the client only. */
gboolean
luthier_practice_strike_huge (const LuthierPracticeStrike *strike)
{
  static const char head[] = "{\"padding\": \"";
  static const char tail[] = "\"}";
  SoupServerMessage *message = luthier_practice_exchange_get_message (strike->exchange);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) first = g_bytes_new_static (head, sizeof head - 1);
  g_autoptr (GBytes) last = g_bytes_new_static (tail, sizeof tail - 1);
  g_autofree char *filler = g_strnfill (MEGABYTE, 'x');
  g_autoptr (GBytes) megabyte = g_bytes_new (filler, MEGABYTE);

  if (is_streamed (strike))
    return FALSE;
  replace_body (strike->exchange, first);
  for (guint64 n = read_value (strike, 100); n > 0; n--)
    soup_message_body_append_bytes (body, megabyte);
  soup_message_body_append_bytes (body, last);
  return FALSE;
}

static void
pause_cb (SoupServerMessage *message)
{
  soup_server_message_pause (message);
}

/* The headers promise all of the body. What is sent in pieces stops after the first. */
gboolean
luthier_practice_strike_stalls (const LuthierPracticeStrike *strike)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (strike->exchange);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) half = NULL;

  if (is_streamed (strike))
    {
      g_signal_connect (message, "wrote-chunk", G_CALLBACK (pause_cb), NULL);
      return FALSE;
    }
  answer = get_answer (strike);
  half = g_bytes_new_from_bytes (answer, 0, g_bytes_get_size (answer) / 2);
  soup_message_headers_set_content_length (headers, (goffset) g_bytes_get_size (answer) + 1);
  replace_body (strike->exchange, half);
  return FALSE;
}
