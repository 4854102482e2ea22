/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-axis.h"

G_DEFINE_ENUM_TYPE (LuthierPlotAxis,
                    luthier_plot_axis,
                    G_DEFINE_ENUM_VALUE (LUTHIER_PLOT_BY_STEP, "step"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PLOT_BY_EPOCH, "epoch"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PLOT_BY_TIME, "time"))
