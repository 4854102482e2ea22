/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"
#include "luthier-sighting.h"

G_BEGIN_DECLS

/* Where a job was at before an answer was taken in: what is different afterwards has happened to
 * it. */
typedef struct
{
  char *state; /* (owned) (nullable) */
  char *phase; /* (owned) (nullable) */
  char *error; /* (owned) (nullable) */
  guint n_checkpoints;
  gint64 n_steps;
  gint64 n_epochs;
  gboolean over;
} LuthierJobCourse;

/* All zeros is a job of which nothing was known. */
void luthier_job_course_note (LuthierJobCourse *self, LuthierJob *job);
/* Adds a LuthierSighting for each thing that has happened since. now: in microseconds since the
 * epoch. */
void luthier_job_course_tell (const LuthierJobCourse *self,
                              LuthierJob *job,
                              gint64 now,
                              GPtrArray *sightings);
/* Whether the job has got on since. */
gboolean luthier_job_course_has_moved (const LuthierJobCourse *self, LuthierJob *job);
void luthier_job_course_clear (LuthierJobCourse *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LuthierJobCourse, luthier_job_course_clear)

G_END_DECLS
