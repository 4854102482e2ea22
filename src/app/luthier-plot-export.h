/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-plot.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_PLOT_PNG, /* what is shown, on white, twice as fine as a screen */
  LUTHIER_PLOT_SVG, /* the same, as lines */
  LUTHIER_PLOT_CSV, /* every point there is, exactly: curve, step, time, value */
} LuthierPlotFormat;

/* The content of a file, made in another thread. (transfer full) */
void luthier_plot_export_async (LuthierPlot *self,
                                LuthierPlotFormat format,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GBytes *luthier_plot_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
