/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-turn.h"

#include <string.h>

#include "luthier-dataset-fields.h"
#include "luthier-dataset-tokens.h"

#define SHAPE(open, fields)                                                                        \
  {                                                                                                \
    open, G_N_ELEMENTS (fields), fields                                                            \
  }

enum
{
  TURN_ROLE,
  TURN_PARTS,
};
static const LuthierDatasetField turn_fields[] = {
  LUTHIER_FIELD ("role"),
  LUTHIER_FIELD ("parts"),
};
static const LuthierDatasetShape turn_shape = SHAPE (FALSE, turn_fields);

/* The first ones are the data; a part has exactly one of them. */
enum
{
  PART_TEXT,
  PART_FILE_DATA,
  PART_CALL,
  PART_RESPONSE,
  PART_INLINE_DATA,
  N_PART_DATA,
};
static const LuthierDatasetField part_fields[] = {
  LUTHIER_FIELD ("text"),
  LUTHIER_FIELD_BOTH ("fileData", "file_data"),
  LUTHIER_FIELD_BOTH ("functionCall", "function_call"),
  LUTHIER_FIELD_BOTH ("functionResponse", "function_response"),
  LUTHIER_FIELD_BOTH ("inlineData", "inline_data"),
  LUTHIER_FIELD_BOTH ("videoMetadata", "video_metadata"),
  LUTHIER_FIELD_BOTH ("mediaResolution", "media_resolution"),
  LUTHIER_FIELD ("thought"),
  LUTHIER_FIELD_BOTH ("thoughtSignature", "thought_signature"),
};
static const LuthierDatasetShape part_shape = SHAPE (FALSE, part_fields);

enum
{
  FILE_MIME_TYPE,
  FILE_URI,
};
static const LuthierDatasetField file_fields[] = {
  LUTHIER_FIELD_BOTH ("mimeType", "mime_type"),
  LUTHIER_FIELD_BOTH ("fileUri", "file_uri"),
};
static const LuthierDatasetShape file_shape = SHAPE (TRUE, file_fields);

enum
{
  CALL_NAME,
  CALL_ARGS,
  CALL_RESPONSE,
};
static const LuthierDatasetField call_fields[] = {
  LUTHIER_FIELD ("name"),
  LUTHIER_FIELD ("args"),
  LUTHIER_FIELD ("response"),
};
static const LuthierDatasetShape call_shape = SHAPE (TRUE, call_fields);

static void
add_part_fault (LuthierDatasetTurn *self,
                LuthierDatasetExample *example,
                LuthierDatasetFault fault,
                const char *place)
{
  luthier_dataset_example_add_fault (example, fault, place);
  self->is_broken = TRUE;
}

static gboolean
is_blank_escape (const char *at)
{
  return at[0] == '\\' && (at[1] == 'n' || at[1] == 't' || at[1] == 'r');
}

static gboolean
is_all_blank (const char *raw, gsize length)
{
  const char *at = raw, *end = raw + length;

  while (at < end && (*at == ' ' || is_blank_escape (at)))
    at += *at == ' ' ? 1 : 2;
  return at == end;
}

static gboolean
ends_in_blank (const char *raw, gsize length)
{
  gsize backslashes = 0;

  if (raw[length - 1] == ' ')
    return TRUE;
  if (length < 2 || !is_blank_escape (raw + length - 2))
    return FALSE;
  /* An even number of them are backslashes, not an escape. */
  while (backslashes + 1 < length && raw[length - 2 - backslashes] == '\\')
    backslashes++;
  return backslashes % 2 == 1;
}

static void
note_text (LuthierDatasetTurn *self, const LuthierJsonScanner *scanner)
{
  const char *raw = scanner->start;
  gsize length = scanner->length;

  if (is_all_blank (raw, length))
    self->blank_text = self->blank_text != NULL ? self->blank_text : raw;
  if (self->n_texts++ == 0)
    {
      self->text_place = raw;
      self->begins_blank = length > 0 && (raw[0] == ' ' || is_blank_escape (raw));
    }
  self->ends_blank = length > 0 && ends_in_blank (raw, length);
  self->has_text |= length > 0;
  self->quarters += luthier_dataset_estimate_quarters (scanner);
}

static gboolean
read_text (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  gboolean is_string;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_string))
    return FALSE;
  if (is_string)
    note_text (self, &example->scanner);
  else
    add_part_fault (self, example, LUTHIER_FAULT_PART_KIND, example->scanner.start);
  return TRUE;
}

static gboolean
is_address (const LuthierJsonScanner *scanner)
{
  static const char *const schemes[] = { "gs://", "https://", "http://" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i]);
      /* Some writers escape the slash. */
      if (scanner->length > length && memcmp (scanner->start, schemes[i], length) == 0)
        return TRUE;
      if (scanner->length > length + 2 && scanner->escaped &&
          memcmp (scanner->start, schemes[i], length - 2) == 0 &&
          memcmp (scanner->start + length - 2, "\\/\\/", 4) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Up to the end of the object; TRUE if it is valid JSON. */
static gboolean
read_file_data (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  const char *place;
  gboolean is_object, is_string, has_type = FALSE, has_address = FALSE;
  guint seen = 0;
  int field;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  place = example->scanner.start;
  field = is_object ? luthier_dataset_fields_next (example, &file_shape, &seen)
                    : LUTHIER_FIELDS_END;
  for (; field >= 0; field = luthier_dataset_fields_next (example, &file_shape, &seen))
    {
      if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_string))
        return FALSE;
      if (field == FILE_MIME_TYPE)
        has_type = is_string && example->scanner.length > 0;
      else
        has_address = is_string && is_address (&example->scanner);
    }

  if (!has_type || !has_address)
    add_part_fault (self, example, LUTHIER_FAULT_FILE_DATA, place);
  self->has_file = TRUE;
  self->quarters += LUTHIER_TOKENS_OF_MEDIA * LUTHIER_TOKEN_QUARTERS;
  return field == LUTHIER_FIELDS_END;
}

static gboolean
was_called (const LuthierDatasetExample *example, LuthierDatasetSlice name)
{
  for (guint i = 0; i < example->calls->len; i++)
    {
      LuthierDatasetSlice call = g_array_index (example->calls, LuthierDatasetSlice, i);
      if (call.length == name.length && memcmp (call.text, name.text, name.length) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
judge_call (LuthierDatasetTurn *self,
            LuthierDatasetExample *example,
            int kind,
            LuthierDatasetSlice name)
{
  if (kind == PART_CALL)
    g_array_append_val (example->calls, name);
  else if (!was_called (example, name))
    {
      luthier_dataset_example_add_named_fault (example, LUTHIER_FAULT_RESPONSE, name);
      self->is_broken = TRUE;
    }
}

/* A functionCall or functionResponse. */
static gboolean
read_call (LuthierDatasetTurn *self, LuthierDatasetExample *example, int kind)
{
  LuthierDatasetSlice name = { NULL, 0 };
  gboolean is_object, is_right, is_complete = TRUE;
  const char *place;
  guint seen = 0;
  int field;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  place = example->scanner.start;
  field = is_object ? luthier_dataset_fields_next (example, &call_shape, &seen)
                    : LUTHIER_FIELDS_END;
  for (; field >= 0; field = luthier_dataset_fields_next (example, &call_shape, &seen))
    if (field == CALL_NAME)
      {
        if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_right))
          return FALSE;
        if (is_right)
          name = (LuthierDatasetSlice){ example->scanner.start, example->scanner.length };
      }
    else
      {
        if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_OBJECT, &is_right) ||
            (is_right && !luthier_json_scanner_skip (&example->scanner, LUTHIER_JSON_TOKEN_OBJECT)))
          return FALSE;
        is_complete &= is_right;
      }

  if (name.length == 0 || !is_complete)
    add_part_fault (self, example, LUTHIER_FAULT_CALL, place);
  else
    judge_call (self, example, kind, name);
  self->has_call |= kind == PART_CALL;
  self->has_response |= kind == PART_RESPONSE;
  self->quarters += (guint64) (example->scanner.at - place);
  return field == LUTHIER_FIELDS_END;
}

static gboolean
read_part_field (LuthierDatasetTurn *self, LuthierDatasetExample *example, int field)
{
  switch (field)
    {
    case PART_TEXT:
      return read_text (self, example);
    case PART_FILE_DATA:
      return read_file_data (self, example);
    case PART_CALL:
    case PART_RESPONSE:
      return read_call (self, example, field);
    case PART_INLINE_DATA:
      luthier_dataset_example_add_fault (example, LUTHIER_FAULT_INLINE_DATA,
                                         example->scanner.start);
      self->has_file = TRUE;
      self->quarters += LUTHIER_TOKENS_OF_MEDIA * LUTHIER_TOKEN_QUARTERS;
      break;
    default:
      break;
    }
  return luthier_json_scanner_skip (&example->scanner,
                                    luthier_json_scanner_next (&example->scanner));
}

static gboolean
read_part (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  const char *place = example->scanner.start;
  guint seen = 0, n_data = 0;
  int field;

  while ((field = luthier_dataset_fields_next (example, &part_shape, &seen)) >= 0)
    {
      n_data += field < N_PART_DATA;
      if (!read_part_field (self, example, field))
        return FALSE;
    }
  if (n_data != 1)
    add_part_fault (self, example, LUTHIER_FAULT_PART_DATA, place);
  self->n_parts++;
  return field == LUTHIER_FIELDS_END;
}

static gboolean
read_parts (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  LuthierJsonScanner *scanner = &example->scanner;
  LuthierJsonToken token;
  gboolean is_array;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_ARRAY, &is_array))
    return FALSE;
  if (!is_array)
    return TRUE;

  while ((token = luthier_json_scanner_next (scanner)) > LUTHIER_JSON_TOKEN_END)
    if (token == LUTHIER_JSON_TOKEN_ARRAY_END)
      return TRUE;
    else if (token == LUTHIER_JSON_TOKEN_OBJECT)
      {
        if (!read_part (self, example))
          return FALSE;
      }
    else
      {
        add_part_fault (self, example, LUTHIER_FAULT_PART_KIND, scanner->start);
        self->n_parts++;
        if (!luthier_json_scanner_skip (scanner, token))
          return FALSE;
      }
  return FALSE;
}

static gboolean
read_role (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  LuthierJsonScanner *scanner = &example->scanner;
  gboolean is_string;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_string))
    return FALSE;
  self->role_text = (LuthierDatasetSlice){ scanner->start, scanner->length };
  self->role = LUTHIER_ROLE_UNKNOWN;
  if (is_string && scanner->length == 4 && memcmp (scanner->start, "user", 4) == 0)
    self->role = LUTHIER_ROLE_USER;
  else if (is_string && scanner->length == 5 && memcmp (scanner->start, "model", 5) == 0)
    self->role = LUTHIER_ROLE_MODEL;
  return TRUE;
}

/**
 * luthier_dataset_turn_read:
 * @self: (out): any memory
 * @example: its scanner has just read the beginning of the object
 *
 * Reads to the end of the object. Faults of single parts are noted in @example; what depends on
 * who speaks is for the caller to judge.
 *
 * Returns: whether it is valid JSON
 */
gboolean
luthier_dataset_turn_read (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  guint seen = 0;
  int field;

  *self = (LuthierDatasetTurn){ .place = example->scanner.start };
  while ((field = luthier_dataset_fields_next (example, &turn_shape, &seen)) >= 0)
    if (field == TURN_ROLE ? !read_role (self, example) : !read_parts (self, example))
      return FALSE;
  return field == LUTHIER_FIELDS_END;
}
