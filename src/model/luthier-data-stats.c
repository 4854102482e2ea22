/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-data-stats.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (LuthierDataStats,
                     luthier_data_stats,
                     luthier_data_stats_copy,
                     luthier_data_stats_free)

static LuthierDistribution
copy_distribution (const LuthierDistribution *source)
{
  LuthierDistribution copy = *source;

  copy.buckets = g_memdup2 (source->buckets, source->n_buckets * sizeof (LuthierBucket));
  return copy;
}

/* Numbers are as they were read, so the same ones are the same bits. */
static gboolean
distributions_equal (const LuthierDistribution *a, const LuthierDistribution *b)
{
  if (a->n_buckets != b->n_buckets)
    return FALSE;

  for (guint i = 0; i < a->n_buckets; i++)
    if (a->buckets[i].count != b->buckets[i].count || a->buckets[i].left != b->buckets[i].left ||
        a->buckets[i].right != b->buckets[i].right)
      return FALSE;

  return a->sum == b->sum && a->min == b->min && a->max == b->max && a->mean == b->mean &&
         a->median == b->median && a->p5 == b->p5 && a->p95 == b->p95;
}

static gboolean
indices_equal (GArray *a, GArray *b)
{
  return a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

/**
 * luthier_data_stats_new:
 *
 * Makes statistics in which everything is 0 and the lists are empty.
 *
 * Returns: (transfer full): the statistics
 */
LuthierDataStats *
luthier_data_stats_new (void)
{
  LuthierDataStats *self = g_new0 (LuthierDataStats, 1);

  self->truncated_indices = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->dropped_reasons = g_new0 (char *, 1);

  return self;
}

/**
 * luthier_data_stats_copy:
 * @self: statistics
 *
 * Copies statistics with all that they own.
 *
 * Returns: (transfer full): the copy
 */
LuthierDataStats *
luthier_data_stats_copy (const LuthierDataStats *self)
{
  LuthierDataStats *copy = g_memdup2 (self, sizeof *self);

  copy->truncated_indices = g_array_copy (self->truncated_indices);
  copy->dropped_reasons = g_strdupv (self->dropped_reasons);
  copy->input_tokens = copy_distribution (&self->input_tokens);
  copy->output_tokens = copy_distribution (&self->output_tokens);
  copy->messages = copy_distribution (&self->messages);

  return copy;
}

/**
 * luthier_data_stats_equal:
 * @self: (nullable): statistics
 * @other: (nullable): others
 *
 * Compares all figures and reasons.
 *
 * Returns: whether they say the same
 */
gboolean
luthier_data_stats_equal (const LuthierDataStats *self, const LuthierDataStats *other)
{
  if (self == NULL || other == NULL)
    return self == other;

  return self->example_count == other->example_count &&
         self->billable_tokens == other->billable_tokens && self->characters == other->characters &&
         self->step_count == other->step_count && self->truncated_count == other->truncated_count &&
         indices_equal (self->truncated_indices, other->truncated_indices) &&
         g_strv_equal ((const char *const *) self->dropped_reasons,
                       (const char *const *) other->dropped_reasons) &&
         distributions_equal (&self->input_tokens, &other->input_tokens) &&
         distributions_equal (&self->output_tokens, &other->output_tokens) &&
         distributions_equal (&self->messages, &other->messages);
}

/**
 * luthier_data_stats_free:
 * @self: (transfer full): statistics
 *
 * Frees statistics with all that they own.
 */
void
luthier_data_stats_free (LuthierDataStats *self)
{
  g_array_unref (self->truncated_indices);
  g_strfreev (self->dropped_reasons);
  g_free (self->input_tokens.buckets);
  g_free (self->output_tokens.buckets);
  g_free (self->messages.buckets);
  g_free (self);
}
