/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-line-set.h"

#include <gnutls/crypto.h>
#include <string.h>

typedef struct
{
  guint64 words[2]; /* both 0 = free */
} Key;

struct _LuthierDatasetLineSet
{
  Key *slots;    /* (owned): open addressing */
  gsize n_slots; /* a power of two, at least one and a half times n_lines */
  gsize n_lines;
};

static Key
make_key (const char *line, gsize length)
{
  guint8 digest[32];
  Key key;

  gnutls_hash_fast (GNUTLS_DIG_SHA256, line, length, digest);
  memcpy (&key, digest, sizeof key);
  /* As good as never, but it must not be taken for a free place. */
  if (key.words[0] == 0 && key.words[1] == 0)
    key.words[0] = 1;
  return key;
}

static gboolean
insert (Key *slots, gsize n_slots, Key key)
{
  for (gsize i = key.words[0] & (n_slots - 1);; i = (i + 1) & (n_slots - 1))
    {
      if (slots[i].words[0] == key.words[0] && slots[i].words[1] == key.words[1])
        return FALSE;
      if (slots[i].words[0] == 0 && slots[i].words[1] == 0)
        {
          slots[i] = key;
          return TRUE;
        }
    }
}

static void
grow (LuthierDatasetLineSet *self)
{
  gsize n_slots = self->n_slots * 2;
  Key *slots = g_new0 (Key, n_slots);

  for (gsize i = 0; i < self->n_slots; i++)
    if (self->slots[i].words[0] != 0 || self->slots[i].words[1] != 0)
      insert (slots, n_slots, self->slots[i]);
  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
}

LuthierDatasetLineSet *
luthier_dataset_line_set_new (void)
{
  LuthierDatasetLineSet *self = g_new0 (LuthierDatasetLineSet, 1);

  self->n_slots = 4096;
  self->slots = g_new0 (Key, self->n_slots);
  return self;
}

void
luthier_dataset_line_set_free (LuthierDatasetLineSet *self)
{
  g_free (self->slots);
  g_free (self);
}

/**
 * luthier_dataset_line_set_add:
 *
 * Remembers a line.
 *
 * Returns: whether it was not there before
 */
gboolean
luthier_dataset_line_set_add (LuthierDatasetLineSet *self, const char *line, gsize length)
{
  if (!insert (self->slots, self->n_slots, make_key (line, length)))
    return FALSE;
  if (++self->n_lines > self->n_slots / 3 * 2)
    grow (self);
  return TRUE;
}
