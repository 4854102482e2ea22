/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"

G_BEGIN_DECLS

/* How many of some jobs have come to which end. */
typedef struct
{
  guint n_succeeded;
  guint n_failed;
  guint n_cancelled;
} LuthierJobEndings;

/* jobs: (nullable): of LuthierJob that have ended. */
LuthierJobEndings luthier_job_endings_count (GListModel *jobs);
/* (transfer full): "12 succeeded, 1 failed, 2 cancelled". */
char *luthier_job_endings_to_text (LuthierJobEndings endings);

G_END_DECLS
