/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gstdio.h>

#include "luthier-crc32c.h"
#include "luthier-upload.h"
#include "practice-fixture.h"

#define BUCKET "the-bucket"
#define NAME   "train.jsonl"
#define URI    "gs://" BUCKET "/" NAME
#define MIB    (1024 * 1024)
#define SIZE   (24 * MIB + 5)
#define CHUNK  (8 * MIB)

/* A service that remembers, and what a program would have written down. */
typedef struct
{
  Fixture base;
  char *state_path;
  char *session;
  LuthierUploadMark mark;
  guint n_kept;
} Stage;

static void
start_practice (Stage *stage)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  Fixture *base = &stage->base;
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierTokenSource) tokens = luthier_fixed_token_new (PRACTICE_TOKEN);

  base->practice = luthier_practice_new (base->clock, PROJECT, PRACTICE_TOKEN, stage->state_path,
                                         1.0, &base->error);
  g_assert_no_error (base->error);
  luthier_practice_listen (base->practice, 0, &base->error);
  g_assert_no_error (base->error);
  endpoints = luthier_endpoints_new (luthier_practice_get_base_url (base->practice), &base->error);
  g_assert_no_error (base->error);
  base->http = luthier_http_client_new (base->clock, random, endpoints, tokens, NULL);
  base->subject = luthier_storage_new (base->http, PROJECT);
  base->cancellable = g_cancellable_new ();
}

static void
stop_practice (Stage *stage)
{
  fixture_reset (&stage->base);
  g_clear_object (&stage->base.cancellable);
  g_assert_finalize_object (stage->base.subject);
  g_assert_finalize_object (stage->base.http);
  luthier_practice_close (stage->base.practice);
  g_clear_object (&stage->base.practice);
}

static void
set_up (Stage *stage, gconstpointer data)
{
  stage->base.directory = g_dir_make_tmp ("luthier-upload-XXXXXX", NULL);
  stage->state_path = g_build_filename (stage->base.directory, "practice.db", NULL);
  stage->base.clock = luthier_clock_new ();
  start_practice (stage);
  luthier_practice_objects_make_bucket (luthier_practice_get_objects (stage->base.practice), BUCKET,
                                        "us-central1");
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  stop_practice (stage);
  g_clear_object (&stage->base.clock);
  g_free (stage->base.directory);
  g_free (stage->state_path);
  g_free (stage->session);
}

static GFile *
make_file (Stage *stage)
{
  g_autofree char *path = g_build_filename (stage->base.directory, NAME, NULL);
  g_autofree guint32 *words = g_malloc (SIZE + sizeof (guint32));
  guint32 seed = 1;

  for (gsize i = 0; i <= SIZE / sizeof (guint32); i++)
    words[i] = seed = seed * 1664525 + 1013904223;
  g_assert_true (g_file_set_contents (path, (const char *) words, SIZE, NULL));
  return g_file_new_for_path (path);
}

/* As a program does that writes it down at once. */
static void
kept_cb (LuthierUpload *upload, Stage *stage)
{
  g_free (stage->session);
  stage->session = g_strdup (luthier_upload_get_session (upload));
  stage->mark = *luthier_upload_get_mark (upload);
  stage->n_kept++;
  luthier_upload_noted (upload);
}

static void
run (Stage *stage, LuthierUpload *upload)
{
  fixture_reset (&stage->base);
  luthier_upload_run_async (upload, stage->base.cancellable, luthier_test_result_cb,
                            &stage->base.result);
}

static LuthierStorageObject *
finish (Stage *stage, LuthierUpload *upload)
{
  luthier_test_wait_for (stage->base.result);
  return luthier_upload_run_finish (upload, stage->base.result, &stage->base.error);
}

static guint64
count_received (Stage *stage)
{
  return luthier_practice_blobs_get_received (
      luthier_practice_objects_get_blobs (luthier_practice_get_objects (stage->base.practice)));
}

static guint
count_puts (Stage *stage)
{
  return luthier_practice_count_requests (stage->base.practice, "PUT", "/upload/*");
}

/* A part of the file is at the service, which will go on with it. The service runs in this thread:
 * what is played before its late answer concerns what comes after it. */
static void
begin_and_leave (Stage *stage, GFile *file)
{
  g_autoptr (LuthierUpload) upload = luthier_upload_new (stage->base.subject, file, URI);
  g_autoptr (LuthierStorageObject) object = NULL;

  g_signal_connect (upload, "kept", G_CALLBACK (kept_cb), stage);
  fixture_play (&stage->base, "slow=1@PUT /upload/**1");
  run (stage, upload);
  luthier_test_wait_until (count_puts (stage) == 1);
  fixture_play (&stage->base, "slow=600000@PUT /upload/**1");
  luthier_test_wait_until (count_received (stage) > CHUNK + MIB);
  luthier_upload_leave (upload);
  g_cancellable_cancel (stage->base.cancellable);
  object = finish (stage, upload);
  g_assert_error (stage->base.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (stage->n_kept, >=, 2);
  g_assert_cmpuint (stage->mark.kept, >=, CHUNK);
  g_assert_cmpuint (stage->mark.size, ==, SIZE);
  g_assert_cmpuint (luthier_practice_count_requests (stage->base.practice, "DELETE", "*"), ==, 0);
  luthier_practice_clear_situations (stage->base.practice);
  g_clear_object (&stage->base.cancellable);
  stage->base.cancellable = g_cancellable_new ();
}

static void
assert_goes_on (Stage *stage, GFile *file, guint n_starts)
{
  g_autoptr (LuthierUpload) upload = luthier_upload_new (stage->base.subject, file, URI);
  g_autoptr (LuthierStorageObject) object = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *crc32c = NULL;

  luthier_upload_resume (upload, &stage->mark, stage->session);
  run (stage, upload);
  object = finish (stage, upload);
  g_assert_no_error (stage->base.error);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  crc32c = luthier_crc32c_to_base64 (luthier_crc32c_update (0, contents, SIZE));
  g_assert_cmpstr (object->crc32c, ==, crc32c);
  g_assert_cmpuint (luthier_practice_count_requests (stage->base.practice, "POST", "/upload/*"), ==,
                    n_starts);
}

/* The service has started anew meanwhile, and listens somewhere else. */
static void
test_elsewhere (Stage *stage, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (stage);

  begin_and_leave (stage, file);
  g_assert_true (g_str_has_prefix (stage->session, "/upload/"));
  stop_practice (stage);
  start_practice (stage);
  assert_goes_on (stage, file, 0);
  g_assert_cmpuint (count_received (stage), <=, SIZE - CHUNK);
}

/* File contents never go to a place that is not the service's, whoever wrote it down. */
static void
test_not_trusted (Stage *stage, gconstpointer address)
{
  g_autoptr (GFile) file = make_file (stage);

  begin_and_leave (stage, file);
  g_free (stage->session);
  stage->session = g_strdup (address);
  /* It begins anew: without a token first, which it did not need, then with one. */
  assert_goes_on (stage, file, 3);
}

static void
test_not_the_file (Stage *stage, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (stage);
  g_autoptr (LuthierUpload) upload = NULL;
  g_autoptr (LuthierStorageObject) object = NULL;

  begin_and_leave (stage, file);
  stage->mark.crc32c ^= 1;
  upload = luthier_upload_new (stage->base.subject, file, URI);
  luthier_upload_resume (upload, &stage->mark, stage->session);
  run (stage, upload);
  object = finish (stage, upload);
  g_assert_error (stage->base.error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  luthier_test_wait_until (
      luthier_practice_count_requests (stage->base.practice, "DELETE", "/upload/*") == 1);
}

static void
test_abandoned (Stage *stage, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (stage);
  g_autoptr (LuthierUpload) upload = NULL;

  begin_and_leave (stage, file);
  upload = luthier_upload_new (stage->base.subject, file, URI);
  luthier_upload_resume (upload, &stage->mark, stage->session);
  luthier_upload_abandon (upload);
  g_assert_null (luthier_upload_get_session (upload));
  luthier_test_wait_until (
      luthier_practice_count_requests (stage->base.practice, "DELETE", "/upload/*") == 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function)                                                                  \
  g_test_add ("/upload-resume/" path, Stage, data, set_up, function, tear_down)
  ADD ("elsewhere", NULL, test_elsewhere);
  ADD ("not-trusted", "https://uploads.example/upload?upload_id=x", test_not_trusted);
  ADD ("not-secure", "http://uploads.example/upload?upload_id=x", test_not_trusted);
  ADD ("not-the-file", NULL, test_not_the_file);
  ADD ("abandoned", NULL, test_abandoned);
#undef ADD

  return g_test_run ();
}
