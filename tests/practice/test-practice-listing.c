/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-listing.h"

#include "practice-client.h"

#define OBJECTS   "/storage/v1/b/acme-tuning/o?prettyPrint=false&"
#define N_FOLDERS 50
#define N_OBJECTS 50000

/* As many objects as a bucket of somebody who has tuned for years has, without their bytes. */
static void
fill (Client *self)
{
  LuthierPracticeState *state = luthier_practice_get_state (self->practice);

  g_assert_true (luthier_practice_state_execute (
      state, "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 49999) "
             "INSERT INTO objects (bucket, name, generation, metageneration, size, content_type, "
             "crc32c, created, updated, blob) SELECT 'acme-tuning', "
             "printf ('folder-%02d/%05d.jsonl', i % 50, i), i + 1, 1, 1000, 'application/jsonl', "
             "0, 0, 0, 'none' FROM n"));
}

/* Reads all pages; returns how many objects and folders there were. */
static guint
walk (Client *self, const char *query, const char *member, guint *n_pages)
{
  g_autofree char *token = g_strdup ("");
  guint n = 0;

  for (*n_pages = 0; token != NULL; (*n_pages)++)
    {
      g_autofree char *escaped = g_uri_escape_string (token, NULL, FALSE);
      g_autofree char *where = g_strconcat (OBJECTS, query, "&pageToken=", escaped, NULL);
      g_autoptr (Reply) page = client_get (self, where);

      assert_status (page, 200);
      n += luthier_json_value_get_length (reply_value (page, member));
      g_free (token);
      token = g_strdup (reply_text (page, "nextPageToken"));
    }
  return n;
}

static void
test_folders (Client *self, gconstpointer data)
{
  guint n_pages;

  fill (self);
  g_assert_cmpuint (walk (self, "delimiter=/", "prefixes", &n_pages), ==, N_FOLDERS);
  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_cmpuint (walk (self, "delimiter=/&maxResults=20", "prefixes", &n_pages), ==, N_FOLDERS);
  g_assert_cmpuint (n_pages, ==, 3);
  g_assert_cmpuint (walk (self, "delimiter=/&prefix=folder-07/", "items", &n_pages), ==, 1000);
  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_cmpuint (walk (self, "prefix=folder-07/0000&maxResults=1", "items", &n_pages), ==, 1);
}

/* The first page and one from the middle; a page takes no longer because of what is before it. */
static void
test_pages (Client *self, gconstpointer data)
{
  static const char *const queries[] = { "", "startOffset=folder-25/" };

  fill (self);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *where = g_strconcat (OBJECTS, queries[i], NULL);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (Reply) page = client_get (self, where);

      assert_status (page, 200);
      g_test_message ("%.1f ms", (double) (g_get_monotonic_time () - start) / 1e3);
      g_assert_cmpuint (luthier_json_value_get_length (reply_value (page, "items")), ==, 1000);
      g_assert_cmpstr (reply_text (page, "items.0.name"), ==,
                       i == 0 ? "folder-00/00000.jsonl" : "folder-25/00025.jsonl");
      g_assert_nonnull (reply_text (page, "nextPageToken"));
    }
}

/* No object is lost or there twice. */
static void
test_whole (Client *self, gconstpointer data)
{
  guint n_pages;

  fill (self);
  g_assert_cmpuint (walk (self, "prefix=folder-07&maxResults=300", "items", &n_pages), ==,
                    N_OBJECTS / N_FOLDERS);
  g_assert_cmpuint (n_pages, ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice-listing/" path, Client, NULL, client_set_up, function, client_tear_down)
  ADD ("folders", test_folders);
  ADD ("pages", test_pages);
  ADD ("whole", test_whole);
  return g_test_run ();
}
