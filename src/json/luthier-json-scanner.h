/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"

G_BEGIN_DECLS

/* A text to scan ends in a NUL, with so many readable bytes from there on. */
#define LUTHIER_JSON_PADDING 64

typedef enum
{
  LUTHIER_JSON_TOKEN_ERROR,
  LUTHIER_JSON_TOKEN_END,
  LUTHIER_JSON_TOKEN_OBJECT,
  LUTHIER_JSON_TOKEN_OBJECT_END,
  LUTHIER_JSON_TOKEN_ARRAY,
  LUTHIER_JSON_TOKEN_ARRAY_END,
  LUTHIER_JSON_TOKEN_NAME, /* of a member; the colon is taken with it */
  LUTHIER_JSON_TOKEN_STRING,
  LUTHIER_JSON_TOKEN_NUMBER,
  LUTHIER_JSON_TOKEN_TRUE,
  LUTHIER_JSON_TOKEN_FALSE,
  LUTHIER_JSON_TOKEN_NULL,
} LuthierJsonToken;

/* One pass over one JSON text, token by token, without allocating: plain memory, any number of
 * times initialised, never cleared. Fields are for reading. */
typedef struct
{
  const char *at; /* where scanning goes on; after an error, the place of it */
  const char *end;

  /* The last token: of strings and names what is between the quotes, still escaped. */
  const char *start;
  gsize length;
  gboolean ascii; /* the string is nothing but ASCII */
  gboolean escaped;
  guint n_escapes;      /* a pair of surrogates is one */
  guint n_code_escapes; /* those among them that are written \u */
  guint n_two;          /* characters of two bytes, not counting what is escaped */
  guint n_three;        /* and of three */
  guint n_four;

  /* The last error. */
  LuthierJsonError code;
  const char *problem; /* untranslated, static */

  /*< private >*/
  guint expected;
  guint depth;
  guint8 in_object[LUTHIER_JSON_MAX_DEPTH];
} LuthierJsonScanner;

void luthier_json_scanner_init (LuthierJsonScanner *self, const char *text, gsize length);
LuthierJsonToken luthier_json_scanner_next (LuthierJsonScanner *self);
gboolean luthier_json_scanner_take_name (LuthierJsonScanner *self, const char *name, gsize length);
gboolean luthier_json_scanner_take_around (LuthierJsonScanner *self,
                                           const char *opening,
                                           gsize opening_length,
                                           const char *closing,
                                           gsize closing_length);
gboolean luthier_json_scanner_skip (LuthierJsonScanner *self, LuthierJsonToken token);

gsize luthier_json_unescape (const char *raw, gsize length, char *target);
gboolean luthier_json_is_number (const char *text);
void luthier_json_get_position (const char *text, gsize offset, guint64 *line, guint64 *column);

G_END_DECLS
