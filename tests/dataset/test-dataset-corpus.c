/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-catalogue.h"
#include "luthier-dataset-check.h"
#include "luthier-dataset-fault.h"
#include "luthier-dataset-totals.h"
#include "luthier-test.h"

#define TABLE "dataset/corpus/expected.ini"

/* Not in the corpus: files of such a size are made in dataset-check and below, and these take two
 * files. */
static const char *const elsewhere[] = {
  "endless-line", "file-large", "validation-share", "copies-unknown", "leak", "other-format", NULL,
};

static GKeyFile *table;
static LuthierCatalogue *catalogue;

static gboolean
has (const char *name, const char *key)
{
  return g_key_file_has_key (table, name, key, NULL);
}

static guint64
get_number (const char *name, const char *key, guint64 fallback)
{
  return has (name, key) ? g_key_file_get_uint64 (table, name, key, NULL) : fallback;
}

static LuthierMethods
get_method (const char *method)
{
  if (g_strcmp0 (method, "preference") == 0)
    return LUTHIER_METHOD_PREFERENCE;
  if (g_strcmp0 (method, "reinforcement") == 0)
    return LUTHIER_METHOD_REINFORCEMENT;
  return LUTHIER_METHOD_SUPERVISED;
}

static void
init_rules (LuthierDatasetRules *rules, const char *name)
{
  g_autofree char *id = g_key_file_get_string (table, name, "model", NULL);
  g_autofree char *method = g_key_file_get_string (table, name, "method", NULL);
  LuthierBaseModel *model = id != NULL ? luthier_catalogue_lookup (catalogue, id) : NULL;

  g_assert_true (id == NULL || model != NULL);
  if (g_strcmp0 (method, "legacy") == 0)
    luthier_dataset_rules_init_legacy (rules);
  else
    luthier_dataset_rules_init (rules, model, get_method (method), has (name, "validation"));
  rules->max_size = get_number (name, "max-size", rules->max_size);
  rules->max_examples = get_number (name, "max-examples", rules->max_examples);
  rules->min_examples = get_number (name, "min-examples", rules->min_examples);
  rules->max_media_examples = get_number (name, "max-media-examples", rules->max_media_examples);
  rules->max_validation_examples = get_number (name, "max-validation-examples",
                                               rules->max_validation_examples);
}

static gboolean
append_letters (const GMatchInfo *match, GString *result, gpointer user_data)
{
  g_autofree char *number = g_match_info_fetch (match, 1);
  g_autofree char *letters = g_strnfill (g_ascii_strtoull (number, NULL, 10), 'x');

  g_string_append (result, letters);
  return FALSE;
}

static GBytes *
expand (GBytes *plain)
{
  g_autoptr (GRegex) regex = g_regex_new ("@([0-9]+)@", 0, 0, NULL);
  gsize length;
  const char *text = g_bytes_get_data (plain, &length);
  char *expanded = g_regex_replace_eval (regex, text, (gssize) length, 0, 0, append_letters, NULL,
                                         NULL);

  return g_bytes_new_take (expanded, strlen (expanded));
}

static GBytes *
convert (GBytes *plain, const char *encoding, const char *mark, gsize mark_length)
{
  gsize length, n_converted;
  const char *text = g_bytes_get_data (plain, &length);
  g_autoptr (GError) error = NULL;
  g_autofree char *converted = g_convert (text, (gssize) length, encoding, "UTF-8", NULL,
                                          &n_converted, &error);
  GByteArray *bytes = g_byte_array_new ();

  g_assert_no_error (error);
  g_byte_array_append (bytes, (const guint8 *) mark, (guint) mark_length);
  g_byte_array_append (bytes, (const guint8 *) converted, (guint) n_converted);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
compress (GBytes *plain)
{
  g_autoptr (GConverter)
      gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GInputStream) base = g_memory_input_stream_new_from_bytes (plain);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (base, gzip);

  return g_input_stream_read_bytes (stream, 65536, NULL, NULL);
}

/* Ways to write the same file. */
static const struct
{
  const char *name;
  const char *encoding;
  const char *mark;
  gsize mark_length;
} encodings[] = {
  { "utf-8", "UTF-8", "", 0 },
  { "utf-8-marked", "UTF-8", "\xef\xbb\xbf", 3 },
  { "utf-16le", "UTF-16LE", "", 0 },
  { "utf-16be", "UTF-16BE", "", 0 },
  { "utf-16le-marked", "UTF-16LE", "\xff\xfe", 2 },
  { "utf-16be-marked", "UTF-16BE", "\xfe\xff", 2 },
  { "utf-32le", "UTF-32LE", "", 0 },
  { "utf-32be", "UTF-32BE", "", 0 },
  { "utf-32le-marked", "UTF-32LE", "\xff\xfe\0\0", 4 },
  { "zip", "UTF-8", "PK\x03\x04", 4 },
  { "xz", "UTF-8", "\xfd\x37zXZ", 6 },
  { "parquet", "UTF-8", "PAR1", 4 },
  { "pdf", "UTF-8", "%PDF-1.7\n", 9 },
};

static GBytes *
encode (GBytes *plain, const char *encoding)
{
  if (g_str_equal (encoding, "gzip"))
    return compress (plain);
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_str_equal (encodings[i].name, encoding))
      return convert (plain, encodings[i].encoding, encodings[i].mark, encodings[i].mark_length);
  g_error ("There is no encoding %s", encoding);
}

static GBytes *
load (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", 2);
  g_autofree char *path = g_strconcat ("dataset/corpus/", words[0], NULL);
  g_autofree char *encoding = g_key_file_get_string (table, name, "encoding", NULL);
  g_autoptr (GBytes) plain = luthier_test_read (path);

  if (encoding != NULL)
    return encode (plain, encoding);
  return has (name, "expand") ? expand (plain) : g_bytes_ref (plain);
}

static LuthierDatasetReport *
check (const LuthierDatasetRules *rules, GBytes *bytes)
{
  g_autoptr (LuthierDatasetCheck) check = luthier_dataset_check_new (rules);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LuthierDatasetReport *report;

  luthier_dataset_check_run_stream_async (check, stream, g_bytes_get_size (bytes), NULL,
                                          luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  report = luthier_dataset_check_run_finish (check, result, &error);
  g_assert_no_error (error);
  return report;
}

static char *
describe (const LuthierDatasetFinding *finding)
{
  return g_strdup_printf ("%s %s %" G_GUINT64_FORMAT " @%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                          finding->rule, finding->id, finding->count, finding->line,
                          finding->column);
}

static gboolean
names (const char *const *expected, const char *id)
{
  for (guint i = 0; expected[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (expected[i], " ", -1);
      if (g_str_equal (words[1], id))
        return TRUE;
    }
  return FALSE;
}

/* What a small file has anyway. */
static gboolean
is_left_out (const LuthierDatasetFinding *finding, const char *const *expected)
{
  return (g_str_equal (finding->id, "few") || g_str_equal (finding->id, "many-dropped")) &&
         !names (expected, finding->id);
}

static void
check_words (const LuthierDatasetFinding *finding)
{
  const char *const texts[] = { finding->title, finding->message, finding->consequence,
                                finding->fix };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpstr (texts[i], !=, "");
      g_assert_null (strchr (texts[i], '{'));
      g_assert_null (strstr (texts[i], "%s"));
    }
}

static void
test_case (gconstpointer data)
{
  const char *name = data;
  g_auto (GStrv) expected = g_key_file_get_string_list (table, name, "findings", NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *format = g_key_file_get_string (table, name, "format", NULL);
  g_autoptr (GBytes) bytes = load (name);
  g_autoptr (LuthierDatasetReport) report = NULL;
  g_auto (GStrv) found = NULL;
  LuthierDatasetRules rules;

  init_rules (&rules, name);
  report = check (&rules, bytes);
  if (format != NULL)
    g_assert_cmpstr (luthier_dataset_format_get_id (report->format), ==, format);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      g_autofree char *line = describe (finding);

      check_words (finding);
      if (!is_left_out (finding, (const char *const *) expected))
        g_strv_builder_add (builder, line);
    }
  found = g_strv_builder_end (builder);

  for (guint i = 0; expected[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) found, expected[i]))
      {
        g_test_message ("not found: %s", expected[i]);
        g_test_fail ();
      }
  for (guint i = 0; found[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) expected, found[i]))
      {
        g_test_message ("found, but not expected: %s", found[i]);
        g_test_fail ();
      }
}

/* As many broken and sound files as were promised, and every fault in one of them. */
static void
test_complete (void)
{
  g_auto (GStrv) groups = g_key_file_get_groups (table, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_sound = 0, n_broken = 0;

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv)
          expected = g_key_file_get_string_list (table, groups[i], "findings", NULL, NULL);

      for (guint j = 0; expected[j] != NULL; j++)
        g_hash_table_add (seen, g_strdup (strchr (expected[j], ' ') + 1));
      *(expected[0] == NULL ? &n_sound : &n_broken) += 1;
    }
  g_assert_cmpuint (n_sound, >=, 20);
  g_assert_cmpuint (n_broken, >=, 80);

  for (guint i = 0; i < LUTHIER_N_FAULTS; i++)
    {
      const char *id = luthier_dataset_fault_get_id (i);
      gboolean is_seen = g_strv_contains (elsewhere, id);
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, seen);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        is_seen |= g_str_has_prefix (key, id) && ((const char *) key)[strlen (id)] == ' ';
      if (!is_seen)
        {
          g_test_message ("in no file: %s", id);
          g_test_fail ();
        }
    }
}

/* One way to write an id, and one fault for it. */
static void
test_ids (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < LUTHIER_N_FAULTS; i++)
    {
      const char *id = luthier_dataset_fault_get_id (i);

      g_assert_nonnull (id);
      g_assert_cmpuint (strspn (id, "abcdefghijklmnopqrstuvwxyz-0123456789"), ==, strlen (id));
      g_assert_true (g_hash_table_add (ids, (gpointer) id));
      g_assert_cmpuint (strlen (luthier_dataset_fault_get_rule (i)), ==, 3);
    }
}

/* The same file is right for one model and wrong for another, which the message names. */
static void
test_models (void)
{
  static const char *const messages[] = {
    "The example is too long for gemini-1.5-pro-002: it takes 32,000 tokens",
    "The example is in the format “OpenAI chat messages”, and gemini-2.5-flash reads "
    "“Gemini supervised tuning”",
    "The example has too many images: gemini-2.5-flash takes 30",
    "The part has a resolution of its own, which gemini-2.5-pro does not know",
    "The example is too long for meta/llama4@llama-4-scout-17b-16e-instruct: its sequences have "
    "2,048 tokens",
  };
  static const char *const files[] = {
    "long-for-1-5-only.jsonl", "messages-for-gemini.jsonl",     "too-many-images.jsonl",
    "part-resolution.jsonl",   "sequence-too-long-scout.jsonl",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = load (files[i]);
      g_autoptr (LuthierDatasetReport) report = NULL;
      LuthierDatasetRules rules;
      gboolean is_said = FALSE;

      init_rules (&rules, files[i]);
      report = check (&rules, bytes);
      for (guint j = 0; j < report->findings->len; j++)
        {
          const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, j);
          is_said |= g_str_equal (finding->message, messages[i]);
        }
      if (!is_said)
        {
          g_test_message ("not said: %s", messages[i]);
          g_test_fail ();
        }
    }
}

/* Errors of many kinds, hidden in a large file: every one is counted, and nothing else. */
static void
test_planted (void)
{
  static const struct
  {
    const char *id;
    const char *line;
  } errors[] = {
    { "not-json", "{\"contents\":[%u,]}\n" },
    { "not-an-object", "[%u]\n" },
    { "no-contents", "{\"tools\":[%u]}\n" },
    { "empty-answer", "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Q%u\"}]},"
                      "{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]}]}\n" },
    { "unknown-role", "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"R%u\"}]},"
                      "{\"role\":\"nobody\",\"parts\":[{\"text\":\"a\"}]}]}\n" },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LuthierDatasetReport) report = NULL;
  LuthierDatasetRules rules;
  guint64 n_errors = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_string_append_printf (text,
                              "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"S%u\"}]},"
                              "{\"role\":\"model\",\"parts\":[{\"text\":\"a\"}]}]}\n",
                              i);
      if (i % 20 == 7)
        {
          g_autofree char *number = g_strdup_printf ("%u", i);
          g_auto (GStrv) halves = g_strsplit (errors[i / 20 % 5].line, "%u", 2);

          g_string_append_printf (text, "%s%s%s", halves[0], number, halves[1]);
        }
    }
  bytes = g_bytes_new_static (text->str, text->len);
  luthier_dataset_rules_init (&rules, luthier_catalogue_lookup (catalogue, "gemini-2.5-flash"),
                              LUTHIER_METHOD_SUPERVISED, FALSE);
  report = check (&rules, bytes);

  g_assert_cmpuint (report->findings->len, ==, G_N_ELEMENTS (errors));
  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      g_assert_cmpuint (finding->count, ==, 200);
      g_assert_cmpuint (finding->places->len, ==, 200);
      n_errors += finding->count;
    }
  g_assert_cmpuint (n_errors, ==, 1000);
  g_assert_cmpuint (report->examples, ==, 20000);
}

/* It is not published what 1 GB means. */
static void
test_gigabyte (void)
{
  const LuthierDatasetRules rules = { .max_size = 1 << 30 };
  const LuthierDatasetTotals totals = { 0 };
  static const guint64 sizes[] = { 1000000000, 1000000001, 1 << 30, (1 << 30) + 1 };
  static const char *const ids[] = { NULL, "file-large", "file-large", "file-too-large" };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      LuthierDatasetFaults faults = { 0 };
      g_autoptr (GPtrArray) findings = NULL;

      luthier_dataset_totals_judge (&totals, &rules, sizes[i], &faults);
      findings = luthier_dataset_faults_to_findings (&faults, &rules);
      g_assert_cmpuint (findings->len, ==, ids[i] != NULL);
      if (ids[i] != NULL)
        g_assert_cmpstr (((LuthierDatasetFinding *) findings->pdata[0])->id, ==, ids[i]);
      luthier_dataset_faults_clear (&faults);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) models = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  text = luthier_test_read (TABLE);
  models = luthier_test_read ("../data/catalogue.json");
  catalogue = luthier_catalogue_new (models, &error);
  g_assert_no_error (error);
  table = g_key_file_new ();
  g_key_file_load_from_bytes (table, text, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  groups = g_key_file_get_groups (table, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/dataset-corpus/file/%s", groups[i]);

      g_strdelimit (path, " ", '/');
      g_test_add_data_func (path, groups[i], test_case);
    }
  g_test_add_func ("/dataset-corpus/complete", test_complete);
  g_test_add_func ("/dataset-corpus/ids", test_ids);
  g_test_add_func ("/dataset-corpus/models", test_models);
  g_test_add_func ("/dataset-corpus/planted", test_planted);
  g_test_add_func ("/dataset-corpus/gigabyte", test_gigabyte);

  status = g_test_run ();
  g_key_file_unref (table);
  g_object_unref (catalogue);
  return status;
}
