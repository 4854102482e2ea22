/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curves.h"

struct _LuthierCurves
{
  GObject parent_instance;

  GPtrArray *series; /* (owned) of LuthierSeries */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierCurves,
                               luthier_curves,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_SERIES;
}

static guint
get_n_items (GListModel *model)
{
  return LUTHIER_CURVES (model)->series->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *series = LUTHIER_CURVES (model)->series;

  return position < series->len ? g_object_ref (g_ptr_array_index (series, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
series_changed_cb (LuthierCurves *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
luthier_curves_finalize (GObject *object)
{
  g_ptr_array_unref (LUTHIER_CURVES (object)->series);

  G_OBJECT_CLASS (luthier_curves_parent_class)->finalize (object);
}

static void
luthier_curves_class_init (LuthierCurvesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_curves_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LUTHIER_TYPE_CURVES, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_curves_init (LuthierCurves *self)
{
  self->series = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * luthier_curves_new:
 *
 * Returns: (transfer full): no series at all
 */
LuthierCurves *
luthier_curves_new (void)
{
  return g_object_new (LUTHIER_TYPE_CURVES, NULL);
}

/* (transfer none) (nullable) */
LuthierSeries *
luthier_curves_lookup (LuthierCurves *self, const char *name)
{
  g_return_val_if_fail (LUTHIER_IS_CURVES (self), NULL);

  for (guint i = 0; i < self->series->len; i++)
    {
      LuthierSeries *series = g_ptr_array_index (self->series, i);

      if (g_str_equal (luthier_series_get_name (series), name))
        return series;
    }

  return NULL;
}

/* series: (transfer full). (transfer none) */
static LuthierSeries *
add (LuthierCurves *self, LuthierSeries *series)
{
  g_signal_connect_object (series, "changed", G_CALLBACK (series_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->series, series);
  g_list_model_items_changed (G_LIST_MODEL (self), self->series->len - 1, 0, 1);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return series;
}

LuthierSeries *
luthier_curves_ensure (LuthierCurves *self, const char *name)
{
  LuthierSeries *series = NULL;

  g_return_val_if_fail (LUTHIER_IS_CURVES (self), NULL);

  series = luthier_curves_lookup (self, name);

  return series != NULL ? series : add (self, luthier_series_new (name));
}

LuthierSeries *
luthier_curves_find (LuthierCurves *self, LuthierMetricKind kind, LuthierMetricSide side)
{
  g_return_val_if_fail (LUTHIER_IS_CURVES (self), NULL);

  for (guint i = 0; i < self->series->len; i++)
    {
      LuthierSeries *series = g_ptr_array_index (self->series, i);
      const LuthierMetric metric = luthier_metric_parse (luthier_series_get_name (series));

      if (metric.kind == kind && metric.side == side)
        return series;
    }

  return NULL;
}

static gboolean
merge_points (LuthierSeries *series, LuthierSeries *other)
{
  guint n_points = 0;
  const LuthierPoint *points = luthier_series_get_points (other, &n_points);

  return luthier_series_merge (series, points, n_points);
}

const LuthierPoint *
luthier_curves_get_points (LuthierCurves *curves,
                           LuthierMetricKind kind,
                           LuthierMetricSide side,
                           guint *n_points)
{
  LuthierSeries *series = curves != NULL ? luthier_curves_find (curves, kind, side) : NULL;

  *n_points = 0;

  return series != NULL ? luthier_series_get_points (series, n_points) : NULL;
}

gboolean
luthier_curves_merge (LuthierCurves *self, LuthierCurves *others)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (LUTHIER_IS_CURVES (self), FALSE);
  g_return_val_if_fail (LUTHIER_IS_CURVES (others), FALSE);

  for (guint i = 0; i < others->series->len; i++)
    {
      LuthierSeries *other = g_ptr_array_index (others->series, i);

      changed |= merge_points (luthier_curves_ensure (self, luthier_series_get_name (other)),
                               other);
    }

  return changed;
}

gboolean
luthier_curves_adopt (LuthierCurves *self, LuthierCurves *others)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (LUTHIER_IS_CURVES (self), FALSE);
  g_return_val_if_fail (LUTHIER_IS_CURVES (others), FALSE);

  for (guint i = 0; i < others->series->len; i++)
    {
      LuthierSeries *other = g_ptr_array_index (others->series, i);
      LuthierSeries *known = luthier_curves_lookup (self, luthier_series_get_name (other));

      if (known != NULL)
        changed |= merge_points (known, other);
      else
        add (self, g_object_ref (other));
      changed |= known == NULL;
    }

  return changed;
}

gint64
luthier_curves_get_last_step (LuthierCurves *self)
{
  gint64 last = -1;

  g_return_val_if_fail (LUTHIER_IS_CURVES (self), last);

  for (guint i = 0; i < self->series->len; i++)
    {
      guint n_points = 0;
      const LuthierPoint *points = luthier_series_get_points (g_ptr_array_index (self->series, i),
                                                              &n_points);

      if (n_points > 0)
        last = MAX (last, points[n_points - 1].step);
    }

  return last;
}
