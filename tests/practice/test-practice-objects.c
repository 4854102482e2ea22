/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-objects.h"

#include <glib/gstdio.h>

#include "luthier-crc32c.h"
#include "practice-client.h"

typedef struct
{
  LuthierClock *clock;             /* (owned) */
  LuthierPracticeState *state;     /* (owned) */
  LuthierPracticeObjects *objects; /* (owned) */
  char *folder;                    /* (owned) */
  char *file;                      /* (owned) */
} Fixture;

static void
open_objects (Fixture *self, const char *file)
{
  g_autoptr (GError) error = NULL;

  self->state = luthier_practice_state_new (self->clock, 1, "acme-ml", file, &error);
  g_assert_no_error (error);
  self->objects = luthier_practice_objects_new (self->state);
  luthier_practice_objects_make_bucket (self->objects, "acme-tuning", "us-central1");
}

static void
close_objects (Fixture *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->objects));
  g_assert_finalize_object (g_steal_pointer (&self->state));
}

static void
set_up (Fixture *self, gconstpointer in_file)
{
  g_autoptr (GError) error = NULL;

  self->clock = luthier_manual_clock_new (CLIENT_NOW);
  self->folder = g_dir_make_tmp ("objects-XXXXXX", &error);
  g_assert_no_error (error);
  self->file = g_build_filename (self->folder, "state", NULL);
  open_objects (self, in_file != NULL ? self->file : NULL);
}

static void
tear_down (Fixture *self, gconstpointer in_file)
{
  close_objects (self);
  client_remove_folder (self->folder);
  g_clear_object (&self->clock);
  g_free (self->folder);
  g_free (self->file);
}

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  luthier_practice_objects_put (self->objects, "acme-tuning", name, "application/jsonl", bytes);
}

static char *
read_all (GInputStream *stream)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (memory, stream, 0, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write (memory, "", 1, NULL, NULL);
  g_output_stream_close (memory, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
assert_content (Fixture *self, const char *name, const char *expected)
{
  g_autoptr (GInputStream)
      stream = luthier_practice_objects_open (self->objects, "acme-tuning", name);
  g_autofree char *text = NULL;

  g_assert_nonnull (stream);
  text = read_all (stream);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_put (Fixture *self, gconstpointer in_file)
{
  g_autoptr (LuthierPracticeObject) object = NULL;

  g_assert_null (luthier_practice_objects_stat (self->objects, "acme-tuning", "a.jsonl"));
  g_assert_null (luthier_practice_objects_open (self->objects, "acme-tuning", "a.jsonl"));
  put (self, "a.jsonl", "123456789");

  object = luthier_practice_objects_stat (self->objects, "acme-tuning", "a.jsonl");
  g_assert_cmpuint (object->size, ==, 9);
  g_assert_cmphex (object->crc32c, ==, 0xe3069283);
  g_assert_true (object->has_md5);
  g_assert_cmphex (object->md5[0], ==, 0x25);
  g_assert_cmpstr (object->content_type, ==, "application/jsonl");
  g_assert_cmpint (object->generation, ==, CLIENT_NOW);
  assert_content (self, "a.jsonl", "123456789");
}

static void
test_replace (Fixture *self, gconstpointer in_file)
{
  g_autoptr (LuthierPracticeObject) first = NULL;
  g_autoptr (LuthierPracticeObject) second = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *text = NULL;

  put (self, "a.jsonl", "one");
  first = luthier_practice_objects_stat (self->objects, "acme-tuning", "a.jsonl");
  stream = luthier_practice_objects_open (self->objects, "acme-tuning", "a.jsonl");
  put (self, "a.jsonl", "two");
  second = luthier_practice_objects_stat (self->objects, "acme-tuning", "a.jsonl");

  /* The clock stands still, generations do not. */
  g_assert_cmpint (second->generation, >, first->generation);
  assert_content (self, "a.jsonl", "two");
  /* Who had opened the old one goes on reading the old one. */
  text = read_all (stream);
  g_assert_cmpstr (text, ==, "one");
}

static gpointer
read_in_thread (gpointer stream)
{
  return read_all (stream);
}

static void
test_thread (Fixture *self, gconstpointer in_file)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *text = NULL;

  put (self, "a.jsonl", "from afar");
  stream = luthier_practice_objects_open (self->objects, "acme-tuning", "a.jsonl");
  text = g_thread_join (g_thread_new ("reader", read_in_thread, stream));
  g_assert_cmpstr (text, ==, "from afar");
}

static void
test_delete (Fixture *self, gconstpointer in_file)
{
  g_autoptr (LuthierPracticeObject) object = NULL;

  put (self, "a.jsonl", "gone soon");
  object = luthier_practice_objects_stat (self->objects, "acme-tuning", "a.jsonl");
  luthier_practice_objects_delete (self->objects, object);
  g_assert_null (luthier_practice_objects_stat (self->objects, "acme-tuning", "a.jsonl"));
  g_assert_null (luthier_practice_objects_open (self->objects, "acme-tuning", "a.jsonl"));
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_files (Fixture *self, gconstpointer in_file)
{
  g_autofree char *objects = g_strconcat (self->file, ".objects", NULL);

  put (self, "a.jsonl", "one");
  put (self, "a.jsonl", "two");
  put (self, "../../etc/passwd", "harmless");
  g_assert_cmpuint (count_files (objects), ==, 2);
  /* The state, what SQLite keeps beside it, and the objects: nothing has left the folder. */
  g_assert_cmpuint (count_files (self->folder), <=, 4);

  close_objects (self);
  open_objects (self, self->file);
  assert_content (self, "a.jsonl", "two");
  assert_content (self, "../../etc/passwd", "harmless");
}

static void
test_generation_survives (Fixture *self, gconstpointer in_file)
{
  g_autoptr (LuthierPracticeObject) first = NULL;
  g_autoptr (LuthierPracticeObject) second = NULL;

  put (self, "a.jsonl", "one");
  first = luthier_practice_objects_stat (self->objects, "acme-tuning", "a.jsonl");
  close_objects (self);
  g_clear_object (&self->clock);
  self->clock = luthier_manual_clock_new (CLIENT_NOW - G_USEC_PER_SEC);
  open_objects (self, self->file);
  put (self, "a.jsonl", "two");
  second = luthier_practice_objects_stat (self->objects, "acme-tuning", "a.jsonl");
  g_assert_cmpint (second->generation, >, first->generation);
}

static void
test_seek (Fixture *self, gconstpointer in_file)
{
  static const char *const names[] = { "b", "a/2", "é", "a/1", "日本" };
  g_autoptr (GString) order = g_string_new (NULL);
  g_autofree char *cursor = g_strdup ("");
  LuthierPracticeObject *object;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    put (self, names[i], "");
  while ((object = luthier_practice_objects_seek (self->objects, "acme-tuning", cursor)) != NULL)
    {
      g_string_append_printf (order, "%s ", object->name);
      g_free (cursor);
      cursor = g_strconcat (object->name, "\x01", NULL);
      luthier_practice_object_free (object);
    }
  g_assert_cmpstr (order->str, ==, "a/1 a/2 b é 日本 ");
}

static void
test_bucket_names (void)
{
  static const char *const good[] = { "acme-tuning", "a1b", "my_bucket.example" };
  static const char *const bad[] = {
    "ab",          "Acme",        "-acme",       "acme-",       "a..b", "goog-acme",
    "my-google-b", "192.168.5.4", "acme/tuning", "acme tuning", ""
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (luthier_practice_objects_is_bucket_name (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (luthier_practice_objects_is_bucket_name (bad[i]));
}

/* Checksums of pieces are those of the whole; of much there is no MD5 unless it is wanted. */
static void
test_digest (void)
{
  g_autoptr (LuthierPracticeDigest) pieces = luthier_practice_digest_new (FALSE);
  g_autoptr (LuthierPracticeDigest) wanted = luthier_practice_digest_new (TRUE);
  g_autoptr (LuthierPracticeDigest) copy = NULL;
  g_autofree guint8 *data = g_malloc0 (LUTHIER_PRACTICE_MD5_LIMIT);
  guint8 md5[LUTHIER_PRACTICE_MD5_SIZE];
  guint8 md5_of_copy[LUTHIER_PRACTICE_MD5_SIZE];

  luthier_practice_digest_update (pieces, "1234", 4);
  copy = luthier_practice_digest_copy (pieces);
  luthier_practice_digest_update (pieces, "56789", 5);
  luthier_practice_digest_update (copy, "56789", 5);
  g_assert_cmphex (luthier_practice_digest_get_crc32c (copy), ==, 0xe3069283);
  g_assert_true (luthier_practice_digest_get_md5 (pieces, md5));
  g_assert_true (luthier_practice_digest_get_md5 (copy, md5_of_copy));
  g_assert_cmpmem (md5, sizeof md5, md5_of_copy, sizeof md5_of_copy);

  luthier_practice_digest_update (pieces, data, LUTHIER_PRACTICE_MD5_LIMIT);
  g_assert_false (luthier_practice_digest_get_md5 (pieces, md5));
  luthier_practice_digest_update (wanted, data, LUTHIER_PRACTICE_MD5_LIMIT);
  luthier_practice_digest_update (wanted, data, 1);
  g_assert_true (luthier_practice_digest_get_md5 (wanted, md5));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*function) (Fixture *, gconstpointer);
    gboolean needs_file;
  } tests[] = {
    { "put", test_put, FALSE },
    { "replace", test_replace, FALSE },
    { "thread", test_thread, FALSE },
    { "delete", test_delete, FALSE },
    { "seek", test_seek, FALSE },
    { "files", test_files, TRUE },
    { "generation-survives", test_generation_survives, TRUE },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *in_file = g_strconcat ("/practice-objects/in-file/", tests[i].path, NULL);
      g_autofree char *nameless = g_strconcat ("/practice-objects/nameless/", tests[i].path, NULL);

      g_test_add (in_file, Fixture, "file", set_up, tests[i].function, tear_down);
      if (!tests[i].needs_file)
        g_test_add (nameless, Fixture, NULL, set_up, tests[i].function, tear_down);
    }
  g_test_add_func ("/practice-objects/bucket-names", test_bucket_names);
  g_test_add_func ("/practice-objects/digest", test_digest);
  return g_test_run ();
}
