/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* kills-notes STORE profile KEY ENDPOINT: connects an account, and prints the id of its profile.
 * kills-notes STORE queue PROFILE BUCKET COUNT [FILE...]: writes down so many intents as if the user
 * had just confirmed them and the power had failed, every third one with one of the files; prints
 * "id file" of each. */

#include <locale.h>

#include "luthier-enrol-test.h"
#include "luthier-session.h"
#include "luthier-store.h"

#define SLOTS 6

static void
make_profile (const char *path, char **arguments)
{
  static const char *const regions[] = { "us-central1", "europe-west4", NULL };
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (LuthierRandom) random = luthier_random_new ();
  g_autoptr (LuthierSession) session = luthier_session_new (clock, random, NULL, path);
  g_autoptr (GFile) key = g_file_new_for_path (arguments[0]);
  g_autoptr (LuthierEnrolment) enrolment = NULL;
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GError) error = NULL;

  luthier_session_start_async (session, NULL, NULL, luthier_test_result_cb, &started);
  luthier_test_wait_for (started);
  g_assert_true (luthier_session_start_finish (session, started, NULL));
  enrolment = luthier_enrolment_new (session, NULL);
  luthier_enrol_test_read (enrolment, key, &error);
  g_assert_no_error (error);
  luthier_profile_set_regions (luthier_enrolment_get_draft (enrolment), regions);
  luthier_profile_set_endpoint (luthier_enrolment_get_draft (enrolment), arguments[1]);
  luthier_profile_set_concurrent_jobs (luthier_enrolment_get_draft (enrolment), SLOTS);
  profile = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  g_print ("%s\n", luthier_profile_get_id (profile));

  luthier_session_stop_async (session, luthier_test_result_cb, &stopped);
  luthier_test_wait_for (stopped);
  luthier_session_stop_finish (session, stopped, &error);
  g_assert_no_error (error);
}

static char *
make_spec (const char *id, const char *bucket, const char *file, guint number)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_new ();
  g_autofree char *name = g_strdup_printf ("job-%.8s", id);
  g_autofree char *uri = g_strdup_printf ("gs://%s/train.jsonl", bucket);

  luthier_job_spec_set_intent_id (spec, id);
  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_region (spec, number % 2 == 0 ? "us-central1" : "europe-west4");
  luthier_job_spec_set_bucket (spec, bucket);
  if (file != NULL)
    luthier_job_spec_set_training_file (spec, file);
  else
    luthier_job_spec_set_training_uri (spec, uri);

  return luthier_job_spec_serialize (spec);
}

static void
save_intent (LuthierStore *store, const char *profile, const char *bucket, char *path, guint number)
{
  g_autoptr (LuthierRandom) random = luthier_random_new ();
  g_autoptr (LuthierIntentRecord) intent = g_new0 (LuthierIntentRecord, 1);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;

  intent->id = luthier_random_make_id (random);
  intent->profile = g_strdup (profile);
  intent->state = LUTHIER_INTENT_QUEUED;
  intent->spec = make_spec (intent->id, bucket, uri, number);
  intent->asked_us = g_get_real_time ();
  intent->time_us = intent->asked_us;
  intent->place = intent->asked_us;
  luthier_store_save_intent_async (store, intent, NULL, luthier_test_result_cb, &saved);
  luthier_test_wait_for (saved);
  luthier_store_write_finish (store, saved, &error);
  g_assert_no_error (error);
  g_print ("%s %s\n", intent->id, path != NULL ? path : "-");
}

static void
queue_intents (const char *path, char **arguments)
{
  const guint count = (guint) g_ascii_strtoull (arguments[2], NULL, 10);
  char **files = arguments + 3;
  const guint n_files = g_strv_length (files);
  g_autoptr (LuthierStore) store = luthier_store_new (path);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;

  luthier_store_open_async (store, NULL, luthier_test_result_cb, &opened);
  luthier_test_wait_for (opened);
  g_assert_true (luthier_store_open_finish (store, opened, NULL));
  for (guint i = 0; i < count; i++)
    save_intent (store, arguments[0], arguments[1],
                 i % 3 == 2 && n_files > 0 ? files[i / 3 % n_files] : NULL, i);
  luthier_store_close_async (store, NULL, luthier_test_result_cb, &closed);
  luthier_test_wait_for (closed);
  g_assert_true (luthier_store_close_finish (store, closed, NULL));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (argc == 5 && g_str_equal (argv[2], "profile"))
    make_profile (argv[1], argv + 3);
  else if (argc >= 6 && g_str_equal (argv[2], "queue"))
    queue_intents (argv[1], argv + 3);
  else
    return 2;

  return 0;
}
