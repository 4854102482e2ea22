/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"
#include "luthier-verdict.h"

G_BEGIN_DECLS

/* What the curves of a job say, in a sentence or two: "Validation loss has been flat since step 80.
 * Checkpoint 2 is the best so far." kind: of what was judged. NULL: there is nothing to say. To be
 * freed. */
char *luthier_verdict_words (const LuthierVerdict *verdict,
                             LuthierMetricKind kind,
                             LuthierJob *job);

G_END_DECLS
