/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curve-lines.h"

#include "luthier-metric-words.h"
#include "luthier-plot-line.h"

static gboolean
is_in_group (LuthierSeries *series, const char *group)
{
  g_autofree char *own = luthier_metric_words_group (luthier_series_get_name (series));

  return luthier_series_get_n_points (series) > 0 && g_strcmp0 (own, group) == 0;
}

static void
add_group (GPtrArray *groups, LuthierSeries *series)
{
  const char *name = luthier_series_get_name (series);
  char *group = luthier_metric_words_group (name);

  if (luthier_series_get_n_points (series) == 0 ||
      g_ptr_array_find_with_equal_func (groups, group, g_str_equal, NULL))
    {
      g_free (group);
      return;
    }

  if (luthier_metric_parse (name).kind == LUTHIER_METRIC_LOSS)
    g_ptr_array_insert (groups, 0, group);
  else
    g_ptr_array_add (groups, group);
}

GPtrArray *
luthier_curve_lines_list_groups (LuthierCurves *curves)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (curves)); i++)
    {
      g_autoptr (LuthierSeries) series = g_list_model_get_item (G_LIST_MODEL (curves), i);

      add_group (groups, series);
    }

  return groups;
}

LuthierSeries *
luthier_curve_lines_find (LuthierCurves *curves, const char *group)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (curves)); i++)
    {
      g_autoptr (LuthierSeries) series = g_list_model_get_item (G_LIST_MODEL (curves), i);

      if (is_in_group (series, group))
        return series;
    }

  return NULL;
}

/* Training before validation before what is neither, whichever came first. */
static int
get_rank (LuthierSeries *series)
{
  const LuthierMetricSide side = luthier_metric_parse (luthier_series_get_name (series)).side;

  return side == LUTHIER_METRIC_NO_SIDE ? 2 : side == LUTHIER_METRIC_VALIDATION;
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer unused)
{
  return get_rank (*(LuthierSeries *const *) a) - get_rank (*(LuthierSeries *const *) b);
}

/* (transfer full) (element-type LuthierSeries) */
static GPtrArray *
list_series (LuthierCurves *curves, const char *group)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (curves)); i++)
    {
      g_autoptr (LuthierSeries) series = g_list_model_get_item (G_LIST_MODEL (curves), i);

      if (is_in_group (series, group))
        g_ptr_array_add (all, g_steal_pointer (&series));
    }
  g_ptr_array_sort_with_data (all, compare_ranks, NULL);

  return all;
}

static LuthierPlotLine *
line_new (LuthierSeries *series)
{
  const char *name = luthier_series_get_name (series);
  const LuthierMetric metric = luthier_metric_parse (name);
  const char *side = luthier_metric_words_side (metric.side);
  g_autofree char *title = luthier_metric_words_title (name);
  /* The look says which side it is, also where only one of them was measured. */
  LuthierPlotLine *line = luthier_plot_line_new (series, side != NULL ? side : title,
                                                 (guint) get_rank (series));

  g_object_set (line, "marks-best",
                metric.side == LUTHIER_METRIC_VALIDATION && metric.kind != LUTHIER_METRIC_OTHER &&
                    metric.kind != LUTHIER_METRIC_PREDICTIONS,
                "best-is-highest", !luthier_metric_kind_is_best_low (metric.kind), NULL);

  return line;
}

static gboolean
are_for (GListStore *lines, GPtrArray *series)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (lines)) != series->len)
    return FALSE;

  for (guint i = 0; i < series->len; i++)
    {
      g_autoptr (LuthierPlotLine) line = g_list_model_get_item (G_LIST_MODEL (lines), i);

      if (luthier_plot_line_get_series (line) != g_ptr_array_index (series, i))
        return FALSE;
    }

  return TRUE;
}

void
luthier_curve_lines_update (GListStore *lines,
                            LuthierJob *job,
                            LuthierCurves *curves,
                            const char *group)
{
  g_autoptr (GPtrArray) series = list_series (curves, group);
  const guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (lines));

  if (!are_for (lines, series))
    {
      g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < series->len; i++)
        g_ptr_array_add (news, line_new (g_ptr_array_index (series, i)));
      g_list_store_splice (lines, 0, n_lines, news->pdata, news->len);
    }
  for (guint i = 0; i < series->len; i++)
    {
      g_autoptr (LuthierPlotLine) line = g_list_model_get_item (G_LIST_MODEL (lines), i);

      g_object_set (line, "steps-per-epoch", luthier_job_get_steps_per_epoch (job), "start-time",
                    luthier_job_get_start_time (job), NULL);
    }
}
