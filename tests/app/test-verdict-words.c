/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-verdict-words.h"

#include "luthier-outlook-words.h"
#include "luthier-ui-test.h"

#define RUNNING "\"state\":\"JOB_STATE_RUNNING\""
#define DONE    "\"state\":\"JOB_STATE_SUCCEEDED\""
#define CHECKPOINT                                                                                 \
  ",\"tunedModel\":{\"checkpoints\":[{\"checkpointId\":\"4\",\"epoch\":\"1\",\"step\":\"150\"}]}"

typedef struct
{
  const char *job;
  LuthierMetricKind metric;
  LuthierVerdict verdict;
  const char *words;
} Case;

static const Case cases[] = {
  { RUNNING, LUTHIER_METRIC_LOSS, { LUTHIER_VERDICT_NONE, 0, -1, FALSE, -1, 0 }, NULL },
  { RUNNING,
    LUTHIER_METRIC_PREDICTIONS,
    { LUTHIER_VERDICT_FLAT, LUTHIER_METRIC_TRAINING, 10, FALSE, -1, 0 },
    NULL },
  { RUNNING,
    LUTHIER_METRIC_LOSS,
    { LUTHIER_VERDICT_TOO_EARLY, LUTHIER_METRIC_TRAINING, -1, FALSE, -1, 0 },
    "It is too early to tell how it goes." },
  { RUNNING,
    LUTHIER_METRIC_LOSS,
    { LUTHIER_VERDICT_BETTERING, LUTHIER_METRIC_VALIDATION, -1, TRUE, 90, 0.5 },
    "Validation loss is still falling." },
  { DONE,
    LUTHIER_METRIC_LOSS,
    { LUTHIER_VERDICT_BETTERING, LUTHIER_METRIC_VALIDATION, -1, TRUE, 90, 0.5 },
    "Validation loss was still falling at the end. More epochs may make it better." },
  { RUNNING,
    LUTHIER_METRIC_LOSS,
    { LUTHIER_VERDICT_BETTERING, LUTHIER_METRIC_TRAINING, -1, FALSE, -1, 0 },
    "Training loss is still falling. Without validation data, overfitting does not show." },
  { RUNNING,
    LUTHIER_METRIC_LOSS,
    { LUTHIER_VERDICT_BETTERING, LUTHIER_METRIC_TRAINING, -1, TRUE, 10, 0.5 },
    "Training loss is still falling. It is too early to judge it by the validation data." },
  { RUNNING,
    LUTHIER_METRIC_LOSS,
    { LUTHIER_VERDICT_FLAT, LUTHIER_METRIC_VALIDATION, 1080, TRUE, 1200, 0.41234 },
    "Validation loss has been flat since step 1,080. The best value so far is 0.4123, at step "
    "1,200." },
  { RUNNING CHECKPOINT,
    LUTHIER_METRIC_LOSS,
    { LUTHIER_VERDICT_WORSENING, LUTHIER_METRIC_VALIDATION, 100, TRUE, 149, 0.5 },
    "Validation loss has been rising since step 100. This is overfitting: it learns the examples "
    "by heart. Checkpoint 4 is the best so far." },
  { DONE CHECKPOINT,
    LUTHIER_METRIC_LOSS,
    { LUTHIER_VERDICT_FLAT, LUTHIER_METRIC_VALIDATION, 90, TRUE, 100, 0.5 },
    "Validation loss was flat from step 90 on. The best value was 0.5, at step 100. Checkpoint 4, "
    "at step 150, is the nearest." },
  { RUNNING,
    LUTHIER_METRIC_REWARD,
    { LUTHIER_VERDICT_WORSENING, LUTHIER_METRIC_TRAINING, 90, FALSE, -1, 0 },
    "Reward on the training data has been falling since step 90. A lower learning rate multiplier "
    "may help." },
  { DONE,
    LUTHIER_METRIC_LOSS,
    { LUTHIER_VERDICT_BROKEN, LUTHIER_METRIC_TRAINING, 43, FALSE, -1, 0 },
    "Training loss was not a number from step 43 on. Nothing is learned from there on; a "
    "lower learning rate multiplier may help." },
};

static void
test_sentences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, cases[i].job);
      g_autofree char *words = luthier_verdict_words (&cases[i].verdict, cases[i].metric, job);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* No number without data, and no alarm while all is as usual. */
static void
test_outlook (void)
{
  /* Sunday, 22 Nov 2026, 20:00:00 UTC. */
  const gint64 now = G_GINT64_CONSTANT (1795377600) * G_USEC_PER_SEC;
  LuthierOutlook outlook = { -1, 20 * G_TIME_SPAN_MINUTE, -1, FALSE };
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, RUNNING);
  g_autofree char *nothing = luthier_outlook_words_next (&outlook, job);
  g_autofree char *no_end = luthier_outlook_words_end (&outlook, now);
  g_autofree char *no_alarm = luthier_outlook_words_quiet (&outlook);
  g_autofree char *end = NULL;
  g_autofree char *alone = NULL;
  g_autofree char *usual = NULL;

  g_assert_null (nothing);
  g_assert_null (no_end);
  g_assert_null (no_alarm);

  outlook.remaining = 28 * G_TIME_SPAN_MINUTE;
  end = luthier_outlook_words_end (&outlook, now);
  g_assert_cmpstr (end, ==, "Ends about 20:28");
  outlook.is_quiet = TRUE;
  alone = luthier_outlook_words_quiet (&outlook);
  g_assert_null (alone);
  outlook.usual = 9 * G_TIME_SPAN_MINUTE;
  usual = luthier_outlook_words_quiet (&outlook);
  g_assert_cmpstr (usual, ==,
                   "No progress for 20 min; up to 9 min is usual at this point. It may be stuck, "
                   "or wait for the service.");
}

/* Where the next checkpoint is due: at even distances, ten at most, and never at a step that is past. */
static void
test_next_checkpoint (void)
{
  static const struct
  {
    guint steps, epochs, done;
    const char *words;
  } each[] = {
    { 366, 9, 120, "next checkpoint about step 122" },
    { 19, 3, 5, "next checkpoint about step 6" },
    { 19, 3, 6, "next checkpoint about step 12" },
    { 19, 3, 13, NULL }, /* the last one is the end itself */
    { 400, 40, 0, "next checkpoint about step 40" },
    { 400, 40, 40, "next checkpoint about step 80" },
    { 3, 10, 1, "next checkpoint about step 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    {
      const LuthierOutlook nothing = { -1, -1, -1, FALSE };
      g_autofree char *members = g_strdup_printf (
          RUNNING ",\"tuningJobMetadata\":{\"completedStepCount\":\"%u\"},"
                  "\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":\"%u\"}},"
                  "\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningStepCount\":"
                  "\"%u\"}}",
          each[i].done, each[i].epochs, each[i].steps);
      g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, members);
      g_autofree char *words = luthier_outlook_words_next (&nothing, job);

      g_assert_cmpstr (words, ==, each[i].words);
    }
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/verdict-words/sentences", test_sentences);
  g_test_add_func ("/verdict-words/outlook", test_outlook);
  g_test_add_func ("/verdict-words/next-checkpoint", test_next_checkpoint);
  return g_test_run ();
}
