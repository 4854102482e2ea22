/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "luthier-crc32c.h"
#include "practice-fixture.h"

#define BUCKET "the-bucket"
#define URI    "gs://" BUCKET "/sft/train one.jsonl"
#define NAME   "sft/train one.jsonl"
#define MIB    (1024 * 1024)

/* All that is logged in this program. */
static GString *log_text;
static GMutex log_mutex;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture);
  fixture->subject = luthier_storage_new (fixture->http, PROJECT);
  fixture->directory = g_dir_make_tmp ("luthier-upload-XXXXXX", &fixture->error);
  g_assert_no_error (fixture->error);
  luthier_practice_objects_make_bucket (luthier_practice_get_objects (fixture->practice), BUCKET,
                                        "us-central1");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "train.jsonl", NULL);

  /* Neither the token nor the address of an upload, which is as good as one. */
  g_mutex_lock (&log_mutex);
  g_assert_null (strstr (log_text->str, "secret"));
  g_assert_null (strstr (log_text->str, "upload_id"));
  g_mutex_unlock (&log_mutex);

  g_remove (path);
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  fixture_tear_down (fixture);
}

/* A file of this size in which no two blocks are alike. */
static GFile *
make_file (Fixture *fixture, gsize size, guint32 seed)
{
  g_autofree char *path = g_build_filename (fixture->directory, "train.jsonl", NULL);
  g_autofree guint32 *words = g_malloc (size + sizeof (guint32));

  for (gsize i = 0; i <= size / sizeof (guint32); i++)
    words[i] = seed = seed * 1664525 + 1013904223;
  g_file_set_contents (path, (const char *) words, (gssize) size, &fixture->error);
  g_assert_no_error (fixture->error);
  return g_file_new_for_path (path);
}

static LuthierStorageObject *
finish (Fixture *fixture, LuthierUpload *upload)
{
  luthier_test_wait_for (fixture->result);
  return luthier_upload_run_finish (upload, fixture->result, &fixture->error);
}

static LuthierUpload *
start (Fixture *fixture, GFile *file)
{
  LuthierUpload *upload = luthier_upload_new (fixture->subject, file, URI);

  fixture_reset (fixture);
  luthier_upload_run_async (upload, fixture->cancellable, luthier_test_result_cb, &fixture->result);
  return upload;
}

static void
assert_stored (Fixture *fixture, GFile *file, const LuthierStorageObject *object)
{
  g_autoptr (GInputStream) stream = luthier_practice_objects_open (
      luthier_practice_get_objects (fixture->practice), BUCKET, NAME);
  g_autofree char *contents = NULL;
  g_autofree char *stored = NULL;
  g_autofree char *crc32c = NULL;
  gsize size;
  gsize count;

  g_assert_no_error (fixture->error);
  g_assert_nonnull (object);
  g_assert_true (g_file_load_contents (file, NULL, &contents, &size, NULL, NULL));
  stored = g_malloc (size + 1);
  g_assert_nonnull (stream);
  g_assert_true (g_input_stream_read_all (stream, stored, size + 1, &count, NULL, NULL));
  g_assert_cmpmem (stored, count, contents, size);

  crc32c = luthier_crc32c_to_base64 (luthier_crc32c_update (0, contents, size));
  g_assert_cmpstr (object->crc32c, ==, crc32c);
  g_assert_cmpuint (object->size, ==, size);
  g_assert_cmpstr (object->name, ==, NAME);
  g_assert_cmpstr (object->content_type, ==, "application/jsonl");
}

static gboolean
is_stored (Fixture *fixture)
{
  LuthierPracticeObject *object = luthier_practice_objects_stat (
      luthier_practice_get_objects (fixture->practice), BUCKET, NAME);

  if (object == NULL)
    return FALSE;
  luthier_practice_object_free (object);
  return TRUE;
}

/* Uploads a file of this size through the situations, and finds all of it. */
static void
assert_arrives (Fixture *fixture, gsize size)
{
  g_autoptr (GFile) file = make_file (fixture, size, 1);
  g_autoptr (LuthierUpload) upload = start (fixture, file);
  g_autoptr (LuthierStorageObject) object = finish (fixture, upload);

  assert_stored (fixture, file, object);
  g_assert_cmpint (luthier_upload_get_state (upload), ==, LUTHIER_UPLOAD_DONE);
  g_assert_cmpuint (luthier_upload_get_sent (upload), ==, size);
  g_assert_cmpuint (luthier_upload_get_size (upload), ==, size);
}

static guint
count_puts (Fixture *fixture)
{
  return luthier_practice_count_requests (fixture->practice, "PUT", "/upload/*");
}

static guint
count_starts (Fixture *fixture)
{
  return luthier_practice_count_requests (fixture->practice, "POST", "/upload/*");
}

static void
test_small (Fixture *fixture, gconstpointer data)
{
  assert_arrives (fixture, 12345);
  g_assert_cmpuint (count_puts (fixture), ==, 1);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  assert_arrives (fixture, 0);
  g_assert_cmpuint (count_puts (fixture), ==, 1);
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  assert_arrives (fixture, 16 * MIB + 17);
  g_assert_cmpuint (count_puts (fixture), ==, 3);
}

static void
test_whole_parts (Fixture *fixture, gconstpointer data)
{
  assert_arrives (fixture, 16 * MIB);
  g_assert_cmpuint (count_puts (fixture), ==, 2);
}

/* data: a situation that an upload gets through. */
static void
test_trouble (Fixture *fixture, gconstpointer data)
{
  fixture_play (fixture, data);
  assert_arrives (fixture, 20 * MIB);
}

static void
note_waiting_cb (LuthierUpload *upload, GParamSpec *pspec, gpointer waited)
{
  if (luthier_upload_get_state (upload) == LUTHIER_UPLOAD_WAITING)
    *(gboolean *) waited = TRUE;
}

static void
test_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, 1000, 1);
  g_autoptr (LuthierUpload) upload = NULL;
  g_autoptr (LuthierStorageObject) object = NULL;
  gboolean waited = FALSE;

  fixture_play (fixture, "unavailable@PUT /upload/**1");
  upload = start (fixture, file);
  g_signal_connect (upload, "notify::state", G_CALLBACK (note_waiting_cb), &waited);
  object = finish (fixture, upload);
  assert_stored (fixture, file, object);
  g_assert_true (waited);
}

static void
test_expired_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, 1000, 1);
  g_autoptr (LuthierUpload) upload = NULL;
  g_autoptr (LuthierStorageObject) object = NULL;

  /* The fixed token cannot be renewed: it is tried twice, not for ever. */
  fixture_play (fixture, "token-expires");
  upload = start (fixture, file);
  object = finish (fixture, upload);
  g_assert_null (object);
  fixture_assert_error (fixture, LUTHIER_ERROR_UNAUTHENTICATED);
  g_assert_cmpuint (count_starts (fixture), ==, 2);
}

static void
test_same_file_again (Fixture *fixture, gconstpointer data)
{
  assert_arrives (fixture, MIB);
  assert_arrives (fixture, MIB);
  g_assert_cmpuint (count_puts (fixture), ==, 1);
}

static void
test_name_is_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (LuthierUpload) upload = NULL;
  g_autoptr (LuthierStorageObject) object = NULL;

  assert_arrives (fixture, MIB);
  file = make_file (fixture, MIB, 2);
  upload = start (fixture, file);
  object = finish (fixture, upload);
  g_assert_null (object);
  fixture_assert_error (fixture, LUTHIER_ERROR_CONFLICT);
  g_assert_cmpint (luthier_upload_get_state (upload), ==, LUTHIER_UPLOAD_FAILED);
}

static void
test_file_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, 24 * MIB, 1);
  g_autoptr (LuthierUpload) upload = start (fixture, file);
  g_autoptr (LuthierStorageObject) object = NULL;
  g_autoptr (GFile) other = NULL;

  luthier_test_wait_until (count_puts (fixture) > 0);
  other = make_file (fixture, 24 * MIB, 2);
  object = finish (fixture, upload);
  g_assert_null (object);
  fixture_assert_error (fixture, LUTHIER_ERROR_DATASET);
  g_assert_nonnull (strstr (fixture->error->message, "was changed"));
  g_assert_false (is_stored (fixture));
}

static void
test_no_such_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/train.jsonl");
  g_autoptr (LuthierUpload) upload = start (fixture, file);
  g_autoptr (LuthierStorageObject) object = finish (fixture, upload);

  g_assert_null (object);
  fixture_assert_error (fixture, LUTHIER_ERROR_DATASET);
}

static void
test_no_such_bucket (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, 1000, 1);
  g_autoptr (LuthierUpload)
      upload = luthier_upload_new (fixture->subject, file, "gs://another-bucket/x.jsonl");
  g_autoptr (LuthierStorageObject) object = NULL;

  luthier_upload_run_async (upload, NULL, luthier_test_result_cb, &fixture->result);
  object = finish (fixture, upload);
  fixture_assert_error (fixture, LUTHIER_ERROR_NOT_FOUND);
}

static void
test_bad_address (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, 1000, 1);
  g_autoptr (LuthierUpload) upload = luthier_upload_new (fixture->subject, file, "gs://bucket");
  g_autoptr (LuthierStorageObject) object = NULL;

  luthier_upload_run_async (upload, NULL, luthier_test_result_cb, &fixture->result);
  object = finish (fixture, upload);
  fixture_assert_error (fixture, LUTHIER_ERROR_INVALID);
}

/* What it waits for takes longer than any test. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, 24 * MIB, 1);
  g_autoptr (LuthierUpload) upload = NULL;
  g_autoptr (LuthierStorageObject) object = NULL;

  fixture_play (fixture, data);
  upload = start (fixture, file);
  luthier_test_wait_until (count_puts (fixture) > 0);
  g_cancellable_cancel (fixture->cancellable);
  object = finish (fixture, upload);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The service is told as well. */
  luthier_test_wait_until (
      luthier_practice_count_requests (fixture->practice, "DELETE", "/upload/*") == 1);
  g_assert_false (is_stored (fixture));
}

/* A service that stores something else than it was sent, and says so. */
static void
damaging_cb (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer user_data)
{
  static const char object[] = "{\"bucket\":\"" BUCKET "\",\"name\":\"x.jsonl\",\"size\":\"1000\","
                               "\"generation\":\"77\",\"crc32c\":\"AAAAAA==\"}";
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *method = soup_server_message_get_method (message);
  char **deleted = user_data;

  soup_server_message_set_status (message, 200, NULL);
  if (g_str_equal (method, "POST"))
    soup_message_headers_replace (headers, "Location", "/upload/here?upload_id=x");
  else if (g_str_equal (method, "PUT"))
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, object,
                                      strlen (object));
  else if (g_str_equal (method, "DELETE"))
    *deleted = g_uri_to_string (soup_server_message_get_uri (message));
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autofree char *deleted = NULL;
  g_autofree char *base = NULL;
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierHttpClient) http = NULL;
  g_autoptr (LuthierStorage) storage = NULL;
  g_autoptr (LuthierUpload) upload = NULL;
  g_autoptr (LuthierStorageObject) object = NULL;
  g_autoptr (GFile) file = make_file (fixture, 1000, 1);
  GSList *uris;

  soup_server_add_handler (server, NULL, damaging_cb, &deleted, NULL);
  g_assert_true (
      soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &fixture->error));
  uris = soup_server_get_uris (server);
  base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  endpoints = luthier_endpoints_new (base, &fixture->error);
  g_assert_no_error (fixture->error);
  http = luthier_http_client_new (fixture->clock, random, endpoints, NULL, NULL);
  storage = luthier_storage_new (http, PROJECT);
  upload = luthier_upload_new (storage, file, "gs://" BUCKET "/x.jsonl");

  luthier_upload_run_async (upload, NULL, luthier_test_result_cb, &fixture->result);
  object = finish (fixture, upload);
  g_assert_null (object);
  fixture_assert_error (fixture, LUTHIER_ERROR_BAD_REPLY);
  g_assert_nonnull (deleted);
  g_assert_true (g_str_has_suffix (deleted, "/b/" BUCKET "/o/x.jsonl?generation=77"));
  soup_server_disconnect (server);
}

static GLogWriterOutput
log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_mutex_lock (&log_mutex);
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_string_append_printf (log_text, "%s\n", (const char *) fields[i].value);
    }
  g_mutex_unlock (&log_mutex);
  return g_log_writer_default (level, fields, n_fields, user_data);
}

#define ADD(name, data, test) g_test_add ("/upload/" name, Fixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  log_text = g_string_new (NULL);
  g_log_set_writer_func (log_cb, NULL, NULL);
  g_test_init (&argc, &argv, NULL);

  ADD ("small", NULL, test_small);
  ADD ("empty", NULL, test_empty);
  ADD ("parts", NULL, test_parts);
  ADD ("whole-parts", NULL, test_whole_parts);
  ADD ("keeps-less", "keeps-less", test_trouble);
  ADD ("cuts-upload", "cuts-upload=5000000*2", test_trouble);
  ADD ("session-gone-410", "session-gone=410@PUT */upload/**1", test_trouble);
  ADD ("session-gone-404", "session-gone=404@PUT */upload/**1", test_trouble);
  ADD ("start-unavailable", "unavailable@POST */upload/**1", test_trouble);
  ADD ("reset-before", "reset-before@PUT */upload/**1", test_trouble);
  ADD ("reset-after", "reset-after@PUT */upload/**1", test_trouble);
  ADD ("waits", NULL, test_waits);
  ADD ("expired-token", NULL, test_expired_token);
  ADD ("same-file-again", NULL, test_same_file_again);
  ADD ("name-is-taken", NULL, test_name_is_taken);
  ADD ("file-changes", NULL, test_file_changes);
  ADD ("damaged", NULL, test_damaged);
  ADD ("no-such-file", NULL, test_no_such_file);
  ADD ("no-such-bucket", NULL, test_no_such_bucket);
  ADD ("bad-address", NULL, test_bad_address);
  ADD ("cancel", "slow=600000@PUT */upload/*", test_cancel);
  ADD ("cancel-while-waiting", "unavailable=600@PUT */upload/*", test_cancel);
  return g_test_run ();
}
