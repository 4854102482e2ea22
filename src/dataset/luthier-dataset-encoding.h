/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a text is written down as bytes. */
typedef enum
{
  LUTHIER_ENCODING_UTF8, /* what is to be, or at least what is taken for it */
  LUTHIER_ENCODING_UTF16_LE,
  LUTHIER_ENCODING_UTF16_BE,
  LUTHIER_ENCODING_UTF32_LE,
  LUTHIER_ENCODING_UTF32_BE,
  LUTHIER_ENCODING_WINDOWS_1252,
} LuthierEncoding;

/* A byte of any encoding becomes no more than so many of UTF-8. */
#define LUTHIER_ENCODING_MAX_GROWTH 3

LuthierEncoding luthier_encoding_look (const guint8 *bytes, gsize length, gsize *mark);
gsize luthier_encoding_to_utf8 (LuthierEncoding encoding,
                                const guint8 *bytes,
                                gsize length,
                                gboolean is_last,
                                char *target,
                                gsize *n_written,
                                guint64 *n_replaced);

/* Whether text is UTF-8, found out block by block; plain memory, zero to begin with. */
typedef struct
{
  gboolean has_characters; /* valid ones beyond ASCII */
  gboolean has_others;     /* bytes that are no UTF-8 */
  guint8 rest[4];          /* what may be the beginning of a character */
  guint n_rest;
} LuthierEncodingProbe;

void luthier_encoding_probe_add (LuthierEncodingProbe *self, const guint8 *bytes, gsize length);
gboolean luthier_encoding_probe_finish (LuthierEncodingProbe *self);

G_END_DECLS
