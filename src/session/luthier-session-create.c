/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-creation.h"
#include "luthier-error.h"

static void
answer (GPtrArray *tasks, LuthierJob *job, const GError *error)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      if (job != NULL)
        g_task_return_pointer (g_ptr_array_index (tasks, i), g_object_ref (job), g_object_unref);
      else
        g_task_return_error (g_ptr_array_index (tasks, i), g_error_copy (error));
    }
}

/* One creation on its way, and the spec as the caller has it. */
typedef struct
{
  LuthierSession *session; /* (owned) */
  LuthierJobSpec *spec;    /* (owned) */
} Errand;

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->session);
  g_object_unref (errand->spec);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierCreation *creation = LUTHIER_CREATION (source);
  g_autoptr (Errand) errand = user_data;
  LuthierSession *self = errand->session;
  LuthierJobSpec *draft = luthier_session_get_draft (self);
  const char *intent_id = luthier_job_spec_get_intent_id (luthier_creation_get_spec (creation));
  g_autofree char *stolen_id = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_steal_extended (self->creations, intent_id, (gpointer *) &stolen_id,
                               (gpointer *) &tasks);
  job = luthier_creation_run_finish (creation, result, &error);
  if (job != NULL && luthier_creation_get_connection (creation) == self->connection)
    {
      luthier_session_remember_job (self, job);
      /* What has become a job is no draft any more. */
      if (draft != NULL && g_strcmp0 (luthier_job_spec_get_intent_id (draft), intent_id) == 0)
        luthier_session_discard_draft (self);
    }
  /* The other settings are another job, if the user still wants it. */
  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_EXISTS))
    {
      luthier_job_spec_set_intent_id (errand->spec, NULL);
      luthier_session_ensure_intent (self, errand->spec);
    }
  answer (tasks, job, error);
}

static void
start_creation (LuthierSession *self, LuthierJobSpec *spec)
{
  g_autoptr (LuthierCreation) creation = luthier_creation_new (
      self->connection, self->intents, self->jobs, self->store, self->clock, spec);
  Errand *errand = g_new0 (Errand, 1);

  errand->session = g_object_ref (self);
  errand->spec = g_object_ref (spec);
  luthier_creation_set_settle_window (creation, self->settle_window);
  luthier_creation_run_async (creation, created_cb, errand);
}

/**
 * luthier_session_create_job_async:
 * @spec: what the user has confirmed; its intent id is its identity, and given if it has none
 *
 * Makes exactly one job of @spec, and finds it again if the answer is lost. A spec that is being
 * created, or whose job exists, has that job as its result: pressed twice is still one job.
 *
 * Errors: what the service refused, with its field violations; %LUTHIER_ERROR_NOT_SENT, which may
 * be tried again with the same spec; %LUTHIER_ERROR_UNCERTAIN if it is not known whether there is
 * a job, whereupon only the user may decide to send it again; %LUTHIER_ERROR_EXISTS if it was
 * created before with other settings, and then @spec has a new intent id.
 */
void
luthier_session_create_job_async (LuthierSession *self,
                                  LuthierJobSpec *spec,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GPtrArray *tasks = NULL;
  const char *intent_id = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_JOB_SPEC (spec));

  /* Once confirmed it goes its way: a result that nobody waits for is still in the list. */
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, luthier_session_create_job_async);
  if (self->connection == NULL)
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
                               _ ("No profile is open."));
      return;
    }

  luthier_session_ensure_intent (self, spec);
  intent_id = luthier_job_spec_get_intent_id (spec);
  tasks = g_hash_table_lookup (self->creations, intent_id);
  if (tasks != NULL)
    {
      g_ptr_array_add (tasks, g_steal_pointer (&task));
      return;
    }

  tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (tasks, g_steal_pointer (&task));
  g_hash_table_insert (self->creations, g_strdup (intent_id), tasks);
  /* Whatever ends the program now, it is there to be confirmed again. */
  luthier_draft_save (self->draft, spec);
  luthier_draft_flush (self->draft);
  start_creation (self, spec);
}

LuthierJob *
luthier_session_create_job_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_session_get_request_uri:
 *
 * Returns: (transfer full) (nullable): where @spec would be posted to, or %NULL while the service
 *   is not known
 */
char *
luthier_session_get_request_uri (LuthierSession *self, LuthierJobSpec *spec)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (spec), NULL);

  return self->connection != NULL ? luthier_connection_get_create_uri (
                                        self->connection, luthier_job_spec_get_region (spec))
                                  : NULL;
}
