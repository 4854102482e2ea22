/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kinds of objects in an example, as far as names of fields in them can be misspelt. */
typedef enum
{
  LUTHIER_SHAPE_ANY, /* names in it are data */
  LUTHIER_SHAPE_EXAMPLE,
  LUTHIER_SHAPE_INSTRUCTION,
  LUTHIER_SHAPE_TURN,
  LUTHIER_SHAPE_PART,
  LUTHIER_SHAPE_FILE,
  LUTHIER_SHAPE_BLOB,
  LUTHIER_SHAPE_VIDEO,
  LUTHIER_SHAPE_TOOL,
  LUTHIER_SHAPE_TOOL_CONFIG,
  LUTHIER_SHAPE_GENERATION,
  LUTHIER_SHAPE_COMPLETION,
  LUTHIER_N_SHAPES,
} LuthierShapeKind;

/* No kind has more fields. */
#define LUTHIER_SHAPE_MAX_FIELDS 8

/* A field as it is documented. */
typedef struct
{
  const char *name;
  const char *plain;   /* in small letters, without blanks, lines and hyphens */
  const char *mistake; /* (nullable): another such form that can mean nothing else */
  LuthierShapeKind kind;
  char value; /* what a misspelt one has to hold to be meant: '[', '{', '"', or 0 for anything */
} LuthierShapeField;

const LuthierShapeField *luthier_shape_find_field (LuthierShapeKind kind,
                                                   const char *name,
                                                   gsize length,
                                                   gboolean *is_exact);
gboolean luthier_shape_field_is_meant (const char *known, const char *name, gsize length);

G_END_DECLS
