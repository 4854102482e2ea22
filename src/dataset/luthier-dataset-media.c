/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-media.h"

#include <string.h>

#include "luthier-dataset-fields.h"
#include "luthier-dataset-part.h"

enum
{
  FILE_MIME_TYPE,
  FILE_URI,
  FILE_BYTES,
};
static const LuthierDatasetField file_fields[] = {
  LUTHIER_FIELD_BOTH ("mimeType", "mime_type"),
  LUTHIER_FIELD_BOTH ("fileUri", "file_uri"),
  LUTHIER_FIELD ("data"),
};
static const LuthierDatasetShape file_shape = LUTHIER_SHAPE (TRUE, file_fields);

enum
{
  SECTION_START,
  SECTION_END,
};
static const LuthierDatasetField section_fields[] = {
  LUTHIER_FIELD_BOTH ("startOffset", "start_offset"),
  LUTHIER_FIELD_BOTH ("endOffset", "end_offset"),
};
static const LuthierDatasetShape section_shape = LUTHIER_SHAPE (TRUE, section_fields);

static const LuthierDatasetField config_fields[] = {
  LUTHIER_FIELD_BOTH ("mediaResolution", "media_resolution"),
};
static const LuthierDatasetShape config_shape = LUTHIER_SHAPE (TRUE, config_fields);

static const LuthierDatasetField level_fields[] = {
  LUTHIER_FIELD ("level"),
};
static const LuthierDatasetShape level_shape = LUTHIER_SHAPE (TRUE, level_fields);

/* By the beginning of their type. */
static const struct
{
  const char *type;
  LuthierDatasetMedia kind;
} kinds[] = {
  { "image/", LUTHIER_MEDIA_IMAGE },
  { "application/pdf", LUTHIER_MEDIA_DOCUMENT },
  { "audio/", LUTHIER_MEDIA_AUDIO },
  { "video/", LUTHIER_MEDIA_VIDEO },
};

static const LuthierDatasetFault too_many[LUTHIER_N_MEDIA] = {
  [LUTHIER_MEDIA_IMAGE] = LUTHIER_FAULT_IMAGES,
  [LUTHIER_MEDIA_DOCUMENT] = LUTHIER_FAULT_DOCUMENTS,
  [LUTHIER_MEDIA_AUDIO] = LUTHIER_FAULT_AUDIO,
  [LUTHIER_MEDIA_VIDEO] = LUTHIER_FAULT_VIDEOS,
};

static const struct
{
  const char *name;
  LuthierDatasetResolution resolution;
} resolutions[] = {
  { "MEDIA_RESOLUTION_UNSPECIFIED", LUTHIER_RESOLUTION_NONE },
  { "MEDIA_RESOLUTION_LOW", LUTHIER_RESOLUTION_LOW },
  { "MEDIA_RESOLUTION_MEDIUM", LUTHIER_RESOLUTION_MEDIUM },
  { "MEDIA_RESOLUTION_HIGH", LUTHIER_RESOLUTION_HIGH },
  { "MEDIA_RESOLUTION_ULTRA_HIGH", LUTHIER_RESOLUTION_OTHER },
};

static gboolean
starts_with (LuthierDatasetSlice text, const char *start)
{
  gsize length = strlen (start);

  return text.length >= length && g_ascii_strncasecmp (text.text, start, length) == 0;
}

/* Some writers escape the slash. */
static gboolean
is_escaped_address (LuthierDatasetSlice text, const char *scheme)
{
  gsize length = strlen (scheme) - 2;

  return text.length > length + 4 && memcmp (text.text, scheme, length) == 0 &&
         memcmp (text.text + length, "\\/\\/", 4) == 0;
}

/**
 * luthier_dataset_media_is_address:
 * @scanner: has just read a string
 *
 * Returns: whether the service finds a file by it
 */
gboolean
luthier_dataset_media_is_address (const LuthierJsonScanner *scanner)
{
  static const char *const schemes[] = { "gs://", "https://", "http://" };
  LuthierDatasetSlice text = { scanner->start, scanner->length };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if ((starts_with (text, schemes[i]) && text.length > strlen (schemes[i])) ||
        is_escaped_address (text, schemes[i]))
      return TRUE;
  return FALSE;
}

static guint
get_limit (const LuthierDatasetRules *rules, LuthierDatasetMedia kind)
{
  const guint limits[LUTHIER_N_MEDIA] = {
    [LUTHIER_MEDIA_IMAGE] = rules->max_images,
    [LUTHIER_MEDIA_DOCUMENT] = rules->max_documents,
    [LUTHIER_MEDIA_AUDIO] = rules->max_audio,
    [LUTHIER_MEDIA_VIDEO] = rules->max_videos,
  };

  return limits[kind];
}

/**
 * luthier_dataset_media_add:
 * @place: where the file is named; the scanner has just read the end of it
 *
 * Counts a file. The first one that is too many is a fault.
 */
void
luthier_dataset_media_add (LuthierDatasetExample *example,
                           LuthierDatasetMedia kind,
                           const char *place)
{
  guint limit = get_limit (example->rules, kind);

  example->has_media = TRUE;
  example->n_media++;
  example->media[kind]++;
  if (limit > 0 && example->media[kind] == limit + 1)
    luthier_dataset_example_add_fault_to_here (example, too_many[kind], place);
}

/* What is read of fileData and inlineData. */
typedef struct
{
  const char *place;
  LuthierDatasetSlice type;
  LuthierDatasetSlice address;
  gboolean is_found; /* by its address */
} File;

/* Up to the end of the object; TRUE if it is valid JSON. */
static gboolean
read_file (LuthierDatasetExample *example, File *file)
{
  LuthierJsonScanner *scanner = &example->scanner;
  gboolean is_object, is_string;
  guint seen = 0;
  int field;

  *file = (File){ NULL };
  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  file->place = example->value;
  if (!is_object)
    return TRUE;
  while ((field = luthier_dataset_fields_next (example, &file_shape, &seen)) >= 0)
    {
      if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_string))
        return FALSE;
      if (!is_string || field == FILE_BYTES)
        continue;
      if (field == FILE_URI)
        file->is_found = luthier_dataset_media_is_address (scanner);
      *(field == FILE_URI ? &file->address
                          : &file->type) = (LuthierDatasetSlice){ scanner->start, scanner->length };
    }
  return field == LUTHIER_FIELDS_END;
}

static void
add_file (LuthierDatasetTurn *self, LuthierDatasetExample *example, const File *file)
{
  LuthierDatasetMedia kind = LUTHIER_MEDIA_OTHER;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (starts_with (file->type, kinds[i].type))
      kind = kinds[i].kind;
  if (kind == LUTHIER_MEDIA_OTHER && file->type.length > 0 && !starts_with (file->type, "text/"))
    luthier_dataset_example_add_named_fault (example, LUTHIER_FAULT_FILE_TYPE, file->type);

  luthier_dataset_media_add (example, kind, file->place);
  self->has_file = TRUE;
  self->measure.media++;
}

/**
 * luthier_dataset_media_read_file:
 *
 * Reads the value of "fileData".
 */
gboolean
luthier_dataset_media_read_file (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  File file;

  if (!read_file (example, &file))
    return FALSE;
  if (file.type.length == 0 || file.address.length == 0)
    luthier_dataset_turn_add_fault (self, example, LUTHIER_FAULT_FILE_DATA, file.place);
  else if (!file.is_found)
    {
      luthier_dataset_example_add_named_fault (example, LUTHIER_FAULT_FILE_ADDRESS, file.address);
      self->is_broken = TRUE;
    }
  add_file (self, example, &file);
  return TRUE;
}

/**
 * luthier_dataset_media_read_inline:
 *
 * Reads the value of "inlineData".
 */
gboolean
luthier_dataset_media_read_inline (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  LuthierDatasetSlice name = { example->scanner.start, example->scanner.length };
  File file;

  if (!read_file (example, &file))
    return FALSE;
  luthier_dataset_example_add_fault (example, LUTHIER_FAULT_INLINE_DATA, name.text, name.length);
  add_file (self, example, &file);
  return TRUE;
}

/* Seconds with a fraction and an "s", as durations are written; -1 if it is none. */
static double
read_duration (const LuthierJsonScanner *scanner)
{
  char digits[32];
  gsize length = scanner->length;

  if (length < 2 || length >= sizeof digits || scanner->start[length - 1] != 's' ||
      strspn (scanner->start, "0123456789.") != length - 1)
    return -1;
  memcpy (digits, scanner->start, length - 1);
  digits[length - 1] = '\0';
  return luthier_json_is_number (digits) ? g_ascii_strtod (digits, NULL) : -1;
}

/**
 * luthier_dataset_media_read_section:
 *
 * Reads the value of "videoMetadata".
 */
gboolean
luthier_dataset_media_read_section (LuthierDatasetExample *example)
{
  gboolean is_object, is_string, is_right = TRUE;
  double offsets[2] = { 0, G_MAXDOUBLE };
  const char *place;
  guint seen = 0;
  int field;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  place = example->value;
  field = is_object ? luthier_dataset_fields_next (example, &section_shape, &seen)
                    : LUTHIER_FIELDS_END;
  for (; field >= 0; field = luthier_dataset_fields_next (example, &section_shape, &seen))
    {
      if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_string))
        return FALSE;
      offsets[field] = is_string ? read_duration (&example->scanner) : -1;
      is_right &= offsets[field] >= 0;
    }
  if (!is_object || !is_right || offsets[SECTION_START] >= offsets[SECTION_END])
    luthier_dataset_example_add_fault_to_here (example, LUTHIER_FAULT_OFFSETS, place);
  return field == LUTHIER_FIELDS_END;
}

/* Takes a string; what is unknown is a fault. */
static gboolean
read_resolution (LuthierDatasetExample *example, LuthierDatasetResolution *resolution)
{
  gboolean is_string;
  LuthierDatasetSlice name;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_string))
    return FALSE;
  name = (LuthierDatasetSlice){ example->scanner.start, example->scanner.length };
  *resolution = LUTHIER_RESOLUTION_OTHER;
  for (gsize i = 0; is_string && i < G_N_ELEMENTS (resolutions); i++)
    if (luthier_dataset_slice_is (name, resolutions[i].name))
      {
        *resolution = resolutions[i].resolution;
        return TRUE;
      }
  luthier_dataset_example_add_named_fault (example, LUTHIER_FAULT_RESOLUTION_VALUE, name);
  return TRUE;
}

/**
 * luthier_dataset_media_read_part_resolution:
 *
 * Reads the value of "mediaResolution" in a part.
 */
gboolean
luthier_dataset_media_read_part_resolution (LuthierDatasetExample *example)
{
  LuthierDatasetSlice name = { example->scanner.start, example->scanner.length };
  LuthierDatasetResolution resolution;
  gboolean is_object;
  guint seen = 0;
  int field;

  if (example->rules->refuses_part_resolution)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_PART_RESOLUTION, name.text,
                                       name.length);
  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  if (!is_object)
    return TRUE;
  while ((field = luthier_dataset_fields_next (example, &level_shape, &seen)) >= 0)
    if (!read_resolution (example, &resolution))
      return FALSE;
  return field == LUTHIER_FIELDS_END;
}

/**
 * luthier_dataset_media_read_generation_config:
 *
 * Reads the value of "generationConfig".
 */
gboolean
luthier_dataset_media_read_generation_config (LuthierDatasetExample *example)
{
  gboolean is_object;
  guint seen = 0;
  int field;

  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  if (!is_object)
    return TRUE;
  while ((field = luthier_dataset_fields_next (example, &config_shape, &seen)) >= 0)
    if (!read_resolution (example, &example->resolution))
      return FALSE;
  return field == LUTHIER_FIELDS_END;
}
