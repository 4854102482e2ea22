/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-turnstile.h"

#include "luthier-manual-clock.h"
#include "luthier-test.h"

typedef struct
{
  LuthierClock *clock;
  LuthierTurnstile *turnstile;
  GString *turns; /* the names of those whose turn it was, in order */
} Fixture;

/* Somebody in the line. */
typedef struct
{
  Fixture *fixture;
  char name;
  LuthierTurn turn; /* how its turns end */
  gboolean is_slow; /* they do not end by themselves */
  guint n_left;     /* so many things are to be sent */
} Person;

static void
turn_cb (gpointer member)
{
  Person *person = member;

  g_string_append_c (person->fixture->turns, person->name);
  if (person->is_slow)
    return;
  if (person->turn == LUTHIER_TURN_SENT && person->n_left > 0 && --person->n_left == 0)
    person->turn = LUTHIER_TURN_LEFT;
  luthier_turnstile_pass (person->fixture->turnstile, person, person->turn);
}

static void
join (Fixture *fixture, Person *person, char name, LuthierTurn turn)
{
  person->fixture = fixture;
  person->name = name;
  person->turn = turn;
  luthier_turnstile_add (fixture->turnstile, person, turn_cb);
  luthier_turnstile_join (fixture->turnstile, person, FALSE);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);

  fixture->clock = luthier_manual_clock_new (0);
  fixture->turnstile = luthier_turnstile_new (fixture->clock, random);
  fixture->turns = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->turnstile);
  g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->turns, TRUE);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
assert_turns (Fixture *fixture, const char *expected)
{
  settle ();
  g_assert_cmpstr (fixture->turns->str, ==, expected);
  g_string_truncate (fixture->turns, 0);
}

/* Two who have much to send take turns. */
static void
test_alternate (Fixture *fixture, gconstpointer unused)
{
  Person a = { .n_left = 3 };
  Person b = { .n_left = 3 };

  join (fixture, &a, 'a', LUTHIER_TURN_SENT);
  join (fixture, &b, 'b', LUTHIER_TURN_SENT);
  assert_turns (fixture, "ababab");

  /* Nobody stands there: nothing wakes anybody up. */
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 3600 * 1000);
  assert_turns (fixture, "");
}

/* Who finds no slot keeps its place and is asked first the next time. */
static void
test_kept (Fixture *fixture, gconstpointer unused)
{
  Person a = { 0 };
  Person b = { 0 };

  join (fixture, &a, 'a', LUTHIER_TURN_KEPT);
  join (fixture, &b, 'b', LUTHIER_TURN_KEPT);
  assert_turns (fixture, "ab");
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 60 * 1000);
  settle ();
  g_assert_true (g_str_has_prefix (fixture->turns->str, "ab"));
  g_string_truncate (fixture->turns, 0);

  /* A slot becomes free: it is the first one's. */
  a.turn = LUTHIER_TURN_LEFT;
  luthier_turnstile_recount (fixture->turnstile);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 2000);
  assert_turns (fixture, "ab");
}

/* The longer nothing changes the less often it is counted, but at least once a minute or so. */
static void
test_pace (Fixture *fixture, gconstpointer unused)
{
  Person a = { 0 };
  gsize n_early = 0;
  gsize n_late = 0;

  join (fixture, &a, 'a', LUTHIER_TURN_KEPT);
  for (guint i = 0; i < 60; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 1000);
      settle ();
    }
  n_early = fixture->turns->len;
  g_string_truncate (fixture->turns, 0);
  for (guint i = 0; i < 600; i++)
    luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 1000), settle ();
  n_late = fixture->turns->len;

  g_assert_cmpuint (n_early, >=, 4);
  g_assert_cmpuint (n_early, <=, 12);
  g_assert_cmpuint (n_late, >=, 8);
  g_assert_cmpuint (n_late, <=, 14);
}

/* One at a time, however long it takes. */
static void
test_one_at_a_time (Fixture *fixture, gconstpointer unused)
{
  Person a = { .is_slow = TRUE };
  Person b = { .n_left = 1 };
  Person c = { .n_left = 1 };

  join (fixture, &a, 'a', LUTHIER_TURN_SENT);
  join (fixture, &b, 'b', LUTHIER_TURN_SENT);
  join (fixture, &c, 'c', LUTHIER_TURN_SENT);
  assert_turns (fixture, "a");
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 3600 * 1000);
  assert_turns (fixture, "");

  /* In a hurry: before those who have waited longer. */
  luthier_turnstile_join (fixture->turnstile, &c, TRUE);
  a.is_slow = FALSE;
  luthier_turnstile_pass (fixture->turnstile, &a, LUTHIER_TURN_LEFT);
  assert_turns (fixture, "cb");
}

/* Who goes away in the middle of a turn does not keep the others. */
static void
test_removed (Fixture *fixture, gconstpointer unused)
{
  Person a = { .is_slow = TRUE };
  Person b = { .n_left = 1 };

  join (fixture, &a, 'a', LUTHIER_TURN_SENT);
  join (fixture, &b, 'b', LUTHIER_TURN_SENT);
  assert_turns (fixture, "a");
  luthier_turnstile_remove (fixture->turnstile, &a);
  assert_turns (fixture, "b");

  /* Its answer comes late, and is nobody's. */
  luthier_turnstile_pass (fixture->turnstile, &a, LUTHIER_TURN_SENT);
  assert_turns (fixture, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/turnstile/alternate", test_alternate);
  ADD ("/turnstile/kept", test_kept);
  ADD ("/turnstile/pace", test_pace);
  ADD ("/turnstile/one-at-a-time", test_one_at_a_time);
  ADD ("/turnstile/removed", test_removed);
#undef ADD

  return g_test_run ();
}
