/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-curves.h"
#include "luthier-sighting.h"

G_BEGIN_DECLS

/* What the store tells of what was seen of jobs over time. */

/* All of one job. */
typedef struct
{
  GPtrArray *events;     /* (owned) of LuthierEvent, in the order in which they were seen */
  LuthierCurves *curves; /* (owned) */
  gboolean complete;     /* the curves are all that there will ever be */
} LuthierStoredRecord;

/* What follows from the points of one series. */
typedef struct
{
  char *job;           /* (owned) */
  char *name;          /* (owned): of the series */
  LuthierPoint lowest; /* the first of those; step -1: none is a number. Its time is not told */
  LuthierPoint last;   /* likewise; its value may be no number */
  gint64 begin;        /* when the first and the last point were measured, in microseconds since */
  gint64 end;          /* the epoch; 0 = not known */
  gint64 longest;      /* between two points, in microseconds; -1 = not known */
} LuthierStoredSeries;

/* That a job has left a state, or a phase of it, for another one that is not a failure. */
typedef struct
{
  char *job;       /* (owned) */
  char *name;      /* (owned): of the phase, or of a state without one */
  gint64 begin;    /* microseconds since the epoch */
  gint64 duration; /* microseconds */
} LuthierStoredStage;

void luthier_stored_record_free (LuthierStoredRecord *self);
void luthier_stored_series_free (LuthierStoredSeries *self);
void luthier_stored_stage_free (LuthierStoredStage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierStoredRecord, luthier_stored_record_free)

G_END_DECLS
