/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-digest.h"

#include <gnutls/crypto.h>
#include <string.h>

#include "luthier-crc32c.h"

/* One is filled, one is worked on, one is in between. */
#define N_BLOCKS 3

typedef struct
{
  gsize length; /* 0: there is no more */
  char bytes[LUTHIER_DATASET_BLOCK];
} Block;

/* SHA-256 takes as long as reading the JSON: together they would double the wait. The reader
 * writes into what it reads, so that a block is a copy. */
struct _LuthierDatasetDigest
{
  GThread *thread; /* (owned) (nullable) */
  GAsyncQueue *full;
  GAsyncQueue *empty;
  Block *blocks[N_BLOCKS]; /* (owned) */

  /* Of the thread, until it has ended. */
  gnutls_hash_hd_t sha256;
  guint32 crc32c;
};

static gpointer
work (gpointer data)
{
  LuthierDatasetDigest *self = data;
  Block *block;

  while ((block = g_async_queue_pop (self->full))->length > 0)
    {
      gnutls_hash (self->sha256, block->bytes, block->length);
      self->crc32c = luthier_crc32c_update (self->crc32c, block->bytes, block->length);
      g_async_queue_push (self->empty, block);
    }
  g_async_queue_push (self->empty, block);
  return NULL;
}

static void
end_thread (LuthierDatasetDigest *self)
{
  Block *last = g_async_queue_pop (self->empty);

  last->length = 0;
  g_async_queue_push (self->full, last);
  g_thread_join (g_steal_pointer (&self->thread));
}

/**
 * luthier_dataset_digest_new:
 *
 * Returns: (transfer full): the digest of nothing so far
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
  self->thread = g_thread_new ("luthier-digest", work, self);
  return self;
}

void
luthier_dataset_digest_free (LuthierDatasetDigest *self)
{
  if (self->thread != NULL)
    end_thread (self);
  gnutls_hash_deinit (self->sha256, NULL);
  for (guint i = 0; i < N_BLOCKS; i++)
    g_free (self->blocks[i]);
  g_async_queue_unref (self->full);
  g_async_queue_unref (self->empty);
  g_free (self);
}

/**
 * luthier_dataset_digest_add:
 * @length: at most %LUTHIER_DATASET_BLOCK
 *
 * Adds bytes, which are copied. Waits if the digest is three blocks behind.
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
 * @crc32c: (out): the checksum of Cloud Storage
 *
 * Waits for the end of it. Nothing can be added after.
 *
 * Returns: (transfer full): the SHA-256 in hexadecimal
 */
char *
luthier_dataset_digest_finish (LuthierDatasetDigest *self, guint32 *crc32c)
{
  guint8 digest[32];
  GString *text = g_string_sized_new (2 * sizeof digest);

  end_thread (self);
  gnutls_hash_output (self->sha256, digest);
  for (gsize i = 0; i < sizeof digest; i++)
    g_string_append_printf (text, "%02x", digest[i]);
  *crc32c = self->crc32c;
  return g_string_free (text, FALSE);
}
