/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <json-glib/json-glib.h>
#include <string.h>

#include "luthier-bench.h"
#include "luthier-dataset-check.h"

#define SIZE (100 * 1000 * 1000)

static const char *const words[] = {
  "the",
  "of",
  "and",
  "to",
  "customer",
  "invoice",
  "parcel",
  "please",
  "account",
  "policy",
  "delivery",
  "tomorrow",
  "question",
  "answer",
  "refund",
  "thanks",
  "information",
  "order",
  "\\\"soon\\\"",
  "caf\u00e9",
  "d\u00e9j\u00e0",
  "\u0434\u043e\u0433\u043e\u0432\u043e\u0440",
  "\u56de\u7b54",
  "\u5ba2\u6237",
  "which",
  "would",
  "line\\n",
  "3.14",
  "(see",
  "below)",
  "https://example.org/a?b=c",
  "\U0001f600",
};

static void
append_text (GString *text, GRand *random, gint32 n_words)
{
  for (gint32 i = 0; i < n_words; i++)
    {
      gint32 word = g_rand_int_range (random, 0, G_N_ELEMENTS (words));
      /* Most words are plain. */
      if (g_rand_int_range (random, 0, 4) > 0)
        word %= 18;
      g_string_append (text, words[word]);
      g_string_append_c (text, ' ');
    }
  g_string_append_c (text, '.');
}

static void
append_turn (GString *text, GRand *random, const char *role, gint32 n_words)
{
  g_string_append_printf (text, "{\"role\": \"%s\", \"parts\": [{\"text\": \"", role);
  append_text (text, random, n_words);
  g_string_append (text, "\"}]}");
}

static GString *
make_dataset (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GString *text = g_string_sized_new (SIZE + 100000);

  while (text->len < SIZE)
    {
      g_string_append (text, "{\"systemInstruction\": {\"parts\": [{\"text\": \"");
      append_text (text, random, 12);
      g_string_append (text, "\"}]}, \"contents\": [");
      for (gint32 left = g_rand_int_range (random, 1, 4); left > 0; left--)
        {
          append_turn (text, random, "user", g_rand_int_range (random, 5, 80));
          g_string_append (text, ", ");
          append_turn (text, random, "model", g_rand_int_range (random, 5, 120));
          g_string_append (text, left > 1 ? ", " : "]}\n");
        }
    }
  return text;
}

static void
report_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierDatasetReport **report = user_data;
  g_autoptr (GError) error = NULL;

  *report = luthier_dataset_check_run_finish (LUTHIER_DATASET_CHECK (source), result, &error);
  g_assert_no_error (error);
}

static void
run_luthier (gpointer data)
{
  const LuthierDatasetRules rules = { .max_example_tokens = 131072,
                                      .max_examples = 10000000,
                                      .max_size = 1000000000 };
  g_autoptr (LuthierDatasetCheck) check = luthier_dataset_check_new (&rules);
  g_autoptr (LuthierDatasetReport) report = NULL;

  luthier_dataset_check_run_async (check, data, NULL, report_cb, &report);
  while (report == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (report->lines, ==, report->examples);
}

/* Calls a function for every line of the file. */
static guint
walk (GFile *file,
      gboolean (*take_line) (const char *line, gsize length, gpointer data),
      gpointer data)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gsize capacity = 2 << 20, kept = 0;
  g_autofree char *buffer = g_malloc (capacity);
  gssize n_read;
  guint n_lines = 0;

  while ((n_read = g_input_stream_read (G_INPUT_STREAM (stream), buffer + kept, capacity - kept,
                                        NULL, NULL)) > 0)
    {
      char *at = buffer, *end = buffer + kept + n_read, *newline;

      for (; (newline = memchr (at, '\n', (gsize) (end - at))) != NULL; at = newline + 1)
        {
          n_lines++;
          if (take_line != NULL)
            g_assert_true (take_line (at, (gsize) (newline - at), data));
        }
      kept = (gsize) (end - at);
      memmove (buffer, at, kept);
    }
  return n_lines;
}

static void
run_walk (gpointer data)
{
  g_assert_cmpuint (walk (data, NULL, NULL), >, 0);
}

static gboolean
parse_line (const char *line, gsize length, gpointer parser)
{
  return json_parser_load_from_data (parser, line, (gssize) length, NULL);
}

static void
run_json_glib (gpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_cmpuint (walk (data, parse_line, parser), >, 0);
}

static void
run_sha256 (gpointer data)
{
  g_autoptr (GFileInputStream) stream = g_file_read (data, NULL, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *buffer = g_malloc (1 << 20);
  gssize n_read;

  while ((n_read = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 1 << 20, NULL, NULL)) > 0)
    g_checksum_update (checksum, (const guchar *) buffer, n_read);
}

int
main (int argc, char *argv[])
{
  LuthierBench benches[] = {
    { "LuthierDatasetCheck", run_luthier },
    { "lines by memchr alone", run_walk },
    { "JSON by json-glib alone", run_json_glib },
    { "SHA-256 by GChecksum alone", run_sha256 },
  };
  GString *text = make_dataset ();
  g_autoptr (GFileIOStream) io = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("luthier-bench-XXXXXX.jsonl", &io, &error);
  gsize size = text->len;

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (io)), text->str, text->len,
                             NULL, NULL, &error);
  g_assert_no_error (error);
  g_string_free (text, TRUE);

  g_print ("A file of %.1f MB, in the page cache:\n", (double) size / 1e6);
  luthier_bench_run (benches, G_N_ELEMENTS (benches), file, size);
  g_file_delete (file, NULL, NULL);
  return 0;
}
