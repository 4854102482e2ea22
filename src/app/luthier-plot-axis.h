/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a plot has from left to right. */
typedef enum
{
  LUTHIER_PLOT_BY_STEP,
  LUTHIER_PLOT_BY_EPOCH,
  LUTHIER_PLOT_BY_TIME,
} LuthierPlotAxis;

#define LUTHIER_TYPE_PLOT_AXIS (luthier_plot_axis_get_type ())
GType luthier_plot_axis_get_type (void);

G_END_DECLS
