/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-http-failure.h"

#include "luthier-error.h"

/* What the service asks to wait, in milliseconds. date: (nullable): of the answer. */
static gint64
get_delay (const char *retry_after, const char *date)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "http://127.0.0.1/list");
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;

  soup_message_headers_append (headers, "Retry-After", retry_after);
  if (date != NULL)
    soup_message_headers_append (headers, "Date", date);
  error = luthier_http_failure_new_for_reply (message, body, LUTHIER_HTTP_IDEMPOTENT);
  return luthier_error_get_retry_delay (error);
}

/* A date is meant by the clock of who sends it: ours may be wrong by years. */
static void
test_retry_after (void)
{
  g_assert_cmpint (get_delay ("90", NULL), ==, 90000);
  g_assert_cmpint (get_delay ("90", "Sun, 06 Nov 1994 08:49:37 GMT"), ==, 90000);
  g_assert_cmpint (get_delay ("Sun, 06 Nov 1994 08:51:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"), ==,
                   120000);
  g_assert_cmpint (get_delay ("Sun, 06 Nov 1994 08:48:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"), ==,
                   0);
  g_assert_cmpint (get_delay ("soon", "Sun, 06 Nov 1994 08:49:37 GMT"), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-failure/retry-after", test_retry_after);
  return g_test_run ();
}
