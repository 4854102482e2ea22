/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_PLOT_STEP (luthier_plot_step_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPlotStep, luthier_plot_step, LUTHIER, PLOT_STEP, GObject)

/* A step that some curve has a point at: a row of a LuthierPlotTable. */
LuthierPlotStep *luthier_plot_step_new (gint64 step);
gint64 luthier_plot_step_get_step (LuthierPlotStep *self);

G_END_DECLS
