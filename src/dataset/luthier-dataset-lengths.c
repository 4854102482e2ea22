/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-lengths.h"

/* What no model takes is not told apart any more; half a megabyte holds the rest exactly. */
#define N_EXACT 131073

struct _LuthierDatasetLengths
{
  guint64 n;
  guint64 sum;
  guint64 min;
  guint64 max;
  guint32 counts[N_EXACT]; /* the last one: that long and longer */
};

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
  self->min = self->n == 0 ? length : MIN (self->min, length);
  self->max = MAX (self->max, length);
  self->sum += length;
  self->n++;
  self->counts[MIN (length, N_EXACT - 1)]++;
}

/* The shortest length that so large a part of all does not exceed: the nearest rank. */
static double
find_quantile (const LuthierDatasetLengths *self, guint percent)
{
  guint64 rank = (self->n * percent + 99) / 100;
  guint64 seen = 0;

  for (guint i = 0; i < N_EXACT - 1; i++)
    if ((seen += self->counts[i]) >= rank)
      return i;
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
  for (guint64 i = 0; i < N_EXACT; i++)
    summary->buckets[MIN (i / summary->bucket_width, summary->n_buckets - 1)] += self->counts[i];
}

/**
 * luthier_dataset_lengths_summarize:
 * @summary: (out): all zero if nothing was counted
 *
 * Sums up. Quantiles are exact up to 131,072; beyond, the largest length stands in.
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
