/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-table.h"

#include "luthier-plot-step.h"
#include "luthier-plot-words.h"

struct _LuthierPlotTable
{
  GObject parent_instance;

  GPtrArray *curves; /* (owned) of LuthierPlotCurve */
  GArray *steps;     /* (owned) of gint64: rising */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
luthier_plot_table_get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_PLOT_STEP;
}

static guint
luthier_plot_table_get_n_items (GListModel *model)
{
  return LUTHIER_PLOT_TABLE (model)->steps->len;
}

static gpointer
luthier_plot_table_get_item (GListModel *model, guint position)
{
  LuthierPlotTable *self = LUTHIER_PLOT_TABLE (model);

  if (position >= self->steps->len)
    return NULL;

  return luthier_plot_step_new (g_array_index (self->steps, gint64, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = luthier_plot_table_get_item_type;
  iface->get_n_items = luthier_plot_table_get_n_items;
  iface->get_item = luthier_plot_table_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierPlotTable,
                               luthier_plot_table,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static const LuthierPoint *
get_points (LuthierPlotTable *self, guint curve, guint *n_points)
{
  LuthierPlotLine *line = luthier_plot_curve_get_line (g_ptr_array_index (self->curves, curve));

  return luthier_series_get_points (luthier_plot_line_get_series (line), n_points);
}

/* (transfer full): every step of a or of points, once */
static GArray *
join (GArray *steps, const LuthierPoint *points, guint n_points)
{
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (gint64), steps->len + n_points);
  guint i = 0;
  guint k = 0;

  while (i < steps->len || k < n_points)
    {
      const gint64 mine = i < steps->len ? g_array_index (steps, gint64, i) : G_MAXINT64;
      const gint64 next = k < n_points ? points[k].step : G_MAXINT64;
      const gint64 step = MIN (mine, next);

      g_array_append_val (all, step);
      i += i < steps->len && mine == step;
      k += k < n_points && next == step;
    }

  return all;
}

/* (transfer full) */
static GArray *
collect_steps (LuthierPlotTable *self)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->curves->len; i++)
    {
      guint n_points = 0;
      const LuthierPoint *points = get_points (self, i, &n_points);
      GArray *all = join (steps, points, n_points);

      g_array_unref (steps);
      steps = all;
    }

  return steps;
}

static guint
count_same (GArray *a, GArray *b)
{
  guint n = 0;

  while (n < a->len && n < b->len && g_array_index (a, gint64, n) == g_array_index (b, gint64, n))
    n++;

  return n;
}

/* What stands before the first new step stays as it is: nobody's row moves away. */
static void
curve_changed_cb (LuthierPlotTable *self)
{
  g_autoptr (GArray) before = self->steps;
  guint same;

  self->steps = collect_steps (self);
  same = count_same (before, self->steps);
  if (same < before->len || same < self->steps->len)
    g_list_model_items_changed (G_LIST_MODEL (self), same, before->len - same,
                                self->steps->len - same);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
luthier_plot_table_finalize (GObject *object)
{
  LuthierPlotTable *self = LUTHIER_PLOT_TABLE (object);

  g_ptr_array_unref (self->curves);
  g_array_unref (self->steps);

  G_OBJECT_CLASS (luthier_plot_table_parent_class)->finalize (object);
}

static void
luthier_plot_table_class_init (LuthierPlotTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_plot_table_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LUTHIER_TYPE_PLOT_TABLE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_plot_table_init (LuthierPlotTable *self)
{
  self->curves = g_ptr_array_new_with_free_func (g_object_unref);
  self->steps = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * luthier_plot_table_new:
 * @curves: (element-type LuthierPlotCurve): one a column
 *
 * Returns: (transfer full): their values
 */
LuthierPlotTable *
luthier_plot_table_new (GPtrArray *curves)
{
  LuthierPlotTable *self = g_object_new (LUTHIER_TYPE_PLOT_TABLE, NULL);

  for (guint i = 0; i < curves->len; i++)
    {
      LuthierPlotCurve *curve = g_ptr_array_index (curves, i);

      g_ptr_array_add (self->curves, g_object_ref (curve));
      g_signal_connect_object (curve, "changed", G_CALLBACK (curve_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_array_unref (self->steps);
  self->steps = collect_steps (self);

  return self;
}

char *
luthier_plot_table_describe (LuthierPlotTable *self, guint curve, gint64 step)
{
  guint n_points = 0;
  const LuthierPoint *points = NULL;
  guint low = 0;
  guint high;

  g_return_val_if_fail (LUTHIER_IS_PLOT_TABLE (self), NULL);
  g_return_val_if_fail (curve < self->curves->len, NULL);

  points = get_points (self, curve, &n_points);
  high = n_points;
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (points[middle].step < step)
        low = middle + 1;
      else
        high = middle;
    }

  return low < n_points && points[low].step == step ? luthier_plot_format_value (points[low].value)
                                                    : g_strdup ("–");
}
