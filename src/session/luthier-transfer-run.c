/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-resource-name.h"
#include "luthier-secret.h"
#include "luthier-transfer-private.h"

static void
upload_changed_cb (LuthierTransfer *self)
{
  luthier_transfer_set_progress (self, luthier_upload_get_sent (self->upload),
                                 luthier_upload_get_size (self->upload),
                                 luthier_upload_get_rate (self->upload));

  if (luthier_upload_get_state (self->upload) == LUTHIER_UPLOAD_WAITING)
    luthier_transfer_set_state (self, LUTHIER_TRANSFER_WAITING);
  else if (luthier_upload_get_state (self->upload) == LUTHIER_UPLOAD_RUNNING)
    luthier_transfer_set_state (self, LUTHIER_TRANSFER_RUNNING);
}

static void
kept_async_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransfer) self = user_data;
  LuthierTransferMemory *memory = LUTHIER_TRANSFER_MEMORY (source);
  gboolean survives = luthier_transfer_memory_keep_finish (memory, result);

  if (memory != self->memory)
    return;
  luthier_transfer_set_survives (self, survives);
  if (self->upload != NULL)
    luthier_upload_noted (self->upload);
}

/* It is known how to go on from here, in this run and in another one. */
static void
upload_kept_cb (LuthierTransfer *self, LuthierUpload *upload)
{
  if (upload != self->upload)
    return;

  self->mark = *luthier_upload_get_mark (self->upload);
  self->has_mark = TRUE;
  luthier_secret_replace (&self->session, luthier_upload_get_session (self->upload));
  if (luthier_upload_is_waiting_for_note (self->upload))
    luthier_transfer_memory_keep_async (self->memory, &self->mark, self->session, self->generation,
                                        kept_async_cb, g_object_ref (self));
  else if (self->survives)
    luthier_transfer_memory_keep_progress (self->memory, &self->mark);
}

static LuthierUploadRecord *
make_record (LuthierTransfer *self)
{
  LuthierUploadRecord *record = g_new0 (LuthierUploadRecord, 1);

  record->profile = g_strdup (
      luthier_profile_get_id (luthier_connection_get_profile (self->connection)));
  record->file = g_file_get_uri (self->file);
  record->gs_uri = g_strdup (self->uri);
  record->sha256 = g_strdup (self->sha256);
  record->crc32c = g_strdup (self->crc32c);
  record->size = self->wanted_size;
  return record;
}

void
luthier_transfer_forget (LuthierTransfer *self)
{
  luthier_transfer_memory_forget (self->memory);
  g_clear_object (&self->memory);
  self->memory = luthier_transfer_memory_new (self->store, self->random, self->keyring,
                                              make_record (self));
  luthier_secret_replace (&self->session, NULL);
  self->has_mark = self->is_stored = FALSE;
  luthier_transfer_set_survives (self, FALSE);
}

/* Trying again would lead to the same: it begins anew then. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET) ||
         g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_CONFLICT) ||
         g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY) ||
         g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID);
}

/* (transfer full) */
static void
fail (LuthierTransfer *self, GError *error)
{
  const gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (cancelled ? !self->is_left : is_final (error))
    luthier_transfer_forget (self);
  luthier_transfer_set_error (self, cancelled ? NULL : error);
  if (cancelled)
    g_error_free (error);
  luthier_transfer_set_state (self,
                              cancelled ? LUTHIER_TRANSFER_CANCELLED : LUTHIER_TRANSFER_FAILED);
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransfer) self = user_data;
  g_autoptr (LuthierStorageObject) object = NULL;
  GError *error = NULL;

  object = luthier_upload_run_finish (LUTHIER_UPLOAD (source), result, &error);
  if (object == NULL)
    {
      fail (self, error);
      return;
    }

  luthier_transfer_memory_enter_dataset (self->memory, object,
                                         luthier_clock_get_real_time (self->clock));
  luthier_transfer_forget (self);
  luthier_transfer_set_progress (self, object->size, object->size, self->rate);
  luthier_transfer_set_state (self, LUTHIER_TRANSFER_DONE);
}

static void
upload (LuthierTransfer *self)
{
  g_clear_object (&self->upload);
  self->upload = luthier_upload_new (luthier_connection_get_storage (self->connection), self->file,
                                     self->uri);
  luthier_upload_set_generation (self->upload, self->generation);
  if (self->crc32c != NULL)
    luthier_upload_expect (self->upload, self->wanted_size, self->crc32c);
  if (self->has_mark)
    luthier_upload_resume (self->upload, &self->mark, self->session);
  g_signal_connect_object (self->upload, "kept", G_CALLBACK (upload_kept_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->upload, "notify", G_CALLBACK (upload_changed_cb), self,
                           G_CONNECT_SWAPPED);
  luthier_upload_run_async (self->upload, self->cancellable, uploaded_cb, g_object_ref (self));
}

static void
session_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransfer) self = user_data;
  GError *error = NULL;
  char *session = luthier_transfer_memory_find_session_finish (LUTHIER_TRANSFER_MEMORY (source),
                                                               result, &error);

  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  luthier_secret_free (self->session);
  self->session = session;
  self->is_stored = FALSE;
  upload (self);
}

/* An earlier run has begun it: its session is in the keyring. */
static void
find_session (LuthierTransfer *self)
{
  if (self->is_stored)
    luthier_transfer_memory_find_session_async (self->memory, self->cancellable, session_found_cb,
                                                g_object_ref (self));
  else
    upload (self);
}

static void
bucket_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransfer) self = user_data;
  g_autoptr (GError) error = NULL;

  luthier_storage_make_bucket_finish (LUTHIER_STORAGE (source), result, &error);
  if (error != NULL && !g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_CONFLICT))
    fail (self, g_steal_pointer (&error));
  else
    find_session (self);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransfer) self = user_data;
  LuthierProfile *profile = luthier_connection_get_profile (self->connection);
  g_autofree char *bucket = NULL;
  GError *error = NULL;

  if (!luthier_connection_ready_finish (self->connection, result, &error) ||
      g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    fail (self, error);
  else if (luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE &&
           luthier_gs_uri_parse (self->uri, &bucket, NULL))
    luthier_storage_make_bucket_async (luthier_connection_get_storage (self->connection), bucket,
                                       luthier_connection_get_usual_region (self->connection),
                                       self->cancellable, bucket_made_cb, g_object_ref (self));
  else
    find_session (self);
}

void
luthier_transfer_start (LuthierTransfer *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  luthier_transfer_set_error (self, NULL);
  luthier_transfer_set_state (self, LUTHIER_TRANSFER_RUNNING);

  luthier_connection_ready_async (self->connection, ready_cb, g_object_ref (self));
}
