/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-comparison.h"
#include "luthier-run-results.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_RUN (luthier_run_get_type ())
G_DECLARE_FINAL_TYPE (LuthierRun, luthier_run, LUTHIER, RUN, GObject)

/* A job as a row of the table of runs: its values are read when they are first wanted. Signal:
 * changed, when the job did. */
LuthierRun *luthier_run_new (LuthierRunResults *results, LuthierJob *job);
LuthierJob *luthier_run_get_job (LuthierRun *self);
/* Valid until it changes. */
const LuthierComparedValue *luthier_run_get_value (LuthierRun *self, LuthierCompared what);
/* What the name is sorted by. */
const char *luthier_run_get_title_key (LuthierRun *self);

G_END_DECLS
