/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_METRIC_OTHER,
  LUTHIER_METRIC_LOSS,
  LUTHIER_METRIC_ACCURACY,    /* share of tokens that were foretold rightly */
  LUTHIER_METRIC_PREDICTIONS, /* how many tokens were looked at */
  LUTHIER_METRIC_REWARD,
} LuthierMetricKind;

typedef enum
{
  LUTHIER_METRIC_NO_SIDE,
  LUTHIER_METRIC_TRAINING,
  LUTHIER_METRIC_VALIDATION,
} LuthierMetricSide;

/* What the name of a series says: "/eval_total_loss" is a loss on the validation data. */
typedef struct
{
  LuthierMetricKind kind;
  LuthierMetricSide side;
} LuthierMetric;

LuthierMetric luthier_metric_parse (const char *name);
gboolean luthier_metric_kind_is_best_low (LuthierMetricKind kind);

G_END_DECLS
