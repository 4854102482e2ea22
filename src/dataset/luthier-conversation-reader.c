/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-conversation-reader.h"

#include <string.h>

typedef LuthierConversationReader Reader;

static LuthierJsonToken
next (Reader *self)
{
  return luthier_json_scanner_next (&self->scanner);
}

static gboolean
skip (Reader *self, LuthierJsonToken token)
{
  return luthier_json_scanner_skip (&self->scanner, token);
}

static gboolean
next_name (Reader *self, LuthierJsonToken *token)
{
  *token = next (self);
  return *token == LUTHIER_JSON_TOKEN_NAME;
}

static gboolean
next_element (Reader *self, LuthierJsonToken *token)
{
  *token = next (self);
  return *token > LUTHIER_JSON_TOKEN_END && *token != LUTHIER_JSON_TOKEN_ARRAY_END;
}

/**
 * luthier_conversation_reader_get_place:
 * @token: the token that was just read
 *
 * Returns: where it begins in the line, with its quote if it has one
 */
gsize
luthier_conversation_reader_get_place (const LuthierConversationReader *self,
                                       LuthierJsonToken token)
{
  gboolean quoted = token == LUTHIER_JSON_TOKEN_STRING || token == LUTHIER_JSON_TOKEN_NAME;

  return (gsize) (self->scanner.start - self->line) - (quoted ? 1 : 0);
}

/**
 * luthier_conversation_reader_get_end:
 *
 * Returns: where in the line reading goes on
 */
gsize
luthier_conversation_reader_get_end (const LuthierConversationReader *self)
{
  return (gsize) (self->scanner.at - self->line);
}

/**
 * luthier_conversation_reader_take_string:
 *
 * Returns: (transfer full): the string or name that was just read
 */
char *
luthier_conversation_reader_take_string (const LuthierConversationReader *self)
{
  g_autoptr (LuthierDatasetText) text = luthier_dataset_text_new_string (
      self->line, (gsize) (self->scanner.start - self->line), self->scanner.length);

  return g_strdup (luthier_dataset_text_get_text (text));
}

/**
 * luthier_conversation_reader_is_name:
 * @names: (array zero-terminated=1): spellings
 *
 * Returns: whether the name that was just read is one of these
 */
gboolean
luthier_conversation_reader_is_name (const LuthierConversationReader *self,
                                     const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strlen (names[i]) == self->scanner.length &&
        memcmp (names[i], self->scanner.start, self->scanner.length) == 0)
      return TRUE;
  return FALSE;
}

#define is_name(self, ...)                                                                         \
  luthier_conversation_reader_is_name ((self), (const char *const[]){ __VA_ARGS__, NULL })

static LuthierDatasetText *
take_text (const Reader *self)
{
  return luthier_dataset_text_new_string (self->line, (gsize) (self->scanner.start - self->line),
                                          self->scanner.length);
}

/* Takes the part. */
static void
add_part (Reader *self, LuthierConversationTurn *turn, LuthierConversationPart *part, gsize place)
{
  luthier_conversation_part_set_place (part, place,
                                       luthier_conversation_reader_get_end (self) - place);
  luthier_conversation_turn_add_part (turn, part);
}

/* The JSON of a value; a string is what it says. NULL if it is not valid. */
static LuthierDatasetText *
read_json (Reader *self, LuthierJsonToken token)
{
  gsize place = luthier_conversation_reader_get_place (self, token);

  if (token == LUTHIER_JSON_TOKEN_STRING)
    return take_text (self);
  if (!skip (self, token))
    return NULL;
  return luthier_dataset_text_new_json (self->line, place,
                                        luthier_conversation_reader_get_end (self) - place);
}

gboolean
luthier_conversation_reader_read_other (LuthierConversationReader *self,
                                        LuthierJsonToken token,
                                        const char *name,
                                        gsize place,
                                        LuthierConversationTurn *turn)
{
  LuthierDatasetText *text = read_json (self, token);
  LuthierConversationPart *part;

  if (text == NULL)
    return FALSE;
  part = luthier_conversation_part_new (LUTHIER_PART_OTHER, text);
  luthier_conversation_part_set_name (part, name);
  add_part (self, turn, part, place);
  return TRUE;
}

/* A member whose name was just read. */
static gboolean
read_other_member (Reader *self, gsize place, LuthierConversationTurn *turn)
{
  g_autofree char *name = luthier_conversation_reader_take_string (self);

  return luthier_conversation_reader_read_other (self, next (self), name, place, turn);
}

/* Three bytes are four characters of base64. */
static gsize
get_inline_size (gsize length)
{
  return MAX (length / 4 * 3, 1);
}

/* An address that holds the file itself: "data:image/png;base64,…". */
static void
set_address (LuthierConversationPart *part, const char *mime_type, const char *uri)
{
  const char *data = g_str_has_prefix (uri, "data:") ? uri + strlen ("data:") : NULL;

  if (data != NULL)
    {
      g_autofree char *type = g_strndup (data, strcspn (data, ";,"));
      luthier_conversation_part_set_file (part, type, NULL, get_inline_size (strlen (data)));
    }
  else
    luthier_conversation_part_set_file (part, mime_type, uri, 0);
}

/* A file in any of the ways to name one: fileData, inlineData, image_url. */
static gboolean
read_file (Reader *self, LuthierJsonToken token, gsize place, LuthierConversationTurn *turn)
{
  g_autoptr (LuthierConversationPart)
      part = luthier_conversation_part_new (LUTHIER_PART_FILE, NULL);
  g_autofree char *mime_type = NULL;
  g_autofree char *uri = NULL;
  gsize inline_size = 0;

  if (token == LUTHIER_JSON_TOKEN_STRING)
    uri = luthier_conversation_reader_take_string (self);
  else if (token != LUTHIER_JSON_TOKEN_OBJECT)
    return luthier_conversation_reader_read_other (self, token, NULL, place, turn);
  else
    while (next_name (self, &token))
      {
        gboolean is_type = is_name (self, "mimeType", "mime_type");
        gboolean is_address = is_name (self, "fileUri", "file_uri", "url");
        gboolean is_data = is_name (self, "data");

        token = next (self);
        if (token == LUTHIER_JSON_TOKEN_STRING && is_data)
          inline_size = get_inline_size (self->scanner.length);
        if (token == LUTHIER_JSON_TOKEN_STRING && (is_type || is_address))
          {
            char **target = is_type ? &mime_type : &uri;
            g_free (*target);
            *target = luthier_conversation_reader_take_string (self);
          }
        else if (!skip (self, token))
          return FALSE;
      }
  if (token == LUTHIER_JSON_TOKEN_ERROR)
    return FALSE;

  if (uri != NULL)
    set_address (part, mime_type, uri);
  else
    luthier_conversation_part_set_file (part, mime_type, NULL, inline_size);
  add_part (self, turn, g_steal_pointer (&part), place);
  return TRUE;
}

/* The members of a call; of OpenAI's they are one level deeper. */
static gboolean
read_call_members (Reader *self, LuthierConversationPart *part)
{
  LuthierJsonToken token;

  while (next_name (self, &token))
    {
      gboolean called = is_name (self, "name");
      gboolean given = is_name (self, "args", "arguments", "response");
      gboolean nested = is_name (self, "function");

      token = next (self);
      if (called && token == LUTHIER_JSON_TOKEN_STRING)
        {
          g_autofree char *name = luthier_conversation_reader_take_string (self);
          luthier_conversation_part_set_name (part, name);
        }
      else if (given)
        {
          LuthierDatasetText *text = read_json (self, token);
          if (text == NULL)
            return FALSE;
          luthier_conversation_part_set_text (part, text);
        }
      else if (nested && token == LUTHIER_JSON_TOKEN_OBJECT && self->scanner.depth < 16)
        {
          if (!read_call_members (self, part))
            return FALSE;
        }
      else if (!skip (self, token))
        return FALSE;
    }
  return token == LUTHIER_JSON_TOKEN_OBJECT_END;
}

static gboolean
read_call (Reader *self,
           LuthierJsonToken token,
           LuthierPartKind kind,
           gsize place,
           LuthierConversationTurn *turn)
{
  g_autoptr (LuthierConversationPart) part = luthier_conversation_part_new (kind, NULL);

  if (token != LUTHIER_JSON_TOKEN_OBJECT)
    return luthier_conversation_reader_read_other (self, token, NULL, place, turn);
  if (!read_call_members (self, part))
    return FALSE;
  add_part (self, turn, g_steal_pointer (&part), place);
  return TRUE;
}

static gboolean
read_text (Reader *self, LuthierJsonToken token, gsize place, LuthierConversationTurn *turn)
{
  if (token != LUTHIER_JSON_TOKEN_STRING)
    return luthier_conversation_reader_read_other (self, token, "text", place, turn);
  add_part (self, turn, luthier_conversation_part_new (LUTHIER_PART_TEXT, take_text (self)), place);
  return TRUE;
}

/* A member of a part whose name was just read. place: where the part begins, if this is the first
 * one of it, else where the member does. */
static gboolean
read_part_member (Reader *self, gsize place, LuthierConversationTurn *turn)
{
  if (is_name (self, "text"))
    return read_text (self, next (self), place, turn);
  if (is_name (self, "fileData", "file_data", "inlineData", "inline_data", "image_url"))
    return read_file (self, next (self), place, turn);
  if (is_name (self, "functionCall", "function_call"))
    return read_call (self, next (self), LUTHIER_PART_CALL, place, turn);
  if (is_name (self, "functionResponse", "function_response"))
    return read_call (self, next (self), LUTHIER_PART_RESPONSE, place, turn);
  return read_other_member (self, place, turn);
}

/* "type" says of OpenAI's parts what another member shows. */
static gboolean
skip_type (Reader *self, gboolean *skipped)
{
  LuthierJsonScanner before = self->scanner;

  *skipped = is_name (self, "type") && next (self) == LUTHIER_JSON_TOKEN_STRING &&
             is_name (self, "text", "image_url");
  if (!*skipped)
    self->scanner = before;
  return *skipped;
}

gboolean
luthier_conversation_reader_read_part (LuthierConversationReader *self,
                                       LuthierJsonToken token,
                                       LuthierConversationTurn *turn)
{
  gsize place = luthier_conversation_reader_get_place (self, token);
  gboolean skipped, is_first = TRUE;

  if (token == LUTHIER_JSON_TOKEN_STRING)
    return read_text (self, token, place, turn);
  if (token != LUTHIER_JSON_TOKEN_OBJECT)
    return luthier_conversation_reader_read_other (self, token, NULL, place, turn);

  while (next_name (self, &token))
    {
      gsize begin = is_first ? place : luthier_conversation_reader_get_place (self, token);

      if (skip_type (self, &skipped))
        continue;
      is_first = FALSE;
      if (!read_part_member (self, begin, turn))
        return FALSE;
    }
  if (token != LUTHIER_JSON_TOKEN_OBJECT_END)
    return FALSE;
  if (is_first)
    add_part (self, turn,
              luthier_conversation_part_new (
                  LUTHIER_PART_OTHER,
                  luthier_dataset_text_new_json (
                      self->line, place, luthier_conversation_reader_get_end (self) - place)),
              place);
  return TRUE;
}

static gboolean
read_calls (Reader *self, LuthierJsonToken token, gsize place, LuthierConversationTurn *turn)
{
  if (token != LUTHIER_JSON_TOKEN_ARRAY)
    return luthier_conversation_reader_read_other (self, token, "tool_calls", place, turn);
  while (next_element (self, &token))
    if (!read_call (self, token, LUTHIER_PART_CALL,
                    luthier_conversation_reader_get_place (self, token), turn))
      return FALSE;
  return token == LUTHIER_JSON_TOKEN_ARRAY_END;
}

/* Of "parts" or "content". */
static gboolean
read_parts (Reader *self, LuthierJsonToken token, gsize place, LuthierConversationTurn *turn)
{
  if (token == LUTHIER_JSON_TOKEN_NULL)
    return TRUE;
  if (token != LUTHIER_JSON_TOKEN_ARRAY)
    return luthier_conversation_reader_read_part (self, token, turn);
  while (next_element (self, &token))
    if (!luthier_conversation_reader_read_part (self, token, turn))
      return FALSE;
  return token == LUTHIER_JSON_TOKEN_ARRAY_END;
}

static LuthierSpeaker
get_speaker (const char *role)
{
  static const struct
  {
    const char *role;
    LuthierSpeaker speaker;
  } roles[] = {
    { "system", LUTHIER_SPEAKER_SYSTEM }, { "developer", LUTHIER_SPEAKER_SYSTEM },
    { "user", LUTHIER_SPEAKER_USER },     { "human", LUTHIER_SPEAKER_USER },
    { "model", LUTHIER_SPEAKER_MODEL },   { "assistant", LUTHIER_SPEAKER_MODEL },
    { "bot", LUTHIER_SPEAKER_MODEL },     { "tool", LUTHIER_SPEAKER_TOOL },
    { "function", LUTHIER_SPEAKER_TOOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_ascii_strcasecmp (role, roles[i].role) == 0)
      return roles[i].speaker;
  return LUTHIER_SPEAKER_OTHER;
}

/* Whoever it says, answers and system instructions stay what they are. */
static gboolean
read_role (Reader *self, LuthierJsonToken token, gsize place, LuthierConversationTurn *turn)
{
  g_autofree char *role = NULL;
  LuthierSpeaker speaker = luthier_conversation_turn_get_speaker (turn);

  if (token != LUTHIER_JSON_TOKEN_STRING)
    return luthier_conversation_reader_read_other (self, token, "role", place, turn);
  role = luthier_conversation_reader_take_string (self);
  if (speaker == LUTHIER_SPEAKER_OTHER)
    speaker = get_speaker (role);
  luthier_conversation_turn_set_speaker (turn, speaker, role);
  return TRUE;
}

static gboolean
read_turn_member (Reader *self, gsize place, LuthierConversationTurn *turn)
{
  if (is_name (self, "role"))
    return read_role (self, next (self), place, turn);
  if (is_name (self, "parts", "content"))
    return read_parts (self, next (self), place, turn);
  if (is_name (self, "tool_calls"))
    return read_calls (self, next (self), place, turn);
  if (is_name (self, "function_call"))
    return read_call (self, next (self), LUTHIER_PART_CALL, place, turn);
  return read_other_member (self, place, turn);
}

gboolean
luthier_conversation_reader_read_turn (LuthierConversationReader *self,
                                       LuthierJsonToken token,
                                       LuthierConversationTurn *turn)
{
  gsize place = luthier_conversation_reader_get_place (self, token);

  if (token != LUTHIER_JSON_TOKEN_OBJECT)
    {
      if (!luthier_conversation_reader_read_part (self, token, turn))
        return FALSE;
    }
  else
    {
      while (next_name (self, &token))
        if (!read_turn_member (self, luthier_conversation_reader_get_place (self, token), turn))
          return FALSE;
      if (token != LUTHIER_JSON_TOKEN_OBJECT_END)
        return FALSE;
    }
  luthier_conversation_turn_set_place (turn, place,
                                       luthier_conversation_reader_get_end (self) - place);
  return TRUE;
}
