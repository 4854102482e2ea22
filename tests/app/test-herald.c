/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-herald.h"

#include "intent-fixture.h"
#include "luthier-config.h"
#include "luthier-notice-board.h"

/* What comes to the desktop on the bus, under a clock that only the test moves. */
typedef struct
{
  GApplication *application; /* (unowned) */
  LuthierNoticeBoard *board;
  LuthierClock *clock;     /* (owned) */
  GSettings *settings;     /* (owned) */
  LuthierHerald *herald;   /* (owned) */
  LuthierProfile *profile; /* (owned) */
  GObject *looked_at;      /* (unowned) (nullable) */
  GPtrArray *unseen;       /* (owned) of titles */
} Fixture;

static gboolean
looks_at_cb (Fixture *fixture, GObject *thing)
{
  return thing == fixture->looked_at;
}

static void
unseen_cb (Fixture *fixture, LuthierJob *job)
{
  g_ptr_array_add (fixture->unseen, g_strdup (luthier_job_get_title (job)));
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->application = G_APPLICATION (luthier_ui_test_application);
  fixture->board = luthier_notice_board_new ();
  fixture->clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);
  fixture->settings = g_settings_new (LUTHIER_SCHEMA_ID);
  fixture->herald = luthier_herald_new (fixture->application, fixture->clock, fixture->settings);
  fixture->profile = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, "p");
  fixture->unseen = g_ptr_array_new_with_free_func (g_free);
  luthier_profile_set_title (fixture->profile, "acme");
  g_signal_connect_swapped (fixture->herald, "looks-at", G_CALLBACK (looks_at_cb), fixture);
  g_signal_connect_swapped (fixture->herald, "unseen", G_CALLBACK (unseen_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_settings_reset (fixture->settings, "notify-succeeded");
  g_assert_finalize_object (fixture->herald);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->profile);
  g_clear_pointer (&fixture->unseen, g_ptr_array_unref);
  luthier_notice_board_free (fixture->board);
}

static LuthierJob *
job_new (guint id, const char *state)
{
  g_autofree char *members = g_strdup_printf ("\"tunedModelDisplayName\":\"job-%u\","
                                              "\"state\":\"JOB_STATE_%s\","
                                              "\"startTime\":\"2026-11-22T11:00:00Z\","
                                              "\"endTime\":\"2026-11-22T11:40:00Z\"",
                                              id, state);

  return luthier_ui_test_job_new ("us-central1", id, members);
}

static void
wait (Fixture *fixture, gint64 ms)
{
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), ms);
}

#define assert_log(fixture, expected)                                                              \
  luthier_notice_board_assert_log ((fixture)->board, (fixture)->application, expected)

static void
end_job (Fixture *fixture, LuthierJob *job)
{
  luthier_herald_hear_end (fixture->herald, fixture->profile, job);
}

/* (transfer full) */
static char *
read_action (Fixture *fixture, const char *id)
{
  GVariant *notification = g_hash_table_lookup (fixture->board->shown, id);
  const char *action = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (notification);
  g_assert_true (g_variant_lookup (notification, "default-action", "&s", &action));
  target = g_variant_lookup_value (notification, "default-action-target", NULL);
  text = g_variant_print (target, FALSE);
  return g_strdup_printf ("%s %s", action, text);
}

static const char *
read_priority (Fixture *fixture, const char *id)
{
  const char *priority = NULL;

  g_variant_lookup (g_hash_table_lookup (fixture->board->shown, id), "priority", "&s", &priority);
  return priority;
}

static void
test_success (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = job_new (1, "SUCCEEDED");
  g_autofree char *action = NULL;

  end_job (fixture, job);
  g_assert_true (luthier_herald_get_busy (fixture->herald));
  wait (fixture, 3000);
  g_assert_false (luthier_herald_get_busy (fixture->herald));
  assert_log (fixture, "show ended-p-1: job-1: Succeeded: Tuned in 40 min");
  action = read_action (fixture, "ended-p-1");
  g_assert_cmpstr (action, ==,
                   "app.open-told ('p', 'projects/1/locations/us-central1/tuningJobs/1')");
  g_assert_cmpstr (read_priority (fixture, "ended-p-1"), ==, "normal");

  /* However often it is heard of. */
  end_job (fixture, job);
  wait (fixture, 60000);
  assert_log (fixture, "");
}

static void
test_failure (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = job_new (2, "FAILED");

  end_job (fixture, job);
  wait (fixture, 3000);
  luthier_notice_board_settle (fixture->board, fixture->application);
  g_assert_cmpuint (fixture->board->log->len, ==, 1);
  g_assert_cmpstr (read_priority (fixture, "ended-p-2"), ==, "high");
}

static void
test_ten_at_once (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *action = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (LuthierJob) job = job_new (i, i == 3 ? "FAILED" : "SUCCEEDED");

      end_job (fixture, job);
    }
  wait (fixture, 60000);
  assert_log (fixture, "show ended-p-0: 10 jobs have ended: 9 succeeded, 1 failed");
  g_assert_cmpuint (fixture->unseen->len, ==, 10);
  action = read_action (fixture, "ended-p-0");
  g_assert_cmpstr (action, ==, "app.show-missed 'p'");
}

/* One after the other: each is told once, and there is one notification at any time. */
static void
test_within_half_a_minute (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 1; i <= 4; i++)
    {
      g_autoptr (LuthierJob) job = job_new (i, i == 3 ? "FAILED" : "SUCCEEDED");

      end_job (fixture, job);
      wait (fixture, 12000);
      if (i < 4)
        g_assert_cmpuint (g_hash_table_size (fixture->board->shown), <=, 1);
    }
  /* The fourth is heard of after 36 s. */
  assert_log (fixture, "show ended-p-1: job-1: Succeeded: Tuned in 40 min\n"
                       "show ended-p-1: 2 jobs have ended: 2 succeeded\n"
                       "show ended-p-1: 3 jobs have ended: 2 succeeded, 1 failed\n"
                       "show ended-p-4: job-4: Succeeded: Tuned in 40 min");
}

static void
test_looked_at (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) first = job_new (1, "SUCCEEDED");
  g_autoptr (LuthierJob) second = job_new (2, "SUCCEEDED");

  fixture->looked_at = G_OBJECT (first);
  end_job (fixture, first);
  end_job (fixture, second);
  wait (fixture, 3000);
  assert_log (fixture, "show ended-p-2: job-2: Succeeded: Tuned in 40 min");
  g_assert_cmpuint (fixture->unseen->len, ==, 1);
}

static void
test_looked_at_later (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) first = job_new (1, "SUCCEEDED");
  g_autoptr (LuthierJob) second = job_new (2, "SUCCEEDED");

  end_job (fixture, first);
  end_job (fixture, second);
  wait (fixture, 3000);
  fixture->looked_at = G_OBJECT (first);
  luthier_herald_look (fixture->herald);
  wait (fixture, 1000);
  assert_log (fixture, "show ended-p-1: 2 jobs have ended: 2 succeeded");

  fixture->looked_at = G_OBJECT (second);
  luthier_herald_look (fixture->herald);
  wait (fixture, 100);
  assert_log (fixture, "");
  wait (fixture, 900);
  assert_log (fixture, "withdraw ended-p-1");
}

/* Seen in the last moment before the window was closed. */
static void
test_glance (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = job_new (1, "SUCCEEDED");

  fixture->looked_at = G_OBJECT (job);
  end_job (fixture, job);
  luthier_herald_glance (fixture->herald);
  fixture->looked_at = NULL;
  g_assert_false (luthier_herald_get_busy (fixture->herald));
  wait (fixture, 3000);
  assert_log (fixture, "");
}

static void
test_practice (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierProfile) practice = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, "q");
  g_autoptr (LuthierJob) first = job_new (1, "SUCCEEDED");
  g_autoptr (LuthierJob) second = job_new (2, "SUCCEEDED");
  g_autoptr (LuthierJob) third = job_new (3, "CANCELLED");

  luthier_herald_hear_end (fixture->herald, practice, first);
  end_job (fixture, first);
  wait (fixture, 40000);
  luthier_herald_hear_end (fixture->herald, practice, second);
  luthier_herald_hear_end (fixture->herald, practice, third);
  wait (fixture, 3000);
  assert_log (fixture, "show ended-q-1: Practice: job-1: Succeeded: Tuned in 40 min\n"
                       "show ended-p-1: job-1: Succeeded: Tuned in 40 min\n"
                       "show ended-q-2: Practice: 2 jobs have ended: 1 succeeded, 1 cancelled");
}

static void
test_preferences (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) first = job_new (1, "SUCCEEDED");
  g_autoptr (LuthierJob) second = job_new (2, "FAILED");

  g_settings_set_boolean (fixture->settings, "notify-succeeded", FALSE);
  end_job (fixture, first);
  end_job (fixture, second);
  wait (fixture, 3000);
  luthier_notice_board_settle (fixture->board, fixture->application);
  g_assert_cmpuint (fixture->board->log->len, ==, 1);
  g_assert_true (g_hash_table_contains (fixture->board->shown, "ended-p-2"));
  /* It was missed nevertheless. */
  g_assert_cmpuint (fixture->unseen->len, ==, 2);
}

static void
test_intent (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierIntent)
      intent = intent_new ("tone", LUTHIER_INTENT_LOOKING, LUTHIER_INTENT_WAIT_NONE);
  g_autofree char *action = NULL;

  luthier_herald_hear_intent (fixture->herald, fixture->profile, intent);
  wait (fixture, 3000);
  assert_log (fixture, "");

  luthier_intent_set_state (intent, LUTHIER_INTENT_ASKS);
  luthier_herald_hear_intent (fixture->herald, fixture->profile, intent);
  wait (fixture, 3000);
  assert_log (fixture, "show asks-p-tone: tone: It is not known whether it was created. "
                       "What is to be done?");
  action = read_action (fixture, "asks-p-tone");
  g_assert_cmpstr (action, ==, "app.show-queue 'p'");
  g_assert_cmpstr (read_priority (fixture, "asks-p-tone"), ==, "high");

  /* Answered. */
  luthier_intent_set_state (intent, LUTHIER_INTENT_QUEUED);
  luthier_herald_hear_intent (fixture->herald, fixture->profile, intent);
  assert_log (fixture, "withdraw asks-p-tone");

  /* A new question is a new event. */
  luthier_intent_set_state (intent, LUTHIER_INTENT_ASKS);
  luthier_herald_hear_intent (fixture->herald, fixture->profile, intent);
  wait (fixture, 3000);
  luthier_notice_board_settle (fixture->board, fixture->application);
  g_assert_cmpuint (fixture->board->log->len, ==, 1);
}

static void
test_intents_refused_together (Fixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "a", "b", "c" };
  g_autoptr (GPtrArray) intents = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      LuthierIntent *intent = intent_new (names[i],
                                          i == 1 ? LUTHIER_INTENT_ASKS : LUTHIER_INTENT_REFUSED,
                                          LUTHIER_INTENT_WAIT_NONE);

      intent_set_error (intent, LUTHIER_ERROR_FAILED, "<b>EVIL</b> &amp; more");
      g_ptr_array_add (intents, intent);
      luthier_herald_hear_intent (fixture->herald, fixture->profile, intent);
    }
  wait (fixture, 3000);
  assert_log (fixture,
              "show asks-p-a: 3 jobs need you: 2 were refused, 1 may or may not have been created");
  /* All but one are dealt with: what is left stands as it is. */
  for (guint i = 0; i < 3; i++)
    {
      LuthierIntent *intent = g_ptr_array_index (intents, i);

      assert_log (fixture, "");
      luthier_intent_set_state (intent, LUTHIER_INTENT_FORGOTTEN);
      luthier_herald_hear_intent (fixture->herald, fixture->profile, intent);
    }
  assert_log (fixture, "withdraw asks-p-a");
}

/* The service's own words, where nothing else is known. */
static void
test_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierIntent)
      intent = intent_new ("x", LUTHIER_INTENT_REFUSED, LUTHIER_INTENT_WAIT_NONE);
  g_autofree char *log = NULL;

  intent_set_error (intent, LUTHIER_ERROR_FAILED, "<b>EVIL</b> &amp; more");
  luthier_herald_hear_intent (fixture->herald, fixture->profile, intent);
  wait (fixture, 3000);
  log = luthier_notice_board_take_log (fixture->board, fixture->application);
  g_assert_nonnull (strstr (log, "EVIL"));
  g_assert_null (strpbrk (log, "<>&"));
}

/* It has run to its end before it was found. */
static void
test_found_late (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierIntent)
      intent = intent_new ("x", LUTHIER_INTENT_SETTLED, LUTHIER_INTENT_WAIT_NONE);
  g_autoptr (LuthierJob) job = job_new (7, "SUCCEEDED");

  luthier_intent_set_job (intent, job);
  luthier_herald_hear_intent (fixture->herald, fixture->profile, intent);
  end_job (fixture, job);
  wait (fixture, 3000);
  assert_log (fixture, "show ended-p-7: job-7: Succeeded: Tuned in 40 min");
}

static void
test_sign_in (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError)
      over = luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_TOKEN_OVER, "Over");
  g_autoptr (GError) locked = luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED,
                                                 LUTHIER_REASON_KEYRING_LOCKED, "Locked");
  g_autofree char *action = NULL;

  luthier_herald_hear_sign_in (fixture->herald, fixture->profile, over);
  luthier_herald_hear_sign_in (fixture->herald, fixture->profile, locked);
  wait (fixture, 3000);
  luthier_herald_hear_sign_in (fixture->herald, fixture->profile, locked);
  wait (fixture, 60000);
  assert_log (fixture,
              "show sign-in-p: acme: The access token has expired. Jobs are shown as last seen.");
  action = read_action (fixture, "sign-in-p");
  g_assert_cmpstr (action, ==, "app.sign-in-again 'p'");

  luthier_herald_hear_sign_in (fixture->herald, fixture->profile, NULL);
  assert_log (fixture, "withdraw sign-in-p");
  luthier_herald_hear_sign_in (fixture->herald, fixture->profile, NULL);
  assert_log (fixture, "");
}

/* The program is about to end. */
static void
test_hurry (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = job_new (1, "SUCCEEDED");

  end_job (fixture, job);
  luthier_herald_hurry (fixture->herald);
  luthier_herald_hurry (fixture->herald);
  assert_log (fixture, "show ended-p-1: job-1: Succeeded: Tuned in 40 min");
}

#define ADD(name, function) g_test_add ("/herald/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  ADD ("success", test_success);
  ADD ("failure", test_failure);
  ADD ("ten-at-once", test_ten_at_once);
  ADD ("within-half-a-minute", test_within_half_a_minute);
  ADD ("looked-at", test_looked_at);
  ADD ("looked-at-later", test_looked_at_later);
  ADD ("glance", test_glance);
  ADD ("practice", test_practice);
  ADD ("preferences", test_preferences);
  ADD ("intent", test_intent);
  ADD ("intents-refused-together", test_intents_refused_together);
  ADD ("refused", test_refused);
  ADD ("found-late", test_found_late);
  ADD ("sign-in", test_sign_in);
  ADD ("hurry", test_hurry);
  return g_test_run ();
}
