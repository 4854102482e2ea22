/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-conversion.h"

#include <string.h>

#define LONGEST_NAME 32

static const struct
{
  const char *name;
  LuthierColumn column;
} columns[] = {
  { "system", LUTHIER_COLUMN_SYSTEM },
  { "systemprompt", LUTHIER_COLUMN_SYSTEM },
  { "systeminstruction", LUTHIER_COLUMN_SYSTEM },
  { "instruction", LUTHIER_COLUMN_INSTRUCTION },
  { "prompt", LUTHIER_COLUMN_INPUT },
  { "input", LUTHIER_COLUMN_INPUT },
  { "inputtext", LUTHIER_COLUMN_INPUT },
  { "textinput", LUTHIER_COLUMN_INPUT },
  { "question", LUTHIER_COLUMN_INPUT },
  { "user", LUTHIER_COLUMN_INPUT },
  { "completion", LUTHIER_COLUMN_OUTPUT },
  { "output", LUTHIER_COLUMN_OUTPUT },
  { "outputtext", LUTHIER_COLUMN_OUTPUT },
  { "textoutput", LUTHIER_COLUMN_OUTPUT },
  { "answer", LUTHIER_COLUMN_OUTPUT },
  { "response", LUTHIER_COLUMN_OUTPUT },
  { "assistant", LUTHIER_COLUMN_OUTPUT },
  { "model", LUTHIER_COLUMN_OUTPUT },
};

/**
 * luthier_conversion_refuse:
 *
 * Notes why an example cannot be converted.
 *
 * Returns: %FALSE
 */
gboolean
luthier_conversion_refuse (LuthierConversion *self, LuthierLoss refusal)
{
  self->refusal = refusal;
  return FALSE;
}

/**
 * luthier_conversion_lose:
 *
 * Notes something that the converted example does not have any more.
 */
void
luthier_conversion_lose (LuthierConversion *self, LuthierLoss loss)
{
  luthier_dataset_losses_add (&self->losses, loss, 1, self->line);
}

/**
 * luthier_convert_find_column:
 * @name: a name in UTF-8, or what is between the quotes of one in JSON
 * @column: (out): what it means
 *
 * Looks a name up. Small and large letters, blanks, lines and hyphens do not matter.
 *
 * Returns: whether it means anything
 */
gboolean
luthier_convert_find_column (const char *name, gsize length, LuthierColumn *column)
{
  char plain[LONGEST_NAME + 1];
  gsize to = 0;

  for (gsize i = 0; i < length; i++)
    if (name[i] != '_' && name[i] != '-' && !g_ascii_isspace (name[i]))
      {
        if (to == LONGEST_NAME)
          return FALSE;
        plain[to++] = g_ascii_tolower (name[i]);
      }
  plain[to] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strcmp (columns[i].name, plain) == 0)
      {
        *column = columns[i].column;
        return TRUE;
      }
  return FALSE;
}

static void
append_turn (GString *text,
             const char *role,
             const LuthierPairText *first,
             const LuthierPairText *second)
{
  g_string_append_printf (text, "{\"role\":\"%s\",\"parts\":[{\"text\":\"", role);
  g_string_append_len (text, first->text, (gssize) first->length);
  if (first->length > 0 && second != NULL && second->length > 0)
    g_string_append (text, "\\n\\n");
  if (second != NULL && second->length > 0)
    g_string_append_len (text, second->text, (gssize) second->length);
  g_string_append (text, "\"}]}");
}

/**
 * luthier_convert_texts:
 * @texts: one for each column
 *
 * Writes an example of one question and one answer.
 *
 * Returns: whether that could be done
 */
gboolean
luthier_convert_texts (LuthierConversion *self, const LuthierPairText *texts)
{
  const LuthierPairText *system = &texts[LUTHIER_COLUMN_SYSTEM];
  const LuthierPairText *instruction = &texts[LUTHIER_COLUMN_INSTRUCTION];
  const LuthierPairText *input = &texts[LUTHIER_COLUMN_INPUT];
  const LuthierPairText *output = &texts[LUTHIER_COLUMN_OUTPUT];
  GString *text = self->text;

  if (instruction->length + input->length == 0 || output->text == NULL)
    return luthier_conversion_refuse (self, LUTHIER_LOSS_INCOMPLETE);
  if (output->length == 0)
    return luthier_conversion_refuse (self, LUTHIER_LOSS_EMPTY_ANSWER);

  g_string_append_c (text, '{');
  if (system->length > 0)
    {
      g_string_append (text, "\"systemInstruction\":{\"parts\":[{\"text\":\"");
      g_string_append_len (text, system->text, (gssize) system->length);
      g_string_append (text, "\"}]},");
    }
  g_string_append (text, "\"contents\":[");
  append_turn (text, "user", instruction, input);
  g_string_append_c (text, ',');
  append_turn (text, "model", output, NULL);
  g_string_append (text, "]}");
  return TRUE;
}

/**
 * luthier_convert_is_pair:
 *
 * Returns: whether an object has the members of a question or instruction, and of an answer
 */
gboolean
luthier_convert_is_pair (const LuthierRaw *example)
{
  LuthierRaw name, value;
  LuthierRawIter iter;
  LuthierColumn column;
  guint found = 0;

  luthier_raw_iter_init (&iter, example);
  while (luthier_raw_iter_next (&iter, &name, &value))
    if (luthier_convert_find_column (name.text + 1, name.length - 2, &column))
      found |= 1u << column;
  return (found & 1u << LUTHIER_COLUMN_OUTPUT) &&
         (found & (1u << LUTHIER_COLUMN_INPUT | 1u << LUTHIER_COLUMN_INSTRUCTION));
}

/**
 * luthier_convert_pair:
 * @example: an object with a question and an answer, whatever they are called
 *
 * Converts an example of prompt and completion, input and output, instruction and output.
 *
 * Returns: whether that could be done
 */
gboolean
luthier_convert_pair (LuthierConversion *self, const LuthierRaw *example)
{
  LuthierPairText texts[LUTHIER_N_COLUMNS] = { { NULL, 0 } };
  LuthierRaw name, value;
  LuthierRawIter iter;
  LuthierColumn column;

  luthier_raw_iter_init (&iter, example);
  while (luthier_raw_iter_next (&iter, &name, &value))
    if (!luthier_raw_is_there (&value))
      continue;
    else if (!luthier_convert_find_column (name.text + 1, name.length - 2, &column) ||
             texts[column].text != NULL)
      luthier_conversion_lose (self, LUTHIER_LOSS_FIELDS);
    else if (value.kind != LUTHIER_JSON_TOKEN_STRING)
      return luthier_conversion_refuse (self, LUTHIER_LOSS_INCOMPLETE);
    else
      texts[column] = (LuthierPairText){ value.text + 1, value.length - 2 };
  return luthier_convert_texts (self, texts);
}
