/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-plot-picture.h"

G_BEGIN_DECLS

/* What one line has at a place of the axis. */
typedef struct
{
  guint look;
  char *label;    /* (owned) */
  char *value;    /* (owned): in words */
  char *smoothed; /* (owned) (nullable): what is drawn, if that is another value */
  double x;       /* of the point, at the place or next before it */
  double y;       /* where it is drawn: smoothed, if the line is */
} LuthierPlotReadingRow;

/* The exact values of all lines at a place. */
typedef struct
{
  char *title;  /* (owned): "Step 80, checkpoint 2" */
  GArray *rows; /* (owned) of LuthierPlotReadingRow */
} LuthierPlotReading;

LuthierPlotReading *luthier_plot_reading_new (const LuthierPlotView *view, double place);
void luthier_plot_reading_free (LuthierPlotReading *self);
/* (transfer full): all of it in one line, for who hears it */
char *luthier_plot_reading_to_text (const LuthierPlotReading *self);

/* Where a line has a point: the one nearest to place (by 0), or the one that many places on. */
gboolean luthier_plot_find_place (const LuthierPlotView *view, double place, int by, double *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPlotReading, luthier_plot_reading_free)

G_END_DECLS
