/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-attempt.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-job-json.h"

struct _LuthierAttempt
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  char *intent_id;               /* (owned) */
  char *region;                  /* (owned) */
  GBytes *body;                  /* (owned): made once */
  LuthierJson *reply;            /* (owned) (nullable) */
  LuthierJob *job;               /* (owned) (nullable) */
  LuthierIntentEvent event;      /* what has come of it */
};

G_DEFINE_FINAL_TYPE (LuthierAttempt, luthier_attempt, G_TYPE_OBJECT)

/* What an error in place of an answer means. */
static LuthierIntentEvent
judge (const GError *error)
{
  const guint status = luthier_error_get_http_status (error);

  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT) ||
      luthier_error_is_about_sign_in (error))
    return LUTHIER_INTENT_EVENT_NOT_SENT;
  if (status == 429)
    return LUTHIER_INTENT_EVENT_NO_SLOT;
  /* 408 and 499 say that somebody in between gave up. */
  if (status >= 400 && status < 500 && status != 408 && status != 499)
    return LUTHIER_INTENT_EVENT_REFUSED;

  return LUTHIER_INTENT_EVENT_LOST;
}

/* Whatever has another label is the answer to another request. */
static gboolean
take_reply (LuthierAttempt *self, GError **error)
{
  const char *intent_id = NULL;

  self->job = luthier_job_new_from_json (luthier_json_get_root (self->reply), TRUE, error);
  intent_id = self->job != NULL ? luthier_job_get_intent_id (self->job) : NULL;
  if (intent_id == NULL || g_str_equal (intent_id, self->intent_id))
    return self->job != NULL;

  g_clear_object (&self->job);
  g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
               _ ("The answer is about another job."));
  return FALSE;
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierAttempt *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->reply = luthier_tuning_service_create_finish (LUTHIER_TUNING_SERVICE (source), result,
                                                      &error);
  if (self->reply != NULL && take_reply (self, &error))
    {
      self->event = LUTHIER_INTENT_EVENT_FOUND;
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      self->event = judge (error);
      g_task_return_error (task, error);
    }
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierAttempt *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (luthier_connection_ready_finish (self->connection, result, &error))
    {
      luthier_tuning_service_create_async (
          luthier_connection_get_tuning (self->connection), self->region, self->body,
          luthier_connection_get_cancellable (self->connection), posted_cb, g_object_ref (task));
      return;
    }

  self->event = LUTHIER_INTENT_EVENT_NOT_SENT;
  g_task_return_error (task, error);
}

static void
luthier_attempt_finalize (GObject *object)
{
  LuthierAttempt *self = LUTHIER_ATTEMPT (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->intent_id, g_free);
  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->reply, luthier_json_unref);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (luthier_attempt_parent_class)->finalize (object);
}

static void
luthier_attempt_class_init (LuthierAttemptClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_attempt_finalize;
}

static void
luthier_attempt_init (LuthierAttempt *self)
{
}

LuthierAttempt *
luthier_attempt_new (LuthierConnection *connection, LuthierJobSpec *spec)
{
  LuthierAttempt *self = g_object_new (LUTHIER_TYPE_ATTEMPT, NULL);
  char *text = luthier_job_spec_to_request (spec);

  self->connection = g_object_ref (connection);
  self->intent_id = g_strdup (luthier_job_spec_get_intent_id (spec));
  self->region = g_strdup (luthier_job_spec_get_region (spec));
  self->body = g_bytes_new_take (text, strlen (text));

  return self;
}

LuthierJob *
luthier_attempt_get_job (LuthierAttempt *self)
{
  g_return_val_if_fail (LUTHIER_IS_ATTEMPT (self), NULL);

  return self->job;
}

LuthierJson *
luthier_attempt_get_reply (LuthierAttempt *self)
{
  g_return_val_if_fail (LUTHIER_IS_ATTEMPT (self), NULL);

  return self->reply;
}

/**
 * luthier_attempt_run_async:
 *
 * Runs once. That it is about to run must be on disk.
 */
void
luthier_attempt_run_async (LuthierAttempt *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_ATTEMPT (self));

  /* Not cancellable itself: an answer that has come is worth more than the wish not to have it. */
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, luthier_attempt_run_async);
  luthier_connection_ready_async (self->connection, ready_cb, g_steal_pointer (&task));
}

LuthierIntentEvent
luthier_attempt_run_finish (LuthierAttempt *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), LUTHIER_INTENT_EVENT_LOST);

  g_task_propagate_boolean (G_TASK (result), error);
  return self->event;
}
