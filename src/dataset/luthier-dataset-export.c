/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-export.h"

#include <string.h>

#include "luthier-csv-writer.h"
#include "luthier-json-text.h"

/* One export into a file. */
typedef struct
{
  LuthierDatasetReport *report; /* (owned) */
  char *name;                   /* (owned) */
  LuthierExportFormat format;
  GFile *file; /* (owned) */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  luthier_dataset_report_unref (export->report);
  g_free (export->name);
  g_object_unref (export->file);
  g_free (export);
}

/* In the order of LuthierFindingSeverity and LuthierRuleSource; the same in all languages. */
static const char *const severities[] = { "hint", "warning", "error" };
static const char *const sources[] = { "documented", "schema", "experience" };

/* 0 = not known */
static void
append_number (LuthierCsvWriter *csv, guint64 number)
{
  if (number > 0)
    luthier_csv_writer_add_int (csv, (gint64) number);
  else
    luthier_csv_writer_add_text (csv, NULL);
}

static void
append_row (LuthierCsvWriter *csv,
            const LuthierDatasetFinding *finding,
            guint64 line,
            guint64 column)
{
  append_number (csv, line);
  append_number (csv, column);
  luthier_csv_writer_add_text (csv, severities[finding->severity]);
  luthier_csv_writer_add_text (csv, finding->rule);
  luthier_csv_writer_add_text (csv, finding->id);
  luthier_csv_writer_add_int (csv, (gint64) finding->count);
  luthier_csv_writer_add_text (csv, finding->message);
  luthier_csv_writer_add_text (csv, finding->title);
  luthier_csv_writer_end_row (csv);
}

static const LuthierDatasetPlace *
get_place (const LuthierDatasetFinding *finding, guint i)
{
  return &g_array_index (finding->places, LuthierDatasetPlace, i);
}

static guint
get_n_places (const LuthierDatasetFinding *finding)
{
  return finding->places != NULL ? finding->places->len : 0;
}

static GBytes *
to_csv (LuthierDatasetReport *report)
{
  static const char *const titles[] = { "line", "column", "severity", "rule",
                                        "id",   "count",  "message",  "title" };
  g_autoptr (LuthierCsvWriter) csv = luthier_csv_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    luthier_csv_writer_add_text (csv, titles[i]);
  luthier_csv_writer_end_row (csv);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);

      /* What concerns the file as a whole has a row, too. */
      if (get_n_places (finding) == 0)
        append_row (csv, finding, finding->line, finding->column);
      for (guint j = 0; j < get_n_places (finding); j++)
        append_row (csv, finding, get_place (finding, j)->line, get_place (finding, j)->column);
    }
  return luthier_csv_writer_to_bytes (csv);
}

static void
add_number (JsonBuilder *json, const char *name, guint64 number)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, (gint64) number);
}

static void
add_places (JsonBuilder *json, const LuthierDatasetFinding *finding)
{
  json_builder_set_member_name (json, "places");
  json_builder_begin_array (json);
  for (guint i = 0; i < get_n_places (finding); i++)
    {
      json_builder_begin_object (json);
      add_number (json, "line", get_place (finding, i)->line);
      if (get_place (finding, i)->column > 0)
        add_number (json, "column", get_place (finding, i)->column);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_finding (JsonBuilder *json, const LuthierDatasetFinding *finding)
{
  json_builder_begin_object (json);
  luthier_json_add_string (json, "severity", severities[finding->severity]);
  luthier_json_add_string (json, "rule", finding->rule);
  luthier_json_add_string (json, "id", finding->id);
  luthier_json_add_string (json, "source", sources[finding->source]);
  add_number (json, "count", finding->count);
  luthier_json_add_string (json, "title", finding->title);
  luthier_json_add_string (json, "message", finding->message);
  luthier_json_add_string (json, "consequence", finding->consequence);
  luthier_json_add_string (json, "fix", finding->fix);
  add_places (json, finding);
  json_builder_end_object (json);
}

static GBytes *
to_json (LuthierDatasetReport *report, const char *name)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (json);
  luthier_json_add_string (json, "file", name);
  add_number (json, "size", report->size);
  luthier_json_add_string (json, "sha256", report->sha256);
  luthier_json_add_string (json, "format", luthier_dataset_format_get_id (report->format));
  add_number (json, "lines", report->lines);
  add_number (json, "examples", report->examples);
  json_builder_set_member_name (json, "findings");
  json_builder_begin_array (json);
  for (guint i = 0; i < report->findings->len; i++)
    add_finding (json, g_ptr_array_index (report->findings, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = luthier_json_node_to_text (root, LUTHIER_JSON_PRETTY);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * luthier_dataset_export:
 * @name: (nullable): of the file that was checked, for the JSON
 *
 * Returns: (transfer full): the text
 */
GBytes *
luthier_dataset_export (LuthierDatasetReport *report, const char *name, LuthierExportFormat format)
{
  return format == LUTHIER_EXPORT_CSV ? to_csv (report) : to_json (report, name);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr (GBytes) text = luthier_dataset_export (export->report, export->name, export->format);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (text, &length);
  GError *error = NULL;

  /* Writes beside the file, then renames. */
  if (g_file_replace_contents (export->file, bytes, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                               cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * luthier_dataset_export_async:
 * @name: (nullable): of the file that was checked
 * @file: where to
 * @cancellable: (nullable): ends it; then an older file is as it was
 */
void
luthier_dataset_export_async (LuthierDatasetReport *report,
                              const char *name,
                              LuthierExportFormat format,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Export *export = g_new0 (Export, 1);

  export->report = luthier_dataset_report_ref (report);
  export->name = g_strdup (name);
  export->format = format;
  export->file = g_object_ref (file);
  g_task_set_source_tag (task, luthier_dataset_export_async);
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * luthier_dataset_export_finish:
 * @error: return location for an error of %G_IO_ERROR
 *
 * Returns: whether all is written
 */
gboolean
luthier_dataset_export_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_dataset_export_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
