/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"
#include "luthier-rewrite-window.h"

G_BEGIN_DECLS

/* Offers a mended or divided copy of a file of the form, as its own window would. */
void luthier_new_job_rewrite_begin (LuthierNewJobForm *form,
                                    LuthierNewJobDataset *dataset,
                                    GtkWindow *window,
                                    LuthierRewriteKind kind);

G_END_DECLS
