/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "tuning-client.h"

static char *
get_body (Reply *reply)
{
  return g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));
}

static void
test_layout (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create (self, REQUEST (""));
  g_autofree char *compact_path = g_strdup_printf (
      "/v1/%s?prettyPrint=false&fields=state,supervisedTuningSpec", name);
  g_autoptr (Reply) pretty = tuning_get (self, V1, name);
  g_autoptr (Reply) compact = client_get (self, compact_path);
  g_autofree char *pretty_text = get_body (pretty);
  g_autofree char *compact_text = get_body (compact);

  g_assert_true (g_str_has_prefix (pretty_text, "{\n  \"name\": \""));
  g_assert_cmpstr (compact_text, ==,
                   "{\"state\":\"JOB_STATE_PENDING\",\"supervisedTuningSpec\":{"
                   "\"trainingDatasetUri\":\"gs://acme-tuning/train.jsonl\"}}");
  g_assert_cmpstr (reply_header (compact, "Content-Type"), ==, "application/json; charset=UTF-8");
}

/* A mask that is none is refused before the request has acted. */
static void
test_mask_refused (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = client_post (self, JOBS "?fields=a(b", REQUEST (""));
  g_autoptr (Reply) list = client_get (self, JOBS);

  assert_status (reply, 400);
  g_assert_cmpstr (reply_text (reply, "error.message"), ==, "Invalid field selection a(b");
  g_assert_null (reply_value (list, "tuningJobs"));
}

static void
test_gzip (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create (self, REQUEST (""));
  g_autofree char *path = g_strconcat (V1, name, NULL);
  g_autoptr (Reply) plain = client_get (self, path);
  g_autoptr (Reply) packed = client_call (self, "GET", path, NULL, "Accept-Encoding",
                                          "deflate, gzip;q=0.9", NULL);
  g_autoptr (Reply)
      refused = client_call (self, "GET", path, NULL, "Accept-Encoding", "gzip;q=0", NULL);
  g_autoptr (GZlibDecompressor)
      decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (packed->body);
  g_autoptr (GInputStream)
      stream = g_converter_input_stream_new (memory, G_CONVERTER (decompressor));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) unpacked = g_input_stream_read_bytes (stream, 65536, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (reply_header (plain, "Content-Encoding"));
  g_assert_null (reply_header (refused, "Content-Encoding"));
  g_assert_cmpstr (reply_header (packed, "Content-Encoding"), ==, "gzip");
  g_assert_true (g_bytes_equal (unpacked, plain->body));
}

static void
test_bad_json (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = client_post (self, JOBS, "{\"baseModel\":\"x\",}");

  assert_status (reply, 400);
  g_assert_true (
      g_str_has_prefix (reply_text (reply, "error.message"), "Invalid JSON payload received. "));
  g_assert_cmpstr (reply_text (reply, "error.details.0.@type"), ==,
                   "type.googleapis.com/google.rpc.BadRequest");
}

/* What goes over the wire is written down for whoever has a schema, secrets never. */
static void
test_record (Client *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "bodies", NULL);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_setenv ("LUTHIER_RECORD_BODIES", file, TRUE);
  name = tuning_create (self, REQUEST (""));
  {
    g_autoptr (Reply) list = client_get (self, JOBS "?fields=nextPageToken");
    g_autoptr (Reply) refused = client_post (self, JOBS, "{}");

    assert_status (list, 200);
    assert_status (refused, 400);
  }
  g_unsetenv ("LUTHIER_RECORD_BODIES");
  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "{\"schema\":\"CreateTuningJobRequestV1beta1\","));
  g_assert_true (g_str_has_prefix (lines[1], "{\"schema\":\"TuningJob\",\"body\":{\"name\":"));
  g_assert_true (g_str_has_prefix (
      lines[2], "{\"schema\":\"ListTuningJobsResponse\",\"body\":{\"tuningJobs\":["));
  g_assert_true (g_str_has_prefix (lines[3], "{\"schema\":\"ErrorResponse\","));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice/exchange/" path, Client, NULL, tuning_set_up, function, client_tear_down)
  ADD ("layout", test_layout);
  ADD ("mask-refused", test_mask_refused);
  ADD ("gzip", test_gzip);
  ADD ("bad-json", test_bad_json);
  ADD ("record", test_record);
  return g_test_run ();
}
