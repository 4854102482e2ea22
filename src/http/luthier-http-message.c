/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-http-message.h"

static void
add_headers (SoupMessage *message, const char *const *headers)
{
  SoupMessageHeaders *request = soup_message_get_request_headers (message);

  for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2)
    soup_message_headers_replace (request, headers[i], headers[i + 1]);
}

/* With a line break it would be two headers. */
static gboolean
is_header_value (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text))
      return FALSE;
  return TRUE;
}

/**
 * luthier_http_message_authorize:
 * @message: what is to be sent
 * @token: (nullable): who asks, a secret
 * @quota_project: (nullable): what the request of @token is counted against
 *
 * Adds the headers that say so; without a token there are none. What cannot be a header is left
 * out, and the service says that it is missing.
 */
void
luthier_http_message_authorize (SoupMessage *message, const char *token, const char *quota_project)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *value = NULL;

  if (token == NULL || !is_header_value (token))
    return;
  value = g_strconcat ("Bearer ", token, NULL);
  soup_message_headers_replace (headers, "Authorization", value);
  explicit_bzero (value, strlen (value));
  if (quota_project != NULL && is_header_value (quota_project))
    soup_message_headers_replace (headers, "x-goog-user-project", quota_project);
}

/**
 * luthier_http_message_new:
 * @request: what to send; its address and its limits are not looked at
 * @uri: where to
 * @token: (nullable): who asks, a secret
 * @quota_project: (nullable): what the request of @token is counted against
 *
 * Redirections are never followed, so that nothing of it goes anywhere else.
 *
 * Returns: (transfer full): a message for one attempt
 */
SoupMessage *
luthier_http_message_new (const LuthierHttpRequest *request,
                          GUri *uri,
                          const char *token,
                          const char *quota_project)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE;

  /* A kept connection that the other side has closed cannot be told from one that broke. */
  if (request->policy == LUTHIER_HTTP_ONCE)
    flags |= SOUP_MESSAGE_NEW_CONNECTION;
  else
    flags |= SOUP_MESSAGE_IDEMPOTENT;

  soup_message_set_flags (message, flags);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
  add_headers (message, request->headers);
  luthier_http_message_authorize (message, token, quota_project);
  return message;
}

/**
 * luthier_http_message_read_skew:
 * @message: what was answered
 * @now: the time of this computer, in microseconds since the epoch
 * @skew: (inout): how far the other side's clock is ahead of it, in microseconds; left alone if the
 *   answer has no date
 */
void
luthier_http_message_read_skew (SoupMessage *message, gint64 now, gint64 *skew)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                   "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date != NULL)
    *skew = g_date_time_to_unix (date) * G_USEC_PER_SEC - now;
}
