/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-seed.h"

#define MINUTE (60 * G_TIME_SPAN_SECOND)

static const char *const locations[] = { "us-central1", "europe-west4", "us-east1" };
static const char *const models[] = {
  "gemini-2.5-flash",
  "gemini-3.5-flash",
  "gemini-2.5-pro",
  "gemini-3.1-flash-lite",
};
static const char *const adapters[] = { "FOUR", "EIGHT", "TWO" };
static const char *const multipliers[] = { "1", "0.5", "2", "1", "4" };
static const char *const purposes[] = { "support", "routing", "summaries", "tone", "labels" };

/* The last one of ten was cancelled, the one before failed. */
static void
choose_outcome (LuthierPracticeJob *job, guint number)
{
  if (number % 10 == 9)
    {
      job->cancelled = job->tuning + 3 * MINUTE;
      job->stopped = job->cancelled + MINUTE / 3;
    }
  else if (number % 10 == 8)
    luthier_practice_job_fail (job, job->tuning + 2 * MINUTE, 13,
                               "Internal error occurred. Try again later.");
}

static char *
write_stats (guint examples, gint64 steps)
{
  guint tokens = examples * 61;

  return g_strdup_printf (
      "{\"supervisedTuningDataStats\":{\"tuningDatasetExampleCount\":\"%u\","
      "\"totalBillableTokenCount\":\"%u\",\"tuningStepCount\":\"%" G_GINT64_FORMAT "\","
      "\"userInputTokenDistribution\":{\"sum\":\"%u\",\"min\":20,\"max\":80,\"mean\":50,"
      "\"median\":50,\"p5\":23,\"p95\":77,\"buckets\":[{\"count\":%u,\"left\":20,\"right\":80}]},"
      "\"userOutputTokenDistribution\":{\"sum\":\"%u\",\"min\":4,\"max\":18,\"mean\":11,"
      "\"median\":11,\"p5\":5,\"p95\":17,\"buckets\":[{\"count\":%u,\"left\":4,\"right\":18}]}}}",
      examples, tokens, steps, examples * 50, examples, examples * 11, examples);
}

static LuthierPracticeJob *
make_job (guint number, gint64 created)
{
  g_autofree char *thing = g_strdup_printf ("seeded job %u", number);
  g_autofree char *made = g_strdup_printf ("model of %s", thing);
  g_autofree char *id = luthier_practice_state_id_for (thing);
  LuthierPracticeJob *job = luthier_practice_job_new (id,
                                                      locations[number % G_N_ELEMENTS (locations)]);
  guint examples = 100 + number * 37 % 900;
  const char *purpose = purposes[number % G_N_ELEMENTS (purposes)];

  job->base_model = g_strdup (models[number % G_N_ELEMENTS (models)]);
  job->model = luthier_practice_state_id_for (made);
  job->display_name = g_strdup_printf ("%s-%u", purpose, number);
  job->epochs = 2 + number % 5;
  job->steps = ((gint64) examples * job->epochs + 15) / 16;
  job->n_checkpoints = job->epochs;
  job->created = created;
  job->due = job->started = created + MINUTE / 4;
  job->processed = job->started + 2 * MINUTE;
  job->tuning = job->processed + MINUTE;
  job->finishing = job->tuning + (15 + number % 10) * MINUTE;
  job->ended = job->finishing + 2 * MINUTE;
  choose_outcome (job, number);
  job->validation = examples / 5;
  job->stats = write_stats (examples, job->steps);
  job->spec = g_strdup_printf (
      "{\"baseModel\":\"%s\",\"tunedModelDisplayName\":\"%s\",\"labels\":{\"team\":\"%s\"},"
      "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://practice-data/%s/train.jsonl\","
      "\"validationDatasetUri\":\"gs://practice-data/%s/validation.jsonl\","
      "\"hyperParameters\":{\"epochCount\":\"%" G_GINT64_FORMAT
      "\",\"learningRateMultiplier\":%s,\"adapterSize\":\"ADAPTER_SIZE_%s\"}}}",
      job->base_model, job->display_name, purpose, purpose, purpose, job->epochs,
      multipliers[number / 2 % G_N_ELEMENTS (multipliers)],
      adapters[number / 3 % G_N_ELEMENTS (adapters)]);
  return job;
}

/**
 * luthier_practice_seed:
 * @jobs: takes them
 * @state: the time
 * @n_jobs: how many
 *
 * Makes jobs that were over long ago, for those who want to see many.
 */
void
luthier_practice_seed (LuthierPracticeJobs *jobs, LuthierPracticeState *state, guint n_jobs)
{
  gint64 now = luthier_practice_state_now (state);

  luthier_practice_state_execute (state, "BEGIN");
  for (guint i = n_jobs; i > 0; i--)
    luthier_practice_jobs_add (jobs, make_job (i, now - (gint64) i * 40 * MINUTE));
  luthier_practice_state_execute (state, "COMMIT");
}
