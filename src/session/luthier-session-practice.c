/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#define PRACTICE_ID "practice"

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  LuthierProfile *profile = luthier_session_keep_profile_finish (LUTHIER_SESSION (source), result,
                                                                 &error);

  if (profile != NULL)
    g_task_return_pointer (task, profile, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
practice_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  g_autoptr (LuthierProfile) profile = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, PRACTICE_ID);
  g_auto (GStrv) regions = luthier_session_list_usual_regions (self);
  GError *error = NULL;

  if (!luthier_practice_host_start_finish (LUTHIER_PRACTICE_HOST (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  luthier_profile_set_title (profile, _ ("Practice"));
  luthier_profile_set_project (profile, luthier_practice_host_get_project (self->host));
  luthier_profile_set_bucket (profile, LUTHIER_PRACTICE_BUCKET);
  luthier_profile_set_regions (profile, (const char *const *) regions);

  luthier_session_keep_profile_async (self, luthier_session_find_twin (self, profile), profile,
                                      TRUE, kept_cb, g_steal_pointer (&task));
}

/**
 * luthier_session_open_practice_async:
 *
 * Error: %LUTHIER_ERROR_UNAVAILABLE if the practice service does not start
 */
void
luthier_session_open_practice_async (LuthierSession *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_session_open_practice_async);
  luthier_practice_host_start_async (self->host, practice_started_cb, g_steal_pointer (&task));
}

LuthierProfile *
luthier_session_open_practice_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
