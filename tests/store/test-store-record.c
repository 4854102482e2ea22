/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-job-state.h"
#include "luthier-store-record.h"
#include "store-bench.h"

#define JOB(id) "/locations/us-central1/tuningJobs/" id

static void
see (GPtrArray *sightings,
     const char *job,
     LuthierEventKind kind,
     const char *name,
     const char *text,
     gint64 seen,
     gint64 time)
{
  g_ptr_array_add (sightings,
                   luthier_sighting_new (job, luthier_event_new (kind, name, text, seen, time)));
}

static void
add_sightings (LuthierStore *store, const char *profile, GPtrArray *sightings)
{
  GAsyncResult *result = NULL;

  luthier_store_add_sightings_async (store, profile, sightings, NULL, luthier_test_result_cb,
                                     &result);
  finish_write (store, &result);
}

static void
see_one (LuthierStore *store, const char *profile, const char *job, const char *state, gint64 seen)
{
  g_autoptr (GPtrArray) sightings = luthier_sightings_new ();

  see (sightings, job, LUTHIER_EVENT_STATE, state, NULL, seen, 0);
  add_sightings (store, profile, sightings);
}

static void
add_points (LuthierStore *store,
            const char *profile,
            const char *job,
            const char *series,
            const LuthierPoint *points,
            guint n_points,
            gboolean complete)
{
  g_autoptr (LuthierCurves) curves = luthier_curves_new ();
  GAsyncResult *result = NULL;

  if (series != NULL)
    luthier_series_merge (luthier_curves_ensure (curves, series), points, n_points);
  luthier_store_add_points_async (store, profile, job, curves, complete, NULL,
                                  luthier_test_result_cb, &result);
  finish_write (store, &result);
}

static LuthierStoredRecord *
load_record (LuthierStore *store, const char *profile, const char *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LuthierStoredRecord *record = NULL;

  luthier_store_load_record_async (store, profile, job, NULL, luthier_test_result_cb, &result);
  record = luthier_store_load_record_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return record;
}

static GPtrArray *
load_series (LuthierStore *store, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *series = NULL;

  luthier_store_load_series_async (store, profile, NULL, luthier_test_result_cb, &result);
  series = luthier_store_load_series_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return series;
}

static GPtrArray *
load_stages (LuthierStore *store, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *stages = NULL;

  luthier_store_load_stages_async (store, profile, NULL, luthier_test_result_cb, &result);
  stages = luthier_store_load_stages_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return stages;
}

static void
assert_event (LuthierStoredRecord *record,
              guint index,
              LuthierEventKind kind,
              const char *name,
              const char *text,
              gint64 seen,
              gint64 time)
{
  LuthierEvent *event = NULL;

  g_assert_cmpuint (index, <, record->events->len);
  event = g_ptr_array_index (record->events, index);
  g_assert_cmpint (luthier_event_get_kind (event), ==, kind);
  g_assert_cmpstr (luthier_event_get_name (event), ==, name);
  g_assert_cmpstr (luthier_event_get_text (event), ==, text);
  g_assert_cmpint (luthier_event_get_seen (event), ==, seen);
  g_assert_cmpint (luthier_event_get_time (event), ==, time);
}

/* What is written again, because it was only in memory before, is one event nevertheless. */
static void
test_events (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) sightings = luthier_sightings_new ();
  g_autoptr (LuthierStoredRecord) record = NULL;
  g_autoptr (LuthierStoredRecord) other = NULL;

  open_store (fixture->store);
  see (sightings, JOB ("1"), LUTHIER_EVENT_STATE, "JOB_STATE_RUNNING", NULL, 5, 4);
  see (sightings, JOB ("2"), LUTHIER_EVENT_STATE, "JOB_STATE_PENDING", NULL, 5, 0);
  see (sightings, JOB ("1"), LUTHIER_EVENT_ERROR, "13", "{\n  \"code\": 13\n}", 6, 0);
  see (sightings, JOB ("1"), LUTHIER_EVENT_GONE, NULL, NULL, 7, 0);
  add_sightings (fixture->store, "p", sightings);
  add_sightings (fixture->store, "p", sightings);
  close_store (fixture->store);

  open_store (fixture->store);
  record = load_record (fixture->store, "p", JOB ("1"));
  g_assert_cmpuint (record->events->len, ==, 3);
  assert_event (record, 0, LUTHIER_EVENT_STATE, "JOB_STATE_RUNNING", NULL, 5, 4);
  assert_event (record, 1, LUTHIER_EVENT_ERROR, "13", "{\n  \"code\": 13\n}", 6, 0);
  assert_event (record, 2, LUTHIER_EVENT_GONE, NULL, NULL, 7, 0);
  g_assert_false (record->complete);
  other = load_record (fixture->store, "q", JOB ("1"));
  g_assert_cmpuint (other->events->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other->curves)), ==, 0);
}

static const LuthierPoint first[] = { { 1, 1000, 2.5 }, { 3, 3000, 1.25 } };
static const LuthierPoint second[] = { { 2, 2000, NAN }, { 3, 3000, 1.5 }, { 4, 9000, INFINITY } };

static void
test_points (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierStoredRecord) record = NULL;
  LuthierSeries *series = NULL;
  const LuthierPoint *points = NULL;
  guint n_points = 0;

  open_store (fixture->store);
  add_points (fixture->store, "p", JOB ("1"), "/train_total_loss", first, 2, FALSE);
  add_points (fixture->store, "p", JOB ("1"), "/train_total_loss", second, 3, FALSE);
  add_points (fixture->store, "p", JOB ("1"), "empty", NULL, 0, FALSE);
  add_points (fixture->store, "p", JOB ("1"), NULL, NULL, 0, TRUE);
  close_store (fixture->store);

  open_store (fixture->store);
  record = load_record (fixture->store, "p", JOB ("1"));
  g_assert_true (record->complete);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (record->curves)), ==, 2);
  series = luthier_curves_ensure (record->curves, "/train_total_loss");
  points = luthier_series_get_points (series, &n_points);
  g_assert_cmpuint (n_points, ==, 4);
  g_assert_cmpint (points[0].time, ==, 1000);
  g_assert_cmpfloat (points[0].value, ==, 2.5);
  g_assert_true (isnan (points[1].value));
  g_assert_cmpfloat (points[2].value, ==, 1.5);
  g_assert_cmpint (points[3].step, ==, 4);
  g_assert_cmpint (isinf (points[3].value), ==, 1);
}

/* The lowest that is a number, the first of those; also after it was corrected. */
static void
test_series (Fixture *fixture, gconstpointer data)
{
  static const LuthierPoint even[] = { { 1, 0, 2 }, { 2, 0, 2 } };
  static const LuthierPoint none[] = { { 7, 0, NAN } };
  g_autoptr (GPtrArray) series = NULL;
  const LuthierStoredSeries *one = NULL;

  open_store (fixture->store);
  add_points (fixture->store, "p", JOB ("1"), "/train_total_loss", first, 2, FALSE);
  add_points (fixture->store, "p", JOB ("1"), "/train_total_loss", second, 3, FALSE);
  add_points (fixture->store, "p", JOB ("1"), "/eval_total_loss", even, 2, FALSE);
  add_points (fixture->store, "p", JOB ("2"), "/train_total_loss", none, 1, FALSE);
  add_points (fixture->store, "q", JOB ("3"), "/train_total_loss", first, 2, FALSE);

  series = load_series (fixture->store, "p");
  g_assert_cmpuint (series->len, ==, 3);
  one = g_ptr_array_index (series, 0);
  g_assert_cmpstr (one->job, ==, JOB ("1"));
  g_assert_cmpstr (one->name, ==, "/train_total_loss");
  g_assert_cmpint (one->lowest.step, ==, 3);
  g_assert_cmpfloat (one->lowest.value, ==, 1.5);
  g_assert_cmpint (one->last.step, ==, 4);
  g_assert_cmpint (isinf (one->last.value), ==, 1);
  g_assert_cmpint (one->begin, ==, 1000);
  g_assert_cmpint (one->end, ==, 9000);
  g_assert_cmpint (one->longest, ==, 6000);
  one = g_ptr_array_index (series, 1);
  g_assert_cmpint (one->lowest.step, ==, 1);
  g_assert_cmpint (one->begin, ==, 0);
  g_assert_cmpint (one->longest, ==, -1);
  one = g_ptr_array_index (series, 2);
  g_assert_cmpstr (one->job, ==, JOB ("2"));
  g_assert_cmpint (one->lowest.step, ==, -1);
  g_assert_true (isnan (one->lowest.value));
  g_assert_cmpint (one->last.step, ==, 7);
  g_assert_true (isnan (one->last.value));
}

static void
assert_stage (GPtrArray *stages, guint index, const char *job, const char *name, gint64 duration)
{
  const LuthierStoredStage *stage = NULL;

  g_assert_cmpuint (index, <, stages->len);
  stage = g_ptr_array_index (stages, index);
  g_assert_cmpstr (stage->job, ==, job);
  g_assert_cmpstr (stage->name, ==, name);
  g_assert_cmpint (stage->duration, ==, duration);
}

/* From one state or phase to the next; a failure or a cancel is not how long something takes. */
static void
test_stages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) sightings = luthier_sightings_new ();
  g_autoptr (GPtrArray) late = luthier_sightings_new ();
  g_autoptr (GPtrArray) stages = NULL;

  open_store (fixture->store);
  see (sightings, JOB ("1"), LUTHIER_EVENT_STATE, "JOB_STATE_PENDING", NULL, 120, 100);
  see (sightings, JOB ("2"), LUTHIER_EVENT_STATE, "JOB_STATE_PENDING", NULL, 100, 0);
  see (sightings, JOB ("1"), LUTHIER_EVENT_STATE, "JOB_STATE_RUNNING", NULL, 220, 200);
  see (sightings, JOB ("1"), LUTHIER_EVENT_PHASE, "TUNING_JOB_STATE_TUNING", NULL, 500, 400);
  see (sightings, JOB ("1"), LUTHIER_EVENT_CHECKPOINT, "1", "10", 600, 550);
  see (sightings, JOB ("2"), LUTHIER_EVENT_STATE, "JOB_STATE_CANCELLED", NULL, 700, 0);
  see (sightings, JOB ("1"), LUTHIER_EVENT_STATE, "JOB_STATE_SUCCEEDED", NULL, 900, 850);
  see (sightings, JOB ("1"), LUTHIER_EVENT_PHASE, "", NULL, 900, 850);
  add_sightings (fixture->store, "p", sightings);
  /* That was seen first when it had been tuned for a while. */
  see (late, JOB ("4"), LUTHIER_EVENT_STATE, "JOB_STATE_RUNNING", NULL, 500, 100);
  see (late, JOB ("4"), LUTHIER_EVENT_PHASE, "TUNING_JOB_STATE_TUNING", NULL, 500, 490);
  see (late, JOB ("4"), LUTHIER_EVENT_PHASE, "TUNING_JOB_STATE_POST_PROCESSING", NULL, 510, 505);
  see (late, JOB ("4"), LUTHIER_EVENT_STATE, "JOB_STATE_SUCCEEDED", NULL, 600, 595);
  add_sightings (fixture->store, "r", late);
  see_one (fixture->store, "q", JOB ("3"), "JOB_STATE_PENDING", 1);
  see_one (fixture->store, "q", JOB ("3"), "JOB_STATE_RUNNING", 2);

  stages = load_stages (fixture->store, "p");
  g_assert_cmpuint (stages->len, ==, 3);
  assert_stage (stages, 0, JOB ("1"), "JOB_STATE_PENDING", 100);
  assert_stage (stages, 1, JOB ("1"), "JOB_STATE_RUNNING", 200);
  assert_stage (stages, 2, JOB ("1"), "TUNING_JOB_STATE_TUNING", 450);
  g_clear_pointer (&stages, g_ptr_array_unref);
  stages = load_stages (fixture->store, "r");
  g_assert_cmpuint (stages->len, ==, 1);
  assert_stage (stages, 0, JOB ("4"), "TUNING_JOB_STATE_POST_PROCESSING", 90);
}

static void
fill_store (LuthierStore *store, const char *profile, const char *job)
{
  see_one (store, profile, job, "JOB_STATE_RUNNING", 1);
  add_points (store, profile, job, "/train_total_loss", first, 2, FALSE);
}

static void
assert_rows (Fixture *fixture, guint n_records)
{
  g_assert_cmpuint (count_rows (fixture->path, "records"), ==, n_records);
  g_assert_cmpuint (count_rows (fixture->path, "events"), ==, n_records);
  g_assert_cmpuint (count_rows (fixture->path, "series"), ==, n_records);
  g_assert_cmpuint (count_rows (fixture->path, "points"), ==, n_records * 2);
}

/* Nothing of it stays behind. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *removed = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  open_store (fixture->store);
  fill_store (fixture->store, "p", JOB ("1"));
  fill_store (fixture->store, "p", JOB ("2"));
  fill_store (fixture->store, "q", JOB ("1"));
  save_page (fixture->store, "p", "{\"tuningJobs\": [{\"name\": \"" NAME ("1") "\"}]}");
  assert_rows (fixture, 3);

  luthier_store_forget_job_async (fixture->store, "p", NAME ("1"), JOB ("1"), NULL,
                                  luthier_test_result_cb, &removed);
  finish_write (fixture->store, &removed);
  assert_rows (fixture, 2);
  jobs = load_jobs (fixture->store, "p");
  g_assert_cmpuint (jobs->len, ==, 0);
  removed = NULL;
  luthier_store_forget_job_async (fixture->store, "p", NAME ("1"), JOB ("1"), NULL,
                                  luthier_test_result_cb, &removed);
  finish_write (fixture->store, &removed);

  removed = NULL;
  luthier_store_remove_profile_async (fixture->store, "p", NULL, luthier_test_result_cb, &removed);
  finish_write (fixture->store, &removed);
  assert_rows (fixture, 1);
}

static gboolean
is_gone (Fixture *fixture)
{
  g_autoptr (GPtrArray) jobs = load_jobs (fixture->store, "p");

  g_assert_cmpuint (jobs->len, ==, 1);
  return luthier_job_get_gone (g_ptr_array_index (jobs, 0));
}

/* A mark that holds until the job is seen again. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  static const char page[] = "{\"tuningJobs\": [{\"name\": \"" NAME ("1") "\"}]}";
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (names, g_strdup (NAME ("1")));
  open_store (fixture->store);
  save_page (fixture->store, "p", page);
  for (guint whole = 0; whole < 2; whole++)
    {
      GAsyncResult *marked = NULL;

      g_assert_false (is_gone (fixture));
      luthier_store_mark_gone_async (fixture->store, "p", names, NULL, luthier_test_result_cb,
                                     &marked);
      finish_write (fixture->store, &marked);
      g_assert_true (is_gone (fixture));
      if (whole)
        save_job (fixture->store, "p", NAME ("1"), "{\"name\": \"" NAME ("1") "\"}", TRUE);
      else
        save_page (fixture->store, "p", page);
    }
  g_assert_false (is_gone (fixture));
}

/* While somebody else has the files it is in memory, and on the disk as soon as that is possible. */
static void
test_in_memory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierStore) other = luthier_store_new (fixture->path);
  g_autoptr (LuthierStoredRecord) memory = NULL;
  g_autoptr (LuthierStoredRecord) disk = NULL;

  open_store (other);
  fill_store (other, "p", JOB ("1"));
  open_store (fixture->store);
  assert_trouble (fixture->store, LUTHIER_REASON_STORE_IN_USE);
  see_one (fixture->store, "p", JOB ("1"), "JOB_STATE_SUCCEEDED", 2);
  add_points (fixture->store, "p", JOB ("1"), "/train_total_loss", second, 3, TRUE);
  memory = load_record (fixture->store, "p", JOB ("1"));
  g_assert_cmpuint (memory->events->len, ==, 2);
  close_store (other);

  open_store (fixture->store);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  close_store (fixture->store);
  open_store (fixture->store);
  disk = load_record (fixture->store, "p", JOB ("1"));
  g_assert_cmpuint (disk->events->len, ==, 2);
  assert_event (disk, 1, LUTHIER_EVENT_STATE, "JOB_STATE_SUCCEEDED", NULL, 2, 0);
  g_assert_true (disk->complete);
  g_assert_cmpuint (
      luthier_series_get_n_points (luthier_curves_ensure (disk->curves, "/train_total_loss")), ==,
      4);
}

/* Of a file of which a part cannot be read, all the rest is there again, in its order. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierStoredRecord) record = NULL;
  g_autoptr (GPtrArray) series = NULL;
  g_autoptr (GArray) many = g_array_new (FALSE, FALSE, sizeof (LuthierPoint));
  g_autofree char *bytes = NULL;
  gsize length = 0;

  for (guint i = 0; i < 2000; i++)
    {
      const LuthierPoint point = { i, i, 2000 - i };

      g_array_append_val (many, point);
    }
  open_store (fixture->store);
  fill_store (fixture->store, "p", JOB ("1"));
  add_points (fixture->store, "p", JOB ("1"), "/eval_total_loss",
              (const LuthierPoint *) (gconstpointer) many->data, many->len, FALSE);
  close_store (fixture->store);

  /* The root of the profiles' table. */
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  memset (bytes + 4096, 0xa5, 4096);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
  open_store (fixture->store);
  g_assert_nonnull (luthier_store_get_damage (fixture->store));
  g_assert_cmpuint (luthier_store_get_damage (fixture->store)->parts & LUTHIER_DAMAGE_RECORDS, ==,
                    0);
  record = load_record (fixture->store, "p", JOB ("1"));
  g_assert_cmpuint (record->events->len, ==, 1);
  g_assert_cmpuint (
      luthier_series_get_n_points (luthier_curves_ensure (record->curves, "/eval_total_loss")), ==,
      2000);
  series = load_series (fixture->store, "p");
  g_assert_cmpint (((LuthierStoredSeries *) g_ptr_array_index (series, 1))->lowest.step, ==, 1999);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/store-record/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("events", test_events);
  ADD ("points", test_points);
  ADD ("series", test_series);
  ADD ("stages", test_stages);
  ADD ("removed", test_removed);
  ADD ("gone", test_gone);
  ADD ("in-memory", test_in_memory);
  ADD ("damaged", test_damaged);
#undef ADD

  return g_test_run ();
}
