/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-list.h"
#include "luthier-manual-clock.h"
#include "luthier-sighting.h"
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
  GPtrArray *sightings;
  guint n_told;
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
sighted_cb (LuthierJobList *list, GPtrArray *sightings, Fixture *fixture)
{
  fixture->n_told++;
  g_clear_pointer (&fixture->sightings, g_ptr_array_unref);
  fixture->sightings = g_ptr_array_ref (sightings);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  LuthierClock *clock = luthier_manual_clock_new (0);

  fixture->clock = LUTHIER_MANUAL_CLOCK (clock);
  fixture->list = luthier_job_list_new (clock);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect (fixture->list, "finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect (fixture->list, "sighted", G_CALLBACK (sighted_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->clock);
  g_clear_pointer (&fixture->sightings, g_ptr_array_unref);
}

static guint
start_walk (Fixture *fixture)
{
  return luthier_job_list_start_walk (fixture->list);
}

static gboolean
merge_into (Fixture *fixture, const char *region, guint walk, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, &error);

  g_assert_no_error (error);
  return luthier_job_list_merge (fixture->list, luthier_json_get_root (json), region, walk);
}

static gboolean
merge (Fixture *fixture, const char *text)
{
  return merge_into (fixture, "us-central1", start_walk (fixture), text);
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
  g_assert_true (merge (fixture, "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\"},"
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
  merge (fixture, "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\"},"
                  "{\"name\":\"" ID "1\",\"state\":\"JOB_STATE_SUCCEEDED\"}]");
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 0);

  merge (fixture, "[{\"name\":\"" NUMBER "2\",\"state\":\"JOB_STATE_SUCCEEDED\"},"
                  "{\"name\":\"" NUMBER "2\",\"state\":\"JOB_STATE_RUNNING\","
                  "\"updateTime\":\"2026-11-22T10:00:00Z\"}]");
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 1);
}

static void
test_in_place (Fixture *fixture, gconstpointer unused)
{
  const char *page = "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\"}]";
  g_autoptr (LuthierJob) before = NULL;
  g_autoptr (LuthierJob) after = NULL;

  merge (fixture, page);
  before = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_false (merge (fixture, page));

  g_assert_true (merge (fixture, "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_FAILED\"}]"));
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

  g_assert_false (merge (fixture, "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\","
                                  "\"updateTime\":\"2026-11-22T10:00:00Z\"}]"));
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_SUCCEEDED);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 0);
}

static void
test_project_number (Fixture *fixture, gconstpointer unused)
{
  LuthierJob *job = NULL;

  merge (fixture, "[{\"name\":\"" NUMBER "7\",\"state\":\"JOB_STATE_RUNNING\"}]");
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

  g_assert_true (merge (fixture, "[null,1,\"x\",{},{\"name\":5},{\"name\":\"\"},"
                                 "{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_TANGLED\"}]"));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 1);

  g_assert_null (put (fixture, "[]", &error));
  g_assert_nonnull (error);
}

/* How many of the region turn out to be gone. */
static guint
prune (Fixture *fixture, const char *region, guint walk)
{
  g_autoptr (GPtrArray) lost = luthier_job_list_prune (fixture->list, region, walk);

  return lost->len;
}

/* A whole list of one page; how many turn out to be gone by it. */
static guint
walk (Fixture *fixture, const char *region, const char *text)
{
  const guint number = start_walk (fixture);

  merge_into (fixture, region, number, text);
  return prune (fixture, region, number);
}

#define RUNNING(name) "{\"name\":\"" name "\",\"state\":\"JOB_STATE_RUNNING\"}"

static gboolean
is_gone (Fixture *fixture, const char *name)
{
  return luthier_job_get_gone (luthier_job_list_lookup (fixture->list, name));
}

static void
test_prune (Fixture *fixture, gconstpointer unused)
{
  walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "," RUNNING (NUMBER "2") "]");
  walk (fixture, "europe-west4",
        "[" RUNNING ("projects/1/locations/europe-west4/tuningJobs/3") "]");
  put (fixture, RUNNING (NUMBER "4"), NULL);

  /* Lists lag: what one leaves out may be in the next. */
  g_assert_cmpuint (walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "]"), ==, 0);
  luthier_manual_clock_advance (fixture->clock, 119 * 1000);
  g_assert_cmpuint (walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "]"), ==, 0);
  g_assert_cmpuint (count (fixture), ==, 4);

  /* They stay, and nothing more is expected of them. */
  luthier_manual_clock_advance (fixture->clock, 2 * 1000);
  g_assert_cmpuint (walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "]"), ==, 2);
  g_assert_cmpuint (count (fixture), ==, 4);
  g_assert_false (is_gone (fixture, NUMBER "1"));
  g_assert_true (is_gone (fixture, NUMBER "2"));
  g_assert_true (is_gone (fixture, NUMBER "4"));
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 2);
  g_assert_cmpuint (fixture->n_finished, ==, 0);
  g_assert_cmpuint (walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "]"), ==, 0);

  /* It was there all the time. */
  g_assert_cmpuint (
      walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "," RUNNING (NUMBER "2") "]"), ==, 0);
  g_assert_false (is_gone (fixture, NUMBER "2"));
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 3);
}

static void
test_remove (Fixture *fixture, gconstpointer unused)
{
  merge (fixture, "[" RUNNING (NUMBER "1") "," RUNNING (NUMBER "2") "]");
  luthier_job_list_remove (fixture->list, luthier_job_list_lookup (fixture->list, NUMBER "1"));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_removed, ==, 1);
  g_assert_null (luthier_job_list_lookup (fixture->list, NUMBER "1"));
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 1);
}

/* What an answer about one job says may be too early, and not what the next one says. */
static void
test_lose (Fixture *fixture, gconstpointer unused)
{
  static const char page[] = "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\","
                             "\"createTime\":\"1970-01-01T00:00:01Z\"}]";
  LuthierJob *job = NULL;

  merge (fixture, page);
  job = luthier_job_list_lookup (fixture->list, NUMBER "1");
  luthier_manual_clock_advance (fixture->clock, 120 * 1000);
  g_assert_false (luthier_job_list_lose (fixture->list, job));
  luthier_manual_clock_advance (fixture->clock, 2 * 1000);
  g_assert_true (luthier_job_list_lose (fixture->list, job));
  g_assert_true (luthier_job_get_gone (job));
  g_assert_false (luthier_job_list_lose (fixture->list, job));
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 0);
  merge (fixture, page);
  g_assert_false (luthier_job_get_gone (job));
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 1);
}

/* A list in which something cannot be read does not tell what is gone, however long. */
static void
test_unreadable (Fixture *fixture, gconstpointer unused)
{
  walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "," RUNNING (NUMBER "2") "]");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (
          walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") ",{\"name\":[\"" NUMBER "2\"]}]"),
          ==, 0);
      luthier_manual_clock_advance (fixture->clock, 121 * 1000);
    }
  g_assert_cmpuint (count (fixture), ==, 2);
}

/* The two minutes are not shorter because somebody sets the clock. */
static void
test_clock_is_set (Fixture *fixture, gconstpointer unused)
{
  walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "]");
  walk (fixture, "us-central1", "[]");
  luthier_manual_clock_set_real_time (fixture->clock, 365 * 24 * 3600 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpuint (walk (fixture, "us-central1", "[]"), ==, 0);
  luthier_manual_clock_set_real_time (fixture->clock, 0);
  luthier_manual_clock_advance (fixture->clock, 121 * 1000);
  g_assert_cmpuint (walk (fixture, "us-central1", "[]"), ==, 1);
}

static void
test_comes_back (Fixture *fixture, gconstpointer unused)
{
  LuthierJob *job = NULL;

  walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "]");
  job = luthier_job_list_lookup (fixture->list, NUMBER "1");
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpuint (walk (fixture, "us-central1", "[]"), ==, 0);
      luthier_manual_clock_advance (fixture->clock, 100 * 1000);
      g_assert_cmpuint (walk (fixture, "us-central1", "[" RUNNING (NUMBER "1") "]"), ==, 0);
      luthier_manual_clock_advance (fixture->clock, 100 * 1000);
    }
  g_assert_true (luthier_job_list_lookup (fixture->list, NUMBER "1") == job);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

/* A list may hold a job whose name says another region, and two lists the same job. */
static void
test_listed_elsewhere (Fixture *fixture, gconstpointer unused)
{
  static const char page[] = "[" RUNNING ("projects/1/locations/us/tuningJobs/3") "]";

  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (walk (fixture, "us-central1", page), ==, 0);
      g_assert_cmpuint (walk (fixture, "us", "[]"), ==, 0);
      luthier_manual_clock_advance (fixture->clock, 121 * 1000);
    }
  g_assert_cmpuint (count (fixture), ==, 1);

  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (walk (fixture, "us-central1", page), ==, 0);
      g_assert_cmpuint (walk (fixture, "us", page), ==, 0);
      luthier_manual_clock_advance (fixture->clock, 121 * 1000);
    }
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  /* Gone from one of them, then from both. */
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (walk (fixture, "us-central1", page), ==, 0);
      g_assert_cmpuint (walk (fixture, "us", "[]"), ==, 0);
      luthier_manual_clock_advance (fixture->clock, 121 * 1000);
    }
  g_assert_cmpuint (walk (fixture, "us-central1", "[]"), ==, 0);
  luthier_manual_clock_advance (fixture->clock, 121 * 1000);
  g_assert_cmpuint (walk (fixture, "us-central1", "[]"), ==, 1);
}

/* What has ended does not begin anew because a list lags, though it may tell of the same time. */
static void
test_ends_once (Fixture *fixture, gconstpointer unused)
{
  static const char running[] = "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\","
                                "\"updateTime\":\"2026-11-22T10:00:00Z\"}]";
  static const char failed[] = "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_FAILED\","
                               "\"updateTime\":\"2026-11-22T10:00:00Z\"}]";

  merge (fixture, running);
  merge (fixture, failed);
  g_assert_false (merge (fixture, running));
  merge (fixture, failed);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 0);
}

/* index: among those that the last answer told of. */
static void
assert_sighting (Fixture *fixture,
                 guint index,
                 const char *id,
                 LuthierEventKind kind,
                 const char *name,
                 const char *text)
{
  const LuthierSighting *sighting = NULL;

  g_assert_nonnull (fixture->sightings);
  g_assert_cmpuint (index, <, fixture->sightings->len);
  sighting = g_ptr_array_index (fixture->sightings, index);
  g_assert_true (g_str_has_prefix (sighting->job, "/locations/us-central1/"));
  g_assert_true (g_str_has_suffix (sighting->job, id));
  g_assert_cmpint (luthier_event_get_kind (sighting->event), ==, kind);
  g_assert_cmpstr (luthier_event_get_name (sighting->event), ==, name);
  if (text != NULL)
    g_assert_nonnull (strstr (luthier_event_get_text (sighting->event), text));
}

static gint64
get_time (Fixture *fixture, guint index)
{
  const LuthierSighting *sighting = g_ptr_array_index (fixture->sightings, index);

  return luthier_event_get_time (sighting->event) / G_USEC_PER_SEC;
}

/* Each change is told once, those of a page together; nothing is if nothing has changed. */
static void
test_sightings (Fixture *fixture, gconstpointer unused)
{
  static const char begin[] =
      "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_PENDING\","
      "\"createTime\":\"1970-01-01T00:00:05Z\",\"updateTime\":\"1970-01-01T00:00:06Z\"},"
      "{\"name\":\"" NUMBER "2\",\"state\":\"JOB_STATE_SUCCEEDED\"},"
      "{\"name\":\"" NUMBER "3\",\"state\":\"JOB_STATE_RUNNING\","
      "\"tuningJobState\":\"TUNING_JOB_STATE_TUNING\"}]";
  static const char later[] =
      "[{\"name\":\"" NUMBER "1\",\"state\":\"JOB_STATE_RUNNING\","
      "\"startTime\":\"1970-01-01T00:00:07Z\",\"updateTime\":\"1970-01-01T00:00:08Z\"},"
      "{\"name\":\"" NUMBER "3\",\"state\":\"JOB_STATE_FAILED\",\"endTime\":"
      "\"1970-01-01T00:00:09Z\",\"error\":{\"code\":13,\"message\":\"Broke.\"}}]";

  luthier_manual_clock_advance (fixture->clock, 20 * 1000);
  merge (fixture, begin);
  g_assert_cmpuint (fixture->n_told, ==, 1);
  g_assert_cmpuint (fixture->sightings->len, ==, 3);
  assert_sighting (fixture, 0, "/1", LUTHIER_EVENT_STATE, "JOB_STATE_PENDING", NULL);
  g_assert_cmpint (get_time (fixture, 0), ==, 5);
  assert_sighting (fixture, 1, "/3", LUTHIER_EVENT_STATE, "JOB_STATE_RUNNING", NULL);
  assert_sighting (fixture, 2, "/3", LUTHIER_EVENT_PHASE, "TUNING_JOB_STATE_TUNING", NULL);
  g_assert_cmpint (get_time (fixture, 2), ==, 0);

  merge (fixture, begin);
  g_assert_cmpuint (fixture->n_told, ==, 1);

  merge (fixture, later);
  g_assert_cmpuint (fixture->n_told, ==, 2);
  g_assert_cmpuint (fixture->sightings->len, ==, 4);
  assert_sighting (fixture, 0, "/1", LUTHIER_EVENT_STATE, "JOB_STATE_RUNNING", NULL);
  g_assert_cmpint (get_time (fixture, 0), ==, 7);
  assert_sighting (fixture, 1, "/3", LUTHIER_EVENT_STATE, "JOB_STATE_FAILED", NULL);
  g_assert_cmpint (get_time (fixture, 1), ==, 9);
  assert_sighting (fixture, 2, "/3", LUTHIER_EVENT_PHASE, "", NULL);
  assert_sighting (fixture, 3, "/3", LUTHIER_EVENT_ERROR, "13", "Broke.");

  luthier_manual_clock_advance (fixture->clock, 1000);
  g_assert_cmpint (luthier_job_list_get_moved (fixture->list,
                                               luthier_job_list_lookup (fixture->list, NUMBER "1")),
                   ==, 20 * G_USEC_PER_SEC);
}

/* Those that the job makes are events, those that it had when it was first looked at are not. */
static void
test_checkpoints (Fixture *fixture, gconstpointer unused)
{
#define WITH_CHECKPOINTS(id, state, checkpoints)                                                   \
  "{\"name\":\"" NUMBER id "\",\"state\":\"JOB_STATE_" state                                       \
  "\",\"tunedModel\":{\"checkpoints\":[" checkpoints "]}}"
#define CHECKPOINT(id, step) "{\"checkpointId\":\"" id "\",\"step\":\"" step "\"}"
  merge (fixture,
         "[" RUNNING (NUMBER "1") ",{\"name\":\"" NUMBER "2\",\"state\":\"JOB_STATE_SUCCEEDED\"}]");
  put (fixture, WITH_CHECKPOINTS ("1", "RUNNING", CHECKPOINT ("1", "10")), NULL);
  g_assert_cmpuint (fixture->n_told, ==, 2);
  g_assert_cmpuint (fixture->sightings->len, ==, 1);
  assert_sighting (fixture, 0, "/1", LUTHIER_EVENT_CHECKPOINT, "1", "10");

  put (fixture,
       WITH_CHECKPOINTS ("1", "SUCCEEDED", CHECKPOINT ("1", "10") "," CHECKPOINT ("2", "20")),
       NULL);
  g_assert_cmpuint (fixture->sightings->len, ==, 2);
  assert_sighting (fixture, 0, "/1", LUTHIER_EVENT_CHECKPOINT, "2", "20");
  assert_sighting (fixture, 1, "/1", LUTHIER_EVENT_STATE, "JOB_STATE_SUCCEEDED", NULL);

  put (fixture, WITH_CHECKPOINTS ("2", "SUCCEEDED", CHECKPOINT ("1", "10")), NULL);
  g_assert_cmpuint (fixture->n_told, ==, 3);
}

static void
test_stored (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) stored = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf (NUMBER "%u", i);

      g_ptr_array_add (stored, luthier_job_new (name));
    }
  g_assert_cmpuint (luthier_job_list_extend (fixture->list, stored, 0, 2), ==, 2);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (luthier_job_list_extend (fixture->list, stored, 2, 100), ==, 5);
  g_assert_cmpuint (count (fixture), ==, 5);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 5);
  luthier_job_list_extend (fixture->list, stored, 0, 5);
  g_assert_cmpuint (count (fixture), ==, 5);

  luthier_job_list_clear (fixture->list);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 0);
  g_assert_null (luthier_job_list_lookup (fixture->list, NUMBER "1"));
}

/* What is not known to be an end is in progress: it counts, and is looked at again. */
static void
test_states (Fixture *fixture, gconstpointer unused)
{
  static const char *const states[] = {
    "UNSPECIFIED", "QUEUED", "PENDING", "RUNNING",  "SUCCEEDED",           "FAILED",  "CANCELLING",
    "CANCELLED",   "PAUSED", "EXPIRED", "UPDATING", "PARTIALLY_SUCCEEDED", "TANGLED",
  };
  g_autoptr (GHashTable) regions = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *page = g_strdup_printf (
          "[{\"name\":\"" NUMBER "%u\",\"state\":\"JOB_STATE_%s\"}]", i, states[i]);

      merge (fixture, page);
    }
  g_assert_cmpuint (count (fixture), ==, G_N_ELEMENTS (states));
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->list), ==, 8);
  regions = luthier_job_list_list_active_regions (fixture->list);
  g_assert_true (g_hash_table_contains (regions, "us-central1"));
}

static void
test_intent (Fixture *fixture, gconstpointer unused)
{
  merge (fixture, "[{\"name\":\"" NUMBER "1\",\"labels\":{\"luthier-intent\":\"abc\"}},"
                  "{\"name\":\"" NUMBER "2\",\"labels\":{\"luthier-intent\":\"def\"}},"
                  "{\"name\":\"" NUMBER "3\"}]");
  g_assert_cmpstr (luthier_job_get_intent_id (luthier_job_list_lookup (fixture->list, NUMBER "2")),
                   ==, "def");
  g_assert_null (luthier_job_get_intent_id (luthier_job_list_lookup (fixture->list, NUMBER "3")));
  g_assert_null (luthier_job_list_lookup (fixture->list, NULL));
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
  ADD ("/job-list/remove", test_remove);
  ADD ("/job-list/lose", test_lose);
  ADD ("/job-list/sightings", test_sightings);
  ADD ("/job-list/checkpoints", test_checkpoints);
  ADD ("/job-list/clock-is-set", test_clock_is_set);
  ADD ("/job-list/comes-back", test_comes_back);
  ADD ("/job-list/listed-elsewhere", test_listed_elsewhere);
  ADD ("/job-list/ends-once", test_ends_once);
  ADD ("/job-list/stored", test_stored);
  ADD ("/job-list/states", test_states);
  ADD ("/job-list/intent", test_intent);
#undef ADD

  return g_test_run ();
}
