/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job-spec-check.h"
#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_PAGE (luthier_new_job_page_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobPage, luthier_new_job_page, LUTHIER, NEW_JOB_PAGE, GtkWidget)

/* The four steps from a model to a job, with a header bar of their own.
 * Signals: closed (), when there is nothing more to do here: the user leaves without a job, or what
 * was confirmed waits in the queue; created (LuthierJob). */
GtkWidget *luthier_new_job_page_new (LuthierSession *session);

/* Begins with this spec, which the page takes over: a fresh one, a draft, or "tune again". */
void luthier_new_job_page_start (LuthierNewJobPage *self, LuthierJobSpec *spec);

/* Leads to a field of what it has begun with; nothing for LUTHIER_SPEC_FIELD_NONE. */
void luthier_new_job_page_show_field (LuthierNewJobPage *self, LuthierSpecField field);

/* Begins with an intent that is queued or was refused: confirmed again, it is corrected. */
void luthier_new_job_page_edit (LuthierNewJobPage *self, LuthierIntent *intent);

/* Leaves as Cancel does: asks what becomes of the draft if something was entered. */
void luthier_new_job_page_cancel (LuthierNewJobPage *self);

G_END_DECLS
