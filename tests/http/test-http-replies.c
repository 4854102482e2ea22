/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-clock.h"
#include "luthier-error.h"
#include "luthier-http-client.h"
#include "luthier-raw-server.h"

/* Answers that nobody would send who means well. Each one ends with an error in words, or with what
 * can be read of it; none ends the program, none is waited for without a limit. */

#define NOTHING (-1)

typedef struct
{
  LuthierRawServer *server;
  LuthierHttpClient *client;
  GAsyncResult *result;
  GError *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (LuthierRandom) random = luthier_random_new ();

  fixture->server = luthier_raw_server_new ();
  fixture->client = luthier_http_client_new (clock, random, NULL, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->client);
  luthier_raw_server_free (fixture->server);
}

/* (transfer full) (nullable) */
static LuthierJson *
ask (Fixture *fixture, guint deadline_ms)
{
  g_autofree char *uri = g_strconcat (fixture->server->base, "/thing", NULL);
  LuthierHttpRequest request = {
    .method = "GET",
    .uri = uri,
    .policy = LUTHIER_HTTP_ONCE,
    .deadline_ms = deadline_ms,
  };

  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  luthier_http_client_send_json_async (fixture->client, &request, NULL, luthier_test_result_cb,
                                       &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_http_client_send_json_finish (fixture->client, fixture->result, &fixture->error);
}

static void
assert_fails (Fixture *fixture, const char *name, int code)
{
  g_autoptr (LuthierJson) json = ask (fixture, 20000);

  if (json != NULL)
    g_error ("%s: is taken for an answer", name);
  if (!g_error_matches (fixture->error, LUTHIER_ERROR, code))
    g_error ("%s: %s (%s %d)", name, fixture->error->message,
             g_quark_to_string (fixture->error->domain), fixture->error->code);
  g_assert_true (g_utf8_validate (fixture->error->message, -1, NULL));
  g_assert_null (strpbrk (fixture->error->message, "\r\n"));
}

/* With NUL bytes, if there are any. */
#define BYTES(text) text, sizeof (text) - 1

static const struct
{
  const char *name;
  const char *answer;
  gsize size;
  int code; /* NOTHING: it can be read */
} answers[] = {
  { "nothing at all", BYTES (""), LUTHIER_ERROR_UNCERTAIN },
  { "no HTTP", BYTES ("220 mail.example ESMTP\r\n\r\n"), LUTHIER_ERROR_UNCERTAIN },
  { "NUL bytes", BYTES ("\0\0\0\0\r\n\r\n"), LUTHIER_ERROR_UNCERTAIN },
  { "half a head", BYTES ("HTTP/1.1 200 OK\r\nContent-Le"), LUTHIER_ERROR_UNCERTAIN },
  { "a status of five digits", BYTES ("HTTP/1.1 20000 OK\r\n\r\n{}"), LUTHIER_ERROR_UNCERTAIN },
  { "a negative status", BYTES ("HTTP/1.1 -200 OK\r\n\r\n{}"), LUTHIER_ERROR_UNCERTAIN },
  { "a status of no class", BYTES ("HTTP/1.1 999 Yes\r\nContent-Length: 2\r\n\r\n{}"),
    LUTHIER_ERROR_UNCERTAIN },
  { "protocols switched", BYTES ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n{}"),
    LUTHIER_ERROR_UNCERTAIN },
  { "no content", BYTES ("HTTP/1.1 204 No Content\r\n\r\n"), LUTHIER_ERROR_UNCERTAIN },
  { "an empty answer", BYTES ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    LUTHIER_ERROR_UNCERTAIN },
  { "not modified", BYTES ("HTTP/1.1 304 Not Modified\r\n\r\n"), LUTHIER_ERROR_UNCERTAIN },
  { "another host", BYTES ("HTTP/1.1 307 Go\r\nLocation: https://evil.example/\r\n\r\n"),
    LUTHIER_ERROR_UNCERTAIN },
  { "a file", BYTES ("HTTP/1.1 301 Go\r\nLocation: file:///etc/passwd\r\n\r\n"),
    LUTHIER_ERROR_UNCERTAIN },
  { "longer than it says", BYTES ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"a\":1}"),
    LUTHIER_ERROR_UNCERTAIN },
  { "shorter than it says", BYTES ("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"a\":1}"),
    LUTHIER_ERROR_UNCERTAIN },
  { "chunks cut off", BYTES ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1"),
    LUTHIER_ERROR_UNCERTAIN },
  { "a chunk of a negative size",
    BYTES ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-7\r\n{\"a\":1}\r\n0\r\n\r\n"),
    LUTHIER_ERROR_UNCERTAIN },
  { "a chunk beyond all sizes",
    BYTES ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}"),
    LUTHIER_ERROR_UNCERTAIN },
  { "UTF-16", BYTES ("HTTP/1.1 200 OK\r\n\r\n\xff\xfe{\0}\0"), LUTHIER_ERROR_UNCERTAIN },
  { "no UTF-8", BYTES ("HTTP/1.1 200 OK\r\n\r\n{\"a\":\"\xc3\x28\"}"), LUTHIER_ERROR_UNCERTAIN },
  { "half a surrogate", BYTES ("HTTP/1.1 200 OK\r\n\r\n{\"a\":\"\\ud800\"}"),
    LUTHIER_ERROR_UNCERTAIN },
  { "a page", BYTES ("HTTP/1.1 200 OK\r\n\r\n<html><b>Sign in</b></html>"),
    LUTHIER_ERROR_UNCERTAIN },
  { "NaN", BYTES ("HTTP/1.1 200 OK\r\n\r\n{\"a\":NaN}"), LUTHIER_ERROR_UNCERTAIN },
  { "words that are no UTF-8", BYTES ("HTTP/1.1 400 \xf0\x9f\r\nContent-Length: 0\r\n\r\n"),
    LUTHIER_ERROR_INVALID },
  { "a body that is no UTF-8",
    BYTES ("HTTP/1.1 403 x\r\nRetry-After: \xff\r\nDate: \xff\r\nContent-Length: "
           "4\r\n\r\n\xff\n\x1b["),
    LUTHIER_ERROR_FORBIDDEN },
  { "a refusal cut off", BYTES ("HTTP/1.1 404 x\r\nContent-Length: 400\r\n\r\n{\"error\""),
    LUTHIER_ERROR_NOT_FOUND },
  { "a list of errors", BYTES ("HTTP/1.1 409 x\r\nContent-Length: 4\r\n\r\n[[]]"),
    LUTHIER_ERROR_CONFLICT },
  { "not packed", BYTES ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n{\"a\":1}"), NOTHING },
  { "two lengths",
    BYTES ("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nContent-Length: 7\r\n\r\n{\"a\":1}"), NOTHING },
  { "two members of a name",
    BYTES ("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"a\":1,\"a\":2}"), NOTHING },
  { "part of it", BYTES ("HTTP/1.1 206 Partial Content\r\nContent-Length: 2\r\n\r\n{}"), NOTHING },
  { "interim answers",
    BYTES ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
           "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
    NOTHING },
};

static void
test_strange (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      luthier_raw_server_say (fixture->server, answers[i].answer, answers[i].size);
      if (answers[i].code == NOTHING)
        {
          g_autoptr (LuthierJson) json = ask (fixture, 20000);

          if (json == NULL)
            g_error ("%s: %s", answers[i].name, fixture->error->message);
        }
      else
        assert_fails (fixture, answers[i].name, answers[i].code);
      g_assert_cmpuint (fixture->server->requests, ==, i + 1);
    }
}

static void
say_endless (Fixture *fixture, const char *answer, const char *block, gsize n_blocks)
{
  g_autoptr (GString) blocks = g_string_new (NULL);

  luthier_raw_server_say (fixture->server, answer, strlen (answer));
  for (gsize i = 0; i < n_blocks; i++)
    g_string_append (blocks, block);
  g_clear_pointer (&fixture->server->block, g_bytes_unref);
  fixture->server->block = g_bytes_new (blocks->str, blocks->len);
}

static void
test_endless_body (Fixture *fixture, gconstpointer data)
{
  say_endless (fixture, "HTTP/1.1 200 OK\r\n\r\n[", "0,", 100000);
  assert_fails (fixture, "a body without an end", LUTHIER_ERROR_UNCERTAIN);
  g_assert_nonnull (strstr (fixture->error->message, "larger than"));
}

static void
test_endless_chunks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (0x8000, ' ');
  g_autofree char *chunk = g_strdup_printf ("8000\r\n%s\r\n", blanks);

  say_endless (fixture, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk, 20);
  assert_fails (fixture, "chunks without an end", LUTHIER_ERROR_UNCERTAIN);
  g_assert_nonnull (strstr (fixture->error->message, "larger than"));
}

static void
test_endless_refusal (Fixture *fixture, gconstpointer data)
{
  say_endless (fixture, "HTTP/1.1 400 No\r\n\r\n", "<br>\n", 10000);
  assert_fails (fixture, "a refusal without an end", LUTHIER_ERROR_UNCERTAIN);
}

static void
test_endless_headers (Fixture *fixture, gconstpointer data)
{
  say_endless (fixture, "HTTP/1.1 200 OK\r\n", "X-Thing: 0123456789abcdef\r\n", 1000);
  assert_fails (fixture, "headers without an end", LUTHIER_ERROR_UNCERTAIN);
}

static void
test_endless_interim (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierJson) json = NULL;

  say_endless (fixture, "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n", 100);
  json = ask (fixture, 1000);
  g_assert_null (json);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_UNCERTAIN);
}

/* (transfer full): so many blanks, packed. */
static GBytes *
pack (gsize size)
{
  g_autoptr (GConverter)
      converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);
  g_autofree char *block = g_strnfill (1024 * 1024, ' ');

  for (gsize written = 0; written < size; written += 1024 * 1024)
    g_assert_true (g_output_stream_write_all (stream, block, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
  g_autoptr (GBytes) packed = pack ((gsize) LUTHIER_JSON_MAX_SIZE + 1024 * 1024);
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  g_byte_array_append (answer, (const guint8 *) head, sizeof head - 1);
  g_byte_array_append (answer, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  g_assert_cmpuint (answer->len, <, LUTHIER_JSON_MAX_SIZE / 100);
  luthier_raw_server_say (fixture->server, answer->data, answer->len);
  assert_fails (fixture, "little that unpacks to much", LUTHIER_ERROR_UNCERTAIN);
  g_assert_nonnull (strstr (fixture->error->message, "larger than"));
}

static void
test_deep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (20000, '[');

  memset (text + 10000, ']', 10000);
  luthier_raw_server_say_json (fixture->server, text, 20000);
  assert_fails (fixture, "10,000 lists in each other", LUTHIER_ERROR_UNCERTAIN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, test) g_test_add ("/http-replies/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("strange", test_strange);
  ADD ("endless-body", test_endless_body);
  ADD ("endless-chunks", test_endless_chunks);
  ADD ("endless-refusal", test_endless_refusal);
  ADD ("endless-headers", test_endless_headers);
  ADD ("endless-interim", test_endless_interim);
  ADD ("bomb", test_bomb);
  ADD ("deep", test_deep);
#undef ADD

  return g_test_run ();
}
