/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-state.h"

#include <glib.h>

#define N_STATES (LUTHIER_INTENT_FORGOTTEN + 1)
#define N_EVENTS (LUTHIER_INTENT_EVENT_FORGET + 1)
/* It cannot happen. */
#define NEVER -1

/* By state (sending, settled, refused, uncertain, queued, looking, asks, forgotten) and event
 * (confirm, turn, not sent, no slot, refused, lost, look, not found, time over, found, send again,
 * keep looking, forget), as somebody has thought it through once more. */
#define SE LUTHIER_INTENT_SENDING
#define ST LUTHIER_INTENT_SETTLED
#define RE LUTHIER_INTENT_REFUSED
#define UN LUTHIER_INTENT_UNCERTAIN
#define QU LUTHIER_INTENT_QUEUED
#define LO LUTHIER_INTENT_LOOKING
#define AS LUTHIER_INTENT_ASKS
#define FO LUTHIER_INTENT_FORGOTTEN
#define __ NEVER
/* clang-format off */
static const int expected[N_STATES][N_EVENTS] = {
  /*               cf  tu  ns  no  re  lo  lk  nf  to  fo  sa  kl  fg */
  [SE] =         { __, __, QU, QU, RE, UN, __, __, __, ST, __, __, __ },
  [ST] =         { __, __, __, __, __, __, __, __, __, __, __, __, __ },
  [RE] =         { QU, __, __, __, __, __, __, __, __, ST, __, __, FO },
  [UN] =         { __, __, __, __, __, __, LO, __, __, ST, __, __, __ },
  [QU] =         { QU, SE, __, __, RE, __, __, __, __, ST, __, __, FO },
  [LO] =         { __, __, __, __, __, UN, __, UN, AS, ST, __, __, __ },
  [AS] =         { __, __, __, __, __, __, __, __, __, ST, SE, UN, FO },
  [FO] =         { QU, __, __, __, RE, __, __, __, __, ST, __, UN, __ },
};
/* clang-format on */

static void
test_table (void)
{
  for (int state = 0; state < N_STATES; state++)
    for (int event = 0; event < N_EVENTS; event++)
      {
        LuthierIntentState after = state;
        const gboolean can = luthier_intent_state_step (&after, event);

        g_test_message ("state %d, event %d", state, event);
        g_assert_cmpint (can, ==, expected[state][event] != NEVER);
        g_assert_cmpint (after, ==, can ? expected[state][event] : state);
      }
}

/* The only states from which nothing is expected any more. */
static void
test_open (void)
{
  for (int state = 0; state < N_STATES; state++)
    g_assert_cmpint (luthier_intent_state_is_open (state), ==,
                     state != LUTHIER_INTENT_SETTLED && state != LUTHIER_INTENT_FORGOTTEN);
}

static gboolean
is_licence (int state, int event)
{
  return event == LUTHIER_INTENT_EVENT_NOT_SENT || event == LUTHIER_INTENT_EVENT_NO_SLOT ||
         event == LUTHIER_INTENT_EVENT_SEND_AGAIN || event == LUTHIER_INTENT_EVENT_REFUSED ||
         (event == LUTHIER_INTENT_EVENT_CONFIRM && state == LUTHIER_INTENT_FORGOTTEN);
}

/* What can be reached from a state without anything that allows a second request: that nothing was
 * made, or that the user has said so. */
static void
reach (int state, gboolean *reached)
{
  for (int event = 0; event < N_EVENTS; event++)
    {
      LuthierIntentState after = state;

      if (is_licence (state, event) || !luthier_intent_state_step (&after, event) || reached[after])
        continue;
      reached[after] = TRUE;
      reach ((int) after, reached);
    }
}

static void
test_never_twice (void)
{
  gboolean reached[N_STATES] = { FALSE };

  reach (LUTHIER_INTENT_SENDING, reached);
  g_assert_true (reached[LUTHIER_INTENT_SETTLED]);
  g_assert_true (reached[LUTHIER_INTENT_ASKS]);
  g_assert_false (reached[LUTHIER_INTENT_QUEUED]);
  g_assert_false (reached[LUTHIER_INTENT_SENDING]);
}

/* Whatever happens, there is a way to the end of it. */
static void
test_no_dead_end (void)
{
  for (int state = 0; state < N_STATES; state++)
    {
      LuthierIntentState after = state;

      g_assert_true (state == LUTHIER_INTENT_SETTLED ||
                     luthier_intent_state_step (&after, LUTHIER_INTENT_EVENT_FOUND));
    }
}

static void
test_unsure (void)
{
  for (int state = 0; state < N_STATES; state++)
    {
      LuthierIntentState after = state;
      const gboolean may_be_forgotten = luthier_intent_state_step (&after,
                                                                   LUTHIER_INTENT_EVENT_FORGET);

      /* While it is being found out nobody can give it up. */
      if (luthier_intent_state_is_unsure (state))
        g_assert_cmpint (may_be_forgotten, ==, state == LUTHIER_INTENT_ASKS);
      else
        g_assert_cmpint (may_be_forgotten, ==,
                         state == LUTHIER_INTENT_QUEUED || state == LUTHIER_INTENT_REFUSED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/intent-state/table", test_table);
  g_test_add_func ("/intent-state/open", test_open);
  g_test_add_func ("/intent-state/never-twice", test_never_twice);
  g_test_add_func ("/intent-state/no-dead-end", test_no_dead_end);
  g_test_add_func ("/intent-state/unsure", test_unsure);

  return g_test_run ();
}
