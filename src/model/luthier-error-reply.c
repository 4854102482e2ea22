/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error-private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "luthier-json-text.h"
#include "luthier-one-line.h"
#include "luthier-redact.h"

#define MAX_RAW     (64 * 1024)
#define MAX_EXCERPT 200
/* Of one text, in characters, and of as many as are looked at by anybody. */
#define MAX_LINE    2000
#define MAX_DETAILS 100
/* A service that asks for more patience than this means "not today". */
#define MAX_DELAY_MS (24 * 60 * 60 * 1000.0)

/* (transfer full): one line that may be shown. */
static char *
make_line (const char *text)
{
  g_autofree char *line = luthier_one_line (text, MAX_LINE);

  return luthier_redact (line);
}

static char *
shorten (const char *text, gsize max_bytes)
{
  const char *end;

  if (strlen (text) <= max_bytes)
    return g_strdup (text);

  end = g_utf8_find_prev_char (text, text + max_bytes + 1);
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

static char *
make_raw (const char *text, const LuthierJsonValue *root)
{
  g_autofree char *pretty = NULL;
  g_autofree char *beginning = NULL;

  if (luthier_json_value_get_kind (root) >= LUTHIER_JSON_ARRAY)
    pretty = luthier_json_value_to_text (root, LUTHIER_JSON_PRETTY);
  beginning = shorten (pretty != NULL ? pretty : text, MAX_RAW);

  return luthier_redact (beginning);
}

/* As much of a body as will be shown, whatever its encoding. */
static char *
get_text (GBytes *body)
{
  gsize size = 0;
  const char *data = body != NULL ? g_bytes_get_data (body, &size) : NULL;

  return data != NULL ? g_utf8_make_valid (data, (gssize) MIN (size, MAX_RAW)) : g_strdup ("");
}

/* "404 Not Found: the beginning of what came", for bodies that are no envelope. */
static char *
describe_status (guint http_status, const char *reason_phrase, const char *text)
{
  g_autofree char *clean = make_line (text);
  g_autofree char *phrase = luthier_one_line (reason_phrase, MAX_EXCERPT);
  g_autoptr (GString) message = g_string_new (NULL);

  g_string_append_printf (message, "%u", http_status);
  if (*phrase != '\0')
    g_string_append_printf (message, " %s", phrase);
  if (*clean != '\0')
    {
      g_autofree char *excerpt = g_utf8_substring (clean, 0,
                                                   MIN (g_utf8_strlen (clean, -1), MAX_EXCERPT));

      g_string_append_printf (message, ": %s", excerpt);
    }

  return g_string_free (g_steal_pointer (&message), FALSE);
}

/* A google.protobuf.Duration such as "3.5s", in milliseconds; -1 if it is none. */
static gint64
parse_duration (const char *text)
{
  char *end = NULL;
  double seconds;

  if (text == NULL)
    return -1;

  seconds = g_ascii_strtod (text, &end);
  if (end == text || !g_str_equal (end, "s") || !isfinite (seconds) || seconds < 0)
    return -1;

  return (gint64) ceil (MIN (seconds * 1000, MAX_DELAY_MS));
}

/* An HTTP date of the one form that is still sent: "Sun, 06 Nov 1994 08:49:37 GMT". */
static GDateTime *
parse_http_date (const char *text)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  char month[4] = "";
  const char *found;
  int day, year, hour, minute, second;

  if (sscanf (text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d", &day, month, &year, &hour,
              &minute, &second) != 6)
    return NULL;

  found = strlen (month) == 3 ? strstr (months, month) : NULL;
  if (found == NULL || (found - months) % 3 != 0)
    return NULL;

  return g_date_time_new_utc (year, (int) (found - months) / 3 + 1, day, hour, minute, second);
}

/* RFC 9110, 10.2.3: seconds or a date. now: (nullable): the date of the answer, by the same clock. */
static gint64
parse_retry_after (const char *text, const char *now)
{
  g_autoptr (GDateTime) begin = NULL;
  g_autoptr (GDateTime) end = NULL;
  guint64 seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return (gint64) MIN ((double) seconds * 1000, MAX_DELAY_MS);

  end = parse_http_date (text);
  begin = now != NULL ? parse_http_date (now) : NULL;
  if (begin == NULL || end == NULL)
    return -1;

  return CLAMP (g_date_time_difference (end, begin) / G_TIME_SPAN_MILLISECOND, 0,
                (gint64) MAX_DELAY_MS);
}

static void
take_string (char **place, const LuthierJsonValue *value)
{
  g_autofree char *line = make_line (luthier_json_value_get_string (value, NULL));

  if (*place == NULL && *line != '\0')
    *place = g_steal_pointer (&line);
}

static void
read_error_info (LuthierErrorPrivate *self, const LuthierJsonValue *detail)
{
  LuthierJsonIter iter;
  const char *key;
  const LuthierJsonValue *value;

  take_string (&self->reason, luthier_json_value_get_member (detail, "reason"));
  if (self->metadata == NULL)
    self->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  luthier_json_iter_init (&iter, luthier_json_value_get_member (detail, "metadata"));
  while (luthier_json_iter_next (&iter, &key, &value))
    if (luthier_json_value_get_string (value, NULL) != NULL &&
        g_hash_table_size (self->metadata) < MAX_DETAILS)
      g_hash_table_insert (self->metadata, g_strdup (key),
                           make_line (luthier_json_value_get_string (value, NULL)));
}

static void
read_violations (LuthierErrorPrivate *self,
                 const LuthierJsonValue *violations,
                 const char *field_name)
{
  LuthierJsonIter iter;
  const LuthierJsonValue *violation;

  if (self->violations == NULL)
    self->violations = g_ptr_array_new_with_free_func (g_free);
  luthier_json_iter_init (&iter, violations);
  while (self->violations->len < 2 * MAX_DETAILS &&
         luthier_json_iter_next (&iter, NULL, &violation))
    {
      const LuthierJsonValue *field = luthier_json_value_get_member (violation, field_name);
      const LuthierJsonValue *text = luthier_json_value_get_member (violation, "description");

      g_ptr_array_add (self->violations, make_line (luthier_json_value_get_string (field, "")));
      g_ptr_array_add (self->violations, make_line (luthier_json_value_get_string (text, "")));
    }
}

/* A button opens it that looks like advice of ours: so only pages of who answers for the service. */
static gboolean
is_help (const char *url)
{
  g_autoptr (GUri) uri = NULL;

  for (const char *p = url; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || p - url >= MAX_LINE)
      return FALSE;

  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  return uri != NULL && g_str_has_prefix (url, "https://") && g_uri_get_userinfo (uri) == NULL &&
         g_uri_get_port (uri) == -1 && g_uri_get_host (uri) != NULL &&
         g_str_has_suffix (g_uri_get_host (uri), ".google.com");
}

static void
read_help (LuthierErrorPrivate *self, const LuthierJsonValue *links)
{
  LuthierJsonIter iter;
  const LuthierJsonValue *link;

  luthier_json_iter_init (&iter, links);
  while (luthier_json_iter_next (&iter, NULL, &link))
    {
      const LuthierJsonValue *url = luthier_json_value_get_member (link, "url");

      if (is_help (luthier_json_value_get_string (url, "")))
        take_string (&self->help_url, url);
    }
}

static void
read_detail (LuthierErrorPrivate *self, const LuthierJsonValue *detail)
{
  const LuthierJsonValue *at_type = luthier_json_value_get_member (detail, "@type");
  const char *type = luthier_json_value_get_string (at_type, "");
  const LuthierJsonValue *violations = luthier_json_value_get_member (detail, "violations");

  if (g_str_has_suffix (type, "google.rpc.ErrorInfo"))
    read_error_info (self, detail);
  else if (g_str_has_suffix (type, "google.rpc.BadRequest"))
    read_violations (self, luthier_json_value_get_member (detail, "fieldViolations"), "field");
  else if (g_str_has_suffix (type, "google.rpc.PreconditionFailure"))
    read_violations (self, violations, "subject");
  else if (g_str_has_suffix (type, "google.rpc.QuotaFailure"))
    {
      const LuthierJsonValue *first = luthier_json_value_get_element (violations, 0);

      take_string (&self->quota_metric, luthier_json_value_get_member (first, "quotaMetric"));
      take_string (&self->quota_value, luthier_json_value_get_member (first, "quotaValue"));
    }
  else if (g_str_has_suffix (type, "google.rpc.RetryInfo") && self->retry_delay < 0)
    {
      const LuthierJsonValue *delay = luthier_json_value_get_member (detail, "retryDelay");

      self->retry_delay = parse_duration (luthier_json_value_get_string (delay, NULL));
    }
  else if (g_str_has_suffix (type, "google.rpc.Help"))
    read_help (self, luthier_json_value_get_member (detail, "links"));
}

/* The envelope {"error": {...}} of the APIs. */
static void
read_envelope (LuthierErrorPrivate *self, const LuthierJsonValue *error)
{
  LuthierJsonIter iter;
  const LuthierJsonValue *detail;
  const LuthierJsonValue *first;

  take_string (&self->status, luthier_json_value_get_member (error, "status"));
  luthier_json_iter_init (&iter, luthier_json_value_get_member (error, "details"));
  while (luthier_json_iter_next (&iter, NULL, &detail))
    read_detail (self, detail);

  /* Cloud Storage has a list of its own instead of details. */
  first = luthier_json_value_get_element (luthier_json_value_get_member (error, "errors"), 0);
  take_string (&self->reason, luthier_json_value_get_member (first, "reason"));
}

/* The reason of a token endpoint's error stands where others have the envelope. An organization's
 * demand for a new sign-in is a subtype with two names of one meaning, and says more than
 * "invalid_grant" does. */
static void
read_grant_error (LuthierErrorPrivate *self, const LuthierJsonValue *root)
{
  const LuthierJsonValue *error = luthier_json_value_get_member (root, "error");
  const LuthierJsonValue *subtype = luthier_json_value_get_member (root, "error_subtype");
  const char *name = luthier_json_value_get_string (error, "");

  if (g_str_equal (name, "invalid_rapt") || g_str_equal (name, "rapt_required"))
    subtype = error;
  name = luthier_json_value_get_string (subtype, "");
  if (self->reason == NULL &&
      (g_str_equal (name, "invalid_rapt") || g_str_equal (name, "rapt_required")))
    self->reason = g_strdup ("rapt_required");
  take_string (&self->reason, subtype);
  take_string (&self->reason, error);
}

/* Nothing but a new sign-in helps. */
static gboolean
is_spent_grant (const LuthierErrorPrivate *self, const LuthierJsonValue *root)
{
  const LuthierJsonValue *error = luthier_json_value_get_member (root, "error");

  return g_str_equal (luthier_json_value_get_string (error, ""), "invalid_grant") ||
         g_strcmp0 (self->reason, "rapt_required") == 0;
}

static LuthierError
choose_code (const LuthierErrorPrivate *self, const LuthierJsonValue *root)
{
  if (is_spent_grant (self, root))
    return LUTHIER_ERROR_SIGN_IN_NEEDED;

  switch (self->http_status)
    {
    case 400:
      return g_strcmp0 (self->status, "FAILED_PRECONDITION") == 0 ? LUTHIER_ERROR_PRECONDITION
                                                                  : LUTHIER_ERROR_INVALID;
    case 401:
      return LUTHIER_ERROR_UNAUTHENTICATED;
    case 403:
      return LUTHIER_ERROR_FORBIDDEN;
    case 404:
      return LUTHIER_ERROR_NOT_FOUND;
    case 408:
      return LUTHIER_ERROR_UNAVAILABLE;
    case 409:
    case 412:
      return LUTHIER_ERROR_CONFLICT;
    case 429:
      return LUTHIER_ERROR_RATE_LIMITED;
    default:
      return self->http_status >= 500 && self->http_status < 600 ? LUTHIER_ERROR_UNAVAILABLE
                                                                 : LUTHIER_ERROR_FAILED;
    }
}

/* What the service says in words, wherever it says it; NULL if nowhere. */
static char *
find_message (const LuthierJsonValue *root)
{
  const LuthierJsonValue *error = luthier_json_value_get_member (root, "error");
  const LuthierJsonValue *places[] = {
    luthier_json_value_get_member (error, "message"),
    luthier_json_value_get_member (root, "error_description"),
    error,
    luthier_json_value_get_member (root, "message"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *line = make_line (luthier_json_value_get_string (places[i], ""));

      if (*line != '\0')
        return g_steal_pointer (&line);
    }

  return NULL;
}

/**
 * luthier_error_new_from_reply:
 * @http_status: the status of the answer
 * @reason_phrase: (nullable): the words after it
 * @body: (nullable): what came, of any kind
 * @retry_after: (nullable): the header of this name
 * @date: (nullable): the header of this name; without it a date in @retry_after says nothing
 *
 * Makes an error out of an answer that is one: the envelope of Google's APIs, alone or in an
 * array, that of a token endpoint, that of Cloud Storage, or a page of HTML from something on the
 * way. The message is what the service said, in one line and without control characters; it is
 * plain text, never markup.
 *
 * Returns: (transfer full): an error of the domain %LUTHIER_ERROR
 */
GError *
luthier_error_new_from_reply (guint http_status,
                              const char *reason_phrase,
                              GBytes *body,
                              const char *retry_after,
                              const char *date)
{
  g_autoptr (LuthierJson) json = body != NULL ? luthier_json_parse (body, NULL) : NULL;
  const LuthierJsonValue *root = json != NULL ? luthier_json_get_root (json) : NULL;
  g_autofree char *text = get_text (body);
  g_autofree char *message = NULL;
  LuthierErrorPrivate *details;
  GError *error;

  if (luthier_json_value_get_kind (root) == LUTHIER_JSON_ARRAY)
    root = luthier_json_value_get_element (root, 0);
  message = find_message (root);
  if (message == NULL)
    message = describe_status (http_status, reason_phrase, text);

  error = g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_FAILED, message);
  details = luthier_error_get_details (error);
  details->http_status = http_status;
  details->retry_delay = parse_retry_after (retry_after, date);
  details->raw = make_raw (text, root);
  read_envelope (details, luthier_json_value_get_member (root, "error"));
  read_grant_error (details, root);
  error->code = choose_code (details, root);

  return error;
}
