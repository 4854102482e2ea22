/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-fingerprints.h"

#include <glib/gstdio.h>

#include "luthier-dataset-check.h"
#include "luthier-dataset-index-private.h"
#include "luthier-test.h"

static guint64
hash (const char *line)
{
  return luthier_dataset_fingerprints_hash (line, strlen (line));
}

/* Every length, and every byte counts. */
static void
test_hash (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  char line[300];

  g_assert_cmphex (hash ("a"), ==, hash ("a"));
  g_assert_cmphex (luthier_dataset_fingerprints_hash ("a\0", 2), !=, hash ("a"));
  memset (line, 'x', sizeof line);
  for (gsize length = 0; length < sizeof line; length++)
    for (gsize place = 0; place <= length; place++)
      {
        guint64 *one = g_new (guint64, 1);
        /* At the end of it, the line is as it was. */
        if (place < length)
          line[place] = 'y';
        *one = luthier_dataset_fingerprints_hash (line, length);
        if (place < length)
          line[place] = 'x';
        g_assert_cmphex (*one, !=, 0);
        g_assert_true (g_hash_table_add (seen, one));
      }
}

/* Segments have a thousand lines of ten bytes. */
static LuthierDatasetIndex *
make_index (guint64 n_lines)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (LuthierIndexMark));

  for (guint64 line = 0; line < n_lines; line += 1000)
    {
      LuthierIndexMark mark = { line * 10, line + 1 };
      g_array_append_val (marks, mark);
    }
  return luthier_dataset_index_new (marks, n_lines, 10000, NULL);
}

static void
add (LuthierDatasetFingerprints *self, guint64 line, guint64 hash)
{
  LuthierFingerprint one = { hash, LUTHIER_FINGERPRINT_PLACE (line / 1000, line % 1000 * 10,
                                                              line % 1000) };

  luthier_dataset_fingerprints_add (self, &one, 1);
}

static guint64
spread (guint64 number)
{
  return luthier_dataset_fingerprints_hash ((const char *) &number, sizeof number);
}

/* n lines, of which so many come again; whether they are kept in memory or in a file. */
static void
find_copies (guint n_different, guint n_lines)
{
  g_autoptr (LuthierDatasetFingerprints) self = luthier_dataset_fingerprints_new ();
  g_autoptr (LuthierDatasetIndex) index = make_index (n_lines);
  LuthierDatasetMatches matches;

  /* The order in which threads come does not count. */
  for (guint i = n_lines; i > 0; i--)
    add (self, i - 1, spread ((i - 1) % n_different));
  g_assert_true (luthier_dataset_fingerprints_seal (self, index));
  g_assert_true (luthier_dataset_fingerprints_find_copies (self, &matches, NULL, NULL));
  g_assert_cmpuint (matches.count, ==, n_lines - n_different);
  g_assert_cmpuint (matches.places->len, ==,
                    MIN (n_lines - n_different, LUTHIER_DATASET_MAX_PLACES));
  for (guint i = 0; i < matches.places->len; i++)
    {
      const LuthierDatasetPlace *place = &g_array_index (matches.places, LuthierDatasetPlace, i);
      g_assert_cmpuint (place->line, ==, n_different + i + 1);
      g_assert_cmpuint (place->offset, ==, (n_different + i) * 10);
    }
  g_array_unref (matches.places);
}

static void
test_few (void)
{
  find_copies (1, 1);
  find_copies (1, 50);
  find_copies (900, 3000);
  find_copies (20000, 60000);
}

static void
test_many (void)
{
  find_copies (1, 200000);
  find_copies (300000, 300000);
  find_copies (199999, 300000);
}

/* All in one partition, and more of them than the table holds. */
static void
test_crowded (void)
{
  g_autoptr (LuthierDatasetFingerprints) self = luthier_dataset_fingerprints_new ();
  g_autoptr (LuthierDatasetIndex) index = make_index (400000);
  LuthierDatasetMatches matches;

  for (guint i = 0; i < 400000; i++)
    add (self, i, spread (i % 250000) >> 8 | 1);
  g_assert_true (luthier_dataset_fingerprints_seal (self, index));
  g_assert_true (luthier_dataset_fingerprints_find_copies (self, &matches, NULL, NULL));
  g_assert_cmpuint (matches.count, ==, 150000);
  g_assert_cmpuint (g_array_index (matches.places, LuthierDatasetPlace, 0).line, ==, 250001);
  g_array_unref (matches.places);
}

static void
find_common (guint n_known, guint n_lines, guint first)
{
  g_autoptr (LuthierDatasetFingerprints) known = luthier_dataset_fingerprints_new ();
  g_autoptr (LuthierDatasetFingerprints) self = luthier_dataset_fingerprints_new ();
  g_autoptr (LuthierDatasetIndex) known_index = make_index (n_known);
  g_autoptr (LuthierDatasetIndex) index = make_index (n_lines);
  LuthierDatasetMatches matches;

  for (guint i = 0; i < n_known; i++)
    add (known, i, spread (i));
  for (guint i = 0; i < n_lines; i++)
    add (self, i, spread (first + i));
  g_assert_true (luthier_dataset_fingerprints_seal (known, known_index));
  g_assert_true (luthier_dataset_fingerprints_seal (self, index));
  g_assert_true (luthier_dataset_fingerprints_find_common (self, known, &matches, NULL, NULL));
  g_assert_cmpuint (matches.count, ==, n_known - first);
  if (matches.count > 0)
    g_assert_cmpuint (g_array_index (matches.places, LuthierDatasetPlace, 0).line, ==, 1);
  g_array_unref (matches.places);
}

static void
test_common (void)
{
  find_common (10, 10, 10);
  find_common (100, 50, 90);
  find_common (200000, 500, 199900);
  find_common (500, 100000, 450);
  find_common (100000, 100000, 99000);
}

/* Without a place for the temporary file, it is said that copies are not known. The place is known
 * from the start of a program, so that one is started from which it is then taken away. */
static void
test_no_room (void)
{
  g_autoptr (LuthierDatasetFingerprints) self = luthier_dataset_fingerprints_new ();
  g_autoptr (LuthierDatasetIndex) index = make_index (100000);
  g_autofree char *before = g_strdup (g_getenv ("TMPDIR"));
  g_autofree char *gone = g_strconcat (g_get_tmp_dir (), "-gone", NULL);

  if (!g_test_subprocess ())
    {
      g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "nowhere", NULL);

      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_setenv ("TMPDIR", folder, TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      if (before != NULL)
        g_setenv ("TMPDIR", before, TRUE);
      else
        g_unsetenv ("TMPDIR");
      return;
    }
  g_assert_cmpint (g_rename (g_get_tmp_dir (), gone), ==, 0);
  for (guint i = 0; i < 100000; i++)
    add (self, i, spread (i));
  g_assert_false (luthier_dataset_fingerprints_seal (self, index));
  g_assert_cmpint (g_rename (gone, g_get_tmp_dir ()), ==, 0);
}

static LuthierDatasetReport *
check (const char *name, guint first, guint n, gboolean validation)
{
  const LuthierDatasetRules rules = { .validation = validation };
  g_autoptr (LuthierDatasetCheck) one = luthier_dataset_check_new (&rules);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  LuthierDatasetReport *report;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text,
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Question %u?\"}]},"
        "{\"role\":\"model\",\"parts\":[{\"text\":\"Answer %u.\"}]}]}\n",
        first + i, first + i);
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  report = luthier_dataset_check_run (one, file, NULL, NULL);
  g_assert_nonnull (report);
  return report;
}

static LuthierDatasetReport *
check_text (const char *name, const char *format, guint number, const char *word)
{
  const LuthierDatasetRules any = { 0 };
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (LuthierDatasetCheck) one = luthier_dataset_check_new (&any);
  g_autoptr (GString) text = g_string_new (format);
  g_autofree char *figure = g_strdup_printf ("%u", number);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_string_replace (text, "%u", figure, 1);
  g_string_replace (text, "%s", word, 1);
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return luthier_dataset_check_run (one, file, NULL, NULL);
}

static GPtrArray *
compare (LuthierDatasetReport *training, LuthierDatasetReport *validation)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *findings;

  luthier_dataset_report_compare_async (training, validation, NULL, luthier_test_result_cb,
                                        &result);
  luthier_test_wait_for (result);
  findings = luthier_dataset_report_compare_finish (result, &error);
  g_assert_no_error (error);
  return findings;
}

static void
test_compare (void)
{
  g_autoptr (LuthierDatasetReport) training = check ("training.jsonl", 0, 3000, FALSE);
  g_autoptr (LuthierDatasetReport) sound = check ("sound.jsonl", 3000, 1000, TRUE);
  g_autoptr (LuthierDatasetReport) leaking = check ("leaking.jsonl", 2997, 901, TRUE);
  g_autoptr (LuthierDatasetReport) many = check ("many.jsonl", 3000, 1001, TRUE);
  g_autoptr (GPtrArray) nothing = compare (training, sound);
  g_autoptr (GPtrArray) leak = compare (training, leaking);
  g_autoptr (GPtrArray) share = compare (training, many);
  const LuthierDatasetFinding *finding;

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (leak->len, ==, 1);
  finding = g_ptr_array_index (leak, 0);
  g_assert_cmpstr (finding->rule, ==, "F10");
  g_assert_cmpuint (finding->count, ==, 3);
  g_assert_cmpuint (finding->places->len, ==, 3);
  g_assert_cmpuint (finding->line, ==, 1);
  g_assert_cmpuint (g_array_index (finding->places, LuthierDatasetPlace, 2).line, ==, 3);
  g_assert_cmpuint (share->len, ==, 1);
  finding = g_ptr_array_index (share, 0);
  g_assert_cmpstr (finding->rule, ==, "F08");
  g_assert_cmpint (finding->severity, ==, LUTHIER_FINDING_ERROR);
}

/* Videos are looked at as closely in both. */
static void
test_compare_resolutions (void)
{
  static const char line[] =
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"fileData\":{\"mimeType\":\"video/mp4\","
      "\"fileUri\":\"gs://b/%u.mp4\"}}]},{\"role\":\"model\",\"parts\":[{\"text\":\"A cat\"}]}],"
      "\"generationConfig\":{\"mediaResolution\":\"MEDIA_RESOLUTION_%s\"}}\n";
  g_autoptr (LuthierDatasetReport) training = check_text ("training.jsonl", line, 0, "LOW");
  g_autoptr (LuthierDatasetReport) same = check_text ("same.jsonl", line, 1, "LOW");
  g_autoptr (LuthierDatasetReport) other = check_text ("other.jsonl", line, 1, "HIGH");
  g_autoptr (GPtrArray) nothing = compare (training, same);
  g_autoptr (GPtrArray) findings = compare (training, other);
  const LuthierDatasetFinding *finding;

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->rule, ==, "M06");
}

/* How much larger the whole is than a part of it nobody knows. */
static void
test_compare_part (void)
{
  g_autoptr (LuthierDatasetReport) part = check ("training.jsonl", 0, 100, FALSE);
  g_autoptr (LuthierDatasetReport) many = check ("many.jsonl", 99, 1001, TRUE);
  g_autoptr (GPtrArray) findings = NULL;
  const LuthierDatasetFinding *leak;

  part->is_partial = TRUE;
  findings = compare (part, many);
  g_assert_cmpuint (findings->len, ==, 1);
  leak = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (leak->rule, ==, "F10");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-fingerprints/hash", test_hash);
  g_test_add_func ("/dataset-fingerprints/few", test_few);
  g_test_add_func ("/dataset-fingerprints/many", test_many);
  g_test_add_func ("/dataset-fingerprints/crowded", test_crowded);
  g_test_add_func ("/dataset-fingerprints/common", test_common);
  g_test_add_func ("/dataset-fingerprints/no-room", test_no_room);
  g_test_add_func ("/dataset-fingerprints/compare", test_compare);
  g_test_add_func ("/dataset-fingerprints/compare-resolutions", test_compare_resolutions);
  g_test_add_func ("/dataset-fingerprints/compare-part", test_compare_part);

  return g_test_run ();
}
