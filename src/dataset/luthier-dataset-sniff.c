/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-sniff.h"

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-dataset-encoding.h"
#include "luthier-dataset-example.h"

#define MAX_COLUMN_NAME 64

/* A file that is no text begins with a signature. */
static const struct
{
  const char *bytes;
  gsize length;
  LuthierDatasetFault fault;
  const char *detail;
} signatures[] = {
  { "\x1f\x8b", 2, LUTHIER_FAULT_GZIP, NULL },
  { "PK\x03\x04", 4, LUTHIER_FAULT_PACKED, N_ ("ZIP, or a spreadsheet") },
  { "BZh", 3, LUTHIER_FAULT_PACKED, "bzip2" },
  { "\xfd"
    "7zXZ",
    5, LUTHIER_FAULT_PACKED, "xz" },
  { "\x28\xb5\x2f\xfd", 4, LUTHIER_FAULT_PACKED, "Zstandard" },
  { "7z\xbc\xaf\x27\x1c", 6, LUTHIER_FAULT_PACKED, "7z" },
  { "Rar!\x1a\x07", 6, LUTHIER_FAULT_PACKED, "RAR" },
  { "\x04\x22\x4d\x18", 4, LUTHIER_FAULT_PACKED, "LZ4" },
  { "PAR1", 4, LUTHIER_FAULT_NOT_TEXT, "Parquet" },
  { "ARROW1", 6, LUTHIER_FAULT_NOT_TEXT, "Arrow" },
  { "Obj\x01", 4, LUTHIER_FAULT_NOT_TEXT, "Avro" },
  { "SQLite format 3\0", 16, LUTHIER_FAULT_NOT_TEXT, "SQLite" },
  { "%PDF-", 5, LUTHIER_FAULT_NOT_TEXT, "PDF" },
  { "\xd0\xcf\x11\xe0", 4, LUTHIER_FAULT_NOT_TEXT, N_ ("an old Office file") },
};

/* What the columns of a table of examples are called, in lower case. */
static const char *const column_names[] = {
  "prompt",    "completion", "input",    "output", "question", "answer",      "text",
  "label",     "response",   "messages", "role",   "content",  "user",        "model",
  "assistant", "system",     "target",   "source", "context",  "instruction", "text_input",
};

static void
give_up (LuthierDatasetSniff *self, LuthierDatasetFault fault, const char *detail)
{
  self->fault = (int) fault;
  self->detail = detail;
}

static gboolean
find_signature (LuthierDatasetSniff *self, const char *bytes, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (length >= signatures[i].length &&
        memcmp (bytes, signatures[i].bytes, signatures[i].length) == 0)
      {
        give_up (self, signatures[i].fault, signatures[i].detail);
        return TRUE;
      }
  return FALSE;
}

static void
find_encoding (LuthierDatasetSniff *self, const char *bytes, gsize length)
{
  gsize mark;

  switch (luthier_encoding_look ((const guint8 *) bytes, length, &mark))
    {
    case LUTHIER_ENCODING_UTF16_LE:
      give_up (self, LUTHIER_FAULT_UTF16, "UTF-16LE");
      break;
    case LUTHIER_ENCODING_UTF16_BE:
      give_up (self, LUTHIER_FAULT_UTF16, "UTF-16BE");
      break;
    case LUTHIER_ENCODING_UTF32_LE:
      give_up (self, LUTHIER_FAULT_UTF32, "UTF-32LE");
      break;
    case LUTHIER_ENCODING_UTF32_BE:
      give_up (self, LUTHIER_FAULT_UTF32, "UTF-32BE");
      break;
    case LUTHIER_ENCODING_UTF8:
    case LUTHIER_ENCODING_WINDOWS_1252:
    default:
      self->mark_length = (guint) mark;
    }
}

/* The text that is looked at, line by line. */
typedef struct
{
  const char *at;
  const char *end;
  gboolean is_whole; /* the file ends here too */
} Lines;

/* The next line that is not blank; FALSE if there is none. is_cut: it may go on. */
static gboolean
next_line (Lines *lines, LuthierDatasetSlice *line, gboolean *is_cut)
{
  while (lines->at < lines->end)
    {
      const char *start = lines->at;
      const char *end = memchr (start, '\n', (gsize) (lines->end - start));

      *is_cut = end == NULL && !lines->is_whole;
      if (end == NULL)
        end = lines->end;
      lines->at = MIN (end + 1, lines->end);
      while (start < end && strchr (" \t\r", *start) != NULL && *start != '\0')
        start++;
      if (start < end)
        {
          *line = (LuthierDatasetSlice){ start, (gsize) (end - start) };
          return TRUE;
        }
    }
  return FALSE;
}

/* Reads a line as an example; the text of it has to be copied, as the scanner wants an end. */
static void
read_line (LuthierDatasetExample *example, LuthierDatasetSlice line)
{
  g_autofree char *text = g_malloc0 (line.length + LUTHIER_JSON_PADDING);

  memcpy (text, line.text, line.length);
  luthier_dataset_example_read (example, text, line.length);
}

/* Whether the line is the beginning of a value. */
static gboolean
is_open (const LuthierDatasetExample *example)
{
  return !example->is_json && example->scanner.at == example->scanner.end;
}

static void
find_array (LuthierDatasetSniff *self, LuthierDatasetExample *example, Lines *lines, gboolean cut)
{
  LuthierDatasetSlice line;

  if (cut || is_open (example) || (example->is_json && !next_line (lines, &line, &cut)))
    give_up (self, LUTHIER_FAULT_ONE_ARRAY, NULL);
}

/* An object that does not end in its line is broken, unless the next line is no example either. */
static void
find_spread (LuthierDatasetSniff *self, LuthierDatasetExample *example, Lines *lines)
{
  LuthierDatasetSlice line;
  gboolean is_cut;

  if (!is_open (example) || !next_line (lines, &line, &is_cut))
    return;
  read_line (example, line);
  if (example->first == '{' && (example->is_json || (is_cut && is_open (example))))
    return;
  give_up (self, LUTHIER_FAULT_SPREAD, NULL);
}

/* The format of the first object, in a list or over several lines, if all of it is there. */
static void
find_first_format (LuthierDatasetSniff *self,
                   LuthierDatasetExample *example,
                   const char *at,
                   const char *end)
{
  gsize length = (gsize) (end - at);
  g_autofree char *text = g_malloc0 (length + LUTHIER_JSON_PADDING);
  LuthierJsonScanner scanner;
  LuthierJsonToken token;
  const char *start;

  memcpy (text, at, length);
  luthier_json_scanner_init (&scanner, text, length);
  token = luthier_json_scanner_next (&scanner);
  if (token == LUTHIER_JSON_TOKEN_ARRAY)
    token = luthier_json_scanner_next (&scanner);
  start = scanner.start;
  if (token != LUTHIER_JSON_TOKEN_OBJECT || !luthier_json_scanner_skip (&scanner, token))
    return;
  read_line (example, (LuthierDatasetSlice){ start, (gsize) (scanner.at - start) });
  if (example->is_json)
    self->format = example->format;
}

static gboolean
is_column_name (const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (column_names); i++)
    if (strlen (column_names[i]) == length &&
        g_ascii_strncasecmp (column_names[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

/* How many columns the line has with a separator, and whether one of them has a known name. */
static guint
count_columns (LuthierDatasetSlice line, char separator, gboolean *has_known)
{
  const char *end = line.text + line.length;
  guint n_columns = 0;

  *has_known = FALSE;
  for (const char *at = line.text; at <= end;)
    {
      const char *stop = memchr (at, separator, (gsize) (end - at));
      const char *next;

      if (stop == NULL)
        stop = end;
      next = stop + 1;
      while (stop > at && strchr ("\" \r", stop[-1]) != NULL)
        stop--;
      while (at < stop && (*at == '"' || *at == ' '))
        at++;
      if (stop - at > MAX_COLUMN_NAME)
        return 0;
      *has_known |= is_column_name (at, (gsize) (stop - at));
      n_columns++;
      at = next;
    }
  return n_columns;
}

static void
find_table (LuthierDatasetSniff *self, LuthierDatasetSlice header)
{
  static const char separators[] = { ',', ';', '\t' };
  gboolean has_known;

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    if (count_columns (header, separators[i], &has_known) >= 2 && has_known)
      {
        self->format = LUTHIER_FORMAT_CSV;
        give_up (self, LUTHIER_FAULT_TABLE, NULL);
        return;
      }
}

static void
find_layout (LuthierDatasetSniff *self, Lines *lines)
{
  LuthierDatasetExample example;
  LuthierDatasetSlice line;
  gboolean is_cut;

  if (!next_line (lines, &line, &is_cut))
    return;
  luthier_dataset_example_init (&example);
  read_line (&example, line);
  if (example.is_json)
    self->format = example.format;
  if (example.first == '[')
    find_array (self, &example, lines, is_cut);
  else if (example.first == '{' && !is_cut)
    find_spread (self, &example, lines);
  else if (example.first != '{' && !example.is_json)
    find_table (self, line);
  if (self->fault == LUTHIER_FAULT_ONE_ARRAY || self->fault == LUTHIER_FAULT_SPREAD)
    find_first_format (self, &example, line.text, lines->end);
  luthier_dataset_example_clear (&example);
}

/**
 * luthier_dataset_sniff_read:
 * @self: (out): any memory
 * @bytes: the beginning of a file
 * @length: up to %LUTHIER_DATASET_SNIFF_BYTES
 * @is_whole: whether the file ends there
 *
 * Looks for what would make every line of a file an error, so that it is said once.
 */
void
luthier_dataset_sniff_read (LuthierDatasetSniff *self,
                            const char *bytes,
                            gsize length,
                            gboolean is_whole)
{
  Lines lines = { bytes, bytes + length, is_whole };

  *self = (LuthierDatasetSniff){ .fault = -1 };
  if (find_signature (self, bytes, length))
    return;
  find_encoding (self, bytes, length);
  if (self->fault >= 0)
    return;
  lines.at += self->mark_length;
  find_layout (self, &lines);
}
