/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-uploads.h"

#include <glib/gstdio.h>

#include "luthier-test.h"

typedef struct
{
  char *path;
  LuthierStore *store;
} Fixture;

static void
open_store (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->store = luthier_store_new (fixture->path);
  luthier_store_open_async (fixture->store, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_store_open_finish (fixture->store, result, &error);
  g_assert_no_error (error);
}

static void
close_store (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_store_close_async (fixture->store, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_store_close_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-store-XXXXXX", NULL);

  fixture->path = g_build_filename (folder, "luthier.db", NULL);
  open_store (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  close_store (fixture);
  g_remove (fixture->path);
  g_rmdir (folder);
  g_free (fixture->path);
}

static void
finish_write (Fixture *fixture, GAsyncResult **place)
{
  g_autoptr (GError) error = NULL;

  luthier_test_wait_for (*place);
  luthier_store_write_finish (fixture->store, *place, &error);
  g_assert_no_error (error);
  g_clear_object (place);
}

static void
save_upload (Fixture *fixture, const char *id, const char *profile, guint64 kept)
{
  const LuthierUploadRecord upload = {
    .id = (char *) id,
    .profile = (char *) profile,
    .file = (char *) "file:///home/me/train.jsonl",
    .gs_uri = (char *) "gs://acme/luthier/abc-train.jsonl",
    .sha256 = (char *) "abc",
    .size = G_GUINT64_CONSTANT (5000000000),
    .mtime_us = G_GINT64_CONSTANT (1795348800123456),
    .kept = kept,
    .kept_crc32c = 0xfedcba98,
    .generation = 77,
  };
  GAsyncResult *result = NULL;

  luthier_store_save_upload_async (fixture->store, &upload, NULL, luthier_test_result_cb, &result);
  finish_write (fixture, &result);
}

static GPtrArray *
load_uploads (Fixture *fixture, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *uploads;

  luthier_store_load_uploads_async (fixture->store, profile, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  uploads = luthier_store_load_uploads_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return uploads;
}

static guint
count_uploads (Fixture *fixture, const char *profile)
{
  g_autoptr (GPtrArray) uploads = load_uploads (fixture, profile);

  return uploads->len;
}

static void
save_dataset (Fixture *fixture, const char *profile, const char *file)
{
  const LuthierStoredDataset dataset = {
    .profile = (char *) profile,
    .gs_uri = (char *) "gs://acme/x.jsonl",
    .file = (char *) file,
    .crc32c = (char *) "AAAAAA==",
    .size = 12,
    .time_us = 34,
  };
  GAsyncResult *result = NULL;

  luthier_store_save_dataset_async (fixture->store, &dataset, NULL, luthier_test_result_cb,
                                    &result);
  finish_write (fixture, &result);
}

static LuthierStoredDataset *
load_dataset (Fixture *fixture, const char *profile, const char *uri)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LuthierStoredDataset *dataset;

  luthier_store_load_dataset_async (fixture->store, profile, uri, NULL, luthier_test_result_cb,
                                    &result);
  luthier_test_wait_for (result);
  dataset = luthier_store_load_dataset_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return dataset;
}

static void
test_uploads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) uploads = NULL;
  LuthierUploadRecord *upload;
  GAsyncResult *result = NULL;

  save_upload (fixture, "a", "p", 0);
  save_upload (fixture, "b", "p", 1);
  save_upload (fixture, "c", "q", 2);
  save_upload (fixture, "a", "p", 8388608);
  close_store (fixture);
  open_store (fixture);

  uploads = load_uploads (fixture, "p");
  g_assert_cmpuint (uploads->len, ==, 2);
  upload = g_ptr_array_index (uploads, 0);
  g_assert_cmpstr (upload->id, ==, "a");
  g_assert_cmpstr (upload->profile, ==, "p");
  g_assert_cmpstr (upload->file, ==, "file:///home/me/train.jsonl");
  g_assert_cmpstr (upload->gs_uri, ==, "gs://acme/luthier/abc-train.jsonl");
  g_assert_cmpstr (upload->sha256, ==, "abc");
  g_assert_null (upload->crc32c);
  g_assert_cmpuint (upload->size, ==, G_GUINT64_CONSTANT (5000000000));
  g_assert_cmpint (upload->mtime_us, ==, G_GINT64_CONSTANT (1795348800123456));
  g_assert_cmpuint (upload->kept, ==, 8388608);
  g_assert_cmphex (upload->kept_crc32c, ==, 0xfedcba98);
  g_assert_cmpint (upload->generation, ==, 77);

  luthier_store_remove_upload_async (fixture->store, "a", NULL, luthier_test_result_cb, &result);
  finish_write (fixture, &result);
  g_assert_cmpuint (count_uploads (fixture, "p"), ==, 1);
  g_assert_cmpuint (count_uploads (fixture, "q"), ==, 1);
}

static void
test_datasets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierStoredDataset) dataset = NULL;

  g_assert_null (load_dataset (fixture, "p", "gs://acme/x.jsonl"));
  save_dataset (fixture, "p", "file:///old.jsonl");
  save_dataset (fixture, "p", "file:///new.jsonl");
  dataset = load_dataset (fixture, "p", "gs://acme/x.jsonl");
  g_assert_nonnull (dataset);
  g_assert_cmpstr (dataset->file, ==, "file:///new.jsonl");
  g_assert_null (dataset->sha256);
  g_assert_cmpstr (dataset->crc32c, ==, "AAAAAA==");
  g_assert_cmpuint (dataset->size, ==, 12);
  g_assert_cmpint (dataset->time_us, ==, 34);
  g_assert_null (load_dataset (fixture, "q", "gs://acme/x.jsonl"));
  g_assert_null (load_dataset (fixture, "p", "gs://acme/y.jsonl"));
}

static void
test_profile_removed (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  save_upload (fixture, "a", "p", 0);
  save_upload (fixture, "b", "q", 0);
  save_dataset (fixture, "p", "file:///x.jsonl");
  luthier_store_remove_profile_async (fixture->store, "p", NULL, luthier_test_result_cb, &result);
  finish_write (fixture, &result);
  g_assert_cmpuint (count_uploads (fixture, "p"), ==, 0);
  g_assert_cmpuint (count_uploads (fixture, "q"), ==, 1);
  g_assert_null (load_dataset (fixture, "p", "gs://acme/x.jsonl"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/store-uploads/uploads", test_uploads);
  ADD ("/store-uploads/datasets", test_datasets);
  ADD ("/store-uploads/profile-removed", test_profile_removed);
#undef ADD

  return g_test_run ();
}
