/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  double count;
  double left;
  double right;
} LuthierBucket;

typedef struct
{
  gint64 sum;
  double min, max, mean, median, p5, p95;
  LuthierBucket *buckets; /* (owned) (array length=n_buckets) */
  guint n_buckets;
} LuthierDistribution;

/* What the service found in the data (SupervisedTuningDataStats). Counts it left out are 0. */
typedef struct
{
  gint64 example_count;
  gint64 billable_tokens;
  gint64 characters;
  gint64 step_count;
  gint64 truncated_count;
  GArray *truncated_indices; /* (owned) of gint64, 1-based, a sample */
  GStrv dropped_reasons;     /* (owned), parallel to them */
  LuthierDistribution input_tokens;
  LuthierDistribution output_tokens;
  LuthierDistribution messages;
} LuthierDataStats;

#define LUTHIER_TYPE_DATA_STATS (luthier_data_stats_get_type ())
GType luthier_data_stats_get_type (void);
LuthierDataStats *luthier_data_stats_new (void);
LuthierDataStats *luthier_data_stats_copy (const LuthierDataStats *self);
gboolean luthier_data_stats_equal (const LuthierDataStats *self, const LuthierDataStats *other);
void luthier_data_stats_free (LuthierDataStats *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDataStats, luthier_data_stats_free)

G_END_DECLS
