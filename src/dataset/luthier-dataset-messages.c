/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-messages.h"

#include "luthier-dataset-fields.h"
#include "luthier-dataset-media.h"
#include "luthier-dataset-talk.h"

enum
{
  MESSAGE_ROLE,
  MESSAGE_CONTENT,
  MESSAGE_TOOL_CALLS,
  MESSAGE_FUNCTION_CALL,
};
static const LuthierDatasetField message_fields[] = {
  LUTHIER_FIELD ("role"),          LUTHIER_FIELD ("content"), LUTHIER_FIELD ("tool_calls"),
  LUTHIER_FIELD ("function_call"), LUTHIER_FIELD ("name"),    LUTHIER_FIELD ("weight"),
  LUTHIER_FIELD ("tool_call_id"),  LUTHIER_FIELD ("refusal"),
};
static const LuthierDatasetShape message_shape = LUTHIER_SHAPE (FALSE, message_fields);

enum
{
  ITEM_TYPE,
  ITEM_TEXT,
  ITEM_IMAGE,
};
static const LuthierDatasetField item_fields[] = {
  LUTHIER_FIELD ("type"),
  LUTHIER_FIELD ("text"),
  LUTHIER_FIELD ("image_url"),
};
static const LuthierDatasetShape item_shape = LUTHIER_SHAPE (FALSE, item_fields);

static const LuthierDatasetField image_fields[] = {
  LUTHIER_FIELD ("url"),
};
static const LuthierDatasetShape image_shape = LUTHIER_SHAPE (TRUE, image_fields);

static void
add_content_fault (LuthierDatasetExample *self, LuthierDatasetTurn *turn, const char *place)
{
  luthier_dataset_example_add_fault_to_here (self, LUTHIER_FAULT_MESSAGE_CONTENT, place);
  turn->is_broken = TRUE;
}

static gboolean
read_image (LuthierDatasetExample *self, LuthierDatasetTurn *turn)
{
  gboolean is_object, is_string, has_address = FALSE;
  const char *place;
  guint seen = 0;
  int field;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  place = self->value;
  field = is_object ? luthier_dataset_fields_next (self, &image_shape, &seen) : LUTHIER_FIELDS_END;
  for (; field >= 0; field = luthier_dataset_fields_next (self, &image_shape, &seen))
    {
      if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_STRING, &is_string))
        return FALSE;
      has_address = is_string && self->scanner.length > 0;
    }
  if (!has_address)
    add_content_fault (self, turn, place);
  luthier_dataset_media_add (self, LUTHIER_MEDIA_IMAGE, place);
  turn->has_file = TRUE;
  turn->measure.media++;
  return field == LUTHIER_FIELDS_END;
}

static gboolean
read_item (LuthierDatasetExample *self, LuthierDatasetTurn *turn)
{
  const char *place = self->scanner.start;
  gboolean is_string, is_read = TRUE;
  guint seen = 0, n_data = 0;
  int field;

  while (is_read && (field = luthier_dataset_fields_next (self, &item_shape, &seen)) >= 0)
    {
      n_data += field != ITEM_TYPE;
      if (field == ITEM_IMAGE)
        is_read = read_image (self, turn);
      else
        is_read = luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_STRING, &is_string);
      if (is_read && field == ITEM_TEXT && is_string)
        luthier_dataset_turn_add_text (turn, &self->scanner);
    }
  if (!is_read || field != LUTHIER_FIELDS_END)
    return FALSE;
  if (n_data != 1)
    add_content_fault (self, turn, place);
  turn->n_parts++;
  return TRUE;
}

static gboolean
read_items (LuthierDatasetExample *self, LuthierDatasetTurn *turn)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;
  const char *place;

  while ((token = luthier_json_scanner_next (scanner)) > LUTHIER_JSON_TOKEN_END)
    if (token == LUTHIER_JSON_TOKEN_ARRAY_END)
      return TRUE;
    else if (token == LUTHIER_JSON_TOKEN_OBJECT)
      {
        if (!read_item (self, turn))
          return FALSE;
      }
    else
      {
        place = scanner->start;
        if (!luthier_json_scanner_skip (scanner, token))
          return FALSE;
        turn->n_parts++;
        add_content_fault (self, turn, place);
      }
  return FALSE;
}

static gboolean
read_content (LuthierDatasetExample *self, LuthierDatasetTurn *turn)
{
  LuthierJsonToken token = luthier_json_scanner_next (&self->scanner);
  const char *place = self->scanner.start;

  switch ((guint) token)
    {
    case LUTHIER_JSON_TOKEN_STRING:
      turn->n_parts = 1;
      luthier_dataset_turn_add_text (turn, &self->scanner);
      return TRUE;
    case LUTHIER_JSON_TOKEN_ARRAY:
      return read_items (self, turn);
    case LUTHIER_JSON_TOKEN_NULL:
      return TRUE;
    default:
      if (!luthier_json_scanner_skip (&self->scanner, token))
        return FALSE;
      turn->n_parts = 1;
      add_content_fault (self, turn, place);
      return TRUE;
    }
}

static gboolean
read_call (LuthierDatasetExample *self, LuthierDatasetTurn *turn)
{
  const char *place = self->scanner.at;
  LuthierJsonToken token = luthier_json_scanner_next (&self->scanner);

  if (!luthier_json_scanner_skip (&self->scanner, token))
    return FALSE;
  /* So some writers say that there is none. */
  if (token == LUTHIER_JSON_TOKEN_NULL)
    return TRUE;
  turn->has_call = TRUE;
  turn->measure.code += (guint64) (self->scanner.at - place);
  /* The call is what such a message has to say. */
  turn->n_parts = MAX (turn->n_parts, 1);
  return TRUE;
}

static gboolean
read_message (LuthierDatasetExample *self)
{
  LuthierDatasetTurn turn = { .place = self->scanner.start };
  gboolean is_read = TRUE;
  guint seen = 0;
  int field;

  while (is_read && (field = luthier_dataset_fields_next (self, &message_shape, &seen)) >= 0)
    if (field == MESSAGE_ROLE)
      is_read = luthier_dataset_turn_read_role (&turn, self);
    else if (field == MESSAGE_CONTENT)
      is_read = read_content (self, &turn);
    else if (field == MESSAGE_TOOL_CALLS || field == MESSAGE_FUNCTION_CALL)
      is_read = read_call (self, &turn);
    else
      is_read = luthier_dataset_fields_skip (self);
  if (!is_read || field != LUTHIER_FIELDS_END)
    return FALSE;

  turn.length = (gsize) (self->scanner.at - turn.place);
  if (turn.n_parts == 0)
    {
      turn.n_parts = 1;
      add_content_fault (self, &turn, turn.place);
    }
  luthier_dataset_talk_add (self, &turn);
  return TRUE;
}

/**
 * luthier_dataset_messages_read:
 *
 * Reads the value of "messages".
 *
 * Returns: whether it is valid JSON
 */
gboolean
luthier_dataset_messages_read (LuthierDatasetExample *self)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;
  gboolean is_array;

  /* Beside contents they are a field too many. */
  if (self->talk.place != NULL)
    return luthier_dataset_fields_skip (self);

  /* Its roles are those of this format. */
  self->format = LUTHIER_FORMAT_MESSAGES;
  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_ARRAY, &is_array))
    return FALSE;
  luthier_dataset_talk_begin (self, self->value);
  while (is_array && (token = luthier_json_scanner_next (scanner)) != LUTHIER_JSON_TOKEN_ARRAY_END)
    if (token == LUTHIER_JSON_TOKEN_OBJECT)
      {
        if (!read_message (self))
          return FALSE;
      }
    else
      {
        self->value = scanner->start;
        if (!luthier_json_scanner_skip (scanner, token))
          return FALSE;
        luthier_dataset_talk_add_broken (self);
      }
  return TRUE;
}
