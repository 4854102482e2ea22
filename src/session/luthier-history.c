/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-history.h"

#include "luthier-metric.h"
#include "luthier-stored-record.h"

/* Among the stages, which are named by the service, these two are ours. */
#define START "start"
#define STEP  "step"

/* What was long ago says little of today. */
#define MOST_PASTS 200

struct _LuthierHistory
{
  GHashTable *pasts; /* (owned): name of a stage to a GArray of Past */
};

/* That one job took so long for something. */
typedef struct
{
  LuthierJob *job; /* (owned) */
  gint64 duration;
} Past;

static void
past_clear (gpointer data)
{
  g_object_unref (((Past *) data)->job);
}

static void
add (LuthierHistory *self, LuthierJob *job, const char *name, gint64 duration)
{
  const Past past = { .job = g_object_ref (job), .duration = duration };
  GArray *pasts = g_hash_table_lookup (self->pasts, name);

  if (pasts == NULL)
    {
      pasts = g_array_new (FALSE, FALSE, sizeof (Past));
      g_array_set_clear_func (pasts, past_clear);
      g_hash_table_insert (self->pasts, g_strdup (name), pasts);
    }
  g_array_append_val (pasts, past);
  if (pasts->len > MOST_PASTS)
    g_array_remove_index (pasts, 0);
}

/* points: the series that tells of its steps */
static void
add_steps (LuthierHistory *self,
           LuthierJob *job,
           const LuthierStoredStage *stage,
           const LuthierStoredSeries *points)
{
  const gint64 end = stage->begin + stage->duration;

  if (points->begin >= stage->begin)
    add (self, job, START, points->begin - stage->begin);
  if (points->longest >= 0)
    add (self, job, STEP, MAX (points->longest, end - points->end));
}

static gboolean
is_of_training (const LuthierStoredSeries *series)
{
  return luthier_metric_parse (series->name).side == LUTHIER_METRIC_TRAINING;
}

/* What is measured while it is trained is measured most often. */
static gboolean
tells_more (const LuthierStoredSeries *series, const LuthierStoredSeries *other)
{
  if (series->begin == 0)
    return FALSE;

  return other == NULL || (is_of_training (series) && !is_of_training (other));
}

/* (transfer full): key of a job to one of its series */
static GHashTable *
index_series (GPtrArray *series)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < series->len; i++)
    {
      LuthierStoredSeries *one = g_ptr_array_index (series, i);

      if (tells_more (one, g_hash_table_lookup (index, one->job)))
        g_hash_table_insert (index, one->job, one);
    }

  return index;
}

LuthierHistory *
luthier_history_new (GPtrArray *stages, GPtrArray *series, LuthierJobList *jobs)
{
  LuthierHistory *self = g_new0 (LuthierHistory, 1);
  g_autoptr (GHashTable) index = index_series (series);

  self->pasts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < stages->len; i++)
    {
      const LuthierStoredStage *stage = g_ptr_array_index (stages, i);
      const LuthierStoredSeries *points = g_hash_table_lookup (index, stage->job);
      LuthierJob *job = luthier_job_list_lookup (jobs, stage->job);

      if (job == NULL)
        continue;
      add (self, job, stage->name, stage->duration);
      if (points != NULL && luthier_job_phase_from_wire (stage->name) == LUTHIER_JOB_PHASE_TUNING)
        add_steps (self, job, stage, points);
    }

  return self;
}

void
luthier_history_free (LuthierHistory *self)
{
  g_hash_table_unref (self->pasts);
  g_free (self);
}

static int
compare_durations (gconstpointer a, gconstpointer b)
{
  const gint64 first = *(const gint64 *) a;
  const gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* (transfer full): the durations of the others, the shortest first */
static GArray *
list_durations (LuthierHistory *self, LuthierJob *job, const char *name, gboolean alike)
{
  const char *base_model = luthier_job_get_base_model (job);
  GArray *pasts = name != NULL ? g_hash_table_lookup (self->pasts, name) : NULL;
  GArray *durations = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; pasts != NULL && i < pasts->len; i++)
    {
      const Past *past = &g_array_index (pasts, Past, i);

      if (past->job != job &&
          (!alike || g_strcmp0 (luthier_job_get_base_model (past->job), base_model) == 0))
        g_array_append_val (durations, past->duration);
    }
  g_array_sort (durations, compare_durations);

  return durations;
}

/* share: 0.5 is the one in the middle, 1 the longest. */
static gint64
choose (LuthierHistory *self, LuthierJob *job, const char *name, double share)
{
  g_autoptr (GArray) durations = list_durations (self, job, name, TRUE);

  if (durations->len == 0)
    {
      g_array_unref (durations);
      durations = list_durations (self, job, name, FALSE);
    }
  if (durations->len == 0)
    return -1;

  return g_array_index (durations, gint64, (guint) (share * (durations->len - 1)));
}

gint64
luthier_history_get_longest (LuthierHistory *self, LuthierJob *job, const char *stage)
{
  return choose (self, job, stage, 1);
}

gint64
luthier_history_get_usual (LuthierHistory *self, LuthierJob *job, const char *stage)
{
  return choose (self, job, stage, 0.5);
}

gint64
luthier_history_get_longest_start (LuthierHistory *self, LuthierJob *job)
{
  return choose (self, job, START, 1);
}

gint64
luthier_history_get_longest_step (LuthierHistory *self, LuthierJob *job)
{
  return choose (self, job, STEP, 1);
}
