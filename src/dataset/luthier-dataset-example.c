/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-example.h"

#include <string.h>

#include "luthier-dataset-fields.h"
#include "luthier-dataset-turn.h"

enum
{
  EXAMPLE_CONTENTS,
  EXAMPLE_SYSTEM,
  EXAMPLE_TOOLS,
  EXAMPLE_TOOL_CONFIG,
  EXAMPLE_GENERATION_CONFIG,
  /* What other services call it. */
  EXAMPLE_MESSAGES,
  EXAMPLE_PROMPT,
  EXAMPLE_TEXT_INPUT,
  EXAMPLE_COMPLETION,
  EXAMPLE_OUTPUT,
};
static const LuthierDatasetField example_fields[] = {
  LUTHIER_FIELD ("contents"),
  LUTHIER_FIELD_BOTH ("systemInstruction", "system_instruction"),
  LUTHIER_FIELD ("tools"),
  LUTHIER_FIELD_BOTH ("toolConfig", "tool_config"),
  LUTHIER_FIELD_BOTH ("generationConfig", "generation_config"),
  LUTHIER_FIELD ("messages"),
  LUTHIER_FIELD ("prompt"),
  LUTHIER_FIELD_BOTH ("textInput", "text_input"),
  LUTHIER_FIELD ("completion"),
  LUTHIER_FIELD ("output"),
};
static const LuthierDatasetShape example_shape = { FALSE, G_N_ELEMENTS (example_fields),
                                                   example_fields };

static const LuthierDatasetField tool_fields[] = {
  LUTHIER_FIELD_BOTH ("functionDeclarations", "function_declarations"),
};
static const LuthierDatasetShape tool_shape = { TRUE, G_N_ELEMENTS (tool_fields), tool_fields };

static const LuthierDatasetField declaration_fields[] = {
  LUTHIER_FIELD ("name"),
};
static const LuthierDatasetShape declaration_shape = { TRUE, G_N_ELEMENTS (declaration_fields),
                                                       declaration_fields };

/* What has been said so far, turn by turn. */
typedef struct
{
  guint n_turns;
  guint n_answers;
  gboolean has_unknown_role;
  const char *first_without_role;
  const char *last_place;
  LuthierDatasetRole last_role;
} Conversation;

/* Calls a function for every object of an array; anything else in it is skipped. */
typedef gboolean (*ReadObject) (LuthierDatasetExample *self);

static gboolean
read_objects (LuthierDatasetExample *self, ReadObject read)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;
  gboolean is_array;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_ARRAY, &is_array))
    return FALSE;
  if (!is_array)
    return TRUE;

  while ((token = luthier_json_scanner_next (scanner)) > LUTHIER_JSON_TOKEN_END)
    {
      if (token == LUTHIER_JSON_TOKEN_ARRAY_END)
        return TRUE;
      if (token == LUTHIER_JSON_TOKEN_OBJECT ? !read (self)
                                             : !luthier_json_scanner_skip (scanner, token))
        return FALSE;
    }
  return FALSE;
}

static gboolean
read_declaration (LuthierDatasetExample *self)
{
  gboolean is_string;
  guint seen = 0;
  int field;

  while ((field = luthier_dataset_fields_next (self, &declaration_shape, &seen)) >= 0)
    {
      if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_STRING, &is_string))
        return FALSE;
      if (is_string)
        {
          LuthierDatasetSlice name = { self->scanner.start, self->scanner.length };
          g_array_append_val (self->declarations, name);
        }
    }
  return field == LUTHIER_FIELDS_END;
}

static gboolean
read_tool (LuthierDatasetExample *self)
{
  guint seen = 0;
  int field;

  while ((field = luthier_dataset_fields_next (self, &tool_shape, &seen)) >= 0)
    if (!read_objects (self, read_declaration))
      return FALSE;
  return field == LUTHIER_FIELDS_END;
}

static gboolean
read_tools (LuthierDatasetExample *self)
{
  const char *place = self->scanner.at;

  if (!read_objects (self, read_tool))
    return FALSE;
  self->input_quarters += (guint64) (self->scanner.at - place);
  return TRUE;
}

static gboolean
is_declared (const LuthierDatasetExample *self, LuthierDatasetSlice call)
{
  for (guint i = 0; i < self->declarations->len; i++)
    {
      LuthierDatasetSlice known = g_array_index (self->declarations, LuthierDatasetSlice, i);
      if (known.length == call.length && memcmp (known.text, call.text, call.length) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
judge_calls (LuthierDatasetExample *self)
{
  for (guint i = 0; i < self->calls->len; i++)
    {
      LuthierDatasetSlice call = g_array_index (self->calls, LuthierDatasetSlice, i);
      if (!is_declared (self, call))
        luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_UNDECLARED_CALL, call);
    }
}

static gboolean
read_system (LuthierDatasetExample *self)
{
  LuthierDatasetTurn turn = { NULL };
  const char *place;
  gboolean is_object;
  guint n_faults = self->faults->len;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  place = self->scanner.start;
  if (is_object && !luthier_dataset_turn_read (&turn, self))
    return FALSE;

  self->has_system = TRUE;
  self->input_quarters += turn.quarters;
  if (turn.is_broken || turn.n_parts == 0 || turn.n_texts < turn.n_parts)
    {
      /* Whatever its parts are: this says it all. */
      g_array_set_size (self->faults, n_faults);
      luthier_dataset_example_add_fault (self, LUTHIER_FAULT_SYSTEM_PARTS, place);
    }
  return TRUE;
}

static void
judge_answer (LuthierDatasetExample *self, const LuthierDatasetTurn *turn)
{
  const char *place = turn->text_place != NULL ? turn->text_place : turn->place;

  if (!turn->has_text && !turn->has_call)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_EMPTY_ANSWER, place);
  else if (turn->blank_text != NULL)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_BLANK_TEXT, turn->blank_text);
  else if (turn->begins_blank || turn->ends_blank)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_BLANKS_AROUND, place);
}

static void
judge_role (LuthierDatasetExample *self, Conversation *talk, const LuthierDatasetTurn *turn)
{
  if (turn->role == LUTHIER_ROLE_UNKNOWN)
    {
      luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_ROLE, turn->role_text);
      talk->has_unknown_role = TRUE;
    }
  /* The only turn, and the response of a function, need none. */
  else if (turn->role == LUTHIER_ROLE_MISSING && !turn->has_response)
    {
      if (talk->n_turns == 0)
        talk->first_without_role = turn->place;
      else
        luthier_dataset_example_add_fault (self, LUTHIER_FAULT_NO_ROLE, turn->place);
    }
}

static void
judge_turn (LuthierDatasetExample *self, Conversation *talk, const LuthierDatasetTurn *turn)
{
  LuthierDatasetRole role = turn->role;

  judge_role (self, talk, turn);
  if (role == LUTHIER_ROLE_MISSING)
    role = LUTHIER_ROLE_USER;

  if (turn->n_parts == 0)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_NO_PARTS, turn->place);
  else if (role == LUTHIER_ROLE_MODEL && !turn->is_broken)
    judge_answer (self, turn);
  else if (turn->blank_text != NULL)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_BLANK_TEXT, turn->blank_text);

  if (talk->n_turns == 0 && role == LUTHIER_ROLE_MODEL)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_FIRST_TURN, turn->place);
  else if (talk->n_turns > 0 && role == talk->last_role && !talk->has_unknown_role)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_ALTERNATION, turn->place);

  *(role == LUTHIER_ROLE_MODEL ? &self->output_quarters : &self->input_quarters) += turn->quarters;
  self->has_media |= turn->has_file;
  talk->n_answers += role == LUTHIER_ROLE_MODEL;
  talk->last_role = role;
  talk->last_place = turn->place;
  talk->n_turns++;
}

static void
judge_conversation (LuthierDatasetExample *self, const Conversation *talk, const char *place)
{
  self->turns = talk->n_turns;
  if (talk->n_turns == 0)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_NO_CONTENTS, place);
  if (talk->n_turns > 1 && talk->first_without_role != NULL)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_NO_ROLE, talk->first_without_role);
  if (talk->n_turns == 0 || talk->has_unknown_role)
    return;
  if (talk->n_answers == 0)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_NO_ANSWER, place);
  else if (talk->last_role != LUTHIER_ROLE_MODEL)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_LAST_TURN, talk->last_place);
}

static gboolean
read_contents (LuthierDatasetExample *self)
{
  LuthierJsonScanner *scanner = &self->scanner;
  Conversation talk = { 0 };
  LuthierDatasetTurn turn;
  LuthierJsonToken token;
  const char *place;
  gboolean is_array;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_ARRAY, &is_array))
    return FALSE;
  place = scanner->start;
  while (is_array && (token = luthier_json_scanner_next (scanner)) != LUTHIER_JSON_TOKEN_ARRAY_END)
    if (token == LUTHIER_JSON_TOKEN_OBJECT)
      {
        if (!luthier_dataset_turn_read (&turn, self))
          return FALSE;
        judge_turn (self, &talk, &turn);
      }
    else
      {
        luthier_dataset_example_add_fault (self, LUTHIER_FAULT_TURN_KIND, scanner->start);
        talk.has_unknown_role = TRUE;
        talk.n_turns++;
        if (!luthier_json_scanner_skip (scanner, token))
          return FALSE;
      }
  judge_conversation (self, &talk, place);
  return TRUE;
}

/* A line in the format of another service has one fault, that it is. */
static void
judge_format (LuthierDatasetExample *self, guint others)
{
  LuthierDatasetFault fault = LUTHIER_FAULT_NO_CONTENTS;

  if (others & 1u << EXAMPLE_MESSAGES)
    fault = LUTHIER_FAULT_CHAT_FORMAT;
  else if (others != 0)
    fault = LUTHIER_FAULT_PROMPT_FORMAT;
  if (fault != LUTHIER_FAULT_NO_CONTENTS)
    g_array_set_size (self->faults, 0);
  luthier_dataset_example_add_fault (self, fault, NULL);
}

static gboolean
read_field (LuthierDatasetExample *self, int field)
{
  switch (field)
    {
    case EXAMPLE_CONTENTS:
      return read_contents (self);
    case EXAMPLE_SYSTEM:
      return read_system (self);
    case EXAMPLE_TOOLS:
      return read_tools (self);
    default:
      return luthier_json_scanner_skip (&self->scanner, luthier_json_scanner_next (&self->scanner));
    }
}

static gboolean
read_example (LuthierDatasetExample *self)
{
  gboolean has_contents = FALSE;
  guint seen = 0, others = 0;
  LuthierDatasetSlice other = { NULL, 0 };
  int field;

  while ((field = luthier_dataset_fields_next (self, &example_shape, &seen)) >= 0)
    {
      has_contents |= field == EXAMPLE_CONTENTS;
      if (field >= EXAMPLE_MESSAGES)
        {
          others |= 1u << field;
          other = (LuthierDatasetSlice){ self->scanner.start, self->scanner.length };
        }
      if (!read_field (self, field))
        return FALSE;
    }
  if (!has_contents)
    judge_format (self, others);
  else if (others != 0)
    luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_UNKNOWN_NAME, other);
  judge_calls (self);
  return field == LUTHIER_FIELDS_END;
}

static gboolean
has_error (const LuthierDatasetExample *self)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      LuthierDatasetFault fault = g_array_index (self->faults, LuthierExampleFault, i).fault;
      if (luthier_dataset_fault_get_severity (fault) == LUTHIER_FINDING_ERROR)
        return TRUE;
    }
  return FALSE;
}

/**
 * luthier_dataset_example_init:
 * @self: any memory
 *
 * Makes ready to read lines.
 */
void
luthier_dataset_example_init (LuthierDatasetExample *self)
{
  *self = (LuthierDatasetExample){ 0 };
  self->faults = g_array_new (FALSE, FALSE, sizeof (LuthierExampleFault));
  self->calls = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetSlice));
  self->declarations = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetSlice));
}

/**
 * luthier_dataset_example_clear:
 *
 * Frees what it owns.
 */
void
luthier_dataset_example_clear (LuthierDatasetExample *self)
{
  g_array_unref (self->faults);
  g_array_unref (self->calls);
  g_array_unref (self->declarations);
}

/**
 * luthier_dataset_example_read:
 * @line: one line, which ends as [func@JsonScanner.init] wants it
 * @length: its length in bytes
 *
 * Reads a line as an example of supervised tuning and judges it. What was read before is gone.
 */
void
luthier_dataset_example_read (LuthierDatasetExample *self, const char *line, gsize length)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;

  g_array_set_size (self->faults, 0);
  g_array_set_size (self->calls, 0);
  g_array_set_size (self->declarations, 0);
  self->turns = 0;
  self->input_quarters = self->output_quarters = 0;
  self->has_system = self->has_media = FALSE;

  luthier_json_scanner_init (scanner, line, length);
  token = luthier_json_scanner_next (scanner);
  self->first = *scanner->start;
  if (token == LUTHIER_JSON_TOKEN_OBJECT)
    self->is_json = read_example (self);
  else
    {
      self->is_json = luthier_json_scanner_skip (scanner, token);
      luthier_dataset_example_add_fault (self, LUTHIER_FAULT_NOT_OBJECT, NULL);
    }
  self->is_json = self->is_json && luthier_json_scanner_next (scanner) == LUTHIER_JSON_TOKEN_END;
  self->is_usable = self->is_json && !has_error (self);
}
