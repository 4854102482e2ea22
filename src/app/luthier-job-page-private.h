/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-advice.h"
#include "luthier-job-page.h"

G_BEGIN_DECLS

/* Between the page and its actions, "job.*". */
LuthierSession *luthier_job_page_get_session (LuthierJobPage *self);
GCancellable *luthier_job_page_get_cancellable (LuthierJobPage *self);
void luthier_job_page_toast (LuthierJobPage *self, const char *text);

void luthier_job_page_show_example (LuthierJobPage *self, guint64 line);

/* What was asked for, to begin with once more; (transfer full). */
LuthierJobSpec *luthier_job_page_dup_spec (LuthierJobPage *self);
/* What is said of the job that is shown; (transfer full) (nullable). */
LuthierAdvice *luthier_job_page_dup_advice (LuthierJobPage *self);
/* A button of the error's card: see its signal "act". */
void luthier_job_page_follow_advice (LuthierJobPage *self,
                                     int action,
                                     const char *value,
                                     guint field);

void luthier_job_page_install_actions (GtkWidgetClass *widget_class);
void luthier_job_page_update_actions (LuthierJobPage *self);

G_END_DECLS
