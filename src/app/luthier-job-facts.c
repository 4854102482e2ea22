/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-facts.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-job-spec.h"
#include "luthier-job-words.h"
#include "luthier-word-list.h"

static char *
format_count_or_null (gint64 count)
{
  return count > 0 ? luthier_format_count (count) : NULL;
}

static char *
format_range (const LuthierDistribution *distribution)
{
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;
  g_autofree char *mean = NULL;

  if (distribution->max <= 0)
    return NULL;

  min = luthier_format_count ((gint64) distribution->min);
  max = luthier_format_count ((gint64) distribution->max);
  mean = luthier_format_count ((gint64) distribution->mean);
  /* Translators: numbers of tokens: the shortest, the longest and the mean */
  return g_strdup_printf (_ ("%s to %s, %s on average"), min, max, mean);
}

/* A result that is not there yet is told apart from one that will never come. */
static char *
format_result (const char *name, LuthierJobState state)
{
  if (name != NULL && *name != '\0')
    return luthier_job_facts_last_segment (NULL, name);

  return g_strdup (luthier_job_state_is_terminal (state) ? C_ ("tuned model or endpoint", "None")
                                                         : _ ("After tuning"));
}

/**
 * luthier_job_facts_file_name:
 *
 * The name of a file in a bucket; the page shows the whole address as a tooltip.
 */
char *
luthier_job_facts_file_name (gpointer page, const char *uri)
{
  return uri != NULL ? g_strdup (luthier_job_words_file_name (uri)) : NULL;
}

/**
 * luthier_job_facts_last_segment:
 *
 * What stands after the last slash of a resource name.
 */
char *
luthier_job_facts_last_segment (gpointer page, const char *name)
{
  const char *slash = name != NULL ? strrchr (name, '/') : NULL;

  if (slash != NULL && slash[1] != '\0')
    return g_strdup (slash + 1);

  return g_strdup (name);
}

char *
luthier_job_facts_examples (gpointer page, const LuthierDataStats *stats)
{
  return stats != NULL ? format_count_or_null (stats->example_count) : NULL;
}

/**
 * luthier_job_facts_tokens:
 *
 * Tokens that one pass over the data is billed for.
 */
char *
luthier_job_facts_tokens (gpointer page, const LuthierDataStats *stats)
{
  return stats != NULL ? format_count_or_null (stats->billable_tokens) : NULL;
}

char *
luthier_job_facts_example_length (gpointer page, const LuthierDataStats *stats)
{
  return stats != NULL ? format_range (&stats->input_tokens) : NULL;
}

char *
luthier_job_facts_answer_length (gpointer page, const LuthierDataStats *stats)
{
  return stats != NULL ? format_range (&stats->output_tokens) : NULL;
}

char *
luthier_job_facts_steps (gpointer page, const LuthierDataStats *stats)
{
  return stats != NULL ? format_count_or_null (stats->step_count) : NULL;
}

char *
luthier_job_facts_dropped (gpointer page, const LuthierDataStats *stats)
{
  return stats != NULL ? format_count_or_null (stats->truncated_count) : NULL;
}

/**
 * luthier_job_facts_encryption:
 *
 * The key as "key in ring, region", or that there is none of one's own.
 */
char *
luthier_job_facts_encryption (gpointer page, const char *kms_key_name)
{
  g_auto (GStrv) parts = NULL;

  if (kms_key_name == NULL || *kms_key_name == '\0')
    return g_strdup (_ ("Google-managed key"));

  parts = g_strsplit (kms_key_name, "/", -1);
  if (g_strv_length (parts) != 8)
    return g_strdup (kms_key_name);

  return g_strdup_printf ("%s / %s / %s", parts[3], parts[5], parts[7]);
}

char *
luthier_job_facts_service_account (gpointer page, const char *service_account)
{
  if (service_account == NULL || *service_account == '\0')
    return g_strdup (_ ("Project default"));

  return g_strdup (service_account);
}

char *
luthier_job_facts_tuned_model (gpointer page, const char *model, LuthierJobState state)
{
  return format_result (model, state);
}

char *
luthier_job_facts_endpoint (gpointer page, const char *endpoint, LuthierJobState state)
{
  return format_result (endpoint, state);
}

/**
 * luthier_job_facts_labels:
 *
 * All labels in the order of their keys, but for those that only Luthier finds its jobs by.
 */
char *
luthier_job_facts_labels (gpointer page, GHashTable *labels)
{
  g_autoptr (GList) keys = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) pairs = NULL;

  if (labels == NULL)
    return NULL;

  keys = g_list_sort (g_hash_table_get_keys (labels), (GCompareFunc) strcmp);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      g_autofree char *pair = g_strdup_printf (
          C_ ("label and its value", "%s: %s"), (const char *) l->data,
          (const char *) g_hash_table_lookup (labels, l->data));

      if (!g_str_has_prefix (l->data, "luthier-") || g_str_equal (l->data, LUTHIER_GROUP_LABEL))
        g_strv_builder_add (builder, pair);
    }
  pairs = g_strv_builder_end (builder);

  return pairs[0] != NULL ? luthier_word_list_join ((const char *const *) pairs) : NULL;
}

char *
luthier_job_facts_source (gpointer page, const char *base_model, const char *pre_tuned)
{
  g_autofree char *model = NULL;

  if (pre_tuned == NULL || *pre_tuned == '\0')
    return g_strdup (base_model);

  model = luthier_job_facts_last_segment (page, pre_tuned);
  /* Translators: %s is the id of a tuned model */
  return g_strdup_printf (_ ("Tuned model %s"), model);
}

/**
 * luthier_job_facts_checkpoint:
 *
 * One line for a checkpoint in the result's list.
 */
char *
luthier_job_facts_checkpoint (
    gpointer item, const char *id, gint64 epoch, gint64 step, gboolean is_default)
{
  g_autofree char *epochs = luthier_format_count (epoch);
  g_autofree char *steps = luthier_format_count (step);

  if (id == NULL)
    return NULL;
  if (is_default)
    return g_strdup_printf (_ ("Epoch %s, step %s, the default"), epochs, steps);

  return g_strdup_printf (_ ("Epoch %s, step %s"), epochs, steps);
}

/**
 * luthier_job_facts_origin:
 *
 * Where a job comes from: "gemini-3.5-flash in us-central1 · created today 14:02".
 */
char *
luthier_job_facts_origin (LuthierJob *job)
{
  g_autofree char *source = luthier_job_facts_source (NULL, luthier_job_get_base_model (job),
                                                      luthier_job_get_pre_tuned_model (job));
  g_autofree char *created = luthier_format_time (luthier_job_get_create_time (job));

  if (source == NULL)
    source = g_strdup (_ ("Model not known"));
  if (*created == '\0')
    /* Translators: a model and a region: "gemini-3.5-flash in us-central1" */
    return g_strdup_printf (_ ("%s in %s"), source, luthier_job_get_region (job));

  /* Translators: a model, a region and a time: "gemini-3.5-flash in us-central1 · created today" */
  return g_strdup_printf (_ ("%s in %s · created %s"), source, luthier_job_get_region (job),
                          created);
}

/**
 * luthier_job_facts_has_result:
 *
 * Whether there is something to use yet.
 */
gboolean
luthier_job_facts_has_result (gpointer page, const char *model, const char *endpoint)
{
  return model != NULL || endpoint != NULL;
}
