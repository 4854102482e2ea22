/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-repeats.h"

#include <string.h>

/* 64 MiB of hashes at most. Beyond, new lines are taken for new without looking. */
#define MAX_LINES (4 * 1024 * 1024)

struct _LuthierDatasetRepeats
{
  guint64 *slots; /* (owned): open addressing; 0 = free */
  gsize n_slots;  /* a power of two, at least twice n_lines */
  gsize n_lines;
};

/* Four lanes, so that the multiplications do not wait for each other. Odd numbers with well mixed
 * bits: the golden ratio and square roots of primes, as fractions of 2^64. */
static const guint64 keys[4] = {
  G_GUINT64_CONSTANT (0x9e3779b97f4a7c15),
  G_GUINT64_CONSTANT (0x6a09e667f3bcc909),
  G_GUINT64_CONSTANT (0xbb67ae8584caa73b),
  G_GUINT64_CONSTANT (0x3c6ef372fe94f82b),
};

static inline guint64
mix (guint64 lane, guint64 word, guint64 key)
{
  lane = (lane ^ word) * key;
  return lane ^ (lane >> 29);
}

static guint64
hash_line (const char *line, gsize length)
{
  guint64 a = length, b = keys[1], c = keys[2], d = keys[3];
  guint64 words[4];
  guint64 hash;

  for (; length >= sizeof words; length -= sizeof words, line += sizeof words)
    {
      memcpy (words, line, sizeof words);
      a = mix (a, words[0], keys[0]);
      b = mix (b, words[1], keys[1]);
      c = mix (c, words[2], keys[2]);
      d = mix (d, words[3], keys[3]);
    }
  memset (words, 0, sizeof words);
  memcpy (words, line, length);
  hash = mix (mix (a, words[0], keys[0]), mix (b, words[1], keys[1]), keys[2]);
  hash = mix (hash, mix (c, words[2], keys[2]), keys[3]);
  hash = mix (hash, mix (d, words[3], keys[3]), keys[0]);
  hash ^= hash >> 32;
  return hash != 0 ? hash : 1;
}

static gboolean
insert (guint64 *slots, gsize n_slots, guint64 hash)
{
  for (gsize i = hash & (n_slots - 1);; i = (i + 1) & (n_slots - 1))
    {
      if (slots[i] == hash)
        return FALSE;
      if (slots[i] == 0)
        {
          slots[i] = hash;
          return TRUE;
        }
    }
}

static void
grow (LuthierDatasetRepeats *self)
{
  gsize n_slots = self->n_slots * 2;
  guint64 *slots = g_new0 (guint64, n_slots);

  for (gsize i = 0; i < self->n_slots; i++)
    if (self->slots[i] != 0)
      insert (slots, n_slots, self->slots[i]);
  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
}

LuthierDatasetRepeats *
luthier_dataset_repeats_new (void)
{
  LuthierDatasetRepeats *self = g_new0 (LuthierDatasetRepeats, 1);

  self->n_slots = 4096;
  self->slots = g_new0 (guint64, self->n_slots);
  return self;
}

void
luthier_dataset_repeats_free (LuthierDatasetRepeats *self)
{
  g_free (self->slots);
  g_free (self);
}

/**
 * luthier_dataset_repeats_add:
 *
 * Remembers a line. With four million lines, the chance that any two different ones are taken for
 * equal is one in two million.
 *
 * Returns: whether the same line was there before
 */
gboolean
luthier_dataset_repeats_add (LuthierDatasetRepeats *self, const char *line, gsize length)
{
  if (self->n_lines >= MAX_LINES)
    return FALSE;
  if (!insert (self->slots, self->n_slots, hash_line (line, length)))
    return TRUE;
  if (++self->n_lines * 2 > self->n_slots)
    grow (self);
  return FALSE;
}
