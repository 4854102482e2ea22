/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-manual-clock.h"
#include "luthier-poller.h"
#include "luthier-test.h"

typedef struct
{
  LuthierManualClock *clock;
  LuthierPoller *poller;
  guint n_due;
} Fixture;

static void
due_cb (LuthierPoller *poller, Fixture *fixture)
{
  fixture->n_due++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  LuthierClock *clock = luthier_manual_clock_new (0);

  fixture->clock = LUTHIER_MANUAL_CLOCK (clock);
  fixture->poller = luthier_poller_new (clock, random);
  luthier_poller_set_bounds (fixture->poller, 5000, 60000);
  g_signal_connect (fixture->poller, "due", G_CALLBACK (due_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->poller);
  g_assert_finalize_object (fixture->clock);
}

/* Seconds until the next look, to a tenth. */
static double
measure_pause (Fixture *fixture)
{
  const guint before = fixture->n_due;
  guint tenths = 0;

  while (fixture->n_due == before && tenths < 10000)
    {
      luthier_manual_clock_advance (fixture->clock, 100);
      tenths++;
    }

  return tenths / 10.0;
}

static void
test_still (Fixture *fixture, gconstpointer unused)
{
  luthier_manual_clock_advance (fixture->clock, 24 * 3600 * 1000);
  g_assert_cmpuint (fixture->n_due, ==, 0);

  luthier_poller_done (fixture->poller, TRUE);
  luthier_poller_hurry (fixture->poller);
  luthier_manual_clock_advance (fixture->clock, 24 * 3600 * 1000);
  g_assert_cmpuint (fixture->n_due, ==, 0);
}

static void
test_grows (Fixture *fixture, gconstpointer unused)
{
  double pause = 0.0;

  luthier_poller_set_pace (fixture->poller, LUTHIER_PACE_ACTIVE);
  pause = measure_pause (fixture);
  g_assert_cmpfloat (pause, >=, 4.4);
  g_assert_cmpfloat (pause, <=, 5.6);

  for (guint i = 0; i < 12; i++)
    {
      luthier_poller_done (fixture->poller, FALSE);
      pause = measure_pause (fixture);
      g_assert_cmpfloat (pause, <=, 66.1);
    }
  g_assert_cmpfloat (pause, >=, 53.9);

  luthier_poller_done (fixture->poller, TRUE);
  g_assert_cmpfloat (measure_pause (fixture), <=, 5.6);
}

static void
test_close (Fixture *fixture, gconstpointer unused)
{
  luthier_poller_set_pace (fixture->poller, LUTHIER_PACE_CLOSE);
  for (guint i = 0; i < 10; i++)
    {
      g_assert_cmpfloat (measure_pause (fixture), <=, 5.6);
      luthier_poller_done (fixture->poller, FALSE);
    }
}

static void
test_one_at_a_time (Fixture *fixture, gconstpointer unused)
{
  luthier_poller_set_pace (fixture->poller, LUTHIER_PACE_ACTIVE);
  measure_pause (fixture);
  g_assert_cmpuint (fixture->n_due, ==, 1);

  /* The look takes long. */
  luthier_manual_clock_advance (fixture->clock, 3600 * 1000);
  luthier_poller_set_pace (fixture->poller, LUTHIER_PACE_CLOSE);
  luthier_manual_clock_advance (fixture->clock, 3600 * 1000);
  g_assert_cmpuint (fixture->n_due, ==, 1);

  luthier_poller_done (fixture->poller, FALSE);
  measure_pause (fixture);
  g_assert_cmpuint (fixture->n_due, ==, 2);
}

static void
test_hurries (Fixture *fixture, gconstpointer unused)
{
  luthier_poller_set_pace (fixture->poller, LUTHIER_PACE_ACTIVE);
  luthier_poller_hurry (fixture->poller);
  g_assert_cmpfloat (measure_pause (fixture), <=, 1.1);

  luthier_poller_hurry (fixture->poller);
  luthier_poller_done (fixture->poller, FALSE);
  g_assert_cmpfloat (measure_pause (fixture), <=, 1.1);

  luthier_poller_done (fixture->poller, TRUE);
  g_assert_cmpfloat (measure_pause (fixture), >=, 4.4);
}

static void
test_stops (Fixture *fixture, gconstpointer unused)
{
  luthier_poller_set_pace (fixture->poller, LUTHIER_PACE_ACTIVE);
  luthier_poller_set_pace (fixture->poller, LUTHIER_PACE_STILL);
  luthier_manual_clock_advance (fixture->clock, 3600 * 1000);
  g_assert_cmpuint (fixture->n_due, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/poller/still", test_still);
  ADD ("/poller/grows", test_grows);
  ADD ("/poller/close", test_close);
  ADD ("/poller/one-at-a-time", test_one_at_a_time);
  ADD ("/poller/hurries", test_hurries);
  ADD ("/poller/stops", test_stops);
#undef ADD

  return g_test_run ();
}
