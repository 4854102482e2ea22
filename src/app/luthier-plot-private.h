/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-plot-curve.h"
#include "luthier-plot-picture.h"
#include "luthier-plot.h"

G_BEGIN_DECLS

struct _LuthierPlot
{
  GtkWidget parent_instance;

  GListModel *lines; /* (owned) (nullable) */
  GListModel *marks; /* (owned) (nullable) */
  char *title;       /* (owned) (nullable) */
  LuthierPlotAxis axis;
  gboolean logarithmic;
  double smoothing;
  gint64 last_step;
  gboolean has_legend;

  GPtrArray *curves; /* (owned) of LuthierPlotCurve: one a line */
  double from;       /* what is shown of the axis; not below to: all of it */
  double to;

  LuthierPlotPicture *picture; /* (owned) (nullable): of what is shown, until that changes */
  GskRenderNode *node;         /* (owned) (nullable): of the picture */
};

/* What is shown has changed. */
void luthier_plot_redraw (LuthierPlot *self);
void luthier_plot_get_whole (LuthierPlot *self, double *from, double *to);
void luthier_plot_get_shown (LuthierPlot *self, double *from, double *to);
/* from not below to: everything. */
void luthier_plot_set_shown (LuthierPlot *self, double from, double to);
/* (transfer none): of the present size. */
LuthierPlotPicture *luthier_plot_ensure_picture (LuthierPlot *self);
void luthier_plot_describe_view (LuthierPlot *self, LuthierPlotView *view);

G_END_DECLS
