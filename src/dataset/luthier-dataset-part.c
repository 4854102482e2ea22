/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-part.h"

#include "luthier-dataset-fields.h"
#include "luthier-dataset-media.h"
#include "luthier-dataset-tools.h"

/* The first ones are the data; a part has exactly one of them. */
enum
{
  PART_TEXT,
  PART_FILE_DATA,
  PART_CALL,
  PART_RESPONSE,
  PART_INLINE_DATA,
  N_PART_DATA,
  PART_VIDEO_METADATA = N_PART_DATA,
  PART_RESOLUTION,
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
static const LuthierDatasetShape part_shape = LUTHIER_SHAPE (FALSE, part_fields);

/**
 * luthier_dataset_turn_add_fault:
 * @place: where the scanner began to read what is wrong
 *
 * Notes a fault of a part.
 */
void
luthier_dataset_turn_add_fault (LuthierDatasetTurn *self,
                                LuthierDatasetExample *example,
                                LuthierDatasetFault fault,
                                const char *place)
{
  luthier_dataset_example_add_fault_to_here (example, fault, place);
  self->is_broken = TRUE;
}

static gboolean
read_text (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  gboolean is_string;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_string))
    return FALSE;
  if (is_string)
    luthier_dataset_turn_add_text (self, &example->scanner);
  else
    luthier_dataset_turn_add_fault (self, example, LUTHIER_FAULT_PART_KIND, example->value);
  return TRUE;
}

static gboolean
read_part_field (LuthierDatasetTurn *self, LuthierDatasetExample *example, int field)
{
  switch (field)
    {
    case PART_TEXT:
      return read_text (self, example);
    case PART_FILE_DATA:
      return luthier_dataset_media_read_file (self, example);
    case PART_CALL:
      return luthier_dataset_tools_read_call (self, example);
    case PART_RESPONSE:
      return luthier_dataset_tools_read_response (self, example);
    case PART_INLINE_DATA:
      return luthier_dataset_media_read_inline (self, example);
    case PART_VIDEO_METADATA:
      return luthier_dataset_media_read_section (example);
    case PART_RESOLUTION:
      return luthier_dataset_media_read_part_resolution (example);
    default:
      return luthier_dataset_fields_skip (example);
    }
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
    luthier_dataset_turn_add_fault (self, example, LUTHIER_FAULT_PART_DATA, place);
  self->n_parts++;
  return field == LUTHIER_FIELDS_END;
}

/**
 * luthier_dataset_parts_read:
 * @example: its scanner has just read the name "parts"
 *
 * Reads all parts of a turn.
 *
 * Returns: whether it is valid JSON
 */
gboolean
luthier_dataset_parts_read (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  LuthierJsonScanner *scanner = &example->scanner;
  LuthierJsonToken token;
  const char *place;
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
        place = scanner->start;
        self->n_parts++;
        if (!luthier_json_scanner_skip (scanner, token))
          return FALSE;
        luthier_dataset_turn_add_fault (self, example, LUTHIER_FAULT_PART_KIND, place);
      }
  return FALSE;
}
