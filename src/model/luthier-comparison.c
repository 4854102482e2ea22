/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-comparison.h"

#include <math.h>

#include "luthier-comparison-values.h"

/* Less than half of the last figure that is shown says nothing. */
#define LEAST_MARGIN 0.0005

struct _LuthierComparison
{
  GObject parent_instance;

  GArray *jobs; /* (owned) of LuthierComparedJob */
  LuthierMetricKind metric;
};

G_DEFINE_FINAL_TYPE (LuthierComparison, luthier_comparison, G_TYPE_OBJECT)

static guint changed_signal;

static LuthierComparedJob *
get_at (LuthierComparison *self, guint job)
{
  return &g_array_index (self->jobs, LuthierComparedJob, job);
}

static void
luthier_comparison_finalize (GObject *object)
{
  LuthierComparison *self = LUTHIER_COMPARISON (object);

  g_array_unref (self->jobs);

  G_OBJECT_CLASS (luthier_comparison_parent_class)->finalize (object);
}

static void
luthier_comparison_class_init (LuthierComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_comparison_finalize;

  changed_signal = g_signal_new ("changed", LUTHIER_TYPE_COMPARISON, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_comparison_init (LuthierComparison *self)
{
  self->jobs = g_array_new (FALSE, TRUE, sizeof (LuthierComparedJob));
  g_array_set_clear_func (self->jobs, (GDestroyNotify) luthier_compared_job_clear);
  self->metric = LUTHIER_METRIC_LOSS;
}

/**
 * luthier_comparison_new:
 *
 * Returns: (transfer full): a comparison of no jobs
 */
LuthierComparison *
luthier_comparison_new (void)
{
  return g_object_new (LUTHIER_TYPE_COMPARISON, NULL);
}

/**
 * luthier_comparison_add:
 * @job: one more job
 * @asked: (nullable): what was asked for, where that is known
 * @curves: (nullable): what was measured of it
 * @model: (nullable): what is tuned, if it is in the catalogue
 * @free_of_charge: whether nothing is to be paid for it
 *
 * Adds a job after those that are there. Nothing is known of it until the next
 * luthier_comparison_update().
 */
void
luthier_comparison_add (LuthierComparison *self,
                        LuthierJob *job,
                        LuthierJobSpec *asked,
                        LuthierCurves *curves,
                        LuthierBaseModel *model,
                        gboolean free_of_charge)
{
  LuthierComparedJob one = { 0 };

  g_return_if_fail (LUTHIER_IS_COMPARISON (self));
  g_return_if_fail (LUTHIER_IS_JOB (job));

  one.job = g_object_ref (job);
  g_set_object (&one.asked, asked);
  g_set_object (&one.curves, curves);
  g_set_object (&one.model, model);
  one.free_of_charge = free_of_charge;
  g_array_append_val (self->jobs, one);
}

static LuthierLikeness *
get_likeness (LuthierComparison *self, LuthierCompared what, guint job)
{
  return what == LUTHIER_COMPARED_VALIDATION_DATA ? &get_at (self, job)->validation
                                                  : &get_at (self, job)->training;
}

/**
 * luthier_comparison_set_likeness:
 * @what: %LUTHIER_COMPARED_TRAINING_DATA or %LUTHIER_COMPARED_VALIDATION_DATA
 * @job: the number of a job, the first one is 0
 * @likeness: how its data is like that of the first job
 *
 * To be followed by luthier_comparison_update().
 */
void
luthier_comparison_set_likeness (LuthierComparison *self,
                                 LuthierCompared what,
                                 guint job,
                                 const LuthierLikeness *likeness)
{
  g_return_if_fail (LUTHIER_IS_COMPARISON (self));
  g_return_if_fail (what == LUTHIER_COMPARED_TRAINING_DATA ||
                    what == LUTHIER_COMPARED_VALIDATION_DATA);
  g_return_if_fail (job < self->jobs->len);

  *get_likeness (self, what, job) = *likeness;
}

/* A reward is only looked at where nobody has a loss: they cannot be compared. */
static LuthierMetricKind
choose_metric (LuthierComparison *self)
{
  gboolean has_reward = FALSE;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      if (luthier_compared_job_has_points (get_at (self, i), LUTHIER_METRIC_LOSS))
        return LUTHIER_METRIC_LOSS;
      has_reward |= luthier_compared_job_has_points (get_at (self, i), LUTHIER_METRIC_REWARD);
    }

  return has_reward ? LUTHIER_METRIC_REWARD : LUTHIER_METRIC_LOSS;
}

/**
 * luthier_comparison_update:
 * @now_us: the present time, in microseconds since the epoch
 *
 * Reads anew what the jobs and their curves tell.
 */
void
luthier_comparison_update (LuthierComparison *self, gint64 now_us)
{
  g_return_if_fail (LUTHIER_IS_COMPARISON (self));

  self->metric = choose_metric (self);
  for (guint i = 0; i < self->jobs->len; i++)
    luthier_compared_job_read (get_at (self, i), self->metric, now_us);
  g_signal_emit (self, changed_signal, 0);
}

guint
luthier_comparison_get_n_jobs (LuthierComparison *self)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), 0);

  return self->jobs->len;
}

/**
 * luthier_comparison_get_job:
 * @job: its number
 *
 * Returns: (transfer none): the job
 */
LuthierJob *
luthier_comparison_get_job (LuthierComparison *self, guint job)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (job < self->jobs->len, NULL);

  return get_at (self, job)->job;
}

/**
 * luthier_comparison_get_asked:
 * @job: the number of a job
 *
 * Returns: (transfer none) (nullable): what was asked for
 */
LuthierJobSpec *
luthier_comparison_get_asked (LuthierComparison *self, guint job)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (job < self->jobs->len, NULL);

  return get_at (self, job)->asked;
}

/**
 * luthier_comparison_get_curves:
 * @job: the number of a job
 *
 * Returns: (transfer none) (nullable): what was measured of it
 */
LuthierCurves *
luthier_comparison_get_curves (LuthierComparison *self, guint job)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (job < self->jobs->len, NULL);

  return get_at (self, job)->curves;
}

/**
 * luthier_comparison_get_model:
 * @job: the number of a job
 *
 * Returns: (transfer none) (nullable): what it tunes, if it is in the catalogue
 */
LuthierBaseModel *
luthier_comparison_get_model (LuthierComparison *self, guint job)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (job < self->jobs->len, NULL);

  return get_at (self, job)->model;
}

/**
 * luthier_comparison_get_likeness:
 * @what: %LUTHIER_COMPARED_TRAINING_DATA or %LUTHIER_COMPARED_VALIDATION_DATA
 * @job: the number of a job
 *
 * Returns: (transfer none): how its data is like that of the first job
 */
const LuthierLikeness *
luthier_comparison_get_likeness (LuthierComparison *self, LuthierCompared what, guint job)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (job < self->jobs->len, NULL);

  return get_likeness (self, what, job);
}

LuthierMetricKind
luthier_comparison_get_metric (LuthierComparison *self)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), LUTHIER_METRIC_LOSS);

  return self->metric;
}

/**
 * luthier_comparison_get_value:
 * @what: what is compared
 * @job: the number of a job
 *
 * Returns: (transfer none): its value, valid until the next update
 */
const LuthierComparedValue *
luthier_comparison_get_value (LuthierComparison *self, LuthierCompared what, guint job)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (what < LUTHIER_N_COMPARED, NULL);
  g_return_val_if_fail (job < self->jobs->len, NULL);

  return &get_at (self, job)->values[what];
}

static gboolean
is_equal (const LuthierComparedValue *a, const LuthierComparedValue *b)
{
  if (a->kind != b->kind)
    return FALSE;

  switch (a->kind)
    {
    case LUTHIER_VALUE_COUNT:
      return a->count == b->count && a->step == b->step;
    case LUTHIER_VALUE_NUMBER:
      return !islessgreater (a->number, b->number) && a->step == b->step;
    case LUTHIER_VALUE_TEXT:
      return g_strcmp0 (a->text, b->text) == 0;
    case LUTHIER_VALUE_NOT_KNOWN:
    case LUTHIER_VALUE_AUTOMATIC:
    case LUTHIER_VALUE_NONE:
    default:
      return TRUE;
    }
}

static gboolean
is_same (LuthierComparison *self, LuthierCompared what, guint job, guint other)
{
  return is_equal (luthier_comparison_get_value (self, what, job),
                   luthier_comparison_get_value (self, what, other));
}

/* What is known of the data says more than its address does; all of it is about the first job. */
static gboolean
has_same_data (LuthierComparison *self, LuthierCompared what, guint job)
{
  switch (get_likeness (self, what, job)->kind)
    {
    case LUTHIER_LIKENESS_SAME:
      return TRUE;
    case LUTHIER_LIKENESS_OTHER:
      return FALSE;
    case LUTHIER_LIKENESS_NOT_KNOWN:
    default:
      return is_same (self, what, job, 0);
    }
}

static gboolean
is_like_first (LuthierComparison *self, LuthierCompared what, guint job)
{
  return what == LUTHIER_COMPARED_TRAINING_DATA || what == LUTHIER_COMPARED_VALIDATION_DATA
             ? has_same_data (self, what, job)
             : is_same (self, what, job, 0);
}

/**
 * luthier_comparison_differs:
 * @what: what is compared
 *
 * What is known of one job only differs, too.
 *
 * Returns: whether it is not the same for all jobs
 */
gboolean
luthier_comparison_differs (LuthierComparison *self, LuthierCompared what)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), FALSE);
  g_return_val_if_fail (what < LUTHIER_N_COMPARED, FALSE);

  for (guint i = 1; i < self->jobs->len; i++)
    if (!is_like_first (self, what, i))
      return TRUE;

  return FALSE;
}

gboolean
luthier_comparison_is_known (LuthierComparison *self, LuthierCompared what)
{
  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), FALSE);
  g_return_val_if_fail (what < LUTHIER_N_COMPARED, FALSE);

  for (guint i = 0; i < self->jobs->len; i++)
    if (luthier_comparison_get_value (self, what, i)->kind != LUTHIER_VALUE_NOT_KNOWN)
      return TRUE;

  return FALSE;
}

static gboolean
is_better (LuthierComparison *self, double value, double than)
{
  return self->metric == LUTHIER_METRIC_REWARD ? value > than : value < than;
}

static double
get_result (LuthierComparison *self, guint job)
{
  return luthier_comparison_get_value (self, LUTHIER_COMPARED_VALIDATION, job)->number;
}

/* Both on the first job's data, or on the same other one, as far as is known. */
static gboolean
is_validated_alike (LuthierComparison *self, guint job, guint other)
{
  const LuthierCompared what = LUTHIER_COMPARED_VALIDATION_DATA;

  if (has_same_data (self, what, job) && has_same_data (self, what, other))
    return TRUE;

  return is_same (self, what, job, other) &&
         get_likeness (self, what, job)->kind == get_likeness (self, what, other)->kind;
}

static void
take_result (LuthierComparison *self, LuthierComparisonVerdict *verdict, guint job)
{
  const double result = get_result (self, job);

  verdict->n_results++;
  verdict->so_far |= !luthier_job_is_terminal (get_at (self, job)->job);
  if (verdict->n_results == 1)
    {
      verdict->best = job;
      return;
    }
  verdict->same_data &= is_validated_alike (self, job, verdict->best);
  if (is_better (self, result, get_result (self, verdict->best)))
    {
      verdict->second = verdict->best;
      verdict->best = job;
    }
  else if (verdict->n_results == 2 || is_better (self, result, get_result (self, verdict->second)))
    verdict->second = job;
}

/**
 * luthier_comparison_get_verdict:
 *
 * Nothing but what was measured on validation data counts. Of two that are equal the first one is
 * the best.
 *
 * Returns: which job is the best, as far as that can be told
 */
LuthierComparisonVerdict
luthier_comparison_get_verdict (LuthierComparison *self)
{
  LuthierComparisonVerdict verdict = { .same_data = TRUE };

  g_return_val_if_fail (LUTHIER_IS_COMPARISON (self), verdict);

  for (guint i = 0; i < self->jobs->len; i++)
    if (luthier_comparison_get_value (self, LUTHIER_COMPARED_VALIDATION, i)->kind ==
        LUTHIER_VALUE_NUMBER)
      take_result (self, &verdict, i);
  if (verdict.n_results < 2)
    {
      verdict.kind = verdict.n_results == 1 ? LUTHIER_COMPARISON_ONE_RESULT
                                            : LUTHIER_COMPARISON_NO_RESULTS;
      return verdict;
    }

  verdict.margin = fabs (get_result (self, verdict.best) - get_result (self, verdict.second));
  verdict.kind = verdict.margin < LEAST_MARGIN ? LUTHIER_COMPARISON_EQUAL : LUTHIER_COMPARISON_BEST;

  return verdict;
}

gboolean
luthier_compared_is_setting (LuthierCompared what)
{
  return what >= LUTHIER_COMPARED_MODEL && what <= LUTHIER_COMPARED_SERVICE_ACCOUNT;
}
