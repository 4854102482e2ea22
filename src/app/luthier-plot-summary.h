/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-plot-curve.h"

G_BEGIN_DECLS

/* (transfer full): what curves show, in sentences; curves: of LuthierPlotCurve */
char *luthier_plot_summarize (GPtrArray *curves);

G_END_DECLS
