/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-comparison.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_COMPARE_CURVES (luthier_compare_curves_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierCompareCurves, luthier_compare_curves, LUTHIER, COMPARE_CURVES, GtkWidget)

/* The curves of the jobs over each other, and which job is the best. Properties: comparison
 * (LuthierComparison, nullable), side (string: "validation" or "training": which data was measured
 * on), axis (LuthierPlotAxis), smoothing (LuthierSmoothing), logarithmic (boolean). Actions:
 * curves.side and those of luthier_curves_menu_attach(). */
GtkWidget *luthier_compare_curves_new (void);

G_END_DECLS
