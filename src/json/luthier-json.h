/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Nothing larger or deeper is parsed: replies and files are never trusted. */
#define LUTHIER_JSON_MAX_SIZE  (64 * 1024 * 1024)
#define LUTHIER_JSON_MAX_DEPTH 128
/* Names count as well. Each takes 16 bytes: a text of commas would be eight times as large. */
#define LUTHIER_JSON_MAX_VALUES 4000000

typedef enum
{
  LUTHIER_JSON_ABSENT,
  LUTHIER_JSON_NULL,
  LUTHIER_JSON_BOOLEAN,
  LUTHIER_JSON_NUMBER,
  LUTHIER_JSON_STRING,
  LUTHIER_JSON_ARRAY,
  LUTHIER_JSON_OBJECT,
} LuthierJsonKind;

typedef enum
{
  LUTHIER_JSON_ERROR_SYNTAX,
  LUTHIER_JSON_ERROR_ENCODING,
  LUTHIER_JSON_ERROR_TOO_LARGE,
  LUTHIER_JSON_ERROR_TOO_DEEP,
} LuthierJsonError;

#define LUTHIER_JSON_ERROR (luthier_json_error_quark ())
GQuark luthier_json_error_quark (void);

/* A parsed text: immutable, reference counted, safe to hand to another thread. */
typedef struct _LuthierJson LuthierJson;

/* A place in it, valid as long as the document. NULL stands for "not there" everywhere. */
typedef struct _LuthierJsonValue LuthierJsonValue;

typedef struct
{
  const LuthierJsonValue *container;
  gconstpointer next;
  guint left;
} LuthierJsonIter;

LuthierJson *luthier_json_parse (GBytes *text, GError **error);
LuthierJson *luthier_json_parse_text (const char *text, gssize length, GError **error);
LuthierJson *luthier_json_ref (LuthierJson *self);
void luthier_json_unref (LuthierJson *self);
const LuthierJsonValue *luthier_json_get_root (LuthierJson *self);

LuthierJsonKind luthier_json_value_get_kind (const LuthierJsonValue *self);
guint luthier_json_value_get_length (const LuthierJsonValue *self);
const LuthierJsonValue *luthier_json_value_get_element (const LuthierJsonValue *self, guint index);
const LuthierJsonValue *luthier_json_value_get_member (const LuthierJsonValue *self,
                                                       const char *name);
/* (nullable): of a member that is a string. */
const char *luthier_json_value_get_member_string (const LuthierJsonValue *self, const char *name);
const LuthierJsonValue *luthier_json_value_get_path (const LuthierJsonValue *self,
                                                     const char *first_name,
                                                     ...) G_GNUC_NULL_TERMINATED;
const char *luthier_json_value_get_string (const LuthierJsonValue *self, const char *fallback);
gint64 luthier_json_value_get_int64 (const LuthierJsonValue *self, gint64 fallback);
double luthier_json_value_get_double (const LuthierJsonValue *self, double fallback);
gboolean luthier_json_value_get_boolean (const LuthierJsonValue *self, gboolean fallback);

void luthier_json_iter_init (LuthierJsonIter *iter, const LuthierJsonValue *container);
gboolean luthier_json_iter_next (LuthierJsonIter *iter,
                                 const char **name,
                                 const LuthierJsonValue **value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierJson, luthier_json_unref)

G_END_DECLS
