/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-lengths.h"

#include <string.h>

/* Exact up to here, then 512 steps for every doubling, each told by its middle: never off by more
 * than one in a thousand. The last doubling is beyond what the longest line can hold. */
#define N_EXACT     4096
#define EXACT_BITS  12
#define STEP_BITS   9
#define N_DOUBLINGS 15
#define N_STEPS     (N_EXACT + (N_DOUBLINGS << STEP_BITS))

struct _LuthierDatasetLengths
{
  guint64 n;
  guint64 sum;
  guint64 min;
  guint64 max;
  guint used; /* all steps from here on are 0 */
  guint32 counts[N_STEPS];
};

static guint
get_step (guint64 length)
{
  guint bits, step;

  if (length < N_EXACT)
    return (guint) length;
  bits = g_bit_storage (length) - 1;
  step = (guint) (length >> (bits - STEP_BITS)) & ((1u << STEP_BITS) - 1);
  return MIN (N_EXACT + ((bits - EXACT_BITS) << STEP_BITS) + step, N_STEPS - 1);
}

/* The middle of what is counted in a step. */
static guint64
get_length (const LuthierDatasetLengths *self, guint step)
{
  guint64 width, first;

  if (step < N_EXACT)
    return step;
  width = G_GUINT64_CONSTANT (1) << (((step - N_EXACT) >> STEP_BITS) + EXACT_BITS - STEP_BITS);
  first = (1u << STEP_BITS) + ((step - N_EXACT) & ((1u << STEP_BITS) - 1));
  return CLAMP (first * width + width / 2, self->min, self->max);
}

LuthierDatasetLengths *
luthier_dataset_lengths_new (void)
{
  return g_new0 (LuthierDatasetLengths, 1);
}

void
luthier_dataset_lengths_free (LuthierDatasetLengths *self)
{
  g_free (self);
}

/**
 * luthier_dataset_lengths_add:
 *
 * Counts one length.
 */
void
luthier_dataset_lengths_add (LuthierDatasetLengths *self, guint64 length)
{
  guint step = get_step (length);

  self->min = self->n == 0 ? length : MIN (self->min, length);
  self->max = MAX (self->max, length);
  self->sum += length;
  self->n++;
  self->counts[step]++;
  self->used = MAX (self->used, step + 1);
}

/**
 * luthier_dataset_lengths_merge:
 * @other: what was counted elsewhere
 *
 * Counts all of the other's too.
 */
void
luthier_dataset_lengths_merge (LuthierDatasetLengths *self, const LuthierDatasetLengths *other)
{
  if (other->n == 0)
    return;
  self->min = self->n == 0 ? other->min : MIN (self->min, other->min);
  self->max = MAX (self->max, other->max);
  self->sum += other->sum;
  self->n += other->n;
  self->used = MAX (self->used, other->used);
  for (guint i = 0; i < other->used; i++)
    self->counts[i] += other->counts[i];
}

/**
 * luthier_dataset_lengths_reset:
 *
 * Forgets what was counted.
 */
void
luthier_dataset_lengths_reset (LuthierDatasetLengths *self)
{
  memset (self, 0, G_STRUCT_OFFSET (LuthierDatasetLengths, counts) + self->used * sizeof (guint32));
}

/* The shortest length that so large a part of all does not exceed: the nearest rank. */
static double
find_quantile (const LuthierDatasetLengths *self, guint percent)
{
  guint64 rank = (self->n * percent + 99) / 100;
  guint64 seen = 0;

  for (guint i = 0; i < self->used; i++)
    if ((seen += self->counts[i]) >= rank)
      return (double) get_length (self, i);
  return (double) self->max;
}

/* Round steps, as an axis wants them: 1, 2, 5, 10, 20, 50, ... */
static guint64
round_up (double width)
{
  static const guint steps[] = { 1, 2, 5 };

  for (guint64 power = 1;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if ((double) (power * steps[i]) >= width)
        return power * steps[i];
}

/* The axis reaches twice as far as 95 in 100 do, or as far as all do. */
static void
fill_buckets (const LuthierDatasetLengths *self, LuthierTokenSummary *summary)
{
  const guint most = G_N_ELEMENTS (summary->buckets);
  double reach = MIN ((double) self->max, 2 * summary->p95);

  summary->bucket_width = round_up ((reach + 1) / most);
  summary->n_buckets = (guint) MIN (most, self->max / summary->bucket_width + 1);
  for (guint i = 0; i < self->used; i++)
    summary->buckets[MIN (get_length (self, i) / summary->bucket_width, summary->n_buckets - 1)] +=
        self->counts[i];
}

/**
 * luthier_dataset_lengths_summarize:
 * @summary: (out): all zero if nothing was counted
 *
 * Sums up. Quantiles are exact up to 4,095, and right to one in a thousand beyond.
 */
void
luthier_dataset_lengths_summarize (const LuthierDatasetLengths *self, LuthierTokenSummary *summary)
{
  *summary = (LuthierTokenSummary){ 0 };
  if (self->n == 0)
    return;

  summary->min = self->min;
  summary->max = self->max;
  summary->sum = self->sum;
  summary->mean = (double) self->sum / (double) self->n;
  summary->median = find_quantile (self, 50);
  summary->p5 = find_quantile (self, 5);
  summary->p95 = find_quantile (self, 95);
  fill_buckets (self, summary);
}
