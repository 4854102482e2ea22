/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-converter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-dataset-csv.h"
#include "luthier-error.h"

#define BLOCK (256 * 1024)

/* What the first row says. */
typedef struct
{
  char delimiter;
  guint n_columns;
  gint places[LUTHIER_N_COLUMNS]; /* -1: there is no such column */
  guint n_unknown;
} Header;

/* A table while it is read. */
typedef struct
{
  LuthierConverter *converter; /* (unowned) */
  Header header;
  LuthierDatasetCsv *csv; /* (owned) */
  gboolean is_behind_header;
  GString *cells[LUTHIER_N_COLUMNS]; /* (owned): as JSON writes them */
} Table;

static void
table_clear (Table *self)
{
  luthier_dataset_csv_free (self->csv);
  for (guint i = 0; i < LUTHIER_N_COLUMNS; i++)
    g_string_free (self->cells[i], TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static gboolean
read_header (const char *head, gsize length, char delimiter, Header *header)
{
  g_autoptr (LuthierDatasetCsv) csv = luthier_dataset_csv_new (delimiter);
  gboolean is_complete;

  *header = (Header){ delimiter, 0, { -1, -1, -1, -1 }, 0 };
  luthier_dataset_csv_take (csv, head, length, &is_complete);
  if (!is_complete)
    luthier_dataset_csv_finish (csv);
  header->n_columns = luthier_dataset_csv_get_n_cells (csv);
  for (guint i = 0; i < header->n_columns; i++)
    {
      LuthierColumn column;
      gsize n_bytes;
      const char *name = luthier_dataset_csv_get_cell (csv, i, &n_bytes);

      if (luthier_convert_find_column (name, n_bytes, &column) && header->places[column] < 0)
        header->places[column] = (gint) i;
      else
        header->n_unknown++;
    }
  return header->places[LUTHIER_COLUMN_OUTPUT] >= 0 &&
         (header->places[LUTHIER_COLUMN_INPUT] >= 0 ||
          header->places[LUTHIER_COLUMN_INSTRUCTION] >= 0);
}

/* By any of the delimiters that are in use. */
static gboolean
find_header (const char *head, gsize length, Header *header)
{
  return read_header (head, length, ',', header) || read_header (head, length, ';', header) ||
         read_header (head, length, '\t', header);
}

/**
 * luthier_converter_looks_like_csv:
 * @head: the beginning of a file
 *
 * Returns: whether its first row names columns that are known
 */
gboolean
luthier_converter_looks_like_csv (const char *head, gsize length)
{
  Header header;

  return find_header (head, length, &header);
}

static gboolean
has_more_cells (Table *self)
{
  gsize length;

  for (guint i = self->header.n_columns; i < luthier_dataset_csv_get_n_cells (self->csv); i++)
    {
      luthier_dataset_csv_get_cell (self->csv, i, &length);
      if (length > 0)
        return TRUE;
    }
  return FALSE;
}

/* The cells of the row as texts of a pair. */
static gboolean
convert_row (Table *self)
{
  LuthierConversion *conversion = &self->converter->conversion;
  LuthierPairText texts[LUTHIER_N_COLUMNS] = { { NULL, 0 } };

  if (luthier_dataset_csv_is_endless (self->csv))
    return luthier_conversion_refuse (conversion, LUTHIER_LOSS_ENDLESS);
  if (luthier_dataset_csv_is_open (self->csv))
    return luthier_conversion_refuse (conversion, LUTHIER_LOSS_QUOTES);
  if (has_more_cells (self))
    return luthier_conversion_refuse (conversion, LUTHIER_LOSS_COLUMNS);
  for (guint i = 0; i < LUTHIER_N_COLUMNS; i++)
    {
      GString *cell = self->cells[i];
      gsize length;
      const char *text;

      if (self->header.places[i] < 0)
        continue;
      text = luthier_dataset_csv_get_cell (self->csv, (guint) self->header.places[i], &length);
      if (!g_utf8_validate_len (text, length, NULL))
        return luthier_conversion_refuse (conversion, LUTHIER_LOSS_ENCODING);
      g_string_truncate (cell, 0);
      luthier_raw_append_string (cell, text, length);
      texts[i] = (LuthierPairText){ cell->str + 1, cell->len - 2 };
    }
  return luthier_convert_texts (conversion, texts);
}

static gboolean
take_row (Table *self, GError **error)
{
  gboolean is_done = TRUE;

  if (!self->is_behind_header)
    self->is_behind_header = TRUE;
  else if (!luthier_dataset_csv_is_blank (self->csv))
    {
      luthier_converter_begin_example (self->converter, luthier_dataset_csv_get_line (self->csv));
      is_done = luthier_converter_finish_example (self->converter, convert_row (self), error);
    }
  luthier_dataset_csv_begin_row (self->csv);
  return is_done;
}

static gboolean
take_block (Table *self, const char *bytes, gsize length, GError **error)
{
  gboolean is_complete;

  while (length > 0)
    {
      gsize n_taken = luthier_dataset_csv_take (self->csv, bytes, length, &is_complete);

      if (is_complete && !take_row (self, error))
        return FALSE;
      bytes += n_taken;
      length -= n_taken;
    }
  return TRUE;
}

static gboolean
take_all (Table *self, const char *head, gsize length, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (BLOCK);
  gssize n_read = (gssize) length;

  if (!take_block (self, head, length, error))
    return FALSE;
  while (n_read > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n_read = luthier_dataset_decoder_read (self->converter->source, buffer, BLOCK, cancellable,
                                             error);
      if (n_read < 0 || !take_block (self, buffer, (gsize) n_read, error))
        return FALSE;
    }
  return !luthier_dataset_csv_finish (self->csv) || take_row (self, error);
}

/**
 * luthier_converter_read_csv:
 * @head: all that was read of the file so far
 *
 * Converts a table of comma-separated values, whose first row names the columns.
 *
 * Returns: whether it could be read
 */
gboolean
luthier_converter_read_csv (LuthierConverter *self,
                            const char *head,
                            gsize length,
                            GCancellable *cancellable,
                            GError **error)
{
  Header header;

  if (!find_header (head, length, &header))
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
                   _ ("The first row does not name the columns that are needed. Name them, such "
                      "as “prompt” and “completion”."));
      return FALSE;
    }

  g_auto (Table) table = { .converter = self, .header = header };

  table.csv = luthier_dataset_csv_new (header.delimiter);
  for (guint i = 0; i < LUTHIER_N_COLUMNS; i++)
    table.cells[i] = g_string_new (NULL);
  luthier_dataset_losses_add (&self->losses, LUTHIER_LOSS_FIELDS, header.n_unknown, 1);
  return take_all (&table, head, length, cancellable, error);
}
