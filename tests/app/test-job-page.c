/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-page.h"

#include "../session/session-bench.h"
#include "luthier-dialog-test.h"
#include "luthier-job-heading.h"
#include "luthier-job-spec-check.h"

typedef struct
{
  Bench bench;
  LuthierProfile *profile; /* (owned) */
  LuthierJob *job;         /* (owned) */
  GtkWidget *page;
  GtkWidget *window;
  LuthierJobSpec *again;  /* (owned) (nullable) */
  LuthierSpecField field; /* what is to be looked at again */
  gboolean closed;
} Fixture;

static void
tune_again_cb (Fixture *self, LuthierJobSpec *spec, guint field)
{
  g_set_object (&self->again, spec);
  self->field = (LuthierSpecField) field;
}

static void
closed_cb (Fixture *self)
{
  self->closed = TRUE;
}

static void
fixture_open (Fixture *self, const char *situation, double speed)
{
  g_autoptr (LuthierJobSpec) spec = NULL;
  g_autoptr (GError) error = NULL;

  bench_set_up (&self->bench, NULL, speed);
  if (situation != NULL)
    bench_misbehave (&self->bench, situation);
  self->profile = bench_add_profile (&self->bench, "us-central1");
  spec = bench_new_spec (&self->bench);
  luthier_job_spec_set_display_name (spec, "support-tone");
  luthier_job_spec_set_epoch_count (spec, 3);
  self->job = bench_create (&self->bench, spec, &error);
  g_assert_no_error (error);

  self->page = luthier_job_page_new (self->bench.session);
  g_signal_connect_swapped (self->page, "tune-again", G_CALLBACK (tune_again_cb), self);
  g_signal_connect_swapped (self->page, "closed", G_CALLBACK (closed_cb), self);
  luthier_job_page_set_job (LUTHIER_JOB_PAGE (self->page), self->job);
  self->window = luthier_dialog_test_show (self->page, 1000, 700);
}

static void
fixture_close (Fixture *self)
{
  luthier_ui_test_destroy (self->window);
  g_clear_object (&self->again);
  g_clear_object (&self->job);
  g_clear_object (&self->profile);
  bench_tear_down (&self->bench);
}

static gboolean
says (Fixture *self, const char *text)
{
  return luthier_ui_test_says (self->page, text);
}

/* Opened, a job is asked for as a whole and followed to its end. */
static void
test_follows (void)
{
  Fixture fixture = { 0 };

  fixture_open (&fixture, NULL, 3000);
  g_assert_true (says (&fixture, "support-tone"));
  luthier_test_wait_until (luthier_job_get_complete (fixture.job));
  g_assert_true (says (&fixture, "You asked"));
  luthier_test_wait_until (says (&fixture, "Succeeded"));
  luthier_test_wait_until (says (&fixture, "Result"));
  luthier_test_wait_until (says (&fixture, "Checkpoint 3"));
  luthier_test_wait_until (says (&fixture, "120"));
  g_assert_null (luthier_ui_test_find (fixture.page, GTK_TYPE_BUTTON, "_Cancel Job…"));
  fixture_close (&fixture);
}

/* Looks at the job again and again, for who does not want to wait until it is polled. */
static void
see_end (Fixture *self)
{
  const guint many = 10000;

  for (guint i = 0; i < many && !luthier_job_is_terminal (self->job); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      luthier_session_fetch_job_async (self->bench.session, self->job, NULL, luthier_test_result_cb,
                                       &result);
      luthier_test_wait_for (result);
      luthier_session_fetch_job_finish (self->bench.session, result, NULL);
    }
  g_assert_true (luthier_job_is_terminal (self->job));
}

static void
test_fails (void)
{
  Fixture fixture = { 0 };
  GtkWidget *button;

  fixture_open (&fixture, "job-fails", 3000);
  see_end (&fixture);
  luthier_test_wait_until (says (&fixture, "Failed"));
  luthier_test_wait_until (says (&fixture, "What to do"));
  button = luthier_ui_test_find (fixture.page, GTK_TYPE_BUTTON, "Tune Again");
  g_assert_nonnull (button);
  /* One button for it is enough. */
  g_assert_null (luthier_ui_test_find (fixture.page, GTK_TYPE_BUTTON, "_Tune Again"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (fixture.again);
  fixture_close (&fixture);
}

static void
press (Fixture *self, const char *label)
{
  GtkWidget *button = luthier_ui_test_find (self->page, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* Each button begins where something can be changed, with the rest as it was. */
static void
test_ways_out (void)
{
  Fixture fixture = { 0 };

  fixture_open (&fixture, "job-fails=key-elsewhere", 3000);
  luthier_test_wait_until (says (&fixture, "The encryption key is in another region"));
  press (&fixture, "Choose Another Key…");
  g_assert_cmpint (fixture.field, ==, LUTHIER_SPEC_FIELD_KMS_KEY);
  g_assert_cmpint (luthier_job_spec_get_epoch_count (fixture.again), ==, 3);
  press (&fixture, "Tune Again in us-central1");
  g_assert_cmpint (fixture.field, ==, LUTHIER_SPEC_FIELD_REGION);
  g_assert_cmpstr (luthier_job_spec_get_region (fixture.again), ==, "us-central1");
  /* None of them begins at the beginning. */
  g_assert_nonnull (luthier_ui_test_find (fixture.page, GTK_TYPE_BUTTON, "_Tune Again"));
  fixture_close (&fixture);
}

/* Failed, and not all is lost. */
static void
test_usable (void)
{
  Fixture fixture = { 0 };

  fixture_open (&fixture, "job-fails=endpoint-failed", 3000);
  see_end (&fixture);
  luthier_test_wait_until (luthier_ui_test_find (fixture.page, GTK_TYPE_BUTTON, "Open the Model") !=
                           NULL);
  press (&fixture, "Tune It Further…");
  g_assert_cmpstr (luthier_job_spec_get_pre_tuned_model (fixture.again), ==,
                   luthier_job_get_tuned_model (fixture.job));
  g_assert_null (luthier_job_spec_get_base_model (fixture.again));
  g_assert_cmpstr (luthier_job_spec_get_region (fixture.again), ==, "us-central1");
  fixture_close (&fixture);
}

/* The line that the service names is looked for in the file that was uploaded. */
static void
test_opens_line (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  fixture_open (&fixture, "job-fails=data-turns", 3000);
  luthier_test_wait_until (says (&fixture, "The turns of an example are not in order"));
  press (&fixture, "Open Line 17");
  dialog = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  /* It was put there by somebody else. */
  g_assert_true (luthier_ui_test_says (dialog, "Cannot Be Shown"));
  luthier_dialog_test_press (dialog, "_Close");
  fixture_close (&fixture);
}

static void
test_tune_again (void)
{
  Fixture fixture = { 0 };

  fixture_open (&fixture, NULL, 1);
  g_assert_false (says (&fixture, "Result"));
  gtk_widget_activate_action (fixture.page, "job.tune-again", NULL);
  g_assert_nonnull (fixture.again);
  g_assert_cmpstr (luthier_job_spec_get_training_uri (fixture.again), ==, BENCH_DATASET);
  g_assert_cmpint (luthier_job_spec_get_epoch_count (fixture.again), ==, 3);
  g_assert_null (luthier_job_spec_get_intent_id (fixture.again));
  fixture_close (&fixture);
}

static void
ask_to_cancel (Fixture *self, const char *answer)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "job.cancel", NULL);
  dialog = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  g_assert_true (luthier_ui_test_says (dialog, "Cancel “support-tone”?"));
  luthier_dialog_test_press (dialog, answer);
}

static guint
count_cancels (Fixture *self)
{
  return luthier_practice_count_requests (self->bench.practice, "POST", "*:cancel");
}

static void
test_cancel (void)
{
  Fixture fixture = { 0 };

  fixture_open (&fixture, NULL, 60);
  ask_to_cancel (&fixture, "_Keep Running");
  g_assert_cmpint (luthier_job_get_cancel (fixture.job), ==, LUTHIER_CANCEL_NONE);
  g_assert_cmpuint (count_cancels (&fixture), ==, 0);

  ask_to_cancel (&fixture, "_Cancel Job");
  luthier_test_wait_until (luthier_job_get_cancel (fixture.job) == LUTHIER_CANCEL_ACCEPTED);
  g_assert_cmpuint (count_cancels (&fixture), ==, 1);
  luthier_test_wait_until (says (&fixture, "Cancelled"));
  fixture_close (&fixture);
}

static void
test_narrow (void)
{
  Fixture fixture = { 0 };

  fixture_open (&fixture, NULL, 1);
  g_assert_nonnull (luthier_ui_test_find (fixture.page, GTK_TYPE_LABEL, "Copy As"));
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 640);
  luthier_test_wait_until (luthier_ui_test_find (fixture.page, GTK_TYPE_LABEL, "Copy As") == NULL);
  luthier_ui_test_wait_frames (fixture.window, 3);
  g_assert_cmpint (gtk_widget_get_width (fixture.window), <=, 360);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1000, 700);
  luthier_test_wait_until (luthier_ui_test_find (fixture.page, GTK_TYPE_LABEL, "Copy As") != NULL);
  fixture_close (&fixture);
}

/* Who leaves the page is done with the job: nothing holds it, nothing is asked of it. */
static void
test_leaves (void)
{
  Fixture fixture = { 0 };
  GtkWidget *back;

  fixture_open (&fixture, NULL, 1);
  g_assert_true (gtk_widget_grab_focus (fixture.page));
  back = gtk_root_get_focus (gtk_widget_get_root (fixture.page));
  gtk_test_accessible_assert_property (back, GTK_ACCESSIBLE_PROPERTY_LABEL, "Back to Jobs");
  g_signal_emit_by_name (back, "clicked");
  g_assert_true (fixture.closed);

  luthier_job_page_set_job (LUTHIER_JOB_PAGE (fixture.page), NULL);
  g_assert_null (luthier_job_page_get_job (LUTHIER_JOB_PAGE (fixture.page)));
  luthier_ui_test_wait_frames (fixture.window, 2);
  g_assert_cmpint (luthier_job_get_cancel (fixture.job), ==, LUTHIER_CANCEL_NONE);
  fixture_close (&fixture);
}

/* What the service has forgotten is kept until the user says otherwise. */
static void
test_forget (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  fixture_open (&fixture, "list-lags=3600", 1);
  bench_misbehave (&fixture.bench, "error=404@*/tuningJobs/*");
  luthier_test_wait_until (
      luthier_practice_count_requests (fixture.bench.practice, "GET", "*/tuningJobs/*") > 0);
  luthier_ui_test_wait_frames (fixture.window, 5);
  luthier_job_set_gone (fixture.job, TRUE);
  luthier_test_wait_until (says (&fixture, "No longer at the service"));
  g_assert_null (luthier_ui_test_find (fixture.page, GTK_TYPE_BUTTON, "_Cancel Job…"));
  gtk_widget_activate_action (fixture.page, "job.forget", NULL);
  dialog = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  g_assert_true (luthier_ui_test_says (dialog, "Remove “support-tone”?"));
  luthier_dialog_test_press (dialog, "_Keep");
  g_assert_false (fixture.closed);
  g_assert_cmpuint (bench_count_jobs (&fixture.bench), ==, 1);

  gtk_widget_activate_action (fixture.page, "job.forget", NULL);
  dialog = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  luthier_dialog_test_press (dialog, "_Remove");
  luthier_test_wait_until (fixture.closed);
  g_assert_cmpuint (bench_count_jobs (&fixture.bench), ==, 0);
  luthier_job_page_set_job (LUTHIER_JOB_PAGE (fixture.page), NULL);
  fixture_close (&fixture);
}

/* Data that was not uploaded from here cannot be opened here, and that is said. */
static void
test_show_example (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  fixture_open (&fixture, NULL, 1);
  gtk_widget_activate_action (fixture.page, "job.show-example", "x", G_GINT64_CONSTANT (3));
  dialog = luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION);
  g_assert_true (luthier_ui_test_says (dialog, "Cannot Be Shown"));
  luthier_dialog_test_press (dialog, "_Close");
  fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-page/follows", test_follows);
  g_test_add_func ("/job-page/fails", test_fails);
  g_test_add_func ("/job-page/ways-out", test_ways_out);
  g_test_add_func ("/job-page/usable", test_usable);
  g_test_add_func ("/job-page/opens-line", test_opens_line);
  g_test_add_func ("/job-page/tune-again", test_tune_again);
  g_test_add_func ("/job-page/cancel", test_cancel);
  g_test_add_func ("/job-page/narrow", test_narrow);
  g_test_add_func ("/job-page/leaves", test_leaves);
  g_test_add_func ("/job-page/show-example", test_show_example);
  g_test_add_func ("/job-page/forget", test_forget);
  return g_test_run ();
}
