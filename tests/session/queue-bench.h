/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "session-bench.h"

/* Intents in the queue of one profile, on a clock that is hastened. */

static inline void
set_up_at (Bench *bench, double speed)
{
  g_autoptr (LuthierProfile) profile = NULL;

  g_setenv ("LUTHIER_SETTLE_WINDOW", "2", TRUE);
  bench_set_up_hastened (bench, speed);
  profile = bench_add_profile (bench, "us-central1");
}

static inline void
set_up (Bench *bench, gconstpointer unused)
{
  set_up_at (bench, 1);
}

static inline void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

static inline LuthierProfile *
get_profile (Bench *bench)
{
  return luthier_session_get_profile (bench->session);
}

/* A spec with this name. (transfer full) */
static inline LuthierJobSpec *
new_spec (Bench *bench, const char *name)
{
  LuthierJobSpec *spec = bench_new_spec (bench);

  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_region (spec, "us-central1");

  return spec;
}

/* (transfer full) */
static inline LuthierIntent *
submit (Bench *bench, const char *name)
{
  g_autoptr (LuthierJobSpec) spec = new_spec (bench, name);

  return luthier_session_submit (bench->session, spec);
}

static inline void
restart (Bench *bench)
{
  g_autofree char *id = g_strdup (luthier_profile_get_id (get_profile (bench)));

  bench_stop_session (bench);
  bench_start_session (bench, id);
}

#define WAIT_FOR_REASON(intent, reason)                                                            \
  luthier_test_wait_until (luthier_intent_get_wait (intent) == LUTHIER_INTENT_WAIT_##reason)

static inline void
open_profile (Bench *bench, LuthierProfile *profile)
{
  g_autoptr (GAsyncResult) opened = NULL;

  luthier_session_open_profile_async (bench->session, profile, NULL, luthier_test_result_cb,
                                      &opened);
  luthier_test_wait_for (opened);
}
