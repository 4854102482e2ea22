/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-metric.h"

static LuthierMetricKind
parse_kind (const char *name)
{
  if (g_str_has_suffix (name, "_loss"))
    return LUTHIER_METRIC_LOSS;
  if (g_str_has_suffix (name, "_fraction_of_correct_next_step_preds"))
    return LUTHIER_METRIC_ACCURACY;
  if (g_str_has_suffix (name, "_num_predictions"))
    return LUTHIER_METRIC_PREDICTIONS;
  if (g_str_has_suffix (name, "_mean_reward"))
    return LUTHIER_METRIC_REWARD;

  return LUTHIER_METRIC_OTHER;
}

static LuthierMetricSide
parse_side (const char *name)
{
  if (g_str_has_prefix (name, "/eval_"))
    return LUTHIER_METRIC_VALIDATION;
  if (g_str_has_prefix (name, "/train_") ||
      g_str_has_prefix (name, "/preference_optimization_train_"))
    return LUTHIER_METRIC_TRAINING;

  return LUTHIER_METRIC_NO_SIDE;
}

/**
 * luthier_metric_parse:
 * @name: of a series, as the service has it: with a slash
 *
 * The names are those that supervised tuning, preference tuning and reinforcement tuning give to
 * their series; any other is of no kind and of no side, and shown as it is.
 *
 * Returns: what is measured, and on which data
 */
LuthierMetric
luthier_metric_parse (const char *name)
{
  return (LuthierMetric){ .kind = parse_kind (name), .side = parse_side (name) };
}

/**
 * luthier_metric_kind_is_best_low:
 *
 * Returns: whether less of it is better, as of a loss
 */
gboolean
luthier_metric_kind_is_best_low (LuthierMetricKind kind)
{
  return kind != LUTHIER_METRIC_ACCURACY && kind != LUTHIER_METRIC_REWARD;
}
