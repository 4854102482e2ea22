/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-job-words.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_TALLY (luthier_job_tally_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobTally, luthier_job_tally, LUTHIER, JOB_TALLY, GObject)

/* Counts jobs by group. Properties: model (GListModel of LuthierJob, nullable), all, active, done,
 * failed (uint, read-only). Signal: moved (), when a job has changed its state. */
LuthierJobTally *luthier_job_tally_new (void);
void luthier_job_tally_set_model (LuthierJobTally *self, GListModel *model);
guint luthier_job_tally_get_count (LuthierJobTally *self, LuthierJobGroup group);
guint luthier_job_tally_get_all (LuthierJobTally *self);

G_END_DECLS
