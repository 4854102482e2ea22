/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "rewrite-fixture.h"

#define ALL                                                                                        \
  (LUTHIER_REPAIR_ENCODING | LUTHIER_REPAIR_LAYOUT | LUTHIER_REPAIR_LINE_ENDS |                    \
   LUTHIER_REPAIR_BLANK_LINES | LUTHIER_REPAIR_COPIES | LUTHIER_REPAIR_SPELLINGS |                 \
   LUTHIER_REPAIR_ROLES | LUTHIER_REPAIR_BLANKS)
#define GOOD_1      "{\"contents\":[" USER "," TURN ("model", "1") "]}"
#define GOOD_2      "{\"contents\":[" USER "," TURN ("model", "2") "]}"
#define ACCENT(e)   "{\"contents\":[" TURN ("user", "caf" e) "," MODEL "]}\n"
#define ANSWER(raw) LINE (USER "," TURN ("model", raw))

typedef struct
{
  const char *text;
  const char *mended;
  const char *losses;
  guint64 changed;
} Case;

static const Case cases[] = {
  { GOOD, GOOD, "", 0 },
  { GOOD_1, GOOD_1 "\n", "", 0 },

  /* Encodings */
  { "\xef\xbb\xbf" GOOD, GOOD, "", 0 },
  { ACCENT ("\xe9") GOOD, ACCENT ("\u00e9") GOOD, "windows-1252 1@0", 0 },
  { ACCENT ("\x80\x99\x81"), ACCENT ("\u20ac\u2122\xc2\x81"), "windows-1252 3@0", 0 },
  { ACCENT ("\xe9") ACCENT ("\u00e9"), ACCENT ("\xe9") ACCENT ("\u00e9"), "", 0 },

  /* Layouts */
  { "[" GOOD_1 "," GOOD_2 "]", GOOD_1 "\n" GOOD_2 "\n", "", 0 },
  { "[\n" GOOD_1 ",\n" GOOD_2 "\n]\n", GOOD_1 "\n" GOOD_2 "\n", "", 0 },
  { "[\n {\n  \"contents\": [ " USER ",\n " TURN ("model", "a b \\\" , { \\\\") " ] }\n]\n",
    LINE (USER "," TURN ("model", "a b \\\" , { \\\\")), "", 1 },
  { "{\n  \"contents\": [\n    " USER ",\n    " MODEL "\n  ]\n}\n{\n  \"contents\": [\n    " USER
    ",\n    " TURN ("model", "2") "\n  ]\n}\n",
    GOOD GOOD_2 "\n", "", 2 },
  { GOOD_1 GOOD_2, GOOD_1 "\n" GOOD_2 "\n", "", 0 },
  { GOOD_1 " " GOOD_2 "\n" GOOD, GOOD_1 "\n" GOOD_2 "\n" GOOD, "", 2 },
  { GOOD_1 ",\n" GOOD_2 "\n", GOOD_1 "\n" GOOD_2 "\n", "", 1 },
  { "{\"contents\":[\n" GOOD, "{\"contents\":[\n" GOOD, "", 0 },
  { "[\n" GOOD_1 ",\n{\"contents\": \"never ends\n},\n" GOOD_2 "]\n",
    GOOD_1 "\n{\"contents\": \"never ends\n},\n" GOOD_2 "\n", "", 0 },

  /* Lines */
  { GOOD_1 "\r\n" GOOD_2 "\r\n", GOOD_1 "\n" GOOD_2 "\n", "", 2 },
  { GOOD_1 "\r" GOOD_2 "\r", GOOD_1 "\n" GOOD_2 "\n", "", 0 },
  { "\n" GOOD_1 "\n \t\n\r\n" GOOD_2, GOOD_1 "\n" GOOD_2 "\n", "blank-lines 3@1", 0 },
  { GOOD GOOD_1 "\n" GOOD GOOD, GOOD GOOD_1 "\n", "copies 2@3", 0 },
  { GOOD_1 "\r\n" GOOD_1 "\r\n", GOOD_1 "\n", "copies 1@2", 1 },
  { GOOD "{broken\n" GOOD_1 "\n", GOOD "{broken\n" GOOD_1 "\n", "", 0 },
  { GOOD "[1]\n17\n", GOOD "[1]\n17\n", "", 0 },

  /* Spellings */
  { "{\"system_instruction\":{\"parts\":[" TEXT ("a") "]}, \"contents\":[" USER "," MODEL "]}\n",
    "{\"systemInstruction\":{\"parts\":[" TEXT ("a") "]}, \"contents\":[" USER "," MODEL "]}\n", "",
    1 },
  { "{\"Content\":[{\"Role\":\"user\",\"PARTS\":[{\"Text\":\"Hi\"}]}," MODEL "]}\n", GOOD, "", 1 },
  { "{\"content\":\"x\",\"contents\":[" USER "," MODEL "]}\n",
    "{\"content\":\"x\",\"contents\":[" USER "," MODEL "]}\n", "", 0 },
  { "{\"content\":[1],\"contents\":[" USER "," MODEL "]}\n",
    "{\"content\":[1],\"contents\":[" USER "," MODEL "]}\n", "", 0 },
  { LINE ("{\"role\":\"user\",\"parts\":[{\"file_data\":{\"mime_type\":\"image/png\",\"file-uri\":"
          "\"gs:\\/\\/b\\/i.png\"}}]}," MODEL),
    LINE ("{\"role\":\"user\",\"parts\":[{\"fileData\":{\"mimeType\":\"image/png\",\"fileUri\":"
          "\"gs:\\/\\/b\\/i.png\"}}]}," MODEL),
    "", 1 },
  { "{\"tools\":[{\"function_declarations\":[{\"name\":\"f\",\"Name\":1e400}]}],\"contents\":[" USER
    "," MODEL "]}\n",
    "{\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"Name\":1e400}]}],\"contents\":[" USER
    "," MODEL "]}\n",
    "", 1 },

  /* Roles */
  { LINE (TURN ("Human", "Hi") "," TURN ("assistant", "Hello")), GOOD, "", 1 },
  { LINE (TURN (" USER", "Hi") "," TURN ("AI", "Hello")), GOOD, "", 1 },
  { LINE (TURN ("tool", "Hi") "," MODEL), LINE (TURN ("tool", "Hi") "," MODEL), "", 0 },

  /* Blanks around answers */
  { ANSWER (" \\n\\u0020Hello\\t"), GOOD, "", 1 },
  { ANSWER ("Hello\\\\n"), ANSWER ("Hello\\\\n"), "", 0 },
  { ANSWER ("Hello\\\\\\n "), ANSWER ("Hello\\\\"), "", 1 },
  { ANSWER ("Hello\\\\u0020"), ANSWER ("Hello\\\\u0020"), "", 0 },
  { ANSWER ("Hello\\u000A\\u0020"), GOOD, "", 1 },
  { ANSWER ("\\\\n"), ANSWER ("\\\\n"), "", 0 },
  { ANSWER ("  "), ANSWER ("  "), "", 0 },
  { LINE (TURN ("user", " Hi ") "," MODEL), LINE (TURN ("user", " Hi ") "," MODEL), "", 0 },
  { LINE (USER ",{\"parts\":[" TEXT (" a ") "," TEXT (" b ") "],\"role\":\"model\"}"),
    LINE (USER ",{\"parts\":[" TEXT ("a ") "," TEXT (" b") "],\"role\":\"model\"}"), "", 1 },
  { LINE (USER ",{\"role\":\"Assistant\",\"part\":[" TEXT ("a ") "]}"),
    LINE (USER ",{\"role\":\"model\",\"parts\":[" TEXT ("a") "]}"), "", 1 },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) source = rewrite_write ("a.jsonl", cases[i].text, -1);
      g_autoptr (GFile) target = rewrite_file ("b.jsonl");
      g_autoptr (LuthierDatasetOutcome) outcome = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL, *losses = NULL;

      outcome = rewrite_mend (source, target, ALL, &error);
      g_assert_no_error (error);
      text = rewrite_read (target, NULL);
      g_assert_cmpstr (text, ==, cases[i].mended);
      losses = rewrite_describe_losses (outcome);
      g_assert_cmpstr (losses, ==, cases[i].losses);
      g_assert_cmpuint (outcome->changed, ==, cases[i].changed);
    }
}

/* What has been mended is not mended any further, and nothing is done that was not asked for. */
static void
test_again (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) source = rewrite_write ("a.jsonl", cases[i].mended, -1);
      g_autoptr (GFile) target = rewrite_file ("b.jsonl");
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL, *kept = NULL;

      luthier_dataset_outcome_free (rewrite_mend (source, target, ALL, &error));
      g_assert_no_error (error);
      text = rewrite_read (target, NULL);
      if (strstr (cases[i].losses, "copies") == NULL)
        g_assert_cmpstr (text, ==, cases[i].mended);

      g_object_unref (source);
      source = rewrite_write ("a.jsonl", cases[i].text, -1);
      luthier_dataset_outcome_free (rewrite_mend (source, target, LUTHIER_REPAIR_NONE, &error));
      g_assert_no_error (error);
      kept = rewrite_read (target, NULL);
      g_assert_true (g_str_has_prefix (kept, cases[i].text));
      g_assert_cmpuint (strlen (kept), <=, strlen (cases[i].text) + 1);
    }
}

static void
assert_mended (const char *text, gsize length, const char *mended)
{
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", text, (gssize) length);
  g_autoptr (GFile) target = rewrite_file ("b.jsonl");
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  outcome = rewrite_mend (source, target, ALL, &error);
  g_assert_no_error (error);
  found = rewrite_read (target, NULL);
  g_assert_cmpstr (found, ==, mended);
  rewrite_assert_no_findings (target, LUTHIER_FINDING_WARNING);
}

static void
test_unicode (void)
{
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" };
  const char *text = ACCENT ("\u00e9\u4e2d\U0001f600") GOOD;

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (guint with_mark = 0; with_mark < 2; with_mark++)
      {
        g_autofree char *marked = g_strconcat (with_mark ? "\ufeff" : "", text, NULL);
        g_autoptr (GError) error = NULL;
        g_autofree char *bytes = NULL;
        gsize length;

        bytes = g_convert (marked, -1, encodings[i], "UTF-8", NULL, &length, &error);
        g_assert_no_error (error);
        assert_mended (bytes, length, text);
      }
}

/* Half a pair, and half a unit at the end. */
static void
test_damaged_unicode (void)
{
  const char bytes[] = "\xff\xfe{\0\x00\xd8}\0\n";
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", bytes, sizeof bytes - 1);
  g_autoptr (GFile) target = rewrite_file ("b.jsonl");
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *losses = NULL;

  outcome = rewrite_mend (source, target, ALL, &error);
  g_assert_no_error (error);
  text = rewrite_read (target, NULL);
  g_assert_cmpstr (text, ==, "{\ufffd}\ufffd\n");
  losses = rewrite_describe_losses (outcome);
  g_assert_cmpstr (losses, ==, "characters 2@0");
}

static char *
pack (const char *text, gsize length, gsize *n_packed)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  gsize n_read;
  char *packed = g_malloc (length + 1000);

  g_assert_cmpint (g_converter_convert (G_CONVERTER (packer), text, length, packed, length + 1000,
                                        G_CONVERTER_INPUT_AT_END, &n_read, n_packed, NULL),
                   ==, G_CONVERTER_FINISHED);
  return packed;
}

static void
test_compressed (void)
{
  g_autoptr (GFile) target = rewrite_file ("c.jsonl");
  g_autoptr (GFile) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *packed = NULL, *more = NULL, *both = NULL;
  gsize n_packed, n_more;

  packed = pack (GOOD, strlen (GOOD), &n_packed);
  assert_mended (packed, n_packed, GOOD);

  /* Files that are put together stay files that are put together. */
  more = pack (GOOD_2 "\n", strlen (GOOD_2 "\n"), &n_more);
  both = g_malloc (n_packed + n_more);
  memcpy (both, packed, n_packed);
  memcpy (both + n_packed, more, n_more);
  assert_mended (both, n_packed + n_more, GOOD GOOD_2 "\n");

  /* Cut off */
  source = rewrite_write ("a.jsonl", packed, (gssize) n_packed - 9);
  g_assert_null (rewrite_mend (source, target, ALL, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  g_assert_false (g_file_query_exists (target, NULL));
}

static void
test_broken_lines (void)
{
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", GOOD "{oops\n" GOOD_1 "\n[1]\n\xff\n", -1);
  g_autoptr (GFile) target = rewrite_file ("b.jsonl");
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *losses = NULL;

  outcome = rewrite_mend (source, target, LUTHIER_REPAIR_BROKEN_LINES, &error);
  g_assert_no_error (error);
  text = rewrite_read (target, NULL);
  g_assert_cmpstr (text, ==, GOOD GOOD_1 "\n");
  losses = rewrite_describe_losses (outcome);
  g_assert_cmpstr (losses, ==, "broken-lines 3@2");
  g_assert_cmpuint (outcome->read, ==, 5);
  g_assert_cmpuint (outcome->written, ==, 2);
}

/* A copy without a single example is none. */
static void
test_only_broken_lines (void)
{
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", "{oops\n[1]\n", -1);
  g_autoptr (GFile) target = rewrite_file ("b.jsonl");
  g_autoptr (GError) error = NULL;

  g_unlink (g_file_peek_path (target));
  g_assert_null (rewrite_mend (source, target, LUTHIER_REPAIR_BROKEN_LINES, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  g_assert_false (g_file_query_exists (target, NULL));
}

static void
test_never_in_place (void)
{
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", GOOD, -1);
  g_autoptr (GFile) link = rewrite_file ("link.jsonl");
  g_autoptr (GFile) folder = rewrite_file ("folder");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_null (rewrite_mend (source, source, ALL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);

  g_assert_true (g_file_make_symbolic_link (link, g_file_peek_path (source), NULL, &error));
  g_assert_null (rewrite_mend (source, link, ALL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_unlink (g_file_peek_path (link));

  g_mkdir (g_file_peek_path (folder), 0700);
  g_assert_null (rewrite_mend (source, folder, ALL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_rmdir (g_file_peek_path (folder));

  text = rewrite_read (source, NULL);
  g_assert_cmpstr (text, ==, GOOD);
}

/* What was there stays there when nothing takes its place. */
static void
test_nothing_left (void)
{
  g_autoptr (GFile) absent = rewrite_file ("absent.jsonl");
  g_autoptr (GFile) empty = rewrite_write ("empty.jsonl", "\n\n", -1);
  g_autoptr (GFile) source = rewrite_write ("a.jsonl", GOOD, -1);
  g_autoptr (GFile) target = rewrite_write ("b.jsonl", "before", -1);
  g_autoptr (LuthierDatasetRewrite) rewrite = luthier_dataset_rewrite_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_files = rewrite_count_files ();

  g_assert_null (rewrite_mend (absent, target, ALL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rewrite_mend (empty, target, ALL, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  luthier_dataset_rewrite_mend_async (rewrite, source, target, ALL, cancellable,
                                      luthier_test_result_cb, &result);
  g_assert_null (rewrite_finish (rewrite, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_cmpuint (rewrite_count_files (), ==, n_files);
  text = rewrite_read (target, NULL);
  g_assert_cmpstr (text, ==, "before");
}

/* No copy is open to more people than its source. */
static void
test_mode (void)
{
  g_autoptr (GFile) source = rewrite_write ("private.jsonl", GOOD, -1);
  g_autoptr (GFile) target = rewrite_file ("copy.jsonl");
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_chmod (g_file_peek_path (source), 0600);
  outcome = rewrite_mend (source, target, ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (g_file_peek_path (target), &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

/* Larger than any buffer, with lines that lie across all of their borders. */
static void
test_large (void)
{
  GString *text = g_string_new ("[");
  GString *lines = g_string_new (NULL);
  g_autoptr (GFile) source = NULL;
  g_autoptr (GFile) target = rewrite_file ("b.jsonl");
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *mended = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *answer = g_strnfill (i % 700 + 1, 'x');
      g_autofree char *turn = g_strdup_printf (TURN ("model", "%u \u4e2d %s"), i, answer);

      g_string_append_printf (text, "%s\n {\n  \"contents\" : [ " USER ",\n%s ] }", i ? "," : "",
                              turn);
      g_string_append_printf (lines, "{\"contents\":[" USER ",%s]}\n", turn);
    }
  g_string_append (text, "\n]\n");
  source = rewrite_write ("a.jsonl", text->str, (gssize) text->len);
  outcome = rewrite_mend (source, target, ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome->written, ==, 3000);
  mended = rewrite_read (target, NULL);
  g_assert_true (strcmp (mended, lines->str) == 0);
  g_string_free (text, TRUE);
  g_string_free (lines, TRUE);
}

/* What no memory is to hold is left out, whatever is wanted. */
static void
test_endless (void)
{
  g_autofree char *filler = g_strnfill (LUTHIER_JSON_MAX_SIZE, 'x');
  g_autofree char *text = g_strconcat (GOOD, "{\"a\":\"", filler, "\"}\n", GOOD_1, NULL);
  g_autoptr (GFile) source = rewrite_write ("endless.jsonl", text, -1);
  g_autoptr (GFile) target = rewrite_file ("b.jsonl");
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *mended = NULL, *losses = NULL;

  outcome = rewrite_mend (source, target, LUTHIER_REPAIR_NONE, &error);
  g_assert_no_error (error);
  g_unlink (g_file_peek_path (source));
  mended = rewrite_read (target, NULL);
  g_assert_true (strcmp (mended, GOOD GOOD_1 "\n") == 0);
  losses = rewrite_describe_losses (outcome);
  g_assert_cmpstr (losses, ==, "endless-lines 1@2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-mend/cases", test_cases);
  g_test_add_func ("/dataset-mend/again", test_again);
  g_test_add_func ("/dataset-mend/unicode", test_unicode);
  g_test_add_func ("/dataset-mend/damaged-unicode", test_damaged_unicode);
  g_test_add_func ("/dataset-mend/compressed", test_compressed);
  g_test_add_func ("/dataset-mend/broken-lines", test_broken_lines);
  g_test_add_func ("/dataset-mend/only-broken-lines", test_only_broken_lines);
  g_test_add_func ("/dataset-mend/never-in-place", test_never_in_place);
  g_test_add_func ("/dataset-mend/nothing-left", test_nothing_left);
  g_test_add_func ("/dataset-mend/mode", test_mode);
  g_test_add_func ("/dataset-mend/large", test_large);
  g_test_add_func ("/dataset-mend/endless", test_endless);

  return g_test_run ();
}
