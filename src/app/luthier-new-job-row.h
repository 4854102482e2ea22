/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_ROW (luthier_new_job_row_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobRow, luthier_new_job_row, LUTHIER, NEW_JOB_ROW, GtkWidget)

/* One field of the form: what it is, a hint, its control, and in place of the hint what is wrong
 * with it. Properties: title, hint, icon-name, control (GtkWidget), optional (boolean: may be left
 * to the service), automatic (boolean: it is). Goes into a GtkBox named "list". */
void luthier_new_job_row_attach (LuthierNewJobRow *self,
                                 LuthierNewJobForm *form,
                                 LuthierSpecField field);
gboolean luthier_new_job_row_get_automatic (LuthierNewJobRow *self);
void luthier_new_job_row_set_automatic (LuthierNewJobRow *self, gboolean automatic);
void luthier_new_job_row_set_hint (LuthierNewJobRow *self, const char *hint);

G_END_DECLS
