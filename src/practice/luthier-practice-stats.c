/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-stats.h"

#include "luthier-practice-render.h"

static void
append_double (GString *json, const char *name, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (json, ",\"%s\":%s", name,
                          g_ascii_formatd (digits, sizeof digits, "%.6g", value));
}

/* Preference tuning swaps which of "sum" and "count" is the string. */
static void
append_bucket (GString *json, const LuthierTokenSummary *summary, guint index, gboolean preference)
{
  guint64 left = MAX (summary->min, index * summary->bucket_width);
  guint64 right = MIN (summary->max, (index + 1) * summary->bucket_width - 1);
  const char *quote = preference ? "\"" : "";

  if (index + 1 == summary->n_buckets)
    right = summary->max;
  g_string_append_printf (json,
                          "{\"count\":%s%" G_GUINT64_FORMAT "%s,\"left\":%" G_GUINT64_FORMAT
                          ",\"right\":%" G_GUINT64_FORMAT "}",
                          quote, summary->buckets[index], quote, left, right);
}

static void
append_distribution (GString *json,
                     const char *name,
                     const LuthierTokenSummary *summary,
                     gboolean preference)
{
  const char *quote = preference ? "" : "\"";
  gboolean first = TRUE;

  g_string_append_printf (json, ",\"%s\":{\"sum\":%s%" G_GUINT64_FORMAT "%s", name, quote,
                          summary->sum, quote);
  append_double (json, "min", (double) summary->min);
  append_double (json, "max", (double) summary->max);
  append_double (json, "mean", summary->mean);
  append_double (json, "median", summary->median);
  append_double (json, "p5", summary->p5);
  append_double (json, "p95", summary->p95);
  g_string_append (json, ",\"buckets\":[");
  for (guint i = 0; i < summary->n_buckets; i++)
    if (summary->buckets[i] > 0)
      {
        g_string_append (json, first ? "" : ",");
        append_bucket (json, summary, i, preference);
        first = FALSE;
      }
  g_string_append (json, "]}");
}

static void
append_dropped (GString *json, const LuthierPracticeSurvey *survey)
{
  if (survey->dropped == 0)
    return;
  if (survey->preference)
    g_string_append_printf (json, ",\"droppedExampleIndices\":[\"%" G_GUINT64_FORMAT "\"]",
                            survey->dropped_line);
  else
    g_string_append_printf (json,
                            ",\"totalTruncatedExampleCount\":\"%" G_GUINT64_FORMAT
                            "\",\"truncatedExampleIndices\":[\"%" G_GUINT64_FORMAT "\"]",
                            survey->dropped, survey->dropped_line);
  g_string_append (json, ",\"droppedExampleReasons\":[");
  luthier_practice_render_string (json, survey->dropped_reason);
  g_string_append_c (json, ']');
}

/**
 * luthier_practice_stats_render:
 * @survey: of data that can be used
 * @steps: how many the job makes
 *
 * The billable tokens are those of one pass, as the service counts them.
 *
 * Returns: (transfer full): a JSON object
 */
char *
luthier_practice_stats_render (const LuthierPracticeSurvey *survey, gint64 steps)
{
  gboolean preference = survey->preference;
  GString *json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{\"%s\":{\"tuningDatasetExampleCount\":\"%" G_GUINT64_FORMAT
                          "\",\"totalBillableTokenCount\":\"%" G_GUINT64_FORMAT
                          "\",\"tuningStepCount\":\"%" G_GINT64_FORMAT "\"",
                          preference ? "preferenceOptimizationDataStats"
                                     : "supervisedTuningDataStats",
                          survey->examples, survey->input.sum + survey->output.sum, steps);
  append_distribution (json, "userInputTokenDistribution", &survey->input, preference);
  append_distribution (json, "userOutputTokenDistribution", &survey->output, preference);
  if (!preference)
    append_distribution (json, "userMessagePerExampleDistribution", &survey->messages, FALSE);
  append_dropped (json, survey);
  if (survey->sample != NULL)
    g_string_append_printf (json, ",\"userDatasetExamples\":%s", survey->sample);
  g_string_append (json, "}}");
  return g_string_free (json, FALSE);
}
