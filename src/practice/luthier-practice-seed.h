/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-jobs.h"

G_BEGIN_DECLS

/* Makes that many jobs which were over long ago, in several regions: always the same ones, counted
 * back from now. */
void luthier_practice_seed (LuthierPracticeJobs *jobs, LuthierPracticeState *state, guint n_jobs);

G_END_DECLS
