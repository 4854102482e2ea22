/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Content-Range of a request: "bytes 0-524287/2000000"; '*' stands for a number that is not known. */
typedef struct
{
  gboolean is_question; /* no range at all: how much has come? */
  gint64 first;
  gint64 last;  /* -1: whatever comes */
  gint64 total; /* -1: not known yet */
} LuthierPracticeContentRange;

gboolean luthier_practice_content_range_parse (const char *text,
                                               LuthierPracticeContentRange *range);

G_END_DECLS
