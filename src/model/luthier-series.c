/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-series.h"

#include <math.h>

struct _LuthierSeries
{
  GObject parent_instance;

  char *name;     /* (owned) */
  GArray *points; /* (owned) of LuthierPoint: by step, one a step */
};

G_DEFINE_FINAL_TYPE (LuthierSeries, luthier_series, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_N_POINTS,
  N_PROPS
} LuthierSeriesProperty;

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static LuthierPoint *
point_at (GArray *points, guint index)
{
  return &g_array_index (points, LuthierPoint, index);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const gint64 first = ((const LuthierPoint *) a)->step;
  const gint64 second = ((const LuthierPoint *) b)->step;

  return (first > second) - (first < second);
}

gboolean
luthier_point_is_same (const LuthierPoint *a, const LuthierPoint *b)
{
  return a->step == b->step && a->time == b->time &&
         (a->value == b->value || (isnan (a->value) && isnan (b->value)));
}

/* Of one step the last one stays. points: sorted, which GLib does stably */
static void
drop_repeated (GArray *points)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    {
      if (n > 0 && point_at (points, n - 1)->step == point_at (points, i)->step)
        n--;
      *point_at (points, n) = *point_at (points, i);
      n++;
    }
  g_array_set_size (points, n);
}

/* (transfer full): by step, one a step */
static GArray *
sort_points (const LuthierPoint *points, guint n_points)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (LuthierPoint), n_points);

  g_array_append_vals (sorted, points, n_points);
  g_array_sort (sorted, compare_steps);
  drop_repeated (sorted);

  return sorted;
}

/* (transfer full): both, and where they have the same step, that of news */
static GArray *
join (GArray *old, GArray *news)
{
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (LuthierPoint), old->len + news->len);
  guint i = 0;
  guint k = 0;

  while (i < old->len || k < news->len)
    {
      const LuthierPoint *mine = i < old->len ? point_at (old, i) : NULL;
      const LuthierPoint *next = k < news->len ? point_at (news, k) : NULL;
      const gboolean takes_new = next != NULL && (mine == NULL || next->step <= mine->step);

      i += mine != NULL && (!takes_new || next->step == mine->step);
      k += takes_new;
      g_array_append_vals (all, takes_new ? next : mine, 1);
    }

  return all;
}

static gboolean
arrays_equal (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      if (!luthier_point_is_same (point_at (a, i), point_at (b, i)))
        return FALSE;
    }

  return TRUE;
}

static void
luthier_series_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierSeries *self = LUTHIER_SERIES (object);

  switch ((LuthierSeriesProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_N_POINTS:
      g_value_set_uint (value, self->points->len);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_series_finalize (GObject *object)
{
  LuthierSeries *self = LUTHIER_SERIES (object);

  g_free (self->name);
  g_array_unref (self->points);

  G_OBJECT_CLASS (luthier_series_parent_class)->finalize (object);
}

static void
luthier_series_class_init (LuthierSeriesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = luthier_series_get_property;
  object_class->finalize = luthier_series_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_N_POINTS] = g_param_spec_uint ("n-points", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LUTHIER_TYPE_SERIES, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_series_init (LuthierSeries *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (LuthierPoint));
}

/**
 * luthier_series_new:
 * @name: of the metric, as the service has it
 *
 * Returns: (transfer full): a series without points
 */
LuthierSeries *
luthier_series_new (const char *name)
{
  LuthierSeries *self = g_object_new (LUTHIER_TYPE_SERIES, NULL);

  self->name = g_strdup (name);

  return self;
}

const char *
luthier_series_get_name (LuthierSeries *self)
{
  g_return_val_if_fail (LUTHIER_IS_SERIES (self), NULL);

  return self->name;
}

guint
luthier_series_get_n_points (LuthierSeries *self)
{
  g_return_val_if_fail (LUTHIER_IS_SERIES (self), 0);

  return self->points->len;
}

const LuthierPoint *
luthier_series_get_points (LuthierSeries *self, guint *n_points)
{
  g_return_val_if_fail (LUTHIER_IS_SERIES (self), NULL);

  *n_points = self->points->len;

  return (const LuthierPoint *) (gconstpointer) self->points->data;
}

/**
 * luthier_series_merge:
 * @points: (array length=n_points): in any order; the service samples long series at random, so
 *   that what comes may lie between what is there
 *
 * Takes points in. Of one step the last one counts.
 *
 * Returns: whether anything is new or different
 */
gboolean
luthier_series_merge (LuthierSeries *self, const LuthierPoint *points, guint n_points)
{
  g_autoptr (GArray) news = NULL;
  g_autoptr (GArray) all = NULL;
  guint n_before = 0;

  g_return_val_if_fail (LUTHIER_IS_SERIES (self), FALSE);

  news = sort_points (points, n_points);
  all = join (self->points, news);
  if (arrays_equal (self->points, all))
    return FALSE;

  n_before = self->points->len;
  g_array_unref (self->points);
  self->points = g_steal_pointer (&all);
  if (self->points->len != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_POINTS]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return TRUE;
}

/* sign: 1 for the lowest, -1 for the highest */
static const LuthierPoint *
find_extreme (const LuthierPoint *points, guint n_points, double sign)
{
  const LuthierPoint *best = NULL;

  for (guint i = 0; i < n_points; i++)
    {
      if (isfinite (points[i].value) &&
          (best == NULL || sign * points[i].value < sign * best->value))
        best = &points[i];
    }

  return best;
}

/**
 * luthier_points_find_lowest:
 *
 * Returns: (transfer none) (nullable): the first of those with the lowest value; %NULL if none is
 *   a number
 */
const LuthierPoint *
luthier_points_find_lowest (const LuthierPoint *points, guint n_points)
{
  return find_extreme (points, n_points, 1);
}

const LuthierPoint *
luthier_points_find_highest (const LuthierPoint *points, guint n_points)
{
  return find_extreme (points, n_points, -1);
}
