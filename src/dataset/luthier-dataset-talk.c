/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-talk.h"

#include "luthier-dataset-fields.h"

/**
 * luthier_dataset_talk_begin:
 * @place: of the list of turns
 *
 * Makes ready for the first turn. Of several lists, the last one counts.
 */
void
luthier_dataset_talk_begin (LuthierDatasetExample *example, const char *place)
{
  example->talk = (LuthierDatasetTalk){ .place = place, .is_text = TRUE };
  example->user_turns = example->model_turns = 0;
}

/**
 * luthier_dataset_talk_read_system:
 *
 * Reads the value of "systemInstruction".
 *
 * Returns: whether it is valid JSON
 */
gboolean
luthier_dataset_talk_read_system (LuthierDatasetExample *self)
{
  LuthierDatasetTurn turn = { NULL };
  const char *place;
  gboolean is_object;
  guint n_faults = self->faults->len;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  place = self->value;
  if (is_object && !luthier_dataset_turn_read (&turn, self))
    return FALSE;

  self->has_system = TRUE;
  luthier_text_measure_add (&self->input, &turn.measure);
  if (!luthier_dataset_turn_is_text (&turn))
    {
      /* Whatever its parts are: this says it all. */
      g_array_set_size (self->faults, n_faults);
      luthier_dataset_example_add_fault_to_here (self, LUTHIER_FAULT_SYSTEM_PARTS, place);
    }
  return TRUE;
}

/**
 * luthier_dataset_talk_judge_answer:
 *
 * Judges what the model is to learn.
 */
void
luthier_dataset_talk_judge_answer (LuthierDatasetExample *example, const LuthierDatasetTurn *turn)
{
  LuthierDatasetSlice place = turn->first_text;

  if (place.text == NULL)
    place = (LuthierDatasetSlice){ turn->place, turn->length };
  if (!turn->has_text && !turn->has_call)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_EMPTY_ANSWER, place.text,
                                       place.length);
  else if (turn->blank_text.text != NULL)
    luthier_dataset_talk_judge_question (example, turn);
  else if (turn->begins_blank || turn->ends_blank)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_BLANKS_AROUND, place.text,
                                       place.length);
}

/**
 * luthier_dataset_talk_judge_question:
 *
 * Judges what the model learns from.
 */
void
luthier_dataset_talk_judge_question (LuthierDatasetExample *example, const LuthierDatasetTurn *turn)
{
  if (turn->blank_text.text != NULL)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_BLANK_TEXT, turn->blank_text.text,
                                       turn->blank_text.length);
}

/* Open models call the model an assistant, and take the system as a turn. */
static gboolean
takes_foreign_roles (const LuthierDatasetExample *example)
{
  return example->rules->is_open || example->format == LUTHIER_FORMAT_MESSAGES;
}

static LuthierDatasetRole
judge_role (LuthierDatasetExample *example, const LuthierDatasetTurn *turn)
{
  LuthierDatasetTalk *talk = &example->talk;
  gboolean takes_foreign = takes_foreign_roles (example);

  if (takes_foreign && luthier_dataset_slice_is (turn->role_text, "system"))
    return LUTHIER_ROLE_SYSTEM;
  if (turn->role == LUTHIER_ROLE_UNKNOWN)
    {
      luthier_dataset_example_add_named_fault (example, LUTHIER_FAULT_ROLE, turn->role_text);
      talk->has_unknown_role = TRUE;
    }
  else if (turn->is_foreign_role &&
           !(takes_foreign && luthier_dataset_slice_is (turn->role_text, "assistant")))
    luthier_dataset_example_add_named_fault (example, LUTHIER_FAULT_ROLE_SPELLING, turn->role_text);
  /* Before a single answer, and with the response of a function, there need be none. */
  else if (turn->role == LUTHIER_ROLE_MISSING && !turn->has_response)
    {
      if (talk->n_turns == 0)
        talk->first_without_role = (LuthierDatasetSlice){ turn->place, turn->length };
      else
        luthier_dataset_example_add_fault (example, LUTHIER_FAULT_NO_ROLE, turn->place,
                                           turn->length);
    }
  return turn->role == LUTHIER_ROLE_MISSING ? LUTHIER_ROLE_USER : turn->role;
}

static void
judge_order (LuthierDatasetExample *example,
             const LuthierDatasetTurn *turn,
             LuthierDatasetRole role)
{
  const LuthierDatasetTalk *talk = &example->talk;

  if (talk->n_turns == 0 && role == LUTHIER_ROLE_MODEL)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_FIRST_TURN, turn->place,
                                       turn->length);
  else if (talk->n_turns > 0 && role == talk->last_role && !talk->has_unknown_role)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_ALTERNATION, turn->place,
                                       turn->length);
}

/**
 * luthier_dataset_talk_add:
 * @turn: the next one
 *
 * Judges a turn by what it is and by what was before.
 */
void
luthier_dataset_talk_add (LuthierDatasetExample *example, const LuthierDatasetTurn *turn)
{
  LuthierDatasetTalk *talk = &example->talk;
  LuthierDatasetRole role = judge_role (example, turn);

  if (turn->n_parts == 0)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_NO_PARTS, turn->place, turn->length);
  else if (role == LUTHIER_ROLE_MODEL && !turn->is_broken)
    luthier_dataset_talk_judge_answer (example, turn);
  else
    luthier_dataset_talk_judge_question (example, turn);

  luthier_text_measure_add (role == LUTHIER_ROLE_MODEL ? &example->output : &example->input,
                            &turn->measure);
  if (role == LUTHIER_ROLE_SYSTEM)
    {
      example->has_system = TRUE;
      return;
    }
  judge_order (example, turn, role);
  example->user_turns += role == LUTHIER_ROLE_USER;
  example->model_turns += role == LUTHIER_ROLE_MODEL;
  talk->is_text &= luthier_dataset_turn_is_text (turn);
  talk->n_answers += role == LUTHIER_ROLE_MODEL;
  talk->last_role = role;
  talk->last = (LuthierDatasetSlice){ turn->place, turn->length };
  talk->n_turns++;
}

/**
 * luthier_dataset_talk_add_broken:
 *
 * Notes that the value that was just read is no turn.
 */
void
luthier_dataset_talk_add_broken (LuthierDatasetExample *example)
{
  luthier_dataset_example_add_fault_to_here (example, LUTHIER_FAULT_TURN_KIND, example->value);
  example->talk.has_unknown_role = TRUE;
  example->talk.n_turns++;
}

/**
 * luthier_dataset_talk_read_contents:
 *
 * Reads the value of "contents".
 *
 * Returns: whether it is valid JSON
 */
gboolean
luthier_dataset_talk_read_contents (LuthierDatasetExample *self)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierDatasetTurn turn;
  LuthierJsonToken token;
  gboolean is_array;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_ARRAY, &is_array))
    return FALSE;
  luthier_dataset_talk_begin (self, self->value);
  while (is_array && (token = luthier_json_scanner_next (scanner)) != LUTHIER_JSON_TOKEN_ARRAY_END)
    if (token == LUTHIER_JSON_TOKEN_OBJECT)
      {
        if (!luthier_dataset_turn_read (&turn, self))
          return FALSE;
        luthier_dataset_talk_add (self, &turn);
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

static void
judge_supervised (LuthierDatasetExample *example)
{
  const LuthierDatasetTalk *talk = &example->talk;

  if (talk->n_answers == 0)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_NO_ANSWER, talk->place, 0);
  else if (talk->last_role != LUTHIER_ROLE_MODEL)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_LAST_TURN, talk->last.text,
                                       talk->last.length);
}

static void
judge_translation (LuthierDatasetExample *example)
{
  const LuthierDatasetTalk *talk = &example->talk;

  if (talk->n_turns != 2 || talk->n_answers != 1 || talk->last_role != LUTHIER_ROLE_MODEL ||
      !talk->is_text)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_TRANSLATION, talk->place, 0);
}

static void
judge_prompt (LuthierDatasetExample *example)
{
  const LuthierDatasetTalk *talk = &example->talk;

  if (example->format == LUTHIER_FORMAT_REINFORCEMENT)
    {
      if (talk->last_role == LUTHIER_ROLE_MODEL)
        luthier_dataset_example_add_fault (example, LUTHIER_FAULT_ENDS_WITH_ANSWER, talk->last.text,
                                           talk->last.length);
      return;
    }
  if (talk->last_role != LUTHIER_ROLE_USER)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_PROMPT_END, talk->last.text,
                                       talk->last.length);
  if (!talk->is_text)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_PROMPT_TEXT, talk->place, 0);
}

/**
 * luthier_dataset_talk_judge:
 *
 * Judges the turns together.
 */
void
luthier_dataset_talk_judge (LuthierDatasetExample *example)
{
  const LuthierDatasetTalk *talk = &example->talk;
  LuthierDatasetSlice without_role = talk->first_without_role;

  example->turns = talk->n_turns;
  if (talk->n_turns == 0)
    {
      luthier_dataset_example_add_fault (example, LUTHIER_FAULT_NO_CONTENTS, talk->place, 0);
      return;
    }
  if (talk->n_turns > 2 && without_role.text != NULL)
    luthier_dataset_example_add_fault (example, LUTHIER_FAULT_NO_ROLE, without_role.text,
                                       without_role.length);
  if (talk->has_unknown_role)
    return;
  if (example->format == LUTHIER_FORMAT_TRANSLATION)
    judge_translation (example);
  else if (example->format == LUTHIER_FORMAT_PREFERENCE ||
           example->format == LUTHIER_FORMAT_REINFORCEMENT)
    judge_prompt (example);
  else
    judge_supervised (example);
}
