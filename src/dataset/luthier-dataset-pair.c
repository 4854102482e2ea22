/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-pair.h"

#include <string.h>

#include "luthier-dataset-fields.h"
#include "luthier-dataset-talk.h"

/* Of the Gemini API's own tuning, in characters. */
#define LEGACY_MAX_INPUT  40000
#define LEGACY_MAX_OUTPUT 5000

/**
 * luthier_dataset_pair_read:
 * @turn: the question or the answer of the example
 *
 * Reads the value of a field that is a text.
 *
 * Returns: whether it is valid JSON
 */
gboolean
luthier_dataset_pair_read (LuthierDatasetExample *self, LuthierDatasetTurn *turn)
{
  LuthierDatasetSlice name = { self->scanner.start, self->scanner.length };
  gboolean is_string;

  if (turn->place == NULL)
    *turn = (LuthierDatasetTurn){ .place = name.text, .length = name.length };
  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_STRING, &is_string))
    return FALSE;
  turn->n_parts++;
  if (is_string)
    luthier_dataset_turn_add_text (turn, &self->scanner);
  else
    {
      luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_PAIR_FIELD, name);
      turn->is_broken = TRUE;
    }
  return TRUE;
}

static void
judge_legacy (LuthierDatasetExample *self)
{
  if (luthier_text_measure_get_characters (&self->question.measure) > LEGACY_MAX_INPUT)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_LEGACY_INPUT,
                                       self->question.first_text.text,
                                       self->question.first_text.length);
  if (luthier_text_measure_get_characters (&self->answer.measure) > LEGACY_MAX_OUTPUT)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_LEGACY_OUTPUT,
                                       self->answer.first_text.text,
                                       self->answer.first_text.length);
}

static void
judge_question (LuthierDatasetExample *self)
{
  const char *name = self->format == LUTHIER_FORMAT_COMPLETION ? "prompt" : "text_input";

  if (self->question.place == NULL)
    {
      LuthierExampleFault fault = {
        LUTHIER_FAULT_PAIR_FIELD, NULL, 0, { name, strlen (name) }, NULL
      };

      g_array_append_val (self->faults, fault);
    }
  /* An instruction may have an empty input. */
  else if (self->format != LUTHIER_FORMAT_INSTRUCTION && !self->question.is_broken)
    luthier_dataset_talk_judge_question (self, &self->question);
}

/**
 * luthier_dataset_pair_judge:
 *
 * Judges the two together.
 */
void
luthier_dataset_pair_judge (LuthierDatasetExample *self)
{
  if (self->question.place == NULL)
    self->question = (LuthierDatasetTurn){ NULL };
  if (self->answer.place == NULL)
    self->answer = (LuthierDatasetTurn){ NULL };
  judge_question (self);
  if (self->answer.place == NULL)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_NO_ANSWER, NULL, 0);
  else if (!self->answer.is_broken)
    luthier_dataset_talk_judge_answer (self, &self->answer);
  if (self->format == LUTHIER_FORMAT_LEGACY)
    judge_legacy (self);

  self->user_turns = self->question.place != NULL;
  self->model_turns = self->answer.place != NULL;
  self->turns = self->user_turns + self->model_turns;
  luthier_text_measure_add (&self->input, &self->question.measure);
  luthier_text_measure_add (&self->output, &self->answer.measure);
}
