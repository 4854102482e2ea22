/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-application-private.h"

#include "../session/session-bench.h"
#include "luthier-config.h"
#include "luthier-job-page.h"
#include "luthier-notice-board.h"
#include "luthier-ui-test.h"

/* The program from the service to the desktop: what is looked at, what is told, where a click leads,
 * and what happens without a window. */
typedef struct
{
  Bench bench;                     /* its service is asked; its session is not */
  LuthierApplication *application; /* (unowned) */
  LuthierSession *session;         /* (unowned): of the application */
  LuthierNoticeBoard *board;
} Fixture;

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
  WAIT_FOR_STATE (intent, SETTLED);
  return g_object_ref (luthier_intent_get_job (intent));
}

static void
refresh_until_ended (Fixture *fixture, LuthierJob *job)
{
  while (!luthier_job_is_terminal (job))
    {
      g_autoptr (GAsyncResult) result = NULL;

      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->bench.clock), 60000);
      luthier_session_refresh_async (fixture->session, NULL, luthier_test_result_cb, &result);
      luthier_test_wait_for (result);
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

  bench_set_up (&fixture->bench, clock, 1);
  bench_misbehave (&fixture->bench, "concurrent-jobs=2");
  fixture->board = luthier_notice_board_new ();
  fixture->application = luthier_ui_test_application;
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
  luthier_test_wait_until (fixture->board->log->len > 0);
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
  luthier_test_wait_until (!is_shown (fixture, other));
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
  luthier_test_wait_until (g_hash_table_contains (fixture->board->shown, "background"));
  g_assert_true (luthier_application_ensure_session (fixture->application) == fixture->session);

  refresh_until_ended (fixture, job);
  luthier_test_wait_until (is_shown (fixture, job));
  g_assert_cmpuint (fixture->board->log->len, ==, 2);
  g_assert_true (get_missed (fixture) == job);

  /* It is started again. */
  window = show_window (fixture);
  luthier_test_wait_until (!g_hash_table_contains (fixture->board->shown, "background"));
  /* The list and the card in front show what has become of the job. */
  luthier_test_wait_until (!is_shown (fixture, job));
  g_assert_cmpuint (fixture->board->log->len, ==, 4);
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
  quit (&fixture);
  g_settings_reset (settings, "background");
  luthier_notice_board_free (fixture.board);
  bench_tear_down (&fixture.bench);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/application-told/all", test_told);
  return g_test_run ();
}
