/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-job.h"
#include "luthier-practice-message.h"

G_BEGIN_DECLS

/* Appends a job as the service writes it at that moment. project: its number. */
void luthier_practice_render_job (GString *json,
                                  const LuthierPracticeJob *job,
                                  const char *project,
                                  LuthierPracticeVersion version,
                                  gint64 now);
/* Appends a string with its quotes. */
void luthier_practice_render_string (GString *json, const char *text);
/* Appends a moment as RFC 3339, with its quotes. */
void luthier_practice_render_moment (GString *json, gint64 moment);

/* The names of what a job has made; (transfer full). */
char *luthier_practice_render_model_name (const LuthierPracticeJob *job, const char *project);
char *luthier_practice_render_experiment_id (const LuthierPracticeJob *job);
char *luthier_practice_render_experiment_name (const LuthierPracticeJob *job, const char *project);
char *luthier_practice_render_endpoint_name (const LuthierPracticeJob *job,
                                             const char *project,
                                             guint checkpoint);

G_END_DECLS
