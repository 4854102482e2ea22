/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-timeline.h"

#include "luthier-record-private.h"
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

/* Phases as they were seen: the minute of the hour before NOW and a name, or NULL for none. */
typedef struct
{
  gint64 minute;
  const char *name;
} Seen;

static LuthierJobStory *
story_new (LuthierJob *job, const Seen *seen, guint n_seen)
{
  g_autoptr (LuthierRecord) record = luthier_record_new ();

  for (guint i = 0; i < n_seen; i++)
    {
      g_autoptr (LuthierEvent)
          event = luthier_event_new (LUTHIER_EVENT_PHASE, seen[i].name, NULL,
                                     NOW - (60 - seen[i].minute) * G_TIME_SPAN_MINUTE, 0);

      luthier_record_add_event (record, event);
    }
  return luthier_job_story_new (job, record);
}

/* One line a step: its mark, what it says, and how many seconds it took. */
static char *
tell (const char *members, const Seen *seen, guint n_seen, gint64 usual)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, members);
  g_autoptr (LuthierJobStory) story = story_new (job, seen, n_seen);
  g_autoptr (GPtrArray) steps = NULL;
  GString *text = g_string_new (NULL);

  luthier_job_story_set_outlook (story, (LuthierOutlook){ -1, -1, usual, FALSE });
  steps = luthier_job_story_get_timeline (story, NOW);
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
    g_autofree char *told_ = tell (members, NULL, 0, -1);                                          \
    g_assert_cmpstr (told_, ==, (expected));                                                       \
  }                                                                                                \
  G_STMT_END

#define assert_seen(members, seen, expected)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_ = tell (members, seen, G_N_ELEMENTS (seen), -1);                        \
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
                   "+ Accepted|+ Waited in the queue 600|+ Data read|> Waiting for capacity "
                   "(The service has no machines free for it)|"
                   ". Tuning|. Deploying the model");
  assert_timeline (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_TUNING\","
                           "\"tuningJobMetadata\":{\"completedEpochCount\":\"2\"},"
                           "\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":\"9\"}}",
                   "+ Accepted|+ Waited in the queue 600|+ Data read|> Tuning (Epoch 3 of 9)|"
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

#define PHASE(name) "TUNING_JOB_STATE_" name

/* What was seen has its span; what was there already when the job was first looked at has none. */
static void
test_phases (void)
{
  static const Seen watched[] = {
    { 11, PHASE ("PROCESSING_DATASET") },
    { 15, PHASE ("WAITING_FOR_CAPACITY") },
    { 20, PHASE ("TUNING") },
    { 35, PHASE ("POST_PROCESSING") },
  };
  static const Seen ended[] = {
    { 11, PHASE ("PROCESSING_DATASET") },
    { 15, PHASE ("TUNING") },
    /* Looked at a minute after its end. */
    { 41, NULL },
  };
  static const Seen late[] = { { 30, PHASE ("TUNING") } };
  static const Seen again[] = {
    { 11, PHASE ("PROCESSING_DATASET") },
    { 15, PHASE ("WAITING_FOR_CAPACITY") },
    { 20, PHASE ("TUNING") },
    { 25, PHASE ("WAITING_FOR_CAPACITY") },
    { 31, PHASE ("TUNING") },
  };

  assert_seen (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_POST_PROCESSING\"", watched,
               "+ Accepted|+ Waited in the queue 600|+ Data read 300|+ Waited for capacity 300|"
               "+ Tuned 900|> Deploying the model 1500");
  assert_seen (ENDED ",\"state\":\"JOB_STATE_SUCCEEDED\"", watched,
               "+ Accepted|+ Waited in the queue 600|+ Data read 300|+ Waited for capacity 300|"
               "+ Tuned 900|+ Deployed 300");
  assert_seen (ENDED ",\"state\":\"JOB_STATE_CANCELLED\"", ended,
               "+ Accepted|+ Waited in the queue 600|+ Data read 300|"
               "x Cancelled (While it was tuned) 1500");
  assert_seen (ENDED ",\"state\":\"JOB_STATE_FAILED\"", watched,
               "+ Accepted|+ Waited in the queue 600|+ Data read 300|+ Waited for capacity 300|"
               "+ Tuned 900|! Failed (While the model was deployed) 300");
  assert_seen (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_TUNING\"", late,
               "+ Accepted|+ Waited in the queue 600|+ Data read|> Tuning|. Deploying the model");
  assert_seen (ENDED ",\"state\":\"JOB_STATE_SUCCEEDED\"", late,
               "+ Accepted|+ Waited in the queue 600|+ Data read|+ Tuned and deployed 1800");
  assert_seen (RUNNING ",\"tuningJobState\":\"TUNING_JOB_STATE_TUNING\"", again,
               "+ Accepted|+ Waited in the queue 600|+ Data read 300|+ Waited for capacity 660|"
               "> Tuning 2040|. Deploying the model");
}

/* One that the service has forgotten is not told to go on. */
static void
test_gone (void)
{
  static const Seen seen[] = {
    { 11, PHASE ("PROCESSING_DATASET") },
    { 15, PHASE ("TUNING") },
  };
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, RUNNING);
  g_autoptr (LuthierJobStory) story = story_new (job, seen, G_N_ELEMENTS (seen));
  g_autoptr (LuthierEvent)
      gone = luthier_event_new (LUTHIER_EVENT_GONE, NULL, NULL, NOW - 20 * G_TIME_SPAN_MINUTE, 0);
  g_autoptr (GPtrArray) steps = NULL;
  LuthierTimelineStep *last;

  luthier_record_add_event (luthier_job_story_get_record (story), gone);
  luthier_job_set_gone (job, TRUE);
  steps = luthier_job_story_get_timeline (story, NOW);
  last = g_ptr_array_index (steps, steps->len - 1);
  g_assert_cmpuint (steps->len, ==, 4);
  g_assert_cmpstr (last->title, ==, "Forgotten by the service");
  g_assert_cmpstr (last->detail, ==, "While it was tuned");
  g_assert_cmpint (last->duration, ==, 1500);
}

/* What it waits for, why, and for how long others did. */
static void
test_usual_wait (void)
{
  g_autofree char *waiting = tell (CREATED ",\"state\":\"JOB_STATE_PENDING\"", NULL, 0,
                                   12 * G_TIME_SPAN_MINUTE);
  g_autofree char *quota = tell (RUNNING
                                 ",\"tuningJobState\":\"TUNING_JOB_STATE_WAITING_FOR_QUOTA\"",
                                 NULL, 0, 9 * G_TIME_SPAN_MINUTE);

  g_assert_cmpstr (waiting, ==, "+ Accepted|> Waiting in the queue (Up to 12 min is usual) 3600");
  g_assert_cmpstr (quota, ==,
                   "+ Accepted|+ Waited in the queue 600|> Waiting for a free slot (All slots of "
                   "the project are in use; up to 9 min is usual) 3000|. Reading the data|"
                   ". Tuning|. Deploying the model");
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
  LuthierJobStory *story = story_new (job, NULL, 0);
  GtkWidget *timeline = g_object_new (LUTHIER_TYPE_TIMELINE, "story", story, NULL);
  GtkWidget *window = luthier_ui_test_show (timeline, 300, 200);

  g_assert_true (luthier_ui_test_says (window, "Running"));
  gtk_test_accessible_assert_property (luthier_ui_test_find (window, GTK_TYPE_IMAGE, NULL),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Done");
  luthier_ui_test_job_update (job, ENDED ",\"state\":\"JOB_STATE_CANCELLED\"");
  luthier_test_wait_until (luthier_ui_test_says (window, "Cancelled"));
  g_assert_true (luthier_ui_test_says (window, "30 min"));
  luthier_ui_test_destroy (window);
  g_assert_finalize_object (story);
  g_assert_finalize_object (job);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-timeline/waiting", test_waiting);
  g_test_add_func ("/job-timeline/running", test_running);
  g_test_add_func ("/job-timeline/ended", test_ended);
  g_test_add_func ("/job-timeline/phases", test_phases);
  g_test_add_func ("/job-timeline/gone", test_gone);
  g_test_add_func ("/job-timeline/usual-wait", test_usual_wait);
  g_test_add_func ("/job-timeline/wrong-clock", test_wrong_clock);
  g_test_add_func ("/job-timeline/widget", test_widget);
  return g_test_run ();
}
