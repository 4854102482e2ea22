/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-thread.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-store-call.h"

struct _LuthierStoreThread
{
  char *path;         /* (owned) */
  GAsyncQueue *queue; /* (owned) (element-type GTask): ended by &end */
  char *damaged_path; /* (owned) (nullable) (atomic): set once, by the thread */
};

/* What comes last in the queue. */
static char end;

/* Makes way for a new file. */
static gboolean
keep_aside (LuthierStoreThread *self, GError **error)
{
  g_autofree char *aside = luthier_database_keep_aside (self->path, error);

  if (aside == NULL)
    return FALSE;

  if (g_atomic_pointer_compare_and_exchange (&self->damaged_path, NULL, aside))
    aside = NULL;
  return TRUE;
}

static LuthierDatabase *
open_database (LuthierStoreThread *self, GError **error)
{
  g_autoptr (GError) first = NULL;
  gboolean damaged = FALSE;
  LuthierDatabase *database = luthier_database_open (self->path, &damaged, &first);

  if (database != NULL)
    return database;
  if (damaged)
    return keep_aside (self, error) ? luthier_database_open (self->path, &damaged, error) : NULL;

  g_propagate_error (error, g_steal_pointer (&first));
  return NULL;
}

static gboolean
run_in_transaction (LuthierDatabase *database, gpointer data, GError **error)
{
  LuthierStoreCall *call = data;

  return call->run (database, call, error);
}

/* A file that breaks while it is used is kept aside as well, and the call has another try. */
static gboolean
run_call (LuthierStoreThread *self,
          LuthierDatabase **database,
          LuthierStoreCall *call,
          GError **error)
{
  g_autoptr (GError) first = NULL;

  if (*database == NULL)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_STORE,
                           _ ("What is remembered is not open."));
      return FALSE;
    }

  if (luthier_database_transact (*database, call->durable, run_in_transaction, call, &first))
    return TRUE;

  if (!luthier_database_is_damaged (*database))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }

  g_clear_pointer (database, luthier_database_close);
  if (keep_aside (self, error))
    *database = open_database (self, error);
  return *database != NULL &&
         luthier_database_transact (*database, call->durable, run_in_transaction, call, error);
}

static void
run_task (LuthierStoreThread *self, LuthierDatabase **database, GTask *task)
{
  LuthierStoreCall *call = g_task_get_task_data (task);

  if (g_cancellable_set_error_if_cancelled (call->cancellable, &call->error))
    return;

  switch (call->action)
    {
    case LUTHIER_STORE_OPEN:
      if (*database == NULL)
        *database = open_database (self, &call->error);
      break;
    case LUTHIER_STORE_CLOSE:
      g_clear_pointer (database, luthier_database_close);
      break;
    case LUTHIER_STORE_RUN:
    default:
      run_call (self, database, call, &call->error);
    }
}

static gboolean
return_cb (gpointer data)
{
  GTask *task = data;
  LuthierStoreCall *call = g_task_get_task_data (task);

  if (call->error != NULL)
    g_task_return_error (task, g_steal_pointer (&call->error));
  else if (call->result_free != NULL)
    g_task_return_pointer (task, g_steal_pointer (&call->result), call->result_free);
  else
    g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

/* The last reference goes where the callback is, so a store is never finalized on its thread. */
static void
hand_back (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, return_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
clear (LuthierStoreThread *self)
{
  g_free (self->path);
  g_async_queue_unref (self->queue);
  g_free (self->damaged_path);
}

/* Owns the database, and outlives the store by what is left to do. */
static gpointer
run_thread (gpointer data)
{
  LuthierStoreThread *self = data;
  LuthierDatabase *database = NULL;

  for (gpointer task = g_async_queue_pop (self->queue); task != &end;
       task = g_async_queue_pop (self->queue))
    {
      run_task (self, &database, task);
      hand_back (task);
    }

  g_clear_pointer (&database, luthier_database_close);
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);

  return NULL;
}

LuthierStoreThread *
luthier_store_thread_start (const char *path)
{
  LuthierStoreThread *self = g_atomic_rc_box_new0 (LuthierStoreThread);

  self->path = g_strdup (path);
  self->queue = g_async_queue_new ();
  g_thread_unref (g_thread_new ("luthier-store", run_thread, g_atomic_rc_box_acquire (self)));

  return self;
}

void
luthier_store_thread_push (LuthierStoreThread *self, GTask *task)
{
  LuthierStoreCall *call = g_task_get_task_data (task);

  call->cancellable = g_task_get_cancellable (task);
  /* What is done is never told to be cancelled; the thread looks before it begins. */
  g_task_set_check_cancellable (task, FALSE);
  g_async_queue_push (self->queue, task);
}

gboolean
luthier_store_thread_is_idle (LuthierStoreThread *self)
{
  /* Less than nothing in the queue: the thread waits for something. */
  return g_async_queue_length (self->queue) < 0;
}

const char *
luthier_store_thread_get_damaged_path (LuthierStoreThread *self)
{
  return g_atomic_pointer_get (&self->damaged_path);
}

void
luthier_store_thread_end (LuthierStoreThread *self)
{
  g_async_queue_push (self->queue, &end);
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}
