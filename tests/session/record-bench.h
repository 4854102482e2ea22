/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "session-bench.h"

/* Jobs of a practice service under a clock that only the test moves, and what is seen of them. */
#define VALIDATION "gs://acme-data/validation.jsonl"
#define LOSS       "/train_total_loss"

static char *profile_id;

static inline void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierClock)
      clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);

  bench_set_up (bench, clock, 1);
  bench_put_examples (bench, "validation.jsonl");
  bench_misbehave (bench, "concurrent-jobs=4");
  profile = bench_add_profile (bench, "us-central1");
  profile_id = g_strdup (luthier_profile_get_id (profile));
}

static inline void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
  g_clear_pointer (&profile_id, g_free);
}

/* The service reads the data of a job in time of its own. */
static inline void
settle (Bench *bench)
{
  luthier_test_wait_until (
      !luthier_practice_tuning_is_reading (luthier_practice_get_tuning (bench->practice)));
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Lets time pass with all answers coming in. */
static inline void
pass (Bench *bench, guint seconds)
{
  for (guint i = 0; i < seconds; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 1000);
      settle (bench);
    }
}

/* Sees every phase of what is followed, quicker than second by second. */
static inline void
hurry (Bench *bench, LuthierRecord *record)
{
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 10 * 1000);
  settle (bench);
  luthier_test_wait_until (!luthier_record_get_reading (record));
}

static inline LuthierJob *
create (Bench *bench, const char *name)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (GError) error = NULL;
  LuthierJob *job = NULL;

  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_validation_uri (spec, VALIDATION);
  job = bench_create (bench, spec, &error);
  g_assert_no_error (error);

  return job;
}

static inline LuthierRecord *
get_record (Bench *bench, LuthierJob *job)
{
  LuthierRecord *record = luthier_session_get_record (bench->session, job);

  luthier_test_wait_until (luthier_record_get_loaded (record));
  return record;
}

static inline guint
count_points (LuthierRecord *record)
{
  return luthier_series_get_n_points (
      luthier_curves_ensure (luthier_record_get_curves (record), LOSS));
}

static inline void
run_to_end (Bench *bench, LuthierJob *job, LuthierRecord *record)
{
  for (guint i = 0; i < 5000 && !luthier_record_get_complete (record); i++)
    hurry (bench, record);
  g_assert_true (luthier_record_get_complete (record));
  g_assert_true (luthier_job_is_terminal (job));
}
