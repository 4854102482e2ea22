/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-list.h"
#include "luthier-manual-clock.h"
#include "luthier-test.h"

#define NUMBER "projects/123456789012/locations/us-central1/tuningJobs/"
#define ID     "projects/acme/locations/us-central1/tuningJobs/"

typedef struct
{
  LuthierManualClock *clock;
  LuthierJobList *list;
  guint n_changes;
  guint n_removed;
  guint n_added;
  guint n_finished;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->n_changes++;
  fixture->n_removed += removed;
  fixture->n_added += added;
}

static void
finished_cb (LuthierJobList *list, LuthierJob *job, Fixture *fixture)
{
  g_assert_true (luthier_job_is_terminal (job));
  fixture->n_finished++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  LuthierClock *clock = luthier_manual_clock_new (0);

  fixture->clock = LUTHIER_MANUAL_CLOCK (clock);
  fixture->list = luthier_job_list_new (clock);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect (fixture->list, "finished", G_CALLBACK (finished_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->clock);
}

static gboolean
merge (Fixture *fixture, GHashTable *seen, const char *text)
{
  g_autoptr (GHashTable) own_seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, &error);

  g_assert_no_error (error);
  return luthier_job_list_merge (fixture->list, luthier_json_get_root (json),
                                 seen ? seen : own_seen);
}

static LuthierJob *
put (Fixture *fixture, const char *text, GError **error)
{
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, NULL);

  return luthier_job_list_put (fixture->list, luthier_json_get_root (json), error);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static void
test_one_change_a_page (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (merge (fixture, NULL,
                        "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\"},"
                        "{\"name\":\"" NUMBER "2\",\"state\":\"JOB_STATE_SUCCEEDED\"},"
                        "{\"name\":\"" NUMBER "2\",\"state\":\"JOB_STATE_SUCCEEDED\"}]"));
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 1);
  g_assert_cmpuint (fixture->n_finished, ==, 0);
}

/* Jobs move while a list is read, so that a page may name one again, in another state. */
static void
test_twice_in_two_states (Fixture *fixture, gconstpointer unused)
{
  merge (fixture, NULL,
         "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\"},"
         "{\"name\":\"" ID "1\",\"state\":\"JOB_STATE_SUCCEEDED\"}]");
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 0);

  merge (fixture, NULL,
         "[{\"name\":\"" NUMBER "2\",\"state\":\"JOB_STATE_SUCCEEDED\"},"
         "{\"name\":\"" NUMBER "2\",\"state\":\"JOB_STATE_RUNNING\"}]");
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 1);
}

/* A list in which something cannot be read does not tell what is gone. */
static void
test_unreadable (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) gone = NULL;

  merge (fixture, NULL, "[{\"name\":\"" NUMBER "1\"},{\"name\":\"" NUMBER "2\"}]");
  merge (fixture, seen, "[{\"name\":\"" NUMBER "1\"},{\"name\":[\"" NUMBER "2\"]}]");
  gone = luthier_job_list_prune (fixture->list, "us-central1", seen);
  g_assert_cmpuint (gone->len, ==, 0);
  g_assert_cmpuint (count (fixture), ==, 2);
}

static void
test_in_place (Fixture *fixture, gconstpointer unused)
{
  const char *page = "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\"}]";
  g_autoptr (LuthierJob) before = NULL;
  g_autoptr (LuthierJob) after = NULL;

  merge (fixture, NULL, page);
  before = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_false (merge (fixture, NULL, page));

  g_assert_true (
      merge (fixture, NULL, "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_FAILED\"}]"));
  after = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_true (before == after);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 0);
}

/* A list that was asked for before the job ended arrives after the job was fetched. */
static void
test_overtaken (Fixture *fixture, gconstpointer unused)
{
  LuthierJob *job = put (fixture,
                         "{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_SUCCEEDED\","
                         "\"updateTime\":\"2026-11-22T10:00:05Z\"}",
                         NULL);

  g_assert_false (merge (fixture, NULL,
                         "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\","
                         "\"updateTime\":\"2026-11-22T10:00:00Z\"}]"));
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_SUCCEEDED);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 0);
}

static void
test_project_number (Fixture *fixture, gconstpointer unused)
{
  LuthierJob *job = NULL;

  merge (fixture, NULL, "[{\"name\":\"" NUMBER "7\",\"state\":\"JOB_STATE_RUNNING\"}]");
  job = luthier_job_list_lookup (fixture->list, ID "7");
  g_assert_nonnull (job);
  g_assert_true (job == luthier_job_list_lookup (fixture->list, NUMBER "7"));
  g_assert_null (luthier_job_list_lookup (fixture->list, NUMBER "8"));
  g_assert_null (
      luthier_job_list_lookup (fixture->list, "projects/acme/locations/europe-west4/tuningJobs/7"));

  put (fixture, "{\"name\":\"" ID "7\",\"state\":\"JOB_STATE_RUNNING\",\"description\":\"d\"}",
       NULL);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (luthier_job_get_description (job), ==, "d");
}

static void
test_rubbish (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (merge (fixture, NULL,
                        "[null,1,\"x\",{},{\"name\":5},{\"name\":\"\"},"
                        "{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_TANGLED\"}]"));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 1);

  g_assert_null (put (fixture, "[]", &error));
  g_assert_nonnull (error);
}

/* How many of us-central1 are dropped. */
static guint
prune (Fixture *fixture, GHashTable *seen)
{
  g_autoptr (GPtrArray) dropped = luthier_job_list_prune (fixture->list, "us-central1", seen);

  return dropped->len;
}

static void
test_prune (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  merge (fixture, NULL,
         "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\"},"
         "{\"name\":\"" NUMBER "2\",\"state\":\"JOB_STATE_RUNNING\"},"
         "{\"name\":\"projects/1/locations/europe-west4/tuningJobs/3\"}]");
  put (fixture, "{\"name\":\"" NUMBER "4\",\"state\":\"JOB_STATE_PENDING\"}", NULL);
  merge (fixture, seen, "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\"}]");

  /* 2 is gone; 3 is of another region; 4 was created only now, and lists lag. */
  g_assert_cmpuint (prune (fixture, seen), ==, 1);
  g_assert_cmpuint (count (fixture), ==, 3);
  g_assert_null (luthier_job_list_lookup (fixture->list, NUMBER "2"));
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 3);

  luthier_manual_clock_advance (fixture->clock, 121 * 1000);
  g_assert_cmpuint (prune (fixture, seen), ==, 1);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (prune (fixture, seen), ==, 0);
}

static void
test_reset (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) stored = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (stored, luthier_job_new (NUMBER "1"));
  g_ptr_array_add (stored, luthier_job_new (NUMBER "2"));
  luthier_job_list_reset (fixture->list, stored);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (count (fixture), ==, 2);

  luthier_job_list_reset (fixture->list, NULL);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 0);
  g_assert_null (luthier_job_list_lookup (fixture->list, NUMBER "1"));
}

static void
test_intent (Fixture *fixture, gconstpointer unused)
{
  merge (fixture, NULL,
         "[{\"name\":\"" NUMBER "1\",\"labels\":{\"luthier-intent\":\"abc\"}},"
         "{\"name\":\"" NUMBER "2\",\"labels\":{\"luthier-intent\":\"def\"}},"
         "{\"name\":\"" NUMBER "3\"}]");
  g_assert_cmpstr (luthier_job_get_id (luthier_job_list_lookup_intent (fixture->list, "def")), ==,
                   "2");
  g_assert_null (luthier_job_list_lookup_intent (fixture->list, "ghi"));
  g_assert_null (luthier_job_list_lookup_intent (fixture->list, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/job-list/one-change-a-page", test_one_change_a_page);
  ADD ("/job-list/in-place", test_in_place);
  ADD ("/job-list/twice-in-two-states", test_twice_in_two_states);
  ADD ("/job-list/unreadable", test_unreadable);
  ADD ("/job-list/overtaken", test_overtaken);
  ADD ("/job-list/project-number", test_project_number);
  ADD ("/job-list/rubbish", test_rubbish);
  ADD ("/job-list/prune", test_prune);
  ADD ("/job-list/reset", test_reset);
  ADD ("/job-list/intent", test_intent);
#undef ADD

  return g_test_run ();
}
