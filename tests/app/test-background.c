/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-background.h"

#include "../session/session-bench.h"
#include "luthier-config.h"
#include "luthier-notice-board.h"
#include "luthier-portal-play.h"
#include "luthier-ui-test.h"

/* A session without a window, under a clock that only the test moves. */
typedef struct
{
  Bench bench;
  GApplication *application; /* (unowned) */
  LuthierNoticeBoard *board;
  LuthierHerald *herald;         /* (owned) */
  LuthierBackground *background; /* (owned) (nullable) */
  guint n_over;
} Fixture;

static void
over_cb (Fixture *fixture)
{
  fixture->n_over++;
  luthier_background_leave (fixture->background);
}

static void
job_finished_cb (Fixture *fixture, LuthierJob *job)
{
  luthier_herald_hear_end (fixture->herald, luthier_session_get_profile (fixture->bench.session),
                           job);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierClock)
      clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);
  g_autoptr (GSettings) settings = g_settings_new (LUTHIER_SCHEMA_ID);
  g_autoptr (LuthierProfile) profile = NULL;

  bench_set_up (&fixture->bench, clock, 1);
  profile = bench_add_profile (&fixture->bench, "us-central1");
  fixture->application = G_APPLICATION (luthier_ui_test_application);
  fixture->board = luthier_notice_board_new ();
  fixture->herald = luthier_herald_new (fixture->application, clock, settings);
  g_signal_connect_swapped (fixture->bench.session, "job-finished", G_CALLBACK (job_finished_cb),
                            fixture);
}

static void
make_background (Fixture *fixture, LuthierBackgroundPortal *portal)
{
  fixture->background = luthier_background_new (fixture->application, fixture->bench.session,
                                                fixture->herald, portal);
  g_signal_connect_swapped (fixture->background, "over", G_CALLBACK (over_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->background);
  g_clear_object (&fixture->herald);
  luthier_notice_board_free (fixture->board);
  bench_tear_down (&fixture->bench);
}

static LuthierJob *
create (Fixture *fixture)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (&fixture->bench);
  g_autoptr (GError) error = NULL;
  LuthierJob *job;

  luthier_job_spec_set_display_name (spec, "tone");
  job = bench_create (&fixture->bench, spec, &error);
  g_assert_no_error (error);
  return job;
}

static void
advance (Fixture *fixture, gint64 ms)
{
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->bench.clock), ms);
}

/* Ten seconds at a time, in which nobody asks for anything: no answer comes late. */
static gboolean
pass_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  if (!luthier_session_get_refreshing (fixture->bench.session))
    advance (fixture, 10000);
  return G_SOURCE_CONTINUE;
}

static void
pass_until_over (Fixture *fixture)
{
  const guint passing = g_timeout_add (1, pass_cb, fixture);

  luthier_test_wait_until (fixture->n_over > 0);
  g_source_remove (passing);
  g_assert_cmpuint (fixture->n_over, ==, 1);
}

static void
pass_until_ended (Fixture *fixture, LuthierJob *job)
{
  while (!luthier_job_is_terminal (job))
    {
      advance (fixture, 60000);
      bench_refresh (&fixture->bench, NULL);
    }
}

static gboolean
tick_cb (gpointer fixture)
{
  advance (fixture, 1000);
  return G_SOURCE_CONTINUE;
}

static void
test_nothing_to_do (Fixture *fixture, gconstpointer unused)
{
  make_background (fixture, NULL);
  g_assert_false (luthier_background_enter (fixture->background));
  g_assert_false (luthier_background_is_entered (fixture->background));
  luthier_notice_board_assert_log (fixture->board, fixture->application, "");
}

/* Jobs are followed, and what becomes of them is told; then it is over. */
static void
test_to_the_end (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (fixture);
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;

  make_background (fixture, NULL);
  g_assert_true (luthier_background_enter (fixture->background));
  pass_until_over (fixture);
  g_assert_true (luthier_job_is_terminal (job));

  log = luthier_notice_board_take_log (fixture->board, fixture->application);
  lines = g_strsplit (log, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==,
                   "show background: Luthier stays in the background: 1 job is running. Click "
                   "here, or start Luthier again, to see the window. Luthier quits by itself when "
                   "nothing is left to do.");
  g_assert_true (g_str_has_prefix (lines[1], "show ended-"));
  g_assert_nonnull (strstr (lines[1], ": tone: Succeeded: Tuned in "));
  g_assert_cmpstr (lines[2], ==, "withdraw background");
}

/* Two jobs for one slot: it stays for the one that waits, too. */
static void
test_waiting (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (fixture);
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (&fixture->bench);
  g_autoptr (LuthierIntent) intent = NULL;
  LuthierWork work;
  guint ticks;

  luthier_job_spec_set_display_name (spec, "second");
  intent = luthier_session_submit (fixture->bench.session, spec);
  luthier_test_wait_until (luthier_intent_get_wait (intent) == LUTHIER_INTENT_WAIT_SLOT);
  work = luthier_session_count_work (fixture->bench.session);
  g_assert_cmpuint (work.n_jobs, ==, 1);
  g_assert_cmpuint (work.n_intents, ==, 1);
  g_assert_cmpuint (work.n_uploads, ==, 0);

  make_background (fixture, NULL);
  g_assert_true (luthier_background_enter (fixture->background));
  pass_until_ended (fixture, job);
  ticks = g_timeout_add (5, tick_cb, fixture);
  WAIT_FOR_STATE (intent, SETTLED);
  g_source_remove (ticks);
  g_assert_cmpuint (fixture->n_over, ==, 0);
  pass_until_ended (fixture, luthier_intent_get_job (intent));
  pass_until_over (fixture);
}

/* What waits for the user is no reason to stay. */
static void
test_held (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (&fixture->bench);
  g_autoptr (LuthierIntent) intent = NULL;
  LuthierWork work;

  luthier_job_spec_set_display_name (spec, "held");
  intent = luthier_session_submit (fixture->bench.session, spec);
  luthier_session_hold (fixture->bench.session, intent, TRUE);
  work = luthier_session_count_work (fixture->bench.session);
  g_assert_cmpuint (work.n_intents, ==, 0);
  make_background (fixture, NULL);
  g_assert_false (luthier_background_enter (fixture->background));
  luthier_session_forget_intent (fixture->bench.session, intent);
}

static LuthierBackgroundPortal *
portal_new (void)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  return luthier_background_portal_new (connection);
}

static void
test_granted (Fixture *fixture, gconstpointer unused)
{
  LuthierPortalPlay *play = luthier_portal_play_new (LUTHIER_PORTAL_GRANTS);
  g_autoptr (LuthierBackgroundPortal) portal = portal_new ();
  g_autoptr (LuthierJob) job = create (fixture);

  make_background (fixture, portal);
  g_assert_true (luthier_background_enter (fixture->background));
  luthier_test_wait_until (play->status != NULL);
  g_assert_cmpstr (play->status, ==, "1 job is running");
  g_assert_cmpstr (play->reason, ==, "To follow your jobs, and to tell you when they have ended");

  /* The window is back. */
  luthier_background_leave (fixture->background);
  g_assert_false (luthier_background_is_entered (fixture->background));
  luthier_test_wait_until (!g_hash_table_contains (fixture->board->shown, "background"));
  g_assert_cmpuint (fixture->n_over, ==, 0);
  luthier_portal_play_free (play);
}

/* The answer comes when there is nothing left to do. */
static void
test_too_late (Fixture *fixture, gconstpointer unused)
{
  LuthierPortalPlay *play = luthier_portal_play_new (LUTHIER_PORTAL_GRANTS);
  g_autoptr (LuthierBackgroundPortal) portal = portal_new ();
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (&fixture->bench);
  g_autoptr (LuthierIntent) intent = NULL;

  luthier_job_spec_set_display_name (spec, "held");
  intent = luthier_session_submit (fixture->bench.session, spec);
  make_background (fixture, portal);
  g_assert_true (luthier_background_enter (fixture->background));
  luthier_session_hold (fixture->bench.session, intent, TRUE);
  luthier_test_wait_until (fixture->n_over == 1);
  g_assert_cmpuint (play->n_requests, ==, 1);
  luthier_notice_board_assert_log (fixture->board, fixture->application, "");
  luthier_session_forget_intent (fixture->bench.session, intent);
  luthier_portal_play_free (play);
}

static void
test_refused (Fixture *fixture, gconstpointer unused)
{
  LuthierPortalPlay *play = luthier_portal_play_new (LUTHIER_PORTAL_REFUSES);
  g_autoptr (LuthierBackgroundPortal) portal = portal_new ();
  g_autoptr (LuthierJob) job = create (fixture);

  g_test_expect_message ("luthier-app", G_LOG_LEVEL_MESSAGE, "*cannot stay in the background*");
  make_background (fixture, portal);
  g_assert_true (luthier_background_enter (fixture->background));
  luthier_test_wait_until (fixture->n_over == 1);
  g_test_assert_expected_messages ();
  luthier_notice_board_assert_log (fixture->board, fixture->application, "");
  luthier_portal_play_free (play);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/background/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  ADD ("nothing-to-do", test_nothing_to_do);
  ADD ("to-the-end", test_to_the_end);
  ADD ("waiting", test_waiting);
  ADD ("held", test_held);
  ADD ("granted", test_granted);
  ADD ("too-late", test_too_late);
  ADD ("refused", test_refused);
  return g_test_run ();
}
