/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-thread.h"

#include "luthier-archive.h"
#include "luthier-store-private.h"

struct _LuthierStoreThread
{
  char *path;         /* (owned) */
  GAsyncQueue *queue; /* (owned) (element-type GTask): ended by &end */
};

/* What comes last in the queue. */
static char end;

/* Stores that nobody has any more, and that still have what they are to write. */
static GMutex ending_mutex;
static GCond ending_cond;
static guint n_ending;

#define MAX_WAIT_US (5 * G_USEC_PER_SEC)

static void
count_ending (int change)
{
  g_mutex_lock (&ending_mutex);
  n_ending += (guint) change;
  g_cond_broadcast (&ending_cond);
  g_mutex_unlock (&ending_mutex);
}

/* The files of one that ends in this program may be the very ones that are to be opened. */
static void
wait_for_ending (void)
{
  const gint64 until = g_get_monotonic_time () + MAX_WAIT_US;

  g_mutex_lock (&ending_mutex);
  while (n_ending > 0 && g_cond_wait_until (&ending_cond, &ending_mutex, until))
    ;
  g_mutex_unlock (&ending_mutex);
}

/* What the store is to know of its files goes with the answer. */
static void
tell_news (LuthierArchive *archive, LuthierStoreCall *call)
{
  const GError *trouble = luthier_archive_get_trouble (archive);

  if (!luthier_archive_has_news (archive))
    return;

  call->has_news = TRUE;
  call->trouble = trouble != NULL ? g_error_copy (trouble) : NULL;
  call->damage = luthier_damage_copy (luthier_archive_get_damage (archive));
  call->is_stale = luthier_archive_get_is_stale (archive);
}

static void
run_task (LuthierArchive *archive, GTask *task)
{
  LuthierStoreCall *call = g_task_get_task_data (task);

  if (g_cancellable_set_error_if_cancelled (call->cancellable, &call->error))
    return;

  switch (call->action)
    {
    case LUTHIER_STORE_OPEN:
      wait_for_ending ();
      luthier_archive_open (archive, &call->error);
      break;
    case LUTHIER_STORE_CLOSE:
      luthier_archive_close (archive);
      break;
    case LUTHIER_STORE_RUN:
    default:
      luthier_archive_run (archive, call, &call->error);
    }

  tell_news (archive, call);
}

static gboolean
return_cb (gpointer data)
{
  GTask *task = data;
  LuthierStoreCall *call = g_task_get_task_data (task);

  if (call->has_news)
    luthier_store_take_news (g_task_get_source_object (task), call);
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
}

/* Owns the files, and outlives the store by what is left to do. */
static gpointer
run_thread (gpointer data)
{
  LuthierStoreThread *self = data;
  LuthierArchive *archive = luthier_archive_new (self->path);

  for (gpointer task = g_async_queue_pop (self->queue); task != &end;
       task = g_async_queue_pop (self->queue))
    {
      run_task (archive, task);
      hand_back (task);
    }

  luthier_archive_free (archive);
  count_ending (-1);
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

void
luthier_store_thread_end (LuthierStoreThread *self)
{
  count_ending (1);
  g_async_queue_push (self->queue, &end);
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}
