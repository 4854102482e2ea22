/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-private.h"
#include "luthier-store-records.h"

/* The calls about jobs and drafts: what the service has, and what the user has not confirmed. */

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
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_load_jobs, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  luthier_store_enqueue (self, call, luthier_store_load_jobs_async, cancellable, callback,
                         user_data);
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
  return luthier_store_finish_pointer (self, result, error);
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
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_save_job, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->name = g_strdup (name);
  call->text = g_strdup (json);
  call->complete = complete;
  luthier_store_enqueue (self, call, luthier_store_save_job_async, cancellable, callback,
                         user_data);
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
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_save_page, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->reply = luthier_json_ref (reply);
  luthier_store_enqueue (self, call, luthier_store_save_page_async, cancellable, callback,
                         user_data);
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
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_save_draft, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->text = g_strdup (text);
  call->lasting = TRUE;
  luthier_store_enqueue (self, call, luthier_store_save_draft_async, cancellable, callback,
                         user_data);
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
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_records_load_draft, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = g_free;
  luthier_store_enqueue (self, call, luthier_store_load_draft_async, cancellable, callback,
                         user_data);
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
  return luthier_store_finish_pointer (self, result, error);
}
