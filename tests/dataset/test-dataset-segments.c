/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gstdio.h>

#include "luthier-crc32c.h"
#include "luthier-dataset-check-private.h"
#include "luthier-error.h"
#include "luthier-test.h"

#define TURN(role, text) "{\"role\":\"" role "\",\"parts\":[{\"text\":\"" text "\"}]}"
#define LINE(question, answer)                                                                     \
  "{\"contents\":[" TURN ("user", question) "," TURN ("model", answer) "]}"

static const LuthierDatasetRules rules = { .max_example_tokens = 40 };

/* Something of everything: characters of all lengths, both ends of lines, blank and broken lines,
 * copies, long and short ones, and no newline at the end. */
/* clang-format off */
static const char mixed[] =
    "\xef\xbb\xbf" LINE ("caf\u00e9 \u4e2d\u6587 \U0001f600", "one") "\n"
    LINE ("two", " two ") "\r\n"
    "\n"
    "{\"contents\":[\"\u00e9\", \xff\n"
    LINE ("two", "copy") "\r\n"
    "  \r\n"
    LINE ("two", "copy") "\n"
    "{\"x\u4e2d\":1,\"contents\":[]}\n"
    LINE ("a question that takes more tokens than are allowed, and so is told to be too long",
          "with an answer that is about as long, and that nobody would want to read to its end") "\n"
    "oops\n"
    "\n\n"
    LINE ("two", "copy") "\n"
    "[1]\n"
    LINE ("last", "");
/* clang-format on */

static void
append_summary (GString *text, const char *name, const LuthierTokenSummary *summary)
{
  g_string_append_printf (
      text, "%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %g %g %g %g\n",
      name, summary->min, summary->max, summary->sum, summary->mean, summary->median, summary->p5,
      summary->p95);
  for (guint i = 0; i < summary->n_buckets; i++)
    g_string_append_printf (text, " %" G_GUINT64_FORMAT, summary->buckets[i]);
}

static void
append_finding (GString *text, const LuthierDatasetFinding *finding)
{
  g_string_append_printf (text, "\n%s %u %" G_GUINT64_FORMAT " %s %s:", finding->rule,
                          finding->severity, finding->count, finding->title, finding->consequence);
  for (guint i = 0; i < finding->places->len; i++)
    {
      const LuthierDatasetPlace *place = &g_array_index (finding->places, LuthierDatasetPlace, i);
      g_string_append_printf (
          text, " %" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT "+%u,%u",
          place->line, place->column, place->offset, place->byte, place->length);
    }
}

/* All that a report says, but how long it took. */
static char *
describe (const LuthierDatasetReport *report)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
                          " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s %08x\n",
                          report->size, report->lines, report->examples, report->turns,
                          report->copies, report->sha256, report->crc32c);
  append_summary (text, "tokens", &report->tokens);
  append_summary (text, "input", &report->input_tokens);
  append_summary (text, "output", &report->output_tokens);
  append_summary (text, "messages", &report->messages);
  for (guint i = 0; i < report->findings->len; i++)
    append_finding (text, g_ptr_array_index (report->findings, i));
  return g_string_free (text, FALSE);
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
check (GFile *file, guint n_threads, gsize segment_size)
{
  g_autoptr (LuthierDatasetCheck) one = luthier_dataset_check_new (&rules);
  g_autoptr (GError) error = NULL;
  LuthierDatasetReport *report;

  luthier_dataset_check_set_n_threads (one, n_threads);
  luthier_dataset_check_set_segment_size (one, segment_size);
  report = luthier_dataset_check_run (one, file, NULL, &error);
  g_assert_no_error (error);
  return report;
}

static void
assert_same (GFile *file, guint n_threads, gsize segment_size, const char *expected)
{
  g_autoptr (LuthierDatasetReport) report = check (file, n_threads, segment_size);
  g_autofree char *text = describe (report);

  if (strcmp (text, expected) != 0)
    g_error ("%u threads, segments of %" G_GSIZE_FORMAT ":\n%s\nbut whole:\n%s", n_threads,
             segment_size, text, expected);
}

/* Wherever a border lies: between lines, in a character, between the two bytes of an end of line. */
static void
test_every_border (void)
{
  g_autoptr (GFile) file = write_file (mixed, sizeof mixed - 1);
  g_autoptr (LuthierDatasetReport) whole = check (file, 1, 1024 * 1024);
  g_autofree char *expected = describe (whole);

  g_assert_cmpuint (whole->findings->len, >=, 12);
  g_assert_cmpuint (whole->copies, ==, 2);
  g_assert_cmpuint (luthier_dataset_index_get_n_lines (whole->index), ==, 15);
  for (gsize size = 1; size <= sizeof mixed; size += size < 150 ? 1 : 7)
    for (guint n_threads = 1; n_threads <= 4; n_threads *= 2)
      assert_same (file, n_threads, size, expected);
}

/* A stream comes to the same, in segments of any size. */
static void
test_stream (void)
{
  g_autoptr (GFile) file = write_file (mixed, sizeof mixed - 1);
  g_autoptr (LuthierDatasetReport) whole = check (file, 1, 1024 * 1024);
  g_autofree char *expected = describe (whole);

  for (gsize size = 1; size <= sizeof mixed; size += 13)
    {
      g_autoptr (LuthierDatasetCheck) one = luthier_dataset_check_new (&rules);
      g_autoptr (GInputStream)
          stream = g_memory_input_stream_new_from_data (mixed, sizeof mixed - 1, NULL);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (LuthierDatasetReport) report = NULL;
      g_autofree char *text = NULL;

      luthier_dataset_check_set_segment_size (one, size);
      luthier_dataset_check_run_stream_async (one, stream, 0, NULL, luthier_test_result_cb,
                                              &result);
      luthier_test_wait_for (result);
      report = luthier_dataset_check_run_finish (one, result, NULL);
      g_assert_null (report->index);
      text = describe (report);
      g_assert_cmpstr (text, ==, expected);
    }
}

/* More faults of a kind than are kept: the same ones are kept. */
static void
test_first_thousand (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GFile) file = NULL;
  g_autoptr (LuthierDatasetReport) whole = NULL;
  g_autofree char *expected = NULL;

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (text, i % 3 ? "{\"name %u\":1,\"contents\":[]}\n" : "{%u}\n", i / 2);
  file = write_file (text->str, text->len);
  whole = check (file, 1, 1024 * 1024);
  expected = describe (whole);
  for (guint i = 0; i < whole->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (whole->findings, i);
      g_assert_cmpuint (finding->places->len, <=, LUTHIER_DATASET_MAX_PLACES);
    }
  for (gsize size = 1000; size <= 256000; size *= 4)
    for (guint n_threads = 1; n_threads <= 4; n_threads *= 2)
      assert_same (file, n_threads, size, expected);
}

/* Places are told in bytes and characters, from the line's beginning and the file's. */
static void
test_places (void)
{
  static const char text[] = "\n" LINE (
      "\u4e2d", "a") "\n{\"\u00e9\":1,\"zz\":2,\"contents\":[" TURN ("user",
                                                                     "b") "," TURN ("model",
                                                                                    "c") "]}\n";
  g_autoptr (GFile) file = write_file (text, sizeof text - 1);
  g_autoptr (LuthierDatasetReport) report = check (file, 2, 50);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      const LuthierDatasetPlace *place;

      if (strcmp (finding->rule, "C09") != 0)
        continue;
      g_assert_cmpuint (finding->count, ==, 2);
      place = &g_array_index (finding->places, LuthierDatasetPlace, 1);
      g_assert_cmpuint (place->line, ==, 3);
      g_assert_cmpuint (place->column, ==, 9);
      g_assert_cmpuint (place->byte, ==, 9);
      g_assert_cmpuint (place->length, ==, 2);
      g_assert_cmpmem (text + place->offset + place->byte, 2, "zz", 2);
      return;
    }
  g_assert_not_reached ();
}

typedef struct
{
  guint n_notified;
  guint64 n_lines;
} Seen;

static void
preview_cb (LuthierDatasetCheck *check, GParamSpec *pspec, gpointer user_data)
{
  Seen *seen = user_data;
  LuthierDatasetReport *preview = luthier_dataset_check_get_preview (check);

  if (preview == NULL)
    return;
  g_assert_true (preview->is_preview);
  g_assert_cmpuint (preview->lines, >=, seen->n_lines);
  g_assert_cmpuint (preview->findings->len, >, 0);
  seen->n_lines = preview->lines;
  seen->n_notified++;
}

/* Gives half of what it has, and the rest when it is let go on. */
typedef struct
{
  GFilterInputStream parent_instance;
  gsize n_given;
  gsize n_free; /* until it waits */
  GMutex mutex;
  GCond cond;
  gboolean goes_on;
} HeldStream;

typedef GFilterInputStreamClass HeldStreamClass;

static GType held_stream_get_type (void);
G_DEFINE_TYPE (HeldStream, held_stream, G_TYPE_FILTER_INPUT_STREAM)

static gssize
held_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  HeldStream *self = (HeldStream *) stream;
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
  gssize n_read;

  g_mutex_lock (&self->mutex);
  while (self->n_given >= self->n_free && !self->goes_on)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  n_read = g_input_stream_read (base, buffer, MIN (count, 16000), cancellable, error);
  self->n_given += (gsize) MAX (n_read, 0);
  return n_read;
}

static void
held_stream_go_on (HeldStream *self)
{
  g_mutex_lock (&self->mutex);
  self->goes_on = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
held_stream_finalize (GObject *object)
{
  HeldStream *self = (HeldStream *) object;

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (held_stream_parent_class)->finalize (object);
}

static void
held_stream_class_init (HeldStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = held_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = held_stream_read;
}

static void
held_stream_init (HeldStream *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

static void
test_preview (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LuthierDatasetCheck) one = luthier_dataset_check_new (&rules);
  g_autoptr (GInputStream) base = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LuthierDatasetReport) report = NULL;
  Seen seen = { 0 };

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "{%u}\n", i);
  base = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
  stream = g_object_new (held_stream_get_type (), "base-stream", base, NULL);
  ((HeldStream *) stream)->n_free = text->len / 2;
  g_signal_connect (one, "notify::preview", G_CALLBACK (preview_cb), &seen);
  luthier_dataset_check_set_segment_size (one, 2000);
  luthier_dataset_check_run_stream_async (one, stream, 0, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_until (seen.n_notified > 0);
  g_assert_cmpuint (seen.n_lines, >, 0);
  held_stream_go_on ((HeldStream *) stream);
  luthier_test_wait_for (result);
  report = luthier_dataset_check_run_finish (one, result, NULL);
  g_assert_false (report->is_preview);
  g_assert_cmpuint (report->lines, ==, 40000);
}

static void
append_byte (GFile *file)
{
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, NULL);

  g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), "x", 1, NULL, NULL, NULL));
}

/* The digest of so much takes longer than a thread to begin. */
static void
test_changed (void)
{
  const gsize length = 48 * 1024 * 1024;
  g_autofree char *text = g_malloc (length);
  g_autoptr (LuthierDatasetCheck) one = luthier_dataset_check_new (&rules);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  memset (text, '\n', length);
  file = write_file (text, length);
  luthier_dataset_check_run_async (one, file, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_until (luthier_dataset_check_get_preview (one) != NULL || result != NULL);
  if (result == NULL)
    append_byte (file);
  luthier_test_wait_for (result);
  if (luthier_dataset_check_run_finish (one, result, &error) == NULL)
    g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  else
    g_test_skip ("the file was read before it could be changed");
}

static void
test_cancel (void)
{
  g_autoptr (GFile) file = write_file (mixed, sizeof mixed - 1);
  g_autoptr (LuthierDatasetCheck) one = luthier_dataset_check_new (&rules);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  luthier_dataset_check_set_n_threads (one, 4);
  g_assert_null (luthier_dataset_check_run (one, file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_identifies (void)
{
  g_autoptr (GFile) file = write_file (mixed, sizeof mixed - 1);
  g_autoptr (LuthierDatasetCheck) one = luthier_dataset_check_new (&rules);
  g_autoptr (LuthierDatasetReport) report = NULL;

  luthier_dataset_check_set_identifies (one, FALSE);
  report = luthier_dataset_check_run (one, file, NULL, NULL);
  g_assert_null (report->sha256);
  g_assert_cmphex (report->crc32c, ==, luthier_crc32c_update (0, mixed, sizeof mixed - 1));
}

static void
test_line (void)
{
  static const char line[] = "{\"\u00e9\":1,\"zz\":2,\"contents\":[" TURN ("user", "b") "]}\r";
  g_autoptr (GPtrArray) findings = luthier_dataset_check_line (&rules, line, sizeof line - 1);
  g_autoptr (GPtrArray) broken = luthier_dataset_check_line (&rules, "{\"a\":}", 6);
  g_autoptr (GPtrArray)
      sound = luthier_dataset_check_line (&rules, LINE ("a", "b"), strlen (LINE ("a", "b")));
  const LuthierDatasetFinding *finding;

  g_assert_cmpuint (sound->len, ==, 0);
  g_assert_cmpuint (findings->len, ==, 4);
  finding = g_ptr_array_index (findings, 2);
  g_assert_cmpstr (finding->rule, ==, "C09");
  g_assert_cmpuint (finding->places->len, ==, 1);
  g_assert_cmpuint (finding->line, ==, 1);
  g_assert_cmpuint (finding->column, ==, 9);
  g_assert_cmpuint (g_array_index (finding->places, LuthierDatasetPlace, 0).byte, ==, 9);
  g_assert_cmpuint (broken->len, ==, 1);
  finding = g_ptr_array_index (broken, 0);
  g_assert_cmpstr (finding->rule, ==, "F03");
  g_assert_cmpuint (finding->column, ==, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-segments/every-border", test_every_border);
  g_test_add_func ("/dataset-segments/stream", test_stream);
  g_test_add_func ("/dataset-segments/first-thousand", test_first_thousand);
  g_test_add_func ("/dataset-segments/places", test_places);
  g_test_add_func ("/dataset-segments/preview", test_preview);
  g_test_add_func ("/dataset-segments/changed", test_changed);
  g_test_add_func ("/dataset-segments/cancel", test_cancel);
  g_test_add_func ("/dataset-segments/identifies", test_identifies);
  g_test_add_func ("/dataset-segments/line", test_line);

  return g_test_run ();
}
