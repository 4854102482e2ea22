/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-jobs.h"
#include "luthier-practice-objects.h"
#include "luthier-practice-situations.h"
#include "luthier-practice-state.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_TUNING (luthier_practice_tuning_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeTuning, luthier_practice_tuning, LUTHIER, PRACTICE_TUNING, GObject)

/* The tuning API: /v1 and /v1beta1. */
LuthierPracticeTuning *luthier_practice_tuning_new (LuthierPracticeState *state,
                                                    LuthierPracticeObjects *objects,
                                                    LuthierPracticeSituations *situations,
                                                    GError **error);
void luthier_practice_tuning_handle (LuthierPracticeTuning *self,
                                     LuthierPracticeExchange *exchange);
/* Makes that many jobs that were finished long ago, in several regions. */
void luthier_practice_tuning_seed (LuthierPracticeTuning *self, guint n_jobs);
/* For tests: the service's own book. (transfer none) */
LuthierPracticeJobs *luthier_practice_tuning_get_jobs (LuthierPracticeTuning *self);
/* For tests: are data read at this moment, whose result changes jobs? */
gboolean luthier_practice_tuning_is_reading (LuthierPracticeTuning *self);

G_END_DECLS
