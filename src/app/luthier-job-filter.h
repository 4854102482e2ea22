/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_FILTER (luthier_job_filter_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobFilter, luthier_job_filter, LUTHIER, JOB_FILTER, GtkFilter)

/* Which jobs are listed. Properties: group ("all", "active", "done" or "failed"), search (words that
 * must all occur in name, id, models, region, data or labels, in any order and case). */
LuthierJobFilter *luthier_job_filter_new (void);
void luthier_job_filter_set_group (LuthierJobFilter *self, const char *group);
void luthier_job_filter_set_search (LuthierJobFilter *self, const char *search);

G_END_DECLS
