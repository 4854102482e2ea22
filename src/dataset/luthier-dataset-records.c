/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-records.h"

#include <string.h>

#include "luthier-json-bytes.h"
#include "luthier-json-scanner.h"

#define BLOCK (256 * 1024)

/* What is looked at to tell the layout. */
#define HEAD (64 * 1024)

struct _LuthierDatasetRecords
{
  LuthierDatasetDecoder *source; /* (unowned) */
  LuthierDatasetLayout layout;
  char line_end;
  gboolean is_at_end; /* of the source */
  guint64 line;       /* that begin is in */

  char *memory; /* (owned) */
  char *buffer; /* within it, one byte behind its beginning */
  gsize capacity;
  gsize begin;    /* of the record that comes next */
  gsize searched; /* there is no end of it up to here */
  gsize end;      /* of what was read */

  /* What is known of a value up to searched. */
  guint depth;
  gboolean in_string;
  gboolean is_escaped;
  gboolean is_spread;
  gboolean is_endless;
  guint64 n_lines; /* it has ended so many */
};

static void
make_room (LuthierDatasetRecords *self)
{
  gsize left = self->end - self->begin;

  if (left > LUTHIER_JSON_MAX_SIZE)
    {
      self->is_endless = TRUE;
      left = 0;
    }
  else if (self->begin > 0)
    memmove (self->buffer, self->buffer + self->begin, left);
  self->begin = 0;
  self->end = self->searched = left;

  if (self->capacity - left < BLOCK)
    {
      self->capacity *= 2;
      self->memory = g_realloc (self->memory, 1 + self->capacity + LUTHIER_JSON_PADDING);
      self->buffer = self->memory + 1;
      memset (self->buffer + self->capacity, 0, LUTHIER_JSON_PADDING);
    }
}

/* Whatever has been looked at stays looked at: searched goes to the end first. */
static gboolean
read_block (LuthierDatasetRecords *self, GCancellable *cancellable, GError **error)
{
  gssize n_read;

  make_room (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  n_read = luthier_dataset_decoder_read (self->source, self->buffer + self->end, BLOCK, cancellable,
                                         error);
  if (n_read < 0)
    return FALSE;
  self->is_at_end = n_read == 0;
  self->end += (gsize) n_read;
  return TRUE;
}

/**
 * luthier_dataset_records_new:
 * @source: has to outlive it
 *
 * Returns: (transfer full): a reader of lines
 */
LuthierDatasetRecords *
luthier_dataset_records_new (LuthierDatasetDecoder *source)
{
  LuthierDatasetRecords *self = g_new0 (LuthierDatasetRecords, 1);

  self->source = source;
  self->line_end = '\n';
  self->line = 1;
  self->capacity = 2 * BLOCK;
  self->memory = g_malloc0 (1 + self->capacity + LUTHIER_JSON_PADDING);
  self->buffer = self->memory + 1;
  return self;
}

void
luthier_dataset_records_free (LuthierDatasetRecords *self)
{
  g_free (self->memory);
  g_free (self);
}

/**
 * luthier_dataset_records_look:
 * @length: (out): how much of it there is, up to 64 KiB
 *
 * Looks at how the file begins, before the first record is read.
 *
 * Returns: (transfer none) (nullable): the beginning, which ends as a scanner wants it
 */
const char *
luthier_dataset_records_look (LuthierDatasetRecords *self,
                              gsize *length,
                              GCancellable *cancellable,
                              GError **error)
{
  while (self->end < HEAD && !self->is_at_end)
    if (!read_block (self, cancellable, error))
      return NULL;
  self->searched = 0;
  *length = MIN (self->end, HEAD);
  return self->buffer;
}

/**
 * luthier_dataset_records_take_rest:
 * @length: (out): its length
 *
 * Gives out all that was looked at, for somebody else to go on.
 *
 * Returns: (transfer none): it
 */
const char *
luthier_dataset_records_take_rest (LuthierDatasetRecords *self, gsize *length)
{
  *length = self->end - self->begin;
  self->searched = self->begin = self->end;
  return self->buffer + self->end - *length;
}

/* The end of the value that a text begins with, from its first bracket on; NULL: it is not there. */
static const char *
find_end (const char *at, const char *end)
{
  gboolean in_string = FALSE, is_escaped = FALSE;
  guint depth = 0;

  for (; at < end; at++)
    {
      if (in_string)
        {
          in_string = is_escaped || *at != '"';
          is_escaped = !is_escaped && *at == '\\';
        }
      else if (*at == '"')
        in_string = TRUE;
      else if (*at == '{' || *at == '[')
        depth++;
      else if ((*at == '}' || *at == ']') && --depth == 0)
        return at + 1;
    }
  return NULL;
}

/* Whether a text is the beginning of one JSON value, or all of it. */
static gboolean
is_beginning_of_json (const char *text, gsize length)
{
  g_autofree char *copy = g_malloc0 (length + LUTHIER_JSON_PADDING + 1);
  LuthierJsonScanner scanner;
  LuthierJsonToken token;

  memcpy (copy, text, length);
  luthier_json_scanner_init (&scanner, copy, length);
  while ((token = luthier_json_scanner_next (&scanner)) > LUTHIER_JSON_TOKEN_END)
    ;
  /* What is cut off may look wrong a little before the end: an escape, a character, a word. */
  return token == LUTHIER_JSON_TOKEN_END || scanner.at + 12 >= scanner.end;
}

/**
 * luthier_dataset_records_look_at_layout:
 * @head: the beginning of a file
 * @length: how long it is
 *
 * Tells whether the examples of a JSON file have to be found by their brackets: it is an array of
 * objects, its first object takes several lines, or there are no line ends.
 *
 * Returns: the layout; lines if nothing else is certain
 */
LuthierDatasetLayout
luthier_dataset_records_look_at_layout (const char *head, gsize length)
{
  const char *end = head + length, *at = head, *value_end, *newline, *next;

  while (at < end && luthier_json_byte_is_blank ((guint8) *at))
    at++;
  if (at < end && *at == '[')
    {
      for (next = at + 1; next < end && luthier_json_byte_is_blank ((guint8) *next); next++)
        ;
      return next < end && *next == '{' ? LUTHIER_LAYOUT_VALUES : LUTHIER_LAYOUT_LINES;
    }
  if (at == end || *at != '{')
    return LUTHIER_LAYOUT_LINES;

  value_end = find_end (at, end);
  newline = memchr (at, '\n', (gsize) (end - at));
  if (newline == NULL)
    return value_end != NULL && value_end < end &&
                   memchr (value_end, '{', (gsize) (end - value_end))
               ? LUTHIER_LAYOUT_VALUES
               : LUTHIER_LAYOUT_LINES;
  if (value_end != NULL && value_end <= newline)
    return LUTHIER_LAYOUT_LINES;
  next = value_end != NULL ? value_end : end;
  return is_beginning_of_json (at, (gsize) (next - at)) && (value_end != NULL || length == HEAD)
             ? LUTHIER_LAYOUT_VALUES
             : LUTHIER_LAYOUT_LINES;
}

void
luthier_dataset_records_set_layout (LuthierDatasetRecords *self, LuthierDatasetLayout layout)
{
  self->layout = layout;
}

/**
 * luthier_dataset_records_set_line_end:
 * @end: a newline, or what is in its place
 */
void
luthier_dataset_records_set_line_end (LuthierDatasetRecords *self, char end)
{
  self->line_end = end;
}

static void
take (LuthierDatasetRecords *self, LuthierDatasetRecord *record, gsize end)
{
  /* However the blocks lie. */
  self->is_endless |= end - self->begin > LUTHIER_JSON_MAX_SIZE;
  *record = (LuthierDatasetRecord){ .text = self->buffer + self->begin,
                                    .length = self->is_endless ? 0 : end - self->begin,
                                    .line = self->line,
                                    .is_endless = self->is_endless,
                                    .is_changed = self->is_spread };
  self->line += self->n_lines;
  self->begin = self->searched = end;
  self->depth = 0;
  self->in_string = self->is_escaped = self->is_spread = self->is_endless = FALSE;
  self->n_lines = 0;
}

static gboolean
next_line (LuthierDatasetRecords *self,
           LuthierDatasetRecord *record,
           GCancellable *cancellable,
           GError **error)
{
  while (TRUE)
    {
      char *newline = memchr (self->buffer + self->searched, self->line_end,
                              self->end - self->searched);

      if (newline != NULL)
        {
          self->n_lines = 1;
          take (self, record, (gsize) (newline - self->buffer));
          self->begin = self->searched = self->begin + 1;
          record->text[record->length] = '\0';
          return TRUE;
        }
      self->searched = self->end;
      if (self->is_at_end)
        {
          if (self->begin == self->end && !self->is_endless)
            return FALSE;
          take (self, record, self->end);
          record->text[record->length] = '\0';
          return TRUE;
        }
      if (!read_block (self, cancellable, error))
        return FALSE;
    }
}

/* Takes one byte of a value; TRUE if the value ends with it. What begins with no bracket ends with
 * its line, and so does a string that does not end: there can be no line end in one. */
static gboolean
value_takes (LuthierDatasetRecords *self, char byte)
{
  gboolean is_line_end = byte == '\n';

  self->n_lines += is_line_end;
  if (is_line_end && (self->in_string || self->depth == 0))
    return TRUE;
  self->is_spread |= is_line_end || byte == '\r';
  if (self->in_string)
    {
      if (self->is_escaped)
        self->is_escaped = FALSE;
      else if (byte == '\\')
        self->is_escaped = TRUE;
      else
        self->in_string = byte != '"';
    }
  else if (byte == '"')
    self->in_string = TRUE;
  else if (byte == '{' || byte == '[')
    self->depth++;
  else if ((byte == '}' || byte == ']') && self->depth > 0)
    return --self->depth == 0;
  return FALSE;
}

static gboolean
is_between (char byte)
{
  return luthier_json_byte_is_blank ((guint8) byte) || byte == ',' || byte == '[' || byte == ']';
}

/* Takes the blanks out that are around values, so that one line is left. */
static void
compact (LuthierDatasetRecord *record)
{
  gboolean in_string = FALSE, is_escaped = FALSE;
  gsize to = 0;

  for (gsize i = 0; i < record->length; i++)
    {
      char byte = record->text[i];

      if (!in_string && luthier_json_byte_is_blank ((guint8) byte))
        continue;
      if (in_string && !is_escaped && byte == '"')
        in_string = FALSE;
      else if (!in_string && byte == '"')
        in_string = TRUE;
      is_escaped = in_string && !is_escaped && byte == '\\';
      record->text[to++] = byte;
    }
  record->length = to;
}

/* The byte behind a value may be the first one of the next, so the end is marked in a copy of it:
 * values are moved one byte to the front, where there was a bracket, comma or blank, or nothing. */
static void
finish_value (LuthierDatasetRecords *self, LuthierDatasetRecord *record)
{
  while (record->length > 0 &&
         luthier_json_byte_is_blank ((guint8) record->text[record->length - 1]))
    record->length--;
  memmove (record->text - 1, record->text, record->length);
  record->text--;
  if (record->is_changed)
    compact (record);
  record->text[record->length] = '\0';
}

static gboolean
next_value (LuthierDatasetRecords *self,
            LuthierDatasetRecord *record,
            GCancellable *cancellable,
            GError **error)
{
  while (TRUE)
    {
      while (self->searched < self->end)
        {
          char byte = self->buffer[self->searched];

          if (self->begin == self->searched && !self->is_endless && is_between (byte))
            {
              self->line += byte == '\n';
              self->begin++;
              self->searched++;
            }
          else if (value_takes (self, self->buffer[self->searched++]))
            {
              take (self, record, self->searched);
              finish_value (self, record);
              return TRUE;
            }
        }
      if (self->is_at_end)
        {
          if (self->begin == self->end && !self->is_endless)
            return FALSE;
          take (self, record, self->end);
          finish_value (self, record);
          return TRUE;
        }
      if (!read_block (self, cancellable, error))
        return FALSE;
    }
}

/**
 * luthier_dataset_records_next:
 * @record: (out): the example, valid up to the next call
 * @cancellable: (nullable): looked at once a block
 *
 * Reads the next example: a line without its end, or a value on one line.
 *
 * Returns: whether there was one; if not, @error tells an error from the end
 */
gboolean
luthier_dataset_records_next (LuthierDatasetRecords *self,
                              LuthierDatasetRecord *record,
                              GCancellable *cancellable,
                              GError **error)
{
  return self->layout == LUTHIER_LAYOUT_VALUES ? next_value (self, record, cancellable, error)
                                               : next_line (self, record, cancellable, error);
}

/**
 * luthier_dataset_record_is_blank:
 *
 * Returns: whether it holds nothing but blanks
 */
gboolean
luthier_dataset_record_is_blank (const LuthierDatasetRecord *record)
{
  return !record->is_endless && strspn (record->text, " \t\r") >= record->length;
}

/**
 * luthier_dataset_records_divide:
 * @line: a line that is no JSON value, which ends as a scanner wants it
 * @length: its length
 *
 * Takes a line apart that holds several objects, one behind the other or with commas between or
 * behind them.
 *
 * Returns: (transfer full) (nullable) (element-type GBytes): the objects, each of which ends as a
 *   scanner wants it; %NULL if the line is anything else
 */
GPtrArray *
luthier_dataset_records_divide (const char *line, gsize length)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *at = line, *end = line + length;
  LuthierJsonScanner scanner;

  while (at < end)
    {
      gsize n_bytes;
      char *copy;

      luthier_json_scanner_init (&scanner, at, (gsize) (end - at));
      if (luthier_json_scanner_next (&scanner) != LUTHIER_JSON_TOKEN_OBJECT)
        return NULL;
      at = scanner.start;
      if (!luthier_json_scanner_skip (&scanner, LUTHIER_JSON_TOKEN_OBJECT))
        return NULL;
      n_bytes = (gsize) (scanner.at - at);
      copy = g_malloc0 (n_bytes + LUTHIER_JSON_PADDING + 1);
      memcpy (copy, at, n_bytes);
      g_ptr_array_add (objects, g_bytes_new_take (copy, n_bytes));
      for (at = scanner.at; at < end && (*at == ',' || luthier_json_byte_is_blank ((guint8) *at));)
        at++;
    }
  return objects->len > 0 ? g_steal_pointer (&objects) : NULL;
}
