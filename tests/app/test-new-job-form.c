/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "new-job-fixture.h"

/* What has an obvious answer is answered, and that is no mark of the user. */
static void
test_fills_in (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = luthier_new_job_form_new (fixture->session, fixture->spec);

  g_assert_cmpstr (luthier_job_spec_get_region (fixture->spec), ==, "us-central1");
  g_assert_cmpstr (luthier_job_spec_get_display_name (fixture->spec), !=, NULL);
  g_assert_cmpstr (luthier_job_spec_get_intent_id (fixture->spec), !=, NULL);
  g_assert_false (luthier_new_job_form_is_touched (form));

  luthier_job_spec_set_description (fixture->spec, "For the help desk");
  g_assert_true (luthier_new_job_form_is_touched (form));
}

/* The name follows what is tuned until the user gives one. */
static void
test_suggests_names (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = luthier_new_job_form_new (fixture->session, fixture->spec);

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  g_assert_true (
      g_str_has_prefix (luthier_job_spec_get_display_name (fixture->spec), "gemini-2.5-flash-"));

  luthier_job_spec_set_display_name (fixture->spec, "mine");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-pro");
  g_assert_cmpstr (luthier_job_spec_get_display_name (fixture->spec), ==, "mine");
  g_assert_nonnull (luthier_new_job_form_get_model (form));
}

/* A wrong value is said at once, a missing one when the user wants to go on. */
static void
test_missing_or_wrong (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = luthier_new_job_form_new (fixture->session, fixture->spec);

  g_assert_null (luthier_new_job_form_get_finding (form, LUTHIER_SPEC_FIELD_BASE_MODEL));
  g_assert_null (luthier_new_job_form_get_finding (form, LUTHIER_SPEC_FIELD_TRAINING_DATA));
  luthier_new_job_form_try_step (form, LUTHIER_NEW_JOB_STEP_MODEL);
  g_assert_nonnull (luthier_new_job_form_get_finding (form, LUTHIER_SPEC_FIELD_BASE_MODEL));
  g_assert_cmpint (luthier_new_job_form_get_first_error (form, LUTHIER_NEW_JOB_STEP_MODEL), ==,
                   LUTHIER_SPEC_FIELD_BASE_MODEL);
  g_assert_null (luthier_new_job_form_get_finding (form, LUTHIER_SPEC_FIELD_TRAINING_DATA));

  luthier_job_spec_set_epoch_count (fixture->spec, 0);
  g_assert_cmpint (luthier_new_job_form_get_first_error (form, LUTHIER_NEW_JOB_STEP_SETTINGS), ==,
                   LUTHIER_SPEC_FIELD_EPOCHS);
}

static void
test_mends (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = luthier_new_job_form_new (fixture->session, fixture->spec);

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-pro");
  luthier_job_spec_set_adapter_size (fixture->spec, 16);
  g_assert_nonnull (luthier_new_job_form_get_finding (form, LUTHIER_SPEC_FIELD_ADAPTER_SIZE));

  luthier_new_job_form_mend (form, LUTHIER_SPEC_FIELD_ADAPTER_SIZE);
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (fixture->spec), ==, 8);
  g_assert_null (luthier_new_job_form_get_finding (form, LUTHIER_SPEC_FIELD_ADAPTER_SIZE));
}

/* A region that was only suggested gives way to one in which the model is offered. */
static void
test_region_follows_model (Fixture *fixture, gconstpointer user_data)
{
  static const char *const regions[] = { "asia-east1", "europe-west4", NULL };
  g_autoptr (LuthierNewJobForm) form = NULL;

  luthier_profile_set_regions (luthier_session_get_profile (fixture->session), regions);
  luthier_job_spec_set_region (fixture->spec, NULL);
  form = luthier_new_job_form_new (fixture->session, fixture->spec);
  g_assert_cmpstr (luthier_job_spec_get_region (fixture->spec), ==, "asia-east1");

  luthier_job_spec_set_base_model (fixture->spec, "gemini-3.5-flash");
  g_assert_cmpstr (luthier_job_spec_get_region (fixture->spec), ==, "europe-west4");

  luthier_job_spec_set_region (fixture->spec, "asia-east1");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-3.1-flash-lite");
  g_assert_cmpstr (luthier_job_spec_get_region (fixture->spec), ==, "asia-east1");
  g_assert_cmpint (luthier_new_job_form_get_first_error (form, LUTHIER_NEW_JOB_STEP_SETTINGS), ==,
                   LUTHIER_SPEC_FIELD_REGION);
}

static const char refusal[] =
    "{\"error\": {\"code\": 400, \"status\": \"INVALID_ARGUMENT\", \"message\": \"Bad\", "
    "\"details\": [{\"@type\": \"type.googleapis.com/google.rpc.BadRequest\", \"fieldViolations\": "
    "[{\"field\": \"tuning_job.supervised_tuning_spec.hyper_parameters.epoch_count\", "
    "\"description\": \"Too many epochs for this dataset.\"}, "
    "{\"field\": \"tuning_job.something_new\", \"description\": \"No.\"}]}]}}";

/* The service's words stand beside the field until the field is changed. */
static void
test_refusal (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = luthier_new_job_form_new (fixture->session, fixture->spec);
  g_autoptr (GBytes) body = g_bytes_new_static (refusal, sizeof refusal - 1);
  g_autoptr (GError) error = luthier_error_new_from_reply (400, "Bad Request", body, NULL, NULL);

  luthier_job_spec_set_epoch_count (fixture->spec, 90);
  g_assert_cmpint (luthier_new_job_form_set_refusal (form, error), ==, LUTHIER_SPEC_FIELD_EPOCHS);
  g_assert_true (luthier_new_job_form_is_refused (form, LUTHIER_SPEC_FIELD_EPOCHS));
  g_assert_cmpstr (luthier_new_job_form_get_finding (form, LUTHIER_SPEC_FIELD_EPOCHS)->message, ==,
                   "Too many epochs for this dataset.");

  luthier_job_spec_set_description (fixture->spec, "Another field");
  g_assert_true (luthier_new_job_form_is_refused (form, LUTHIER_SPEC_FIELD_EPOCHS));
  luthier_job_spec_set_epoch_count (fixture->spec, 9);
  g_assert_false (luthier_new_job_form_is_refused (form, LUTHIER_SPEC_FIELD_EPOCHS));
  g_assert_null (luthier_new_job_form_get_finding (form, LUTHIER_SPEC_FIELD_EPOCHS));
}

static void
test_finalizes (Fixture *fixture, gconstpointer user_data)
{
  LuthierNewJobForm *form = luthier_new_job_form_new (fixture->session, fixture->spec);

  g_assert_finalize_object (form);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);

  fixture_test ("/new-job-form/fills-in", test_fills_in);
  fixture_test ("/new-job-form/suggests-names", test_suggests_names);
  fixture_test ("/new-job-form/missing-or-wrong", test_missing_or_wrong);
  fixture_test ("/new-job-form/mends", test_mends);
  fixture_test ("/new-job-form/region-follows-model", test_region_follows_model);
  fixture_test ("/new-job-form/refusal", test_refusal);
  fixture_test ("/new-job-form/finalizes", test_finalizes);

  return g_test_run ();
}
