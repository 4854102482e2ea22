/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_SETTINGS (luthier_new_job_settings_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobSettings, luthier_new_job_settings, LUTHIER, NEW_JOB_SETTINGS, GtkWidget)

/* Step 3: how to tune, what the service chooses unless told otherwise. */
GtkWidget *luthier_new_job_settings_new (LuthierNewJobForm *form);

G_END_DECLS
