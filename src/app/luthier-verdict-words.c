/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-verdict-words.h"

#include <glib/gi18n.h>

#include "luthier-checkpoint.h"
#include "luthier-format.h"
#include "luthier-metric-words.h"

/* What the sentences are about. */
typedef struct
{
  const LuthierVerdict *verdict;
  LuthierJob *job;
  const char *subject; /* "Validation loss" */
  gboolean is_low_best;
  gboolean is_over;
} Words;

static char *
tell_bettering (const Words *words)
{
  if (words->is_low_best)
    /* Translators: %s is "Validation loss" or "Training loss" */
    return g_strdup_printf (words->is_over ? _ ("%s was still falling at the end.")
                                           : _ ("%s is still falling."),
                            words->subject);

  /* Translators: %s is such as "Reward on the validation data" */
  return g_strdup_printf (words->is_over ? _ ("%s was still rising at the end.")
                                         : _ ("%s is still rising."),
                          words->subject);
}

static char *
tell_flat (const Words *words)
{
  g_autofree char *step = luthier_format_count (words->verdict->since);

  /* Translators: %s is such as "Validation loss", and the number of a step */
  return g_strdup_printf (words->is_over ? _ ("%s was flat from step %s on.")
                                         : _ ("%s has been flat since step %s."),
                          words->subject, step);
}

static char *
tell_worsening (const Words *words)
{
  g_autofree char *step = luthier_format_count (words->verdict->since);

  if (words->is_low_best)
    /* Translators: %s is "Validation loss" or "Training loss", and the number of a step */
    return g_strdup_printf (words->is_over ? _ ("%s rose from step %s on.")
                                           : _ ("%s has been rising since step %s."),
                            words->subject, step);

  /* Translators: %s is such as "Reward on the validation data", and the number of a step */
  return g_strdup_printf (words->is_over ? _ ("%s fell from step %s on.")
                                         : _ ("%s has been falling since step %s."),
                          words->subject, step);
}

static char *
tell_broken (const Words *words)
{
  g_autofree char *step = luthier_format_count (words->verdict->since);

  /* Translators: %s is "Validation loss" or "Training loss", and the number of a step */
  return g_strdup_printf (words->is_over ? _ ("%s was not a number from step %s on.")
                                         : _ ("%s has not been a number since step %s."),
                          words->subject, step);
}

static char *
tell_course (const Words *words)
{
  switch (words->verdict->kind)
    {
    case LUTHIER_VERDICT_BETTERING:
      return tell_bettering (words);
    case LUTHIER_VERDICT_FLAT:
      return tell_flat (words);
    case LUTHIER_VERDICT_WORSENING:
      return tell_worsening (words);
    case LUTHIER_VERDICT_BROKEN:
      return tell_broken (words);
    case LUTHIER_VERDICT_TOO_EARLY:
      return g_strdup (words->is_over ? _ ("There are too few values to tell how it went.")
                                      : _ ("It is too early to tell how it goes."));
    case LUTHIER_VERDICT_NONE:
    default:
      return NULL;
    }
}

static const char *
explain_training (const Words *words)
{
  const LuthierVerdict *verdict = words->verdict;

  if (verdict->kind == LUTHIER_VERDICT_WORSENING)
    return _ ("A lower learning rate multiplier may help.");
  if (verdict->kind == LUTHIER_VERDICT_TOO_EARLY)
    return NULL;
  if (!verdict->has_validation)
    return _ ("Without validation data, overfitting does not show.");

  return words->is_over ? _ ("There are too few values of the validation data to judge it by.")
                        : _ ("It is too early to judge it by the validation data.");
}

/* What it means, where that is not plain. */
static const char *
explain (const Words *words)
{
  const LuthierVerdict *verdict = words->verdict;

  if (verdict->kind == LUTHIER_VERDICT_BROKEN)
    return _ ("Nothing is learned from there on; a lower learning rate multiplier may help.");
  if (verdict->side != LUTHIER_METRIC_VALIDATION)
    return explain_training (words);
  if (verdict->kind == LUTHIER_VERDICT_WORSENING)
    return _ ("This is overfitting: it learns the examples by heart.");
  if (verdict->kind == LUTHIER_VERDICT_BETTERING && words->is_over)
    return _ ("More epochs may make it better.");

  return NULL;
}

/* A checkpoint that is this near to the best step is as good, by all that can be told. */
static gboolean
is_at_best (const Words *words, LuthierCheckpoint *checkpoint)
{
  const gint64 steps = luthier_job_get_step_count (words->job);
  const gint64 distance = ABS (luthier_checkpoint_get_step (checkpoint) -
                               words->verdict->best_step);

  return distance <= MAX (steps, words->verdict->best_step) / 50;
}

static char *
tell_best_value (const Words *words)
{
  g_autofree char *step = luthier_format_count (words->verdict->best_step);

  /* Translators: a value such as 0.412, and the number of a step */
  return g_strdup_printf (words->is_over ? _ ("The best value was %.4g, at step %s.")
                                         : _ ("The best value so far is %.4g, at step %s."),
                          words->verdict->best_value, step);
}

static char *
tell_best (const Words *words)
{
  g_autoptr (LuthierCheckpoint) nearest = luthier_checkpoint_find_nearest (
      luthier_job_get_checkpoints (words->job), words->verdict->best_step);
  g_autofree char *value = NULL;
  g_autofree char *step = NULL;

  if (nearest != NULL && is_at_best (words, nearest))
    /* Translators: %s is the number of a checkpoint */
    return g_strdup_printf (words->is_over ? _ ("Checkpoint %s is the best.")
                                           : _ ("Checkpoint %s is the best so far."),
                            luthier_checkpoint_get_id (nearest));

  value = tell_best_value (words);
  if (nearest == NULL)
    return g_steal_pointer (&value);

  step = luthier_format_count (luthier_checkpoint_get_step (nearest));
  /* Translators: a sentence that tells the step of the best value; the number of the checkpoint
   * that is nearest to it, and its step */
  return g_strdup_printf (_ ("%s Checkpoint %s, at step %s, is the nearest."), value,
                          luthier_checkpoint_get_id (nearest), step);
}

/* Where a curve still betters itself, its last value says enough. */
static gboolean
has_best (const LuthierVerdict *verdict)
{
  return verdict->best_step >= 0 &&
         (verdict->kind == LUTHIER_VERDICT_BROKEN ||
          (verdict->side == LUTHIER_METRIC_VALIDATION &&
           (verdict->kind == LUTHIER_VERDICT_FLAT || verdict->kind == LUTHIER_VERDICT_WORSENING)));
}

/**
 * luthier_verdict_words:
 * @kind: what was judged
 * @job: whose curves they are
 *
 * Says how the training goes, or went: what the curve does, what that means, and which checkpoint is
 * the best.
 *
 * Returns: (transfer full) (nullable): sentences; %NULL if there is nothing to say
 */
char *
luthier_verdict_words (const LuthierVerdict *verdict, LuthierMetricKind kind, LuthierJob *job)
{
  const Words words = {
    .verdict = verdict,
    .job = job,
    .subject = luthier_metric_words_subject ((LuthierMetric){ kind, verdict->side }),
    .is_low_best = luthier_metric_kind_is_best_low (kind),
    .is_over = luthier_job_is_terminal (job),
  };
  g_autofree char *course = NULL;
  g_autofree char *best = NULL;
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (words.subject == NULL)
    return NULL;
  course = tell_course (&words);
  if (course == NULL)
    return NULL;

  g_strv_builder_add (sentences, course);
  if (explain (&words) != NULL)
    g_strv_builder_add (sentences, explain (&words));
  if (has_best (verdict))
    {
      best = tell_best (&words);
      g_strv_builder_add (sentences, best);
    }
  all = g_strv_builder_end (sentences);

  return g_strjoinv (" ", all);
}
