/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fixed-token.h"

#include "luthier-error.h"
#include "luthier-manual-clock.h"
#include "luthier-test.h"

#define START G_GINT64_CONSTANT (1763629687000000)

static char *
get (LuthierTokenSource *tokens, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_token_source_get_token_async (tokens, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_token_source_get_token_finish (tokens, result, error);
}

static void
assert_good (LuthierTokenSource *tokens)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = get (tokens, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, "pasted");
}

static void
assert_over (LuthierTokenSource *tokens)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (get (tokens, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpstr (luthier_error_get_reason (error), ==, LUTHIER_REASON_TOKEN_OVER);
}

static void
test_for_good (void)
{
  g_autoptr (LuthierTokenSource) tokens = luthier_fixed_token_new ("pasted");

  luthier_token_source_invalidate (tokens, "pasted");
  assert_good (tokens);
}

static void
test_until (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (START);
  g_autoptr (LuthierTokenSource)
      tokens = luthier_fixed_token_new_until ("pasted", START + 60 * G_USEC_PER_SEC, clock);

  assert_good (tokens);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 60 * 1000 - 1);
  assert_good (tokens);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 1);
  assert_over (tokens);
}

/* Somebody sets the clock; and the computer sleeps, which lets the token grow old. */
static void
test_clock (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (START);
  g_autoptr (LuthierTokenSource)
      tokens = luthier_fixed_token_new_until ("pasted", START + 60 * G_USEC_PER_SEC, clock);

  luthier_manual_clock_set_real_time (LUTHIER_MANUAL_CLOCK (clock), START + G_TIME_SPAN_DAY);
  assert_good (tokens);
  luthier_manual_clock_set_real_time (LUTHIER_MANUAL_CLOCK (clock), START - G_TIME_SPAN_DAY);
  luthier_manual_clock_sleep (LUTHIER_MANUAL_CLOCK (clock), 60 * 1000 - 1);
  assert_good (tokens);
  luthier_manual_clock_sleep (LUTHIER_MANUAL_CLOCK (clock), 1);
  assert_over (tokens);
}

static void
test_refused (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (START);
  g_autoptr (LuthierTokenSource)
      tokens = luthier_fixed_token_new_until ("pasted", START + 60 * G_USEC_PER_SEC, clock);

  luthier_token_source_invalidate (tokens, "another");
  assert_good (tokens);
  luthier_token_source_invalidate (tokens, "pasted");
  assert_over (tokens);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fixed-token/for-good", test_for_good);
  g_test_add_func ("/fixed-token/until", test_until);
  g_test_add_func ("/fixed-token/clock", test_clock);
  g_test_add_func ("/fixed-token/refused", test_refused);
  return g_test_run ();
}
