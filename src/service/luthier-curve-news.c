/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curve-news.h"

static const LuthierPoint *
get_points (LuthierSeries *series, guint *n_points)
{
  *n_points = 0;

  return series != NULL ? luthier_series_get_points (series, n_points) : NULL;
}

/**
 * luthier_curve_news_is_known:
 * @known: curves
 * @source: a series, with its last step and that one's time
 *
 * Returns: whether the last point is known; then those before it are, too
 */
gboolean
luthier_curve_news_is_known (LuthierCurves *known, const LuthierCurveSource *source)
{
  guint n_points = 0;
  const LuthierPoint *points = get_points (luthier_curves_lookup (known, source->title), &n_points);

  return n_points > 0 && points[n_points - 1].step == source->step &&
         points[n_points - 1].time == source->time;
}

/**
 * luthier_curve_news_add:
 * @news: takes them
 * @known: what is known, also of other series
 * @title: of the series
 * @read: what the service has of it
 *
 * Adds those points that are not known, or not so. If there are none, not even the series is added.
 */
void
luthier_curve_news_add (LuthierCurves *news,
                        LuthierCurves *known,
                        const char *title,
                        LuthierSeries *read)
{
  guint n_read = 0;
  guint n_known = 0;
  guint k = 0;
  const LuthierPoint *points = get_points (read, &n_read);
  const LuthierPoint *old = get_points (luthier_curves_lookup (known, title), &n_known);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (LuthierPoint));

  for (guint i = 0; i < n_read; i++)
    {
      while (k < n_known && old[k].step < points[i].step)
        k++;
      if (k == n_known || !luthier_point_is_same (&old[k], &points[i]))
        g_array_append_val (found, points[i]);
    }
  if (found->len > 0)
    luthier_series_merge (luthier_curves_ensure (news, title),
                          (const LuthierPoint *) (gconstpointer) found->data, found->len);
}
