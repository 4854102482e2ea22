/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-vertex-tuning.h"

#include "practice-fixture.h"

#define REGION "us-central1"
#define BODY                                                                                       \
  "{\"baseModel\": \"gemini-2.5-flash\", \"labels\": {\"luthier-intent\": \"abc\"},\n"             \
  " \"supervisedTuningSpec\": {\"trainingDatasetUri\": \"gs://acme-tuning/train.jsonl\"}}"

static void
put_dataset (LuthierPracticeObjects *objects)
{
  static const char line[] = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]},"
                             "{\"role\":\"model\",\"parts\":[{\"text\":\"b\"}]}]}\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (line, strlen (line));

  luthier_practice_objects_make_bucket (objects, "acme-tuning", "us-central1");
  luthier_practice_objects_put (objects, "acme-tuning", "train.jsonl", "application/jsonl", bytes);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture);
  fixture->subject = luthier_vertex_tuning_new (fixture->http, PROJECT);
  put_dataset (luthier_practice_get_objects (fixture->practice));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_tear_down (fixture);
}

static LuthierJson *
create_with (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  fixture_reset (fixture);
  luthier_tuning_service_create_async (fixture->subject, REGION, body, fixture->cancellable,
                                       luthier_test_result_cb, &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_tuning_service_create_finish (fixture->subject, fixture->result, &fixture->error);
}

static LuthierJobPage *
list (Fixture *fixture, const char *page_token)
{
  fixture_reset (fixture);
  luthier_tuning_service_list_async (fixture->subject, REGION, page_token, fixture->cancellable,
                                     luthier_test_result_cb, &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_tuning_service_list_finish (fixture->subject, fixture->result, &fixture->error);
}

static LuthierJson *
get (Fixture *fixture, const char *name)
{
  fixture_reset (fixture);
  luthier_tuning_service_get_async (fixture->subject, name, fixture->cancellable,
                                    luthier_test_result_cb, &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_tuning_service_get_finish (fixture->subject, fixture->result, &fixture->error);
}

static gboolean
cancel (Fixture *fixture, const char *name)
{
  fixture_reset (fixture);
  luthier_tuning_service_cancel_async (fixture->subject, name, fixture->cancellable,
                                       luthier_test_result_cb, &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_tuning_service_cancel_finish (fixture->subject, fixture->result, &fixture->error);
}

static const char *
get_text (LuthierJson *json, const char *name)
{
  return luthier_json_value_get_string (
      luthier_json_value_get_member (luthier_json_get_root (json), name), NULL);
}

static char *
create (Fixture *fixture)
{
  g_autoptr (LuthierJson) job = create_with (fixture, BODY);

  g_assert_no_error (fixture->error);
  return g_strdup (get_text (job, "name"));
}

static guint
count_listed (Fixture *fixture)
{
  g_autofree char *token = NULL;
  guint count = 0;

  do
    {
      g_autoptr (LuthierJobPage) page = list (fixture, token);

      g_assert_no_error (fixture->error);
      count += luthier_json_value_get_length (luthier_job_page_get_jobs (page));
      g_free (token);
      token = g_steal_pointer (&page->next_page_token);
    }
  while (token != NULL);
  return count;
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  g_autoptr (LuthierJson) job = NULL;
  g_autoptr (LuthierJobPage) page = NULL;
  const LuthierJsonValue *first;

  g_assert_cmpuint (count_listed (fixture), ==, 0);
  name = create (fixture);
  g_assert_true (g_str_has_suffix (strstr (name, "/locations/"), strrchr (name, '/')));

  job = get (fixture, name);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (get_text (job, "name"), ==, name);
  g_assert_cmpstr (get_text (job, "baseModel"), ==, "gemini-2.5-flash");

  page = list (fixture, NULL);
  g_assert_no_error (fixture->error);
  first = luthier_json_value_get_element (luthier_job_page_get_jobs (page), 0);
  g_assert_cmpstr (
      luthier_json_value_get_string (luthier_json_value_get_member (first, "name"), NULL), ==,
      name);
  g_assert_cmpstr (luthier_json_value_get_string (
                       luthier_json_value_get_path (first, "labels", "luthier-intent", NULL), NULL),
                   ==, "abc");

  g_assert_true (cancel (fixture, name));
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (luthier_practice_count_requests (fixture->practice, "POST", "*:cancel"), ==, 1);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 230; i++)
    g_free (create (fixture));
  g_assert_cmpuint (count_listed (fixture), ==, 230);
  /* 100 at a time. */
  g_assert_cmpuint (luthier_practice_count_requests (fixture->practice, "GET", "*/tuningJobs"), ==,
                    3);
}

static void
test_empty_page (Fixture *fixture, gconstpointer data)
{
  g_free (create (fixture));
  fixture_play (fixture, "empty-page");
  g_assert_cmpuint (count_listed (fixture), ==, 1);
}

static void
test_other_region_is_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierJobPage) page = NULL;

  g_free (create (fixture));
  luthier_tuning_service_list_async (fixture->subject, "europe-west4", NULL, NULL,
                                     luthier_test_result_cb, &fixture->result);
  g_clear_object (&fixture->result);
  luthier_test_wait_for (fixture->result);
  page = luthier_tuning_service_list_finish (fixture->subject, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (luthier_json_value_get_length (luthier_job_page_get_jobs (page)), ==, 0);
}

static void
test_create_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierJson) job = create_with (fixture, "{\"baseModel\": \"gemini-2.5-flash\"}");

  g_assert_null (job);
  fixture_assert_error (fixture, LUTHIER_ERROR_INVALID);
  g_assert_cmpuint (luthier_practice_count_requests (fixture->practice, "POST", "*/tuningJobs"), ==,
                    1);
  g_assert_cmpuint (count_listed (fixture), ==, 0);
}

/* data: what happens to the answer; the job exists all the same, and once. */
static void
test_create_uncertain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierJson) job = NULL;
  g_autofree char *situation = g_strdup_printf ("%s@POST *", (const char *) data);

  fixture_play (fixture, situation);
  job = create_with (fixture, BODY);
  g_assert_null (job);
  fixture_assert_error (fixture, LUTHIER_ERROR_UNCERTAIN);
  luthier_practice_clear_situations (fixture->practice);
  g_assert_cmpuint (count_listed (fixture), ==, 1);
  g_assert_cmpuint (luthier_practice_count_requests (fixture->practice, "POST", "*/tuningJobs"), ==,
                    1);
}

static void
test_create_unavailable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierJson) job = NULL;

  fixture_play (fixture, "unavailable");
  job = create_with (fixture, BODY);
  fixture_assert_error (fixture, LUTHIER_ERROR_UNCERTAIN);
  g_assert_cmpuint (luthier_error_get_http_status (fixture->error), ==, 503);
  g_assert_cmpuint (luthier_practice_count_requests (fixture->practice, "POST", "*/tuningJobs"), ==,
                    1);
}

static void
test_create_not_sent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierJson) job = NULL;

  luthier_practice_close (fixture->practice);
  job = create_with (fixture, BODY);
  fixture_assert_error (fixture, LUTHIER_ERROR_NOT_SENT);
}

static void
test_stable_version (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = create (fixture);
  g_autoptr (LuthierJson) job = NULL;

  fixture_play (fixture, "html-404@*/v1beta1/*");
  g_assert_cmpuint (count_listed (fixture), ==, 1);
  g_assert_cmpuint (count_listed (fixture), ==, 1);
  /* Once known, it is not tried again. */
  g_assert_cmpuint (luthier_practice_count_requests (fixture->practice, "GET", "/v1beta1/*"), ==,
                    1);
  job = get (fixture, name);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (get_text (job, "name"), ==, name);
}

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierJson)
      job = get (fixture, "projects/" PROJECT "/locations/" REGION "/tuningJobs/123");

  g_assert_null (job);
  fixture_assert_error (fixture, LUTHIER_ERROR_NOT_FOUND);
}

static void
test_bad_name (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "", "123", "projects/p/locations/l/models/1",
                                       "projects/p/locations/evil.example#/tuningJobs/1" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LuthierJson) job = get (fixture, names[i]);

      fixture_assert_error (fixture, LUTHIER_ERROR_INVALID);
      g_assert_false (cancel (fixture, names[i]));
      fixture_assert_error (fixture, LUTHIER_ERROR_INVALID);
    }
}

static void
test_create_uri (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = luthier_tuning_service_get_create_uri (fixture->subject, REGION);
  g_autofree char *expected = g_strdup_printf ("%s/v1/projects/" PROJECT "/locations/" REGION
                                               "/tuningJobs",
                                               luthier_practice_get_base_url (fixture->practice));

  g_assert_cmpstr (uri, ==, expected);
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/vertex-tuning/" name, Fixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("life", NULL, test_life);
  ADD ("pages", NULL, test_pages);
  ADD ("empty-page", NULL, test_empty_page);
  ADD ("other-region-is-empty", NULL, test_other_region_is_empty);
  ADD ("create-refused", NULL, test_create_refused);
  ADD ("create-reset-after", "reset-after", test_create_uncertain);
  ADD ("create-garbage", "garbage", test_create_uncertain);
  ADD ("create-truncated", "truncated", test_create_uncertain);
  ADD ("create-unavailable", NULL, test_create_unavailable);
  ADD ("create-not-sent", NULL, test_create_not_sent);
  ADD ("stable-version", NULL, test_stable_version);
  ADD ("not-found", NULL, test_not_found);
  ADD ("bad-name", NULL, test_bad_name);
  ADD ("create-uri", NULL, test_create_uri);
  return g_test_run ();
}
