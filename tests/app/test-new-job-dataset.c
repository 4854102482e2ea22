/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-fault.h"
#include "luthier-new-job-dataset.h"
#include "new-job-fixture.h"

#define wait_for_state(dataset, expected)                                                          \
  luthier_test_wait_until (luthier_new_job_dataset_get_state (dataset) ==                          \
                           LUTHIER_NEW_JOB_DATASET_##expected)

/* A good file needs nothing but to be chosen. */
static void
test_good_file (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 200);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  g_assert_cmpint (luthier_new_job_dataset_get_state (dataset), ==, LUTHIER_NEW_JOB_DATASET_EMPTY);
  luthier_new_job_dataset_choose_file (dataset, file);
  g_assert_cmpint (luthier_new_job_dataset_get_state (dataset), ==,
                   LUTHIER_NEW_JOB_DATASET_CHECKING);
  wait_for_state (dataset, UPLOADED);

  g_assert_cmpuint (luthier_new_job_dataset_get_report (dataset)->examples, ==, 200);
  g_assert_true (
      g_str_has_prefix (luthier_job_spec_get_training_uri (fixture->spec), "gs://" BUCKET "/"));
  g_assert_cmpstr (luthier_job_spec_get_training_file (fixture->spec), ==, uri);
  g_assert_true (luthier_new_job_dataset_is_ready (dataset));

  luthier_new_job_dataset_clear (dataset);
  g_assert_null (luthier_job_spec_get_training_uri (fixture->spec));
  g_assert_null (luthier_job_spec_get_training_file (fixture->spec));
}

/* What the job would fail of is not uploaded; once the file is mended, it is. */
static void
test_bad_file (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write (fixture, "file.jsonl", "{\"contents\": [}\n");
  g_autofree char *mended = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, FAULTY);
  g_assert_null (luthier_job_spec_get_training_uri (fixture->spec));
  g_assert_cmpuint (
      luthier_practice_count_requests (fixture->practice, "POST", "/upload/storage/*"), ==, 0);

  mended = fixture_write_examples (fixture, "file.jsonl", 150);
  luthier_new_job_dataset_retry (dataset);
  wait_for_state (dataset, UPLOADED);
}

static void
test_missing_file (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at-all.jsonl");
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, UNREADABLE);
  g_assert_nonnull (luthier_new_job_dataset_get_error (dataset));
}

/* The upload waits for a bucket and follows it to another one. */
static void
test_bucket (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset) dataset = NULL;

  luthier_practice_objects_make_bucket (luthier_practice_get_objects (fixture->practice), "other",
                                        "EU");
  luthier_job_spec_set_bucket (fixture->spec, NULL);
  dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, TRUE);
  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, NO_BUCKET);

  luthier_job_spec_set_bucket (fixture->spec, BUCKET);
  wait_for_state (dataset, UPLOADED);
  luthier_job_spec_set_bucket (fixture->spec, "other");
  g_assert_cmpint (luthier_new_job_dataset_get_state (dataset), !=,
                   LUTHIER_NEW_JOB_DATASET_UPLOADED);
  wait_for_state (dataset, UPLOADED);
  g_assert_true (
      g_str_has_prefix (luthier_job_spec_get_validation_uri (fixture->spec), "gs://other/"));
}

static void
test_no_such_bucket (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset) dataset = NULL;

  luthier_job_spec_set_bucket (fixture->spec, "not-ours");
  dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);
  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, NOT_UPLOADED);
  g_assert_nonnull (luthier_new_job_dataset_get_error (dataset));

  luthier_practice_objects_make_bucket (luthier_practice_get_objects (fixture->practice),
                                        "not-ours", "EU");
  luthier_new_job_dataset_retry (dataset);
  wait_for_state (dataset, UPLOADED);
}

static void
test_address (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *address = fixture_put (fixture, "there.jsonl");
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  luthier_new_job_dataset_set_address (dataset, "gs:/");
  g_assert_cmpint (luthier_new_job_dataset_get_state (dataset), ==,
                   LUTHIER_NEW_JOB_DATASET_MALFORMED);
  luthier_new_job_dataset_set_address (dataset, "gs://" BUCKET "/ther");
  g_assert_cmpint (luthier_new_job_dataset_get_state (dataset), ==,
                   LUTHIER_NEW_JOB_DATASET_PROBING);
  wait_for_state (dataset, MISSING);

  luthier_new_job_dataset_set_address (dataset, address);
  wait_for_state (dataset, FOUND);
  g_assert_cmpint (luthier_new_job_dataset_get_size (dataset), >, 1000);
  g_assert_cmpstr (luthier_job_spec_get_training_uri (fixture->spec), ==, address);
}

static guint
count_looks (Fixture *fixture)
{
  return luthier_practice_count_requests (fixture->practice, "GET", "/storage/v1/b/*/o/*");
}

/* What is answered about an address that is not meant any more is not said of what is. */
static void
test_late_answer (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *address = fixture_put (fixture, "there.jsonl");
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 20000);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  luthier_new_job_dataset_set_address (dataset, address);
  luthier_test_wait_until (count_looks (fixture) == 1);
  luthier_new_job_dataset_set_address (dataset, "gs://" BUCKET "/nowhere.jsonl");
  wait_for_state (dataset, MISSING);

  luthier_new_job_dataset_set_address (dataset, address);
  luthier_test_wait_until (count_looks (fixture) == 3);
  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, UPLOADED);
  g_assert_nonnull (luthier_new_job_dataset_get_transfer (dataset));
}

/* A right that is lacking here may be there for the service: it is a doubt, not a mistake. */
static void
test_unproven (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  fixture_play (fixture, "no-permission@*/storage/*");
  luthier_new_job_dataset_set_address (dataset, "gs://" BUCKET "/secret.jsonl");
  wait_for_state (dataset, DENIED);
  g_assert_true (luthier_new_job_dataset_is_ready (dataset));
}

/* A draft whose file is uploaded already keeps it, unless the file has changed since. */
static void
test_draft (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autofree char *changed = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      first = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);
  g_autoptr (LuthierNewJobDataset) second = NULL;
  g_autoptr (LuthierNewJobDataset) third = NULL;

  luthier_new_job_dataset_choose_file (first, file);
  wait_for_state (first, UPLOADED);
  before = g_strdup (luthier_job_spec_get_training_uri (fixture->spec));

  luthier_new_job_dataset_stop (first);
  second = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);
  wait_for_state (second, UPLOADED);
  g_assert_cmpstr (luthier_job_spec_get_training_uri (fixture->spec), ==, before);
  g_assert_null (luthier_new_job_dataset_get_transfer (second));

  luthier_new_job_dataset_stop (second);
  changed = fixture_write_examples (fixture, "good.jsonl", 121);
  third = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);
  wait_for_state (third, UPLOADED);
  g_assert_nonnull (luthier_new_job_dataset_get_transfer (third));
}

/* Also one that is as long as it was. */
static void
test_draft_of_same_size (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = fixture_make_examples (120);
  g_autofree char *uri = fixture_write (fixture, "good.jsonl", text);
  g_autofree char *before = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      first = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);
  g_autoptr (LuthierNewJobDataset) second = NULL;

  luthier_new_job_dataset_choose_file (first, file);
  wait_for_state (first, UPLOADED);
  before = g_strdup (luthier_job_spec_get_training_uri (fixture->spec));
  luthier_new_job_dataset_stop (first);

  *strrchr (text, 'e') = 'E';
  changed = fixture_write (fixture, "good.jsonl", text);
  second = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);
  wait_for_state (second, UPLOADED);
  g_assert_cmpstr (luthier_job_spec_get_training_uri (fixture->spec), !=, before);
}

/* A file that is written anew after its check is another one: what was uploaded of it is not used. */
static void
test_changed_file (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autofree char *changed = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, UPLOADED);
  g_assert_false (luthier_new_job_dataset_is_anew (dataset));
  before = g_strdup (luthier_job_spec_get_training_uri (fixture->spec));

  changed = fixture_write_examples (fixture, "good.jsonl", 130);
  luthier_test_wait_until (luthier_new_job_dataset_is_anew (dataset));
  wait_for_state (dataset, UPLOADED);
  g_assert_cmpuint (luthier_new_job_dataset_get_report (dataset)->examples, ==, 130);
  g_assert_cmpstr (luthier_job_spec_get_training_uri (fixture->spec), !=, before);
}

static gboolean
verify (LuthierNewJobDataset *dataset)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_new_job_dataset_verify_async (dataset, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_new_job_dataset_verify_finish (dataset, result);
}

/* Asked, the data looks itself, and does not wait to be told. */
static void
test_verify (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autofree char *changed = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  g_assert_true (verify (dataset));
  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, UPLOADED);
  g_assert_true (verify (dataset));
  changed = fixture_write_examples (fixture, "good.jsonl", 140);
  g_assert_false (verify (dataset));
  g_assert_cmpint (luthier_new_job_dataset_get_state (dataset), ==,
                   LUTHIER_NEW_JOB_DATASET_CHECKING);
  wait_for_state (dataset, UPLOADED);
}

static LuthierDatasetFinding *
make_finding (LuthierDatasetFault fault)
{
  LuthierDatasetRules rules;

  luthier_dataset_rules_init (&rules, NULL, LUTHIER_METHOD_SUPERVISED, TRUE);
  return luthier_dataset_fault_to_finding (fault, &rules, 3, NULL);
}

/* What is wrong between training and validation data blocks as what is wrong inside one does. */
static void
test_comparison (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GPtrArray)
      warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_dataset_finding_free);
  g_autoptr (GPtrArray)
      errors = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_dataset_finding_free);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, TRUE);

  g_ptr_array_add (warnings, make_finding (LUTHIER_FAULT_REPEATED_EXAMPLE));
  g_ptr_array_add (errors, make_finding (LUTHIER_FAULT_TOO_MUCH_VALIDATION));
  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, UPLOADED);
  luthier_new_job_dataset_set_comparison (dataset, warnings);
  g_assert_cmpint (luthier_new_job_dataset_get_state (dataset), ==,
                   LUTHIER_NEW_JOB_DATASET_UPLOADED);
  luthier_new_job_dataset_set_comparison (dataset, errors);
  g_assert_cmpint (luthier_new_job_dataset_get_state (dataset), ==, LUTHIER_NEW_JOB_DATASET_FAULTY);
  g_assert_null (luthier_job_spec_get_validation_uri (fixture->spec));
  luthier_new_job_dataset_set_comparison (dataset, NULL);
  wait_for_state (dataset, UPLOADED);
}

/* Where it goes is known when the upload begins, so that the job can be asked for meanwhile; if it
 * does not get there, the address is none. */
static void
test_address_at_once (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autofree char *address = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  fixture_play (fixture, "slow=3600000@/upload/*");
  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, UPLOADING);
  address = g_strdup (luthier_job_spec_get_training_uri (fixture->spec));
  g_assert_true (
      luthier_session_is_upload_of (address, luthier_new_job_dataset_get_report (dataset)));
  g_assert_true (luthier_new_job_dataset_is_ready (dataset));

  luthier_new_job_dataset_interrupt (dataset);
  wait_for_state (dataset, NOT_UPLOADED);
  g_assert_null (luthier_job_spec_get_training_uri (fixture->spec));
  g_assert_false (luthier_new_job_dataset_is_ready (dataset));
}

/* An upload that a queued job waits for does not end with the form. */
static void
test_wanted_upload (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);
  g_autoptr (LuthierIntent) intent = NULL;
  LuthierTransfer *transfer;

  fixture_play (fixture, "slow=3600000@/upload/*");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, UPLOADING);
  transfer = luthier_new_job_dataset_get_transfer (dataset);
  intent = luthier_session_submit (fixture->session, fixture->spec);
  g_assert_true (luthier_new_job_dataset_is_wanted (dataset));
  luthier_test_wait_until (luthier_intent_get_transfer (intent) == transfer);
  luthier_new_job_dataset_interrupt (dataset);
  luthier_new_job_dataset_clear (dataset);
  g_assert_cmpint (luthier_transfer_get_state (transfer), ==, LUTHIER_TRANSFER_RUNNING);
  luthier_session_forget_intent (fixture->session, intent);
}

/* Something else under the file's name is left alone until the user says otherwise. */
static void
test_taken (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *uri = fixture_write_examples (fixture, "good.jsonl", 120);
  g_autofree char *address = NULL;
  g_autoptr (GBytes) other = g_bytes_new_static ("{}\n", 3);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, UPLOADED);
  address = g_strdup (luthier_job_spec_get_training_uri (fixture->spec));
  luthier_practice_objects_put (luthier_practice_get_objects (fixture->practice), BUCKET,
                                address + strlen ("gs://" BUCKET "/"), "application/jsonl", other);
  luthier_new_job_dataset_choose_file (dataset, file);
  wait_for_state (dataset, TAKEN);
  g_assert_null (luthier_job_spec_get_training_uri (fixture->spec));
  luthier_transfer_replace (luthier_new_job_dataset_get_transfer (dataset));
  wait_for_state (dataset, UPLOADED);
  g_assert_cmpstr (luthier_job_spec_get_training_uri (fixture->spec), ==, address);
}

/* Of an address the beginning is checked, and all of it only when asked. */
static void
test_read_on (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *address = NULL;
  char *text = fixture_make_examples (12000);
  gsize length = strlen (text);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  g_assert_cmpuint (length, >, 1500000);
  luthier_practice_objects_put (luthier_practice_get_objects (fixture->practice), BUCKET,
                                "large.jsonl", "application/jsonl", bytes);
  luthier_new_job_dataset_set_address (dataset, "gs://" BUCKET "/large.jsonl");
  wait_for_state (dataset, FOUND);
  g_assert_true (luthier_new_job_dataset_can_read_on (dataset));
  g_assert_cmpuint (luthier_new_job_dataset_get_report (dataset)->examples, <, 12000);
  luthier_new_job_dataset_read_all (dataset);
  g_assert_true (luthier_new_job_dataset_reads_all (dataset));
  luthier_new_job_dataset_interrupt (dataset);
  g_assert_cmpint (luthier_new_job_dataset_get_state (dataset), ==, LUTHIER_NEW_JOB_DATASET_FOUND);
  luthier_new_job_dataset_read_all (dataset);
  wait_for_state (dataset, FOUND);
  g_assert_false (luthier_new_job_dataset_can_read_on (dataset));
  g_assert_cmpuint (luthier_new_job_dataset_get_report (dataset)->examples, ==, 12000);
}

/* What is wrong in the cloud blocks as it does here. */
static void
test_bad_object (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\"contents\": [}\n", 16);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  luthier_practice_objects_put (luthier_practice_get_objects (fixture->practice), BUCKET,
                                "bad.jsonl", "application/jsonl", bytes);
  luthier_new_job_dataset_set_address (dataset, "gs://" BUCKET "/bad.jsonl");
  wait_for_state (dataset, FAULTY);
  g_assert_false (luthier_new_job_dataset_is_ready (dataset));
}

/* There, and nothing in it: the job would fail, and it is told from what is not there. */
static void
test_hollow (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (LuthierNewJobDataset)
      dataset = luthier_new_job_dataset_new (fixture->session, fixture->spec, FALSE);

  luthier_practice_objects_put (luthier_practice_get_objects (fixture->practice), BUCKET,
                                "nothing.jsonl", "application/jsonl", nothing);
  luthier_new_job_dataset_set_address (dataset, "gs://" BUCKET "/nothing.jsonl");
  wait_for_state (dataset, HOLLOW);
  g_assert_false (luthier_new_job_dataset_is_ready (dataset));
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);

  fixture_test ("/new-job-dataset/good-file", test_good_file);
  fixture_test ("/new-job-dataset/bad-file", test_bad_file);
  fixture_test ("/new-job-dataset/missing-file", test_missing_file);
  fixture_test ("/new-job-dataset/bucket", test_bucket);
  fixture_test ("/new-job-dataset/no-such-bucket", test_no_such_bucket);
  fixture_test ("/new-job-dataset/address", test_address);
  fixture_test ("/new-job-dataset/late-answer", test_late_answer);
  fixture_test ("/new-job-dataset/unproven", test_unproven);
  fixture_test ("/new-job-dataset/draft", test_draft);
  fixture_test ("/new-job-dataset/draft-of-same-size", test_draft_of_same_size);
  fixture_test ("/new-job-dataset/changed-file", test_changed_file);
  fixture_test ("/new-job-dataset/verify", test_verify);
  fixture_test ("/new-job-dataset/comparison", test_comparison);
  fixture_test ("/new-job-dataset/hollow", test_hollow);
  fixture_test ("/new-job-dataset/address-at-once", test_address_at_once);
  fixture_test ("/new-job-dataset/wanted-upload", test_wanted_upload);
  fixture_test ("/new-job-dataset/taken", test_taken);
  fixture_test ("/new-job-dataset/read-on", test_read_on);
  fixture_test ("/new-job-dataset/bad-object", test_bad_object);

  return g_test_run ();
}
