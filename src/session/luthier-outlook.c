/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-outlook.h"

/* So many points tell how long a step takes, and how long one of them may. */
/* What would take longer was told wrongly. */
#define MOST_REMAINING (366 * G_TIME_SPAN_DAY)

#define LEAST_POINTS     3
#define LEAST_OWN_POINTS 20
/* Who is a little later than anybody before is not in trouble yet; a job that has only itself to be
 * compared with may do something for the first time, such as keeping a checkpoint. */
#define PATIENCE     2
#define OWN_PATIENCE 5

/* (nullable) */
static const char *
get_stage (LuthierJob *job)
{
  const char *phase = luthier_job_get_phase_name (job);

  return phase != NULL ? phase : luthier_job_get_state_name (job);
}

static gint64
get_event_time (LuthierEvent *event)
{
  const gint64 time = luthier_event_get_time (event);

  return time != 0 ? time : luthier_event_get_seen (event);
}

/* Of those that tell that it got on; -1: none. */
static gint64
find_last_event (LuthierRecord *record)
{
  GListModel *events = luthier_record_get_events (record);

  for (guint i = g_list_model_get_n_items (events); i > 0; i--)
    {
      g_autoptr (LuthierEvent) event = g_list_model_get_item (events, i - 1);

      if (luthier_event_get_kind (event) == LUTHIER_EVENT_STATE ||
          luthier_event_get_kind (event) == LUTHIER_EVENT_PHASE ||
          luthier_event_get_kind (event) == LUTHIER_EVENT_CHECKPOINT)
        return get_event_time (event);
    }

  return -1;
}

/* When it came to the phase that it is in; -1: nobody saw it. */
static gint64
find_begin (LuthierRecord *record)
{
  GListModel *events = luthier_record_get_events (record);

  for (guint i = g_list_model_get_n_items (events); i > 0; i--)
    {
      g_autoptr (LuthierEvent) event = g_list_model_get_item (events, i - 1);

      if (luthier_event_get_kind (event) == LUTHIER_EVENT_PHASE)
        return get_event_time (event);
    }

  return -1;
}

/* The points that tell of its steps. */
static const LuthierPoint *
get_points (const LuthierOutlookFacts *facts, guint *n_points)
{
  return luthier_curves_get_points (
      facts->record != NULL ? luthier_record_get_curves (facts->record) : NULL, LUTHIER_METRIC_LOSS,
      LUTHIER_METRIC_TRAINING, n_points);
}

/* A service that only touches a job does not get it on; where it tells of no steps, that is all there
 * is to see. */
static gint64
get_last_sign (const LuthierOutlookFacts *facts)
{
  guint n_points = 0;
  const LuthierPoint *points = get_points (facts, &n_points);
  gint64 last = facts->moved;

  if (facts->record != NULL)
    last = MAX (last, find_last_event (facts->record));
  if (n_points > 0)
    last = MAX (last, points[n_points - 1].time);
  if (last <= 0 || (n_points == 0 && luthier_job_get_completed_steps (facts->job) < 0))
    last = MAX (last, luthier_job_get_update_time (facts->job));

  return last > 0 ? last : luthier_job_get_create_time (facts->job);
}

/* -1: too few to tell. */
static gint64
get_own_longest (const LuthierPoint *points, guint n_points)
{
  gint64 longest = -1;

  for (guint i = 1; n_points >= LEAST_OWN_POINTS && i < n_points; i++)
    {
      if (points[i - 1].time > 0 && points[i].time > 0)
        longest = MAX (longest, points[i].time - points[i - 1].time);
    }

  return longest;
}

/* Of the others; -1: there are none. */
static gint64
get_longest (const LuthierOutlookFacts *facts)
{
  guint n_points = 0;

  if (facts->history == NULL)
    return -1;
  if (luthier_job_get_phase (facts->job) != LUTHIER_JOB_PHASE_TUNING)
    return luthier_history_get_longest (facts->history, facts->job, get_stage (facts->job));

  get_points (facts, &n_points);

  return n_points == 0 ? luthier_history_get_longest_start (facts->history, facts->job)
                       : luthier_history_get_longest_step (facts->history, facts->job);
}

static void
reckon_quiet (const LuthierOutlookFacts *facts, LuthierOutlook *outlook)
{
  guint n_points = 0;
  const LuthierPoint *points = get_points (facts, &n_points);
  const gint64 longest = get_longest (facts);
  const gint64 own = luthier_job_get_phase (facts->job) == LUTHIER_JOB_PHASE_TUNING
                         ? get_own_longest (points, n_points)
                         : -1;
  const int patience = longest >= 0 ? PATIENCE : OWN_PATIENCE;

  outlook->quiet = MAX (0, facts->now - get_last_sign (facts));
  outlook->usual = MAX (longest, own);
  outlook->is_quiet = !facts->blind && outlook->usual >= 0 &&
                      outlook->quiet > outlook->usual * patience &&
                      outlook->quiet > outlook->usual + facts->lag * (patience - 1);
}

/* How much longer what follows the last step takes. */
static gint64
get_usual_rest (const LuthierOutlookFacts *facts)
{
  return facts->history != NULL ? luthier_history_get_usual (
                                      facts->history, facts->job,
                                      luthier_job_phase_to_wire (LUTHIER_JOB_PHASE_POST_PROCESSING))
                                : -1;
}

/* Of the later half, because the first steps take longer; -1: not known. */
static double
get_step_duration (const LuthierPoint *points, guint n_points)
{
  const LuthierPoint *last = &points[n_points - 1];
  const LuthierPoint *first = &points[(n_points - 1) / 2];

  if (first->time == 0 || last->time <= first->time || last->step <= first->step)
    return -1;

  return (double) (last->time - first->time) / (double) (last->step - first->step);
}

/* From the lists alone: since it came to this phase. */
static void
reckon_from_steps (const LuthierOutlookFacts *facts, gint64 *last_step, double *duration)
{
  const gint64 begin = facts->record != NULL ? find_begin (facts->record) : -1;

  *last_step = luthier_job_get_completed_steps (facts->job);
  *duration = *last_step > 0 && begin > 0 && facts->moved > begin
                  ? (double) (facts->moved - begin) / (double) *last_step
                  : -1;
}

static gint64
get_remaining_steps (const LuthierOutlookFacts *facts)
{
  const gint64 n_steps = luthier_job_get_step_count (facts->job);
  guint n_points = 0;
  const LuthierPoint *points = get_points (facts, &n_points);
  gint64 last_step = -1;
  gint64 last_time = 0;
  double duration = -1;

  if (n_points >= LEAST_POINTS)
    {
      last_step = points[n_points - 1].step;
      last_time = points[n_points - 1].time;
      duration = get_step_duration (points, n_points);
    }
  else
    reckon_from_steps (facts, &last_step, &duration);

  if (n_steps <= 0 || duration <= 0 || last_step > n_steps ||
      duration * (double) (n_steps - last_step) > (double) MOST_REMAINING)
    return -1;

  /* By our own clock, if the step was seen to be made. */
  last_time = MAX (last_time, facts->moved);

  return MAX (0, (gint64) (duration * (double) (n_steps - last_step)) - (facts->now - last_time));
}

static gint64
get_remaining (const LuthierOutlookFacts *facts)
{
  const LuthierJobPhase phase = luthier_job_get_phase (facts->job);
  const gint64 rest = get_usual_rest (facts);
  gint64 steps = -1;

  if (luthier_job_get_state (facts->job) != LUTHIER_JOB_STATE_RUNNING)
    return -1;

  if (phase == LUTHIER_JOB_PHASE_POST_PROCESSING)
    {
      const gint64 begin = facts->record != NULL ? find_begin (facts->record) : -1;

      return rest >= 0 && begin > 0 && begin + rest > facts->now ? begin + rest - facts->now : -1;
    }
  if (phase != LUTHIER_JOB_PHASE_TUNING && phase != LUTHIER_JOB_PHASE_NONE)
    return -1;

  steps = get_remaining_steps (facts);

  return steps >= 0 ? steps + MAX (rest, 0) : -1;
}

/**
 * luthier_outlook_reckon:
 *
 * A job that has stopped getting on has no remaining time that could be told. Nothing is known of one
 * that is over.
 *
 * Returns: what can be said; never a number without data
 */
LuthierOutlook
luthier_outlook_reckon (const LuthierOutlookFacts *facts)
{
  LuthierOutlook outlook = { -1, -1, -1, FALSE };

  if (luthier_job_is_terminal (facts->job))
    return outlook;

  reckon_quiet (facts, &outlook);
  outlook.remaining = outlook.is_quiet ? -1 : get_remaining (facts);

  return outlook;
}
