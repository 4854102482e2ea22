/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-multipart.h"

#include <string.h>

#define BODY(content)                                                                              \
  "--xyz\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{\"name\": \"a\"}\r\n"            \
  "--xyz\r\ncontent-type: application/jsonl\r\n\r\n" content "\r\n--xyz--"

/* In pieces of this many bytes. */
static LuthierPracticeMultipart *
feed (const char *text, gsize length, gsize piece, GByteArray *content)
{
  LuthierPracticeMultipart *multipart = luthier_practice_multipart_new ("xyz");

  for (gsize i = 0; i < length; i += piece)
    luthier_practice_multipart_feed (multipart, text + i, MIN (piece, length - i), content);
  return multipart;
}

static void
assert_content (const char *body, gsize length, const char *content, gsize content_length)
{
  for (gsize piece = 1; piece <= length; piece++)
    {
      g_autoptr (GByteArray) found = g_byte_array_new ();
      g_autoptr (LuthierPracticeMultipart) multipart = feed (body, length, piece, found);
      GBytes *metadata;

      g_assert_true (luthier_practice_multipart_finish (multipart, found));
      g_assert_cmpmem (found->data, found->len, content, content_length);
      metadata = luthier_practice_multipart_get_metadata (multipart);
      g_assert_cmpmem (g_bytes_get_data (metadata, NULL), g_bytes_get_size (metadata),
                       "{\"name\": \"a\"}", 13);
      g_assert_cmpstr (luthier_practice_multipart_get_content_type (multipart), ==,
                       "application/jsonl");
    }
}

static void
test_pieces (void)
{
  static const char plain[] = BODY ("one\r\ntwo\r\n");
  static const char binary[] = BODY ("\0\r\n--xy\r\n\r\n\0\xff");
  static const char empty[] = BODY ("");
  static const char with_end[] = BODY ("x") "\r\n";

  assert_content (plain, sizeof plain - 1, "one\r\ntwo\r\n", 10);
  assert_content (binary, sizeof binary - 1, "\0\r\n--xy\r\n\r\n\0\xff", 13);
  assert_content (empty, sizeof empty - 1, "", 0);
  assert_content (with_end, sizeof with_end - 1, "x", 1);
}

static void
test_broken (void)
{
  static const char *const cases[] = {
    "",
    "no multipart at all",
    "--xyz\r\nContent-Type: application/json\r\n\r\n{}\r\n--xyz--",
    "--xyz\r\nContent-Type: application/json\r\n\r\n{}\r\n--xyz\r\n\r\nThe end is miss",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) content = g_byte_array_new ();
      g_autoptr (LuthierPracticeMultipart)
          multipart = feed (cases[i], strlen (cases[i]), 7, content);

      g_assert_false (luthier_practice_multipart_finish (multipart, content));
    }
}

/* Who never begins the second part does not fill the memory. */
static void
test_endless_head (void)
{
  g_autoptr (LuthierPracticeMultipart) multipart = luthier_practice_multipart_new ("xyz");
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree char *filler = g_strnfill (512 * 1024, 'x');

  for (guint i = 0; i < 16; i++)
    luthier_practice_multipart_feed (multipart, filler, strlen (filler), content);
  g_assert_false (luthier_practice_multipart_finish (multipart, content));
  g_assert_cmpuint (content->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-multipart/pieces", test_pieces);
  g_test_add_func ("/practice-multipart/broken", test_broken);
  g_test_add_func ("/practice-multipart/endless-head", test_endless_head);
  return g_test_run ();
}
