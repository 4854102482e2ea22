/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-runs-export.h"

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

/**
 * luthier_runs_export_csv:
 *
 * Returns: (transfer full): a row a run, in the order of the table and with its columns; in the last
 *   one is by what the service knows the job
 */
GBytes *
luthier_runs_export_csv (LuthierRunsTable *table)
{
  g_autoptr (LuthierCsvWriter) csv = luthier_csv_writer_new ();
  g_autoptr (GArray) columns = luthier_runs_table_get_columns (table);
  GListModel *runs = luthier_runs_table_get_runs (table);

  write_head (csv, columns);
  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (LuthierRun) run = g_list_model_get_item (runs, i);

      write_run (csv, columns, run);
    }
  return luthier_csv_writer_to_bytes (csv);
}
