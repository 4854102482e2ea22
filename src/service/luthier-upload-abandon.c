/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload-private.h"
#include "luthier-upload-session.h"

/* What ends a session takes to its thread. */
typedef struct
{
  LuthierEndpoints *endpoints; /* (owned) */
  char *bucket;                /* (owned) */
  char *name;                  /* (owned) */
  char *session;               /* (owned): a secret */
} Farewell;

static void
farewell_free (Farewell *farewell)
{
  explicit_bzero (farewell->session, strlen (farewell->session));
  g_object_unref (farewell->endpoints);
  g_free (farewell->bucket);
  g_free (farewell->name);
  g_free (farewell->session);
  g_free (farewell);
}

static void
abandon_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Farewell *farewell = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (LuthierUploadSession) session = NULL;

  g_main_context_push_thread_default (context);
  session = luthier_upload_session_new (farewell->endpoints, farewell->bucket, farewell->name, 0);
  if (luthier_upload_session_resume (session, farewell->session))
    luthier_upload_session_abandon (session);
  g_clear_pointer (&session, luthier_upload_session_free);
  g_main_context_pop_thread_default (context);
  g_task_return_boolean (task, TRUE);
}

/**
 * luthier_upload_abandon:
 * @self: an upload that does not run
 *
 * Ends its session at the service, if there is one and it can be told soon; nobody waits for it.
 */
void
luthier_upload_abandon (LuthierUpload *self)
{
  g_autoptr (GTask) task = NULL;
  Farewell *farewell;

  g_return_if_fail (LUTHIER_IS_UPLOAD (self));

  if (self->session == NULL || self->name == NULL)
    return;
  farewell = g_new0 (Farewell, 1);
  farewell->endpoints = g_object_ref (
      luthier_http_client_get_endpoints (luthier_storage_get_http (self->storage)));
  farewell->bucket = g_strdup (self->bucket);
  farewell->name = g_strdup (self->name);
  farewell->session = g_strdup (self->session);
  luthier_upload_forget_session (self);
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, luthier_upload_abandon);
  g_task_set_task_data (task, farewell, (GDestroyNotify) farewell_free);
  g_task_run_in_thread (task, abandon_in_thread);
}
