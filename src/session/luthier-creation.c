/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-creation.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-refresh.h"

#define USUAL_SETTLE_WINDOW 120

/* Seconds between two looks for a job whose answer was lost; the last one repeats. */
static const guint pauses[] = { 2, 5, 10, 20, 30 };

struct _LuthierCreation
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  LuthierIntentBook *book;       /* (owned) */
  LuthierJobList *jobs;          /* (owned) */
  LuthierStore *store;           /* (owned) */
  LuthierClock *clock;           /* (owned) */
  LuthierJobSpec *spec;          /* (owned): a copy, nobody changes it */
  GBytes *body;                  /* (owned): what is sent, made once */
  guint settle_window;           /* seconds */

  LuthierJob *job; /* (owned) (nullable): what it became */
  GError *lost;    /* (owned) (nullable): why it is not known what became of it */
  GError *refusal; /* (owned) (nullable) */
  guint waited;    /* seconds, since the answer was lost */
  guint n_looks;
  guint timer; /* 0 = none */
  gulong closed_handler;
};

G_DEFINE_FINAL_TYPE (LuthierCreation, luthier_creation, G_TYPE_OBJECT)

/* What became of a request that was answered by an error. */
typedef enum
{
  OUTCOME_REFUSED, /* the service said no, or nothing left this computer */
  OUTCOME_LOST,    /* it may have been carried out */
  OUTCOME_LEFT,    /* the profile was closed: the next start looks */
} Outcome;

static Outcome
judge (const GError *error)
{
  const guint status = luthier_error_get_http_status (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return OUTCOME_LEFT;
  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT) ||
      g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED) ||
      g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL) ||
      g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_KEYRING))
    return OUTCOME_REFUSED;
  /* 408 and 499 say that somebody in between gave up. */
  if (status >= 400 && status < 500 && status != 408 && status != 499)
    return OUTCOME_REFUSED;

  return OUTCOME_LOST;
}

static const char *
get_region (LuthierCreation *self)
{
  const char *region = luthier_job_spec_get_region (self->spec);

  return region != NULL && *region != '\0' ? region
                                           : luthier_connection_get_usual_region (self->connection);
}

static GBytes *
make_body (LuthierJobSpec *spec)
{
  char *text = luthier_job_spec_to_request (spec);

  return g_bytes_new_take (text, strlen (text));
}

static LuthierJob *
find_job (LuthierCreation *self)
{
  return luthier_job_list_lookup_intent (self->jobs, luthier_job_spec_get_intent_id (self->spec));
}

static void
return_lost (GTask *task)
{
  LuthierCreation *self = g_task_get_source_object (task);

  luthier_intent_book_tell (self->book, luthier_job_spec_get_intent_id (self->spec));
  g_task_return_error (
      task, luthier_error_new (
                LUTHIER_ERROR_UNCERTAIN, LUTHIER_REASON_MAYBE_TWICE,
                /* Translators: why, such as "Luthier ended before it came", and a region */
                _ ("The answer to the request was lost (%s), and the job is not in the "
                   "list of %s so far. It may still appear there. Creating it again may "
                   "make a second one."),
                self->lost->message, get_region (self)));
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierCreation *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  /* The job exists, whether that could be written down or not; its label tells the next start. */
  if (!luthier_intent_book_write_finish (self->book, result, &error))
    g_warning ("A created job is not written down: %s", error->message);

  g_task_return_pointer (task, g_steal_pointer (&self->job), g_object_unref);
}

static void
settle (GTask *task, LuthierJob *job)
{
  LuthierCreation *self = g_task_get_source_object (task);

  self->job = g_object_ref (job);
  luthier_intent_book_write_async (self->book, self->spec, LUTHIER_INTENT_SETTLED,
                                   luthier_job_get_name (job), settled_cb, task);
}

/* Was something else posted under this intent: a draft that was changed afterwards? */
static gboolean
is_changed (LuthierCreation *self)
{
  LuthierJobSpec *asked = luthier_intent_book_get_spec (
      self->book, luthier_job_spec_get_intent_id (self->spec));
  g_autoptr (GBytes) body = asked != NULL ? make_body (asked) : NULL;

  return body != NULL && (!g_bytes_equal (body, self->body) ||
                          g_strcmp0 (luthier_job_spec_get_region (asked),
                                     luthier_job_spec_get_region (self->spec)) != 0);
}

/* (transfer full) task */
static void
take_found (GTask *task, LuthierJob *job)
{
  LuthierCreation *self = g_task_get_source_object (task);

  if (!is_changed (self))
    {
      settle (task, job);
      return;
    }

  luthier_intent_book_settle (self->book, self->jobs);
  g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_EXISTS,
                           _ ("“%s” was created with the settings of before they were changed."),
                           luthier_job_get_title (job));
  g_object_unref (task);
}

static void wait_and_look (GTask *task);
static void post (GTask *task);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierCreation *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  LuthierJob *job = NULL;

  luthier_refresh_run_finish (LUTHIER_REFRESH (source), result, &error);
  job = find_job (self);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (job != NULL)
    take_found (g_steal_pointer (&task), job);
  else if (self->lost != NULL)
    wait_and_look (g_steal_pointer (&task));
  else if (error != NULL)
    /* What cannot be looked for is not posted again. */
    g_task_return_error (task, g_steal_pointer (&error));
  else
    post (g_steal_pointer (&task));
}

static void
look (GTask *task)
{
  LuthierCreation *self = g_task_get_source_object (task);
  const char *const regions[] = { get_region (self), NULL };
  g_autoptr (LuthierRefresh)
      refresh = luthier_refresh_new (self->connection, self->jobs, self->store, regions);

  self->n_looks++;
  luthier_refresh_run_async (refresh, looked_cb, task);
}

static gboolean
wake_cb (gpointer user_data)
{
  GTask *task = user_data;
  LuthierCreation *self = g_task_get_source_object (task);

  self->timer = 0;
  g_cancellable_disconnect (g_task_get_cancellable (task), self->closed_handler);
  self->closed_handler = 0;
  look (task);

  return G_SOURCE_REMOVE;
}

static void
closed_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  LuthierCreation *self = g_task_get_source_object (task);

  if (self->timer == 0)
    return;

  luthier_clock_remove (self->clock, self->timer);
  self->timer = 0;
  g_idle_add (wake_cb, task);
}

static void
wait_and_look (GTask *task)
{
  LuthierCreation *self = g_task_get_source_object (task);
  const guint left = self->settle_window - MIN (self->waited, self->settle_window);
  const guint pause = MIN (pauses[MIN (self->n_looks, G_N_ELEMENTS (pauses) - 1)], left);

  if (pause == 0)
    {
      return_lost (task);
      g_object_unref (task);
      return;
    }

  self->waited += pause;
  self->timer = luthier_clock_add_timeout (self->clock, pause * 1000, wake_cb, task, NULL);
  self->closed_handler = g_cancellable_connect (g_task_get_cancellable (task),
                                                G_CALLBACK (closed_cb), task, NULL);
}

static void
lost_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LuthierCreation *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  /* "Sending" is still written down, and looked for alike. */
  if (!luthier_intent_book_write_finish (self->book, result, &error))
    g_warning ("An uncertain job is not written down: %s", error->message);

  wait_and_look (task);
}

static void
refusal_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierCreation *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!luthier_intent_book_write_finish (self->book, result, &error))
    g_warning ("A refused job is not written down: %s", error->message);

  g_task_return_error (task, g_steal_pointer (&self->refusal));
}

/* (transfer full) */
static void
take_error (GTask *task, GError *error)
{
  LuthierCreation *self = g_task_get_source_object (task);

  switch (judge (error))
    {
    case OUTCOME_REFUSED:
      self->refusal = error;
      luthier_intent_book_write_async (self->book, self->spec, LUTHIER_INTENT_REFUSED, NULL,
                                       refusal_written_cb, task);
      break;
    case OUTCOME_LOST:
      self->lost = error;
      luthier_intent_book_write_async (self->book, self->spec, LUTHIER_INTENT_UNCERTAIN, NULL,
                                       lost_written_cb, task);
      break;
    case OUTCOME_LEFT:
    default:
      g_task_return_error (task, error);
      g_object_unref (task);
      break;
    }
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LuthierCreation *self = g_task_get_source_object (task);
  g_autoptr (LuthierJson) reply = NULL;
  GError *error = NULL;
  LuthierJob *job = NULL;

  reply = luthier_tuning_service_create_finish (LUTHIER_TUNING_SERVICE (source), result, &error);
  if (reply != NULL && luthier_connection_is_closed (self->connection))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The profile was closed."));
  else if (reply != NULL)
    job = luthier_job_list_put (self->jobs, luthier_json_get_root (reply), &error);

  if (job != NULL)
    settle (task, job);
  else
    take_error (task, error);
}

static void
sending_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierCreation *self = g_task_get_source_object (task);
  LuthierTuningService *tuning = luthier_connection_get_tuning (self->connection);
  GError *error = NULL;

  /* What is not written down is not sent. */
  if (!luthier_intent_book_write_finish (self->book, result, &error))
    g_task_return_error (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    luthier_tuning_service_create_async (tuning, get_region (self), self->body,
                                         g_task_get_cancellable (task), posted_cb,
                                         g_object_ref (task));
}

static void
post (GTask *task)
{
  LuthierCreation *self = g_task_get_source_object (task);

  luthier_intent_book_write_async (self->book, self->spec, LUTHIER_INTENT_SENDING, NULL,
                                   sending_written_cb, task);
}

/* It was posted before, and no answer is known: the program may have ended. If the user knows that,
 * one look is enough before it is posted again; else it is looked for as if the answer had been
 * lost only now. */
static void
resume (GTask *task)
{
  LuthierCreation *self = g_task_get_source_object (task);
  const char *intent_id = luthier_job_spec_get_intent_id (self->spec);

  if (!luthier_intent_book_is_told (self->book, intent_id))
    self->lost = g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_UNCERTAIN,
                                      /* Translators: within "The answer to the request was lost
                                       * (%s), and the job is not in the list…" */
                                      _ ("Luthier ended before it came"));
  look (task);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LuthierCreation *self = g_task_get_source_object (task);
  const LuthierIntentRecord *earlier = luthier_intent_book_lookup (
      self->book, luthier_job_spec_get_intent_id (self->spec));
  LuthierJob *job = find_job (self);
  GError *error = NULL;

  if (!luthier_connection_ready_finish (self->connection, result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (job != NULL)
    take_found (task, job);
  else if (earlier != NULL && earlier->state != LUTHIER_INTENT_REFUSED)
    resume (task);
  else
    post (task);
}

static void
luthier_creation_finalize (GObject *object)
{
  LuthierCreation *self = LUTHIER_CREATION (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->book);
  g_clear_object (&self->jobs);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->spec);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_object (&self->job);
  g_clear_error (&self->lost);
  g_clear_error (&self->refusal);

  G_OBJECT_CLASS (luthier_creation_parent_class)->finalize (object);
}

static void
luthier_creation_class_init (LuthierCreationClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_creation_finalize;
}

static void
luthier_creation_init (LuthierCreation *self)
{
  self->settle_window = USUAL_SETTLE_WINDOW;
}

LuthierCreation *
luthier_creation_new (LuthierConnection *connection,
                      LuthierIntentBook *book,
                      LuthierJobList *jobs,
                      LuthierStore *store,
                      LuthierClock *clock,
                      LuthierJobSpec *spec)
{
  LuthierCreation *self = g_object_new (LUTHIER_TYPE_CREATION, NULL);

  self->connection = g_object_ref (connection);
  self->book = g_object_ref (book);
  self->jobs = g_object_ref (jobs);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->spec = luthier_job_spec_copy (spec);
  self->body = make_body (spec);

  return self;
}

void
luthier_creation_set_settle_window (LuthierCreation *self, guint seconds)
{
  g_return_if_fail (LUTHIER_IS_CREATION (self));

  self->settle_window = seconds;
}

LuthierConnection *
luthier_creation_get_connection (LuthierCreation *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREATION (self), NULL);

  return self->connection;
}

LuthierJobSpec *
luthier_creation_get_spec (LuthierCreation *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREATION (self), NULL);

  return self->spec;
}

/**
 * luthier_creation_run_async:
 *
 * Runs once: writes the intent down, posts it, writes down what became of it. An intent that was
 * posted before is looked for first, and is the result if it is there.
 *
 * Errors: what the service refused it with; %LUTHIER_ERROR_NOT_SENT, which may be tried again;
 * %LUTHIER_ERROR_UNCERTAIN if no readable answer came and the job was not found by its label;
 * %LUTHIER_ERROR_EXISTS if a job was found that was asked for with other settings.
 */
void
luthier_creation_run_async (LuthierCreation *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_CREATION (self));

  task = g_task_new (self, luthier_connection_get_cancellable (self->connection), callback,
                     user_data);
  g_task_set_source_tag (task, luthier_creation_run_async);
  luthier_connection_ready_async (self->connection, ready_cb, g_steal_pointer (&task));
}

LuthierJob *
luthier_creation_run_finish (LuthierCreation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
