/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One value of a metric. It may be no number, or infinite: the service says what it measured. */
typedef struct
{
  gint64 step;
  gint64 time; /* microseconds since the epoch, 0 = not told */
  double value;
} LuthierPoint;

#define LUTHIER_TYPE_SERIES (luthier_series_get_type ())
G_DECLARE_FINAL_TYPE (LuthierSeries, luthier_series, LUTHIER, SERIES, GObject)

/* A metric of a job, as it was measured while it was trained. Properties: name (string: of the
 * service, "/train_total_loss"), n-points (uint). Signal: changed, when points came or were
 * corrected. */
LuthierSeries *luthier_series_new (const char *name);
const char *luthier_series_get_name (LuthierSeries *self);
guint luthier_series_get_n_points (LuthierSeries *self);
/* In the order of their steps, one a step; valid until the next change. */
const LuthierPoint *luthier_series_get_points (LuthierSeries *self, guint *n_points);
/* In any order; of one step the last one counts. Returns whether anything is new. */
gboolean luthier_series_merge (LuthierSeries *self, const LuthierPoint *points, guint n_points);
/* What is no number is the same as what is no number. */
gboolean luthier_point_is_same (const LuthierPoint *a, const LuthierPoint *b);
/* NULL: none of them is a number. */
const LuthierPoint *luthier_points_find_lowest (const LuthierPoint *points, guint n_points);
const LuthierPoint *luthier_points_find_highest (const LuthierPoint *points, guint n_points);

G_END_DECLS
