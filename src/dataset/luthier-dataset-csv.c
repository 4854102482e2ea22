/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-csv.h"

#include <string.h>

#include "luthier-json.h"

struct _LuthierDatasetCsv
{
  char delimiter;
  GString *text; /* (owned): of all cells of the row, one behind the other */
  GArray *ends;  /* (owned) (element-type gsize): of the cells in text */
  guint64 line;  /* that the row begins in */
  guint64 n_lines;
  gboolean is_begun;  /* the cell has something, if only a quote */
  gboolean is_quoted; /* inside quotes */
  gboolean was_quote; /* the last byte inside quotes was one, which may end them */
  gboolean was_return;
  gboolean is_endless;
  gboolean is_open; /* the file has ended inside quotes */
};

/**
 * luthier_dataset_csv_new:
 * @delimiter: between cells
 *
 * Returns: (transfer full): a reader, at the beginning of the first row
 */
LuthierDatasetCsv *
luthier_dataset_csv_new (char delimiter)
{
  LuthierDatasetCsv *self = g_new0 (LuthierDatasetCsv, 1);

  self->delimiter = delimiter;
  self->text = g_string_new (NULL);
  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->line = 1;
  return self;
}

void
luthier_dataset_csv_free (LuthierDatasetCsv *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->ends);
  g_free (self);
}

/**
 * luthier_dataset_csv_begin_row:
 *
 * Forgets the row that is complete.
 */
void
luthier_dataset_csv_begin_row (LuthierDatasetCsv *self)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->ends, 0);
  self->line += self->n_lines;
  self->n_lines = 0;
  self->is_begun = self->is_quoted = self->was_quote = self->is_endless = FALSE;
}

/* What is too long is forgotten, up to the end of its row. */
static void
add (LuthierDatasetCsv *self, char byte)
{
  if (self->text->len >= LUTHIER_JSON_MAX_SIZE)
    {
      self->is_endless = TRUE;
      g_string_truncate (self->text, 0);
      g_array_set_size (self->ends, 0);
    }
  self->is_begun = TRUE;
  if (!self->is_endless)
    g_string_append_c (self->text, byte);
}

static void
end_cell (LuthierDatasetCsv *self)
{
  gsize end = self->text->len;

  if (self->is_endless)
    return;
  if (self->ends->len >= LUTHIER_JSON_MAX_SIZE / sizeof end)
    self->is_endless = TRUE;
  g_array_append_val (self->ends, end);
  self->is_begun = FALSE;
}

/* TRUE if the row ends with it. */
static gboolean
take_plain (LuthierDatasetCsv *self, char byte)
{
  if (byte == self->delimiter)
    end_cell (self);
  else if (byte == '\n' || byte == '\r')
    {
      end_cell (self);
      self->was_return = byte == '\r';
      return TRUE;
    }
  else if (byte == '"' && !self->is_begun)
    self->is_quoted = self->is_begun = TRUE;
  else
    add (self, byte);
  return FALSE;
}

static gboolean
take_byte (LuthierDatasetCsv *self, char byte)
{
  if (byte == '\n' && self->was_return)
    {
      /* The row, or the line in quotes, has ended already. */
      self->was_return = FALSE;
      if (self->is_quoted)
        add (self, byte);
      return FALSE;
    }
  self->was_return = FALSE;
  self->n_lines += byte == '\n' || byte == '\r';
  if (!self->is_quoted)
    return take_plain (self, byte);
  if (self->was_quote)
    {
      self->was_quote = FALSE;
      if (byte == '"')
        {
          add (self, byte);
          return FALSE;
        }
      self->is_quoted = FALSE;
      return take_plain (self, byte);
    }
  if (byte == '"')
    self->was_quote = TRUE;
  else
    {
      self->was_return = byte == '\r';
      add (self, byte);
    }
  return FALSE;
}

/**
 * luthier_dataset_csv_take:
 * @is_complete: (out): whether a row is complete, which has to be used before the next call
 *
 * Reads on, up to the end of a row.
 *
 * Returns: how many bytes were read
 */
gsize
luthier_dataset_csv_take (LuthierDatasetCsv *self,
                          const char *bytes,
                          gsize length,
                          gboolean *is_complete)
{
  *is_complete = FALSE;
  for (gsize i = 0; i < length; i++)
    if (take_byte (self, bytes[i]))
      {
        *is_complete = TRUE;
        return i + 1;
      }
  return length;
}

/**
 * luthier_dataset_csv_finish:
 *
 * Ends the file.
 *
 * Returns: whether there is a last row, which had no line end
 */
gboolean
luthier_dataset_csv_finish (LuthierDatasetCsv *self)
{
  if (!self->is_begun && self->ends->len == 0 && !self->is_endless)
    return FALSE;
  self->is_open = self->is_quoted && !self->was_quote;
  end_cell (self);
  return TRUE;
}

guint
luthier_dataset_csv_get_n_cells (LuthierDatasetCsv *self)
{
  return self->ends->len;
}

/**
 * luthier_dataset_csv_get_cell:
 * @index: any
 *
 * Returns: the text of a cell, empty if there is none, which is no string of C
 */
const char *
luthier_dataset_csv_get_cell (LuthierDatasetCsv *self, guint index, gsize *length)
{
  gsize begin = index > 0 && index < self->ends->len ? g_array_index (self->ends, gsize, index - 1)
                                                     : 0;

  *length = index < self->ends->len ? g_array_index (self->ends, gsize, index) - begin : 0;
  return self->text->str + begin;
}

/**
 * luthier_dataset_csv_get_line:
 *
 * Returns: the line that the row begins in, from 1
 */
guint64
luthier_dataset_csv_get_line (LuthierDatasetCsv *self)
{
  return self->line;
}

/**
 * luthier_dataset_csv_is_blank:
 *
 * Returns: whether there is nothing in the row
 */
gboolean
luthier_dataset_csv_is_blank (LuthierDatasetCsv *self)
{
  return !self->is_endless && self->text->len == 0;
}

/**
 * luthier_dataset_csv_is_open:
 *
 * Returns: whether the row is the last one and ends inside quotes, with all that was meant to be
 *   other rows in it
 */
gboolean
luthier_dataset_csv_is_open (LuthierDatasetCsv *self)
{
  return self->is_open;
}

gboolean
luthier_dataset_csv_is_endless (LuthierDatasetCsv *self)
{
  return self->is_endless;
}
