/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-creation.h"
#include "luthier-error.h"

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierCreation *creation = LUTHIER_CREATION (source);
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  LuthierJobSpec *draft = luthier_session_get_draft (self);
  const char *intent_id = luthier_job_spec_get_intent_id (luthier_creation_get_spec (creation));
  g_autoptr (LuthierJob) job = NULL;
  GError *error = NULL;

  job = luthier_creation_run_finish (creation, result, &error);
  if (!job)
    {
      g_task_return_error (task, error);
      return;
    }

  if (luthier_creation_get_connection (creation) == self->connection)
    {
      luthier_session_remember_job (self, job);
      /* What has become a job is no draft any more. */
      if (draft && g_strcmp0 (luthier_job_spec_get_intent_id (draft), intent_id) == 0)
        luthier_session_discard_draft (self);
    }
  g_task_return_pointer (task, g_steal_pointer (&job), g_object_unref);
}

/**
 * luthier_session_create_job_async:
 * @spec: what the user has confirmed; its intent id is its identity, and given if it has none
 *
 * Makes exactly one job of @spec, and finds it again if the answer is lost. A spec whose job
 * exists already has that job as its result.
 *
 * Errors: what the service refused, with its field violations; %LUTHIER_ERROR_NOT_SENT, which may
 * be tried again with the same spec; %LUTHIER_ERROR_UNCERTAIN if it is not known whether there is
 * a job, whereupon only the user may decide to send it again.
 */
void
luthier_session_create_job_async (LuthierSession *self,
                                  LuthierJobSpec *spec,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (LuthierCreation) creation = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_JOB_SPEC (spec));

  /* Once confirmed it goes its way: a result that nobody waits for is still in the list. */
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, luthier_session_create_job_async);
  if (!self->connection)
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
                               _ ("No profile is open."));
      return;
    }

  luthier_session_ensure_intent (spec);
  creation = luthier_creation_new (self->connection, self->intents, self->jobs, self->store,
                                   self->clock, spec);
  luthier_creation_set_settle_window (creation, self->settle_window);
  luthier_creation_run_async (creation, created_cb, g_steal_pointer (&task));
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

  return self->connection ? luthier_connection_get_create_uri (self->connection,
                                                               luthier_job_spec_get_region (spec))
                          : NULL;
}
