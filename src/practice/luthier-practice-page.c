/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-page.h"

#include <string.h>

#include "luthier-json-text.h"
#include "luthier-practice-refusals.h"

#define MARK "practice:"

static gboolean
read_token (const char *token, guint *first)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (token, &length);
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  guint64 number;

  if (!g_str_has_prefix (text, MARK) ||
      !g_ascii_string_to_unsigned (text + strlen (MARK), 10, 0, G_MAXINT, &number, NULL))
    return FALSE;
  *first = (guint) number;
  return TRUE;
}

/**
 * luthier_practice_page_init:
 * @self: the page
 * @exchange: a request with pageSize and pageToken, or without
 * @max: the largest page; larger sizes are taken for it
 *
 * Returns: whether the request is answerable
 */
gboolean
luthier_practice_page_init (LuthierPracticePage *self, LuthierPracticeExchange *exchange, guint max)
{
  const char *size = luthier_practice_exchange_get_query (exchange, "pageSize");
  const char *token = luthier_practice_exchange_get_query (exchange, "pageToken");
  guint64 limit = max;

  self->first = 0;
  if (size != NULL && !g_ascii_string_to_unsigned (size, 10, 0, G_MAXINT32, &limit, NULL))
    {
      luthier_practice_refuse_argument (exchange, "Invalid value at 'page_size'.");
      return FALSE;
    }
  if (token != NULL && *token != '\0' && !read_token (token, &self->first))
    {
      luthier_practice_refuse_argument (exchange, "Invalid page token.");
      return FALSE;
    }
  self->limit = limit == 0 || limit > max ? max : (guint) limit;
  return TRUE;
}

guint
luthier_practice_page_get_end (const LuthierPracticePage *self, guint n)
{
  return self->first >= n || n - self->first <= self->limit ? n : self->first + self->limit;
}

char *
luthier_practice_page_make_token (const LuthierPracticePage *self, guint n)
{
  g_autofree char *text = g_strdup_printf (MARK "%u", luthier_practice_page_get_end (self, n));

  return g_base64_encode ((const guchar *) text, strlen (text));
}

void
luthier_practice_page_add_token (const LuthierPracticePage *self, JsonBuilder *builder, guint n)
{
  g_autofree char *token = luthier_practice_page_make_token (self, n);

  if (luthier_practice_page_get_end (self, n) < n)
    luthier_json_add_string (builder, "nextPageToken", token);
}
