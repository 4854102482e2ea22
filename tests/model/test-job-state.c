/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-state.h"
#include "luthier-test.h"

static void
test_round_trip (void)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (LUTHIER_TYPE_JOB_STATE);
  g_autoptr (GEnumClass) phases = g_type_class_ref (LUTHIER_TYPE_JOB_PHASE);

  g_assert_cmpuint (states->n_values, ==, 12);
  for (guint i = 0; i < states->n_values; i++)
    {
      const LuthierJobState state = states->values[i].value;

      g_assert_cmpint (luthier_job_state_from_wire (luthier_job_state_to_wire (state)), ==, state);
    }
  for (LuthierJobPhase phase = LUTHIER_JOB_PHASE_NONE; phase < LUTHIER_JOB_PHASE_UNKNOWN; phase++)
    g_assert_cmpint (luthier_job_phase_from_wire (luthier_job_phase_to_wire (phase)), ==, phase);
  g_assert_cmpuint (phases->n_values, ==, LUTHIER_JOB_PHASE_UNKNOWN + 1);
}

static void
test_unknown (void)
{
  g_assert_cmpint (luthier_job_state_from_wire (NULL), ==, LUTHIER_JOB_STATE_UNKNOWN);
  g_assert_cmpint (luthier_job_state_from_wire ("RUNNING"), ==, LUTHIER_JOB_STATE_UNKNOWN);
  g_assert_cmpint (luthier_job_state_from_wire ("JOB_STATE_DREAMING"), ==,
                   LUTHIER_JOB_STATE_UNKNOWN);
  g_assert_cmpint (luthier_job_phase_from_wire (NULL), ==, LUTHIER_JOB_PHASE_NONE);
  g_assert_cmpint (luthier_job_phase_from_wire (""), ==, LUTHIER_JOB_PHASE_NONE);
  g_assert_cmpint (luthier_job_phase_from_wire ("TUNING_JOB_STATE_HUMMING"), ==,
                   LUTHIER_JOB_PHASE_UNKNOWN);
}

static void
test_ends (void)
{
  guint n_terminal = 0;

  for (LuthierJobState state = 0; state <= LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED; state++)
    {
      n_terminal += luthier_job_state_is_terminal (state);
      g_assert_false (luthier_job_state_is_terminal (state) &&
                      luthier_job_state_is_cancellable (state));
    }

  g_assert_cmpuint (n_terminal, ==, 5);
  g_assert_true (luthier_job_state_is_terminal (LUTHIER_JOB_STATE_EXPIRED));
  g_assert_true (luthier_job_state_is_cancellable (LUTHIER_JOB_STATE_UNKNOWN));
  g_assert_true (luthier_job_state_is_cancellable (LUTHIER_JOB_STATE_PENDING));
  g_assert_false (luthier_job_state_is_cancellable (LUTHIER_JOB_STATE_CANCELLING));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job-state/round-trip", test_round_trip);
  g_test_add_func ("/job-state/unknown", test_unknown);
  g_test_add_func ("/job-state/ends", test_ends);

  return g_test_run ();
}
