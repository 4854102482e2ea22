/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-export.h"

#include <glib/gstdio.h>

#include "luthier-dataset-fault.h"
#include "luthier-json.h"
#include "luthier-test.h"

static void
report_clear (gpointer data)
{
  LuthierDatasetReport *report = data;

  g_ptr_array_unref (report->findings);
}

#define report_free(report) g_atomic_rc_box_release_full ((report), report_clear)

static LuthierDatasetFinding *
add_finding (LuthierDatasetReport *report,
             const char *id,
             const char *rule,
             LuthierFindingSeverity severity,
             const char *message,
             const char *title)
{
  LuthierDatasetFinding *finding = g_new0 (LuthierDatasetFinding, 1);

  finding->id = id;
  finding->rule = rule;
  finding->severity = severity;
  finding->places = g_array_new (FALSE, TRUE, sizeof (LuthierDatasetPlace));
  finding->message = g_strdup (message);
  finding->title = g_strdup (title);
  g_ptr_array_add (report->findings, finding);
  return finding;
}

static void
add_place (LuthierDatasetFinding *finding, guint64 line, guint64 column)
{
  LuthierDatasetPlace place = { .line = line, .column = column };

  g_array_append_val (finding->places, place);
}

/* Two empty answers, and a finding of the file as a whole whose words came out of the file. */
static LuthierDatasetReport *
report_new (void)
{
  LuthierDatasetReport *report = g_atomic_rc_box_new0 (LuthierDatasetReport);
  LuthierDatasetFinding *finding;

  report->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_dataset_finding_free);
  report->size = 81;
  report->examples = 3;
  finding = add_finding (report, "empty-answer", "C06", LUTHIER_FINDING_ERROR,
                         "The answer is empty", "2000 answers are empty");
  finding->count = 2000;
  add_place (finding, 3, 41);
  add_place (finding, 12, 0);
  finding = add_finding (report, "few-examples", "F07", LUTHIER_FINDING_WARNING,
                         "=HYPERLINK(\"x\"), she\nsaid", "Few");
  finding->count = 3;
  return report;
}

static void
test_csv (void)
{
  LuthierDatasetReport *report = report_new ();
  g_autoptr (GBytes) text = luthier_dataset_export (report, "train.jsonl", LUTHIER_EXPORT_CSV);
  g_autofree char *csv = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);

  g_assert_cmpstr (lines[0], ==, "line,column,severity,rule,id,count,message,title");
  g_assert_cmpstr (lines[1], ==,
                   "3,41,error,C06,empty-answer,2000,The answer is empty,2000 answers are empty");
  /* A line as a whole has no column. */
  g_assert_true (g_str_has_prefix (lines[2], "12,,error,C06,empty-answer,2000,"));
  g_assert_cmpstr (lines[3], ==,
                   ",,warning,F07,few-examples,3,\"'=HYPERLINK(\"\"x\"\"), she\nsaid\",Few");
  g_assert_cmpstr (lines[4], ==, "");
  g_assert_null (lines[5]);
  report_free (report);
}

static void
test_json (void)
{
  LuthierDatasetReport *report = report_new ();
  g_autoptr (GBytes) text = luthier_dataset_export (report, "träin.jsonl", LUTHIER_EXPORT_JSON);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse (text, &error);
  const LuthierJsonValue *root, *findings, *first, *places;

  g_assert_no_error (error);
  root = luthier_json_get_root (json);
  g_assert_cmpstr (luthier_json_value_get_member_string (root, "file"), ==, "träin.jsonl");
  findings = luthier_json_value_get_member (root, "findings");
  g_assert_cmpuint (luthier_json_value_get_length (findings), ==, 2);
  first = luthier_json_value_get_element (findings, 0);
  g_assert_cmpstr (luthier_json_value_get_member_string (first, "id"), ==, "empty-answer");
  g_assert_cmpint (luthier_json_value_get_int64 (luthier_json_value_get_member (first, "count"), 0),
                   ==, 2000);
  places = luthier_json_value_get_member (first, "places");
  g_assert_cmpuint (luthier_json_value_get_length (places), ==, 2);
  g_assert_cmpint (
      luthier_json_value_get_int64 (
          luthier_json_value_get_member (luthier_json_value_get_element (places, 0), "column"), 0),
      ==, 41);
  g_assert_null (
      luthier_json_value_get_member (luthier_json_value_get_element (places, 1), "column"));
  g_assert_cmpstr (luthier_json_value_get_member_string (
                       luthier_json_value_get_element (findings, 1), "message"),
                   ==, "=HYPERLINK(\"x\"), she\nsaid");
  report_free (report);
}

static void
test_file (void)
{
  LuthierDatasetReport *report = report_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("luthier-export-XXXXXX", &error);
  g_autofree char *path = g_build_filename (directory, "findings.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) text = luthier_dataset_export (report, NULL, LUTHIER_EXPORT_CSV);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *written = NULL;
  gsize length = 0;

  g_assert_no_error (error);
  g_file_set_contents (path, "an older one that is longer than what comes now", -1, &error);
  luthier_dataset_export_async (report, NULL, LUTHIER_EXPORT_CSV, file, NULL,
                                luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_assert_true (luthier_dataset_export_finish (result, &error));
  g_assert_no_error (error);
  g_file_get_contents (path, &written, &length, &error);
  g_assert_cmpmem (written, length, g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_remove (path);
  g_rmdir (directory);
  report_free (report);
}

static void
test_no_folder (void)
{
  LuthierDatasetReport *report = report_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/findings.json");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_dataset_export_async (report, NULL, LUTHIER_EXPORT_JSON, file, NULL,
                                luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_assert_false (luthier_dataset_export_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  report_free (report);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset-export/csv", test_csv);
  g_test_add_func ("/dataset-export/json", test_json);
  g_test_add_func ("/dataset-export/file", test_file);
  g_test_add_func ("/dataset-export/no-folder", test_no_folder);
  return g_test_run ();
}
