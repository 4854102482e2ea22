/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-data-stats.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_LENGTHS (luthier_job_lengths_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobLengths, luthier_job_lengths, LUTHIER, JOB_LENGTHS, GtkWidget)

/* How long the examples of a job are, as the service counted them; hidden until it has. Property:
 * stats (LuthierDataStats, boxed, nullable). */
GtkWidget *luthier_job_lengths_new (void);

G_END_DECLS
