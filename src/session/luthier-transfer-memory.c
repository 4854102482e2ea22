/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-transfer-memory.h"

#include <glib/gi18n.h>

#include "luthier-secret.h"
#include "luthier-upload-worker.h"

struct _LuthierTransferMemory
{
  GObject parent_instance;

  LuthierStore *store;         /* (owned) */
  LuthierKeyring *keyring;     /* (owned) (nullable) */
  LuthierUploadRecord *record; /* (owned) */
  gboolean is_written;         /* in the store, or on its way there */
  gboolean is_forgotten;
};

G_DEFINE_FINAL_TYPE (LuthierTransferMemory, luthier_transfer_memory, G_TYPE_OBJECT)

static void
luthier_transfer_memory_finalize (GObject *object)
{
  LuthierTransferMemory *self = LUTHIER_TRANSFER_MEMORY (object);

  g_clear_object (&self->store);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->record, luthier_upload_record_free);

  G_OBJECT_CLASS (luthier_transfer_memory_parent_class)->finalize (object);
}

static void
luthier_transfer_memory_class_init (LuthierTransferMemoryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_transfer_memory_finalize;
}

static void
luthier_transfer_memory_init (LuthierTransferMemory *self)
{
}

LuthierTransferMemory *
luthier_transfer_memory_new (LuthierStore *store,
                             LuthierRandom *random,
                             LuthierKeyring *keyring,
                             LuthierUploadRecord *record)
{
  LuthierTransferMemory *self = g_object_new (LUTHIER_TYPE_TRANSFER_MEMORY, NULL);

  self->store = g_object_ref (store);
  g_set_object (&self->keyring, keyring);
  self->record = record;
  self->is_written = record->id != NULL;
  if (record->id == NULL)
    record->id = luthier_random_make_id (random);
  return self;
}

/* What is sent within one chunk is sent again sooner than a keyring is asked. */
static gboolean
needs_session (LuthierTransferMemory *self)
{
  return self->record->size > LUTHIER_UPLOAD_CHUNK;
}

static char *
get_secret_id (LuthierTransferMemory *self)
{
  return luthier_keyring_make_upload_id (self->record->profile, self->record->id);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("How far an upload is, is not remembered: %s", error->message);
}

static void
remove_record (LuthierTransferMemory *self)
{
  luthier_store_remove_upload_async (self->store, self->record->id, NULL, written_cb, NULL);
}

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierTransferMemory *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gboolean stored = luthier_keyring_store_finish (LUTHIER_KEYRING (source), result, &error);

  if (!stored)
    {
      g_info ("An upload cannot be gone on with after a restart: %s", error->message);
      remove_record (self);
    }
  g_task_return_boolean (task, stored && !self->is_forgotten);
}

/* The record comes before the secret, so that none is ever left that nobody knows. */
static void
record_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierTransferMemory *self = g_task_get_source_object (task);
  GBytes *session = g_task_get_task_data (task);
  g_autofree char *id = get_secret_id (self);
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    {
      g_info ("An upload cannot be gone on with after a restart: %s", error->message);
      g_task_return_boolean (task, FALSE);
    }
  else if (self->is_forgotten)
    g_task_return_boolean (task, FALSE);
  else if (!needs_session (self))
    g_task_return_boolean (task, TRUE);
  else
    /* Translators: how the keyring's own program lists it */
    luthier_keyring_store_async (self->keyring, id, _ ("Luthier: an unfinished upload"), session,
                                 NULL, secret_stored_cb, g_object_ref (task));
}

static void
take_mark (LuthierTransferMemory *self, const LuthierUploadMark *mark)
{
  self->record->size = mark->size;
  self->record->mtime_us = mark->mtime_us;
  self->record->kept = mark->kept;
  self->record->kept_crc32c = mark->crc32c;
}

void
luthier_transfer_memory_keep_async (LuthierTransferMemory *self,
                                    const LuthierUploadMark *mark,
                                    const char *session,
                                    gint64 generation,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, luthier_transfer_memory_keep_async);
  if (self->keyring == NULL || self->is_forgotten)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }

  take_mark (self, mark);
  self->record->generation = generation;
  self->is_written = TRUE;
  g_task_set_task_data (task, luthier_secret_take_bytes (g_strdup (session)),
                        (GDestroyNotify) g_bytes_unref);
  luthier_store_save_upload_async (self->store, self->record, NULL, record_saved_cb,
                                   g_object_ref (task));
}

gboolean
luthier_transfer_memory_keep_finish (LuthierTransferMemory *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

void
luthier_transfer_memory_keep_progress (LuthierTransferMemory *self, const LuthierUploadMark *mark)
{
  take_mark (self, mark);
  luthier_store_save_upload_async (self->store, self->record, NULL, written_cb, NULL);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes)
      session = luthier_keyring_lookup_finish (LUTHIER_KEYRING (source), result, &error);
  gsize length;
  const char *text;

  if (error != NULL)
    g_task_return_error (task, error);
  else if (session == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    {
      text = g_bytes_get_data (session, &length);
      g_task_return_pointer (task, g_strndup (text, length), (GDestroyNotify) luthier_secret_free);
    }
}

void
luthier_transfer_memory_find_session_async (LuthierTransferMemory *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *id = get_secret_id (self);

  g_task_set_source_tag (task, luthier_transfer_memory_find_session_async);
  if (self->keyring != NULL && self->is_written && needs_session (self))
    luthier_keyring_lookup_async (self->keyring, id, cancellable, looked_up_cb,
                                  g_steal_pointer (&task));
  else
    g_task_return_pointer (task, NULL, NULL);
}

char *
luthier_transfer_memory_find_session_finish (LuthierTransferMemory *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
secret_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransferMemory) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The session that it stands for is over: it opens nothing any more. */
  if (!luthier_keyring_clear_finish (LUTHIER_KEYRING (source), result, &error))
    g_info ("What is left of an upload in the keyring stays there: %s", error->message);
  remove_record (self);
}

void
luthier_transfer_memory_forget (LuthierTransferMemory *self)
{
  g_autofree char *id = get_secret_id (self);

  if (self->is_forgotten)
    return;
  self->is_forgotten = TRUE;
  if (self->is_written && needs_session (self))
    luthier_keyring_clear_async (self->keyring, id, NULL, secret_cleared_cb, g_object_ref (self));
  else if (self->is_written)
    remove_record (self);
}

void
luthier_transfer_memory_enter_dataset (LuthierTransferMemory *self,
                                       const LuthierStorageObject *object,
                                       gint64 now)
{
  const LuthierStoredDataset dataset = {
    .profile = self->record->profile,
    .gs_uri = self->record->gs_uri,
    .file = self->record->file,
    .sha256 = self->record->sha256,
    .crc32c = object->crc32c,
    .size = object->size,
    .time_us = now,
  };

  luthier_store_save_dataset_async (self->store, &dataset, NULL, written_cb, NULL);
}
