/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-store-records.h"

struct _LuthierStore
{
  GObject parent_instance;

  char *path;         /* (owned) */
  GAsyncQueue *queue; /* (owned) (element-type GTask): ended by &end */
  char *damaged_path; /* (owned) (nullable) (atomic): set once, on the thread */
};

G_DEFINE_FINAL_TYPE (LuthierStore, luthier_store, G_TYPE_OBJECT)

/* What comes last in the queue. */
static char end;

/**
 * luthier_intent_free:
 * @self: (transfer full): an intent
 *
 * Frees an intent.
 */
void
luthier_intent_free (LuthierIntent *self)
{
  g_free (self->id);
  g_free (self->profile);
  g_free (self->spec);
  g_free (self->job_name);
  g_free (self);
}

static LuthierIntent *
copy_intent (const LuthierIntent *intent)
{
  LuthierIntent *copy = g_memdup2 (intent, sizeof *intent);

  copy->id = g_strdup (intent->id);
  copy->profile = g_strdup (intent->profile);
  copy->spec = g_strdup (intent->spec);
  copy->job_name = g_strdup (intent->job_name);

  return copy;
}

static void
call_free (LuthierStoreCall *call)
{
  g_free (call->profile_id);
  g_free (call->name);
  g_free (call->text);
  g_clear_pointer (&call->reply, luthier_json_unref);
  g_clear_pointer (&call->intent, luthier_intent_free);
  g_clear_error (&call->error);
  if (call->result != NULL)
    call->result_free (call->result);
  g_free (call);
}

/* On the thread from here... */

/* Makes way for a new file. */
static gboolean
keep_aside (LuthierStore *self, GError **error)
{
  g_autofree char *aside = luthier_database_keep_aside (self->path, error);

  if (aside == NULL)
    return FALSE;

  if (g_atomic_pointer_compare_and_exchange (&self->damaged_path, NULL, aside))
    aside = NULL;
  return TRUE;
}

static LuthierDatabase *
open_database (LuthierStore *self, GError **error)
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
run_call (LuthierStore *self, LuthierDatabase **database, LuthierStoreCall *call, GError **error)
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
run_task (LuthierDatabase **database, GTask *task)
{
  LuthierStore *self = g_task_get_source_object (task);
  LuthierStoreCall *call = g_task_get_task_data (task);

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &call->error))
    return;

  if (g_task_get_source_tag (task) == luthier_store_open_async)
    {
      if (*database == NULL)
        *database = open_database (self, &call->error);
    }
  else if (g_task_get_source_tag (task) == luthier_store_close_async)
    g_clear_pointer (database, luthier_database_close);
  else
    run_call (self, database, call, &call->error);
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

/* Owns the database, and outlives the store by what is left to do. */
static gpointer
run_thread (gpointer data)
{
  g_autoptr (GAsyncQueue) queue = data;
  g_autoptr (LuthierDatabase) database = NULL;

  for (gpointer task = g_async_queue_pop (queue); task != &end; task = g_async_queue_pop (queue))
    {
      run_task (&database, task);
      hand_back (task);
    }

  return NULL;
}

/* ...to here. */

static void
luthier_store_finalize (GObject *object)
{
  LuthierStore *self = LUTHIER_STORE (object);

  g_async_queue_push (self->queue, &end);
  g_async_queue_unref (self->queue);
  g_free (self->path);
  g_free (self->damaged_path);

  G_OBJECT_CLASS (luthier_store_parent_class)->finalize (object);
}

static void
luthier_store_class_init (LuthierStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_store_finalize;
}

static void
luthier_store_init (LuthierStore *self)
{
  self->queue = g_async_queue_new ();
  /* Nobody waits for it: whoever wants to be sure that all is written closes the store. */
  g_thread_unref (g_thread_new ("luthier-store", run_thread, g_async_queue_ref (self->queue)));
}

/**
 * luthier_store_new:
 * @path: the file; its folder is made if need be
 *
 * Makes a store that is not open yet.
 *
 * Returns: (transfer full): the store
 */
LuthierStore *
luthier_store_new (const char *path)
{
  LuthierStore *self = g_object_new (LUTHIER_TYPE_STORE, NULL);

  self->path = g_strdup (path);
  return self;
}

static LuthierStoreCall *
call_new (gboolean (*run) (LuthierDatabase *, LuthierStoreCall *, GError **),
          const char *profile_id)
{
  LuthierStoreCall *call = g_new0 (LuthierStoreCall, 1);

  call->run = run;
  call->profile_id = g_strdup (profile_id);

  return call;
}

/* Takes the call. */
static void
enqueue (LuthierStore *self,
         LuthierStoreCall *call,
         gpointer source_tag,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  call->cancellable = cancellable;
  g_async_queue_push (self->queue, g_steal_pointer (&task));
}

static gpointer
finish_pointer (LuthierStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_store_open_async:
 * @self: a store
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is open
 * @user_data: passed to @callback
 *
 * Opens the file, and makes it or brings it up to date if need be. A file that is damaged is kept
 * aside, see luthier_store_get_damaged_path(); one of a newer version is an error and left alone.
 */
void
luthier_store_open_async (LuthierStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_STORE (self));

  enqueue (self, call_new (NULL, NULL), luthier_store_open_async, cancellable, callback, user_data);
}

gboolean
luthier_store_open_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_write_finish (self, result, error);
}

/**
 * luthier_store_get_damaged_path:
 * @self: a store
 *
 * Tells where a file is kept that could not be read any more, for who wants to repair it.
 *
 * Returns: (transfer none) (nullable): its path, %NULL if all is well
 */
const char *
luthier_store_get_damaged_path (LuthierStore *self)
{
  g_return_val_if_fail (LUTHIER_IS_STORE (self), NULL);

  return g_atomic_pointer_get (&self->damaged_path);
}

/**
 * luthier_store_close_async:
 * @self: a store
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is closed
 * @user_data: passed to @callback
 *
 * Closes the file once all that was asked before is done.
 */
void
luthier_store_close_async (LuthierStore *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_STORE (self));

  enqueue (self, call_new (NULL, NULL), luthier_store_close_async, cancellable, callback,
           user_data);
}

gboolean
luthier_store_close_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_write_finish (self, result, error);
}

/**
 * luthier_store_load_profiles_async:
 * @self: an open store
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Loads all profiles, in the order in which they were first saved.
 */
void
luthier_store_load_profiles_async (LuthierStore *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  LuthierStoreCall *call = call_new (luthier_store_records_load_profiles, NULL);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  enqueue (self, call, luthier_store_load_profiles_async, cancellable, callback, user_data);
}

/**
 * luthier_store_load_profiles_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LuthierProfile): the profiles, %NULL and an error
 */
GPtrArray *
luthier_store_load_profiles_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

/**
 * luthier_store_save_profile_async:
 * @self: an open store
 * @profile: a profile; it is saved as it is now
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is saved
 * @user_data: passed to @callback
 *
 * Saves a profile, in the place of the one with the same id.
 */
void
luthier_store_save_profile_async (LuthierStore *self,
                                  LuthierProfile *profile,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LuthierStoreCall *call = call_new (luthier_store_records_save_profile,
                                     luthier_profile_get_id (profile));

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->text = luthier_profile_serialize (profile);
  enqueue (self, call, luthier_store_save_profile_async, cancellable, callback, user_data);
}

/**
 * luthier_store_remove_profile_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is gone
 * @user_data: passed to @callback
 *
 * Forgets a profile with its jobs, its draft and its intents.
 */
void
luthier_store_remove_profile_async (LuthierStore *self,
                                    const char *profile_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_STORE (self));

  enqueue (self, call_new (luthier_store_records_remove_profile, profile_id),
           luthier_store_remove_profile_async, cancellable, callback, user_data);
}

/**
 * luthier_store_load_jobs_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Loads the jobs of a profile as they were last seen, newest first. They are made on the store's
 * thread, and nobody else has them yet.
 */
void
luthier_store_load_jobs_async (LuthierStore *self,
                               const char *profile_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  LuthierStoreCall *call = call_new (luthier_store_records_load_jobs, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  enqueue (self, call, luthier_store_load_jobs_async, cancellable, callback, user_data);
}

/**
 * luthier_store_load_jobs_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LuthierJob): the jobs, %NULL and an error
 */
GPtrArray *
luthier_store_load_jobs_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

/**
 * luthier_store_save_job_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @name: the job's resource name
 * @json: a `TuningJob`, as the service wrote it
 * @complete: whether @json is the whole resource, not a row of a list
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is saved
 * @user_data: passed to @callback
 *
 * Saves a job as it was just seen.
 */
void
luthier_store_save_job_async (LuthierStore *self,
                              const char *profile_id,
                              const char *name,
                              const char *json,
                              gboolean complete,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  LuthierStoreCall *call = call_new (luthier_store_records_save_job, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->name = g_strdup (name);
  call->text = g_strdup (json);
  call->complete = complete;
  enqueue (self, call, luthier_store_save_job_async, cancellable, callback, user_data);
}

/**
 * luthier_store_save_page_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @reply: a whole list reply
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is saved
 * @user_data: passed to @callback
 *
 * Saves the summaries of a list reply in one transaction. Those that did not change cost nothing.
 */
void
luthier_store_save_page_async (LuthierStore *self,
                               const char *profile_id,
                               LuthierJson *reply,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  LuthierStoreCall *call = call_new (luthier_store_records_save_page, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->reply = luthier_json_ref (reply);
  enqueue (self, call, luthier_store_save_page_async, cancellable, callback, user_data);
}

/**
 * luthier_store_save_draft_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @text: (nullable): the draft, %NULL to forget it
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is saved
 * @user_data: passed to @callback
 *
 * Saves the one draft of a profile.
 */
void
luthier_store_save_draft_async (LuthierStore *self,
                                const char *profile_id,
                                const char *text,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  LuthierStoreCall *call = call_new (luthier_store_records_save_draft, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->text = g_strdup (text);
  enqueue (self, call, luthier_store_save_draft_async, cancellable, callback, user_data);
}

/**
 * luthier_store_load_draft_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is there
 * @user_data: passed to @callback
 *
 * Loads the one draft of a profile.
 */
void
luthier_store_load_draft_async (LuthierStore *self,
                                const char *profile_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  LuthierStoreCall *call = call_new (luthier_store_records_load_draft, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = g_free;
  enqueue (self, call, luthier_store_load_draft_async, cancellable, callback, user_data);
}

/**
 * luthier_store_load_draft_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the draft; %NULL without an error if there is none
 */
char *
luthier_store_load_draft_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

/**
 * luthier_store_save_intent_async:
 * @self: an open store
 * @intent: an intent; it is saved as it is now
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on the disk and synced
 * @user_data: passed to @callback
 *
 * Saves an intent, in the place of the one with the same id. Not even a power cut right after
 * @callback loses it.
 */
void
luthier_store_save_intent_async (LuthierStore *self,
                                 const LuthierIntent *intent,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  LuthierStoreCall *call = call_new (luthier_store_records_save_intent, intent->profile);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->intent = copy_intent (intent);
  call->durable = TRUE;
  enqueue (self, call, luthier_store_save_intent_async, cancellable, callback, user_data);
}

/**
 * luthier_store_load_intents_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Loads the intents of a profile, in the order in which they were first saved.
 */
void
luthier_store_load_intents_async (LuthierStore *self,
                                  const char *profile_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LuthierStoreCall *call = call_new (luthier_store_records_load_intents, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  enqueue (self, call, luthier_store_load_intents_async, cancellable, callback, user_data);
}

/**
 * luthier_store_load_intents_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LuthierIntent): the intents, %NULL and an error
 */
GPtrArray *
luthier_store_load_intents_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

/**
 * luthier_store_write_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it was done
 */
gboolean
luthier_store_write_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
