/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "rewrite-fixture.h"

typedef struct
{
  char *training;   /* (owned) */
  char *validation; /* (owned) */
} Parts;

static LuthierDatasetOutcome *
run (GFile *source, GFile *one, GFile *two, const LuthierDatasetSplit *split, GError **error)
{
  g_autoptr (LuthierDatasetRewrite) rewrite = luthier_dataset_rewrite_new ();
  g_autoptr (GAsyncResult) result = NULL;

  luthier_dataset_rewrite_split_async (rewrite, source, one, two, split, NULL,
                                       luthier_test_result_cb, &result);
  return rewrite_finish (rewrite, &result, error);
}

static LuthierDatasetOutcome *
divide (const char *text, const LuthierDatasetSplit *split, Parts *parts, GError **error)
{
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", text, -1);
  g_autoptr (GFile) training = rewrite_file ("training.jsonl");
  g_autoptr (GFile) validation = rewrite_file ("validation.jsonl");
  LuthierDatasetOutcome *outcome = run (source, training, validation, split, error);

  *parts = (Parts){ NULL, NULL };
  if (outcome == NULL)
    return NULL;
  parts->training = rewrite_read (training, NULL);
  parts->validation = rewrite_read (validation, NULL);
  return outcome;
}

static char *
make_lines (guint n_lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (text, "{\"n\":%u}\n", i);
  return g_string_free (text, FALSE);
}

/* Both parts have their lines in the order of the whole, and together have all. */
static void
assert_parts (const char *whole, const Parts *parts)
{
  const char *one = parts->training, *two = parts->validation;

  while (*whole != '\0')
    {
      gsize length = strcspn (whole, "\n") + 1;
      const char **side = strncmp (whole, one, length) == 0 ? &one : &two;

      g_assert_true (strncmp (whole, *side, length) == 0);
      *side += length;
      whole += length;
    }
  g_assert_cmpstr (one, ==, "");
  g_assert_cmpstr (two, ==, "");
}

static void
parts_clear (Parts *parts)
{
  g_free (parts->training);
  g_free (parts->validation);
}

static void
test_exact (void)
{
  static const struct
  {
    guint n_lines, percent, max_validation, n_validation;
  } rows[] = {
    { 2, 1, 0, 1 },     { 2, 50, 0, 1 },       { 3, 50, 0, 2 },    { 10, 20, 0, 2 },
    { 1000, 1, 0, 10 }, { 999, 33, 0, 330 },   { 1000, 50, 7, 7 }, { 100, 0, 0, 1 },
    { 100, 90, 0, 50 }, { 101, 50, 1000, 51 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint64 seed = 0; seed < 3; seed++)
      {
        LuthierDatasetSplit split = { rows[i].percent, seed, rows[i].max_validation };
        g_autofree char *text = make_lines (rows[i].n_lines);
        g_autoptr (LuthierDatasetOutcome) outcome = NULL;
        g_autoptr (GError) error = NULL;
        Parts parts;

        outcome = divide (text, &split, &parts, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (outcome->read, ==, rows[i].n_lines);
        g_assert_cmpuint (outcome->written_2, ==, rows[i].n_validation);
        g_assert_cmpuint (outcome->written, ==, rows[i].n_lines - rows[i].n_validation);
        assert_parts (text, &parts);
        parts_clear (&parts);
      }
}

/* The same seed always, on every machine; another one otherwise. */
static void
test_deterministic (void)
{
  g_autofree char *text = make_lines (12);
  LuthierDatasetSplit split = { 25, 1, 0 }, other = { 25, 2, 0 };
  g_autoptr (GError) error = NULL;
  Parts parts, again, others;

  luthier_dataset_outcome_free (divide (text, &split, &parts, &error));
  luthier_dataset_outcome_free (divide (text, &split, &again, &error));
  luthier_dataset_outcome_free (divide (text, &other, &others, &error));
  g_assert_cmpstr (parts.validation, ==, "{\"n\":0}\n{\"n\":3}\n{\"n\":9}\n");
  g_assert_cmpstr (parts.validation, ==, again.validation);
  g_assert_cmpstr (parts.validation, !=, others.validation);
  parts_clear (&parts);
  parts_clear (&again);
  parts_clear (&others);
}

/* However they end. */
static void
test_equal_lines (void)
{
  GString *text = g_string_new (NULL);
  LuthierDatasetSplit split = { 30, 5, 0 };
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) training = NULL;
  g_auto (GStrv) validation = NULL;
  Parts parts;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "{\"n\":%u}%s\n", i * i % 23, i % 3 ? "" : " \r");
  outcome = divide (text->str, &split, &parts, &error);
  g_assert_no_error (error);
  assert_parts (text->str, &parts);
  g_assert_cmpuint (outcome->written_2, >, 30);
  g_assert_cmpuint (outcome->written_2, <=, 60);

  training = g_strsplit (parts.training, "\n", -1);
  validation = g_strsplit (parts.validation, "\n", -1);
  for (guint i = 0; training[i] != NULL; i++)
    g_hash_table_add (known, g_strchomp (training[i]));
  for (guint i = 0; validation[i] != NULL; i++)
    g_assert_true (*g_strchomp (validation[i]) == '\0' ||
                   !g_hash_table_contains (known, validation[i]));
  parts_clear (&parts);
  g_string_free (text, TRUE);
}

static void
test_blank_and_spread (void)
{
  LuthierDatasetSplit split = { 50, 0, 0 };
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  Parts parts;

  outcome = divide ("\xef\xbb\xbf\n{\"n\":1}\n \n{\"n\":2}", &split, &parts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome->read, ==, 2);
  assert_parts ("{\"n\":1}\n{\"n\":2}\n", &parts);
  parts_clear (&parts);
  luthier_dataset_outcome_free (g_steal_pointer (&outcome));

  outcome = divide ("[{\"n\":1},\n{\n\"n\":2}]", &split, &parts, &error);
  g_assert_no_error (error);
  assert_parts ("{\"n\":1}\n{\"n\":2}\n", &parts);
  parts_clear (&parts);
}

static void
test_impossible (void)
{
  static const char *const texts[] = { "", "\n", "{\"n\":1}\n", "{\"n\":1}\n{\"n\":1}\n" };
  LuthierDatasetSplit split = { 50, 0, 0 };
  guint n_files;

  g_object_unref (rewrite_write ("a.jsonl", "", -1));
  n_files = rewrite_count_files ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      Parts parts;

      g_assert_null (divide (texts[i], &split, &parts, &error));
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
      g_assert_cmpuint (rewrite_count_files (), ==, n_files);
    }
}

static void
test_names (void)
{
  LuthierDatasetSplit split = { 50, 0, 0 };
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", "{\"n\":1}\n{\"n\":2}\n", -1);
  g_autoptr (GFile) other = rewrite_file ("other.jsonl");
  g_autoptr (GFile) absent = rewrite_file ("absent/part.jsonl");
  g_autoptr (GError) error = NULL;

  g_assert_null (run (source, source, other, &split, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (run (source, other, source, &split, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (run (source, other, other, &split, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (run (source, other, absent, &split, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_query_exists (other, NULL));
}

/* One place has as many names as there are links to its folder. */
static void
test_linked_folder (void)
{
  LuthierDatasetSplit split = { 50, 0, 0 };
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", "{\"n\":1}\n{\"n\":2}\n", -1);
  g_autoptr (GFile) folder = rewrite_file ("linked");
  g_autoptr (GFile) part = rewrite_file ("part.jsonl");
  g_autoptr (GFile) same = rewrite_file ("linked/part.jsonl");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_make_symbolic_link (folder, g_get_user_data_dir (), NULL, &error));
  g_assert_null (run (source, part, same, &split, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_false (g_file_query_exists (part, NULL));
  g_unlink (g_file_peek_path (folder));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-split/impossible", test_impossible);
  g_test_add_func ("/dataset-split/names", test_names);
  g_test_add_func ("/dataset-split/linked-folder", test_linked_folder);
  g_test_add_func ("/dataset-split/exact", test_exact);
  g_test_add_func ("/dataset-split/deterministic", test_deterministic);
  g_test_add_func ("/dataset-split/equal-lines", test_equal_lines);
  g_test_add_func ("/dataset-split/blank-and-spread", test_blank_and_spread);

  return g_test_run ();
}
