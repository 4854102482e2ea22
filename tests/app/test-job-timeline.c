/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-timeline.h"

#include "luthier-timeline.h"
#include "luthier-ui-test.h"

/* Sunday, 22 Nov 2026, 20:00:00 UTC. */
#define NOW     (G_GINT64_CONSTANT (1795377600) * G_USEC_PER_SEC)
#define CREATED "\"createTime\":\"2026-11-22T19:00:00Z\""
#define STARTED CREATED ",\"startTime\":\"2026-11-22T19:10:00Z\""
#define ENDED   STARTED ",\"endTime\":\"2026-11-22T19:40:00Z\""
#define RUNNING STARTED ",\"state\":\"JOB_STATE_RUNNING\""

static const char marks[] = {
  [LUTHIER_STEP_DONE] = '+',   [LUTHIER_STEP_CURRENT] = '>',   [LUTHIER_STEP_UPCOMING] = '.',
  [LUTHIER_STEP_FAILED] = '!', [LUTHIER_STEP_CANCELLED] = 'x',
};

/* One line a step: its mark, what it says, and how many seconds it took. */
static char *
tell (const char *members)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, members);
  g_autoptr (GPtrArray) steps = luthier_job_get_timeline (job, NOW);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      LuthierTimelineStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (text, "%s%c %s", i > 0 ? "|" : "", marks[step->status], step->title);
      if (step->detail != NULL)
        g_string_append_printf (text, " (%s)", step->detail);
      if (step->duration >= 0)
        g_string_append_printf (text, " %" G_GINT64_FORMAT, step->duration);
    }
  return g_string_free (text, FALSE);
}

#define assert_timeline(members, expected)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_ = tell (members);                                                       \
    g_assert_cmpstr (told_, ==, (expected));                                                       \
  }                                                                                                \
  G_STMT_END

static void
test_waiting (void)
{
  assert_timeline (CREATED ",\"state\":\"JOB_STATE_PENDING\"",
                   "+ Accepted|> Waiting in the queue 3600");
  assert_timeline (CREATED ",\"state\":\"JOB_STATE_DREAMING\"",
                   "+ Accepted|> Waiting in the queue 3600");
}

static void
test_running (void)
{
  assert_timeline (RUNNING, "+ Accepted|+ Waited in the queue 600|> Running 3000");
  assert_timeline (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_PROCESSING_DATASET\"",
                   "+ Accepted|+ Waited in the queue 600|> Reading the data 3000|. Tuning|"
                   ". Deploying the model");
  assert_timeline (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_WAITING_FOR_CAPACITY\"",
                   "+ Accepted|+ Waited in the queue 600|+ Data read|> Waiting for capacity 3000|"
                   ". Tuning|. Deploying the model");
  assert_timeline (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_TUNING\","
                           "\"tuningJobMetadata\":{\"completedEpochCount\":\"2\"},"
                           "\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":\"9\"}}",
                   "+ Accepted|+ Waited in the queue 600|+ Data read|> Tuning (Epoch 3 of 9) 3000|"
                   ". Deploying the model");
  assert_timeline (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_POST_PROCESSING\"",
                   "+ Accepted|+ Waited in the queue 600|+ Data read|+ Tuned|"
                   "> Deploying the model");
}

static void
test_ended (void)
{
  assert_timeline (ENDED ",\"state\":\"JOB_STATE_SUCCEEDED\"",
                   "+ Accepted|+ Waited in the queue 600|+ Data read|+ Tuned and deployed 1800");
  assert_timeline (ENDED ",\"state\":\"JOB_STATE_FAILED\"",
                   "+ Accepted|+ Waited in the queue 600|! Failed 1800");
  assert_timeline (ENDED ",\"state\":\"JOB_STATE_EXPIRED\"",
                   "+ Accepted|+ Waited in the queue 600|! Expired 1800");
  assert_timeline (ENDED ",\"state\":\"JOB_STATE_CANCELLED\"",
                   "+ Accepted|+ Waited in the queue 600|x Cancelled 1800");
  assert_timeline (CREATED ",\"endTime\":\"2026-11-22T19:01:00Z\",\"state\":\"JOB_STATE_FAILED\"",
                   "+ Accepted|+ Never started 60|! Failed");
}

/* Times that cannot be are no durations. */
static void
test_wrong_clock (void)
{
  assert_timeline ("\"createTime\":\"2026-11-23T19:00:00Z\",\"state\":\"JOB_STATE_PENDING\"",
                   "+ Accepted|> Waiting in the queue");
  assert_timeline ("\"state\":\"JOB_STATE_SUCCEEDED\"",
                   "+ Accepted|+ Data read|+ Tuned and deployed");
}

static void
test_widget (void)
{
  LuthierJob *job = luthier_ui_test_job_new ("us-central1", 1, RUNNING);
  GtkWidget *timeline = g_object_new (LUTHIER_TYPE_TIMELINE, "job", job, NULL);
  GtkWidget *window = luthier_ui_test_show (timeline, 300, 200);

  g_assert_true (luthier_ui_test_says (window, "Running"));
  luthier_ui_test_job_update (job, ENDED ",\"state\":\"JOB_STATE_CANCELLED\"");
  luthier_test_wait_until (luthier_ui_test_says (window, "Cancelled"));
  g_assert_true (luthier_ui_test_says (window, "30 min"));
  luthier_ui_test_destroy (window);
  g_assert_finalize_object (job);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-timeline/waiting", test_waiting);
  g_test_add_func ("/job-timeline/running", test_running);
  g_test_add_func ("/job-timeline/ended", test_ended);
  g_test_add_func ("/job-timeline/wrong-clock", test_wrong_clock);
  g_test_add_func ("/job-timeline/widget", test_widget);
  return g_test_run ();
}
