/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-storage.h"

#include "practice-client.h"

#define OBJECTS "/storage/v1/b/acme-tuning/o"
#define UPLOADS "/upload/storage/v1/b/acme-tuning/o"

static Reply *
put_text (Client *self, const char *escaped_name, const char *text)
{
  g_autofree char *path = g_strdup_printf (UPLOADS "?uploadType=media&name=%s", escaped_name);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return client_call (self, "POST", path, body, "Content-Type", "application/jsonl", NULL);
}

static void
put (Client *self, const char *escaped_name, const char *text)
{
  g_autoptr (Reply) reply = put_text (self, escaped_name, text);

  assert_status (reply, 200);
}

static void
assert_body (Reply *reply, const char *text)
{
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), text,
                   strlen (text));
}

static void
test_object (Client *self, gconstpointer data)
{
  g_autoptr (Reply) made = put_text (self, "sft%2Ftrain.jsonl", "123456789");
  g_autoptr (Reply) read = client_get (self, OBJECTS "/sft%2Ftrain.jsonl");
  g_autoptr (Reply) absent = client_get (self, OBJECTS "/sft%2Fother.jsonl");

  assert_status (made, 200);
  assert_status (read, 200);
  g_assert_cmpstr (reply_text (read, "kind"), ==, "storage#object");
  g_assert_cmpstr (reply_text (read, "name"), ==, "sft/train.jsonl");
  g_assert_cmpstr (reply_text (read, "bucket"), ==, "acme-tuning");
  g_assert_cmpstr (reply_text (read, "size"), ==, "9");
  g_assert_cmpstr (reply_text (read, "crc32c"), ==, "4waSgw==");
  g_assert_cmpstr (reply_text (read, "md5Hash"), ==, "JfnnlDI7RTiF9RgfG2JNCw==");
  g_assert_cmpstr (reply_text (read, "contentType"), ==, "application/jsonl");
  g_assert_cmpstr (reply_text (read, "metageneration"), ==, "1");
  g_assert_cmpstr (reply_text (read, "generation"), ==, reply_text (made, "generation"));
  g_assert_cmpstr (reply_text (read, "timeCreated"), ==, "2026-11-18T11:06:40.000Z");

  assert_status (absent, 404);
  g_assert_cmpstr (reply_text (absent, "error.errors.0.reason"), ==, "notFound");
  g_assert_cmpstr (reply_text (absent, "error.errors.0.domain"), ==, "global");
  g_assert_cmpint (luthier_json_value_get_int64 (reply_value (absent, "error.code"), 0), ==, 404);
}

/* Names are opaque: they lead nowhere, whatever they look like. */
static void
test_names (Client *self, gconstpointer data)
{
  static const char *const names[] = { "..%2F..%2Fetc%2Fpasswd",
                                       "a%2F..%2Fb",
                                       "caf%C3%A9%20%25.jsonl",
                                       "%E6%97%A5%E6%9C%AC%2F%F0%9F%8E%B8",
                                       "a%3Fb%23c%26d%3De%2Bf",
                                       "%2Fleading",
                                       "trailing%2F" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf (OBJECTS "/%s?alt=media", names[i]);
      g_autofree char *plain = g_uri_unescape_string (names[i], NULL);
      g_autoptr (Reply) made = put_text (self, names[i], names[i]);
      g_autoptr (Reply) read = client_get (self, path);

      assert_status (made, 200);
      g_assert_cmpstr (reply_text (made, "name"), ==, plain);
      assert_status (read, 200);
      assert_body (read, names[i]);
    }
}

static void
test_bad_names (Client *self, gconstpointer data)
{
  g_autofree char *endless = g_strnfill (1025, 'x');
  g_autoptr (Reply) none = put_text (self, "", "x");
  g_autoptr (Reply) parent = put_text (self, "..", "x");
  g_autoptr (Reply) line = put_text (self, "a%0Ab", "x");
  g_autoptr (Reply) too_long = put_text (self, endless, "x");

  assert_status (none, 400);
  assert_status (parent, 400);
  assert_status (line, 400);
  assert_status (too_long, 400);
}

static void
test_generations (Client *self, gconstpointer data)
{
  g_autoptr (Reply) first = put_text (self, "a", "one");
  g_autoptr (Reply) second = put_text (self, "a", "two");
  g_autofree char *old = g_strdup_printf (OBJECTS "/a?generation=%s",
                                          reply_text (first, "generation"));
  g_autofree char *new = g_strdup_printf (OBJECTS "/a?generation=%s",
                                          reply_text (second, "generation"));
  g_autoptr (Reply) read_old = client_get (self, old);
  g_autoptr (Reply) delete_old = client_call (self, "DELETE", old, NULL, NULL);
  g_autoptr (Reply) again = put_text (self, "a&ifGenerationMatch=0", "three");
  g_autoptr (Reply) delete_new = client_call (self, "DELETE", new, NULL, NULL);
  g_autoptr (Reply) gone = client_get (self, OBJECTS "/a");

  assert_status (read_old, 404);
  assert_status (delete_old, 404);
  assert_status (again, 412);
  g_assert_cmpstr (reply_text (again, "error.errors.0.reason"), ==, "conditionNotMet");
  assert_status (delete_new, 204);
  assert_status (gone, 404);
}

static void
test_multipart (Client *self, gconstpointer data)
{
  static const char body[] =
      "--b\r\nContent-Type: application/json\r\n\r\n"
      "{\"name\": \"m/x\", \"contentType\": \"application/jsonl\","
      " \"metadata\": {\"luthier-sha256\": \"abc\"}, \"crc32c\": \"4waSgw==\"}"
      "\r\n--b\r\nContent-Type: text/plain\r\n\r\n123456789\r\n--b--";
  g_autoptr (GBytes) good = g_bytes_new_static (body, sizeof body - 1);
  g_autoptr (GBytes) bad = g_bytes_new_static (body, sizeof body - 9);
  g_autoptr (Reply) made = client_call (self, "POST", UPLOADS "?uploadType=multipart", good,
                                        "Content-Type", "multipart/related; boundary=b", NULL);
  g_autoptr (Reply) refused = client_call (self, "POST", UPLOADS "?uploadType=multipart", bad,
                                           "Content-Type", "multipart/related; boundary=b", NULL);

  assert_status (made, 200);
  g_assert_cmpstr (reply_text (made, "name"), ==, "m/x");
  g_assert_cmpstr (reply_text (made, "size"), ==, "9");
  g_assert_cmpstr (reply_text (made, "contentType"), ==, "application/jsonl");
  g_assert_cmpstr (reply_text (made, "metadata.luthier-sha256"), ==, "abc");
  assert_status (refused, 400);
}

static void
assert_range (Client *self, const char *range, guint status, const char *text, const char *header)
{
  g_autoptr (Reply)
      reply = client_call (self, "GET", OBJECTS "/digits?alt=media", NULL, "Range", range, NULL);

  assert_status (reply, status);
  g_assert_cmpstr (reply_header (reply, "Content-Range"), ==, header);
  if (text != NULL)
    assert_body (reply, text);
}

static void
test_ranges (Client *self, gconstpointer data)
{
  g_autoptr (Reply) whole = NULL;

  put (self, "digits", "0123456789");
  whole = client_get (self, OBJECTS "/digits?alt=media");
  assert_status (whole, 200);
  assert_body (whole, "0123456789");
  g_assert_true (g_str_has_prefix (reply_header (whole, "x-goog-hash"), "crc32c="));
  g_assert_nonnull (strstr (reply_header (whole, "x-goog-hash"), ",md5="));
  g_assert_nonnull (reply_header (whole, "x-goog-generation"));
  g_assert_cmpstr (reply_header (whole, "x-goog-stored-content-length"), ==, "10");

  assert_range (self, "bytes=2-4", 206, "234", "bytes 2-4/10");
  assert_range (self, "bytes=7-", 206, "789", "bytes 7-9/10");
  assert_range (self, "bytes=7-100", 206, "789", "bytes 7-9/10");
  assert_range (self, "bytes=-3", 206, "789", "bytes 7-9/10");
  assert_range (self, "bytes=-30", 206, "0123456789", "bytes 0-9/10");
  assert_range (self, "bytes=0-0", 206, "0", "bytes 0-0/10");
  assert_range (self, "bytes=10-", 416, NULL, "bytes */10");
  assert_range (self, "bytes=4-2", 200, "0123456789", NULL);
  assert_range (self, "lines=1-2", 200, "0123456789", NULL);
}

static void
test_head (Client *self, gconstpointer data)
{
  g_autoptr (Reply) head = NULL;

  put (self, "digits", "0123456789");
  head = client_call (self, "HEAD", OBJECTS "/digits?alt=media", NULL, NULL);
  assert_status (head, 200);
  g_assert_cmpstr (reply_header (head, "Content-Length"), ==, "10");
  g_assert_cmpuint (g_bytes_get_size (head->body), ==, 0);
}

/* More than one piece on its way, and an empty object, which has none. */
static void
test_sizes (Client *self, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 256 * 1024, 256 * 1024 + 1, 5 * 1024 * 1024 + 77 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) bytes = client_make_bytes (sizes[i], i);
      g_autoptr (Reply) made = client_call (self, "POST", UPLOADS "?uploadType=media&name=big",
                                            bytes, "Content-Type", "application/jsonl", NULL);
      g_autoptr (Reply) read = client_get (self, OBJECTS "/big?alt=media");

      assert_status (made, 200);
      assert_status (read, 200);
      g_assert_true (g_bytes_equal (read->body, bytes));
    }
}

static GBytes *
pack (const char *text)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream)
      stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* An object that is stored packed comes unpacked unless one can unpack it. */
static void
test_gzip (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) packed = pack ("unpacked on the way");
  g_autoptr (Reply)
      made = client_call (self, "POST", UPLOADS "?uploadType=media&name=z&contentEncoding=gzip",
                          packed, "Content-Type", "application/jsonl", NULL);
  g_autoptr (Reply) plain = client_get (self, OBJECTS "/z?alt=media");
  g_autoptr (Reply) raw = client_call (self, "GET", OBJECTS "/z?alt=media", NULL, "Accept-Encoding",
                                       "gzip", NULL);

  assert_status (made, 200);
  assert_status (plain, 200);
  assert_body (plain, "unpacked on the way");
  assert_status (raw, 200);
  g_assert_true (g_bytes_equal (raw->body, packed));
  g_assert_cmpstr (reply_header (raw, "x-goog-stored-content-encoding"), ==, "gzip");
}

/* Walks over all pages and writes down what is on them. */
static char *
list (Client *self, const char *query)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *token = NULL;

  do
    {
      g_autofree char *path = g_strdup_printf (OBJECTS "?%s&pageToken=%s", query,
                                               token != NULL ? token : "");
      g_autoptr (Reply) reply = client_get (self, path);
      const LuthierJsonValue *prefixes = reply_value (reply, "prefixes");
      const LuthierJsonValue *items = reply_value (reply, "items");

      assert_status (reply, 200);
      for (guint i = 0; i < luthier_json_value_get_length (prefixes); i++)
        g_string_append_printf (
            found, "[%s] ",
            luthier_json_value_get_string (luthier_json_value_get_element (prefixes, i), NULL));
      for (guint i = 0; i < luthier_json_value_get_length (items); i++)
        g_string_append_printf (
            found, "%s ",
            luthier_json_value_get_string (
                luthier_json_value_get_member (luthier_json_value_get_element (items, i), "name"),
                NULL));
      g_string_append (found, "| ");
      g_free (token);
      token = reply_text (reply, "nextPageToken") != NULL
                  ? g_uri_escape_string (reply_text (reply, "nextPageToken"), NULL, FALSE)
                  : NULL;
    }
  while (token != NULL);
  return g_string_free (g_steal_pointer (&found), FALSE);
}

static void
assert_list (Client *self, const char *query, const char *expected)
{
  g_autofree char *found = list (self, query);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_list (Client *self, gconstpointer data)
{
  static const char *const names[] = { "a", "sft%2F1", "sft%2F2", "sft%2Fold%2F3", "sftx", "z" };

  assert_list (self, "prefix=", "| ");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    put (self, names[i], "");

  assert_list (self, "", "a sft/1 sft/2 sft/old/3 sftx z | ");
  assert_list (self, "prefix=sft/", "sft/1 sft/2 sft/old/3 | ");
  assert_list (self, "delimiter=/", "[sft/] a sftx z | ");
  assert_list (self, "prefix=sft/&delimiter=/", "[sft/old/] sft/1 sft/2 | ");
  assert_list (self, "startOffset=sft/2", "sft/2 sft/old/3 sftx z | ");
  assert_list (self, "startOffset=b&endOffset=sft/2", "sft/1 | ");
  assert_list (self, "maxResults=2", "a sft/1 | sft/2 sft/old/3 | sftx z | ");
  assert_list (self, "maxResults=1&delimiter=/", "a | [sft/] | sftx | z | ");
  assert_list (self, "prefix=nothing", "| ");
}

static void
test_buckets (Client *self, gconstpointer data)
{
  g_autoptr (Reply)
      made = client_post (self, "/storage/v1/b?project=acme-ml",
                          "{\"name\": \"acme-second\", \"location\": \"europe-west4\"}");
  g_autoptr (Reply)
      twice = client_post (self, "/storage/v1/b?project=acme-ml", "{\"name\": \"acme-second\"}");
  g_autoptr (Reply)
      bad = client_post (self, "/storage/v1/b?project=acme-ml", "{\"name\": \"Not Allowed\"}");
  g_autoptr (Reply) listed = client_get (self, "/storage/v1/b?project=acme-ml");
  g_autoptr (Reply) page = client_get (self, "/storage/v1/b?project=acme-ml&maxResults=1");
  g_autofree char *next = g_strdup_printf ("/storage/v1/b?project=acme-ml&pageToken=%s",
                                           reply_text (page, "nextPageToken"));
  g_autoptr (Reply) rest = client_get (self, next);
  g_autoptr (Reply) one = client_get (self, "/storage/v1/b/acme-second");
  g_autoptr (Reply) none = client_get (self, "/storage/v1/b/no-such-bucket/o");

  assert_status (made, 200);
  g_assert_cmpstr (reply_text (made, "location"), ==, "EUROPE-WEST4");
  assert_status (twice, 409);
  assert_status (bad, 400);
  g_assert_cmpuint (luthier_json_value_get_length (reply_value (listed, "items")), ==, 2);
  g_assert_cmpuint (luthier_json_value_get_length (reply_value (page, "items")), ==, 1);
  g_assert_cmpstr (reply_text (rest, "items.0.name"), ==, "acme-tuning");
  g_assert_null (reply_text (rest, "nextPageToken"));
  assert_status (one, 200);
  g_assert_cmpstr (reply_text (one, "kind"), ==, "storage#bucket");
  g_assert_cmpstr (reply_text (one, "locationType"), ==, "region");
  assert_status (none, 404);
}

static void
test_permissions (Client *self, gconstpointer data)
{
  static const char path[] = "/storage/v1/b/acme-tuning/iam/testPermissions?"
                             "permissions=storage.objects.get&permissions=storage.objects.create";
  g_autoptr (Reply) all = client_get (self, path);
  g_autoptr (Reply) some = NULL;
  g_autoptr (Reply) refused = NULL;

  assert_status (all, 200);
  g_assert_cmpuint (luthier_json_value_get_length (reply_value (all, "permissions")), ==, 2);

  client_situation (self, "no-permission=storage.objects.create");
  some = client_get (self, path);
  g_assert_cmpuint (luthier_json_value_get_length (reply_value (some, "permissions")), ==, 1);
  g_assert_cmpstr (reply_text (some, "permissions.0"), ==, "storage.objects.get");
  refused = put_text (self, "a", "x");
  assert_status (refused, 403);
  g_assert_cmpstr (reply_text (refused, "error.errors.0.reason"), ==, "forbidden");
}

static void
test_patch (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"metadata\": {\"k\": \"v\"}}", 24);
  g_autoptr (Reply) patched = NULL;

  put (self, "a", "x");
  patched = client_call (self, "PATCH", OBJECTS "/a", body, "Content-Type", "application/json",
                         NULL);
  assert_status (patched, 200);
  g_assert_cmpstr (reply_text (patched, "metadata.k"), ==, "v");
  g_assert_cmpstr (reply_text (patched, "metageneration"), ==, "2");
  g_assert_cmpstr (reply_text (patched, "size"), ==, "1");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*function) (Client *, gconstpointer);
  } tests[] = {
    { "/practice-storage/object", test_object },
    { "/practice-storage/names", test_names },
    { "/practice-storage/bad-names", test_bad_names },
    { "/practice-storage/generations", test_generations },
    { "/practice-storage/multipart", test_multipart },
    { "/practice-storage/ranges", test_ranges },
    { "/practice-storage/head", test_head },
    { "/practice-storage/sizes", test_sizes },
    { "/practice-storage/gzip", test_gzip },
    { "/practice-storage/list", test_list },
    { "/practice-storage/buckets", test_buckets },
    { "/practice-storage/permissions", test_permissions },
    { "/practice-storage/patch", test_patch },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Client, NULL, client_set_up, tests[i].function, client_tear_down);
  return g_test_run ();
}
