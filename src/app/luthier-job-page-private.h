/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-page.h"

G_BEGIN_DECLS

/* Between the page and its actions, "job.*". */
LuthierSession *luthier_job_page_get_session (LuthierJobPage *self);
GCancellable *luthier_job_page_get_cancellable (LuthierJobPage *self);
void luthier_job_page_toast (LuthierJobPage *self, const char *text);

void luthier_job_page_show_example (LuthierJobPage *self, guint64 line);

void luthier_job_page_install_actions (GtkWidgetClass *widget_class);
void luthier_job_page_update_actions (LuthierJobPage *self);

G_END_DECLS
