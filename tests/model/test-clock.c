/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-clock.h"
#include "luthier-manual-clock.h"
#include "luthier-test.h"

#define START 1700000000000000

typedef struct
{
  LuthierClock *clock;
  GString *log;
  gint64 start;
  guint left; /* how often to repeat */
  guint id;
  char mark;
} Timer;

static gboolean
mark_cb (gpointer data)
{
  Timer *timer = data;
  const gint64 now = luthier_clock_get_real_time (timer->clock) - timer->start;

  g_string_append_printf (timer->log, "%c%d ", timer->mark, (int) (now / 1000));
  return timer->left-- > 0;
}

static void
forget_cb (gpointer data)
{
  Timer *timer = data;

  g_string_append_printf (timer->log, "-%c ", timer->mark);
}

static Timer
make_timer (LuthierClock *clock, GString *log, char mark, guint left)
{
  return (Timer){ .clock = clock, .log = log, .start = START, .mark = mark, .left = left };
}

static void
test_system (void)
{
  LuthierClock *clock = luthier_clock_new ();
  gint64 before = g_get_real_time ();
  gboolean late = FALSE;
  guint id;

  g_assert_cmpint (luthier_clock_get_real_time (clock), >=, before);
  before = g_get_monotonic_time ();
  g_assert_cmpint (luthier_clock_get_monotonic_time (clock), >=, before);

  id = luthier_clock_add_timeout (clock, G_MAXUINT64, luthier_test_wake_cb, &late, NULL);
  g_assert_cmpuint (id, !=, 0);
  luthier_clock_remove (clock, id);

  luthier_clock_add_timeout (clock, 5, luthier_test_wake_cb, &late, NULL);
  luthier_test_wait_until (late);
  g_assert_finalize_object (clock);
}

static void
test_order (void)
{
  LuthierClock *clock = luthier_manual_clock_new (START);
  g_autoptr (GString) log = g_string_new (NULL);
  Timer a = make_timer (clock, log, 'a', 0);
  Timer b = make_timer (clock, log, 'b', 2);
  Timer c = make_timer (clock, log, 'c', 0);
  const gint64 uptime = luthier_clock_get_monotonic_time (clock);

  luthier_clock_add_timeout (clock, 30, mark_cb, &a, forget_cb);
  luthier_clock_add_timeout (clock, 10, mark_cb, &b, forget_cb);
  luthier_clock_add_timeout (clock, 30, mark_cb, &c, forget_cb);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 9);
  g_assert_cmpstr (log->str, ==, "");

  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 41);
  g_assert_cmpstr (log->str, ==, "b10 b20 a30 -a c30 -c b30 -b ");
  g_assert_cmpint (luthier_clock_get_real_time (clock), ==, START + 50000);
  g_assert_cmpint (luthier_clock_get_monotonic_time (clock), ==, uptime + 50000);

  g_assert_finalize_object (clock);
}

static void
test_step (void)
{
  LuthierClock *clock = luthier_manual_clock_new (START);
  LuthierManualClock *manual = LUTHIER_MANUAL_CLOCK (clock);
  g_autoptr (GString) log = g_string_new (NULL);
  Timer a = make_timer (clock, log, 'a', 0);
  Timer b = make_timer (clock, log, 'b', 1);

  luthier_clock_add_timeout (clock, 10, mark_cb, &a, NULL);
  luthier_clock_add_timeout (clock, 10, mark_cb, &b, NULL);
  g_assert_false (luthier_manual_clock_step (manual, 9));
  g_assert_cmpint (luthier_clock_get_real_time (clock), ==, START + 9000);
  g_assert_true (luthier_manual_clock_step (manual, 9));
  g_assert_cmpstr (log->str, ==, "a10 ");
  g_assert_true (luthier_manual_clock_step (manual, 0));
  g_assert_cmpstr (log->str, ==, "a10 b10 ");
  g_assert_true (luthier_manual_clock_step (manual, 1000));
  g_assert_cmpstr (log->str, ==, "a10 b10 b20 ");
  g_assert_cmpint (luthier_clock_get_real_time (clock), ==, START + 20000);
  g_assert_false (luthier_manual_clock_step (manual, 5));
  g_assert_cmpint (luthier_clock_get_real_time (clock), ==, START + 25000);

  g_assert_finalize_object (clock);
}

/* Another computer's clock: time passes for both, and what waits for it waits by either. */
static void
test_beside (void)
{
  LuthierClock *clock = luthier_manual_clock_new (START);
  LuthierClock *beside = luthier_manual_clock_new_beside (LUTHIER_MANUAL_CLOCK (clock));
  g_autoptr (GString) log = g_string_new (NULL);
  Timer a = make_timer (clock, log, 'a', 0);
  Timer b = make_timer (beside, log, 'b', 0);
  guint id;

  luthier_clock_add_timeout (clock, 10, mark_cb, &a, NULL);
  luthier_clock_add_timeout (beside, 5, mark_cb, &b, NULL);
  id = luthier_clock_add_timeout (beside, 7, mark_cb, &b, NULL);
  luthier_clock_remove (beside, id);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (beside), 20);
  g_assert_cmpstr (log->str, ==, "b5 a10 ");
  g_assert_cmpint (luthier_clock_get_monotonic_time (clock), ==,
                   luthier_clock_get_monotonic_time (beside));
  g_assert_cmpint (luthier_clock_get_real_time (clock), ==, START + 20000);
  g_assert_cmpint (luthier_clock_get_real_time (beside), ==, START + 20000);

  g_assert_finalize_object (beside);
  g_assert_finalize_object (clock);
}

static void
test_removed (void)
{
  LuthierClock *clock = luthier_manual_clock_new (START);
  g_autoptr (GString) log = g_string_new (NULL);
  Timer a = make_timer (clock, log, 'a', 5);
  Timer b = make_timer (clock, log, 'b', 5);
  guint id;

  id = luthier_clock_add_timeout (clock, 10, mark_cb, &a, forget_cb);
  luthier_clock_add_timeout (clock, 10, mark_cb, &b, forget_cb);
  luthier_clock_remove (clock, id);
  g_assert_cmpstr (log->str, ==, "-a ");

  /* What is left when the clock goes is let go of too. */
  g_assert_finalize_object (clock);
  g_assert_cmpstr (log->str, ==, "-a -b ");
}

static gboolean
remove_myself_cb (gpointer data)
{
  Timer *timer = data;

  mark_cb (timer);
  luthier_clock_remove (timer->clock, timer->id);
  return G_SOURCE_CONTINUE;
}

static void
test_removes_itself (void)
{
  LuthierClock *clock = luthier_manual_clock_new (START);
  g_autoptr (GString) log = g_string_new (NULL);
  Timer a = make_timer (clock, log, 'a', 5);

  a.id = luthier_clock_add_timeout (clock, 10, remove_myself_cb, &a, forget_cb);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 100);
  g_assert_cmpstr (log->str, ==, "a10 -a ");

  g_assert_finalize_object (clock);
}

static gboolean
add_another_cb (gpointer data)
{
  Timer *timer = data;

  mark_cb (timer);
  if (timer->left < 100)
    luthier_clock_add_timeout (timer->clock, 10, add_another_cb, timer, forget_cb);
  return G_SOURCE_REMOVE;
}

static void
test_adds_another (void)
{
  LuthierClock *clock = luthier_manual_clock_new (START);
  g_autoptr (GString) log = g_string_new (NULL);
  Timer a = make_timer (clock, log, 'a', 2);

  luthier_clock_add_timeout (clock, 10, add_another_cb, &a, forget_cb);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 35);
  g_assert_cmpstr (log->str, ==, "a10 -a a20 -a a30 -a ");

  g_assert_finalize_object (clock);
}

static gboolean
advance_cb (gpointer data)
{
  Timer *timer = data;

  mark_cb (timer);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (timer->clock), 20);
  return G_SOURCE_REMOVE;
}

static void
test_advances_inside (void)
{
  LuthierClock *clock = luthier_manual_clock_new (START);
  g_autoptr (GString) log = g_string_new (NULL);
  Timer a = make_timer (clock, log, 'a', 0);
  Timer b = make_timer (clock, log, 'b', 0);

  luthier_clock_add_timeout (clock, 10, advance_cb, &a, forget_cb);
  luthier_clock_add_timeout (clock, 25, mark_cb, &b, forget_cb);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 12);
  g_assert_cmpstr (log->str, ==, "a10 b25 -b -a ");
  g_assert_cmpint (luthier_clock_get_real_time (clock), ==, START + 30000);

  g_assert_finalize_object (clock);
}

/* One that wants to run all the time does not hold the time still. */
static void
test_no_delay (void)
{
  LuthierClock *clock = luthier_manual_clock_new (START);
  g_autoptr (GString) log = g_string_new (NULL);
  Timer a = make_timer (clock, log, 'a', 2);

  luthier_clock_add_timeout (clock, 0, mark_cb, &a, NULL);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 10);
  g_assert_cmpstr (log->str, ==, "a0 a1 a2 ");

  g_assert_finalize_object (clock);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/manual/order", test_order);
  g_test_add_func ("/clock/manual/step", test_step);
  g_test_add_func ("/clock/manual/beside", test_beside);
  g_test_add_func ("/clock/manual/removed", test_removed);
  g_test_add_func ("/clock/manual/removes-itself", test_removes_itself);
  g_test_add_func ("/clock/manual/adds-another", test_adds_another);
  g_test_add_func ("/clock/manual/advances-inside", test_advances_inside);
  g_test_add_func ("/clock/manual/no-delay", test_no_delay);

  return g_test_run ();
}
