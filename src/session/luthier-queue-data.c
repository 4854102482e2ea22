/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-file-digest.h"
#include "luthier-object-name.h"
#include "luthier-queue-private.h"
#include "luthier-store-uploads.h"
#include "luthier-transfer-private.h"

/* An upload that failed for want of a network or a service is tried again after this time. */
#define TRY_AGAIN_MS 60000

/* One of the two files of an intent. */
typedef struct
{
  const char *(*get_file) (LuthierJobSpec *spec);
  const char *(*get_uri) (LuthierJobSpec *spec);
  void (*set_uri) (LuthierJobSpec *spec, const char *uri);
} Part;

static const Part parts[] = {
  { luthier_job_spec_get_training_file, luthier_job_spec_get_training_uri,
    luthier_job_spec_set_training_uri },
  { luthier_job_spec_get_validation_file, luthier_job_spec_get_validation_uri,
    luthier_job_spec_set_validation_uri },
};

static gboolean
waits_for (LuthierQueue *self, LuthierJobSpec *spec, const Part *part)
{
  return part->get_file (spec) != NULL &&
         (part->get_uri (spec) == NULL ||
          !g_hash_table_contains (self->uploaded, part->get_uri (spec)));
}

/* (nullable): the first one that is not there yet. */
static const Part *
find_missing (LuthierQueue *self, LuthierJobSpec *spec)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (waits_for (self, spec, &parts[i]))
      return &parts[i];

  return NULL;
}

/* (nullable): where it is to be uploaded to. */
static const char *
get_bucket (LuthierQueue *self, LuthierJobSpec *spec)
{
  const char *bucket = luthier_job_spec_get_bucket (spec);

  if (bucket == NULL)
    bucket = luthier_profile_get_bucket (self->profile);
  if (bucket == NULL && luthier_profile_get_kind (self->profile) == LUTHIER_PROFILE_PRACTICE)
    bucket = LUTHIER_PRACTICE_BUCKET;

  return bucket;
}

static void
refuse (LuthierQueue *self, LuthierQueueEntry *entry, const GError *error)
{
  if (entry->record->state != LUTHIER_INTENT_QUEUED)
    return;

  luthier_queue_set_error (self, entry, error);
  luthier_queue_step (self, entry, LUTHIER_INTENT_EVENT_REFUSED);
  luthier_queue_save (self, entry);
}

/* Where it goes is part of what is asked for, and stays so: after a restart it goes to the same
 * place. */
static void
choose_address (LuthierQueue *self, LuthierQueueEntry *entry, const Part *part)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_copy (luthier_intent_get_spec (entry->intent));
  g_autoptr (GFile) file = g_file_new_for_uri (part->get_file (spec));
  const char *bucket = get_bucket (self, spec);
  g_autofree char *uri = NULL;

  if (bucket == NULL)
    {
      g_autoptr (GError) error = g_error_new_literal (
          LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
          _ ("It is not said to which bucket the file is to be uploaded."));

      refuse (self, entry, error);
      return;
    }

  uri = luthier_object_name_make (file, bucket, NULL, luthier_clock_get_real_time (self->clock),
                                  self->random);
  part->set_uri (spec, uri);
  luthier_queue_set_spec (self, entry, spec);
  luthier_queue_save (self, entry);
}

/* One question to the store: is the file at its address already? */
typedef struct
{
  LuthierQueue *queue; /* (owned) */
  LuthierQueueEntry *entry;
  const Part *part;
  char *uri; /* (owned) */
} Inquiry;

static void
inquiry_free (Inquiry *inquiry)
{
  g_object_unref (inquiry->queue);
  g_free (inquiry->uri);
  g_free (inquiry);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Inquiry, inquiry_free)

static gboolean
is_lasting (const GError *error)
{
  return error != NULL && !g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT) &&
         !g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_UNCERTAIN) &&
         !g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE) &&
         !g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_RATE_LIMITED) &&
         !luthier_error_is_about_sign_in (error);
}

static LuthierQueueEntry *
find_waiting (LuthierQueue *self, LuthierTransfer *transfer)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      LuthierQueueEntry *entry = g_ptr_array_index (self->order, i);

      if (entry->transfer == transfer)
        return entry;
    }

  return NULL;
}

void
luthier_queue_retry_transfers (LuthierQueue *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_copy (self->order, NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      LuthierQueueEntry *entry = g_ptr_array_index (entries, i);

      if (entry->transfer != NULL &&
          luthier_transfer_get_state (entry->transfer) == LUTHIER_TRANSFER_FAILED)
        luthier_transfer_retry (entry->transfer);
    }
}

static gboolean
try_again_cb (gpointer user_data)
{
  LuthierQueue *self = user_data;

  self->data_timer = 0;
  luthier_queue_retry_transfers (self);

  return G_SOURCE_REMOVE;
}

/* How an upload has ended, as far as its intents are concerned. (transfer full) (nullable): why they
 * are refused. */
static GError *
get_refusal (LuthierTransfer *transfer)
{
  if (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_FAILED)
    return g_error_copy (luthier_transfer_get_error (transfer));
  /* Leaving the profile is no decision about the job. */
  if (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_CANCELLED &&
      !luthier_connection_is_closed (transfer->connection))
    return g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
                                _ ("The upload of its file was cancelled."));

  return NULL;
}

/* Several intents may wait for one file. */
static void
transfer_changed_cb (LuthierQueue *self, GParamSpec *pspec, LuthierTransfer *transfer)
{
  const LuthierTransferState state = luthier_transfer_get_state (transfer);
  g_autoptr (LuthierTransfer) alive = g_object_ref (transfer);
  g_autoptr (GError) refusal = NULL;
  LuthierQueueEntry *entry = NULL;

  if (self->is_ended || state == LUTHIER_TRANSFER_RUNNING || state == LUTHIER_TRANSFER_WAITING)
    return;
  if (state == LUTHIER_TRANSFER_FAILED && !is_lasting (luthier_transfer_get_error (transfer)))
    {
      if (self->data_timer == 0)
        self->data_timer = luthier_clock_add_timeout (self->clock, TRY_AGAIN_MS, try_again_cb, self,
                                                      NULL);
      return;
    }

  if (state == LUTHIER_TRANSFER_DONE)
    g_hash_table_add (self->uploaded, g_strdup (luthier_transfer_get_uri (transfer)));
  refusal = get_refusal (transfer);
  while ((entry = find_waiting (self, transfer)) != NULL)
    {
      luthier_queue_drop_transfer (self, entry);
      if (refusal != NULL)
        refuse (self, entry, refusal);
      else
        luthier_queue_ensure_data (self, entry);
    }
  luthier_queue_update (self);
}

static void
follow (LuthierQueue *self, LuthierQueueEntry *entry, LuthierTransfer *transfer)
{
  g_set_object (&entry->transfer, transfer);
  luthier_intent_set_transfer (entry->intent, transfer);
  g_signal_handlers_disconnect_by_func (transfer, transfer_changed_cb, self);
  g_signal_connect_object (transfer, "notify::state", G_CALLBACK (transfer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  transfer_changed_cb (self, NULL, transfer);
}

/* (transfer full) (nullable) */
static LuthierTransfer *
ask_for_upload (const Inquiry *inquiry, const LuthierFileDigest *digest)
{
  LuthierJobSpec *spec = luthier_intent_get_spec (inquiry->entry->intent);
  g_autoptr (LuthierUploadRecord) record = g_new0 (LuthierUploadRecord, 1);
  LuthierTransfer *transfer = NULL;

  record->profile = g_strdup (luthier_profile_get_id (inquiry->queue->profile));
  record->file = g_strdup (inquiry->part->get_file (spec));
  record->gs_uri = g_strdup (inquiry->uri);
  if (digest != NULL)
    {
      record->sha256 = g_strdup (digest->sha256);
      record->crc32c = g_strdup (digest->crc32c);
      record->size = digest->size;
    }
  g_signal_emit_by_name (inquiry->queue, "needs-upload", record, &transfer);

  return transfer;
}

/* Does it still wait for that file, and nobody uploads it? */
static gboolean
is_current (const Inquiry *inquiry)
{
  LuthierQueueEntry *entry = inquiry->entry;

  return !inquiry->queue->is_ended && luthier_queue_is_on_disk (entry) &&
         entry->record->state == LUTHIER_INTENT_QUEUED && entry->transfer == NULL &&
         g_strcmp0 (inquiry->part->get_uri (luthier_intent_get_spec (entry->intent)),
                    inquiry->uri) == 0;
}

/* What is at an address that tells what is in it must be that. */
static void
digested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Inquiry) inquiry = user_data;
  g_autoptr (LuthierFileDigest) digest = NULL;
  g_autoptr (LuthierTransfer) transfer = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;

  digest = luthier_file_digest_finish (result, &cause);
  if (!is_current (inquiry))
    return;

  if (digest == NULL)
    error = g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_DATASET, _ ("“%s” cannot be read: %s"), shown,
                         cause->message);
  else if (!luthier_object_name_has_hash (inquiry->uri, digest->sha256))
    error = g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
                         _ ("“%s” was changed since it was checked."), shown);
  else
    transfer = ask_for_upload (inquiry, digest);

  if (error != NULL)
    refuse (inquiry->queue, inquiry->entry, error);
  else if (transfer != NULL)
    follow (inquiry->queue, inquiry->entry, transfer);
  luthier_queue_update (inquiry->queue);
}

static void
dataset_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Inquiry) inquiry = user_data;
  LuthierQueue *self = inquiry->queue;
  LuthierQueueEntry *entry = inquiry->entry;
  const char *file = inquiry->part->get_file (luthier_intent_get_spec (entry->intent));
  g_autoptr (LuthierStoredDataset) dataset = NULL;
  g_autoptr (LuthierTransfer) transfer = NULL;

  dataset = luthier_store_load_dataset_finish (LUTHIER_STORE (source), result, NULL);
  if (!is_current (inquiry))
    return;

  if (dataset != NULL && g_strcmp0 (dataset->file, file) == 0)
    {
      g_hash_table_add (self->uploaded, g_strdup (inquiry->uri));
      luthier_queue_ensure_data (self, entry);
      luthier_queue_update (self);
      return;
    }

  transfer = ask_for_upload (inquiry, NULL);
  if (transfer != NULL)
    follow (self, entry, transfer);
  else if (luthier_object_name_tells (inquiry->uri))
    {
      g_autoptr (GFile) whole = g_file_new_for_uri (file);

      luthier_file_digest_async (whole, NULL, digested_cb, g_steal_pointer (&inquiry));
    }
}

void
luthier_queue_ensure_data (LuthierQueue *self, LuthierQueueEntry *entry)
{
  LuthierJobSpec *spec = luthier_intent_get_spec (luthier_queue_get_intent (self, entry));
  const Part *missing = find_missing (self, spec);
  Inquiry *inquiry = NULL;

  entry->has_data = missing == NULL;
  if (missing == NULL || entry->transfer != NULL || self->is_ended ||
      entry->record->state != LUTHIER_INTENT_QUEUED)
    return;

  if (missing->get_uri (spec) == NULL)
    choose_address (self, entry, missing);
  spec = luthier_intent_get_spec (entry->intent);
  if (missing->get_uri (spec) == NULL || !luthier_queue_is_on_disk (entry))
    return;

  inquiry = g_new0 (Inquiry, 1);
  inquiry->queue = g_object_ref (self);
  inquiry->entry = entry;
  inquiry->part = missing;
  inquiry->uri = g_strdup (missing->get_uri (spec));
  luthier_store_load_dataset_async (self->store, luthier_profile_get_id (self->profile),
                                    inquiry->uri, NULL, dataset_loaded_cb, inquiry);
}

void
luthier_queue_check_data (LuthierQueue *self)
{
  g_autoptr (GPtrArray) entries = NULL;

  g_return_if_fail (LUTHIER_IS_QUEUE (self));

  entries = g_ptr_array_copy (self->order, NULL, NULL);
  for (guint i = 0; i < entries->len; i++)
    luthier_queue_ensure_data (self, g_ptr_array_index (entries, i));
  luthier_queue_update (self);
}

void
luthier_queue_drop_transfer (LuthierQueue *self, LuthierQueueEntry *entry)
{
  g_clear_object (&entry->transfer);
  if (entry->intent != NULL)
    luthier_intent_set_transfer (entry->intent, NULL);
}
