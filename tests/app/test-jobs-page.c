/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-jobs-page.h"

#include "luthier-dialog-test.h"
#include "luthier-intent-row.h"
#include "luthier-practice-tuning.h"
#include "luthier-window.h"
#include "new-job-fixture.h"

/* The queue as the user sees and steers it, in the main window on a practice service. */
typedef struct
{
  Fixture fixture;
  GtkWidget *window;
  char *address; /* (owned): of data that there are */
} Stage;

static void
set_up (Stage *stage, gconstpointer data)
{
  fixture_set_up (&stage->fixture, NULL);
  stage->address = fixture_put (&stage->fixture, "train.jsonl");
  stage->window = luthier_window_new (GTK_APPLICATION (luthier_ui_test_application),
                                      stage->fixture.session);
  luthier_ui_test_present (stage->window, 1000, 700);
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  luthier_ui_test_destroy (stage->window);
  fixture_tear_down (&stage->fixture, NULL);
  g_free (stage->address);
}

/* (transfer full) */
static LuthierIntent *
submit (Stage *stage, const char *name, gint64 epochs)
{
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (stage->fixture.session);

  luthier_job_spec_set_base_model (spec, "gemini-3.1-flash-lite");
  luthier_job_spec_set_region (spec, "us-central1");
  luthier_job_spec_set_training_uri (spec, stage->address);
  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_epoch_count (spec, epochs);
  return luthier_session_submit (stage->fixture.session, spec);
}

static gboolean
says (Stage *stage, const char *text)
{
  return luthier_ui_test_says (stage->window, text);
}

/* The names of those that are waiting, in their order. */
static char *
read_queue (Stage *stage)
{
  GListModel *intents = luthier_session_get_intents (stage->fixture.session);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (intents); i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (intents, i);
      LuthierJobSpec *spec = luthier_intent_get_spec (intent);

      g_string_append_printf (names, i > 0 ? " %s" : "%s",
                              luthier_job_spec_get_display_name (spec));
    }
  return g_strdup (names->str);
}

static gboolean
reads (Stage *stage, const char *expected)
{
  g_autofree char *names = read_queue (stage);

  return g_str_equal (names, expected);
}

static GtkWidget *
find_row (GtkWidget *widget, LuthierIntent *intent)
{
  if (LUTHIER_IS_INTENT_ROW (widget) &&
      luthier_intent_row_get_intent (LUTHIER_INTENT_ROW (widget)) == intent)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, intent);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
act (Stage *stage, LuthierIntent *intent, const char *action)
{
  GtkWidget *row = find_row (stage->window, intent);

  g_assert_nonnull (row);
  gtk_widget_activate_action (row, action, NULL);
}

static void
press (Stage *stage, const char *label)
{
  GtkWidget *button = luthier_ui_test_find (stage->window, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
asks (LuthierIntent *intent)
{
  return luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS;
}

static gboolean
is_settled (LuthierIntent *intent)
{
  return luthier_intent_get_state (intent) == LUTHIER_INTENT_SETTLED;
}

static void
test_queue (Stage *stage, gconstpointer data)
{
  g_autoptr (LuthierIntent) first = submit (stage, "first", 3);
  g_autoptr (LuthierIntent) second = submit (stage, "second", 3);
  g_autoptr (LuthierIntent) third = submit (stage, "third", 3);
  g_autoptr (LuthierIntent) fourth = submit (stage, "fourth", 3);

  luthier_test_wait_until (is_settled (first) && reads (stage, "second third fourth"));
  luthier_test_wait_until (says (stage, "Starts when a slot is free: 1 of 1 is in use"));
  luthier_test_wait_until (says (stage, "2 jobs are before it"));
  g_assert_true (says (stage, "1 of 1 slot in use"));
  luthier_test_wait_until (says (stage, "first"));

  act (stage, fourth, "intent.move-up");
  luthier_test_wait_until (reads (stage, "second fourth third"));
  act (stage, fourth, "intent.hold");
  luthier_test_wait_until (says (stage, "Held until you continue it"));
  luthier_test_wait_until (says (stage, "1 job is before it"));
  act (stage, fourth, "intent.continue");
  luthier_test_wait_until (says (stage, "2 jobs are before it"));
  act (stage, third, "intent.send-now");
  luthier_test_wait_until (is_settled (third) && reads (stage, "second fourth"));
}

/* What was removed comes back to its place. */
static void
test_undo (Stage *stage, gconstpointer data)
{
  g_autoptr (LuthierIntent) first = submit (stage, "first", 3);
  g_autoptr (LuthierIntent) second = submit (stage, "second", 3);
  g_autoptr (LuthierIntent) third = submit (stage, "third", 3);

  luthier_session_hold (stage->fixture.session, first, TRUE);
  luthier_session_hold (stage->fixture.session, second, TRUE);
  luthier_session_hold (stage->fixture.session, third, TRUE);
  luthier_test_wait_until (reads (stage, "first second third"));
  act (stage, second, "intent.remove");
  luthier_test_wait_until (reads (stage, "first third"));
  luthier_test_wait_until (says (stage, "“second” removed"));
  press (stage, "_Undo");
  luthier_test_wait_until (reads (stage, "first second third"));
  g_assert_nonnull (find_row (stage->window, second));
}

/* Before there is any job, the page says where they will be. */
static void
test_no_jobs (Stage *stage, gconstpointer data)
{
  g_autoptr (LuthierIntent) intent = submit (stage, "first", 3);

  luthier_session_hold (stage->fixture.session, intent, TRUE);
  luthier_test_wait_until (
      says (stage, "What is above appears here once the service has created it."));
  act (stage, intent, "intent.remove");
  luthier_test_wait_until (
      !says (stage, "What is above appears here once the service has created it."));
}

static void
test_send_again (Stage *stage, gconstpointer data)
{
  g_autoptr (LuthierIntent) intent = NULL;

  fixture_play (&stage->fixture, "reset-before@POST */tuningJobs*1");
  intent = submit (stage, "first", 3);
  luthier_test_wait_until (asks (intent));
  luthier_test_wait_until (says (stage, "Was “first” created?"));
  press (stage, "_Send Again…");
  luthier_dialog_test_press (luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION), "_Cancel");
  luthier_ui_test_wait_frames (stage->window, 2);
  g_assert_true (asks (intent));
  press (stage, "_Send Again…");
  luthier_dialog_test_press (luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION), "_Send Again");
  luthier_test_wait_until (is_settled (intent));
  luthier_test_wait_until (!says (stage, "Was “first” created?"));
  luthier_test_wait_until (says (stage, "first"));
}

/* It was created, and its list was late. */
static void
test_keep_looking (Stage *stage, gconstpointer data)
{
  g_autoptr (LuthierIntent) intent = NULL;

  fixture_play (&stage->fixture, "list-lags=3600");
  fixture_play (&stage->fixture, "reset-after@POST */tuningJobs*1");
  intent = submit (stage, "first", 3);
  luthier_test_wait_until (asks (intent));
  luthier_practice_clear_situations (stage->fixture.practice);
  luthier_test_wait_until (says (stage, "Was “first” created?"));
  press (stage, "_Keep Looking");
  luthier_test_wait_until (is_settled (intent));
  luthier_test_wait_until (reads (stage, ""));
}

static void
test_forget (Stage *stage, gconstpointer data)
{
  g_autoptr (LuthierIntent) intent = NULL;

  fixture_play (&stage->fixture, "reset-before@POST */tuningJobs*1");
  intent = submit (stage, "first", 3);
  luthier_test_wait_until (asks (intent));
  luthier_test_wait_until (says (stage, "Was “first” created?"));
  press (stage, "_Forget");
  luthier_test_wait_until (reads (stage, ""));
  /* Brought back, it is looked for: there may be a job of it. */
  press (stage, "_Undo");
  luthier_test_wait_until (reads (stage, "first"));
  luthier_test_wait_until (asks (intent));
}

static void
test_refused (Stage *stage, gconstpointer data)
{
  g_autoptr (LuthierIntent) intent = submit (stage, "first", -3);

  luthier_test_wait_until (says (stage, "1 was refused"));
  /* It is still wrong. */
  act (stage, intent, "intent.try-again");
  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_QUEUED);
  luthier_test_wait_until (says (stage, "1 was refused"));
  press (stage, "_Edit…");
  luthier_test_wait_until (
      luthier_ui_test_find (stage->window, g_type_from_name ("LuthierNewJobPage"), NULL) != NULL);
}

static void
add (const char *name, void (*test) (Stage *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/jobs-page/", name, NULL);

  g_test_add (path, Stage, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
  add ("queue", test_queue);
  add ("undo", test_undo);
  add ("no-jobs", test_no_jobs);
  add ("send-again", test_send_again);
  add ("keep-looking", test_keep_looking);
  add ("forget", test_forget);
  add ("refused", test_refused);
  return g_test_run ();
}
