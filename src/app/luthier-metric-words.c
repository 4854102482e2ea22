/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-metric-words.h"

#include <glib/gi18n.h>

static const char *
get_kind_title (LuthierMetricKind kind)
{
  switch (kind)
    {
    case LUTHIER_METRIC_LOSS:
      return C_ ("metric", "Loss");
    case LUTHIER_METRIC_ACCURACY:
      return C_ ("metric", "Accuracy");
    case LUTHIER_METRIC_PREDICTIONS:
      return C_ ("metric", "Tokens Predicted");
    case LUTHIER_METRIC_REWARD:
      return C_ ("metric", "Reward");
    case LUTHIER_METRIC_OTHER:
    default:
      return NULL;
    }
}

/* "/eval_generation_length" and "/train_generation_length" measure the same. */
static const char *
skip_side (const char *series)
{
  static const char *const sides[] = { "/train_", "/eval_", "/" };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      if (g_str_has_prefix (series, sides[i]))
        return series + strlen (sides[i]);
    }

  return series;
}

/**
 * luthier_metric_words_group:
 * @series: its name, as the service has it
 *
 * Returns: (transfer full): what it has in common with those that belong in the same plot
 */
char *
luthier_metric_words_group (const char *series)
{
  const LuthierMetric metric = luthier_metric_parse (series);

  if (metric.kind != LUTHIER_METRIC_OTHER)
    /* No name of a series begins like this. */
    return g_strdup_printf ("//%d", (int) metric.kind);

  return g_strdup (skip_side (series));
}

/**
 * luthier_metric_words_title:
 * @series: its name, as the service has it
 *
 * Returns: (transfer full): what is measured, as a heading
 */
char *
luthier_metric_words_title (const char *series)
{
  const char *title = get_kind_title (luthier_metric_parse (series).kind);

  return title != NULL ? g_strdup (title) : g_strdelimit (g_strdup (skip_side (series)), "_", ' ');
}

const char *
luthier_metric_words_side (LuthierMetricSide side)
{
  switch (side)
    {
    case LUTHIER_METRIC_TRAINING:
      return C_ ("curve", "Training");
    case LUTHIER_METRIC_VALIDATION:
      return C_ ("curve", "Validation");
    case LUTHIER_METRIC_NO_SIDE:
    default:
      return NULL;
    }
}

const char *
luthier_metric_words_subject (LuthierMetric metric)
{
  static const char *const subjects[][3] = {
    [LUTHIER_METRIC_LOSS] = { NULL, N_ ("Training loss"), N_ ("Validation loss") },
    [LUTHIER_METRIC_ACCURACY] = { NULL, N_ ("Accuracy on the training data"),
                                  N_ ("Accuracy on the validation data") },
    [LUTHIER_METRIC_PREDICTIONS] = { NULL },
    [LUTHIER_METRIC_REWARD] = { NULL, N_ ("Reward on the training data"),
                                N_ ("Reward on the validation data") },
    [LUTHIER_METRIC_OTHER] = { NULL },
  };
  const char *subject = subjects[metric.kind][metric.side];

  return subject != NULL ? _ (subject) : NULL;
}
