/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-metric.h"
#include "luthier-series.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_CURVES (luthier_curves_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCurves, luthier_curves, LUTHIER, CURVES, GObject)

/* All series of a job: a GListModel of LuthierSeries, in the order in which they came. Signal:
 * changed, when one has changed or came. */
LuthierCurves *luthier_curves_new (void);
/* Adds it if there is none of this name. (transfer none) */
LuthierSeries *luthier_curves_ensure (LuthierCurves *self, const char *name);
/* By its name. (transfer none) (nullable) */
LuthierSeries *luthier_curves_lookup (LuthierCurves *self, const char *name);
/* The first one. (transfer none) (nullable) */
LuthierSeries *luthier_curves_find (LuthierCurves *self,
                                    LuthierMetricKind kind,
                                    LuthierMetricSide side);
/* Those of that one; NULL and none where there is no such series. curves: (nullable) */
const LuthierPoint *luthier_curves_get_points (LuthierCurves *curves,
                                               LuthierMetricKind kind,
                                               LuthierMetricSide side,
                                               guint *n_points);
/* Takes the points of others in. Returns whether anything is new. */
gboolean luthier_curves_merge (LuthierCurves *self, LuthierCurves *others);
/* The same of others that nobody else has: a series that is new is taken as it is. */
gboolean luthier_curves_adopt (LuthierCurves *self, LuthierCurves *others);
/* The last step that any of them has; -1: none has a point. */
gint64 luthier_curves_get_last_step (LuthierCurves *self);

G_END_DECLS
