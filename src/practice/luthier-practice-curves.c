/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-curves.h"

#include <math.h>

/* Of longer jobs not every step is measured. */
#define MAX_TRAINING_POINTS 2500
#define TRIES_PER_EPOCH     4

#define BATCH_SIZE 16

enum
{
  SUPERVISED = 1 << 0,
  PREFERENCE = 1 << 1,
  VALIDATION = 1 << 2, /* else training */
  FOREIGN = 1 << 3,    /* only where names are asked for that nobody has heard of */
};

struct _LuthierPracticeMetric
{
  const char *name;
  guint kind;
  double (*measure) (const LuthierPracticeLearning *learning, gint64 step);
};

/* Noise is drawn for these beside those of the losses. */
enum
{
  ACCURACY_NOISE = 4,
  COUNT_NOISE,
  REWARD_NOISE,
};

/* The lower the loss, the more tokens are foretold. A model that broke down foretells none. */
static double
convert_to_accuracy (const LuthierPracticeLearning *learning, gint64 step, double loss)
{
  const double noise = luthier_practice_learning_get_noise (learning, step, ACCURACY_NOISE);

  return isfinite (loss) ? CLAMP (exp (-0.42 * loss) + 0.004 * noise, 0, 1) : 0;
}

static double
measure_training_accuracy (const LuthierPracticeLearning *learning, gint64 step)
{
  return convert_to_accuracy (learning, step,
                              luthier_practice_learning_get_training_loss (learning, step));
}

static double
measure_validation_accuracy (const LuthierPracticeLearning *learning, gint64 step)
{
  return convert_to_accuracy (learning, step,
                              luthier_practice_learning_get_validation_loss (learning, step));
}

static double
count_training_predictions (const LuthierPracticeLearning *learning, gint64 step)
{
  const double noise = luthier_practice_learning_get_noise (learning, step, COUNT_NOISE);

  return MAX (1, round (BATCH_SIZE * learning->tokens * (1 + 0.15 * noise)));
}

static double
count_validation_predictions (const LuthierPracticeLearning *learning, gint64 step)
{
  return MAX (1, round (learning->validation * learning->tokens));
}

static double
measure_reward (const LuthierPracticeLearning *learning, gint64 step)
{
  const double noise = luthier_practice_learning_get_noise (learning, step, REWARD_NOISE);

  return -0.4 + 1.2 * (double) step / (double) MAX (learning->steps, 1) + 0.1 * noise;
}

static double
get_rate (const LuthierPracticeLearning *learning, gint64 step)
{
  return 2e-4 * learning->multiplier * (1 - (double) step / (double) MAX (learning->steps, 1));
}

static const LuthierPracticeMetric metrics[] = {
  { "/train_total_loss", SUPERVISED, luthier_practice_learning_get_training_loss },
  { "/train_fraction_of_correct_next_step_preds", SUPERVISED, measure_training_accuracy },
  { "/train_num_predictions", SUPERVISED, count_training_predictions },
  { "/preference_optimization_train_loss", PREFERENCE,
    luthier_practice_learning_get_training_loss },
  { "/eval_total_loss", SUPERVISED | PREFERENCE | VALIDATION,
    luthier_practice_learning_get_validation_loss },
  { "/eval_fraction_of_correct_next_step_preds", SUPERVISED | VALIDATION,
    measure_validation_accuracy },
  { "/eval_num_predictions", SUPERVISED | VALIDATION, count_validation_predictions },
  { "/train_mean_reward", SUPERVISED | PREFERENCE | FOREIGN, measure_reward },
  { "learning rate", SUPERVISED | PREFERENCE | FOREIGN, get_rate },
  { "/höflichkeit/<mean> & \"more\"", SUPERVISED | PREFERENCE | FOREIGN, measure_reward },
};

static gboolean
is_of_validation (const LuthierPracticeMetric *metric)
{
  return (metric->kind & VALIDATION) != 0;
}

static guint
count_points (const LuthierPracticeCurves *self, const LuthierPracticeMetric *metric)
{
  const gint64 steps = self->learning.steps;

  /* Look n is after step n * steps / n_tries, rounded down. */
  if (is_of_validation (metric))
    return 1 + (guint) (((self->completed + 1) * self->n_tries - 1) / steps);
  return (guint) (self->completed / self->interval +
                  (self->completed == steps && steps % self->interval != 0));
}

static gboolean
is_measured (const LuthierPracticeCurves *self, const LuthierPracticeMetric *metric)
{
  const guint method = self->learning.preference ? PREFERENCE : SUPERVISED;

  return (metric->kind & method) != 0 &&
         (!is_of_validation (metric) || self->learning.validation > 0) &&
         ((metric->kind & FOREIGN) == 0 || g_strcmp0 (self->job->curve, "foreign") == 0) &&
         count_points (self, metric) > 0;
}

/* Nothing is measured before the first step is under way. */
static gboolean
has_begun (const LuthierPracticeJob *job, gint64 now)
{
  const gint64 at = MIN (now, luthier_practice_job_get_end (job));

  return job->tuning != 0 && job->tuning <= at && job->steps > 0 && job->stats != NULL &&
         g_strcmp0 (job->curve, "none") != 0;
}

void
luthier_practice_curves_init (LuthierPracticeCurves *self,
                              const LuthierPracticeJob *job,
                              gint64 now)
{
  const gboolean all = g_strcmp0 (job->curve, "long") == 0;

  *self = (LuthierPracticeCurves){ .job = job };
  if (!has_begun (job, now))
    return;

  luthier_practice_learning_init (&self->learning, job);
  self->completed = luthier_practice_job_get_completed_steps (job, now);
  self->interval = all ? 1 : (job->steps + MAX_TRAINING_POINTS - 1) / MAX_TRAINING_POINTS;
  self->n_tries = CLAMP (TRIES_PER_EPOCH * job->epochs, 1, job->steps);
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    if (is_measured (self, &metrics[i]))
      self->metrics[self->n_series++] = &metrics[i];
}

G_STATIC_ASSERT (G_N_ELEMENTS (metrics) <= LUTHIER_PRACTICE_MAX_SERIES);

const char *
luthier_practice_curves_get_name (const LuthierPracticeCurves *self, guint series)
{
  return self->metrics[series]->name;
}

char *
luthier_practice_curves_dup_id (const LuthierPracticeCurves *self, guint series)
{
  g_autofree char *thing = g_strdup_printf ("series %s of %s", self->metrics[series]->name,
                                            self->job->id);

  return luthier_practice_state_id_for (thing);
}

guint
luthier_practice_curves_count_points (const LuthierPracticeCurves *self, guint series)
{
  return count_points (self, self->metrics[series]);
}

/**
 * luthier_practice_curves_get_point:
 * @self: the curves
 * @series: less than their number
 * @index: less than the number of the points
 * @point: (out caller-allocates): the point
 */
void
luthier_practice_curves_get_point (const LuthierPracticeCurves *self,
                                   guint series,
                                   guint index,
                                   LuthierPracticePoint *point)
{
  const LuthierPracticeMetric *metric = self->metrics[series];
  const gint64 steps = self->learning.steps;

  if (is_of_validation (metric))
    point->step = index * steps / self->n_tries;
  else
    point->step = MIN ((index + 1) * self->interval, steps);
  point->moment = luthier_practice_job_get_step_moment (self->job, point->step);
  point->value = metric->measure (&self->learning, point->step);
}

gboolean
luthier_practice_curves_find (const LuthierPracticeCurves *self, const char *id, guint *series)
{
  for (guint i = 0; i < self->n_series; i++)
    {
      g_autofree char *own = luthier_practice_curves_dup_id (self, i);

      if (strcmp (own, id) == 0)
        {
          *series = i;
          return TRUE;
        }
    }
  return FALSE;
}
