/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-job.h"

G_BEGIN_DECLS

char *luthier_job_notification_get_body (LuthierJob *job);
/* Tells the desktop what has become of a job. It replaces an older notification of the same job,
 * and leads to the job (action app.open-job). */
void luthier_job_notification_send (GApplication *application, LuthierJob *job);

G_END_DECLS
