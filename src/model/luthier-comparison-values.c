/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-comparison-values.h"

#include <math.h>

#include "luthier-job-cost.h"

static void
clear_values (LuthierComparedJob *self)
{
  for (guint i = 0; i < LUTHIER_N_COMPARED; i++)
    {
      g_free (self->values[i].text);
      self->values[i] = (LuthierComparedValue){ .step = -1 };
    }
}

void
luthier_compared_job_clear (LuthierComparedJob *self)
{
  clear_values (self);
  g_clear_object (&self->job);
  g_clear_object (&self->asked);
  g_clear_object (&self->curves);
  g_clear_object (&self->model);
}

static void
set_count (LuthierComparedJob *self, LuthierCompared what, gint64 count)
{
  self->values[what].kind = LUTHIER_VALUE_COUNT;
  self->values[what].count = count;
}

static void
set_number (LuthierComparedJob *self, LuthierCompared what, double number, gint64 step)
{
  self->values[what].kind = LUTHIER_VALUE_NUMBER;
  self->values[what].number = number;
  self->values[what].step = step;
}

/* absent: what it means that there is none. */
static void
set_text (LuthierComparedJob *self,
          LuthierCompared what,
          const char *text,
          LuthierComparedKind absent)
{
  const gboolean is_set = text != NULL && *text != '\0';

  self->values[what].kind = is_set ? LUTHIER_VALUE_TEXT : absent;
  self->values[what].text = is_set ? g_strdup (text) : NULL;
}

/* NULL: none of them is a number. */
static const LuthierPoint *
find_last (const LuthierPoint *points, guint n_points)
{
  while (n_points > 0)
    if (isfinite (points[--n_points].value))
      return &points[n_points];

  return NULL;
}

static void
read_results (LuthierComparedJob *self, LuthierMetricKind metric)
{
  const gboolean ended = luthier_job_is_terminal (self->job);
  const LuthierPoint *points;
  const LuthierPoint *best;
  const LuthierPoint *last;
  guint n_points;

  points = luthier_curves_get_points (self->curves, metric, LUTHIER_METRIC_VALIDATION, &n_points);
  best = metric == LUTHIER_METRIC_REWARD ? luthier_points_find_highest (points, n_points)
                                         : luthier_points_find_lowest (points, n_points);
  if (best != NULL && isfinite (best->value))
    set_number (self, LUTHIER_COMPARED_VALIDATION, best->value, best->step);
  points = luthier_curves_get_points (self->curves, metric, LUTHIER_METRIC_TRAINING, &n_points);
  last = find_last (points, n_points);
  if (last != NULL)
    set_number (self, LUTHIER_COMPARED_TRAINING, last->value, last->step);
  self->values[LUTHIER_COMPARED_VALIDATION].so_far = !ended;
  self->values[LUTHIER_COMPARED_TRAINING].so_far = !ended;
}

/* What goes on from a tuned model, or from one of its checkpoints, is another thing than what begins
 * at the base model. */
static void
read_model (LuthierComparedJob *self)
{
  const char *tuned = luthier_job_get_pre_tuned_model (self->job);
  const char *checkpoint = luthier_job_get_checkpoint_id (self->job);
  g_autofree char *both = NULL;

  if (tuned != NULL && checkpoint != NULL)
    both = g_strdup_printf ("%s#%s", tuned, checkpoint);
  set_text (self, LUTHIER_COMPARED_MODEL,
            both != NULL    ? both
            : tuned != NULL ? tuned
                            : luthier_job_get_base_model (self->job),
            LUTHIER_VALUE_NOT_KNOWN);
}

static gboolean
is_left_to_service (LuthierComparedJob *self, LuthierCompared what)
{
  if (self->asked == NULL || luthier_job_is_terminal (self->job))
    return FALSE;

  if (what == LUTHIER_COMPARED_EPOCHS)
    return luthier_job_spec_get_epoch_count (self->asked) == LUTHIER_AUTOMATIC_EPOCHS;
  if (what == LUTHIER_COMPARED_RATE)
    return luthier_job_spec_is_automatic_rate (self->asked);

  return luthier_job_spec_get_adapter_size (self->asked) == LUTHIER_AUTOMATIC_ADAPTER;
}

/* What the service has settled on. */
static void
read_training (LuthierComparedJob *self)
{
  static const LuthierCompared chosen[] = { LUTHIER_COMPARED_EPOCHS, LUTHIER_COMPARED_RATE,
                                            LUTHIER_COMPARED_ADAPTER };
  const gint64 epochs = luthier_job_get_epoch_count (self->job);
  const double rate = luthier_job_get_learning_rate_multiplier (self->job);
  const guint adapter = luthier_job_get_adapter_size (self->job);

  if (epochs > 0)
    set_count (self, LUTHIER_COMPARED_EPOCHS, epochs);
  if (!isnan (rate))
    set_number (self, LUTHIER_COMPARED_RATE, rate, -1);
  if (adapter > 0)
    set_count (self, LUTHIER_COMPARED_ADAPTER, adapter);
  else
    set_text (self, LUTHIER_COMPARED_ADAPTER, luthier_job_get_adapter_size_name (self->job),
              LUTHIER_VALUE_NOT_KNOWN);

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    if (self->values[chosen[i]].kind == LUTHIER_VALUE_NOT_KNOWN &&
        is_left_to_service (self, chosen[i]))
      self->values[chosen[i]].kind = LUTHIER_VALUE_AUTOMATIC;
}

/* A list tells only some of it: what it leaves out is not known to be absent. */
static void
read_settings (LuthierComparedJob *self)
{
  const LuthierComparedKind absent = luthier_job_get_complete (self->job) ? LUTHIER_VALUE_NONE
                                                                          : LUTHIER_VALUE_NOT_KNOWN;

  read_model (self);
  read_training (self);
  set_text (self, LUTHIER_COMPARED_REGION, luthier_job_get_region (self->job),
            LUTHIER_VALUE_NOT_KNOWN);
  set_text (self, LUTHIER_COMPARED_TRAINING_DATA, luthier_job_get_training_uri (self->job),
            LUTHIER_VALUE_NOT_KNOWN);
  set_text (self, LUTHIER_COMPARED_VALIDATION_DATA, luthier_job_get_validation_uri (self->job),
            absent);
  set_text (self, LUTHIER_COMPARED_ENCRYPTION, luthier_job_get_kms_key_name (self->job), absent);
  set_text (self, LUTHIER_COMPARED_SERVICE_ACCOUNT, luthier_job_get_service_account (self->job),
            absent);
  if (luthier_job_get_complete (self->job))
    set_count (self, LUTHIER_COMPARED_CHECKPOINTS,
               luthier_job_get_export_last_checkpoint_only (self->job));
}

static void
read_data (LuthierComparedJob *self)
{
  const LuthierDataStats *stats = luthier_job_get_stats (self->job);
  const gint64 done = luthier_job_get_completed_steps (self->job);
  gint64 steps = luthier_job_get_step_count (self->job);

  if (stats != NULL && stats->example_count > 0)
    {
      set_count (self, LUTHIER_COMPARED_EXAMPLES, stats->example_count);
      set_count (self, LUTHIER_COMPARED_DROPPED, stats->truncated_count);
    }
  if (stats != NULL && stats->billable_tokens > 0)
    set_count (self, LUTHIER_COMPARED_TOKENS, stats->billable_tokens);
  if (steps <= 0 && stats != NULL)
    steps = stats->step_count;
  if (steps > 0)
    {
      set_count (self, LUTHIER_COMPARED_STEPS, steps);
      self->values[LUTHIER_COMPARED_STEPS].step = done;
      self->values[LUTHIER_COMPARED_STEPS].so_far = !luthier_job_is_terminal (self->job);
    }
}

static void
set_span (LuthierComparedJob *self, LuthierCompared what, gint64 begin, gint64 end, gint64 now_us)
{
  const gint64 until = end != 0 ? end : now_us;

  /* A clock that is wrong tells nothing. */
  if (begin == 0 || until < begin)
    return;

  set_count (self, what, (until - begin) / G_USEC_PER_SEC);
  self->values[what].so_far = end == 0;
}

static void
read_times (LuthierComparedJob *self, gint64 now_us)
{
  const gint64 created = luthier_job_get_create_time (self->job);
  const gint64 started = luthier_job_get_start_time (self->job);
  const gint64 ended = luthier_job_get_end_time (self->job);

  /* One that is over and does not say when is not going on. */
  if (ended == 0 && luthier_job_is_terminal (self->job))
    now_us = 0;
  set_span (self, LUTHIER_COMPARED_WAITING, created, started != 0 ? started : ended, now_us);
  set_span (self, LUTHIER_COMPARED_DURATION, started, ended, now_us);
}

/* What a job costs that stopped on its way only the bill tells. */
static void
read_cost (LuthierComparedJob *self)
{
  const LuthierJobState state = luthier_job_get_state (self->job);
  const LuthierDataStats *stats = luthier_job_get_stats (self->job);
  g_autoptr (LuthierJobSpec) spec = NULL;
  LuthierJobCost cost;

  if (self->free_of_charge)
    {
      self->values[LUTHIER_COMPARED_COST].kind = LUTHIER_VALUE_NONE;
      return;
    }
  if (stats == NULL || stats->billable_tokens <= 0 ||
      (luthier_job_state_is_terminal (state) && state != LUTHIER_JOB_STATE_SUCCEEDED) ||
      !luthier_job_cost_init (&cost, self->model, (guint64) stats->billable_tokens,
                              (guint64) stats->billable_tokens))
    return;

  spec = luthier_job_to_spec (self->job);
  luthier_job_cost_add (&cost, spec);
  if (cost.n_jobs > 0)
    set_number (self, LUTHIER_COMPARED_COST, cost.high, -1);
}

/**
 * luthier_compared_job_has_points:
 *
 * Returns: whether any of it was measured, on whichever data
 */
gboolean
luthier_compared_job_has_points (LuthierComparedJob *self, LuthierMetricKind metric)
{
  guint n_validation;
  guint n_training;

  luthier_curves_get_points (self->curves, metric, LUTHIER_METRIC_VALIDATION, &n_validation);
  luthier_curves_get_points (self->curves, metric, LUTHIER_METRIC_TRAINING, &n_training);

  return n_validation + n_training > 0;
}

/**
 * luthier_compared_job_read:
 * @metric: what the results are: a loss or a reward
 * @now_us: the present time, in microseconds since the epoch
 *
 * Fills in all values.
 */
void
luthier_compared_job_read (LuthierComparedJob *self, LuthierMetricKind metric, gint64 now_us)
{
  clear_values (self);
  read_results (self, metric);
  set_count (self, LUTHIER_COMPARED_STATE, (gint64) luthier_job_get_state (self->job));
  read_settings (self);
  read_data (self);
  read_times (self, now_us);
  read_cost (self);
}
