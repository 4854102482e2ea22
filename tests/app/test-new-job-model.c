/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-choice.h"
#include "luthier-new-job-model.h"
#include "luthier-new-job-tuned.h"
#include "new-job-fixture.h"

#define model_part(step, name) part (step, LUTHIER_TYPE_NEW_JOB_MODEL, name)

static GtkWidget *
show_model (Fixture *fixture, LuthierNewJobForm **form)
{
  GtkWidget *step;

  *form = luthier_new_job_form_new (fixture->session, fixture->spec);
  step = luthier_new_job_model_new (*form);
  fixture_show (fixture, step);

  return step;
}

static GtkWidget *
find_choice (gpointer list, const char *value)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (luthier_new_job_choice_get_value (LUTHIER_NEW_JOB_CHOICE (row)), value) == 0)
      return row;

  return NULL;
}

static gboolean
is_chosen (gpointer list, const char *value)
{
  return luthier_new_job_choice_get_chosen (LUTHIER_NEW_JOB_CHOICE (find_choice (list, value)));
}

static void
choose_source (GtkWidget *step, const char *button)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (model_part (step, button)), TRUE);
}

/* One is chosen at a time, and the retired stand apart. */
static void
test_base_models (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_model (fixture, &form);
  GObject *list = model_part (step, "base_list");

  gtk_widget_activate (find_choice (list, "gemini-2.5-flash"));
  g_assert_cmpstr (luthier_job_spec_get_base_model (fixture->spec), ==, "gemini-2.5-flash");
  g_assert_true (is_chosen (list, "gemini-2.5-flash"));

  gtk_widget_activate (find_choice (list, "gemini-2.5-pro"));
  g_assert_false (is_chosen (list, "gemini-2.5-flash"));
  g_assert_true (is_chosen (list, "gemini-2.5-pro"));
  gtk_test_accessible_assert_state (find_choice (list, "gemini-2.5-pro"),
                                    GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);

  g_assert_null (find_choice (list, "gemini-1.0-pro-002"));
  g_assert_nonnull (find_choice (model_part (step, "retired_list"), "gemini-1.0-pro-002"));
}

/* What is not seen is not chosen. */
static void
test_sources (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_model (fixture, &form);
  GtkEditable *other = GTK_EDITABLE (model_part (step, "other"));
  GtkEditable *tuned = GTK_EDITABLE (
      part (model_part (step, "tuned"), LUTHIER_TYPE_NEW_JOB_TUNED, "name"));

  gtk_widget_activate (find_choice (model_part (step, "base_list"), "gemini-2.5-flash"));
  choose_source (step, "tuned_button");
  g_assert_null (luthier_job_spec_get_base_model (fixture->spec));
  gtk_editable_set_text (tuned, "projects/1/locations/us-central1/models/2@1");
  g_assert_cmpstr (luthier_job_spec_get_pre_tuned_model (fixture->spec), ==,
                   "projects/1/locations/us-central1/models/2@1");

  choose_source (step, "base_button");
  g_assert_null (luthier_job_spec_get_pre_tuned_model (fixture->spec));
  g_assert_cmpstr (luthier_job_spec_get_base_model (fixture->spec), ==, "gemini-2.5-flash");

  choose_source (step, "tuned_button");
  g_assert_cmpstr (luthier_job_spec_get_pre_tuned_model (fixture->spec), ==,
                   "projects/1/locations/us-central1/models/2@1");

  choose_source (step, "other_button");
  gtk_editable_set_text (other, "gemini-9-flash");
  g_assert_cmpstr (luthier_job_spec_get_base_model (fixture->spec), ==, "gemini-9-flash");
  g_assert_null (luthier_new_job_form_get_model (form));
}

/* A spec from elsewhere opens where it belongs. */
static void
test_opens (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = NULL;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-9-flash");
  step = show_model (fixture, &form);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (model_part (step, "stack"))), ==,
                   "other");
  g_assert_cmpstr (luthier_job_spec_get_base_model (fixture->spec), ==, "gemini-9-flash");
}

static LuthierJob *
make_finished_job (Fixture *fixture)
{
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (fixture->session);
  g_autoptr (GError) error = NULL;
  LuthierJob *job;

  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_region (spec, "us-central1");
  luthier_job_spec_set_training_uri (spec, address);
  job = fixture_create (fixture, spec);

  while (luthier_job_get_state (job) != LUTHIER_JOB_STATE_SUCCEEDED)
    {
      g_autoptr (GAsyncResult) fetched = NULL;

      g_assert_false (luthier_job_is_terminal (job));
      luthier_session_fetch_job_async (fixture->session, job, NULL, luthier_test_result_cb,
                                       &fetched);
      luthier_test_wait_for (fetched);
      luthier_session_fetch_job_finish (fixture->session, fetched, &error);
      g_assert_no_error (error);
    }

  return job;
}

/* What the profile's own jobs have made is offered, with its checkpoints. */
static void
test_tuned_models (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierJob) job = make_finished_job (fixture);
  g_autoptr (LuthierNewJobForm) form = NULL;
  GtkWidget *step = show_model (fixture, &form);
  GObject *tuned = model_part (step, "tuned");
  GObject *list = part (tuned, LUTHIER_TYPE_NEW_JOB_TUNED, "list");
  GtkWidget *choice;

  choose_source (step, "tuned_button");
  luthier_test_wait_until (gtk_widget_get_first_child (GTK_WIDGET (list)) != NULL);
  gtk_widget_activate (gtk_widget_get_first_child (GTK_WIDGET (list)));
  g_assert_cmpstr (luthier_job_spec_get_pre_tuned_model (fixture->spec), ==,
                   luthier_job_get_tuned_model (job));
  g_assert_true (luthier_new_job_form_get_source_job (form) == job);
  g_assert_nonnull (luthier_new_job_form_get_model (form));

  choice = gtk_widget_get_first_child (
      GTK_WIDGET (part (tuned, LUTHIER_TYPE_NEW_JOB_TUNED, "checkpoint")));
  g_assert_true (gtk_widget_get_visible (choice));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  g_assert_cmpstr (luthier_job_spec_get_checkpoint_id (fixture->spec), ==, "1");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
  g_assert_null (luthier_job_spec_get_checkpoint_id (fixture->spec));
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);

  fixture_test ("/new-job-model/base-models", test_base_models);
  fixture_test ("/new-job-model/sources", test_sources);
  fixture_test ("/new-job-model/opens", test_opens);
  fixture_test_quick ("/new-job-model/tuned-models", test_tuned_models);

  return g_test_run ();
}
