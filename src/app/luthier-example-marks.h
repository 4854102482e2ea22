/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gdk/gdk.h>

#include "luthier-dataset-report.h"
#include "luthier-dataset-text.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_MARK_FOUND, /* what was looked for; nothing is wrong with it */
  LUTHIER_MARK_HINT,
  LUTHIER_MARK_WARNING,
  LUTHIER_MARK_ERROR,
} LuthierMarkKind;

/* A part of a line that is pointed at. */
typedef struct
{
  gsize byte;   /* in the line */
  gsize length; /* 0 = only where it begins is known */
  LuthierMarkKind kind;
  gboolean is_blanks;  /* what is meant are the blanks around the text that it is in */
  gboolean is_primary; /* of all of them, the one to look at */
} LuthierExampleMark;

/* In characters of a text; the end is behind the last one. */
typedef struct
{
  guint start;
  guint end;
  LuthierMarkKind kind;
  gboolean is_primary;
} LuthierExampleRange;

/* (element-type LuthierExampleMark) */
GArray *luthier_example_marks_new (GPtrArray *findings, const LuthierDatasetPlace *place);
const LuthierExampleMark *luthier_example_marks_get_primary (GArray *marks);
/* (element-type LuthierExampleRange) */
GArray *luthier_example_marks_locate (GArray *marks, const LuthierDatasetText *text);
const GdkRGBA *luthier_mark_kind_get_color (LuthierMarkKind kind);

G_END_DECLS
