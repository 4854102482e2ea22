/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"

G_BEGIN_DECLS

/* What the job's page says of single properties, as closures of its template: the first argument
 * is the page, results are translated and owned by the caller; NULL hides the line. */
char *luthier_job_facts_file_name (gpointer page, const char *uri);
char *luthier_job_facts_last_segment (gpointer page, const char *name);
char *luthier_job_facts_examples (gpointer page, const LuthierDataStats *stats);
char *luthier_job_facts_tokens (gpointer page, const LuthierDataStats *stats);
char *luthier_job_facts_example_length (gpointer page, const LuthierDataStats *stats);
char *luthier_job_facts_answer_length (gpointer page, const LuthierDataStats *stats);
char *luthier_job_facts_steps (gpointer page, const LuthierDataStats *stats);
char *luthier_job_facts_dropped (gpointer page, const LuthierDataStats *stats);
char *luthier_job_facts_encryption (gpointer page, const char *kms_key_name);
char *luthier_job_facts_service_account (gpointer page, const char *service_account);
char *luthier_job_facts_tuned_model (gpointer page, const char *model, LuthierJobState state);
char *luthier_job_facts_endpoint (gpointer page, const char *endpoint, LuthierJobState state);
char *luthier_job_facts_labels (gpointer page, GHashTable *labels);
char *luthier_job_facts_source (gpointer page, const char *base_model, const char *pre_tuned);
char *luthier_job_facts_checkpoint (
    gpointer item, const char *id, gint64 epoch, gint64 step, gboolean is_default);
gboolean luthier_job_facts_has_result (gpointer page, const char *model, const char *endpoint);
char *luthier_job_facts_origin (LuthierJob *job);

G_END_DECLS
