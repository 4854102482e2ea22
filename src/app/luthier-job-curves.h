/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-curves-menu.h"
#include "luthier-job-story.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_CURVES (luthier_job_curves_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobCurves, luthier_job_curves, LUTHIER, JOB_CURVES, GtkWidget)

/* The curves of a job, with what they say in a sentence; hidden while there are none to come.
 * Properties: story (LuthierJobStory, nullable), narrow (boolean), axis (LuthierPlotAxis), smoothing
 * (LuthierSmoothing), logarithmic, whole-run (booleans). Actions: curves.axis, curves.smoothing,
 * curves.logarithmic, curves.whole-run, curves.table, curves.export (a string: "png", "svg",
 * "csv"). */
GtkWidget *luthier_job_curves_new (void);

G_END_DECLS
