/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-spill.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define BLOCK_SIZE 4096
#define PER_BLOCK  ((BLOCK_SIZE - 2 * sizeof (guint64)) / sizeof (LuthierFingerprint))

/* Blocks of a partition are a chain through the file, from the last to the first. */
typedef struct
{
  guint64 previous; /* its number in the file, from 1; 0 = there is none */
  guint64 length;
  LuthierFingerprint fingerprints[PER_BLOCK];
} Block;

G_STATIC_ASSERT (sizeof (Block) == BLOCK_SIZE);

struct _LuthierDatasetSpill
{
  int fd; /* (owned); -1 = there is no room for it */
  guint64 n_blocks;
  gboolean is_incomplete;
  Block *blocks; /* (owned) (nullable): the one of each partition that is being filled */
  guint64 last[LUTHIER_SPILL_PARTITIONS]; /* of the partition, in the file */
  guint64 lengths[LUTHIER_SPILL_PARTITIONS];
};

/**
 * luthier_dataset_spill_new:
 *
 * Returns: (transfer full): an empty one; a disk without room shows when it is sealed
 */
LuthierDatasetSpill *
luthier_dataset_spill_new (void)
{
  LuthierDatasetSpill *self = g_new0 (LuthierDatasetSpill, 1);
  g_autofree char *path = NULL;

  self->fd = g_file_open_tmp ("luthier-XXXXXX", &path, NULL);
  if (self->fd >= 0)
    g_unlink (path);
  self->is_incomplete = self->fd < 0;
  self->blocks = g_new0 (Block, LUTHIER_SPILL_PARTITIONS);
  return self;
}

void
luthier_dataset_spill_free (LuthierDatasetSpill *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->blocks);
  g_free (self);
}

/* Regular files are read and written at once, unless the disk is full or broken. */
static gboolean
write_block (LuthierDatasetSpill *self, const Block *block)
{
  gssize n_written;

  do
    n_written = pwrite (self->fd, block, BLOCK_SIZE, (off_t) (self->n_blocks * BLOCK_SIZE));
  while (n_written < 0 && errno == EINTR);
  return n_written == BLOCK_SIZE;
}

static gboolean
read_block (LuthierDatasetSpill *self, guint64 number, Block *block)
{
  gssize n_read;

  do
    n_read = pread (self->fd, block, BLOCK_SIZE, (off_t) ((number - 1) * BLOCK_SIZE));
  while (n_read < 0 && errno == EINTR);
  return n_read == BLOCK_SIZE;
}

static void
flush (LuthierDatasetSpill *self, guint partition)
{
  Block *block = &self->blocks[partition];

  block->previous = self->last[partition];
  if (!self->is_incomplete && write_block (self, block))
    self->last[partition] = ++self->n_blocks;
  else
    self->is_incomplete = TRUE;
  block->length = 0;
}

/**
 * luthier_dataset_spill_add:
 *
 * Adds a fingerprint.
 */
void
luthier_dataset_spill_add (LuthierDatasetSpill *self, const LuthierFingerprint *fingerprint)
{
  guint partition = luthier_dataset_spill_get_partition (fingerprint);
  Block *block = &self->blocks[partition];

  self->lengths[partition]++;
  block->fingerprints[block->length++] = *fingerprint;
  if (block->length == PER_BLOCK)
    flush (self, partition);
}

/**
 * luthier_dataset_spill_seal:
 *
 * Writes what is left. Nothing can be added after.
 *
 * Returns: whether all fingerprints could be written
 */
gboolean
luthier_dataset_spill_seal (LuthierDatasetSpill *self)
{
  for (guint i = 0; i < LUTHIER_SPILL_PARTITIONS; i++)
    if (self->blocks[i].length > 0)
      flush (self, i);
  g_clear_pointer (&self->blocks, g_free);
  return !self->is_incomplete;
}

/**
 * luthier_dataset_spill_get_length:
 *
 * Returns: how many fingerprints a partition has
 */
guint64
luthier_dataset_spill_get_length (LuthierDatasetSpill *self, guint partition)
{
  return self->lengths[partition];
}

/**
 * luthier_dataset_spill_visit:
 * @visit: what to call
 *
 * Calls a function for every fingerprint of a partition, in no particular order. Any thread may,
 * once it is sealed.
 *
 * Returns: %FALSE if it was ended, or the temporary file cannot be read
 */
gboolean
luthier_dataset_spill_visit (LuthierDatasetSpill *self,
                             guint partition,
                             LuthierSpillVisit visit,
                             gpointer data)
{
  Block block;

  for (guint64 number = self->last[partition]; number > 0; number = block.previous)
    {
      if (!read_block (self, number, &block))
        return FALSE;
      for (guint64 i = 0; i < block.length; i++)
        if (!visit (&block.fingerprints[i], data))
          return FALSE;
    }
  return TRUE;
}
