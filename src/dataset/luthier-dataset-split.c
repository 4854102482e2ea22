/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-split.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-dataset-losses.h"
#include "luthier-dataset-records.h"
#include "luthier-dataset-target.h"
#include "luthier-error.h"

/* One file while it is divided. */
typedef struct
{
  LuthierDatasetSplit split;
  GArray *hashes; /* (owned) (element-type guint64): of all examples, in their order */
  GHashTable
      *passed_over; /* (owned) (element-type guint64): below the border, but too many alike */
  guint64 border;   /* up to this hash, examples go to validation */
  guint64 n_taken;  /* by the second reading */
  LuthierDatasetTarget *targets[2]; /* (owned): training, validation */
  guint64 n_written[2];
  LuthierDatasetLosses losses;
} Dividing;

static void
dividing_clear (Dividing *self)
{
  g_clear_pointer (&self->hashes, g_array_unref);
  g_clear_pointer (&self->passed_over, g_hash_table_unref);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->targets[i], luthier_dataset_target_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dividing, dividing_clear)

typedef gboolean (*TakeExample) (Dividing *self,
                                 const LuthierDatasetRecord *record,
                                 GError **error);

/* A finaliser that spreads all bits over all others. */
static guint64
mix (guint64 hash)
{
  hash = (hash ^ (hash >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  hash = (hash ^ (hash >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return hash ^ (hash >> 31);
}

/* What decides the side of an example: the same bytes on all machines. Blanks behind it do not
 * matter, for the same example with and without them must not be on both sides. */
static guint64
hash_example (const char *text, gsize length, guint64 seed)
{
  guint64 hash = mix (seed + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  guint64 word;

  while (length > 0 && strchr (" \t\r", text[length - 1]) != NULL && text[length - 1] != '\0')
    length--;
  hash ^= mix (length);
  for (; length >= sizeof word; length -= sizeof word, text += sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = mix (hash ^ GUINT64_FROM_LE (word)) + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
    }
  word = 0;
  memcpy (&word, text, length);
  return mix (hash ^ GUINT64_FROM_LE (word));
}

static gboolean
hash_record (Dividing *self, const LuthierDatasetRecord *record, GError **error)
{
  guint64 hash = hash_example (record->text, record->length, self->split.seed);

  g_array_append_val (self->hashes, hash);
  return TRUE;
}

static gboolean
say_changed (GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("The file was changed while it was read. Split it again."));
  return FALSE;
}

static gboolean
write_record (Dividing *self, const LuthierDatasetRecord *record, GError **error)
{
  guint64 hash = hash_example (record->text, record->length, self->split.seed);
  guint side;

  if (self->n_taken == self->hashes->len ||
      g_array_index (self->hashes, guint64, self->n_taken) != hash)
    return say_changed (error);
  self->n_taken++;
  side = hash <= self->border && !g_hash_table_contains (self->passed_over, &hash);
  self->n_written[side]++;
  return luthier_dataset_target_write (self->targets[side], record->text, record->length, error) &&
         luthier_dataset_target_write (self->targets[side], "\n", 1, error);
}

/* Calls a function for every example. */
static gboolean
read_all (Dividing *self,
          GFile *file,
          const LuthierDatasetStage *stage,
          TakeExample take,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (LuthierDatasetDecoder)
      source = luthier_dataset_decoder_open (file, TRUE, stage, cancellable, error);
  g_autoptr (LuthierDatasetRecords) records = NULL;
  g_autoptr (GError) failure = NULL;
  LuthierDatasetRecord record;
  const char *head;
  gsize length;

  if (source == NULL)
    return FALSE;
  records = luthier_dataset_records_new (source);
  head = luthier_dataset_records_look (records, &length, cancellable, error);
  if (head == NULL)
    return FALSE;
  luthier_dataset_records_set_layout (records,
                                      luthier_dataset_records_look_at_layout (head, length));
  self->losses = (LuthierDatasetLosses){ { 0 } };
  while (luthier_dataset_records_next (records, &record, cancellable, &failure))
    if (record.is_endless)
      luthier_dataset_losses_add (&self->losses, LUTHIER_LOSS_ENDLESS, 1, record.line);
    else if (!luthier_dataset_record_is_blank (&record) && !take (self, &record, error))
      return FALSE;
  luthier_dataset_losses_add_decoded (&self->losses, source);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return *error == NULL;
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  guint64 one = *(const guint64 *) a, two = *(const guint64 *) b;

  return one < two ? -1 : one > two;
}

static guint64
count_alike (GArray *sorted, guint64 from)
{
  guint64 to = from;

  while (to < sorted->len &&
         g_array_index (sorted, guint64, to) == g_array_index (sorted, guint64, from))
    to++;
  return to - from;
}

static void
pass_over (Dividing *self, guint64 hash)
{
  guint64 *key = g_new (guint64, 1);

  *key = hash;
  g_hash_table_add (self->passed_over, key);
}

/* The examples with the lowest hashes go to validation until there are so many. Equal ones go
 * together or not at all. */
static guint64
set_border (Dividing *self, GArray *sorted, guint64 wanted)
{
  guint64 n_chosen = 0, n_alike;

  g_hash_table_remove_all (self->passed_over);
  for (guint64 i = 0; i < sorted->len && n_chosen < wanted; i += n_alike)
    {
      n_alike = count_alike (sorted, i);
      self->border = g_array_index (sorted, guint64, i);
      if (n_chosen + n_alike <= wanted)
        n_chosen += n_alike;
      else
        pass_over (self, self->border);
    }
  return n_chosen;
}

/* If even the smallest group of equal examples is more than was wanted, that one. */
static guint64
choose_smallest (Dividing *self, GArray *sorted)
{
  guint64 smallest = sorted->len, n_alike;

  for (guint64 i = 0; i < sorted->len; i += n_alike)
    {
      n_alike = count_alike (sorted, i);
      smallest = MIN (smallest, n_alike);
    }
  if (smallest == sorted->len ||
      (self->split.max_validation > 0 && smallest > self->split.max_validation))
    return 0;
  return set_border (self, sorted, smallest);
}

static gboolean
choose (Dividing *self, GError **error)
{
  guint64 n_examples = self->hashes->len;
  guint64 percent = CLAMP (self->split.percent, 1, 50);
  guint64 wanted = (n_examples * percent + 50) / 100;
  g_autoptr (GArray) sorted = NULL;

  if (n_examples < 2)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
                   _ ("The file has fewer than two examples, so it cannot be split."));
      return FALSE;
    }
  if (self->split.max_validation > 0)
    wanted = MIN (wanted, self->split.max_validation);
  wanted = CLAMP (wanted, 1, n_examples - 1);
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint64), self->hashes->len);
  g_array_append_vals (sorted, self->hashes->data, self->hashes->len);
  qsort (sorted->data, sorted->len, sizeof (guint64), compare_hashes);
  if (set_border (self, sorted, wanted) > 0 || choose_smallest (self, sorted) > 0)
    return TRUE;
  g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
               _ ("The file cannot be split: too many of its examples are the same. "
                  "Leave copies out first."));
  return FALSE;
}

/* Both or none, as far as that can be had. */
static gboolean
commit (Dividing *self, GCancellable *cancellable, GError **error)
{
  if (!luthier_dataset_target_complete (self->targets[0], cancellable, error) ||
      !luthier_dataset_target_complete (self->targets[1], cancellable, error) ||
      !luthier_dataset_target_commit (self->targets[0], error))
    return FALSE;
  if (luthier_dataset_target_commit (self->targets[1], error))
    return TRUE;
  luthier_dataset_target_revoke (self->targets[0]);
  return FALSE;
}

static gboolean
say_same (GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               _ ("The two parts need two names. Choose another one for one of them."));
  return FALSE;
}

static gboolean
divide (Dividing *self,
        GFile *source,
        GFile *const *files,
        LuthierDatasetMeter *meter,
        GCancellable *cancellable,
        GError **error)
{
  LuthierDatasetStage first = { meter, 0, 0.5 }, second = { meter, 0.5, 1 };

  if (!read_all (self, source, &first, hash_record, cancellable, error) || !choose (self, error))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if ((self->targets[i] = luthier_dataset_target_new (files[i], source, error)) == NULL)
      return FALSE;
  if (luthier_dataset_target_equal (self->targets[0], self->targets[1]))
    return say_same (error);
  if (!read_all (self, source, &second, write_record, cancellable, error))
    return FALSE;
  if (self->n_taken != self->hashes->len)
    return say_changed (error);
  return commit (self, cancellable, error);
}

/**
 * luthier_dataset_split:
 * @source: what to read, which it does twice
 * @training: where most of it is to be
 * @validation: where the rest is to be
 * @meter: (inout): how far it has come
 *
 * Divides the examples of a file, always alike for the same seed: which side an example goes to
 * depends on its text and the seed, so equal ones go to the same side. Their order is kept. What is
 * kept in memory is 16 bytes an example. Blocks.
 *
 * Returns: (transfer full) (nullable): what became of it
 */
LuthierDatasetOutcome *
luthier_dataset_split (GFile *source,
                       GFile *training,
                       GFile *validation,
                       const LuthierDatasetSplit *split,
                       LuthierDatasetMeter *meter,
                       GCancellable *cancellable,
                       GError **error)
{
  GFile *files[] = { training, validation };
  g_auto (Dividing) self = { *split };
  g_autoptr (GError) failure = NULL;
  LuthierDatasetOutcome *outcome;

  if (g_file_equal (training, validation))
    {
      say_same (error);
      return NULL;
    }
  self.hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
  self.passed_over = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!divide (&self, source, files, meter, cancellable, &failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  outcome = luthier_dataset_losses_to_outcome (&self.losses);
  outcome->read = self.hashes->len;
  outcome->written = self.n_written[0];
  outcome->written_2 = self.n_written[1];
  return outcome;
}
