/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-timeline.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-phase-times.h"

/* Seconds between two times in microseconds; -1 if one is missing or they are out of order. */
static gint64
seconds_between (gint64 from_us, gint64 to_us)
{
  if (from_us <= 0 || to_us < from_us)
    return -1;

  return (to_us - from_us) / G_USEC_PER_SEC;
}

static void
add_step (
    GPtrArray *steps, LuthierStepStatus status, const char *title, char *detail, gint64 duration)
{
  LuthierTimelineStep *step = g_new0 (LuthierTimelineStep, 1);

  step->status = status;
  step->title = g_strdup (title);
  step->detail = detail;
  step->duration = duration;
  g_ptr_array_add (steps, step);
}

static char *
describe_progress (LuthierJob *job)
{
  gint64 epoch = luthier_job_get_completed_epochs (job);
  gint64 epochs = luthier_job_get_epoch_count (job);
  guint kept = g_list_model_get_n_items (luthier_job_get_checkpoints (job));
  g_autofree char *at = NULL;
  g_autofree char *all = NULL;
  g_autofree char *checkpoints = NULL;

  if (epoch < 0 || epochs <= 0)
    return NULL;

  at = luthier_format_count (MIN (epoch + 1, epochs));
  all = luthier_format_count (epochs);
  if (kept == 0)
    /* Translators: a number of an epoch and how many there are */
    return g_strdup_printf (_ ("Epoch %s of %s"), at, all);

  checkpoints = g_strdup_printf (ngettext ("%u checkpoint kept", "%u checkpoints kept", kept),
                                 kept);
  /* Translators: an epoch, how many there are, and "2 checkpoints kept" */
  return g_strdup_printf (_ ("Epoch %s of %s, %s"), at, all, checkpoints);
}

/* What a phase is called before, in and after it. */
typedef struct
{
  const char *upcoming; /* (nullable): nobody is told beforehand that it will wait */
  const char *current;
  const char *done;
  const char *broken_off;
  const char *reason; /* (nullable): why it waits */
} PhaseWords;

static const PhaseWords *
get_words (LuthierJobPhase phase)
{
  static const PhaseWords words[LUTHIER_N_PHASES] = {
    [LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA] = { NULL, NC_ ("step", "Waiting for a free slot"),
                                              NC_ ("step", "Waited for a free slot"),
                                              N_ ("While it waited for a free slot"),
                                              N_ ("All slots of the project are in use") },
    [LUTHIER_JOB_PHASE_PROCESSING_DATASET] = { NC_ ("step", "Reading the data"),
                                               NC_ ("step", "Reading the data"),
                                               NC_ ("step", "Data read"),
                                               N_ ("While the data was read"), NULL },
    [LUTHIER_JOB_PHASE_WAITING_FOR_CAPACITY] = { NULL, NC_ ("step", "Waiting for capacity"),
                                                 NC_ ("step", "Waited for capacity"),
                                                 N_ ("While it waited for capacity"),
                                                 N_ ("The service has no machines free for it") },
    [LUTHIER_JOB_PHASE_TUNING] = { NC_ ("step", "Tuning"), NC_ ("step", "Tuning"),
                                   NC_ ("step", "Tuned"), N_ ("While it was tuned"), NULL },
    [LUTHIER_JOB_PHASE_POST_PROCESSING] = { NC_ ("step", "Deploying the model"),
                                            NC_ ("step", "Deploying the model"),
                                            NC_ ("step", "Deployed"),
                                            N_ ("While the model was deployed"), NULL },
  };

  return &words[phase];
}

static gint64
to_seconds (gint64 span_us)
{
  return span_us >= 0 ? span_us / G_USEC_PER_SEC : -1;
}

/* current: what the job itself says, which may be newer than what was seen. */
static LuthierPhaseTimes
find_times (LuthierJobStory *story, LuthierJobPhase current, gint64 end_us)
{
  GListModel *events = luthier_record_get_events (luthier_job_story_get_record (story));
  const gint64 start = luthier_job_get_start_time (luthier_job_story_get_job (story));
  LuthierPhaseTimes times = luthier_phase_times_find (events, start, end_us);

  /* Nothing was seen: what a job begins with lasts since then. */
  if (times.last == LUTHIER_JOB_PHASE_NONE && current <= LUTHIER_JOB_PHASE_PROCESSING_DATASET)
    times.spans[current] = start > 0 && end_us >= start ? end_us - start : -1;

  return times;
}

/* Why it waits, and how long it did before. */
static char *
describe_wait (const char *reason, gint64 usual_us)
{
  g_autofree char *duration = luthier_format_duration (to_seconds (usual_us));

  if (usual_us < 0)
    return g_strdup (reason);
  if (reason == NULL)
    /* Translators: how long jobs waited at the same point before; %s is a duration such as "9 min" */
    return g_strdup_printf (_ ("Up to %s is usual"), duration);

  /* Translators: why a job waits, and how long others did at the same point, such as "9 min" */
  return g_strdup_printf (_ ("%s; up to %s is usual"), reason, duration);
}

/* What is told of a running job. */
typedef struct
{
  LuthierJob *job;
  LuthierJobPhase current;
  LuthierPhaseTimes times;
  gint64 usual_us;
} Running;

static void
add_current (GPtrArray *steps, const Running *running, const PhaseWords *words)
{
  char *detail = running->current == LUTHIER_JOB_PHASE_TUNING
                     ? describe_progress (running->job)
                     : describe_wait (words->reason != NULL ? _ (words->reason) : NULL,
                                      running->usual_us);

  add_step (steps, LUTHIER_STEP_CURRENT, g_dpgettext2 (NULL, "step", words->current), detail,
            to_seconds (running->times.spans[running->current]));
}

/* Waits are told only if there were some. */
static void
add_phase (GPtrArray *steps, const Running *running, LuthierJobPhase phase)
{
  const PhaseWords *words = get_words (phase);
  const LuthierPhaseTimes *times = &running->times;

  if (phase == running->current)
    add_current (steps, running, words);
  else if (phase < running->current && (times->seen[phase] || words->upcoming != NULL))
    add_step (steps, LUTHIER_STEP_DONE, g_dpgettext2 (NULL, "step", words->done), NULL,
              to_seconds (times->spans[phase]));
  else if (phase > running->current && words->upcoming != NULL)
    add_step (steps, LUTHIER_STEP_UPCOMING, g_dpgettext2 (NULL, "step", words->upcoming), NULL, -1);
}

static void
add_running (GPtrArray *steps, LuthierJobStory *story, gint64 now_us)
{
  LuthierJob *job = luthier_job_story_get_job (story);
  const Running running = {
    .job = job,
    .current = luthier_job_get_phase (job),
    .times = find_times (story, luthier_job_get_phase (job), now_us),
    .usual_us = luthier_job_story_get_outlook (story).usual,
  };

  if (running.current == LUTHIER_JOB_PHASE_NONE || running.current == LUTHIER_JOB_PHASE_UNKNOWN)
    {
      /* A reply of v1, which does not tell phases, or of a service that has others. */
      add_step (steps, LUTHIER_STEP_CURRENT, C_ ("step", "Running"), describe_progress (job),
                seconds_between (luthier_job_get_start_time (job), now_us));
      return;
    }

  for (guint i = LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA; i < LUTHIER_JOB_PHASE_UNKNOWN; i++)
    add_phase (steps, &running, i);
}

static void
add_waiting (GPtrArray *steps, LuthierJobStory *story, gint64 now_us)
{
  LuthierJob *job = luthier_job_story_get_job (story);
  gint64 created = luthier_job_get_create_time (job);
  gint64 started = luthier_job_get_start_time (job);
  gint64 ended = luthier_job_get_end_time (job);

  if (started > 0)
    add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Waited in the queue"), NULL,
              seconds_between (created, started));
  else if (!luthier_job_is_terminal (job))
    add_step (steps, LUTHIER_STEP_CURRENT, C_ ("step", "Waiting in the queue"),
              describe_wait (NULL, luthier_job_story_get_outlook (story).usual),
              seconds_between (created, now_us));
  else if (ended > 0)
    add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Never started"), NULL,
              seconds_between (created, ended));
}

/* What was seen before the end. */
static void
add_past (GPtrArray *steps, const LuthierPhaseTimes *times, LuthierJobPhase until)
{
  for (guint i = LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA; i < until; i++)
    {
      if (times->seen[i])
        add_step (steps, LUTHIER_STEP_DONE, g_dpgettext2 (NULL, "step", get_words (i)->done), NULL,
                  to_seconds (times->spans[i]));
    }
}

static void
add_success (GPtrArray *steps, LuthierJob *job, const LuthierPhaseTimes *times)
{
  if (times->spans[LUTHIER_JOB_PHASE_TUNING] >= 0)
    {
      add_past (steps, times, LUTHIER_JOB_PHASE_UNKNOWN);
      return;
    }

  add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Data read"), NULL, -1);
  add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Tuned and deployed"), NULL,
            seconds_between (luthier_job_get_start_time (job), luthier_job_get_end_time (job)));
}

/* It ended in the last phase that it was seen in. */
static void
add_early_end (GPtrArray *steps,
               LuthierJob *job,
               const LuthierPhaseTimes *times,
               LuthierStepStatus status,
               const char *title)
{
  const char *when = get_words (times->last)->broken_off;
  gint64 duration = seconds_between (luthier_job_get_start_time (job),
                                     luthier_job_get_end_time (job));

  if (when != NULL)
    {
      add_past (steps, times, times->last);
      duration = to_seconds (times->spans[times->last]);
    }
  add_step (steps, status, title, g_strdup (when != NULL ? _ (when) : NULL), duration);
}

static void
add_end (GPtrArray *steps, LuthierJobStory *story)
{
  LuthierJob *job = luthier_job_story_get_job (story);
  const LuthierPhaseTimes times = find_times (story, LUTHIER_JOB_PHASE_NONE,
                                              luthier_job_get_end_time (job));

  switch (luthier_job_get_state (job))
    {
    case LUTHIER_JOB_STATE_SUCCEEDED:
    case LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED:
      add_success (steps, job, &times);
      break;
    case LUTHIER_JOB_STATE_FAILED:
      add_early_end (steps, job, &times, LUTHIER_STEP_FAILED, C_ ("step", "Failed"));
      break;
    case LUTHIER_JOB_STATE_EXPIRED:
      add_early_end (steps, job, &times, LUTHIER_STEP_FAILED, C_ ("step", "Expired"));
      break;
    case LUTHIER_JOB_STATE_CANCELLED:
      add_early_end (steps, job, &times, LUTHIER_STEP_CANCELLED, C_ ("step", "Cancelled"));
      break;
    default:
      break;
    }
}

/* When the service was seen not to have it any more; 0: that was not seen. */
static gint64
get_gone_time (LuthierJobStory *story)
{
  GListModel *events = luthier_record_get_events (luthier_job_story_get_record (story));
  gint64 time = 0;

  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (LuthierEvent) event = g_list_model_get_item (events, i);

      if (luthier_event_get_kind (event) == LUTHIER_EVENT_GONE)
        time = luthier_event_get_seen (event);
    }

  return time;
}

/* What became of it after that, nobody knows. */
static void
add_gone (GPtrArray *steps, LuthierJobStory *story)
{
  LuthierJob *job = luthier_job_story_get_job (story);
  LuthierPhaseTimes times = find_times (story, LUTHIER_JOB_PHASE_NONE, get_gone_time (story));

  add_early_end (steps, job, &times, LUTHIER_STEP_CANCELLED,
                 C_ ("step", "Forgotten by the service"));
}

/**
 * luthier_timeline_step_free:
 *
 * Frees a step and its words.
 */
void
luthier_timeline_step_free (LuthierTimelineStep *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

/**
 * luthier_job_story_get_timeline:
 * @now_us: the time that durations of what still goes on are counted to
 *
 * The steps of the job's life, told by its times, its state and, where the service tells them, its
 * phases. These have the durations that they were seen to have; what nobody saw has none.
 *
 * Returns: (transfer full) (element-type LuthierTimelineStep): in order
 */
GPtrArray *
luthier_job_story_get_timeline (LuthierJobStory *story, gint64 now_us)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_timeline_step_free);
  LuthierJob *job = luthier_job_story_get_job (story);

  add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Accepted"), NULL, -1);
  add_waiting (steps, story, now_us);
  if (luthier_job_state_is_terminal (luthier_job_get_state (job)))
    add_end (steps, story);
  else if (luthier_job_get_gone (job))
    add_gone (steps, story);
  else if (luthier_job_get_start_time (job) > 0)
    add_running (steps, story, now_us);

  return steps;
}
