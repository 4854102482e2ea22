/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-storage.h"

#include "practice-fixture.h"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture);
  fixture->subject = luthier_storage_new (fixture->http, PROJECT);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_tear_down (fixture);
}

static gboolean
make_bucket (Fixture *fixture, const char *name)
{
  fixture_reset (fixture);
  luthier_storage_make_bucket_async (fixture->subject, name, "us-central1", NULL,
                                     luthier_test_result_cb, &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_storage_make_bucket_finish (fixture->subject, fixture->result, &fixture->error);
}

static LuthierStorageObject *
stat_object (Fixture *fixture, const char *uri)
{
  fixture_reset (fixture);
  luthier_storage_stat_async (fixture->subject, uri, NULL, luthier_test_result_cb,
                              &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_storage_stat_finish (fixture->subject, fixture->result, &fixture->error);
}

static gboolean
delete_object (Fixture *fixture, const LuthierStorageObject *object)
{
  fixture_reset (fixture);
  luthier_storage_delete_async (fixture->subject, object, NULL, luthier_test_result_cb,
                                &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_storage_delete_finish (fixture->subject, fixture->result, &fixture->error);
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  luthier_practice_objects_put (luthier_practice_get_objects (fixture->practice), "the-bucket",
                                name, "application/jsonl", bytes);
}

static void
test_make_bucket (Fixture *fixture, gconstpointer data)
{
  LuthierPracticeObjects *objects = luthier_practice_get_objects (fixture->practice);

  g_assert_false (luthier_practice_objects_has_bucket (objects, "the-bucket"));
  g_assert_true (make_bucket (fixture, "the-bucket"));
  g_assert_no_error (fixture->error);
  g_assert_true (luthier_practice_objects_has_bucket (objects, "the-bucket"));

  g_assert_false (make_bucket (fixture, "the-bucket"));
  fixture_assert_error (fixture, LUTHIER_ERROR_CONFLICT);
}

static void
test_stat (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierStorageObject) object = NULL;
  g_autoptr (LuthierStorageObject) none = NULL;

  make_bucket (fixture, "the-bucket");
  put (fixture, "a folder/ü?#%.jsonl", "123456789");
  object = stat_object (fixture, "gs://the-bucket/a folder/ü?#%.jsonl");
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (object->bucket, ==, "the-bucket");
  g_assert_cmpstr (object->name, ==, "a folder/ü?#%.jsonl");
  g_assert_cmpuint (object->size, ==, 9);
  g_assert_cmpstr (object->crc32c, ==, "4waSgw==");
  g_assert_cmpstr (object->content_type, ==, "application/jsonl");
  g_assert_cmpint (object->generation, >, 0);

  none = stat_object (fixture, "gs://the-bucket/a folder");
  fixture_assert_error (fixture, LUTHIER_ERROR_NOT_FOUND);
}

static void
test_bad_address (Fixture *fixture, gconstpointer data)
{
  static const char *const uris[] = { "", "gs://", "gs://bucket", "gs://bucket/", "/tmp/file" };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (LuthierStorageObject) object = stat_object (fixture, uris[i]);

      fixture_assert_error (fixture, LUTHIER_ERROR_INVALID);
    }
}

/* Only what was meant is deleted. */
static void
test_delete_generation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierStorageObject) older = NULL;
  g_autoptr (LuthierStorageObject) newer = NULL;
  g_autoptr (LuthierStorageObject) none = NULL;

  make_bucket (fixture, "the-bucket");
  put (fixture, "x.jsonl", "old");
  older = stat_object (fixture, "gs://the-bucket/x.jsonl");
  put (fixture, "x.jsonl", "newer");
  g_assert_false (delete_object (fixture, older));
  newer = stat_object (fixture, "gs://the-bucket/x.jsonl");
  g_assert_cmpuint (newer->size, ==, 5);
  g_assert_true (delete_object (fixture, newer));
  g_assert_no_error (fixture->error);
  none = stat_object (fixture, "gs://the-bucket/x.jsonl");
  fixture_assert_error (fixture, LUTHIER_ERROR_NOT_FOUND);
}

static GBytes *
read_object (Fixture *fixture, const LuthierStorageObject *object, guint64 offset, gsize length)
{
  fixture_reset (fixture);
  luthier_storage_read_async (fixture->subject, object, offset, length, NULL,
                              luthier_test_result_cb, &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_storage_read_finish (fixture->subject, fixture->result, &fixture->error);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierStorageObject) object = NULL;
  g_autoptr (GBytes) bytes = NULL;

  make_bucket (fixture, "the-bucket");
  put (fixture, "a b/x.jsonl", "0123456789");
  object = stat_object (fixture, "gs://the-bucket/a b/x.jsonl");
  bytes = read_object (fixture, object, 3, 4);
  g_assert_no_error (fixture->error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "3456", 4);

  /* There is less than it said. */
  g_assert_null (read_object (fixture, object, 8, 4));
  fixture_assert_error (fixture, LUTHIER_ERROR_BAD_REPLY);

  /* Somebody puts another one in its place. */
  put (fixture, "a b/x.jsonl", "abcdefghij");
  g_assert_null (read_object (fixture, object, 3, 4));
  fixture_assert_error (fixture, LUTHIER_ERROR_NOT_FOUND);
}

#define ADD(name, test) g_test_add ("/storage/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("make-bucket", test_make_bucket);
  ADD ("stat", test_stat);
  ADD ("bad-address", test_bad_address);
  ADD ("read", test_read);
  ADD ("delete-generation", test_delete_generation);
  return g_test_run ();
}
