/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-curves.h"
#include "luthier-job.h"

G_BEGIN_DECLS

/* The groups of series that there is a point of, loss first. (transfer full) (element-type utf8):
 * see luthier_metric_words_group(). */
GPtrArray *luthier_curve_lines_list_groups (LuthierCurves *curves);
/* The first series of a group. (transfer none) (nullable) */
LuthierSeries *luthier_curve_lines_find (LuthierCurves *curves, const char *group);
/* Makes lines (of LuthierPlotLine) out of the series of a group, training first; lines that there
 * are already stay. */
void luthier_curve_lines_update (GListStore *lines,
                                 LuthierJob *job,
                                 LuthierCurves *curves,
                                 const char *group);

G_END_DECLS
