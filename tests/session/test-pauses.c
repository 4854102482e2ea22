/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-manual-clock.h"
#include "luthier-pauses.h"
#include "luthier-test.h"

typedef struct
{
  LuthierManualClock *clock;
  LuthierPauses *pauses;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  LuthierClock *clock = luthier_manual_clock_new (0);
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);

  fixture->clock = LUTHIER_MANUAL_CLOCK (clock);
  fixture->pauses = luthier_pauses_new (clock, random);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->pauses);
  g_assert_finalize_object (fixture->clock);
}

/* retry_after: (nullable) */
static void
fail (Fixture *fixture, const char *region, const char *retry_after)
{
  g_autoptr (GError)
      error = luthier_error_new_from_reply (503, "Service Unavailable", NULL, retry_after, NULL);

  luthier_pauses_take (fixture->pauses, region, error);
}

/* Seconds, by steps of one. */
static guint
measure (Fixture *fixture, const char *region)
{
  guint seconds = 0;

  while (!luthier_pauses_may_ask (fixture->pauses, region) && seconds < 100000)
    {
      luthier_manual_clock_advance (fixture->clock, 1000);
      seconds++;
    }

  return seconds;
}

static void
test_first_failure (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (luthier_pauses_may_ask (fixture->pauses, "us-central1"));
  fail (fixture, "us-central1", NULL);
  g_assert_true (luthier_pauses_may_ask (fixture->pauses, "us-central1"));
}

static void
test_grows (Fixture *fixture, gconstpointer unused)
{
  static const guint most[] = { 0, 30, 60, 120, 240, 300, 300, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (most); i++)
    {
      guint seconds;

      fail (fixture, "us-central1", NULL);
      seconds = measure (fixture, "us-central1");
      g_assert_cmpuint (seconds, <=, most[i]);
      g_assert_cmpuint (seconds, >=, most[i] * 9 / 10);
    }

  luthier_pauses_take (fixture->pauses, "us-central1", NULL);
  fail (fixture, "us-central1", NULL);
  g_assert_true (luthier_pauses_may_ask (fixture->pauses, "us-central1"));
}

static void
test_others (Fixture *fixture, gconstpointer unused)
{
  fail (fixture, "us-central1", "120");
  g_assert_false (luthier_pauses_may_ask (fixture->pauses, "us-central1"));
  g_assert_true (luthier_pauses_may_ask (fixture->pauses, "europe-west4"));
}

/* What the service asks for holds for the user too; what we do by ourselves does not. */
static void
test_forgiven (Fixture *fixture, gconstpointer unused)
{
  fail (fixture, "us-central1", "90");
  fail (fixture, "europe-west4", NULL);
  fail (fixture, "europe-west4", NULL);
  g_assert_false (luthier_pauses_may_ask (fixture->pauses, "europe-west4"));

  luthier_pauses_forgive (fixture->pauses);
  g_assert_true (luthier_pauses_may_ask (fixture->pauses, "europe-west4"));
  g_assert_cmpuint (measure (fixture, "us-central1"), ==, 90);
}

static void
test_for_ever (Fixture *fixture, gconstpointer unused)
{
  fail (fixture, "us-central1", "99999999999");
  g_assert_cmpuint (measure (fixture, "us-central1"), ==, 3600);
}

static void
test_clock_is_set (Fixture *fixture, gconstpointer unused)
{
  fail (fixture, "us-central1", "90");
  luthier_manual_clock_set_real_time (fixture->clock, 86400 * (gint64) G_USEC_PER_SEC);
  g_assert_false (luthier_pauses_may_ask (fixture->pauses, "us-central1"));
  luthier_manual_clock_set_real_time (fixture->clock, -86400 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpuint (measure (fixture, "us-central1"), ==, 90);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/pauses/first-failure", test_first_failure);
  ADD ("/pauses/grows", test_grows);
  ADD ("/pauses/others", test_others);
  ADD ("/pauses/forgiven", test_forgiven);
  ADD ("/pauses/for-ever", test_for_ever);
  ADD ("/pauses/clock-is-set", test_clock_is_set);
#undef ADD

  return g_test_run ();
}
