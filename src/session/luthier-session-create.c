/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

/* Until the page of a new job submits: one intent, and a task that waits for what becomes of it. */

static void
tell_cb (GTask *task, GParamSpec *pspec, LuthierIntent *intent)
{
  LuthierSession *self = g_task_get_source_object (task);
  const LuthierIntentState state = luthier_intent_get_state (intent);
  const GError *error = luthier_intent_get_error (intent);
  const gboolean has_failed = state == LUTHIER_INTENT_QUEUED && error != NULL;

  if (g_task_had_error (task) || g_task_get_completed (task) ||
      !(state == LUTHIER_INTENT_SETTLED || state == LUTHIER_INTENT_REFUSED ||
        state == LUTHIER_INTENT_ASKS || has_failed))
    return;

  g_signal_handlers_disconnect_by_data (intent, task);
  if (state == LUTHIER_INTENT_SETTLED)
    g_task_return_pointer (task, g_object_ref (luthier_intent_get_job (intent)), g_object_unref);
  else if (state == LUTHIER_INTENT_ASKS)
    g_task_return_error (
        task, luthier_error_new (
                  LUTHIER_ERROR_UNCERTAIN, LUTHIER_REASON_MAYBE_TWICE,
                  /* Translators: why, such as "Luthier ended before it came", and a region */
                  _ ("The answer to the request was lost (%s), and the job is not in the "
                     "list of %s so far. It may still appear there. Creating it again may "
                     "make a second one."),
                  error != NULL ? error->message : "", luthier_intent_get_region (intent)));
  else
    {
      GError *copy = g_error_copy (error != NULL ? error : g_error_new (LUTHIER_ERROR, 0, "?"));

      if (has_failed)
        luthier_session_forget_intent (self, intent);
      g_task_return_error (task, copy);
    }
  g_object_unref (task);
}

void
luthier_session_create_job_async (LuthierSession *self,
                                  LuthierJobSpec *spec,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (LuthierIntent) intent = luthier_session_submit (self, spec);

  g_task_set_source_tag (task, luthier_session_create_job_async);
  if (intent == NULL)
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
                               _ ("No profile is open."));
      return;
    }

  g_task_set_task_data (task, g_object_ref (intent), g_object_unref);
  if (luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS)
    luthier_session_send_again (self, intent);
  luthier_session_send_now (self, intent);
  g_signal_connect_swapped (intent, "notify::state", G_CALLBACK (tell_cb), task);
  g_signal_connect_swapped (intent, "notify::error", G_CALLBACK (tell_cb), task);
  if (luthier_intent_get_state (intent) == LUTHIER_INTENT_SETTLED)
    tell_cb (g_object_ref (task), NULL, intent);
  else
    g_object_ref (task);
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
