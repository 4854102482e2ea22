/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-queue.h"

#include "luthier-practice-settings.h"
#include "luthier-practice-stats.h"
#include "luthier-practice-survey.h"
#include "luthier-practice-troubles.h"

/* "Global concurrent tuning jobs" of a new project. */
#define DEFAULT_QUOTA 1

/* Of google.rpc.Code. */
#define INVALID_ARGUMENT 3
#define INTERNAL         13

struct _LuthierPracticeQueue
{
  GObject parent_instance;

  LuthierPracticeState *state;           /* (owned) */
  LuthierPracticeJobs *jobs;             /* (owned) */
  LuthierPracticeObjects *objects;       /* (owned) */
  LuthierPracticeSituations *situations; /* (owned) */
  LuthierCatalogue *catalogue;           /* (owned) */
  GCancellable *cancellable;             /* (owned): stops the surveys */
  GHashTable *surveyed;                  /* (owned): ids of jobs of which the data are read now */
  gint64 next;                           /* start; G_MAXINT64 = not known */
  guint alarm;
};

G_DEFINE_FINAL_TYPE (LuthierPracticeQueue, luthier_practice_queue, G_TYPE_OBJECT)

/* A survey under way. */
typedef struct
{
  LuthierPracticeQueue *queue; /* (owned) */
  char *location;              /* (owned) */
  char *id;                    /* (owned) */
} Survey;

static void
survey_free (Survey *self)
{
  g_object_unref (self->queue);
  g_free (self->location);
  g_free (self->id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Survey, survey_free)

static gboolean
is_waiting (const LuthierPracticeJob *job)
{
  return job->started == 0 && job->cancelled == 0;
}

/* The moment from which on nothing can be forgotten: a job that is still to start may have got its
 * place long ago, when nobody looked. */
static gint64
find_horizon (LuthierPracticeQueue *self, GPtrArray *open, gint64 now)
{
  gint64 horizon = now;

  for (guint i = 0; i < open->len; i++)
    {
      const LuthierPracticeJob *job = open->pdata[i];

      if (is_waiting (job))
        horizon = MIN (horizon, job->due);
    }
  return horizon;
}

static int
compare_moments (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* When there is room for a waiting job: as soon as so few of the jobs that were started before it
 * still run that it fits into the quota. G_MAXINT64: not known yet. */
static gint64
find_start (const LuthierPracticeJob *job, GPtrArray *jobs, guint quota)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 earliest = job->due;

  for (guint i = 0; i < jobs->len; i++)
    {
      const LuthierPracticeJob *other = jobs->pdata[i];

      if (other->started != 0 && other->serves == job->serves)
        earliest = MAX (earliest, other->started);
    }
  for (guint i = 0; i < jobs->len; i++)
    {
      const LuthierPracticeJob *other = jobs->pdata[i];
      gint64 end = luthier_practice_job_get_end (other);

      if (other->started != 0 && other->serves == job->serves && end > earliest)
        g_array_append_val (ends, end);
    }
  if (ends->len < quota)
    return earliest;
  g_array_sort (ends, compare_moments);
  return g_array_index (ends, gint64, ends->len - quota);
}

static gint64
get_number (const char *value, gint64 fallback)
{
  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : fallback;
}

static gint64
read_minutes (LuthierPracticeQueue *self, const char *value)
{
  return luthier_practice_state_duration (self->state, get_number (value, 60) * 60 * 1000);
}

/* Ways in which a job can go wrong by itself. (nullable) */
static const LuthierPracticeTrouble *
find_trouble (LuthierPracticeQueue *self)
{
  const char *value = NULL;
  const LuthierPracticeTrouble *trouble;

  if (luthier_practice_situations_get (self->situations, "endpoint-fails", NULL, NULL))
    return luthier_practice_troubles_find ("endpoint-failed");
  if (!luthier_practice_situations_use (self->situations, "job-fails", NULL, &value))
    return NULL;
  trouble = luthier_practice_troubles_find (value);
  return trouble != NULL && trouble->time != LUTHIER_PRACTICE_ON_REQUEST
             ? trouble
             : luthier_practice_troubles_find ("job-internal");
}

static void
apply_situations (LuthierPracticeQueue *self, LuthierPracticeJob *job)
{
  const char *value = NULL;
  const LuthierPracticeTrouble *trouble = find_trouble (self);

  if (luthier_practice_situations_use (self->situations, "slow-capacity", job->display_name,
                                       &value))
    luthier_practice_job_wait (job, read_minutes (self, value));
  if (luthier_practice_situations_use (self->situations, "no-steps", job->display_name, &value))
    luthier_practice_job_stall (job, read_minutes (self, value));
  if (luthier_practice_situations_use (self->situations, "curve", job->display_name, &value))
    job->curve = g_strdup (value);
  if (luthier_practice_situations_get (self->situations, "too-late-data", NULL, &value))
    luthier_practice_job_fail (job,
                               job->started + luthier_practice_state_duration (
                                                  self->state, get_number (value, 600) * 1000),
                               INVALID_ARGUMENT,
                               luthier_practice_troubles_find ("data-turns")->message);
  else if (trouble != NULL)
    luthier_practice_trouble_befall (trouble, job);
}

/* The service's own count of tokens can be higher than any that a checker makes. */
static void
drop_example (LuthierPracticeQueue *self, LuthierPracticeSurvey *survey)
{
  const char *value = NULL;

  if (!luthier_practice_situations_get (self->situations, "drops-example", NULL, &value) ||
      survey->error_code != 0 || survey->dropped > 0 || survey->examples == 0)
    return;
  survey->examples--;
  survey->dropped = 1;
  survey->dropped_line = (guint64) get_number (value, 1);
  survey->dropped_reason = g_strdup ("The example has more tokens than the model takes.");
}

static void
plan (LuthierPracticeQueue *self, LuthierPracticeJob *job, LuthierPracticeSurvey *survey)
{
  LuthierBaseModel *model = luthier_catalogue_lookup (self->catalogue, job->base_model);

  drop_example (self, survey);
  luthier_practice_settings_resolve (job, model, survey->examples);
  luthier_practice_job_plan (job, self->state);
  if (survey->error_code != 0)
    {
      g_clear_pointer (&job->resolved, g_free);
      luthier_practice_job_fail (job, job->processed, survey->error_code, survey->error_message);
      return;
    }
  job->copies = (gint64) survey->copies;
  job->validation = (gint64) survey->validation;
  g_free (job->stats);
  job->stats = luthier_practice_stats_render (survey, job->steps);
  apply_situations (self, job);
}

static void
surveyed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Survey) context = user_data;
  LuthierPracticeQueue *self = context->queue;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierPracticeSurvey) survey = luthier_practice_survey_make_finish (result, &error);
  LuthierPracticeJob *job = luthier_practice_jobs_lookup (self->jobs, context->location,
                                                          context->id);

  g_hash_table_remove (self->surveyed, context->id);
  if (g_cancellable_is_cancelled (self->cancellable) || job == NULL || job->stopped != 0)
    return;
  if (survey == NULL)
    {
      survey = g_new0 (LuthierPracticeSurvey, 1);
      survey->error_code = INTERNAL;
      survey->error_message = g_strdup (error->message);
    }
  plan (self, job, survey);
  luthier_practice_jobs_save (self->jobs, job);
  luthier_practice_queue_settle (self);
}

/* Looks at the data of a job that has started: also of one that had when the program ended. */
static void
survey (LuthierPracticeQueue *self, LuthierPracticeJob *job)
{
  LuthierBaseModel *model = luthier_catalogue_lookup (self->catalogue, job->base_model);
  Survey *context;

  if (!g_hash_table_add (self->surveyed, g_strdup (job->id)))
    return;
  context = g_new0 (Survey, 1);
  context->queue = g_object_ref (self);
  context->location = g_strdup (job->location);
  context->id = g_strdup (job->id);
  luthier_practice_survey_make_async (self->objects, job, model, self->cancellable, surveyed_cb,
                                      context);
}

static gboolean
alarm_cb (gpointer user_data)
{
  LuthierPracticeQueue *self = user_data;

  self->alarm = 0;
  luthier_practice_queue_settle (self);
  return G_SOURCE_REMOVE;
}

static void
set_alarm (LuthierPracticeQueue *self, gint64 moment)
{
  if (self->alarm != 0)
    luthier_practice_state_remove_timeout (self->state, self->alarm);
  self->alarm = 0;
  self->next = moment;
  if (moment != G_MAXINT64)
    self->alarm = luthier_practice_state_add_alarm (self->state, moment, alarm_cb, self, NULL);
}

static void
luthier_practice_queue_dispose (GObject *object)
{
  LuthierPracticeQueue *self = LUTHIER_PRACTICE_QUEUE (object);

  if (self->state != NULL)
    set_alarm (self, G_MAXINT64);
  g_clear_object (&self->state);
  g_clear_object (&self->jobs);
  g_clear_object (&self->objects);
  g_clear_object (&self->situations);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (luthier_practice_queue_parent_class)->dispose (object);
}

static void
luthier_practice_queue_finalize (GObject *object)
{
  LuthierPracticeQueue *self = LUTHIER_PRACTICE_QUEUE (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->surveyed);

  G_OBJECT_CLASS (luthier_practice_queue_parent_class)->finalize (object);
}

static void
luthier_practice_queue_class_init (LuthierPracticeQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = luthier_practice_queue_dispose;
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_queue_finalize;
}

static void
luthier_practice_queue_init (LuthierPracticeQueue *self)
{
  self->cancellable = g_cancellable_new ();
  self->surveyed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * luthier_practice_queue_new:
 * @state: the time
 * @jobs: of which those that are not over go on
 * @objects: where their data are
 * @situations: ways to fail
 * @catalogue: what is known of the models
 *
 * Returns: (transfer full): the queue
 */
LuthierPracticeQueue *
luthier_practice_queue_new (LuthierPracticeState *state,
                            LuthierPracticeJobs *jobs,
                            LuthierPracticeObjects *objects,
                            LuthierPracticeSituations *situations,
                            LuthierCatalogue *catalogue)
{
  LuthierPracticeQueue *self = g_object_new (LUTHIER_TYPE_PRACTICE_QUEUE, NULL);

  self->state = g_object_ref (state);
  self->jobs = g_object_ref (jobs);
  self->objects = g_object_ref (objects);
  self->situations = g_object_ref (situations);
  self->catalogue = g_object_ref (catalogue);
  luthier_practice_queue_settle (self);
  return self;
}

/**
 * luthier_practice_queue_settle:
 * @self: the queue
 *
 * Starts jobs in the order in which they were created, each when it had room, even if that was
 * some time ago, and wakes up for the next one.
 */
void
luthier_practice_queue_settle (LuthierPracticeQueue *self)
{
  gint64 now = luthier_practice_state_now (self->state);
  guint quota = luthier_practice_queue_get_quota (self);
  g_autoptr (GPtrArray) open = luthier_practice_jobs_find_open (self->jobs, now);
  g_autoptr (GPtrArray)
      near = luthier_practice_jobs_find_open (self->jobs, find_horizon (self, open, now));
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < near->len; i++)
    {
      LuthierPracticeJob *job = near->pdata[i];
      gint64 start = is_waiting (job) ? find_start (job, near, quota) : G_MAXINT64;

      if (start <= now)
        {
          job->started = start;
          luthier_practice_jobs_save (self->jobs, job);
        }
      else
        next = MIN (next, start);
      if (job->started != 0 && job->processed == 0 && job->stopped == 0)
        survey (self, job);
    }
  set_alarm (self, next);
}

/**
 * luthier_practice_queue_catch_up:
 * @self: the queue
 *
 * While a computer sleeps, its time goes on but timeouts do not.
 */
void
luthier_practice_queue_catch_up (LuthierPracticeQueue *self)
{
  if (self->next <= luthier_practice_state_now (self->state))
    luthier_practice_queue_settle (self);
}

/**
 * luthier_practice_queue_stop:
 * @self: the queue
 *
 * Stops reading data and starting jobs, as the end of the program would.
 */
void
luthier_practice_queue_stop (LuthierPracticeQueue *self)
{
  g_cancellable_cancel (self->cancellable);
  set_alarm (self, G_MAXINT64);
}

/**
 * luthier_practice_queue_count:
 * @self: the queue
 * @serves: Gemini's jobs, or those of open models, which have a quota of their own
 *
 * Returns: how many jobs are not over
 */
guint
luthier_practice_queue_count (LuthierPracticeQueue *self, gboolean serves)
{
  gint64 now = luthier_practice_state_now (self->state);
  g_autoptr (GPtrArray) open = luthier_practice_jobs_find_open (self->jobs, now);
  guint n = 0;

  for (guint i = 0; i < open->len; i++)
    n += ((LuthierPracticeJob *) open->pdata[i])->serves == serves;
  return n;
}

gboolean
luthier_practice_queue_is_reading (LuthierPracticeQueue *self)
{
  return g_hash_table_size (self->surveyed) > 0;
}

/**
 * luthier_practice_queue_get_quota:
 * @self: the queue
 *
 * Returns: how many jobs may run at a time, over all locations
 */
guint
luthier_practice_queue_get_quota (LuthierPracticeQueue *self)
{
  const char *value = NULL;
  guint64 quota = 0;

  if (luthier_practice_situations_get (self->situations, "concurrent-jobs", NULL, &value) &&
      value != NULL)
    quota = g_ascii_strtoull (value, NULL, 10);
  return quota > 0 ? (guint) MIN (quota, 1000) : DEFAULT_QUOTA;
}
