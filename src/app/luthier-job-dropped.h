/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_DROPPED (luthier_job_dropped_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobDropped, luthier_job_dropped, LUTHIER, JOB_DROPPED, GtkWidget)

/* The examples that the service left out or cut, as far as it names them, and its reasons; each one
 * leads into the file (action job.show-example). Not seen while none is named.
 * Property: stats (LuthierDataStats, nullable). */
GtkWidget *luthier_job_dropped_new (void);

G_END_DECLS
