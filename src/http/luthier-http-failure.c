/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-http-failure.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

#define FIRST_BACKOFF_MS 1000u
#define MAX_BACKOFF_MS   60000u

/* What a person would say of it; the transport's own words follow, for who can use them. */
static char *
describe (const GError *transport, const char *host, gboolean started)
{
  const char *cause = transport->message;

  if (transport->domain == G_TLS_ERROR)
    return g_strdup_printf (_ ("No secure connection to %s: %s"), host, cause);
  if (transport->domain == G_RESOLVER_ERROR ||
      g_error_matches (transport, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return g_strdup_printf (_ ("%s was not found: %s"), host, cause);
  if (g_error_matches (transport, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_strdup_printf (_ ("%s does not answer: %s"), host, cause);
  if (started)
    return g_strdup_printf (_ ("The connection to %s broke: %s"), host, cause);
  return g_strdup_printf (_ ("%s cannot be reached: %s"), host, cause);
}

/**
 * luthier_http_failure_new:
 * @transport: why no answer came
 * @host: who should have answered
 * @started: whether the request had begun to be sent
 *
 * Returns: (transfer full): %LUTHIER_ERROR_UNCERTAIN if @started, else %LUTHIER_ERROR_NOT_SENT
 */
GError *
luthier_http_failure_new (const GError *transport, const char *host, gboolean started)
{
  g_autofree char *message = describe (transport, host, started);

  return luthier_error_new (started ? LUTHIER_ERROR_UNCERTAIN : LUTHIER_ERROR_NOT_SENT,
                            transport->domain == G_TLS_ERROR ? LUTHIER_REASON_NOT_SECURE : NULL,
                            "%s", message);
}

/* After these the service may or may not have acted on the request. */
static gboolean
is_uncertain_status (guint status)
{
  return status < 200 || (status >= 300 && status < 400) || status == 408 || status == 499 ||
         status >= 500;
}

/**
 * luthier_http_failure_new_for_reply:
 * @message: what was answered with anything but success
 * @body: what came with it
 * @policy: of the request
 *
 * Returns: (transfer full): %LUTHIER_ERROR_UNCERTAIN if it was sent once and may have been acted
 *   on, else what the answer says; a redirection is %LUTHIER_ERROR_BAD_REPLY
 */
GError *
luthier_http_failure_new_for_reply (SoupMessage *message, GBytes *body, LuthierHttpPolicy policy)
{
  guint status = soup_message_get_status (message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  GError *error;

  if (status >= 300 && status < 400)
    error = g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                         _ ("%s answered with a redirection (%u), which is not followed"),
                         g_uri_get_host (soup_message_get_uri (message)), status);
  else
    error = luthier_error_new_from_reply (status, soup_message_get_reason_phrase (message), body,
                                          soup_message_headers_get_one (headers, "Retry-After"),
                                          soup_message_headers_get_one (headers, "Date"));
  if (policy == LUTHIER_HTTP_ONCE && is_uncertain_status (status))
    error->code = LUTHIER_ERROR_UNCERTAIN;
  return error;
}

/**
 * luthier_http_failure_new_late:
 * @host: who should have answered
 * @seconds: how long it was waited for
 * @started: whether the request had begun to be sent
 *
 * Returns: (transfer full): %LUTHIER_ERROR_UNCERTAIN if @started, else %LUTHIER_ERROR_NOT_SENT
 */
GError *
luthier_http_failure_new_late (const char *host, guint seconds, gboolean started)
{
  return g_error_new (LUTHIER_ERROR, started ? LUTHIER_ERROR_UNCERTAIN : LUTHIER_ERROR_NOT_SENT,
                      ngettext ("%s did not answer within %u second",
                                "%s did not answer within %u seconds", seconds),
                      host, seconds);
}

/**
 * luthier_http_failure_new_for_token:
 * @error: why there is no token
 *
 * Returns: (transfer full): @error if only somebody can help, else %LUTHIER_ERROR_NOT_SENT
 */
GError *
luthier_http_failure_new_for_token (const GError *error)
{
  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED) ||
      g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL) ||
      g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN) ||
      g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_KEYRING))
    return g_error_copy (error);
  return luthier_error_new (LUTHIER_ERROR_NOT_SENT, luthier_error_get_reason (error),
                            _ ("No access token could be fetched: %s"), error->message);
}

/**
 * luthier_http_failure_is_transient:
 * @transport: why no answer came
 *
 * Returns: whether trying again may help; a certificate or a name that is wrong stays wrong
 */
gboolean
luthier_http_failure_is_transient (const GError *transport)
{
  if (transport->domain == G_TLS_ERROR)
    return g_error_matches (transport, G_TLS_ERROR, G_TLS_ERROR_EOF);
  if (transport->domain == G_RESOLVER_ERROR)
    return transport->code == G_RESOLVER_ERROR_TEMPORARY_FAILURE;
  return !g_error_matches (transport, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/**
 * luthier_http_failure_is_transient_status:
 * @status: an HTTP status
 *
 * Returns: whether the service says "later" with @status
 */
gboolean
luthier_http_failure_is_transient_status (guint status)
{
  static const guint transient[] = { 408, 429, 500, 502, 503, 504 };

  for (guint i = 0; i < G_N_ELEMENTS (transient); i++)
    {
      if (status == transient[i])
        return TRUE;
    }
  return FALSE;
}

/**
 * luthier_http_failure_get_backoff:
 * @random: what waits are spread by
 * @attempt: how many attempts have failed, from 1
 *
 * Returns: milliseconds to wait: anything up to 1 s, doubled with each attempt, at most 60 s.
 *   The whole of it is random, so that many clients do not return at the same moment.
 */
guint64
luthier_http_failure_get_backoff (LuthierRandom *random, guint attempt)
{
  guint doublings = MIN (MAX (attempt, 1u) - 1, 6u);
  guint limit = MIN (FIRST_BACKOFF_MS << doublings, MAX_BACKOFF_MS);

  return luthier_random_get_integer (random, 0, limit + 1);
}
