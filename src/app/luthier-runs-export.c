/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-runs-export.h"

/* So many rows are written in one go. */
#define IN_A_ROW 200

typedef struct
{
  LuthierCsvWriter *csv; /* (owned) */
  GArray *columns;       /* (owned) of LuthierRunColumn */
  GPtrArray *runs;       /* (owned) of LuthierRun */
  guint n_written;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  luthier_csv_writer_free (export->csv);
  g_array_unref (export->columns);
  g_ptr_array_unref (export->runs);
  g_free (export);
}

static void
write_head (LuthierCsvWriter *csv, GArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const char *id = luthier_run_column_get_id (g_array_index (columns, LuthierRunColumn, i));
      g_autofree char *name = g_strdelimit (g_strdup (id), "-", '_');

      luthier_csv_writer_add_text (csv, name);
    }
  luthier_csv_writer_add_text (csv, "name");
  luthier_csv_writer_end_row (csv);
}

static void
write_run (LuthierCsvWriter *csv, GArray *columns, LuthierRun *run)
{
  for (guint i = 0; i < columns->len; i++)
    luthier_run_column_write (g_array_index (columns, LuthierRunColumn, i), run, csv);
  luthier_csv_writer_add_text (csv, luthier_job_get_name (luthier_run_get_job (run)));
  luthier_csv_writer_end_row (csv);
}

static gboolean
write_some_cb (gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  guint end = MIN (export->runs->len, export->n_written + IN_A_ROW);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  while (export->n_written < end)
    write_run (export->csv, export->columns, g_ptr_array_index (export->runs, export->n_written++));
  if (end < export->runs->len)
    return G_SOURCE_CONTINUE;
  g_task_return_pointer (task, luthier_csv_writer_to_bytes (export->csv),
                         (GDestroyNotify) g_bytes_unref);
  return G_SOURCE_REMOVE;
}

/**
 * luthier_runs_export_csv_async:
 * @cancellable: (nullable): ends it
 *
 * Writes a row a run, in the order of the table and with its columns, as they are now; in the last
 * one is by what the service knows the job. The main loop goes on meanwhile.
 */
void
luthier_runs_export_csv_async (LuthierRunsTable *table,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (table, cancellable, callback, user_data);
  GListModel *runs = luthier_runs_table_get_runs (table);
  Export *export = g_new0 (Export, 1);

  export->csv = luthier_csv_writer_new ();
  export->columns = luthier_runs_table_get_columns (table);
  export->runs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    g_ptr_array_add (export->runs, g_list_model_get_item (runs, i));
  write_head (export->csv, export->columns);
  g_task_set_source_tag (task, luthier_runs_export_csv_async);
  g_task_set_task_data (task, export, export_free);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, write_some_cb, task, g_object_unref);
}

/**
 * luthier_runs_export_csv_finish:
 *
 * Returns: (transfer full) (nullable): the text; %NULL if it was cancelled
 */
GBytes *
luthier_runs_export_csv_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_runs_export_csv_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
