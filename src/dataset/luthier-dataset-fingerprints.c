/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-fingerprints.h"

#include <string.h>

#include "luthier-dataset-index-private.h"
#include "luthier-dataset-spill.h"

/* Beyond so many lines, a megabyte of them, they go to a temporary file. */
#define MAX_IN_MEMORY 65536

/* A table holds at most this many different lines; half of its slots are free. */
#define MAX_IN_TABLE 65536
#define MAX_SLOTS    (2 * MAX_IN_TABLE)
#define MIN_SLOTS    1024

/* A partition with too many lines for the table is halved by the next bit of the hash, and the
 * halves again. */
#define MAX_DEPTH 32

/* In place of a partition, where nothing is in a temporary file. */
#define ALL LUTHIER_SPILL_PARTITIONS

struct _LuthierDatasetFingerprints
{
  GMutex mutex; /* for adding */
  GArray *few;  /* (owned) (nullable) (element-type LuthierFingerprint): until they are many */
  LuthierDatasetSpill *spill; /* (owned) (nullable): and then */
  LuthierDatasetIndex *index; /* (owned) (nullable): finds places */
};

/* The smallest ones of any number of places. */
typedef struct
{
  guint64 count;
  GArray *places; /* (owned) (element-type guint64) */
} First;

/* One look for lines that are there twice, or in both of two. */
typedef struct
{
  LuthierFingerprint *slots; /* (owned): open addressing; hash 0 = free */
  gsize n_slots;
  guint n_used;
  guint depth; /* only hashes whose next bits are these are looked at */
  guint64 wanted;
  gboolean is_full;
  First first; /* of what was found */
} Search;

/* Odd numbers with well mixed bits: the golden ratio and square roots of primes, as fractions of
 * 2^64. */
static const guint64 keys[8] = {
  G_GUINT64_CONSTANT (0x9e3779b97f4a7c15), G_GUINT64_CONSTANT (0x6a09e667f3bcc909),
  G_GUINT64_CONSTANT (0xbb67ae8584caa73b), G_GUINT64_CONSTANT (0x3c6ef372fe94f82b),
  G_GUINT64_CONSTANT (0xa54ff53a5f1d36f1), G_GUINT64_CONSTANT (0x510e527fade682d1),
  G_GUINT64_CONSTANT (0x9b05688c2b3e6c1f), G_GUINT64_CONSTANT (0x1f83d9abfb41bd6b),
};

/* Both halves of the product of two words: every bit of it depends on all of theirs. */
static inline guint64
multiply (guint64 a, guint64 b)
{
#ifdef __SIZEOF_INT128__
  __extension__ typedef unsigned __int128 Wide;
  Wide product = (Wide) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
#else
  guint64 low = (a & 0xffffffff) * (b & 0xffffffff), high = (a >> 32) * (b >> 32);
  guint64 first = (a >> 32) * (b & 0xffffffff), second = (a & 0xffffffff) * (b >> 32);
  guint64 middle = first + (low >> 32) + (second & 0xffffffff);

  return (middle << 32 | (low & 0xffffffff)) ^ (high + (middle >> 32) + (second >> 32));
#endif
}

static inline guint64
mix (guint64 lane, const char *bytes, guint i)
{
  guint64 words[2];

  memcpy (words, bytes, sizeof words);
  return multiply (words[0] ^ keys[i], words[1] ^ keys[i + 1] ^ lane);
}

/**
 * luthier_dataset_fingerprints_hash:
 *
 * With a million lines, the chance that any two different ones have the same hash is one in 37
 * million.
 *
 * Returns: the hash of a line, never 0
 */
guint64
luthier_dataset_fingerprints_hash (const char *line, gsize length)
{
  guint64 a = multiply (length ^ keys[0], keys[5]), b = keys[1], c = keys[2], d = keys[3];
  const char *end = line + length;
  char rest[64] = { 0 };

  if (length < sizeof rest)
    {
      memcpy (rest, line, length);
      line = rest;
      end = rest + sizeof rest;
    }
  /* Four lanes, so that the multiplications do not wait for each other; the last bytes may be taken
   * twice. */
  for (const char *last = end - sizeof rest;; line = MIN (line + sizeof rest, last))
    {
      a = mix (a, line, 0);
      b = mix (b, line + 16, 2);
      c = mix (c, line + 32, 4);
      d = mix (d, line + 48, 6);
      if (line == last)
        break;
    }
  a = multiply (a ^ keys[4], b ^ keys[5]) ^ multiply (c ^ keys[6], d ^ keys[7]);
  a = multiply (a ^ keys[0], a ^ keys[3]);
  return a != 0 ? a : 1;
}

/**
 * luthier_dataset_fingerprints_new:
 *
 * Returns: (transfer full): an empty one
 */
LuthierDatasetFingerprints *
luthier_dataset_fingerprints_new (void)
{
  LuthierDatasetFingerprints *self = g_atomic_rc_box_new0 (LuthierDatasetFingerprints);

  g_mutex_init (&self->mutex);
  self->few = g_array_new (FALSE, FALSE, sizeof (LuthierFingerprint));
  return self;
}

/**
 * luthier_dataset_fingerprints_ref:
 *
 * Returns: (transfer full): the same ones
 */
LuthierDatasetFingerprints *
luthier_dataset_fingerprints_ref (LuthierDatasetFingerprints *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LuthierDatasetFingerprints *self = data;

  g_mutex_clear (&self->mutex);
  g_clear_pointer (&self->few, g_array_unref);
  g_clear_pointer (&self->spill, luthier_dataset_spill_free);
  g_clear_pointer (&self->index, luthier_dataset_index_unref);
}

void
luthier_dataset_fingerprints_unref (LuthierDatasetFingerprints *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
add_to_spill (LuthierDatasetSpill *spill, const LuthierFingerprint *fingerprints, guint n)
{
  for (guint i = 0; i < n; i++)
    luthier_dataset_spill_add (spill, &fingerprints[i]);
}

/**
 * luthier_dataset_fingerprints_add:
 *
 * Adds lines, in any order. Any thread may, until it is sealed.
 */
void
luthier_dataset_fingerprints_add (LuthierDatasetFingerprints *self,
                                  const LuthierFingerprint *fingerprints,
                                  guint n_fingerprints)
{
  g_mutex_lock (&self->mutex);
  if (self->spill == NULL && self->few->len + n_fingerprints > MAX_IN_MEMORY)
    {
      self->spill = luthier_dataset_spill_new ();
      add_to_spill (self->spill, (const LuthierFingerprint *) (gpointer) self->few->data,
                    self->few->len);
      g_clear_pointer (&self->few, g_array_unref);
    }
  if (self->spill != NULL)
    add_to_spill (self->spill, fingerprints, n_fingerprints);
  else
    g_array_append_vals (self->few, fingerprints, n_fingerprints);
  g_mutex_unlock (&self->mutex);
}

/**
 * luthier_dataset_fingerprints_seal:
 * @index: what finds the places of the file that they are of
 *
 * Ends the adding.
 *
 * Returns: whether all could be kept; not so if the disk is full
 */
gboolean
luthier_dataset_fingerprints_seal (LuthierDatasetFingerprints *self, LuthierDatasetIndex *index)
{
  self->index = luthier_dataset_index_ref (index);
  return self->spill == NULL || luthier_dataset_spill_seal (self->spill);
}

/* How many lines a partition has, all of them where it is the only one. */
static guint64
get_length (LuthierDatasetFingerprints *self, guint partition)
{
  return self->spill != NULL ? luthier_dataset_spill_get_length (self->spill, partition)
                             : self->few->len;
}

/* Calls a function for every fingerprint of a partition. */
static gboolean
visit (LuthierDatasetFingerprints *self, guint partition, LuthierSpillVisit function, gpointer data)
{
  if (self->spill != NULL)
    return luthier_dataset_spill_visit (self->spill, partition, function, data);
  for (guint i = 0; i < self->few->len; i++)
    {
      const LuthierFingerprint *one = &g_array_index (self->few, LuthierFingerprint, i);
      if ((partition == ALL || luthier_dataset_spill_get_partition (one) == partition) &&
          !function (one, data))
        return FALSE;
    }
  return TRUE;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const guint64 *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

static void
cut_first (First *first)
{
  g_array_sort (first->places, compare_places);
  if (first->places->len > LUTHIER_DATASET_MAX_PLACES)
    g_array_set_size (first->places, LUTHIER_DATASET_MAX_PLACES);
}

static void
add_first (First *first, guint64 place)
{
  first->count++;
  g_array_append_val (first->places, place);
  if (first->places->len >= 4 * LUTHIER_DATASET_MAX_PLACES)
    cut_first (first);
}

static gboolean
is_wanted (const Search *search, const LuthierFingerprint *fingerprint)
{
  guint64 bits = search->depth > 0 ? fingerprint->hash << 8 >> (64 - search->depth) : 0;

  return bits == search->wanted;
}

/* The slot of a hash, or the free one that it may take. */
static LuthierFingerprint *
find_slot (const Search *search, guint64 hash)
{
  gsize i = hash & (search->n_slots - 1);

  while (search->slots[i].hash != 0 && search->slots[i].hash != hash)
    i = (i + 1) & (search->n_slots - 1);
  return &search->slots[i];
}

static gboolean
take_slot (Search *search, LuthierFingerprint *slot, const LuthierFingerprint *fingerprint)
{
  if (search->n_used == MAX_IN_TABLE)
    {
      search->is_full = TRUE;
      return FALSE;
    }
  *slot = *fingerprint;
  search->n_used++;
  return TRUE;
}

/* Of equal lines the first is the original. */
static gboolean
find_copy (const LuthierFingerprint *fingerprint, gpointer data)
{
  Search *search = data;
  LuthierFingerprint *slot;

  if (!is_wanted (search, fingerprint))
    return TRUE;
  slot = find_slot (search, fingerprint->hash);
  if (slot->hash == 0)
    return take_slot (search, slot, fingerprint);
  add_first (&search->first, MAX (slot->place, fingerprint->place));
  slot->place = MIN (slot->place, fingerprint->place);
  return TRUE;
}

static gboolean
learn (const LuthierFingerprint *fingerprint, gpointer data)
{
  Search *search = data;
  LuthierFingerprint *slot;

  if (!is_wanted (search, fingerprint))
    return TRUE;
  slot = find_slot (search, fingerprint->hash);
  return slot->hash != 0 || take_slot (search, slot, fingerprint);
}

static gboolean
find_known (const LuthierFingerprint *fingerprint, gpointer data)
{
  Search *search = data;

  if (is_wanted (search, fingerprint) && find_slot (search, fingerprint->hash)->hash != 0)
    add_first (&search->first, fingerprint->place);
  return TRUE;
}

/* One try, with what the table holds. */
static gboolean
try_partition (LuthierDatasetFingerprints *self,
               LuthierDatasetFingerprints *known,
               guint partition,
               Search *search)
{
  guint64 n = get_length (known != NULL ? known : self, partition);

  search->n_slots = MIN_SLOTS;
  while (search->n_slots < MAX_SLOTS && search->n_slots < 2 * n)
    search->n_slots *= 2;
  memset (search->slots, 0, search->n_slots * sizeof (LuthierFingerprint));
  search->n_used = 0;
  search->is_full = FALSE;
  if (known == NULL)
    return visit (self, partition, find_copy, search);
  return visit (known, partition, learn, search) && visit (self, partition, find_known, search);
}

static gboolean
search_partition (LuthierDatasetFingerprints *self,
                  LuthierDatasetFingerprints *known,
                  guint partition,
                  Search *search,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GArray) places = g_array_copy (search->first.places);
  guint64 count = search->first.count, wanted = search->wanted;
  gboolean is_done = TRUE;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (try_partition (self, known, partition, search))
    return TRUE;
  if (!search->is_full || search->depth == MAX_DEPTH)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the temporary file is broken");
      return FALSE;
    }

  /* What the try found is found again, in halves. */
  g_array_set_size (search->first.places, 0);
  g_array_append_vals (search->first.places, places->data, places->len);
  search->first.count = count;
  search->depth++;
  for (guint half = 0; half < 2 && is_done; half++)
    {
      search->wanted = wanted << 1 | half;
      is_done = search_partition (self, known, partition, search, cancellable, error);
    }
  search->depth--;
  search->wanted = wanted;
  return is_done;
}

static LuthierDatasetPlace
get_place (LuthierDatasetFingerprints *self, guint64 place)
{
  const guint64 mask = (1 << 20) - 1;

  return luthier_dataset_index_locate (self->index, place >> 40, place >> 20 & mask, place & mask);
}

static void
fill_matches (LuthierDatasetFingerprints *self, First *first, LuthierDatasetMatches *matches)
{
  cut_first (first);
  matches->count = first->count;
  matches->places = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetPlace));
  for (guint i = 0; i < first->places->len; i++)
    {
      LuthierDatasetPlace place = get_place (self, g_array_index (first->places, guint64, i));
      g_array_append_val (matches->places, place);
    }
}

static gboolean
search_all (LuthierDatasetFingerprints *self,
            LuthierDatasetFingerprints *known,
            LuthierDatasetMatches *matches,
            GCancellable *cancellable,
            GError **error)
{
  Search search = { .slots = g_new (LuthierFingerprint, MAX_SLOTS),
                    .first = { 0, g_array_new (FALSE, FALSE, sizeof (guint64)) } };
  gboolean is_small = self->spill == NULL && (known == NULL || known->spill == NULL);
  gboolean is_done = TRUE;

  for (guint i = is_small ? ALL : 0; i < (is_small ? ALL + 1 : ALL) && is_done; i++)
    is_done = search_partition (self, known, i, &search, cancellable, error);
  if (is_done)
    fill_matches (self, &search.first, matches);
  g_array_unref (search.first.places);
  g_free (search.slots);
  return is_done;
}

/**
 * luthier_dataset_fingerprints_find_copies:
 * @matches: (out): lines that were there before, their places in order
 * @error: return location for an error of %G_IO_ERROR
 *
 * Finds what is there more than once. It may block for long.
 *
 * Returns: %FALSE after an error
 */
gboolean
luthier_dataset_fingerprints_find_copies (LuthierDatasetFingerprints *self,
                                          LuthierDatasetMatches *matches,
                                          GCancellable *cancellable,
                                          GError **error)
{
  return search_all (self, NULL, matches, cancellable, error);
}

/**
 * luthier_dataset_fingerprints_find_common:
 * @known: the lines of another file
 * @matches: (out): lines that are there too, their places in this file in order
 * @error: return location for an error of %G_IO_ERROR
 *
 * Finds what two files have in common. It may block for long.
 *
 * Returns: %FALSE after an error
 */
gboolean
luthier_dataset_fingerprints_find_common (LuthierDatasetFingerprints *self,
                                          LuthierDatasetFingerprints *known,
                                          LuthierDatasetMatches *matches,
                                          GCancellable *cancellable,
                                          GError **error)
{
  return search_all (self, known, matches, cancellable, error);
}
