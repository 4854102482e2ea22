/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-example.h"

#include <stddef.h>
#include <string.h>

#include "luthier-dataset-fields.h"
#include "luthier-dataset-media.h"
#include "luthier-dataset-messages.h"
#include "luthier-dataset-pair.h"
#include "luthier-dataset-preference.h"
#include "luthier-dataset-talk.h"
#include "luthier-dataset-tools.h"

enum
{
  EXAMPLE_CONTENTS,
  EXAMPLE_SYSTEM,
  EXAMPLE_TOOLS,
  EXAMPLE_TOOL_CONFIG,
  EXAMPLE_GENERATION_CONFIG,
  EXAMPLE_COMPLETIONS,
  EXAMPLE_REFERENCES,
  /* What other models and services call it. */
  EXAMPLE_MESSAGES,
  EXAMPLE_PROMPT,
  EXAMPLE_COMPLETION,
  EXAMPLE_TEXT_INPUT,
  EXAMPLE_OUTPUT,
  EXAMPLE_INSTRUCTION,
  EXAMPLE_INPUT,
};
static const LuthierDatasetField example_fields[] = {
  LUTHIER_FIELD ("contents"),
  LUTHIER_FIELD_BOTH ("systemInstruction", "system_instruction"),
  LUTHIER_FIELD ("tools"),
  LUTHIER_FIELD_BOTH ("toolConfig", "tool_config"),
  LUTHIER_FIELD_BOTH ("generationConfig", "generation_config"),
  LUTHIER_FIELD ("completions"),
  LUTHIER_FIELD ("references"),
  LUTHIER_FIELD ("messages"),
  LUTHIER_FIELD ("prompt"),
  LUTHIER_FIELD ("completion"),
  LUTHIER_FIELD_BOTH ("textInput", "text_input"),
  LUTHIER_FIELD ("output"),
  LUTHIER_FIELD ("instruction"),
  LUTHIER_FIELD ("input"),
};
static const LuthierDatasetShape example_shape = LUTHIER_SHAPE (FALSE, example_fields);

static const LuthierDatasetRules no_rules = { FALSE };

/* An object whose values are texts. */
static gboolean
read_references (LuthierDatasetExample *self)
{
  gboolean is_object, is_string, is_right = TRUE;
  const char *place;
  LuthierJsonToken token = LUTHIER_JSON_TOKEN_OBJECT_END;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  place = self->value;
  while (is_object &&
         (token = luthier_json_scanner_next (&self->scanner)) == LUTHIER_JSON_TOKEN_NAME)
    {
      if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_STRING, &is_string))
        return FALSE;
      is_right &= is_string;
    }
  if (token != LUTHIER_JSON_TOKEN_OBJECT_END)
    return FALSE;
  if (!is_object || !is_right)
    luthier_dataset_example_add_fault_to_here (self, LUTHIER_FAULT_REFERENCES, place);
  return TRUE;
}

static gboolean
read_field (LuthierDatasetExample *self, int field)
{
  switch (field)
    {
    case EXAMPLE_CONTENTS:
      return luthier_dataset_talk_read_contents (self);
    case EXAMPLE_SYSTEM:
      return luthier_dataset_talk_read_system (self);
    case EXAMPLE_TOOLS:
      return luthier_dataset_tools_read (self);
    case EXAMPLE_GENERATION_CONFIG:
      return luthier_dataset_media_read_generation_config (self);
    case EXAMPLE_COMPLETIONS:
      return luthier_dataset_preference_read (self);
    case EXAMPLE_REFERENCES:
      return read_references (self);
    case EXAMPLE_MESSAGES:
      return luthier_dataset_messages_read (self);
    case EXAMPLE_PROMPT:
    case EXAMPLE_TEXT_INPUT:
    case EXAMPLE_INSTRUCTION:
    case EXAMPLE_INPUT:
      return luthier_dataset_pair_read (self, &self->question);
    case EXAMPLE_COMPLETION:
    case EXAMPLE_OUTPUT:
      return luthier_dataset_pair_read (self, &self->answer);
    default:
      return luthier_dataset_fields_skip (self);
    }
}

#define HAS(fields, field) (((fields) & (1u << EXAMPLE_##field)) != 0)

/* What a list of contents is depends on what goes with it, and on what is asked for. */
static LuthierDatasetFormat
find_contents_format (const LuthierDatasetExample *self, guint fields)
{
  LuthierDatasetFormat wanted = self->rules->format;
  gboolean has_end = self->talk.n_answers > 0 && self->talk.last_role == LUTHIER_ROLE_MODEL;

  if (HAS (fields, COMPLETIONS))
    return LUTHIER_FORMAT_PREFERENCE;
  if (wanted == LUTHIER_FORMAT_TRANSLATION)
    return wanted;
  if (wanted == LUTHIER_FORMAT_REINFORCEMENT)
    return has_end && !HAS (fields, REFERENCES) ? LUTHIER_FORMAT_SUPERVISED : wanted;
  if (HAS (fields, REFERENCES) && !(wanted == LUTHIER_FORMAT_SUPERVISED && has_end))
    return LUTHIER_FORMAT_REINFORCEMENT;
  return LUTHIER_FORMAT_SUPERVISED;
}

static LuthierDatasetFormat
find_format (const LuthierDatasetExample *self, guint fields)
{
  if (HAS (fields, CONTENTS))
    return find_contents_format (self, fields);
  if (HAS (fields, MESSAGES))
    return LUTHIER_FORMAT_MESSAGES;
  if (HAS (fields, TEXT_INPUT))
    return LUTHIER_FORMAT_LEGACY;
  if (HAS (fields, INSTRUCTION) || HAS (fields, INPUT))
    return LUTHIER_FORMAT_INSTRUCTION;
  if (HAS (fields, PROMPT) || HAS (fields, COMPLETION))
    return LUTHIER_FORMAT_COMPLETION;
  if (HAS (fields, COMPLETIONS))
    return LUTHIER_FORMAT_PREFERENCE;
  return HAS (fields, OUTPUT) ? LUTHIER_FORMAT_LEGACY : LUTHIER_FORMAT_UNKNOWN;
}

/* Fields of another format, in an example that has one. */
static gboolean
is_stray (LuthierDatasetFormat format, int field)
{
  if (field == EXAMPLE_REFERENCES)
    return format != LUTHIER_FORMAT_REINFORCEMENT;
  switch ((guint) format)
    {
    case LUTHIER_FORMAT_MESSAGES:
      return field > EXAMPLE_MESSAGES || field == EXAMPLE_COMPLETIONS;
    case LUTHIER_FORMAT_COMPLETION:
      return field != EXAMPLE_PROMPT && field != EXAMPLE_COMPLETION;
    case LUTHIER_FORMAT_LEGACY:
      return field != EXAMPLE_TEXT_INPUT && field != EXAMPLE_OUTPUT;
    case LUTHIER_FORMAT_INSTRUCTION:
      return field < EXAMPLE_OUTPUT;
    default:
      return field >= EXAMPLE_MESSAGES;
    }
}

static void
judge_strays (LuthierDatasetExample *self, guint fields, const LuthierDatasetSlice *names)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (example_fields); i++)
    if ((fields & (1u << i)) && is_stray (self->format, i))
      luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_UNKNOWN_NAME, names[i]);
}

/* An example that the job does not read has one fault, that it is so. */
static void
refuse_format (LuthierDatasetExample *self)
{
  LuthierExampleFault fault = { LUTHIER_FAULT_WRONG_FORMAT,
                                NULL,
                                0,
                                { NULL, 0 },
                                luthier_dataset_format_get_untranslated_name (self->format) };

  g_array_set_size (self->faults, 0);
  g_array_append_val (self->faults, fault);
}

static void
judge_format (LuthierDatasetExample *self)
{
  switch ((guint) self->format)
    {
    case LUTHIER_FORMAT_UNKNOWN:
      luthier_dataset_example_add_fault (self, LUTHIER_FAULT_NO_CONTENTS, NULL, 0);
      break;
    case LUTHIER_FORMAT_COMPLETION:
    case LUTHIER_FORMAT_LEGACY:
    case LUTHIER_FORMAT_INSTRUCTION:
      luthier_dataset_pair_judge (self);
      break;
    default:
      luthier_dataset_talk_judge (self);
    }
}

static gboolean
read_example (LuthierDatasetExample *self)
{
  LuthierDatasetSlice names[G_N_ELEMENTS (example_fields)]; /* of those that are there */
  guint seen = 0, fields = 0;
  int field;

  while ((field = luthier_dataset_fields_next (self, &example_shape, &seen)) >= 0)
    {
      fields |= 1u << field;
      names[field] = (LuthierDatasetSlice){ self->scanner.start, self->scanner.length };
      if (!read_field (self, field))
        return FALSE;
    }
  if (field != LUTHIER_FIELDS_END)
    return FALSE;

  self->format = find_format (self, fields);
  judge_format (self);
  if (self->format != LUTHIER_FORMAT_UNKNOWN &&
      !luthier_dataset_rules_accept (self->rules, self->format))
    {
      refuse_format (self);
      return TRUE;
    }
  if (fields & ~(1u << EXAMPLE_CONTENTS))
    judge_strays (self, fields, names);
  luthier_dataset_tools_judge_calls (self);
  return TRUE;
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

static LuthierDatasetFault
get_length_fault (const LuthierDatasetExample *self)
{
  if (self->rules->is_open)
    return LUTHIER_FAULT_SEQUENCE_TOO_LONG;
  if (self->format == LUTHIER_FORMAT_PREFERENCE)
    return LUTHIER_FAULT_PAIR_TOO_LONG;
  return self->format == LUTHIER_FORMAT_TRANSLATION ? LUTHIER_FAULT_TRANSLATION_TOO_LONG
                                                    : LUTHIER_FAULT_TOO_LONG;
}

/* An error only if no way of counting comes to less. */
static void
judge_length (LuthierDatasetExample *self)
{
  guint64 limit = self->rules->max_example_tokens;
  guint64 quarters = self->input_quarters + self->output_quarters;

  if (limit == 0)
    return;
  if (self->tokens_low > limit)
    luthier_dataset_example_add_fault (self, get_length_fault (self), NULL, 0);
  else if (self->tokens_high > limit ||
           quarters * 100 >= limit * LUTHIER_TOKEN_QUARTERS * LUTHIER_LONG_PERCENT)
    luthier_dataset_example_add_fault (self, LUTHIER_FAULT_LONG, NULL, 0);
}

static void
measure (LuthierDatasetExample *self)
{
  LuthierTextMeasure sum = self->input;

  luthier_text_measure_add (&sum, &self->output);
  self->characters = luthier_text_measure_get_characters (&sum);
  self->input_quarters = luthier_text_measure_get_quarters (&self->input);
  self->output_quarters = luthier_text_measure_get_quarters (&self->output);
  self->tokens_low = luthier_text_measure_get_low (&sum);
  self->tokens_high = luthier_text_measure_get_high (&sum);
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
  self->rules = &no_rules;
  self->faults = g_array_new (FALSE, FALSE, sizeof (LuthierExampleFault));
  self->calls = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetSlice));
  self->declarations = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetSlice));
}

/**
 * luthier_dataset_example_set_rules:
 * @rules: what lines are held against; it has to outlive @self
 *
 * Without it, no limits hold, and any format is right that some method of the service reads.
 */
void
luthier_dataset_example_set_rules (LuthierDatasetExample *self, const LuthierDatasetRules *rules)
{
  self->rules = rules;
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

/* All that one line says is zero at first, but for what most lines do not have. */
static void
begin (LuthierDatasetExample *self)
{
  g_array_set_size (self->faults, 0);
  g_array_set_size (self->calls, 0);
  g_array_set_size (self->declarations, 0);
  memset (&self->format, 0,
          offsetof (LuthierDatasetExample, question) - offsetof (LuthierDatasetExample, format));
  self->question.place = self->answer.place = NULL;
}

/**
 * luthier_dataset_example_read:
 * @line: one line, which ends as [func@JsonScanner.init] wants it
 * @length: its length in bytes
 *
 * Reads a line as an example, in the format that it has, and judges it. What was read before is
 * gone.
 */
void
luthier_dataset_example_read (LuthierDatasetExample *self, const char *line, gsize length)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;

  begin (self);
  luthier_json_scanner_init (scanner, line, length);
  token = luthier_json_scanner_next (scanner);
  self->first = *scanner->start;
  if (token == LUTHIER_JSON_TOKEN_OBJECT)
    self->is_json = read_example (self);
  else
    {
      self->is_json = luthier_json_scanner_skip (scanner, token);
      luthier_dataset_example_add_fault (self, LUTHIER_FAULT_NOT_OBJECT, NULL, 0);
    }
  self->is_json = self->is_json && luthier_json_scanner_next (scanner) == LUTHIER_JSON_TOKEN_END;
  self->is_usable = self->is_json && !has_error (self);
  if (!self->is_usable)
    return;
  measure (self);
  judge_length (self);
}

/**
 * luthier_example_fault_dup_detail:
 *
 * Returns: (transfer full) (nullable): what it is about, untranslated
 */
char *
luthier_example_fault_dup_detail (const LuthierExampleFault *self)
{
  if (self->detail != NULL)
    return g_strdup (self->detail);
  if (self->name.length == 0 || self->name.length > 64)
    return NULL;
  return g_strdup_printf ("“%.*s”", (int) self->name.length, self->name.text);
}
