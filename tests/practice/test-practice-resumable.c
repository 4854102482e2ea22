/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-resumable.h"

#include "luthier-crc32c.h"
#include "practice-client.h"

#define KIB     ((gsize) 1024)
#define QUANTUM (256 * KIB)
#define START   "/upload/storage/v1/b/acme-tuning/o?uploadType=resumable&name=sft%2Ftrain.jsonl"
#define OBJECT  "/storage/v1/b/acme-tuning/o/sft%2Ftrain.jsonl"

/* The URI of a new session. */
static char *
start (Client *self, const char *path, const char *metadata)
{
  g_autoptr (Reply) reply = client_post (self, path, metadata);

  assert_status (reply, 200);
  g_assert_nonnull (reply_header (reply, "Location"));
  return g_strdup (reply_header (reply, "Location"));
}

/* A piece; total -1: not known yet. Sessions need no token. */
static Reply *
send_piece (Client *self, const char *uri, GBytes *whole, gsize first, gsize length, gssize total)
{
  SoupMessage *message = client_new_message (self, "PUT", uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) piece = g_bytes_new_from_bytes (whole, first, length);
  g_autofree char *size = total < 0 ? g_strdup ("*") : g_strdup_printf ("%" G_GSSIZE_FORMAT, total);
  g_autofree char *range = length == 0 ? g_strdup_printf ("bytes */%s", size)
                                       : g_strdup_printf ("bytes %" G_GSIZE_FORMAT
                                                          "-%" G_GSIZE_FORMAT "/%s",
                                                          first, first + length - 1, size);

  soup_message_headers_replace (headers, "Content-Range", range);
  soup_message_set_request_body_from_bytes (message, NULL, piece);
  return client_send (self, message);
}

static Reply *
ask (Client *self, const char *uri)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  return send_piece (self, uri, nothing, 0, 0, -1);
}

/* How many bytes an answer says are kept. */
static gsize
get_kept (Reply *reply)
{
  const char *range = reply_header (reply, "Range");

  assert_status (reply, 308);
  if (range == NULL)
    return 0;
  g_assert_true (g_str_has_prefix (range, "bytes=0-"));
  return g_ascii_strtoull (range + strlen ("bytes=0-"), NULL, 10) + 1;
}

static void
assert_object (Client *self, GBytes *bytes)
{
  g_autoptr (Reply) read = client_get (self, OBJECT "?alt=media");

  assert_status (read, 200);
  g_assert_true (g_bytes_equal (read->body, bytes));
}

static void
assert_done (Reply *reply, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  g_autofree char *crc32c = luthier_crc32c_to_base64 (luthier_crc32c_update (0, data, size));
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, size);

  assert_status (reply, 200);
  g_assert_cmpstr (reply_text (reply, "name"), ==, "sft/train.jsonl");
  g_assert_cmpstr (reply_text (reply, "size"), ==, length);
  g_assert_cmpstr (reply_text (reply, "crc32c"), ==, crc32c);
}

static void
test_chunks (Client *self, gconstpointer data)
{
  const gsize size = 5 * QUANTUM + 17;
  g_autoptr (GBytes) bytes = client_make_bytes (size, 1);
  g_autofree char *uri = start (self, START, "{\"metadata\": {\"a\": \"b\"}}");
  g_autoptr (Reply) first = send_piece (self, uri, bytes, 0, 2 * QUANTUM, (gssize) size);
  g_autoptr (Reply) progress = ask (self, uri);
  g_autoptr (Reply) second = NULL;
  g_autoptr (Reply) last = NULL;
  g_autoptr (Reply) after = NULL;

  g_assert_cmpuint (get_kept (first), ==, 2 * QUANTUM);
  g_assert_cmpuint (get_kept (progress), ==, 2 * QUANTUM);
  second = send_piece (self, uri, bytes, 2 * QUANTUM, 3 * QUANTUM, (gssize) size);
  g_assert_cmpuint (get_kept (second), ==, 5 * QUANTUM);
  last = send_piece (self, uri, bytes, 5 * QUANTUM, 17, (gssize) size);
  assert_done (last, bytes);
  g_assert_cmpstr (reply_text (last, "metadata.a"), ==, "b");
  g_assert_nonnull (reply_text (last, "md5Hash"));
  assert_object (self, bytes);

  after = ask (self, uri);
  assert_done (after, bytes);
  g_assert_cmpstr (reply_text (after, "generation"), ==, reply_text (last, "generation"));
}

static void
test_unknown_total (Client *self, gconstpointer data)
{
  const gsize size = 2 * QUANTUM + 1;
  g_autoptr (GBytes) bytes = client_make_bytes (size, 2);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) first = send_piece (self, uri, bytes, 0, 2 * QUANTUM, -1);
  g_autoptr (Reply) last = NULL;

  g_assert_cmpuint (get_kept (first), ==, 2 * QUANTUM);
  last = send_piece (self, uri, bytes, 2 * QUANTUM, 1, (gssize) size);
  assert_done (last, bytes);
}

/* Sent before the length is known, as streams are. */
static void
test_stream (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = client_make_bytes (3 * QUANTUM + 5, 3);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autofree char *uri = start (self, START, "");
  SoupMessage *message = client_new_message (self, "PUT", uri);
  g_autoptr (Reply) reply = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Content-Range",
                                "bytes 0-*/*");
  soup_message_set_request_body (message, NULL, stream, -1);
  reply = client_send (self, message);
  assert_done (reply, bytes);
  assert_object (self, bytes);
}

static void
test_whole (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = client_make_bytes (2 * QUANTUM + 5, 4);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) reply = client_call (self, "PUT", uri, bytes, NULL);

  assert_done (reply, bytes);
}

static void
test_empty (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) reply = send_piece (self, uri, nothing, 0, 0, 0);

  assert_done (reply, nothing);
  g_assert_cmpstr (reply_text (reply, "crc32c"), ==, "AAAAAA==");
  assert_object (self, nothing);
}

static void
test_refused (Client *self, gconstpointer data)
{
  const gssize size = (gssize) (4 * QUANTUM);
  g_autoptr (GBytes) bytes = client_make_bytes ((gsize) size, 5);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) odd = send_piece (self, uri, bytes, 0, QUANTUM + 1, size);
  g_autoptr (Reply) gap = send_piece (self, uri, bytes, QUANTUM, QUANTUM, size);
  g_autoptr (Reply)
      nonsense = client_call (self, "PUT", uri, bytes, "Content-Range", "bytes a-b/c", NULL);
  g_autoptr (Reply) other_length = client_call (self, "PUT", uri, bytes, "Content-Range",
                                                "bytes 0-262143/1048576", NULL);
  g_autoptr (Reply) good = send_piece (self, uri, bytes, 0, QUANTUM, size);
  g_autoptr (Reply) other_total = send_piece (self, uri, bytes, QUANTUM, QUANTUM, size + 1);
  g_autoptr (Reply) rest = NULL;

  assert_status (odd, 400);
  assert_status (gap, 400);
  assert_status (nonsense, 400);
  assert_status (other_length, 400);
  g_assert_cmpuint (get_kept (good), ==, QUANTUM);
  assert_status (other_total, 400);

  /* None of that has done any harm; what was sent before is not taken twice. */
  rest = send_piece (self, uri, bytes, 0, (gsize) size, size);
  assert_done (rest, bytes);
  assert_object (self, bytes);
}

static void
test_checksums (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("123456789", 9);
  g_autofree char *wrong = start (self, START, "{\"crc32c\": \"AAAAAA==\"}");
  g_autofree char *right = start (
      self, START, "{\"crc32c\": \"4waSgw==\", \"md5Hash\": \"JfnnlDI7RTiF9RgfG2JNCw==\"}");
  g_autofree char *late = start (self, START, "");
  g_autofree char *late_md5 = start (self, START, "");
  g_autoptr (Reply) refused = send_piece (self, wrong, bytes, 0, 9, 9);
  g_autoptr (Reply) absent = client_get (self, OBJECT);
  g_autoptr (Reply) taken = send_piece (self, right, bytes, 0, 9, 9);
  g_autoptr (Reply)
      refused_late = client_call (self, "PUT", late, bytes, "Content-Range", "bytes 0-8/9",
                                  "X-Goog-Hash", "crc32c=AAAAAA==", NULL);
  g_autoptr (Reply) refused_md5 = client_call (
      self, "PUT", late_md5, bytes, "Content-Range", "bytes 0-8/9", "X-Goog-Hash",
      "crc32c=4waSgw==,md5=AAAAAAAAAAAAAAAAAAAAAA==", NULL);

  assert_status (refused, 400);
  assert_status (absent, 404);
  assert_done (taken, bytes);
  assert_status (refused_late, 400);
  assert_status (refused_md5, 400);
}

static void
test_preconditions (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *first = start (self, START "&ifGenerationMatch=0", "");
  g_autofree char *second = start (self, START "&ifGenerationMatch=0", "");
  g_autoptr (Reply) made = send_piece (self, first, bytes, 0, 1, 1);
  g_autoptr (Reply) too_late = send_piece (self, second, bytes, 0, 1, 1);
  g_autoptr (Reply) at_once = client_post (self, START "&ifGenerationMatch=0", "");
  g_autofree char *replace = g_strconcat (
      START "&ifGenerationMatch=", reply_text (made, "generation"), NULL);
  g_autofree char *third = start (self, replace, "");
  g_autoptr (Reply) replaced = send_piece (self, third, bytes, 0, 1, 1);
  g_autoptr (Reply) no_bucket = client_post (
      self, "/upload/storage/v1/b/nowhere/o?uploadType=resumable&name=x", "");

  assert_done (made, bytes);
  assert_status (too_late, 412);
  assert_status (at_once, 412);
  assert_done (replaced, bytes);
  assert_status (no_bucket, 404);
}

static void
test_cancel (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = client_make_bytes (QUANTUM, 6);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) cancelled = client_call (self, "DELETE", uri, NULL, NULL);
  g_autoptr (Reply) after = send_piece (self, uri, bytes, 0, QUANTUM, -1);

  assert_status (cancelled, 499);
  assert_status (after, 499);
}

static void
test_gone (Client *self, gconstpointer data)
{
  g_autofree char *uri = start (self, START, "");
  g_autofree char *forged = g_strconcat (uri, "x", NULL);
  g_autoptr (Reply) unknown = ask (self, forged);
  g_autoptr (Reply) expired = NULL;

  assert_status (unknown, 404);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock),
                                G_GINT64_CONSTANT (8) * 24 * 3600 * 1000);
  expired = ask (self, uri);
  assert_status (expired, 410);
}

/* The port is another one after a restart; the rest of the URI goes on. */
static char *
move_uri (Client *self, const char *uri)
{
  const char *path = strchr (uri + strlen ("http://"), '/');

  return g_strconcat (luthier_practice_get_base_url (self->practice), path, NULL);
}

static void
test_restart (Client *self, gconstpointer data)
{
  const gsize size = 3 * QUANTUM;
  g_autoptr (GBytes) bytes = client_make_bytes (size, 7);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) first = send_piece (self, uri, bytes, 0, QUANTUM, (gssize) size);
  g_autofree char *moved = NULL;
  g_autoptr (Reply) progress = NULL;
  g_autoptr (Reply) last = NULL;

  g_assert_cmpuint (get_kept (first), ==, QUANTUM);
  client_restart (self);
  moved = move_uri (self, uri);
  progress = ask (self, moved);
  g_assert_cmpuint (get_kept (progress), ==, QUANTUM);
  last = send_piece (self, moved, bytes, QUANTUM, 2 * QUANTUM, (gssize) size);
  assert_done (last, bytes);
  g_assert_nonnull (reply_text (last, "md5Hash"));
  assert_object (self, bytes);
}

/* What was lost in a crash is cleared away at the next start, and nothing else. */
static void
test_orphans (Client *self, gconstpointer data)
{
  const gsize size = 2 * QUANTUM;
  g_autoptr (GBytes) bytes = client_make_bytes (size, 12);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) first = send_piece (self, uri, bytes, 0, QUANTUM, (gssize) size);
  g_autofree char *folder = g_strconcat (self->state_file, ".objects", NULL);
  g_autofree char *orphan = g_build_filename (folder, "1234567890123456789", NULL);
  g_autofree char *foreign = g_build_filename (folder, "notes.txt", NULL);
  g_autofree char *moved = NULL;
  g_autoptr (Reply) done = NULL;

  g_file_set_contents (orphan, "x", 1, NULL);
  g_file_set_contents (foreign, "x", 1, NULL);
  client_restart (self);
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  moved = move_uri (self, uri);
  done = send_piece (self, moved, bytes, QUANTUM, QUANTUM, (gssize) size);
  assert_done (done, bytes);
}

/* Whoever has the state file cannot go on with somebody's upload. */
static void
test_secret (Client *self, gconstpointer data)
{
  g_autofree char *uri = start (self, START, "");
  const char *id = strstr (uri, "upload_id=") + strlen ("upload_id=");
  g_autofree char *wal = g_strconcat (self->state_file, "-wal", NULL);
  const char *const files[] = { self->state_file, wal };

  g_assert_cmpuint (strlen (id), >=, 43);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_get_contents (files[i], &text, &length, NULL))
        g_assert_null (memmem (text, length, id, strlen (id)));
    }
}

static void
test_keeps_less (Client *self, gconstpointer data)
{
  const gsize size = 9 * QUANTUM + 3;
  g_autoptr (GBytes) bytes = client_make_bytes (size, 8);
  g_autofree char *uri = start (self, START, "");
  gsize kept = 0;
  guint n_less = 0;

  client_situation (self, "keeps-less");
  for (;;)
    {
      gsize length = MIN (4 * QUANTUM, size - kept);
      g_autoptr (Reply) reply = send_piece (self, uri, bytes, kept, length, (gssize) size);
      gsize now;

      if (reply->status == 200)
        break;
      now = get_kept (reply);
      n_less += now < kept + length;
      kept = now;
    }
  g_assert_cmpuint (n_less, >, 1);
  assert_object (self, bytes);
}

/* The connection breaks in the middle of a piece: all but a part of the last quantum is kept. */
static void
test_cut (Client *self, gconstpointer data)
{
  const gsize size = 8 * QUANTUM;
  g_autoptr (GBytes) bytes = client_make_bytes (size, 9);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) broken = NULL;
  g_autoptr (Reply) progress = NULL;
  g_autoptr (Reply) rest = NULL;

  client_situation (self, "cuts-upload=1000000*1");
  broken = send_piece (self, uri, bytes, 0, size, (gssize) size);
  g_assert_nonnull (broken->error);
  progress = ask (self, uri);
  g_assert_cmpuint (get_kept (progress), ==, 3 * QUANTUM);
  rest = send_piece (self, uri, bytes, 3 * QUANTUM, 5 * QUANTUM, (gssize) size);
  assert_done (rest, bytes);
  assert_object (self, bytes);
}

/* A request that was refused before it acted has left nothing behind. */
static void
test_unavailable (Client *self, gconstpointer data)
{
  const gsize size = 2 * QUANTUM;
  g_autoptr (GBytes) bytes = client_make_bytes (size, 10);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) refused = NULL;
  g_autoptr (Reply) progress = NULL;
  g_autoptr (Reply) done = NULL;

  client_situation (self, "unavailable@/upload/**1");
  refused = send_piece (self, uri, bytes, 0, QUANTUM, (gssize) size);
  assert_status (refused, 503);
  progress = ask (self, uri);
  g_assert_cmpuint (get_kept (progress), ==, 0);
  done = send_piece (self, uri, bytes, 0, size, (gssize) size);
  assert_done (done, bytes);
}

/* The answer to the last piece is lost: asking again gives it. */
static void
test_answer_lost (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = client_make_bytes (QUANTUM, 11);
  g_autofree char *uri = start (self, START, "");
  g_autoptr (Reply) lost = NULL;
  g_autoptr (Reply) asked = NULL;

  client_situation (self, "reset-after@/upload/**1");
  lost = send_piece (self, uri, bytes, 0, QUANTUM, (gssize) QUANTUM);
  g_assert_nonnull (lost->error);
  asked = ask (self, uri);
  assert_done (asked, bytes);
  assert_object (self, bytes);
}

/* Whatever the pieces, wherever connections break: the same bytes are there in the end. */
static void
test_random (Client *self, gconstpointer data)
{
  for (guint round = 0; round < 12; round++)
    {
      gsize size = (gsize) g_test_rand_int_range (0, (gint32) (10 * QUANTUM));
      g_autoptr (GBytes) bytes = client_make_bytes (size, round + 100);
      g_autofree char *uri = start (self, START, "");
      gboolean is_done = FALSE;
      gsize kept = 0;

      if (round % 3 == 0)
        client_situation (self, "keeps-less");
      for (guint step = 0; !is_done && step < 200; step++)
        {
          gsize wanted = (gsize) g_test_rand_int_range (1, 6) * QUANTUM;
          g_autoptr (Reply) reply = NULL;

          if (g_test_rand_int_range (0, 4) == 0)
            {
              g_autofree char *cut = g_strdup_printf ("cuts-upload=%d*1",
                                                      g_test_rand_int_range (0, (gint32) wanted));
              client_situation (self, cut);
            }
          reply = send_piece (self, uri, bytes, kept, MIN (wanted, size - kept), (gssize) size);
          if (reply->error != NULL)
            {
              g_clear_pointer (&reply, reply_free);
              reply = ask (self, uri);
            }
          is_done = reply->status == 200;
          if (is_done)
            assert_done (reply, bytes);
          else
            kept = get_kept (reply);
          g_assert_cmpuint (kept % QUANTUM, ==, 0);
          g_assert_cmpuint (kept, <=, size);
        }
      g_assert_true (is_done);
      assert_object (self, bytes);
      luthier_practice_clear_situations (self->practice);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*function) (Client *, gconstpointer);
  } tests[] = {
    { "/practice-resumable/chunks", test_chunks },
    { "/practice-resumable/unknown-total", test_unknown_total },
    { "/practice-resumable/stream", test_stream },
    { "/practice-resumable/whole", test_whole },
    { "/practice-resumable/empty", test_empty },
    { "/practice-resumable/refused", test_refused },
    { "/practice-resumable/checksums", test_checksums },
    { "/practice-resumable/preconditions", test_preconditions },
    { "/practice-resumable/cancel", test_cancel },
    { "/practice-resumable/gone", test_gone },
    { "/practice-resumable/restart", test_restart },
    { "/practice-resumable/orphans", test_orphans },
    { "/practice-resumable/secret", test_secret },
    { "/practice-resumable/keeps-less", test_keeps_less },
    { "/practice-resumable/cut", test_cut },
    { "/practice-resumable/unavailable", test_unavailable },
    { "/practice-resumable/answer-lost", test_answer_lost },
    { "/practice-resumable/random", test_random },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Client, NULL, client_set_up, tests[i].function, client_tear_down);
  return g_test_run ();
}
