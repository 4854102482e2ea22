/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-decimation.h"
#include "luthier-plot-axis.h"
#include "luthier-plot-look.h"
#include "luthier-plot-scale.h"

G_BEGIN_DECLS

/* What is to be drawn. */
typedef struct
{
  GPtrArray *curves; /* (element-type LuthierPlotCurve) */
  GListModel *marks; /* (nullable) of LuthierCheckpoint */
  const char *title; /* (nullable): what is measured, above the rest */
  LuthierPlotAxis axis;
  gboolean logarithmic;
  double smoothing;
  double from; /* on the axis */
  double to;
  int width; /* pixels of the desktop */
  int height;
  int scale; /* columns of the screen a pixel */
  gboolean has_legend;
  gboolean right_to_left;
  LuthierPlotScheme scheme;
  GdkRGBA ink; /* of texts */
} LuthierPlotView;

/* A line of the legend, or a figure of an axis. */
typedef struct
{
  char *text;       /* (owned) */
  double at;        /* on its axis */
  GdkRectangle box; /* of a legend's: with the sample */
  int look;         /* of a legend's; -1: its line has no place on the axis */
} LuthierPlotLabel;

/* What is seen of one line. */
typedef struct
{
  guint look;
  GArray *line;    /* (owned) of LuthierVertex */
  GArray *raw;     /* (owned) (nullable): as measured, where the line is smoothed */
  GArray *gaps;    /* (owned) of double: where values are that cannot be drawn */
  char *best_text; /* (owned) (nullable): its value; none is marked */
  double best_x;   /* on the axes */
  double best_y;
} LuthierPlotStroke;

/* All that drawing needs, free of objects: it may be drawn in any thread, and again. */
typedef struct
{
  LuthierPlotView view; /* without curves and marks */
  char *title;          /* (owned) (nullable) */
  GPtrArray *strokes;   /* (owned) of LuthierPlotStroke */
  LuthierPlotScale x;
  LuthierPlotScale y;
  GdkRectangle area; /* of the lines */
  GArray *x_ticks;   /* (owned) of LuthierPlotLabel */
  GArray *y_ticks;   /* (owned) of LuthierPlotLabel */
  GArray *marks;     /* (owned) of LuthierPlotLabel */
  GArray *legend;    /* (owned) of LuthierPlotLabel */
  const char *empty; /* (nullable): why there is nothing, in words */
} LuthierPlotPicture;

LuthierPlotPicture *luthier_plot_picture_new (const LuthierPlotView *view, PangoContext *context);
void luthier_plot_picture_free (LuthierPlotPicture *self);
void luthier_plot_picture_draw (LuthierPlotPicture *self, cairo_t *cr, PangoContext *context);

/* Its parts, in files of their own. */
void luthier_plot_picture_lay_out (LuthierPlotPicture *self,
                                   GPtrArray *curves,
                                   PangoContext *context);
int luthier_plot_picture_measure_legend (GPtrArray *curves,
                                         LuthierPlotAxis axis,
                                         PangoContext *context,
                                         int width);
/* (element-type LuthierPlotLabel) */
GArray *luthier_plot_labels_new (void);
PangoLayout *luthier_plot_picture_create_layout (PangoContext *context,
                                                 const char *text,
                                                 gboolean bold);

void luthier_plot_picture_draw_best (LuthierPlotPicture *self, cairo_t *cr, PangoContext *context);

#define LUTHIER_PLOT_SAMPLE_WIDTH 26
#define LUTHIER_PLOT_SAMPLE_GAP   7

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPlotPicture, luthier_plot_picture_free)

G_END_DECLS
