/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-step.h"

struct _LuthierPlotStep
{
  GObject parent_instance;

  gint64 step;
};

G_DEFINE_FINAL_TYPE (LuthierPlotStep, luthier_plot_step, G_TYPE_OBJECT)

static void
luthier_plot_step_class_init (LuthierPlotStepClass *klass)
{
}

static void
luthier_plot_step_init (LuthierPlotStep *self)
{
}

/**
 * luthier_plot_step_new:
 *
 * Returns: (transfer full): a row of a table
 */
LuthierPlotStep *
luthier_plot_step_new (gint64 step)
{
  LuthierPlotStep *self = g_object_new (LUTHIER_TYPE_PLOT_STEP, NULL);

  self->step = step;

  return self;
}

gint64
luthier_plot_step_get_step (LuthierPlotStep *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_STEP (self), 0);

  return self->step;
}
