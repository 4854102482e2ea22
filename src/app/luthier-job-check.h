/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_CHECK (luthier_job_check_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobCheck, luthier_job_check, LUTHIER, JOB_CHECK, GtkWidget)

/* The check mark of a job in a LuthierJobsList, seen while jobs are chosen there. It is a picture:
 * its row is what is pressed, and what tells screen readers that it is chosen. Property: active
 * (boolean). */
GtkWidget *luthier_job_check_new (void);

G_END_DECLS
