/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-history.h"
#include "luthier-record.h"

G_BEGIN_DECLS

/* How a job that is in progress goes on, as far as it can be told; durations in microseconds, -1 =
 * not known. */
typedef struct
{
  gint64 remaining;  /* until its end: only once steps flow */
  gint64 quiet;      /* since it last got on */
  gint64 usual;      /* the longest that jobs like it were quiet in this phase and went on */
  gboolean is_quiet; /* longer than is usual: something may be wrong */
} LuthierOutlook;

/* What it follows from. */
typedef struct
{
  LuthierJob *job;
  LuthierRecord *record;   /* (nullable) */
  LuthierHistory *history; /* (nullable) */
  gint64 moved;   /* when it was seen here to get on, in microseconds since the epoch, 0 = not */
  gint64 now;     /* likewise */
  gint64 lag;     /* how old what is known may be, in microseconds */
  gboolean blind; /* it is not known whether it got on meanwhile */
} LuthierOutlookFacts;

LuthierOutlook luthier_outlook_reckon (const LuthierOutlookFacts *facts);

G_END_DECLS
