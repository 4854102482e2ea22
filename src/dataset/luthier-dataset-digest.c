/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-digest.h"

#include <gnutls/crypto.h>
#include <string.h>

/* One is filled, one is worked on, one is in between. */
#define N_BLOCKS 3

typedef struct
{
  gsize length; /* 0: there is no more */
  char bytes[LUTHIER_DATASET_BLOCK];
} Block;

/* SHA-256 needs the bytes in their order, and takes as long as everything else: on the readers'
 * threads it would double the wait. */
struct _LuthierDatasetDigest
{
  GThread *thread; /* (owned) (nullable) */
  gnutls_hash_hd_t sha256;

  /* Of a file */
  LuthierDatasetSource *source; /* (unowned) (nullable) */
  GCancellable *stop;           /* (owned) (nullable) */
  GError *error;                /* (owned) (nullable): of the thread, until it has ended */

  /* Of a stream: readers write into what they read, so that a block is a copy. */
  GAsyncQueue *full;       /* (owned) (nullable) */
  GAsyncQueue *empty;      /* (owned) (nullable) */
  Block *blocks[N_BLOCKS]; /* (owned) */
};

static gpointer
take_blocks (gpointer data)
{
  LuthierDatasetDigest *self = data;
  Block *block;

  while ((block = g_async_queue_pop (self->full))->length > 0)
    {
      gnutls_hash (self->sha256, block->bytes, block->length);
      g_async_queue_push (self->empty, block);
    }
  g_async_queue_push (self->empty, block);
  return NULL;
}

static gpointer
read_along (gpointer data)
{
  LuthierDatasetDigest *self = data;
  g_autofree char *buffer = g_malloc (LUTHIER_DATASET_BLOCK);
  guint64 offset = 0;
  gssize n_read;

  while ((n_read = luthier_dataset_source_read (self->source, offset, buffer, LUTHIER_DATASET_BLOCK,
                                                self->stop, &self->error)) > 0)
    {
      gnutls_hash (self->sha256, buffer, (gsize) n_read);
      offset += (guint64) n_read;
    }
  return NULL;
}

static void
end_thread (LuthierDatasetDigest *self)
{
  if (self->source == NULL)
    {
      Block *last = g_async_queue_pop (self->empty);
      last->length = 0;
      g_async_queue_push (self->full, last);
    }
  g_thread_join (g_steal_pointer (&self->thread));
}

static void
free_blocks (LuthierDatasetDigest *self)
{
  for (guint i = 0; i < N_BLOCKS; i++)
    g_free (self->blocks[i]);
  g_clear_pointer (&self->full, g_async_queue_unref);
  g_clear_pointer (&self->empty, g_async_queue_unref);
}

/**
 * luthier_dataset_digest_new:
 *
 * Returns: (transfer full): the digest of what will be added
 */
LuthierDatasetDigest *
luthier_dataset_digest_new (void)
{
  LuthierDatasetDigest *self = g_new0 (LuthierDatasetDigest, 1);

  self->full = g_async_queue_new ();
  self->empty = g_async_queue_new ();
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      self->blocks[i] = g_new (Block, 1);
      g_async_queue_push (self->empty, self->blocks[i]);
    }
  gnutls_hash_init (&self->sha256, GNUTLS_DIG_SHA256);
  self->thread = g_thread_new ("luthier-digest", take_blocks, self);
  return self;
}

/**
 * luthier_dataset_digest_new_for_file:
 * @source: a file, which has to outlive this; other threads may read it at the same time
 *
 * Returns: (transfer full): the digest of all of it; nothing has to be added
 */
LuthierDatasetDigest *
luthier_dataset_digest_new_for_file (LuthierDatasetSource *source)
{
  LuthierDatasetDigest *self = g_new0 (LuthierDatasetDigest, 1);

  self->source = source;
  self->stop = g_cancellable_new ();
  gnutls_hash_init (&self->sha256, GNUTLS_DIG_SHA256);
  self->thread = g_thread_new ("luthier-digest", read_along, self);
  return self;
}

void
luthier_dataset_digest_free (LuthierDatasetDigest *self)
{
  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
  if (self->thread != NULL)
    end_thread (self);
  gnutls_hash_deinit (self->sha256, NULL);
  free_blocks (self);
  g_clear_object (&self->stop);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * luthier_dataset_digest_add:
 * @length: at most %LUTHIER_DATASET_BLOCK
 *
 * Adds bytes of a stream, which are copied. Waits if the digest is three blocks behind.
 */
void
luthier_dataset_digest_add (LuthierDatasetDigest *self, const char *bytes, gsize length)
{
  Block *block;

  if (length == 0)
    return;
  block = g_async_queue_pop (self->empty);
  block->length = length;
  memcpy (block->bytes, bytes, length);
  g_async_queue_push (self->full, block);
}

/**
 * luthier_dataset_digest_finish:
 * @error: return location for an error of reading a file
 *
 * Waits for the end of it. Nothing can be added after.
 *
 * Returns: (transfer full) (nullable): the SHA-256 in hexadecimal
 */
char *
luthier_dataset_digest_finish (LuthierDatasetDigest *self, GError **error)
{
  guint8 digest[32];
  GString *text;

  end_thread (self);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  gnutls_hash_output (self->sha256, digest);
  text = g_string_sized_new (2 * sizeof digest);
  for (gsize i = 0; i < sizeof digest; i++)
    g_string_append_printf (text, "%02x", digest[i]);
  return g_string_free (text, FALSE);
}
