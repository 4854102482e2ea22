/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-format.h"
#include "luthier-job-facts.h"
#include "luthier-job-words.h"
#include "luthier-one-line.h"
#include "luthier-word-list.h"

#define MAX_LINE 200

/**
 * luthier_compare_words_title:
 * @what: what is compared
 *
 * Returns: (transfer none): what it is called
 */
const char *
luthier_compare_words_title (LuthierComparison *comparison, LuthierCompared what)
{
  const gboolean reward = luthier_comparison_get_metric (comparison) == LUTHIER_METRIC_REWARD;

  switch (what)
    {
    case LUTHIER_COMPARED_VALIDATION:
      return reward ? _ ("Best validation reward") : _ ("Best validation loss");
    case LUTHIER_COMPARED_TRAINING:
      return reward ? _ ("Last training reward") : _ ("Last training loss");
    case LUTHIER_COMPARED_STATE:
      return _ ("State");
    case LUTHIER_COMPARED_MODEL:
      return _ ("Base model");
    case LUTHIER_COMPARED_REGION:
      return _ ("Region");
    case LUTHIER_COMPARED_TRAINING_DATA:
      return _ ("Training data");
    case LUTHIER_COMPARED_VALIDATION_DATA:
      return _ ("Validation data");
    case LUTHIER_COMPARED_EPOCHS:
      return _ ("Epochs");
    case LUTHIER_COMPARED_RATE:
      return _ ("Learning rate multiplier");
    case LUTHIER_COMPARED_ADAPTER:
      return _ ("Adapter size");
    case LUTHIER_COMPARED_CHECKPOINTS:
      return _ ("Checkpoints");
    case LUTHIER_COMPARED_ENCRYPTION:
      return _ ("Encryption");
    case LUTHIER_COMPARED_SERVICE_ACCOUNT:
      return _ ("Service account");
    case LUTHIER_COMPARED_EXAMPLES:
      return _ ("Examples");
    case LUTHIER_COMPARED_DROPPED:
      return _ ("Examples left out");
    case LUTHIER_COMPARED_TOKENS:
      return _ ("Tokens per epoch");
    case LUTHIER_COMPARED_STEPS:
      return _ ("Steps");
    case LUTHIER_COMPARED_WAITING:
      return _ ("Waited");
    case LUTHIER_COMPARED_DURATION:
      return _ ("Duration");
    case LUTHIER_COMPARED_COST:
    case LUTHIER_N_COMPARED:
    default:
      return _ ("Estimated cost");
    }
}

static char *
format_steps (const LuthierComparedValue *value)
{
  g_autofree char *all = luthier_format_count (value->count);
  g_autofree char *done = luthier_format_count (value->step);

  if (value->step < 0 || value->step >= value->count)
    return g_steal_pointer (&all);

  /* Translators: numbers of steps: "120 of 366" */
  return g_strdup_printf (_ ("%s of %s"), done, all);
}

static char *
format_count (LuthierJob *job, LuthierCompared what, const LuthierComparedValue *value)
{
  switch ((int) what)
    {
    case LUTHIER_COMPARED_STATE:
      return g_strdup (luthier_job_words_state (job));
    case LUTHIER_COMPARED_CHECKPOINTS:
      return g_strdup (value->count != 0 ? _ ("Last one only") : _ ("All, 10 at most"));
    case LUTHIER_COMPARED_STEPS:
      return format_steps (value);
    case LUTHIER_COMPARED_WAITING:
    case LUTHIER_COMPARED_DURATION:
      return luthier_format_duration (value->count);
    default:
      return luthier_format_count (value->count);
    }
}

static char *
format_text (LuthierJob *job, LuthierCompared what, const LuthierComparedValue *value)
{
  switch ((int) what)
    {
    case LUTHIER_COMPARED_MODEL:
      return luthier_job_facts_source (NULL, luthier_job_get_base_model (job),
                                       luthier_job_get_pre_tuned_model (job));
    case LUTHIER_COMPARED_TRAINING_DATA:
    case LUTHIER_COMPARED_VALIDATION_DATA:
      return luthier_one_line (luthier_job_words_file_name (value->text), MAX_LINE);
    case LUTHIER_COMPARED_ENCRYPTION:
      return luthier_job_facts_encryption (NULL, value->text);
    default:
      return g_strdup (value->text);
    }
}

static const char *
name_absence (LuthierCompared what)
{
  switch ((int) what)
    {
    case LUTHIER_COMPARED_ENCRYPTION:
      return _ ("Google-managed key");
    case LUTHIER_COMPARED_SERVICE_ACCOUNT:
      return _ ("Project default");
    case LUTHIER_COMPARED_COST:
      return C_ ("cost", "None");
    default:
      return C_ ("data", "None");
    }
}

/**
 * luthier_compare_words_value:
 * @what: what is compared
 * @job: the number of a job
 *
 * Returns: (transfer full): its value as it is shown
 */
char *
luthier_compare_words_value (LuthierComparison *comparison, LuthierCompared what, guint job)
{
  return luthier_compare_words_of_value (luthier_comparison_get_job (comparison, job), what,
                                         luthier_comparison_get_value (comparison, what, job));
}

/**
 * luthier_compare_words_of_value:
 * @what: what is compared
 * @value: what was read of it
 *
 * Returns: (transfer full): the value as it is shown
 */
char *
luthier_compare_words_of_value (LuthierJob *job,
                                LuthierCompared what,
                                const LuthierComparedValue *value)
{
  switch (value->kind)
    {
    case LUTHIER_VALUE_AUTOMATIC:
      return g_strdup (_ ("Automatic"));
    case LUTHIER_VALUE_NONE:
      return g_strdup (name_absence (what));
    case LUTHIER_VALUE_COUNT:
      return format_count (job, what, value);
    case LUTHIER_VALUE_NUMBER:
      if (what == LUTHIER_COMPARED_COST)
        return luthier_format_price (value->number);
      return what == LUTHIER_COMPARED_RATE ? g_strdup_printf ("%g", value->number)
                                           : luthier_format_loss (value->number);
    case LUTHIER_VALUE_TEXT:
      return format_text (job, what, value);
    case LUTHIER_VALUE_NOT_KNOWN:
    default:
      return g_strdup (C_ ("compared value", "Not known"));
    }
}

/* What the user asked for, where that is not what came of it. */
static char *
note_asked (gboolean automatic, gboolean same, char *asked)
{
  g_autofree char *text = asked;

  if (automatic)
    return g_strdup (_ ("chosen by the service"));

  /* Translators: %s is the value that the user asked for, where the service chose another one */
  return same ? NULL : g_strdup_printf (_ ("%s was asked for"), text);
}

static char *
note_setting (LuthierComparison *comparison,
              LuthierCompared what,
              guint job,
              const LuthierComparedValue *value)
{
  LuthierJobSpec *asked = luthier_comparison_get_asked (comparison, job);

  if (asked == NULL || (value->kind != LUTHIER_VALUE_COUNT && value->kind != LUTHIER_VALUE_NUMBER))
    return NULL;

  if (what == LUTHIER_COMPARED_EPOCHS)
    {
      const gint64 epochs = luthier_job_spec_get_epoch_count (asked);

      return note_asked (epochs == LUTHIER_AUTOMATIC_EPOCHS, epochs == value->count,
                         luthier_format_count (epochs));
    }
  if (what == LUTHIER_COMPARED_RATE)
    {
      const double rate = luthier_job_spec_get_learning_rate_multiplier (asked);

      return note_asked (luthier_job_spec_is_automatic_rate (asked),
                         !islessgreater (rate, value->number), g_strdup_printf ("%g", rate));
    }
  if (what == LUTHIER_COMPARED_ADAPTER)
    {
      const guint size = luthier_job_spec_get_adapter_size (asked);

      return note_asked (size == LUTHIER_AUTOMATIC_ADAPTER, size == value->count,
                         g_strdup_printf ("%u", size));
    }

  return NULL;
}

static void
take_change (GStrvBuilder *builder, guint64 count, char *text)
{
  if (count > 0)
    g_strv_builder_add (builder, text);
  g_free (text);
}

/* "12 added, 3 removed, 1 changed" */
static char *
note_changes (const LuthierLikeness *likeness)
{
  g_autofree char *added = luthier_format_count ((gint64) likeness->added);
  g_autofree char *removed = luthier_format_count ((gint64) likeness->removed);
  g_autofree char *changed = luthier_format_count ((gint64) likeness->changed);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  /* Translators: %s is a number of examples that only this data has */
  take_change (builder, likeness->added, g_strdup_printf (_ ("%s added"), added));
  /* Translators: %s is a number of examples that this data does not have */
  take_change (builder, likeness->removed, g_strdup_printf (_ ("%s removed"), removed));
  /* Translators: %s is a number of examples that read differently in this data */
  take_change (builder, likeness->changed, g_strdup_printf (_ ("%s changed"), changed));
  parts = g_strv_builder_end (builder);

  return luthier_word_list_join ((const char *const *) parts);
}

static char *
note_data (LuthierComparison *comparison, LuthierCompared what, guint job)
{
  const LuthierLikeness *likeness = luthier_comparison_get_likeness (comparison, what, job);

  if (job == 0 || luthier_comparison_get_value (comparison, what, job)->kind != LUTHIER_VALUE_TEXT)
    return NULL;
  if (likeness->kind == LUTHIER_LIKENESS_SAME)
    return g_strdup (_ ("same as the first"));
  if (likeness->kind == LUTHIER_LIKENESS_OTHER)
    return likeness->is_counted ? note_changes (likeness) : g_strdup (_ ("differs from the first"));

  return NULL;
}

static char *
note_state (LuthierJob *job)
{
  const LuthierJobState state = luthier_job_get_state (job);

  return state == LUTHIER_JOB_STATE_FAILED || state == LUTHIER_JOB_STATE_EXPIRED ||
                 !luthier_job_state_is_terminal (state)
             ? luthier_job_words_now (job)
             : NULL;
}

/**
 * luthier_compare_words_note:
 * @what: what is compared
 * @job: the number of a job
 *
 * Returns: (transfer full) (nullable): what there is to add to its value
 */
char *
luthier_compare_words_note (LuthierComparison *comparison, LuthierCompared what, guint job)
{
  const LuthierComparedValue *value = luthier_comparison_get_value (comparison, what, job);
  g_autofree char *step = NULL;

  switch ((int) what)
    {
    case LUTHIER_COMPARED_VALIDATION:
    case LUTHIER_COMPARED_TRAINING:
      if (value->kind != LUTHIER_VALUE_NUMBER)
        return NULL;
      step = luthier_format_count (value->step);
      /* Translators: %s is the number of a step: "0.418" is above it */
      return g_strdup_printf (value->so_far ? _ ("at step %s, so far") : _ ("at step %s"), step);
    case LUTHIER_COMPARED_STATE:
      return note_state (luthier_comparison_get_job (comparison, job));
    case LUTHIER_COMPARED_TRAINING_DATA:
    case LUTHIER_COMPARED_VALIDATION_DATA:
      return note_data (comparison, what, job);
    case LUTHIER_COMPARED_WAITING:
    case LUTHIER_COMPARED_DURATION:
      return value->so_far ? g_strdup (_ ("so far")) : NULL;
    default:
      return note_setting (comparison, what, job, value);
    }
}

/**
 * luthier_compare_words_detail:
 * @what: what is compared
 * @job: the number of a job
 *
 * Returns: (transfer full) (nullable): the whole of its value, if it is shown in short
 */
char *
luthier_compare_words_detail (LuthierComparison *comparison, LuthierCompared what, guint job)
{
  const LuthierComparedValue *value = luthier_comparison_get_value (comparison, what, job);

  if (value->kind == LUTHIER_VALUE_TEXT)
    return luthier_one_line (value->text, MAX_LINE);
  if (value->kind == LUTHIER_VALUE_NUMBER &&
      (what == LUTHIER_COMPARED_VALIDATION || what == LUTHIER_COMPARED_TRAINING))
    return g_strdup_printf ("%.9g", value->number);

  return NULL;
}
