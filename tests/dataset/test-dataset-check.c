/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-check.h"

#include <glib/gstdio.h>

#include "luthier-crc32c.h"
#include "luthier-test.h"

#define TEXT(text)    "{\"text\":\"" text "\"}"
#define TURN(role, t) "{\"role\":\"" role "\",\"parts\":[" TEXT (t) "]}"
#define USER          TURN ("user", "Hi")
#define MODEL         TURN ("model", "Hello")
#define LINE(turns)   "{\"contents\":[" turns "]}\n"
#define GOOD          LINE (USER "," MODEL)
#define CALL          "{\"functionCall\":{\"name\":\"f\",\"args\":{}}}"
#define RESPONSE      "{\"functionResponse\":{\"name\":\"f\",\"response\":{}}}"
#define TOOLS         "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}]"
#define PARTS(p)      LINE ("{\"role\":\"user\",\"parts\":[" p "]}," MODEL)
#define ANSWER(p)     LINE (USER ",{\"role\":\"model\",\"parts\":[" p "]}")

/* A file, and what is found: rule, severity, how often, line:column of the first. */
typedef struct
{
  const char *text;
  const char *findings;
} Case;

static const Case cases[] = {
  { GOOD, "" },
  { "{\"contents\":[" USER "," MODEL "]}", "" },
  { "{\"systemInstruction\":{\"parts\":[" TEXT ("Be kind.") "]},\"contents\":[" USER "," MODEL
                                                            "]}\n",
    "" },
  { "{\"system_instruction\":{\"role\":\"system\",\"parts\":[" TEXT ("a") "," TEXT (
        "b") "]},"
             "\"generation_config\":{\"x\":[1]},\"contents\":[" USER "," MODEL "]}\n",
    "" },
  { LINE ("{\"parts\":[" TEXT ("Hi") "],\"role\":\"user\"},{\"parts\":[" TEXT (
        "Ho") "],\"role\":\"model\"}"),
    "" },
  { "{" TOOLS ",\"contents\":[" USER ",{\"role\":\"model\",\"parts\":[" CALL "]},"
    "{\"parts\":[" RESPONSE "]}," MODEL "]}\n",
    "" },
  { PARTS ("{\"fileData\":{\"mimeType\":\"image/png\",\"fileUri\":\"gs://b/i.png\"}}," TEXT ("?")),
    "" },
  { PARTS ("{\"file_data\":{\"mime_type\":\"image/png\",\"file_uri\":\"https:\\/\\/e.org\\/i\"}}"),
    "" },

  /* The file */
  { "", "F01E1@0:0" },
  { "\n", "F01E1@0:0 F03W1@1:0" },
  { " \n\t\n\r\n", "F01E1@0:0 F03W3@1:0 F02W1@3:0" },
  { "\xef\xbb\xbf" GOOD, "F02E1@1:1" },
  { "\xff\xfe{\0\"\0", "F02E1@0:0" },
  { "\xfe\xff", "F02E1@0:0" },
  { "\x1f\x8b\x08 what follows is packed\n\n", "F02E1@0:0" },
  { GOOD "{\"contents\":[" TURN ("user", "caf\xe9") "," MODEL "]}\n", "F02E1@2:50" },
  { LINE (TURN ("user", "\u4e2d\u00e9 \xed\xa0\x80") "," MODEL), "F02E1@1:50" },
  { "{\"contents\":[" USER "," MODEL "]}\r\n" GOOD, "F02W1@1:0 F10W1@2:0" },
  { GOOD "\n" LINE (TURN ("user", "Other") "," MODEL) "  \n", "F03W2@2:0" },

  /* Lines of JSON */
  { GOOD "{\"contents\":[" USER "," MODEL ",]}\n", "F03E1@2:98" },
  { GOOD "{'contents':[]}\n" GOOD "{contents:[]}\n", "F03E2@2:2 F10W1@3:0" },
  { GOOD "{\"contents\":[" USER "," MODEL "]\n", "F03E1@2:98" },
  { GOOD "{\"contents\": NaN}\n", "F03E1@2:14" },
  { GOOD GOOD "oops\n", "F03E1@3:1 F10W1@2:0" },
  { "{\"contents\":[" USER "," MODEL "]} {}\n" GOOD, "F03E1@1:100" },
  { "{\"contents\":[" TURN ("user", "half \\ud83d") "," MODEL "]}\n", "F03E1@1:52" },
  { "{\"contents\":[" TURN ("user", "a\tb") "," MODEL "]}\n", "F03E1@1:48" },
  { GOOD "[" USER "]\n", "F03E1@2:0" },
  { GOOD "\"text\"\n17\nnull\n", "F03E3@2:0" },
  { "[1]\n" GOOD, "F03E1@1:0" },
  { "[{\"contents\":[" USER "," MODEL "]},{\"contents\":[" USER "," MODEL "]}]\n", "F03E1@0:0" },
  { "[\n" GOOD "]\n", "F03E1@0:0" },
  { "[\n{\"contents\":[]},\n{\"contents\":[]}\n]\n", "F03E1@0:0" },
  { "{\n  \"contents\": [\n    " USER ",\n    " MODEL "\n  ]\n}\n", "F03E1@0:0" },
  { "{\"contents\":[\n" GOOD, "F03E1@1:14" },
  { "{\"contents\":[", "F03E1@1:14" },

  /* Names */
  { "{\"contents\":[" USER "],\"contents\":[" USER "," MODEL "]}\n", "F04W1@1:56" },
  { LINE ("{\"role\":\"user\",\"role\":\"user\",\"parts\":[" TEXT ("Hi") "]}," MODEL),
    "F04W1@1:30" },
  { PARTS ("{\"text\":\"a\",\"text\":\"b\"}"), "C02E1@1:38 F04W1@1:51" },
  { "{\"systemInstruction\":{\"parts\":[" TEXT ("a") "]},\"system_instruction\":{\"parts\":[" TEXT (
        "a") "]},\"contents\":[" USER "," MODEL "]}\n",
    "F04W1@1:48" },
  { "{\"content\":1,\"contents\":[" USER "," MODEL "],\"x\":{\"y\":[2]}}\n", "C09W2@1:3" },
  { PARTS ("{\"text\":\"Hi\",\"txt\":1}"), "C09W1@1:52" },
  { "{\"cont\\u0065nts\":[" USER "," MODEL "]}\n", "" },

  /* Contents */
  { "{}\n", "C01E1@1:0" },
  { "{\"contents\":[]}\n{\"contents\":{}}\n{\"contents\":\"x\"}\n", "C01E3@1:13" },
  { "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}\n", "C04E1@1:13 O01H1@1:0" },
  { "{\"text_input\":\"a\",\"output\":\"b\"}\n{\"prompt\":\"a\",\"completion\":\"b\"}\n",
    "C01E1@1:0 O01H1@2:0" },
  { LINE ("\"Hi\"," MODEL), "C02E1@1:15" },
  { LINE ("{\"role\":\"user\"}," MODEL), "C02E1@1:14" },
  { LINE ("{\"role\":\"user\",\"parts\":[]}," MODEL), "C02E1@1:14" },
  { LINE ("{\"role\":\"user\",\"parts\":\"Hi\"}," MODEL), "C02E1@1:14" },
  { PARTS ("\"Hi\""), "C02E1@1:39" },
  { PARTS ("{\"text\":7}"), "C02E1@1:46" },
  { PARTS ("{}"), "C02E1@1:38" },
  { PARTS ("{\"text\":\"a\",\"functionCall\":{\"name\":\"f\"}}"), "C02E1@1:38 N01E1@1:74" },
  { LINE (USER "," TURN ("assistant", "Hello")), "C03E1@1:63" },
  { LINE (TURN ("system", "Be kind") "," USER "," MODEL), "C03E1@1:23" },
  { LINE ("{\"role\":1,\"parts\":[" TEXT ("a") "]}," MODEL), "C03E1@1:22" },
  { LINE ("{\"parts\":[" TEXT ("a") "]}," MODEL), "" },
  { LINE ("{\"parts\":[" TEXT ("a") "]}," MODEL "," USER "," MODEL), "C03E1@1:14" },
  { LINE ("{\"parts\":[" TEXT ("a") "]}"), "C04E1@1:13" },
  { LINE (USER), "C04E1@1:13" },
  { LINE (USER "," MODEL "," USER), "C04W1@1:98" },
  { LINE (MODEL "," USER "," MODEL), "C05W1@1:14" },
  { LINE (USER "," USER "," MODEL), "C05W1@1:54" },
  { ANSWER (""), "C02E1@1:54" },
  { ANSWER (TEXT ("")), "C06E1@1:88" },
  { LINE (TURN ("model", "") "," USER "," TURN ("model", "")), "C06E2@1:48 C05W1@1:14" },
  { ANSWER (TEXT ("  \\n")), "C07W1@1:88" },
  { LINE (TURN ("user", "") "," MODEL), "C07W1@1:47" },
  { ANSWER (TEXT (" Hello")), "C07W1@1:88" },
  { ANSWER (TEXT ("Hello\\n")), "C07W1@1:88" },
  { ANSWER (TEXT ("Hello\\\\n")), "" },
  { ANSWER (TEXT ("Hello\\\\\\n")), "C07W1@1:88" },
  { LINE (TURN ("user", " Hi ") "," MODEL), "" },
  { ANSWER (TEXT ("Hello ") "," TEXT (" you")), "" },
  { "{\"systemInstruction\":\"Be kind\",\"contents\":[" USER "," MODEL "]}\n", "C08E1@1:23" },
  { "{\"systemInstruction\":{\"parts\":[" CALL "]},\"contents\":[" USER "," MODEL "]}\n",
    "C08E1@1:22 N01E1@1:57" },
  { GOOD "{\"systemInstruction\":{\"parts\":[" TEXT ("a") "]},\"contents\":[" USER "," MODEL "]}\n",
    "C10W1@1:0" },

  /* Media and functions */
  { PARTS ("{\"fileData\":{\"mimeType\":\"image/png\"}}"), "M01E1@1:50" },
  { PARTS ("{\"fileData\":{\"mimeType\":\"image/png\",\"fileUri\":\"file:///i.png\"}}"),
    "M01E1@1:85" },
  { PARTS ("{\"fileData\":{\"fileUri\":\"gs://b/i.png\"}}"), "M01E1@1:50" },
  { PARTS ("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}"), "M08W1@1:40" },
  { ANSWER (CALL), "N01E1@1:104" },
  { "{" TOOLS ",\"contents\":[" USER ",{\"role\":\"model\",\"parts\":[{\"functionCall\":"
    "{\"name\":\"f\",\"args\":[]}}]}]}\n",
    "N01E1@1:145" },
  { "{" TOOLS ",\"contents\":[{\"role\":\"user\",\"parts\":[" RESPONSE "]}," MODEL "]}\n",
    "N02E1@1:117" },
};

static LuthierDatasetReport *
finish (LuthierDatasetCheck *check, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  LuthierDatasetReport *report;

  luthier_test_wait_for (*result);
  report = luthier_dataset_check_run_finish (check, *result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);
  g_clear_object (result);
  return report;
}

static LuthierDatasetReport *
check_bytes (const LuthierDatasetRules *rules, const char *text, gsize length)
{
  LuthierDatasetCheck *check = luthier_dataset_check_new (rules);
  g_autoptr (GInputStream)
      stream = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  LuthierDatasetReport *report;

  luthier_dataset_check_run_stream_async (check, stream, length, NULL, luthier_test_result_cb,
                                          &result);
  report = finish (check, &result);
  g_assert_finalize_object (check);
  return report;
}

static GFile *
write_file (const char *text, gsize length)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "dataset.jsonl", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_file_set_contents (path, text, (gssize) length, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static LuthierDatasetReport *
check_file (const LuthierDatasetRules *rules, GFile *file)
{
  LuthierDatasetCheck *check = luthier_dataset_check_new (rules);
  g_autoptr (GAsyncResult) result = NULL;
  LuthierDatasetReport *report;

  luthier_dataset_check_run_async (check, file, NULL, luthier_test_result_cb, &result);
  report = finish (check, &result);
  g_assert_finalize_object (check);
  return report;
}

/* All small files have too few examples, and of few lines one is more than a tenth: these are left
 * out. */
static char *
describe (LuthierDatasetReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      if (strcmp (finding->rule, "F07") == 0 || strcmp (finding->rule, "M07") == 0)
        continue;
      g_string_append_printf (
          text, "%s%s%c%" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
          text->len > 0 ? " " : "", finding->rule, "HWE"[finding->severity], finding -> count,
          finding -> line, finding -> column);
    }
  return g_string_free (text, FALSE);
}

static const LuthierDatasetFinding *
look_for (LuthierDatasetReport *report, const char *rule)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      if (strcmp (finding->rule, rule) == 0)
        return finding;
    }
  return NULL;
}

static const LuthierDatasetFinding *
find (LuthierDatasetReport *report, const char *rule)
{
  const LuthierDatasetFinding *finding = look_for (report, rule);

  if (finding == NULL)
    g_error ("%s is not found", rule);
  return finding;
}

static gsize
get_length (const Case *row)
{
  /* The one text with NULs in it. */
  return g_str_has_prefix (row->text, "\xff\xfe") ? 6 : strlen (row->text);
}

static void
test_cases (void)
{
  const LuthierDatasetRules rules = { 0 };

  G_STATIC_ASSERT (G_N_ELEMENTS (cases) >= 40);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = get_length (&cases[i]);
      g_autoptr (LuthierDatasetReport) report = check_bytes (&rules, cases[i].text, length);
      g_autofree char *findings = describe (report);

      if (strcmp (findings, cases[i].findings) != 0)
        {
          g_test_message ("case %" G_GSIZE_FORMAT ": found %s, expected %s", i, findings,
                          cases[i].findings);
          g_test_fail ();
        }
      g_assert_cmpuint (report->size, ==, length);
    }
}

static void
test_file_is_stream (void)
{
  const LuthierDatasetRules rules = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = get_length (&cases[i]);
      g_autoptr (GFile) file = write_file (cases[i].text, length);
      g_autoptr (LuthierDatasetReport) from_file = check_file (&rules, file);
      g_autoptr (LuthierDatasetReport) from_stream = check_bytes (&rules, cases[i].text, length);
      g_autofree char *file_findings = describe (from_file);
      g_autofree char *stream_findings = describe (from_stream);

      g_assert_cmpstr (file_findings, ==, stream_findings);
      g_assert_cmpstr (from_file->sha256, ==, from_stream->sha256);
      g_assert_cmpuint (from_file->crc32c, ==, from_stream->crc32c);
      g_assert_cmpuint (from_file->examples, ==, from_stream->examples);
    }
}

/* Hands out a few bytes at a time, as a network does. */
typedef struct
{
  GFilterInputStream parent_instance;
} TricklingStream;

typedef GFilterInputStreamClass TricklingStreamClass;

static GType trickling_stream_get_type (void);
G_DEFINE_TYPE (TricklingStream, trickling_stream, G_TYPE_FILTER_INPUT_STREAM)

static gssize
trickling_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));

  return g_input_stream_read (base, buffer, MIN (count, 3), cancellable, error);
}

static void
trickling_stream_class_init (TricklingStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = trickling_stream_read;
}

static void
trickling_stream_init (TricklingStream *self)
{
}

static void
test_trickling (void)
{
  const LuthierDatasetRules rules = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInputStream) base = g_memory_input_stream_new_from_data (
          cases[i].text, (gssize) get_length (&cases[i]), NULL);
      g_autoptr (GInputStream)
          stream = g_object_new (trickling_stream_get_type (), "base-stream", base, NULL);
      g_autoptr (LuthierDatasetCheck) check = luthier_dataset_check_new (&rules);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (LuthierDatasetReport) report = NULL;
      g_autofree char *findings = NULL;

      luthier_dataset_check_run_stream_async (check, stream, 0, NULL, luthier_test_result_cb,
                                              &result);
      report = finish (check, &result);
      findings = describe (report);
      g_assert_cmpstr (findings, ==, cases[i].findings);
    }
}

/* Examples that differ from each other. */
static void
append_good (GString *text, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text,
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Question %u?\"}]},"
        "{\"role\":\"model\",\"parts\":[{\"text\":\"Answer %u.\"}]}]}\n",
        i, i);
}

static void
test_planted (void)
{
  const LuthierDatasetRules rules = { .max_example_tokens = 131072,
                                      .max_examples = 10000000,
                                      .max_size = 1000000000 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LuthierDatasetReport) report = NULL;
  const LuthierDatasetFinding *syntax, *empty;

  append_good (text, 500);
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "{\"contents\":[%u,]}\n{\"contents\":[%s,%s]}\n", i,
                            TURN ("user", "Hi"), TURN ("model", ""));
  append_good (text, 0);
  report = check_bytes (&rules, text->str, text->len);

  syntax = find (report, "F03");
  g_assert_cmpuint (syntax->count, ==, 1000);
  g_assert_cmpuint (syntax->line, ==, 501);
  g_assert_cmpuint (syntax->column, ==, 16);
  g_assert_cmpstr (syntax->title, ==, "1,000 lines are not valid JSON");
  g_assert_cmpstr (syntax->message, ==,
                   "The line is not valid JSON: a value is missing, or a comma is too many");
  g_assert_cmpstr (syntax->consequence, ==, "The service drops such lines.");
  empty = find (report, "C06");
  g_assert_cmpuint (empty->count, ==, 1000);
  g_assert_cmpuint (empty->line, ==, 502);
  g_assert_cmpuint (find (report, "F10")->count, ==, 999);
  g_assert_cmpuint (report->lines, ==, 2500);
  g_assert_cmpuint (report->examples, ==, 500);
  g_assert_true (luthier_dataset_report_has_errors (report));
}

static void
test_good_file (void)
{
  const LuthierDatasetRules rules = { .max_example_tokens = 131072,
                                      .max_examples = 10000000,
                                      .max_size = 1000000000 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LuthierDatasetReport) report = NULL;
  g_autofree char *sha256 = NULL;

  /* Several blocks, so that lines lie across their borders. */
  append_good (text, 30000);
  g_assert_cmpuint (text->len, >, 3 * 1024 * 1024);
  report = check_bytes (&rules, text->str, text->len);

  g_assert_cmpuint (report->findings->len, ==, 0);
  g_assert_false (luthier_dataset_report_has_errors (report));
  g_assert_cmpuint (report->lines, ==, 30000);
  g_assert_cmpuint (report->examples, ==, 30000);
  g_assert_cmpuint (report->turns, ==, 60000);
  g_assert_false (report->has_media);
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text->str, text->len);
  g_assert_cmpstr (report->sha256, ==, sha256);
  g_assert_cmphex (report->crc32c, ==, luthier_crc32c_update (0, text->str, text->len));
  g_assert_cmpint (report->elapsed_us, >, 0);
}

static void
test_statistics (void)
{
  const LuthierDatasetRules rules = { 0 };
  /* 2 + 5 letters, and 4 + 8 of them with two characters of three bytes: 8 quarters. */
  static const char text[] = LINE (TURN ("user", "Hi") "," TURN ("model", "Hello"))
      LINE (TURN ("user", "Four") "," TURN ("model", "Exactly.") "," TURN (
          "user", "\u4e2d\u6587") "," TURN ("model", "Yes."));
  g_autoptr (LuthierDatasetReport) report = check_bytes (&rules, text, sizeof text - 1);

  g_assert_cmpuint (report->examples, ==, 2);
  g_assert_cmpuint (report->turns, ==, 6);
  g_assert_cmpuint (report->input_tokens.min, ==, 1);
  g_assert_cmpuint (report->input_tokens.max, ==, 3);
  g_assert_cmpuint (report->output_tokens.min, ==, 2);
  g_assert_cmpuint (report->output_tokens.max, ==, 3);
  g_assert_cmpuint (report->tokens.sum, ==, 9);
  g_assert_cmpfloat (report->tokens.mean, ==, 4.5);
  g_assert_cmpuint (report->messages.min, ==, 2);
  g_assert_cmpuint (report->messages.max, ==, 4);
  g_assert_cmpuint (report->messages.sum, ==, 6);
  g_assert_cmpuint (report->messages.bucket_width, ==, 1);
  g_assert_cmpuint (report->messages.n_buckets, ==, 5);
  g_assert_cmpuint (report->messages.buckets[2], ==, 1);
  g_assert_cmpuint (report->messages.buckets[4], ==, 1);
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LuthierDatasetRules rules = { .max_examples = 150, .max_size = 1000 };
  g_autoptr (LuthierDatasetReport) strict = NULL;
  g_autoptr (LuthierDatasetReport) near = NULL;
  g_autoptr (LuthierDatasetReport) few = NULL;

  append_good (text, 200);
  strict = check_bytes (&rules, text->str, text->len);
  g_assert_cmpint (find (strict, "F05")->severity, ==, LUTHIER_FINDING_ERROR);
  g_assert_cmpuint (find (strict, "F06")->count, ==, 200);

  rules = (LuthierDatasetRules){ .max_examples = 200, .max_size = 1 << 20 };
  near = check_bytes (&rules, text->str, text->len);
  g_assert_null (look_for (near, "F05"));
  g_assert_null (look_for (near, "F06"));
  g_assert_null (look_for (near, "F07"));
  g_assert_cmpuint (near->examples, ==, 200);

  few = check_bytes (&rules, text->str, (gsize) (strchr (text->str, '\n') - text->str));
  g_assert_cmpstr (find (few, "F07")->title, ==, "There is only 1 example");
}

/* An example of so many characters, the answer being five of them. */
static void
append_length (GString *text, gsize length)
{
  g_autofree char *question = g_strnfill (length - 5, 'x');

  g_string_append_printf (
      text, "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%s\"}]}," MODEL "]}\n",
      question);
}

static const LuthierDatasetFinding *
find_id (LuthierDatasetReport *report, const char *id)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      if (strcmp (finding->id, id) == 0)
        return finding;
    }
  g_error ("%s is not found", id);
}

/* Just below and above where it may be too long, and where it has to be. */
static void
test_example_length (void)
{
  const LuthierDatasetRules rules = { .max_example_tokens = 1000, .model = "gemini-2.5-pro" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LuthierDatasetReport) report = NULL;
  const LuthierDatasetFinding *finding;

  append_length (text, 2832);
  append_length (text, 2833);
  append_length (text, 6005);
  append_length (text, 6006);
  report = check_bytes (&rules, text->str, text->len);

  finding = find_id (report, "maybe-too-long");
  g_assert_cmpint (finding->severity, ==, LUTHIER_FINDING_WARNING);
  g_assert_cmpuint (finding->count, ==, 2);
  g_assert_cmpuint (finding->line, ==, 2);
  finding = find_id (report, "too-long");
  g_assert_cmpint (finding->severity, ==, LUTHIER_FINDING_ERROR);
  g_assert_cmpuint (finding->count, ==, 1);
  g_assert_cmpuint (finding->line, ==, 4);
  g_assert_cmpstr (finding->message, ==,
                   "The example is too long for gemini-2.5-pro: it takes 1,000 tokens");
  g_assert_cmpuint (report->examples, ==, 4);
  g_assert_cmpuint (report->tokens_low, <, report->tokens.sum);
  g_assert_cmpuint (report->tokens.sum, <, report->tokens_high);
  g_assert_cmpuint (report->characters, ==, 2832 + 2833 + 6005 + 6006);
}

static void
test_validation (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const LuthierDatasetRules rules = { .validation = TRUE, .max_examples = 10000000 };
  g_autoptr (LuthierDatasetReport) few = NULL;
  g_autoptr (LuthierDatasetReport) right = NULL;
  g_autoptr (LuthierDatasetReport) many = NULL;

  append_good (text, 10);
  few = check_bytes (&rules, text->str, text->len);
  g_assert_cmpuint (few->findings->len, ==, 0);

  g_string_truncate (text, 0);
  append_good (text, 5000);
  right = check_bytes (&rules, text->str, text->len);
  g_assert_cmpuint (right->findings->len, ==, 0);

  g_string_append (text, GOOD);
  many = check_bytes (&rules, text->str, text->len);
  g_assert_cmpint (find (many, "F08")->severity, ==, LUTHIER_FINDING_ERROR);
  g_assert_cmpstr (find (many, "F08")->title, ==, "5,001 examples are too many to validate with");
}

static void
test_words (void)
{
  const LuthierDatasetRules rules = { 0 };
  static const char text[] = GOOD GOOD ANSWER (TEXT ("Hello ")) "{\"x\":1,\"contents\":[" USER
                                                                "," MODEL "]}\n";
  g_autoptr (LuthierDatasetReport) report = check_bytes (&rules, text, sizeof text - 1);

  g_assert_cmpstr (find (report, "C07")->title, ==, "1 answer begins or ends with blanks");
  g_assert_cmpstr (find (report, "C07")->consequence, ==, "The model would learn the blanks too.");
  g_assert_cmpstr (find (report, "F10")->title, ==, "1 example appears twice");
  g_assert_cmpstr (find (report, "C09")->message, ==, "The field “x” is not known here");
}

/* Longer than a block, and than the room for two. */
static void
test_long_lines (void)
{
  const LuthierDatasetRules rules = { .max_example_tokens = 131072 };
  g_autoptr (GString) text = g_string_new (GOOD);
  g_autoptr (LuthierDatasetReport) report = NULL;
  gsize length = 5 * 1024 * 1024;

  g_string_append (text, "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"");
  for (gsize i = 0; i < length; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\"}]}," MODEL "]}\n" LINE (USER "," TURN ("model", " b")));
  report = check_bytes (&rules, text->str, text->len);

  g_assert_cmpuint (report->examples, ==, 3);
  g_assert_cmpuint (report->input_tokens.max, ==, length / 4);
  g_assert_cmpuint (find (report, "T01")->line, ==, 2);
  g_assert_cmpuint (find (report, "C07")->line, ==, 3);
}

static void
test_endless_line (void)
{
  const LuthierDatasetRules rules = { 0 };
  gsize length = 70 * 1024 * 1024;
  char *text = g_malloc (length);
  g_autoptr (LuthierDatasetReport) report = NULL;
  g_autofree char *findings = NULL;

  memset (text, 'x', length);
  memcpy (text, GOOD, strlen (GOOD));
  memcpy (text + length - strlen (GOOD) - 1, "\n" GOOD, strlen (GOOD) + 1);
  report = check_bytes (&rules, text, length);
  findings = describe (report);
  g_assert_cmpstr (findings, ==, "F03E1@2:0 F10W1@3:0");
  g_assert_cmpuint (report->examples, ==, 2);
  g_free (text);
}

static void
test_errors (void)
{
  const LuthierDatasetRules rules = { 0 };
  g_autoptr (LuthierDatasetCheck) check = luthier_dataset_check_new (&rules);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/dataset.jsonl");
  g_autoptr (GFile) folder = g_file_new_for_path ("/");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_dataset_check_run_async (check, missing, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_assert_null (luthier_dataset_check_run_finish (check, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_clear_object (&result);

  luthier_dataset_check_run_async (check, folder, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_assert_null (luthier_dataset_check_run_finish (check, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

/* Never comes to an end by itself, at a bearable pace. */
typedef struct
{
  GInputStream parent_instance;
  gsize at; /* in the line */
} EndlessStream;

typedef GInputStreamClass EndlessStreamClass;

static GType endless_stream_get_type (void);
G_DEFINE_TYPE (EndlessStream, endless_stream, G_TYPE_INPUT_STREAM)

static gssize
endless_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  EndlessStream *self = (EndlessStream *) stream;
  const gsize length = MIN (count, strlen (GOOD) - self->at);

  g_usleep (1000);
  memcpy (buffer, GOOD + self->at, length);
  self->at = (self->at + length) % strlen (GOOD);
  return (gssize) length;
}

static void
endless_stream_class_init (EndlessStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = endless_stream_read;
}

static void
endless_stream_init (EndlessStream *self)
{
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  ++*(guint *) user_data;
}

static void
test_progress_and_cancel (void)
{
  const LuthierDatasetRules rules = { 0 };
  LuthierDatasetCheck *check = luthier_dataset_check_new (&rules);
  g_autoptr (GInputStream) stream = g_object_new (endless_stream_get_type (), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  guint n_notified = 0;

  g_signal_connect (check, "notify::progress", G_CALLBACK (count_cb), &n_notified);
  luthier_dataset_check_run_stream_async (check, stream, 1 << 20, cancellable,
                                          luthier_test_result_cb, &result);
  luthier_test_wait_until (n_notified >= 3);
  g_assert_cmpfloat (luthier_dataset_check_get_progress (check), >, 0);
  g_assert_cmpfloat (luthier_dataset_check_get_progress (check), <=, 1);
  g_assert_cmpint ((g_get_monotonic_time () - start) / 1000, >=, 250);
  g_assert_null (result);

  g_cancellable_cancel (cancellable);
  luthier_test_wait_for (result);
  g_assert_null (luthier_dataset_check_run_finish (check, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_assert_finalize_object (check);
}

static void
test_again (void)
{
  const LuthierDatasetRules rules = { 0 };
  LuthierDatasetCheck *check = luthier_dataset_check_new (&rules);
  g_autoptr (GFile) file = write_file (GOOD, strlen (GOOD));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (LuthierDatasetReport) report = NULL;
      g_autoptr (LuthierDatasetReport) same = NULL;

      luthier_dataset_check_run_async (check, file, NULL, luthier_test_result_cb, &result);
      report = finish (check, &result);
      same = luthier_dataset_report_ref (report);
      g_assert_cmpuint (same->examples, ==, 1);
      g_assert_cmpfloat (luthier_dataset_check_get_progress (check), ==, 1);
    }
  g_assert_finalize_object (check);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-check/cases", test_cases);
  g_test_add_func ("/dataset-check/file-is-stream", test_file_is_stream);
  g_test_add_func ("/dataset-check/trickling", test_trickling);
  g_test_add_func ("/dataset-check/planted", test_planted);
  g_test_add_func ("/dataset-check/good-file", test_good_file);
  g_test_add_func ("/dataset-check/statistics", test_statistics);
  g_test_add_func ("/dataset-check/limits", test_limits);
  g_test_add_func ("/dataset-check/example-length", test_example_length);
  g_test_add_func ("/dataset-check/validation", test_validation);
  g_test_add_func ("/dataset-check/words", test_words);
  g_test_add_func ("/dataset-check/long-lines", test_long_lines);
  g_test_add_func ("/dataset-check/endless-line", test_endless_line);
  g_test_add_func ("/dataset-check/errors", test_errors);
  g_test_add_func ("/dataset-check/progress-and-cancel", test_progress_and_cancel);
  g_test_add_func ("/dataset-check/again", test_again);

  return g_test_run ();
}
