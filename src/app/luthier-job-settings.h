/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_SETTINGS (luthier_job_settings_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobSettings, luthier_job_settings, LUTHIER, JOB_SETTINGS, GtkWidget)

/* Settings as they were asked for next to what the service made of them.
 * Properties: job (LuthierJob, nullable), asked (LuthierJobSpec, nullable: not known here). */
GtkWidget *luthier_job_settings_new (void);

G_END_DECLS
