/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json-scanner.h"

G_BEGIN_DECLS

/* A value in a JSON text that is valid, by its bytes: what is carried over keeps them. */
typedef struct
{
  LuthierJsonToken kind; /* how it begins; ERROR = it is not there */
  const char *text;      /* of strings with the quotes */
  gsize length;
} LuthierRaw;

/* Goes through a container. Plain memory. */
typedef struct
{
  LuthierJsonScanner scanner;
  gboolean is_object;
} LuthierRawIter;

gboolean luthier_raw_init (LuthierRaw *self, const char *text, gsize length);
void luthier_raw_iter_init (LuthierRawIter *self, const LuthierRaw *container);
gboolean luthier_raw_iter_next (LuthierRawIter *self, LuthierRaw *name, LuthierRaw *value);
LuthierRaw luthier_raw_get_member (const LuthierRaw *self, const char *name);
gboolean luthier_raw_is_text (const LuthierRaw *self, const char *text);
gboolean luthier_raw_is_empty_text (const LuthierRaw *self);
char *luthier_raw_decode (const LuthierRaw *self, gsize *length);

/* For writing. */
void luthier_raw_append (GString *text, const LuthierRaw *value);
void luthier_raw_append_compact (GString *text, const LuthierRaw *value);
void luthier_raw_append_string (GString *text, const char *string, gsize length);

static inline gboolean
luthier_raw_is_there (const LuthierRaw *self)
{
  return self->kind != LUTHIER_JSON_TOKEN_ERROR && self->kind != LUTHIER_JSON_TOKEN_NULL;
}

G_END_DECLS
