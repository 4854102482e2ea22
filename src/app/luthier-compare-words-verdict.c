/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-words.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-verdict.h"
#include "luthier-word-list.h"

/**
 * luthier_compare_words_count:
 *
 * Returns: (transfer full): how many of the settings that are known differ
 */
char *
luthier_compare_words_count (LuthierComparison *comparison)
{
  guint n_settings = 0;
  guint n_different = 0;

  for (LuthierCompared what = 0; what < LUTHIER_N_COMPARED; what++)
    if (luthier_compared_is_setting (what) && luthier_comparison_is_known (comparison, what))
      {
        n_settings++;
        n_different += luthier_comparison_differs (comparison, what);
      }
  if (n_different == 0)
    return g_strdup (_ ("No setting differs"));

  return g_strdup_printf (
      ngettext ("%u of %u settings differs", "%u of %u settings differ", n_different), n_different,
      n_settings);
}

static const char *
get_title (LuthierComparison *comparison, guint job)
{
  return luthier_job_get_title (luthier_comparison_get_job (comparison, job));
}

static char *
say_no_result (LuthierComparison *comparison)
{
  for (guint i = 0; i < luthier_comparison_get_n_jobs (comparison); i++)
    if (!luthier_job_is_terminal (luthier_comparison_get_job (comparison, i)))
      return g_strdup (_ ("Nothing has been measured on validation data yet."));

  return g_strdup (_ ("Nothing was measured on validation data, which would tell which job is the "
                      "best."));
}

static char *
say_best (LuthierComparison *comparison, const LuthierComparisonVerdict *verdict)
{
  const char *best = get_title (comparison, verdict->best);
  g_autofree char *margin = luthier_format_loss (verdict->margin);

  if (verdict->so_far)
    /* Translators: the name of a job, and by how much its loss is lower than the next one's */
    return g_strdup_printf (_ ("%s is the best so far, by %s."), best, margin);

  /* Translators: the name of a job, and by how much its loss is lower than the next one's */
  return g_strdup_printf (_ ("%s is the best by %s."), best, margin);
}

/* Of the best one. (transfer full) (nullable) */
static char *
say_worsening (LuthierComparison *comparison, const LuthierComparisonVerdict *verdict)
{
  const LuthierVerdict course = luthier_verdict_judge (
      luthier_comparison_get_curves (comparison, verdict->best),
      luthier_comparison_get_metric (comparison));
  g_autofree char *step = luthier_format_count (course.best_step);

  if (verdict->kind != LUTHIER_COMPARISON_BEST || course.kind != LUTHIER_VERDICT_WORSENING ||
      course.best_step < 0)
    return NULL;

  /* Translators: %s is the number of a step */
  return g_strdup_printf (_ ("It grew worse after step %s."), step);
}

static char *
say_equal (LuthierComparison *comparison, const LuthierComparisonVerdict *verdict)
{
  const char *first = get_title (comparison, MIN (verdict->best, verdict->second));
  const char *second = get_title (comparison, MAX (verdict->best, verdict->second));

  if (verdict->so_far)
    /* Translators: the names of two jobs */
    return g_strdup_printf (_ ("%s and %s are equally good so far."), first, second);

  /* Translators: the names of two jobs */
  return g_strdup_printf (_ ("%s and %s are equally good."), first, second);
}

static char *
say_who (LuthierComparison *comparison, const LuthierComparisonVerdict *verdict)
{
  switch (verdict->kind)
    {
    case LUTHIER_COMPARISON_BEST:
      return say_best (comparison, verdict);
    case LUTHIER_COMPARISON_EQUAL:
      return say_equal (comparison, verdict);
    case LUTHIER_COMPARISON_ONE_RESULT:
      /* Translators: %s is the name of a job */
      return g_strdup_printf (_ ("Only %s was measured on validation data."),
                              get_title (comparison, verdict->best));
    case LUTHIER_COMPARISON_NO_RESULTS:
    default:
      return say_no_result (comparison);
    }
}

/**
 * luthier_compare_words_verdict:
 *
 * Returns: (transfer full): which job is the best, and what stands against saying so
 */
char *
luthier_compare_words_verdict (LuthierComparison *comparison)
{
  const LuthierComparisonVerdict verdict = luthier_comparison_get_verdict (comparison);
  const guint n_missing = luthier_comparison_get_n_jobs (comparison) - verdict.n_results;
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_autofree char *who = say_who (comparison, &verdict);
  g_autofree char *worse = NULL;
  g_autofree char *missing = NULL;
  g_auto (GStrv) all = NULL;

  if (verdict.n_results < 2)
    return g_steal_pointer (&who);

  g_strv_builder_add (sentences, who);
  worse = say_worsening (comparison, &verdict);
  if (worse != NULL)
    g_strv_builder_add (sentences, worse);
  if (!verdict.same_data)
    g_strv_builder_add (sentences, _ ("But not all were measured on the same validation data, so "
                                      "this may mislead."));
  else if (n_missing > 0)
    {
      missing = g_strdup_printf (ngettext ("%u job has no validation result.",
                                           "%u jobs have no validation result.", n_missing),
                                 n_missing);
      g_strv_builder_add (sentences, missing);
    }
  all = g_strv_builder_end (sentences);

  return g_strjoinv (" ", all);
}

/**
 * luthier_compare_words_cost:
 *
 * Returns: (transfer full) (nullable): how the costs were worked out, if any is known
 */
char *
luthier_compare_words_cost (LuthierComparison *comparison)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) prices = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; i < luthier_comparison_get_n_jobs (comparison); i++)
    {
      LuthierBaseModel *model = luthier_comparison_get_model (comparison, i);
      g_autofree char *price = NULL;
      g_autofree char *line = NULL;

      if (luthier_comparison_get_value (comparison, LUTHIER_COMPARED_COST, i)->kind !=
              LUTHIER_VALUE_NUMBER ||
          !g_hash_table_add (seen, model))
        continue;
      price = luthier_format_price (luthier_base_model_get_price (model));
      /* Translators: the price of a million tokens for a model: "$5.00 for gemini-2.5-flash" */
      line = g_strdup_printf (_ ("%s for %s"), price, luthier_base_model_get_id (model));
      g_strv_builder_add (builder, line);
    }
  prices = g_strv_builder_end (builder);
  if (prices[0] == NULL)
    return NULL;

  list = luthier_word_list_join ((const char *const *) prices);
  /* Translators: %s is a list of prices: "$5.00 for gemini-2.5-flash" */
  return g_strdup_printf (_ ("Cost: tokens per epoch, times epochs, at a price per million of %s."),
                          list);
}
