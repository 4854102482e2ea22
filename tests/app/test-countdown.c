/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-countdown.h"

#include "luthier-manual-clock.h"
#include "luthier-test.h"

#define START     G_GINT64_CONSTANT (1763629687000000)
#define MINUTE_MS (60 * 1000)
#define END       (START + 10 * 60 * G_TIME_SPAN_SECOND)

typedef struct
{
  LuthierManualClock *clock;
  LuthierCountdown *countdown;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  LuthierClock *clock = luthier_manual_clock_new (START);

  fixture->clock = LUTHIER_MANUAL_CLOCK (clock);
  fixture->countdown = luthier_countdown_new (clock);
  luthier_countdown_set_end (fixture->countdown, END);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->countdown);
  g_assert_finalize_object (fixture->clock);
}

static int
get_minutes (Fixture *fixture)
{
  return luthier_countdown_get_minutes (fixture->countdown);
}

static void
test_counts (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (get_minutes (fixture), ==, 10);
  luthier_manual_clock_advance (fixture->clock, MINUTE_MS / 2);
  g_assert_cmpint (get_minutes (fixture), ==, 9);
  luthier_manual_clock_advance (fixture->clock, 9 * MINUTE_MS);
  g_assert_cmpint (get_minutes (fixture), ==, 0);
  luthier_manual_clock_advance (fixture->clock, MINUTE_MS);
  g_assert_cmpint (get_minutes (fixture), ==, -1);
}

static void
test_clock_is_set (Fixture *fixture, gconstpointer unused)
{
  luthier_manual_clock_set_real_time (fixture->clock, START + G_TIME_SPAN_DAY);
  luthier_manual_clock_advance (fixture->clock, MINUTE_MS + 1000);
  g_assert_cmpint (get_minutes (fixture), ==, 8);
  luthier_manual_clock_set_real_time (fixture->clock, START - G_TIME_SPAN_DAY);
  luthier_manual_clock_advance (fixture->clock, MINUTE_MS);
  g_assert_cmpint (get_minutes (fixture), ==, 7);
  luthier_countdown_set_end (fixture->countdown, END);
  g_assert_cmpint (get_minutes (fixture), ==, 7);
}

/* Timeouts sleep too: who knows of the sleep has it look again. */
static void
test_sleep (Fixture *fixture, gconstpointer unused)
{
  luthier_manual_clock_sleep (fixture->clock, 5 * MINUTE_MS);
  luthier_countdown_set_end (fixture->countdown, END);
  g_assert_cmpint (get_minutes (fixture), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/countdown/counts", test_counts);
  ADD ("/countdown/clock-is-set", test_clock_is_set);
  ADD ("/countdown/sleep", test_sleep);
#undef ADD

  return g_test_run ();
}
