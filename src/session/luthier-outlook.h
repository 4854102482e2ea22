/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a job that is in progress goes on, as far as it can be told; durations in microseconds, -1 =
 * not known. */
typedef struct
{
  gint64 remaining;  /* until its end: only once steps flow */
  gint64 quiet;      /* since anything about it last changed */
  gint64 usual;      /* the longest that jobs like it were quiet in this phase and went on */
  gboolean is_quiet; /* longer than is usual: something may be wrong */
} LuthierOutlook;

G_END_DECLS
