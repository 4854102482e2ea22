/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-base-model.h"
#include "luthier-job-spec.h"

G_BEGIN_DECLS

/* What training costs, in US dollars: the tokens of the data, as often as they are seen, at the
 * model's price. Nothing else is known beforehand, such as what the tuned model is used for. */
typedef struct
{
  double low;        /* of those jobs whose epochs are known */
  double high;       /* likewise */
  double epoch_low;  /* of one epoch of one job */
  double epoch_high; /* likewise */
  guint n_jobs;      /* that are in it */
  guint n_unknown;   /* whose epochs the service chooses */
} LuthierJobCost;

/* FALSE: price or tokens are not known. The tokens are bounds of all of the training data. */
gboolean luthier_job_cost_init (LuthierJobCost *self,
                                LuthierBaseModel *model,
                                guint64 tokens_low,
                                guint64 tokens_high);
void luthier_job_cost_add (LuthierJobCost *self, LuthierJobSpec *spec);

G_END_DECLS
