/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-plot-curve.h"
#include "luthier-plot-picture.h"
#include "luthier-plot-reading.h"
#include "luthier-plot-table-window.h"
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

  /* Where values are read. */
  gboolean has_cross;
  gboolean cross_by_keys;
  double cross;                /* on the axis */
  LuthierPlotReading *reading; /* (owned) (nullable): there */
  GtkWidget *bubble;           /* (owned by the widget tree): the surface under it */
  GdkRectangle bubble_box;

  /* What pointer and fingers are about. Pixels, but for the range that was shown at first. */
  double pointer_x;
  double pointer_y;
  gboolean is_dragging;
  gboolean drag_is_touch;
  gboolean drag_pans;
  double drag_start;
  double drag_from;
  double drag_to;
  double pinch_share;
  gboolean is_selecting;
  double select_from;
  double select_to;

  GtkWidget *menu;               /* (owned by the widget tree) (nullable): not opened yet */
  LuthierPlotTableWindow *table; /* (unowned) (nullable): of the values, if it is open */
  guint summary;                 /* source that will say in words what is shown; 0: it is said */
};

/* What is shown has changed. */
void luthier_plot_redraw (LuthierPlot *self);
void luthier_plot_get_whole (LuthierPlot *self, double *from, double *to);
void luthier_plot_get_shown (LuthierPlot *self, double *from, double *to);
/* from not below to: everything. */
void luthier_plot_set_shown (LuthierPlot *self, double from, double to);
gboolean luthier_plot_is_zoomed (LuthierPlot *self);
/* (transfer none): of the present size. */
LuthierPlotPicture *luthier_plot_ensure_picture (LuthierPlot *self);
void luthier_plot_describe_view (LuthierPlot *self, LuthierPlotView *view);

/* luthier-plot-zoom.c */
void luthier_plot_show_range (LuthierPlot *self, double from, double to);
void luthier_plot_zoom (LuthierPlot *self, double factor, double share);
void luthier_plot_pan (LuthierPlot *self, double share);
void luthier_plot_zoom_action (GtkWidget *widget, const char *name, GVariant *parameter);
void luthier_plot_pan_action (GtkWidget *widget, const char *name, GVariant *parameter);
void luthier_plot_reset_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* luthier-plot-cross.c */
void luthier_plot_set_cross (LuthierPlot *self, double place, gboolean by_keys);
void luthier_plot_remove_cross (LuthierPlot *self);
void luthier_plot_update_cross (LuthierPlot *self);
void luthier_plot_allocate_bubble (LuthierPlot *self);
void luthier_plot_snapshot_cross (LuthierPlot *self, GtkSnapshot *snapshot);

/* luthier-plot-keys.c, luthier-plot-pointing.c, luthier-plot-menu.c */
void luthier_plot_class_install_keys (GtkWidgetClass *widget_class);
void luthier_plot_add_controllers (LuthierPlot *self);
/* What is under the pointer has moved away from there. */
void luthier_plot_point_again (LuthierPlot *self);
void luthier_plot_open_menu (LuthierPlot *self, double x, double y);
void luthier_plot_menu_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* luthier-plot-telling.c: for who does not see it */
void luthier_plot_tell_summary (LuthierPlot *self);
void luthier_plot_tell_title (LuthierPlot *self);
void luthier_plot_tell_reading (LuthierPlot *self);
void luthier_plot_table_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* luthier-plot-save.c */
void luthier_plot_export_action (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
