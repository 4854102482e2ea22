/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-banner.h"

#include "../session/session-bench.h"
#include "luthier-enrolment.h"
#include "luthier-ui-test.h"

#define MINUTE_MS 60000
#define SCOPE     "https://www.googleapis.com/auth/cloud-platform openid email"

static GtkWidget *
show (Bench *bench)
{
  GtkWidget *banner = luthier_session_banner_new ();

  luthier_session_banner_set_session (LUTHIER_SESSION_BANNER (banner), bench->session);
  return luthier_ui_test_show (banner, 600, 100);
}

static gboolean
offers (GtkWidget *window, const char *label)
{
  return luthier_ui_test_find (window, GTK_TYPE_BUTTON, label) != NULL;
}

static void
use_token (Bench *bench, gint64 lifetime_s)
{
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (bench->session, NULL);
  LuthierProfile *draft = luthier_enrolment_get_draft (enrolment);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierProfile) profile = NULL;

  luthier_practice_tokens_add_access_token (luthier_practice_get_tokens (bench->practice),
                                            "ya29.a0-pasted", "ada@example.com", SCOPE, lifetime_s);
  luthier_profile_set_endpoint (draft, luthier_practice_get_base_url (bench->practice));
  luthier_profile_set_project (draft, "acme");
  luthier_enrolment_take_token_async (enrolment, "ya29.a0-pasted", NULL, luthier_test_result_cb,
                                      &result);
  luthier_test_wait_for (result);
  luthier_enrolment_take_token_finish (enrolment, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  luthier_enrolment_complete_async (enrolment, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  profile = luthier_enrolment_complete_finish (enrolment, result, &error);
  g_assert_no_error (error);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
}

/* All is well: nothing is said. Then the key is void. */
static void
test_key (void)
{
  Bench bench = { 0 };
  g_autoptr (LuthierProfile) profile = NULL;
  GtkWidget *window;

  bench_set_up (&bench, NULL, 60);
  profile = bench_add_profile (&bench, "us-central1");
  window = show (&bench);
  g_assert_false (offers (window, "Sign In Again…"));

  bench_misbehave (&bench, "revoked");
  luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (bench.practice));
  g_assert_false (bench_refresh (&bench, NULL));
  luthier_test_wait_until (offers (window, "Sign In Again…"));
  g_assert_true (luthier_ui_test_says (
      window, "The key of this account is no longer accepted. Jobs are shown as last seen."));
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

/* In good time, then when it is over. */
static void
test_token (void)
{
  Bench bench = { 0 };
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (g_get_real_time ());
  GtkWidget *window;

  bench_set_up (&bench, clock, 60);
  use_token (&bench, 30 * 60 + 30);
  window = show (&bench);
  g_assert_false (offers (window, "Sign In Again…"));
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 19 * MINUTE_MS);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_false (offers (window, "Sign In Again…"));
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 2 * MINUTE_MS);
  luthier_test_wait_until (luthier_ui_test_says (window, "The access token ends in 9 minutes."));
  g_assert_true (offers (window, "Sign In Again…"));

  luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (bench.practice));
  g_assert_false (bench_refresh (&bench, NULL));
  luthier_test_wait_until (
      luthier_ui_test_says (window, "The access token has expired. Jobs are shown as last seen."));
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/session-banner/key", test_key);
  g_test_add_func ("/session-banner/token", test_token);
  return g_test_run ();
}
