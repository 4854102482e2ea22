/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-comparison.h"

G_BEGIN_DECLS

/* One of the jobs that are compared, and what was read of it. */
typedef struct
{
  LuthierJob *job;         /* (owned) */
  LuthierJobSpec *asked;   /* (owned) (nullable) */
  LuthierCurves *curves;   /* (owned) (nullable) */
  LuthierBaseModel *model; /* (owned) (nullable) */
  gboolean free_of_charge;
  LuthierLikeness training;
  LuthierLikeness validation;
  LuthierComparedValue values[LUTHIER_N_COMPARED];
} LuthierComparedJob;

void luthier_compared_job_clear (LuthierComparedJob *self);
gboolean luthier_compared_job_has_points (LuthierComparedJob *self, LuthierMetricKind metric);
void luthier_compared_job_read (LuthierComparedJob *self, LuthierMetricKind metric, gint64 now_us);

G_END_DECLS
