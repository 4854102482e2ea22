/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

/* Before a job is created of it: are the files still what was checked and uploaded? Those that are
 * not are checked and uploaded anew, which the form shows. */
void luthier_new_job_verify_async (LuthierNewJobForm *form,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* TRUE: nothing has changed. */
gboolean luthier_new_job_verify_finish (GAsyncResult *result);

G_END_DECLS
