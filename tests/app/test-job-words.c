/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-words.h"

#include "luthier-ui-test.h"

#define MINUTE G_GINT64_CONSTANT (60000000)

#define RUNNING                                                                                    \
  "\"state\":\"JOB_STATE_RUNNING\",\"createTime\":\"2026-11-22T12:00:00Z\","                       \
  "\"startTime\":\"2026-11-22T12:00:00Z\""
#define STEPS                                                                                      \
  ",\"tuningJobMetadata\":{\"completedStepCount\":\"120\",\"completedEpochCount\":\"1\"}"          \
  ",\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningStepCount\":\"1200\"}}"

static gint64
noon (void)
{
  return luthier_timestamp_parse ("2026-11-22T12:00:00Z");
}

static void
assert_reads (const char *members, const char *state, const char *now, const char *detail)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 7, members);
  g_autofree char *now_text = luthier_job_words_now (job);
  g_autofree char *detail_text = luthier_job_words_detail (job, noon () + 3 * MINUTE);

  g_assert_cmpstr (luthier_job_words_state (job), ==, state);
  g_assert_cmpstr (now_text, ==, now);
  g_assert_cmpstr (detail_text, ==, detail);
}

static void
test_waiting (void)
{
  assert_reads ("\"state\":\"JOB_STATE_PENDING\"", "Queued", "Waits to start", "");
  assert_reads ("\"state\":\"JOB_STATE_PENDING\","
                "\"tuningJobState\":\"TUNING_JOB_STATE_WAITING_FOR_QUOTA\"",
                "Queued", "Waits for a free slot", "");
  assert_reads (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_PROCESSING_DATASET\"", "Running",
                "Reading the data", "");
  assert_reads (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_WAITING_FOR_CAPACITY\"", "Running",
                "Waits for capacity", "");
  assert_reads (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_POST_PROCESSING\"" STEPS, "Running",
                "Finishing", "");
  assert_reads ("\"state\":\"JOB_STATE_PAUSED\"", "Paused", "Paused by the service", "");
}

static void
test_tuning (void)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 7, RUNNING STEPS);
  g_autoptr (LuthierJob) blank = luthier_ui_test_job_new ("us-central1", 8, RUNNING);

  assert_reads (RUNNING STEPS, "Running", "Step 120 of 1,200", "about 27 min left");
  assert_reads (RUNNING, "Running", "Tuning", "");
  g_assert_cmpfloat (luthier_job_words_fraction (job), ==, 0.1);
  g_assert_cmpfloat (luthier_job_words_fraction (blank), ==, -1.0);
}

static void
test_over (void)
{
  assert_reads (RUNNING ",\"state\":\"JOB_STATE_SUCCEEDED\",\"endTime\":\"2026-11-22T12:38:00Z\","
                        "\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":\"3\"}}",
                "Succeeded", "Tuned in 38 min", "3 epochs");
  assert_reads ("\"state\":\"JOB_STATE_SUCCEEDED\"", "Succeeded", "Ready to use", "");
  assert_reads (RUNNING ",\"state\":\"JOB_STATE_CANCELLED\",\"endTime\":\"2026-11-22T12:02:00Z\"",
                "Cancelled", "Cancelled", "after 2 min");
  assert_reads ("\"state\":\"JOB_STATE_FAILED\"", "Failed", "No reason was given", "");
}

static void
test_failed (void)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new (
      "us-central1", 7,
      "\"state\":\"JOB_STATE_FAILED\",\"error\":{\"code\":13,\"message\":\"Internal.\"}");
  g_autofree char *now = luthier_job_words_now (job);

  g_assert_cmpstr (now, !=, "No reason was given");
  g_assert_cmpstr (now, !=, "");
  g_assert_cmpint (luthier_job_words_group (luthier_job_get_state (job)), ==,
                   LUTHIER_JOB_GROUP_FAILED);
}

/* What a newer service says is shown as it is. */
static void
test_unknown (void)
{
  assert_reads ("\"state\":\"JOB_STATE_MARINATING\"", "Not Known", "JOB_STATE_MARINATING",
                "A newer Luthier may know it");
  assert_reads (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_HUMMING\"", "Running",
                "TUNING_JOB_STATE_HUMMING", "");
}

static void
test_cancel (void)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 7, RUNNING);
  g_autofree char *now = NULL;

  luthier_job_set_cancel (job, LUTHIER_CANCEL_REQUESTED);
  g_assert_cmpstr (luthier_job_words_state (job), ==, "Cancelling");
  luthier_job_set_cancel (job, LUTHIER_CANCEL_REFUSED);
  g_assert_cmpstr (luthier_job_words_state (job), ==, "Running");
  luthier_job_set_cancel (job, LUTHIER_CANCEL_ACCEPTED);
  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_CANCELLED\"");
  g_assert_cmpstr (luthier_job_words_state (job), ==, "Cancelled");
  now = luthier_job_words_now (job);
  g_assert_cmpstr (now, ==, "Cancelled by you");
}

static void
assert_origin (const char *uri, const char *expected)
{
  g_autofree char *members = g_strdup_printf (
      RUNNING ",\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"%s\"}", uri);
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 7, members);
  g_autofree char *origin = luthier_job_words_origin (job, noon ());

  g_assert_cmpstr (origin, ==, expected);
}

static void
test_origin (void)
{
  g_autoptr (LuthierJob) blank = luthier_ui_test_job_new ("us-central1", 8, "");
  g_autofree char *nothing = luthier_job_words_origin (blank, noon ());

  g_assert_cmpstr (nothing, ==, "");
  assert_origin ("gs://b/deep/tickets.jsonl", "today 12:00 · tickets.jsonl");
  /* As it is uploaded from here. */
  assert_origin ("gs://b/luthier/2026-11-22/c25a3737-tickets.jsonl", "today 12:00 · tickets.jsonl");
  assert_origin ("gs://b/luthier/446466ed9ac7-wordnet.jsonl", "today 12:00 · wordnet.jsonl");
  assert_origin ("gs://b/mine/c25a3737-tickets.jsonl", "today 12:00 · c25a3737-tickets.jsonl");
  assert_origin ("gs://b/luthier/2026-11-22/c25a3737-", "today 12:00 · c25a3737-");
}

/* All that the service may say, and something that nobody has heard of: each has words, an icon and
 * a place in the list, and counts as in progress unless it is known to be an end. */
static void
test_every_state (void)
{
  static const struct
  {
    const char *wire;
    LuthierJobGroup group;
    gboolean terminal;
  } states[] = {
    { "JOB_STATE_UNSPECIFIED", LUTHIER_JOB_GROUP_ACTIVE, FALSE },
    { "JOB_STATE_QUEUED", LUTHIER_JOB_GROUP_ACTIVE, FALSE },
    { "JOB_STATE_PENDING", LUTHIER_JOB_GROUP_ACTIVE, FALSE },
    { "JOB_STATE_RUNNING", LUTHIER_JOB_GROUP_ACTIVE, FALSE },
    { "JOB_STATE_SUCCEEDED", LUTHIER_JOB_GROUP_DONE, TRUE },
    { "JOB_STATE_FAILED", LUTHIER_JOB_GROUP_FAILED, TRUE },
    { "JOB_STATE_CANCELLING", LUTHIER_JOB_GROUP_ACTIVE, FALSE },
    { "JOB_STATE_CANCELLED", LUTHIER_JOB_GROUP_DONE, TRUE },
    { "JOB_STATE_PAUSED", LUTHIER_JOB_GROUP_ACTIVE, FALSE },
    { "JOB_STATE_EXPIRED", LUTHIER_JOB_GROUP_FAILED, TRUE },
    { "JOB_STATE_UPDATING", LUTHIER_JOB_GROUP_ACTIVE, FALSE },
    { "JOB_STATE_PARTIALLY_SUCCEEDED", LUTHIER_JOB_GROUP_DONE, TRUE },
    { "JOB_STATE_TANGLED", LUTHIER_JOB_GROUP_ACTIVE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *members = g_strdup_printf ("\"state\":\"%s\"", states[i].wire);
      g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", i, members);
      g_autofree char *now = luthier_job_words_now (job);
      g_autofree char *ending = luthier_job_words_ending (job, noon ());
      const LuthierJobState state = luthier_job_get_state (job);

      g_assert_cmpstr (luthier_job_get_state_name (job), ==, states[i].wire);
      g_assert_cmpint (luthier_job_words_group (state), ==, states[i].group);
      g_assert_cmpint (luthier_job_is_terminal (job), ==, states[i].terminal);
      g_assert_cmpstr (luthier_job_words_state (job), !=, "");
      g_assert_cmpstr (luthier_job_words_icon (state), !=, "");
      g_assert_cmpstr (luthier_job_words_style (state), !=, "");
      g_assert_cmpstr (now, !=, "");
      g_assert_cmpstr (ending, !=, "");
    }
  assert_reads ("\"state\":\"JOB_STATE_TANGLED\"", "Not Known", "JOB_STATE_TANGLED",
                "A newer Luthier may know it");
  assert_reads (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_DREAMING\"", "Running",
                "TUNING_JOB_STATE_DREAMING", "");
}

/* What it was at is told, but not as if it still were. */
static void
test_gone (void)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 7, RUNNING STEPS);
  g_autofree char *now = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *ended = NULL;

  luthier_job_set_gone (job, TRUE);
  now = luthier_job_words_now (job);
  detail = luthier_job_words_detail (job, noon ());
  g_assert_cmpstr (luthier_job_words_state (job), ==, "Not Known");
  g_assert_cmpstr (now, ==, "No longer at the service");
  g_assert_cmpstr (detail, ==, "Last seen: Running");
  g_assert_cmpint (luthier_job_words_group_of (job), ==, LUTHIER_JOB_GROUP_DONE);
  g_assert_cmpfloat (luthier_job_words_fraction (job), ==, -1.0);

  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_FAILED\"");
  ended = luthier_job_words_detail (job, noon ());
  g_assert_cmpstr (luthier_job_words_state (job), ==, "Failed");
  g_assert_cmpstr (ended, ==, "");
  g_assert_cmpint (luthier_job_words_group_of (job), ==, LUTHIER_JOB_GROUP_FAILED);
}

static void
assert_ends (const char *members, const char *ending)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 7, members);
  g_autofree char *text = luthier_job_words_ending (job, noon ());

  g_assert_cmpstr (text, ==, ending);
}

static void
test_ending (void)
{
  assert_ends ("\"state\":\"JOB_STATE_SUCCEEDED\",\"endTime\":\"2026-11-22T11:40:00Z\"",
               "Succeeded today 11:40");
  assert_ends ("\"state\":\"JOB_STATE_CANCELLED\",\"updateTime\":\"2026-11-21T11:40:00Z\"",
               "Cancelled yesterday 11:40");
  assert_ends ("\"state\":\"JOB_STATE_FAILED\"", "Failed: No reason was given");
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-words/every-state", test_every_state);
  g_test_add_func ("/job-words/ending", test_ending);
  g_test_add_func ("/job-words/gone", test_gone);
  g_test_add_func ("/job-words/waiting", test_waiting);
  g_test_add_func ("/job-words/tuning", test_tuning);
  g_test_add_func ("/job-words/over", test_over);
  g_test_add_func ("/job-words/failed", test_failed);
  g_test_add_func ("/job-words/unknown", test_unknown);
  g_test_add_func ("/job-words/cancel", test_cancel);
  g_test_add_func ("/job-words/origin", test_origin);
  return g_test_run ();
}
