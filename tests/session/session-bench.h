/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib/gstdio.h>

#include "luthier-clock.h"
#include "luthier-enrol-test.h"
#include "luthier-manual-clock.h"
#include "luthier-practice-objects.h"
#include "luthier-practice-tokens.h"
#include "luthier-practice.h"
#include "luthier-session.h"
#include "luthier-test.h"

/* A session on a service account of a practice service in this process. */
#define BENCH_EMAIL   "tuner@acme.iam.gserviceaccount.com"
#define BENCH_DATASET "gs://acme-data/train.jsonl"

typedef struct
{
  LuthierClock *clock; /* of the session and the service */
  LuthierPractice *practice;
  LuthierSession *session;
  char *store_path;
  char *key_path;
  guint haste; /* a source, 0 = none */
} Bench;

/* Of the time that a hastened clock shows. */
#define BENCH_HASTE_MS  100
#define BENCH_HASTENING 10

static inline gboolean
bench_tick_cb (gpointer clock)
{
  luthier_manual_clock_advance (clock, BENCH_HASTE_MS);
  return G_SOURCE_CONTINUE;
}

/* name: of an object. */
static inline void
bench_put_examples (Bench *bench, const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (
        text,
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Question %u\"}]},"
        "{\"role\":\"model\",\"parts\":[{\"text\":\"Answer %u\"}]}]}\n",
        i, i);
  bytes = g_bytes_new (text->str, text->len);
  luthier_practice_objects_put (luthier_practice_get_objects (bench->practice), "acme-data", name,
                                "application/jsonl", bytes);
}

static inline void
bench_put_dataset (Bench *bench)
{
  luthier_practice_objects_make_bucket (luthier_practice_get_objects (bench->practice), "acme-data",
                                        "us-central1");
  bench_put_examples (bench, "train.jsonl");
}

static inline void
bench_start_session (Bench *bench, const char *profile_id)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bench->session = luthier_session_new (bench->clock, random, NULL, bench->store_path);
  luthier_session_start_async (bench->session, profile_id, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_start_finish (bench->session, result, &error);
  g_assert_no_error (error);
}

static inline void
bench_stop_session (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_session_stop_async (bench->session, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_stop_finish (bench->session, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);

  /* What was cancelled ends a little later, and then nothing holds it any more. */
  g_object_add_weak_pointer (G_OBJECT (bench->session), (gpointer *) &bench->session);
  g_object_unref (bench->session);
  luthier_test_wait_until (bench->session == NULL);
}

/* clock NULL: the real time. speed: of the service. */
static inline void
bench_set_up (Bench *bench, LuthierClock *clock, double speed)
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-session-XXXXXX", NULL);
  g_autofree char *token_uri = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  bench->clock = clock ? g_object_ref (clock) : luthier_clock_new ();
  bench->practice = luthier_practice_new (bench->clock, "acme", NULL, NULL, speed, &error);
  g_assert_no_error (error);
  luthier_practice_listen (bench->practice, 0, &error);
  g_assert_no_error (error);
  bench_put_dataset (bench);

  token_uri = g_strconcat (luthier_practice_get_base_url (bench->practice), "/token", NULL);
  key = luthier_practice_tokens_add_service_account (luthier_practice_get_tokens (bench->practice),
                                                     BENCH_EMAIL, token_uri, &error);
  g_assert_no_error (error);
  bench->key_path = g_build_filename (folder, "key.json", NULL);
  g_file_set_contents (bench->key_path, key, -1, &error);
  g_assert_no_error (error);
  bench->store_path = g_build_filename (folder, "luthier.db", NULL);

  bench_start_session (bench, NULL);
}

/* The same under a clock that is ten times as fast as the real one. */
static inline void
bench_set_up_hastened (Bench *bench, double speed)
{
  g_autoptr (LuthierClock)
      clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);

  bench->haste = g_timeout_add (BENCH_HASTE_MS / BENCH_HASTENING, bench_tick_cb, clock);
  bench_set_up (bench, clock, speed);
}

static inline void
bench_tear_down (Bench *bench)
{
  bench_stop_session (bench);
  g_clear_handle_id (&bench->haste, g_source_remove);
  luthier_practice_close (bench->practice);
  g_clear_object (&bench->practice);
  g_clear_object (&bench->clock);
  g_clear_pointer (&bench->store_path, g_free);
  g_clear_pointer (&bench->key_path, g_free);
}

/* regions: separated by commas. (transfer full) */
static inline LuthierProfile *
bench_try_add_profile (Bench *bench, const char *regions, GError **error)
{
  g_autoptr (GFile) key_file = g_file_new_for_path (bench->key_path);
  g_auto (GStrv) list = g_strsplit (regions, ",", -1);

  return luthier_enrol_test_file (bench->session, key_file, "acme", (const char *const *) list,
                                  luthier_practice_get_base_url (bench->practice), error);
}

static inline LuthierProfile *
bench_add_profile (Bench *bench, const char *regions)
{
  g_autoptr (GError) error = NULL;
  LuthierProfile *profile = bench_try_add_profile (bench, regions, &error);

  g_assert_no_error (error);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));

  return profile;
}

static inline gboolean
bench_refresh (Bench *bench, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_refresh_async (bench->session, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);

  return luthier_session_refresh_finish (bench->session, result, error);
}

static inline LuthierJobSpec *
bench_new_spec (Bench *bench)
{
  LuthierJobSpec *spec = luthier_session_new_spec (bench->session);

  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, BENCH_DATASET);

  return spec;
}

/* Does nothing more come of it without the user? */
static inline gboolean
bench_has_ended (LuthierIntent *intent)
{
  const LuthierIntentState state = luthier_intent_get_state (intent);

  return state == LUTHIER_INTENT_SETTLED || state == LUTHIER_INTENT_REFUSED ||
         state == LUTHIER_INTENT_ASKS;
}

/* What becomes of a spec that does not wait for a slot. (transfer full) */
static inline LuthierIntent *
bench_submit (Bench *bench, LuthierJobSpec *spec)
{
  LuthierIntent *intent = luthier_session_submit (bench->session, spec);

  g_assert_nonnull (intent);
  luthier_session_send_now (bench->session, intent);
  luthier_test_wait_until (bench_has_ended (intent));

  return intent;
}

/* (transfer full) (nullable) */
static inline LuthierJob *
bench_create (Bench *bench, LuthierJobSpec *spec, GError **error)
{
  g_autoptr (LuthierIntent) intent = bench_submit (bench, spec);
  LuthierJob *job = luthier_intent_get_job (intent);

  if (job != NULL)
    return g_object_ref (job);

  g_propagate_error (error, g_error_copy (luthier_intent_get_error (intent)));
  return NULL;
}

static inline guint
bench_count_jobs (Bench *bench)
{
  return g_list_model_get_n_items (luthier_session_get_jobs (bench->session));
}

static inline guint
bench_count_intents (Bench *bench)
{
  return g_list_model_get_n_items (luthier_session_get_intents (bench->session));
}

static inline guint
bench_count_lists (Bench *bench)
{
  return luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs");
}

static inline guint
bench_count_creates (Bench *bench)
{
  return luthier_practice_count_requests (bench->practice, "POST", "*/tuningJobs");
}

static inline void
bench_misbehave (Bench *bench, const char *situation)
{
  g_autoptr (GError) error = NULL;

  luthier_practice_add_situation (bench->practice, situation, &error);
  g_assert_no_error (error);
}

#define WAIT_FOR_STATE(intent, state)                                                              \
  luthier_test_wait_until (luthier_intent_get_state (intent) == LUTHIER_INTENT_##state)
