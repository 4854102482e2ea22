/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-receiver.h"

#include "luthier-practice-strikes.h"

#define QUANTUM  LUTHIER_PRACTICE_UPLOAD_QUANTUM
#define DATA_KEY "luthier-practice-receiver"

struct _LuthierPracticeReceiver
{
  GObject parent_instance;

  LuthierPracticeBlobs *blobs;         /* (owned) */
  LuthierPracticeUploads *uploads;     /* (owned) (nullable): of the session */
  LuthierPracticeUpload *upload;       /* (nullable): the session, of the uploads */
  LuthierPracticeMultipart *multipart; /* (owned) (nullable) */
  LuthierPracticeDigest *digest;       /* (owned) (nullable): of the blob up to offset */
  char *blob;                          /* (owned) (nullable): its own, not a session's */
  GByteArray *pending;                 /* (owned): less than a quantum, belongs at offset */
  guint64 offset;
  guint64 skip;
  guint64 room;
  guint64 until_cut; /* how many bytes may come before the connection breaks */
  gboolean is_taking;
  gboolean is_short;
  gboolean is_complete; /* the body has come to its end */
  GError *error;        /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeReceiver, luthier_practice_receiver, G_TYPE_OBJECT)

static void
write_pending (LuthierPracticeReceiver *self)
{
  const char *blob = self->upload != NULL ? self->upload->blob : self->blob;
  GError *error = NULL;

  if (self->error == NULL &&
      !luthier_practice_blobs_write (self->blobs, blob, self->offset, self->pending->data,
                                     self->pending->len, &error))
    luthier_practice_receiver_take_error (self, error);
  if (self->error == NULL)
    {
      luthier_practice_digest_update (self->digest, self->pending->data, self->pending->len);
      self->offset += self->pending->len;
    }
  g_byte_array_set_size (self->pending, 0);
}

static void
take_content (LuthierPracticeReceiver *self, const guint8 *data, gsize length)
{
  gsize skipped = MIN (length, self->skip);

  self->skip -= skipped;
  data += skipped;
  length -= skipped;
  if (length > self->room)
    {
      self->is_short = TRUE;
      length = self->room;
    }
  self->room -= length;

  while (length > 0 && self->error == NULL)
    {
      gsize part = MIN (length, QUANTUM - self->pending->len);

      g_byte_array_append (self->pending, data, (guint) part);
      data += part;
      length -= part;
      if (self->pending->len == QUANTUM)
        write_pending (self);
    }
}

static gboolean
has_the_turn (LuthierPracticeReceiver *self)
{
  return self->upload == NULL || (self->upload->writer == G_OBJECT (self) &&
                                  self->upload->status == LUTHIER_PRACTICE_UPLOAD_OPEN);
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, LuthierPracticeReceiver *self)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (chunk, &length);

  luthier_practice_blobs_count_received (self->blobs, length);
  if (!self->is_taking || self->error != NULL || !has_the_turn (self))
    return;
  if (length > self->until_cut)
    {
      length = self->until_cut;
      soup_server_message_pause (message);
      luthier_practice_strike_break (message);
    }
  self->until_cut -= length;
  if (self->multipart != NULL)
    {
      g_autoptr (GByteArray) content = g_byte_array_new ();

      luthier_practice_multipart_feed (self->multipart, data, length, content);
      take_content (self, content->data, content->len);
    }
  else
    take_content (self, data, length);
}

static void
got_body_cb (SoupServerMessage *message, LuthierPracticeReceiver *self)
{
  self->is_complete = TRUE;
}

/* A connection that breaks in the middle of a chunk does not take back what has come. */
static void
finished_cb (SoupServerMessage *message, LuthierPracticeReceiver *self)
{
  if (!self->is_complete)
    luthier_practice_receiver_commit (self);
  self->is_taking = FALSE;
}

static void
begin (LuthierPracticeReceiver *self)
{
  self->is_taking = TRUE;
  self->room = G_MAXUINT64;
  self->until_cut = G_MAXUINT64;
  self->digest = luthier_practice_digest_new (FALSE);
}

static void
begin_blob (LuthierPracticeReceiver *self)
{
  GError *error = NULL;

  begin (self);
  self->blob = luthier_practice_blobs_create (self->blobs, &error);
  if (self->blob == NULL)
    luthier_practice_receiver_take_error (self, error);
}

static void
luthier_practice_receiver_finalize (GObject *object)
{
  LuthierPracticeReceiver *self = LUTHIER_PRACTICE_RECEIVER (object);

  if (self->upload != NULL && self->upload->writer == object)
    self->upload->writer = NULL;
  luthier_practice_blobs_drop (self->blobs, self->blob);
  g_clear_object (&self->blobs);
  g_clear_object (&self->uploads);
  g_clear_pointer (&self->multipart, luthier_practice_multipart_free);
  g_clear_pointer (&self->digest, luthier_practice_digest_free);
  g_clear_pointer (&self->pending, g_byte_array_unref);
  g_clear_error (&self->error);
  g_free (self->blob);

  G_OBJECT_CLASS (luthier_practice_receiver_parent_class)->finalize (object);
}

static void
luthier_practice_receiver_class_init (LuthierPracticeReceiverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_receiver_finalize;
}

static void
luthier_practice_receiver_init (LuthierPracticeReceiver *self)
{
  self->pending = g_byte_array_sized_new (QUANTUM);
}

/**
 * luthier_practice_receiver_attach:
 * @message: a request of which the headers have come
 * @blobs: where to write to
 *
 * Returns: (transfer none): a receiver that throws the body away until told what it is
 */
LuthierPracticeReceiver *
luthier_practice_receiver_attach (SoupServerMessage *message, LuthierPracticeBlobs *blobs)
{
  LuthierPracticeReceiver *self = g_object_new (LUTHIER_TYPE_PRACTICE_RECEIVER, NULL);

  self->blobs = g_object_ref (blobs);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect_object (message, "got-chunk", G_CALLBACK (got_chunk_cb), self, 0);
  g_signal_connect_object (message, "got-body", G_CALLBACK (got_body_cb), self, 0);
  g_signal_connect_object (message, "finished", G_CALLBACK (finished_cb), self, 0);
  g_signal_connect_object (message, "disconnected", G_CALLBACK (finished_cb), self, 0);
  g_object_set_data_full (G_OBJECT (message), DATA_KEY, self, g_object_unref);
  return self;
}

LuthierPracticeReceiver *
luthier_practice_receiver_get (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), DATA_KEY);
}

void
luthier_practice_receiver_take_media (LuthierPracticeReceiver *self)
{
  begin_blob (self);
}

void
luthier_practice_receiver_take_multipart (LuthierPracticeReceiver *self, const char *boundary)
{
  begin_blob (self);
  self->multipart = luthier_practice_multipart_new (boundary);
}

/**
 * luthier_practice_receiver_take_chunk:
 * @self: the receiver
 * @uploads: where @upload belongs
 * @upload: a session; another receiver of its bytes is done from now on
 * @skip: how many of the first bytes are kept already
 * @room: how many of the following may be kept
 */
void
luthier_practice_receiver_take_chunk (LuthierPracticeReceiver *self,
                                      LuthierPracticeUploads *uploads,
                                      LuthierPracticeUpload *upload,
                                      guint64 skip,
                                      guint64 room)
{
  begin (self);
  self->uploads = g_object_ref (uploads);
  self->upload = upload;
  self->skip = skip;
  self->room = room;
  self->offset = upload->offset;
  luthier_practice_digest_free (self->digest);
  self->digest = luthier_practice_digest_copy (upload->digest);
  upload->writer = G_OBJECT (self);
}

void
luthier_practice_receiver_cut_after (LuthierPracticeReceiver *self, guint64 bytes)
{
  self->until_cut = bytes;
}

gboolean
luthier_practice_receiver_is_taking (LuthierPracticeReceiver *self)
{
  return self->is_taking;
}

/**
 * luthier_practice_receiver_take_error:
 * @self: the receiver
 * @error: (transfer full): why nothing more is taken
 */
void
luthier_practice_receiver_take_error (LuthierPracticeReceiver *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

const GError *
luthier_practice_receiver_get_error (LuthierPracticeReceiver *self)
{
  return self->error;
}

void
luthier_practice_receiver_flush (LuthierPracticeReceiver *self)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  if (!self->is_taking)
    return;
  if (self->multipart != NULL)
    {
      if (luthier_practice_multipart_finish (self->multipart, content))
        take_content (self, content->data, content->len);
      else
        luthier_practice_receiver_take_error (
            self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                                       "Malformed multipart body."));
    }
  write_pending (self);
}

guint64
luthier_practice_receiver_get_end (LuthierPracticeReceiver *self)
{
  return self->offset + self->pending->len;
}

gboolean
luthier_practice_receiver_is_short (LuthierPracticeReceiver *self)
{
  return self->is_short;
}

void
luthier_practice_receiver_commit (LuthierPracticeReceiver *self)
{
  if (self->is_taking && self->upload != NULL && has_the_turn (self) &&
      self->offset != self->upload->offset)
    luthier_practice_uploads_advance (self->uploads, self->upload, self->offset, self->digest);
}

LuthierPracticeMultipart *
luthier_practice_receiver_get_multipart (LuthierPracticeReceiver *self)
{
  return self->multipart;
}

LuthierPracticeDigest *
luthier_practice_receiver_get_digest (LuthierPracticeReceiver *self)
{
  return self->digest;
}

char *
luthier_practice_receiver_steal_blob (LuthierPracticeReceiver *self)
{
  return g_steal_pointer (&self->blob);
}
