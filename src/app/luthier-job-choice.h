/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_CHOICE (luthier_job_choice_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobChoice, luthier_job_choice, LUTHIER, JOB_CHOICE, GObject)

/* The jobs of a list of which some are chosen: a GtkSelectionModel. A job stays chosen where it is
 * sorted to, and while a filter hides it. The pointer and the cursor keys alone choose nothing: what
 * a view selects in passing is refused. Properties: model (GListModel of LuthierJob, nullable),
 * choosing (boolean: so that the check marks are seen; without it nothing is chosen), n-chosen (uint,
 * read-only). */
LuthierJobChoice *luthier_job_choice_new (void);
gboolean luthier_job_choice_get_choosing (LuthierJobChoice *self);
void luthier_job_choice_set_choosing (LuthierJobChoice *self, gboolean choosing);
guint luthier_job_choice_get_n_chosen (LuthierJobChoice *self);
/* (element-type LuthierJob) (transfer none): in the order in which they were chosen. */
GPtrArray *luthier_job_choice_get_chosen (LuthierJobChoice *self);
gboolean luthier_job_choice_contains (LuthierJobChoice *self, LuthierJob *job);
/* Begins to choose, if need be. */
void luthier_job_choice_toggle (LuthierJobChoice *self, LuthierJob *job);
/* All from the one that was toggled last to this one, as they are listed. */
void luthier_job_choice_extend (LuthierJobChoice *self, LuthierJob *job);
/* Those that are in none of the jobs any more are not chosen any more. */
void luthier_job_choice_prune (LuthierJobChoice *self, GListModel *jobs);

G_END_DECLS
