/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-application-private.h"

#include "../session/session-bench.h"
#include "luthier-account-window.h"
#include "luthier-config.h"
#include "luthier-intent-card.h"
#include "luthier-job-page.h"
#include "luthier-jobs-page.h"
#include "luthier-missed-page.h"
#include "luthier-notice-board.h"
#include "luthier-ui-test.h"

/* The program from the service to the desktop: what is looked at, what is told, where a click leads,
 * and what happens without a window. */
typedef struct
{
  Bench bench;                     /* its service is asked; its session is not */
  LuthierClock *clock;             /* (owned): of the application */
  LuthierApplication *application; /* (unowned) */
  LuthierSession *session;         /* (unowned): of the application */
  LuthierNoticeBoard *board;
} Fixture;

static gboolean
pass_cb (gpointer clock)
{
  luthier_manual_clock_advance (clock, 100);
  return G_SOURCE_CONTINUE;
}

/* Time passes for the application only while it is waited for, and ten times as fast. */
#define wait_until(fixture, condition)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const guint passing_ = g_timeout_add (10, pass_cb, (fixture)->clock);                          \
    luthier_test_wait_until (condition);                                                           \
    g_source_remove (passing_);                                                                    \
  }                                                                                                \
  G_STMT_END

/* Time has passed for the service and for the application, and not the same: a sign-in has to tell it. */
static void
align_clocks (Fixture *fixture)
{
  luthier_manual_clock_set_real_time (LUTHIER_MANUAL_CLOCK (fixture->clock),
                                      luthier_clock_get_real_time (fixture->bench.clock));
}

static void
refresh (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_refresh_async (fixture->session, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
}

/* Long enough for whatever else might be told. */
static void
pass_minute (Fixture *fixture)
{
  for (guint i = 0; i < 60; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), 1000);
      luthier_test_wait_until (!luthier_session_get_refreshing (fixture->session));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

#define assert_log(fixture, expected)                                                              \
  luthier_notice_board_assert_log ((fixture)->board, G_APPLICATION ((fixture)->application),       \
                                   expected)

static LuthierJob *
create (Fixture *fixture, const char *name)
{
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (fixture->session);
  g_autoptr (LuthierIntent) intent = NULL;

  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, BENCH_DATASET);
  luthier_job_spec_set_display_name (spec, name);
  intent = luthier_session_submit (fixture->session, spec);
  luthier_session_send_now (fixture->session, intent);
  wait_until (fixture, luthier_intent_get_state (intent) == LUTHIER_INTENT_SETTLED);
  return g_object_ref (luthier_intent_get_job (intent));
}

static void
refresh_until_ended (Fixture *fixture, LuthierJob *job)
{
  while (!luthier_job_is_terminal (job))
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->bench.clock), 60000);
      align_clocks (fixture);
      refresh (fixture);
    }
}

static gboolean
is_shown (Fixture *fixture, LuthierJob *job)
{
  g_autofree char *id = g_strdup_printf (
      "ended-%s-%s", luthier_profile_get_id (luthier_session_get_profile (fixture->session)),
      luthier_job_get_id (job));

  return g_hash_table_contains (fixture->board->shown, id);
}

static GtkWidget *
show_window (Fixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (luthier_application_show_window (fixture->application));

  luthier_test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));
  luthier_ui_test_wait_frames (window, 3);
  return window;
}

static void
begin (Fixture *fixture)
{
  const char *const regions[] = { "us-central1", NULL };
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GFile) key = NULL;
  g_autoptr (GError) error = NULL;

  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (g_get_real_time ());

  /* So long a job whose answer was lost is looked for. */
  g_setenv ("LUTHIER_SETTLE_WINDOW", "2", TRUE);
  fixture->clock = luthier_manual_clock_new (g_get_real_time ());
  bench_set_up (&fixture->bench, clock, 1);
  bench_misbehave (&fixture->bench, "concurrent-jobs=2");
  fixture->board = luthier_notice_board_new ();
  fixture->application = luthier_ui_test_application;
  luthier_application_set_clock (fixture->application, fixture->clock);
  show_window (fixture);
  fixture->session = luthier_application_ensure_session (fixture->application);
  key = g_file_new_for_path (fixture->bench.key_path);
  profile = luthier_enrol_test_file (fixture->session, key, "acme", regions,
                                     luthier_practice_get_base_url (fixture->bench.practice),
                                     &error);
  g_assert_no_error (error);
  luthier_test_wait_until (luthier_session_get_loaded (fixture->session));
}

/* (transfer none) */
static LuthierJob *
get_missed (Fixture *fixture)
{
  GListModel *missed = luthier_session_get_missed (fixture->session);
  g_autoptr (LuthierJob) job = g_list_model_get_item (missed, 0);

  g_assert_cmpuint (g_list_model_get_n_items (missed), ==, 1);
  return job;
}

/* Two jobs end at the same time, and the user looks at one of them. */
static void
tell_one_of_two (Fixture *fixture)
{
  GtkWidget *window = show_window (fixture);
  g_autoptr (LuthierJob) seen = create (fixture, "seen");
  g_autoptr (LuthierJob) other = create (fixture, "other");
  GVariant *target;

  gtk_widget_activate_action (window, "win.open-job", "s", luthier_job_get_name (seen));
  luthier_test_wait_until (luthier_job_get_complete (seen));
  refresh_until_ended (fixture, seen);
  refresh_until_ended (fixture, other);
  wait_until (fixture, fixture->board->log->len > 0);
  g_assert_true (is_shown (fixture, other));
  g_assert_cmpuint (g_hash_table_size (fixture->board->shown), ==, 1);
  g_assert_true (get_missed (fixture) == other);

  /* A click opens it, and then there is nothing to tell any more. */
  target = g_variant_new ("(ss)",
                          luthier_profile_get_id (luthier_session_get_profile (fixture->session)),
                          luthier_job_get_name (other));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-told", target);
  g_assert_true (luthier_job_page_get_job (LUTHIER_JOB_PAGE (
                     luthier_ui_test_find (window, LUTHIER_TYPE_JOB_PAGE, NULL))) == other);
  wait_until (fixture, !is_shown (fixture, other));
  g_assert_cmpuint (fixture->board->log->len, ==, 2);
  g_ptr_array_set_size (fixture->board->log, 0);
}

/* Without a window it goes on. */
static void
tell_in_background (Fixture *fixture)
{
  g_autoptr (GSettings) settings = g_settings_new (LUTHIER_SCHEMA_ID);
  GtkWidget *window = show_window (fixture);
  g_autoptr (LuthierJob) job = NULL;

  g_settings_set_boolean (settings, "background", TRUE);
  job = create (fixture, "alone");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  luthier_test_wait_until (window == NULL);
  wait_until (fixture, g_hash_table_contains (fixture->board->shown, "background"));
  g_assert_true (luthier_application_ensure_session (fixture->application) == fixture->session);

  refresh_until_ended (fixture, job);
  wait_until (fixture, is_shown (fixture, job));
  g_assert_cmpuint (fixture->board->log->len, ==, 2);
  g_assert_true (get_missed (fixture) == job);

  /* It is started again. */
  window = show_window (fixture);
  wait_until (fixture, !g_hash_table_contains (fixture->board->shown, "background"));
  /* The list and the card in front show what has become of the job. */
  wait_until (fixture, !is_shown (fixture, job));
  g_assert_cmpuint (fixture->board->log->len, ==, 4);
}

static const char *
get_profile_id (Fixture *fixture)
{
  return luthier_profile_get_id (luthier_session_get_profile (fixture->session));
}

/* As a click on a notification of this profile does. */
static void
click (Fixture *fixture, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), action,
                                  g_variant_new_string (get_profile_id (fixture)));
}

static gboolean
is_in_front (GtkWidget *window, GType type)
{
  return luthier_ui_test_find (window, type, NULL) != NULL;
}

/* Where nothing is said of a sign-in or of what waits. */
static GtkWidget *
look_at (Fixture *fixture, LuthierJob *job)
{
  GtkWidget *window = show_window (fixture);

  gtk_widget_activate_action (window, "win.open-job", "s", luthier_job_get_name (job));
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (is_in_front (window, LUTHIER_TYPE_JOB_PAGE));
  g_ptr_array_set_size (fixture->board->log, 0);
  return window;
}

/* The answer of the service is lost, and nothing is found: only the user knows what is to be done. */
static void
tell_question (Fixture *fixture, LuthierJob *job)
{
  GtkWidget *window = look_at (fixture, job);
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (fixture->session);
  g_autoptr (LuthierIntent) intent = NULL;
  g_autofree char *id = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *withdrawn = NULL;

  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, BENCH_DATASET);
  luthier_job_spec_set_display_name (spec, "lost");
  bench_misbehave (&fixture->bench, "reset-before@POST *tuningJobs*1");
  intent = luthier_session_submit (fixture->session, spec);
  luthier_session_send_now (fixture->session, intent);
  wait_until (fixture, luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS);
  refresh (fixture);
  pass_minute (fixture);
  id = g_strdup_printf ("asks-%s-%s", get_profile_id (fixture), luthier_intent_get_id (intent));
  shown = g_strdup_printf ("show %s: lost: It is not known whether it was created. "
                           "What is to be done?",
                           id);
  assert_log (fixture, shown);

  click (fixture, "show-queue");
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (is_in_front (window, LUTHIER_TYPE_JOBS_PAGE));
  g_assert_true (is_in_front (window, LUTHIER_TYPE_INTENT_CARD));
  wait_until (fixture, !g_hash_table_contains (fixture->board->shown, id));
  withdrawn = g_strdup_printf ("withdraw %s", id);
  assert_log (fixture, withdrawn);
  luthier_session_forget_intent (fixture->session, intent);
}

static void
sign_in_again (Fixture *fixture)
{
  g_autoptr (GFile) key = g_file_new_for_path (fixture->bench.key_path);
  GtkWidget *window = NULL;
  GtkWidget *button = NULL;

  luthier_test_wait_until ((window = luthier_ui_test_find_window (LUTHIER_TYPE_ACCOUNT_WINDOW)) !=
                           NULL);
  luthier_test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));
  luthier_account_window_set_file (LUTHIER_ACCOUNT_WINDOW (window), key);
  button = luthier_ui_test_find (window, GTK_TYPE_BUTTON, "_Sign In");
  g_assert_nonnull (button);
  luthier_test_wait_until (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_ACCOUNT_WINDOW) == NULL);
}

/* The service does not take the key any more. */
static void
tell_sign_in (Fixture *fixture, LuthierJob *job)
{
  GtkWidget *window = look_at (fixture, job);
  g_autofree char *id = g_strdup_printf ("sign-in-%s", get_profile_id (fixture));
  g_autofree char *shown = g_strdup_printf (
      "show %s: %s: The key of this account is no longer accepted. Jobs are shown as last seen.",
      id, luthier_profile_get_title (luthier_session_get_profile (fixture->session)));
  g_autofree char *withdrawn = g_strdup_printf ("withdraw %s", id);

  align_clocks (fixture);
  bench_misbehave (&fixture->bench, "revoked");
  luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (fixture->bench.practice));
  refresh (fixture);
  g_assert_true (luthier_session_get_sign_in_needed (fixture->session));
  pass_minute (fixture);
  /* That it still is needed is no news. */
  refresh (fixture);
  pass_minute (fixture);
  assert_log (fixture, shown);

  click (fixture, "sign-in-again");
  g_assert_true (is_in_front (window, LUTHIER_TYPE_JOB_PAGE));
  luthier_practice_clear_situations (fixture->bench.practice);
  align_clocks (fixture);
  sign_in_again (fixture);
  wait_until (fixture, !luthier_session_get_sign_in_needed (fixture->session));
  wait_until (fixture, !g_hash_table_contains (fixture->board->shown, id));
  pass_minute (fixture);
  assert_log (fixture, withdrawn);
}

static void
show_missed (Fixture *fixture, LuthierJob *job)
{
  GtkWidget *window = look_at (fixture, job);

  click (fixture, "show-missed");
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (is_in_front (window, LUTHIER_TYPE_MISSED_PAGE));
  g_assert_false (is_in_front (window, LUTHIER_TYPE_JOB_PAGE));
  g_assert_true (luthier_ui_test_says (window, luthier_job_get_title (get_missed (fixture))));
}

/* What is to be done by the user, who looks at a job meanwhile. */
static void
tell_what_is_needed (Fixture *fixture)
{
  g_autoptr (LuthierJob) job = create (fixture, "looked at");

  tell_question (fixture, job);
  tell_sign_in (fixture, job);
  show_missed (fixture, job);
}

/* With the preference, the user's word ends it nevertheless. */
static void
quit (Fixture *fixture)
{
  g_autoptr (LuthierJob) job = create (fixture, "left");

  g_ptr_array_set_size (fixture->board->log, 0);
  g_object_add_weak_pointer (G_OBJECT (fixture->session), (gpointer *) &fixture->session);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "quit", NULL);
  g_clear_object (&job);
  luthier_test_wait_until (fixture->session == NULL);
  luthier_notice_board_assert_log (fixture->board, G_APPLICATION (fixture->application), "");
}

static void
test_told (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GSettings) settings = g_settings_new (LUTHIER_SCHEMA_ID);

  begin (&fixture);
  tell_one_of_two (&fixture);
  tell_in_background (&fixture);
  tell_what_is_needed (&fixture);
  quit (&fixture);
  g_settings_reset (settings, "background");
  luthier_notice_board_free (fixture.board);
  g_clear_object (&fixture.clock);
  bench_tear_down (&fixture.bench);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/application-told/all", test_told);
  return g_test_run ();
}
