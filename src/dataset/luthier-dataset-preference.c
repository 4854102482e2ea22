/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-preference.h"

#include "luthier-dataset-fields.h"
#include "luthier-dataset-talk.h"

enum
{
  ITEM_SCORE,
  ITEM_COMPLETION,
};
static const LuthierDatasetField item_fields[] = {
  LUTHIER_FIELD ("score"),
  LUTHIER_FIELD ("completion"),
};
static const LuthierDatasetShape item_shape = LUTHIER_SHAPE (FALSE, item_fields);

/* One of the two. */
typedef struct
{
  LuthierDatasetTurn turn;
  gboolean has_turn;
  int score; /* 0 or 1; -1 is none of them */
} Completion;

static int
read_score (const LuthierJsonScanner *scanner)
{
  /* The number ends where the text goes on. */
  double score = g_ascii_strtod (scanner->start, NULL);

  if (score >= 1 && score <= 1)
    return 1;
  return score >= 0 && score <= 0 ? 0 : -1;
}

static void
judge_turn (LuthierDatasetExample *self, Completion *completion, guint n_faults, const char *place)
{
  const LuthierDatasetTurn *turn = &completion->turn;
  gboolean is_model = turn->role == LUTHIER_ROLE_MODEL || turn->role == LUTHIER_ROLE_MISSING;

  if (completion->has_turn && !turn->is_foreign_role && is_model &&
      luthier_dataset_turn_is_text (turn) && turn->has_text)
    {
      luthier_dataset_talk_judge_answer (self, turn);
      return;
    }
  /* Whatever its parts are: this says it all. */
  g_array_set_size (self->faults, n_faults);
  luthier_dataset_example_add_fault_to_here (self, LUTHIER_FAULT_COMPLETION_TURN, place);
}

static gboolean
read_turn (LuthierDatasetExample *self, Completion *completion)
{
  guint n_faults = self->faults->len;
  const char *place;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_OBJECT, &completion->has_turn))
    return FALSE;
  place = self->value;
  if (completion->has_turn && !luthier_dataset_turn_read (&completion->turn, self))
    return FALSE;
  judge_turn (self, completion, n_faults, place);
  return TRUE;
}

static gboolean
read_completion (LuthierDatasetExample *self, Completion *completion)
{
  const char *place = self->scanner.start;
  gboolean is_number, has_field = FALSE;
  guint seen = 0;
  int field;

  *completion = (Completion){ .score = -1 };
  while ((field = luthier_dataset_fields_next (self, &item_shape, &seen)) >= 0)
    if (field == ITEM_COMPLETION)
      {
        has_field = TRUE;
        if (!read_turn (self, completion))
          return FALSE;
      }
    else
      {
        if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_NUMBER, &is_number))
          return FALSE;
        if (is_number)
          completion->score = read_score (&self->scanner);
      }
  if (field == LUTHIER_FIELDS_END && !has_field)
    luthier_dataset_example_add_fault_to_here (self, LUTHIER_FAULT_COMPLETION_TURN, place);
  return field == LUTHIER_FIELDS_END;
}

static void
judge_pair (LuthierDatasetExample *self, const Completion *pair)
{
  const LuthierDatasetTurn *first = &pair[0].turn, *second = &pair[1].turn;

  if (pair[0].score + pair[1].score != 1 || pair[0].score < 0 || pair[1].score < 0)
    luthier_dataset_example_add_fault_to_here (self, LUTHIER_FAULT_SCORES, self->completions);
  if (first->n_texts == 1 && second->n_texts == 1 && first->has_text &&
      luthier_dataset_slice_equal (first->first_text, second->first_text))
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_SAME_COMPLETIONS,
                                       second->first_text.text, second->first_text.length);
}

/* The longer answer counts: it is what the limit is about. */
static void
measure_pair (LuthierDatasetExample *self, const Completion *pair)
{
  const LuthierTextMeasure *first = &pair[0].turn.measure, *second = &pair[1].turn.measure;
  gboolean is_first = luthier_text_measure_get_quarters (first) >=
                      luthier_text_measure_get_quarters (second);

  luthier_text_measure_add (&self->output, is_first ? first : second);
}

/**
 * luthier_dataset_preference_read:
 *
 * Reads the value of "completions".
 *
 * Returns: whether it is valid JSON
 */
gboolean
luthier_dataset_preference_read (LuthierDatasetExample *self)
{
  LuthierJsonScanner *scanner = &self->scanner;
  Completion pair[2] = { { .score = -1 }, { .score = -1 } };
  Completion other;
  LuthierJsonToken token;
  guint n_completions = 0;
  gboolean is_array;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_ARRAY, &is_array))
    return FALSE;
  self->completions = self->value;
  while (is_array && (token = luthier_json_scanner_next (scanner)) != LUTHIER_JSON_TOKEN_ARRAY_END)
    {
      Completion *completion = n_completions < 2 ? &pair[n_completions] : &other;

      n_completions++;
      if (token == LUTHIER_JSON_TOKEN_OBJECT)
        {
          if (!read_completion (self, completion))
            return FALSE;
          continue;
        }
      self->value = scanner->start;
      if (!luthier_json_scanner_skip (scanner, token))
        return FALSE;
      luthier_dataset_example_add_fault_to_here (self, LUTHIER_FAULT_COMPLETION_TURN, self->value);
    }

  if (n_completions != 2)
    luthier_dataset_example_add_fault_to_here (self, LUTHIER_FAULT_COMPLETIONS, self->completions);
  else
    judge_pair (self, pair);
  measure_pair (self, pair);
  return TRUE;
}
