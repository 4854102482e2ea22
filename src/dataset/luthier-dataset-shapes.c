/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-shapes.h"

#include <string.h>

#define LONGEST_NAME 40

static const LuthierShapeField example_fields[] = {
  { "contents", "contents", "content", LUTHIER_SHAPE_TURN, '[' },
  { "systemInstruction", "systeminstruction", "systeminstructions", LUTHIER_SHAPE_INSTRUCTION,
    '{' },
  { "tools", "tools", NULL, LUTHIER_SHAPE_TOOL, '[' },
  { "toolConfig", "toolconfig", NULL, LUTHIER_SHAPE_TOOL_CONFIG, '{' },
  { "generationConfig", "generationconfig", NULL, LUTHIER_SHAPE_GENERATION, '{' },
  { "completions", "completions", NULL, LUTHIER_SHAPE_COMPLETION, '[' },
  { "references", "references", NULL, LUTHIER_SHAPE_ANY, '{' },
  { NULL },
};

static const LuthierShapeField turn_fields[] = {
  { "role", "role", NULL, LUTHIER_SHAPE_ANY, '"' },
  { "parts", "parts", "part", LUTHIER_SHAPE_PART, '[' },
  { NULL },
};

static const LuthierShapeField part_fields[] = {
  { "text", "text", NULL, LUTHIER_SHAPE_ANY, '"' },
  { "fileData", "filedata", NULL, LUTHIER_SHAPE_FILE, '{' },
  { "functionCall", "functioncall", NULL, LUTHIER_SHAPE_ANY, '{' },
  { "functionResponse", "functionresponse", NULL, LUTHIER_SHAPE_ANY, '{' },
  { "inlineData", "inlinedata", NULL, LUTHIER_SHAPE_BLOB, '{' },
  { "videoMetadata", "videometadata", NULL, LUTHIER_SHAPE_VIDEO, '{' },
  { "mediaResolution", "mediaresolution", NULL, LUTHIER_SHAPE_ANY, 0 },
  { "thoughtSignature", "thoughtsignature", NULL, LUTHIER_SHAPE_ANY, '"' },
  { NULL },
};

static const LuthierShapeField file_fields[] = {
  { "mimeType", "mimetype", NULL, LUTHIER_SHAPE_ANY, '"' },
  { "fileUri", "fileuri", "fileurl", LUTHIER_SHAPE_ANY, '"' },
  { NULL },
};

static const LuthierShapeField blob_fields[] = {
  { "mimeType", "mimetype", NULL, LUTHIER_SHAPE_ANY, '"' },
  { "data", "data", NULL, LUTHIER_SHAPE_ANY, '"' },
  { NULL },
};

static const LuthierShapeField video_fields[] = {
  { "startOffset", "startoffset", NULL, LUTHIER_SHAPE_ANY, 0 },
  { "endOffset", "endoffset", NULL, LUTHIER_SHAPE_ANY, 0 },
  { NULL },
};

static const LuthierShapeField tool_fields[] = {
  { "functionDeclarations", "functiondeclarations", "functiondeclaration", LUTHIER_SHAPE_ANY, '[' },
  { NULL },
};

static const LuthierShapeField tool_config_fields[] = {
  { "functionCallingConfig", "functioncallingconfig", NULL, LUTHIER_SHAPE_ANY, '{' },
  { NULL },
};

static const LuthierShapeField generation_fields[] = {
  { "mediaResolution", "mediaresolution", NULL, LUTHIER_SHAPE_ANY, 0 },
  { NULL },
};

static const LuthierShapeField completion_fields[] = {
  { "score", "score", NULL, LUTHIER_SHAPE_ANY, 0 },
  { "completion", "completion", NULL, LUTHIER_SHAPE_TURN, '{' },
  { NULL },
};

static const LuthierShapeField *const shapes[LUTHIER_N_SHAPES] = {
  [LUTHIER_SHAPE_EXAMPLE] = example_fields,
  [LUTHIER_SHAPE_INSTRUCTION] = turn_fields,
  [LUTHIER_SHAPE_TURN] = turn_fields,
  [LUTHIER_SHAPE_PART] = part_fields,
  [LUTHIER_SHAPE_FILE] = file_fields,
  [LUTHIER_SHAPE_BLOB] = blob_fields,
  [LUTHIER_SHAPE_VIDEO] = video_fields,
  [LUTHIER_SHAPE_TOOL] = tool_fields,
  [LUTHIER_SHAPE_TOOL_CONFIG] = tool_config_fields,
  [LUTHIER_SHAPE_GENERATION] = generation_fields,
  [LUTHIER_SHAPE_COMPLETION] = completion_fields,
};

/* FALSE if it is too long to be a name that is known. */
static gboolean
make_plain (const char *name, gsize length, char *plain)
{
  gsize to = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (name[i] == '_' || name[i] == '-' || name[i] == ' ')
        continue;
      if (to == LONGEST_NAME)
        return FALSE;
      plain[to++] = g_ascii_tolower (name[i]);
    }
  plain[to] = '\0';
  return TRUE;
}

static gboolean
means (const LuthierShapeField *field, const char *plain)
{
  return strcmp (field->plain, plain) == 0 || g_strcmp0 (field->mistake, plain) == 0;
}

/**
 * luthier_shape_find_field:
 * @kind: the object that it is in
 * @name: a name as it is in the text, escapes and all
 * @is_exact: (out): whether it is spelt as it should be
 *
 * Looks for the field that a name means: small and large letters, blanks, lines and hyphens between
 * words do not matter, nor do mistakes that can mean nothing else.
 *
 * Returns: (nullable): the field
 */
const LuthierShapeField *
luthier_shape_find_field (LuthierShapeKind kind, const char *name, gsize length, gboolean *is_exact)
{
  const LuthierShapeField *field = shapes[kind];
  char plain[LONGEST_NAME + 1];

  if (field == NULL)
    return NULL;
  for (; field->name != NULL; field++)
    if (strncmp (field->name, name, length) == 0 && field->name[length] == '\0')
      {
        *is_exact = TRUE;
        return field;
      }
  *is_exact = FALSE;
  if (!make_plain (name, length, plain))
    return NULL;
  for (field = shapes[kind]; field->name != NULL; field++)
    if (means (field, plain))
      return field;
  return NULL;
}

/**
 * luthier_shape_field_is_meant:
 * @known: the name of a field in any kind of object
 * @name: another name, as it is in the text, escapes and all
 *
 * Returns: whether it can mean nothing else than that field
 */
gboolean
luthier_shape_field_is_meant (const char *known, const char *name, gsize length)
{
  char plain[LONGEST_NAME + 1];

  if (!make_plain (name, length, plain))
    return FALSE;
  for (guint kind = 0; kind < LUTHIER_N_SHAPES; kind++)
    for (const LuthierShapeField *field = shapes[kind]; field != NULL && field->name != NULL;
         field++)
      if (strcmp (field->name, known) == 0 && means (field, plain))
        return TRUE;
  return FALSE;
}
