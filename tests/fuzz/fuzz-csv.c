/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz.h"

#include "luthier-dataset-csv.h"

/* Tables: rows do not depend on how the bytes come, and what is read is written and read again. */

static void
append_row (GString *text, LuthierDatasetCsv *csv)
{
  for (guint i = 0; i < luthier_dataset_csv_get_n_cells (csv); i++)
    {
      gsize length;
      const char *cell = luthier_dataset_csv_get_cell (csv, i, &length);

      g_string_append (text, i > 0 ? ",\"" : "\"");
      for (gsize j = 0; j < length; j++)
        {
          if (cell[j] == '"')
            g_string_append_c (text, '"');
          g_string_append_c (text, cell[j]);
        }
      g_string_append_c (text, '"');
    }
  g_string_append_c (text, '\n');
}

/* (transfer full): the table, every cell in quotes, commas between them */
static GString *
read_table (const char *bytes, gsize length, char delimiter, gsize step)
{
  g_autoptr (LuthierDatasetCsv) csv = luthier_dataset_csv_new (delimiter);
  GString *text = g_string_new (NULL);
  gboolean is_complete;

  for (gsize at = 0; at < length;)
    {
      gsize n_taken = luthier_dataset_csv_take (csv, bytes + at, MIN (step, length - at),
                                                &is_complete);
      fuzz_assert (n_taken > 0);
      at += n_taken;
      if (!is_complete)
        continue;
      append_row (text, csv);
      luthier_dataset_csv_begin_row (csv);
    }
  if (luthier_dataset_csv_finish (csv))
    append_row (text, csv);
  fuzz_assert (luthier_dataset_csv_get_line (csv) <= length + 1);
  return text;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char delimiters[] = ",;\t";
  char delimiter = delimiters[size > 0 ? data[0] % 3 : 0];
  gsize offset = MIN (size, 1);
  const char *text = (const char *) data + offset;
  g_autoptr (GString) whole = read_table (text, size - offset, delimiter, G_MAXSIZE);
  g_autoptr (GString) bytes = read_table (text, size - offset, delimiter, 1);
  g_autoptr (GString) again = read_table (whole->str, whole->len, ',', 7);

  fuzz_assert (g_string_equal (whole, bytes));
  fuzz_assert (g_string_equal (whole, again));
  return 0;
}
