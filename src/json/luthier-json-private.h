/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"

G_BEGIN_DECLS

/* A document is one array of these in the order of the text. A container is followed by what it
 * holds, an object's members by name and value in turn. */
struct _LuthierJsonValue
{
  guint8 kind;
  guint8 truth;
  guint32 length; /* elements, members, or bytes of the text */
  union
  {
    const char *text; /* of a string, decoded and NUL-terminated; of a number, as it was written */
    gsize extent;     /* of a container: nodes up to its end, itself included */
  };
};

/* Where the neighbour of a value begins. */
static inline const LuthierJsonValue *
luthier_json_value_after (const LuthierJsonValue *self)
{
  gboolean container = self->kind == LUTHIER_JSON_OBJECT || self->kind == LUTHIER_JSON_ARRAY;

  return self + (container ? self->extent : 1);
}

G_END_DECLS
