/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-cost.h"
#include "luthier-new-job-preflight.h"
#include "luthier-new-job-review.h"
#include "luthier-new-job-table-row.h"
#include "luthier-new-job-table.h"
#include "new-job-fixture.h"

static LuthierVerdict
get_verdict (LuthierNewJobForm *form, LuthierSpecField field)
{
  g_autoptr (GPtrArray) checks = luthier_new_job_preflight (form);

  for (guint i = 0; i < checks->len; i++)
    {
      const LuthierNewJobCheck *check = g_ptr_array_index (checks, i);

      if (check->field == field)
        return check->verdict;
    }

  g_error ("Field %d is not checked", (int) field);
}

static LuthierNewJobForm *
new_form (Fixture *fixture)
{
  g_autofree char *address = fixture_put (fixture, "train.jsonl");
  LuthierNewJobForm *form;

  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, address);
  form = luthier_new_job_form_new (fixture->session, fixture->spec);
  for (guint i = 0; i < LUTHIER_NEW_JOB_N_STEPS; i++)
    luthier_new_job_form_try_step (form, i);

  return form;
}

static void
test_verdicts (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = new_form (fixture);
  g_autoptr (GPtrArray) checks = NULL;

  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_TRAINING_DATA), ==,
                   LUTHIER_VERDICT_NOT_YET);
  luthier_test_wait_until (get_verdict (form, LUTHIER_SPEC_FIELD_TRAINING_DATA) ==
                           LUTHIER_VERDICT_READY);
  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_EPOCHS), ==, LUTHIER_VERDICT_READY);

  luthier_job_spec_set_adapter_size (fixture->spec, 32);
  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_ADAPTER_SIZE), ==, LUTHIER_VERDICT_BLOCKS);
  checks = luthier_new_job_preflight (form);
  g_assert_cmpint (((LuthierNewJobCheck *) g_ptr_array_index (checks, 0))->field, ==,
                   LUTHIER_SPEC_FIELD_ADAPTER_SIZE);
  g_assert_false (luthier_new_job_preflight_allows (checks));

  luthier_new_job_form_mend (form, LUTHIER_SPEC_FIELD_ADAPTER_SIZE);
  g_clear_pointer (&checks, g_ptr_array_unref);
  checks = luthier_new_job_preflight (form);
  g_assert_true (luthier_new_job_preflight_allows (checks));
}

/* A key in another region blocks, a key for a model that takes none is at least a warning. */
static void
test_key (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = new_form (fixture);

  luthier_job_spec_set_kms_key_name (
      fixture->spec, "projects/acme/locations/europe-west4/keyRings/r/cryptoKeys/k");
  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_REGION), ==, LUTHIER_VERDICT_BLOCKS);
  luthier_job_spec_set_kms_key_name (fixture->spec,
                                     "projects/acme/locations/asia-east1/keyRings/r/cryptoKeys/k");
  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_KMS_KEY), ==, LUTHIER_VERDICT_BLOCKS);
  luthier_job_spec_set_kms_key_name (fixture->spec,
                                     "projects/acme/locations/us-central1/keyRings/r/cryptoKeys/k");
  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_KMS_KEY), ==, LUTHIER_VERDICT_READY);
  luthier_job_spec_set_base_model (fixture->spec, "gemini-3.5-flash");
  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_KMS_KEY), <, LUTHIER_VERDICT_UNPROVEN);
}

/* A model that only the user knows is no reason to refuse anything. */
static void
test_unknown_model (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = new_form (fixture);
  g_autoptr (GPtrArray) checks = NULL;

  luthier_test_wait_until (get_verdict (form, LUTHIER_SPEC_FIELD_TRAINING_DATA) ==
                           LUTHIER_VERDICT_READY);
  luthier_job_spec_set_base_model (fixture->spec, "gemini-9-flash");
  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_BASE_MODEL), ==, LUTHIER_VERDICT_UNPROVEN);
  /* Held against other limits, the data is looked at again. */
  luthier_test_wait_until (get_verdict (form, LUTHIER_SPEC_FIELD_TRAINING_DATA) ==
                           LUTHIER_VERDICT_READY);
  checks = luthier_new_job_preflight (form);
  g_assert_true (luthier_new_job_preflight_allows (checks));
}

/* The project's quota is full: the job is taken and waits. */
static void
test_slot (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = new_form (fixture);
  g_autoptr (LuthierJobSpec) other = luthier_job_spec_copy (fixture->spec);
  g_autoptr (LuthierJob) job = NULL;

  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_NONE), ==, LUTHIER_VERDICT_READY);
  luthier_job_spec_set_intent_id (other, NULL);
  luthier_session_ensure_intent (fixture->session, other);
  job = fixture_create (fixture, other);

  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_NONE), ==, LUTHIER_VERDICT_WAITS);
}

/* The text is the request's very bytes, whatever the spec holds. */
static void
test_request (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = new_form (fixture);
  GtkWidget *review = luthier_new_job_review_new (form);
  GtkTextBuffer *buffer = NULL;
  GtkTextIter start, end;
  g_autofree char *shown = NULL;
  g_autofree char *request = NULL;
  g_autofree char *address = NULL;

  fixture_show (fixture, review);
  luthier_job_spec_set_display_name (fixture->spec, "Über \"alles\" 🎻 </b>\\");
  luthier_job_spec_set_learning_rate_multiplier (fixture->spec, 0.1);
  luthier_job_spec_set_epoch_count (fixture->spec, 3);

  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (part (review, LUTHIER_TYPE_NEW_JOB_REVIEW, "request")));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  request = luthier_job_spec_to_request (fixture->spec);
  g_assert_cmpstr (shown, ==, request);

  address = luthier_session_get_request_uri (fixture->session, fixture->spec);
  g_assert_true (g_str_has_suffix (
      gtk_label_get_text (GTK_LABEL (part (review, LUTHIER_TYPE_NEW_JOB_REVIEW, "uri"))), address));
}

/* All jobs of a grid are there to be seen, each can be left out, and what is shown of the request is
 * that of the one that is looked at. */
static void
test_table (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = new_form (fixture);
  GtkWidget *review = luthier_new_job_review_new (form);
  GtkWidget *table = GTK_WIDGET (part (review, LUTHIER_TYPE_NEW_JOB_REVIEW, "table"));
  GtkListBox *list = GTK_LIST_BOX (part (table, LUTHIER_TYPE_NEW_JOB_TABLE, "list"));
  GtkListBoxRow *row = NULL;
  GtkTextBuffer *buffer = NULL;
  GtkTextIter start, end;
  g_autofree char *shown = NULL;
  g_autofree char *request = NULL;
  g_autoptr (GPtrArray) specs = NULL;

  fixture_show (fixture, review);
  g_assert_false (gtk_widget_get_visible (table));
  luthier_job_spec_set_grid (fixture->spec, "epochs 1 2;rate auto;adapter 4 32");
  g_assert_true (gtk_widget_get_visible (table));
  g_assert_cmpint (get_verdict (form, LUTHIER_SPEC_FIELD_ADAPTER_SIZE), ==, LUTHIER_VERDICT_BLOCKS);

  /* What is wrong with two of them counts no more. */
  for (int i = 1; i < 4; i += 2)
    {
      row = gtk_list_box_get_row_at_index (list, i);
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
      gtk_check_button_set_active (
          GTK_CHECK_BUTTON (part (row, LUTHIER_TYPE_NEW_JOB_TABLE_ROW, "check")), FALSE);
      g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
    }
  g_assert_null (gtk_list_box_get_row_at_index (list, 4));
  g_assert_null (luthier_new_job_form_get_finding (form, LUTHIER_SPEC_FIELD_ADAPTER_SIZE));
  specs = luthier_new_job_grid_make_specs (luthier_new_job_form_get_grid (form));
  g_assert_cmpuint (specs->len, ==, 2);

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 2));
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (part (review, LUTHIER_TYPE_NEW_JOB_REVIEW, "request")));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  request = luthier_job_spec_to_request (g_ptr_array_index (specs, 1));
  g_assert_cmpstr (shown, ==, request);
}

static const char *
get_sum (GtkWidget *review)
{
  GObject *cost = part (review, LUTHIER_TYPE_NEW_JOB_REVIEW, "cost");

  return gtk_label_get_text (GTK_LABEL (part (cost, LUTHIER_TYPE_NEW_JOB_COST, "sum")));
}

/* The price is that of all jobs; where the service chooses the epochs, that of one epoch. */
static void
test_cost (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = new_form (fixture);
  GtkWidget *review = luthier_new_job_review_new (form);
  g_autofree char *one = NULL;

  fixture_show (fixture, review);
  luthier_test_wait_until (get_verdict (form, LUTHIER_SPEC_FIELD_TRAINING_DATA) ==
                           LUTHIER_VERDICT_READY);
  g_assert_true (g_str_has_suffix (get_sum (review), " an epoch"));
  luthier_job_spec_set_epoch_count (fixture->spec, 1000);
  one = g_strdup (get_sum (review));
  g_assert_true (g_str_has_prefix (one, "$"));
  luthier_job_spec_set_grid (fixture->spec, "epochs 1000;rate 1 2;adapter 4");
  g_assert_cmpstr (get_sum (review), !=, one);
  luthier_job_spec_set_base_model (fixture->spec, "gemini-9-flash");
  g_assert_cmpstr (get_sum (review), ==, "Not known");
}

/* A file that is still being uploaded keeps nobody from creating the job. */
static void
test_uploading (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 200);
  g_autoptr (LuthierNewJobForm) form = NULL;
  g_autoptr (GPtrArray) checks = NULL;

  fixture_play (fixture, "slow=3600000@/upload/*");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_file (fixture->spec, uri);
  form = luthier_new_job_form_new (fixture->session, fixture->spec);
  luthier_test_wait_until (get_verdict (form, LUTHIER_SPEC_FIELD_TRAINING_DATA) ==
                           LUTHIER_VERDICT_WAITS);
  checks = luthier_new_job_preflight (form);
  g_assert_true (luthier_new_job_preflight_allows (checks));
  g_assert_true (
      g_str_has_prefix (luthier_job_spec_get_training_uri (fixture->spec), "gs://" BUCKET "/"));
}

static void
copied_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_copy (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobForm) form = new_form (fixture);
  GtkWidget *review = luthier_new_job_review_new (form);
  g_autofree char *text = NULL;

  fixture_show (fixture, review);
  gtk_widget_activate_action (review, "review.copy", "i", 1);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (review), NULL, copied_cb, &text);
  luthier_test_wait_until (text != NULL);
  g_assert_nonnull (strstr (text, "curl"));
  g_assert_nonnull (strstr (text, luthier_job_spec_get_intent_id (fixture->spec)));
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);

  fixture_test ("/new-job-review/verdicts", test_verdicts);
  fixture_test ("/new-job-review/key", test_key);
  fixture_test ("/new-job-review/unknown-model", test_unknown_model);
  fixture_test ("/new-job-review/slot", test_slot);
  fixture_test ("/new-job-review/request", test_request);
  fixture_test ("/new-job-review/copy", test_copy);
  fixture_test ("/new-job-review/table", test_table);
  fixture_test ("/new-job-review/cost", test_cost);
  fixture_test ("/new-job-review/uploading", test_uploading);

  return g_test_run ();
}
