/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_PAGE (luthier_job_page_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobPage, luthier_job_page, LUTHIER, JOB_PAGE, AdwBin)

/* All that is known of one job, followed while it is shown. Properties: session, job (nullable).
 * Signals: closed; tune-again (LuthierJobSpec, LuthierSpecField as uint): what the user wants to
 * start from, and what is to be looked at first. */
GtkWidget *luthier_job_page_new (LuthierSession *session);
LuthierJob *luthier_job_page_get_job (LuthierJobPage *self);
void luthier_job_page_set_job (LuthierJobPage *self, LuthierJob *job);

G_END_DECLS
