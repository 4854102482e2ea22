/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-learning.h"

G_BEGIN_DECLS

#define LUTHIER_PRACTICE_MAX_SERIES 10

typedef struct _LuthierPracticeMetric LuthierPracticeMetric;

typedef struct
{
  gint64 step;
  gint64 moment;
  double value;
} LuthierPracticePoint;

/* What was measured of a job up to a moment: those series that have points. */
typedef struct
{
  const LuthierPracticeJob *job; /* (unowned) */
  LuthierPracticeLearning learning;
  gint64 interval; /* steps between two points of a training series */
  gint64 n_tries; /* how often the validation data are looked at, after the look before the start */
  gint64 completed;
  guint n_series;
  const LuthierPracticeMetric *metrics[LUTHIER_PRACTICE_MAX_SERIES]; /* of the series */
} LuthierPracticeCurves;

/* now: moments that lie ahead are not seen. */
void luthier_practice_curves_init (LuthierPracticeCurves *self,
                                   const LuthierPracticeJob *job,
                                   gint64 now);
/* "/train_total_loss" */
const char *luthier_practice_curves_get_name (const LuthierPracticeCurves *self, guint series);
/* (transfer full): 19 digits, the same whenever it is asked for */
char *luthier_practice_curves_dup_id (const LuthierPracticeCurves *self, guint series);
/* At least 1; they are in the order of their steps. */
guint luthier_practice_curves_count_points (const LuthierPracticeCurves *self, guint series);
void luthier_practice_curves_get_point (const LuthierPracticeCurves *self,
                                        guint series,
                                        guint index,
                                        LuthierPracticePoint *point);
/* FALSE: there is no series of this id. */
gboolean luthier_practice_curves_find (const LuthierPracticeCurves *self,
                                       const char *id,
                                       guint *series);

G_END_DECLS
