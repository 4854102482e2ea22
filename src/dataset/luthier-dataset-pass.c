/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-pass.h"

#include <string.h>

#include "luthier-dataset-example.h"
#include "luthier-dataset-lengths.h"
#include "luthier-dataset-repeats.h"
#include "luthier-dataset-tokens.h"
#include "luthier-dataset-totals.h"

struct _LuthierDatasetPass
{
  LuthierDatasetRules rules;
  LuthierDatasetFaults faults;
  LuthierDatasetExample example;
  LuthierDatasetRepeats *repeats; /* (owned) */
  LuthierDatasetLengths *tokens;  /* (owned) */
  LuthierDatasetLengths *input;   /* (owned) */
  LuthierDatasetLengths *output;  /* (owned) */
  LuthierDatasetLengths *turns;   /* (owned) */

  LuthierDatasetTotals totals;

  guint64 line; /* the number of the current one */
  guint64 n_lines;
  guint mark_length;    /* of what the first line begins with, to leave out */
  gboolean is_hopeless; /* no line can be read as what it is meant to be */
};

/* The line, or a place in it. */
static LuthierDatasetPlace
locate (const LuthierDatasetPass *self, guint64 line, guint64 column)
{
  return (LuthierDatasetPlace){ .line = line, .column = column };
}

static void
add_line_fault (LuthierDatasetPass *self,
                LuthierDatasetFault fault,
                guint64 count,
                guint64 line,
                guint64 column,
                const char *detail)
{
  LuthierDatasetPlace place = locate (self, line, column);

  luthier_dataset_faults_add (&self->faults, fault, count, line > 0 ? &place : NULL, detail);
}

/* In characters from 1; 0 if there is no place. */
static guint64
get_column (const LuthierDatasetLine *line, const char *place)
{
  guint64 line_in_line, column = 0;

  if (place != NULL)
    luthier_json_get_position (line->text, (gsize) (place - line->text), &line_in_line, &column);
  return column;
}

static void
add_fault (LuthierDatasetPass *self,
           const LuthierDatasetLine *line,
           const LuthierExampleFault *fault)
{
  LuthierDatasetPlace place = { .line = self->line, .length = (guint32) fault->length };
  g_autofree char *detail = NULL;

  if (luthier_dataset_faults_want_place (&self->faults, fault->fault))
    {
      /* A name that is missing stands nowhere. */
      if (fault->place != NULL)
        {
          place.column = get_column (line, fault->place);
          place.byte = (guint32) (fault->place - line->text);
        }
      detail = luthier_example_fault_dup_detail (fault);
    }
  luthier_dataset_faults_add (&self->faults, fault->fault, 1, &place, detail);
}

static void
add_syntax_fault (LuthierDatasetPass *self, const LuthierDatasetLine *line)
{
  const LuthierJsonScanner *scanner = &self->example.scanner;
  LuthierDatasetFault fault = LUTHIER_FAULT_SYNTAX;
  const char *detail = scanner->problem;

  if (scanner->code == LUTHIER_JSON_ERROR_ENCODING && *scanner->at == '\0')
    fault = LUTHIER_FAULT_NUL;
  else if (scanner->code == LUTHIER_JSON_ERROR_ENCODING && (*scanner->at & 0x80))
    fault = LUTHIER_FAULT_ENCODING;
  add_line_fault (self, fault, 1, self->line, get_column (line, scanner->at),
                  fault == LUTHIER_FAULT_SYNTAX ? detail : NULL);
}

static guint64
to_tokens (guint64 quarters)
{
  return (quarters + LUTHIER_TOKEN_QUARTERS - 1) / LUTHIER_TOKEN_QUARTERS;
}

static void
count_example (LuthierDatasetPass *self)
{
  const LuthierDatasetExample *example = &self->example;
  guint64 input = to_tokens (example->input_quarters);
  guint64 output = to_tokens (example->output_quarters);

  luthier_dataset_lengths_add (self->tokens, input + output);
  luthier_dataset_lengths_add (self->input, input);
  luthier_dataset_lengths_add (self->output, output);
  luthier_dataset_lengths_add (self->turns, example->turns);
}

static void
judge_example (LuthierDatasetPass *self, const LuthierDatasetLine *line)
{
  const LuthierDatasetPlace place = { .line = self->line };
  GArray *faults = self->example.faults;

  for (guint i = 0; i < faults->len; i++)
    add_fault (self, line, &g_array_index (faults, LuthierExampleFault, i));
  luthier_dataset_totals_add (&self->totals, &self->example, &place);
  if (self->example.is_usable)
    count_example (self);
  if (luthier_dataset_repeats_add (self->repeats, line->text, line->length))
    add_line_fault (self, LUTHIER_FAULT_REPEATED_EXAMPLE, 1, self->line, 0, NULL);
}

static gboolean
strip_line (LuthierDatasetPass *self, LuthierDatasetLine *line)
{
  if (line->length > 0 && line->text[line->length - 1] == '\r')
    {
      add_line_fault (self, LUTHIER_FAULT_CARRIAGE_RETURN, 1, self->line, 0, NULL);
      line->text[--line->length] = '\0';
    }
  if (strspn (line->text, " \t") < line->length)
    return TRUE;
  add_line_fault (self, LUTHIER_FAULT_BLANK_LINE, 1, self->line, 0, NULL);
  return FALSE;
}

/**
 * luthier_dataset_pass_begin:
 * @sniff: what the beginning of the file tells
 *
 * Judges the file before its first line. The traps that would make every line an error are one
 * finding.
 */
void
luthier_dataset_pass_begin (LuthierDatasetPass *self, const LuthierDatasetSniff *sniff)
{
  if (sniff->encoding == LUTHIER_ENCODING_UTF8_MARKED)
    {
      add_line_fault (self, LUTHIER_FAULT_BYTE_ORDER_MARK, 1, 1, 1, NULL);
      self->mark_length = sniff->mark_length;
    }
  if (sniff->fault < 0)
    return;
  luthier_dataset_faults_add (&self->faults, (LuthierDatasetFault) sniff->fault, 1, NULL,
                              sniff->detail);
  self->is_hopeless = TRUE;
}

/**
 * luthier_dataset_pass_take_line:
 * @line: the next line, which is written into
 *
 * Judges a line. Within a line that is no JSON nothing else is looked for.
 */
void
luthier_dataset_pass_take_line (LuthierDatasetPass *self, LuthierDatasetLine *line)
{
  self->line++;
  if (self->is_hopeless)
    return;
  if (self->line == 1)
    {
      line->text += self->mark_length;
      line->length -= self->mark_length;
    }
  if (line->is_endless)
    {
      add_line_fault (self, LUTHIER_FAULT_ENDLESS, 1, self->line, 0, NULL);
      self->n_lines++;
      luthier_dataset_totals_add_broken (&self->totals);
      return;
    }
  if (!strip_line (self, line))
    return;

  self->n_lines++;
  luthier_dataset_example_read (&self->example, line->text, line->length);
  if (self->example.is_json)
    {
      judge_example (self, line);
      return;
    }
  luthier_dataset_totals_add_broken (&self->totals);
  add_syntax_fault (self, line);
}

/**
 * luthier_dataset_pass_new:
 * @rules: the limits of a model
 *
 * Returns: (transfer full): a pass before the first line
 */
LuthierDatasetPass *
luthier_dataset_pass_new (const LuthierDatasetRules *rules)
{
  LuthierDatasetPass *self = g_new0 (LuthierDatasetPass, 1);

  self->rules = *rules;
  luthier_dataset_example_init (&self->example);
  luthier_dataset_example_set_rules (&self->example, &self->rules);
  self->repeats = luthier_dataset_repeats_new ();
  self->tokens = luthier_dataset_lengths_new ();
  self->input = luthier_dataset_lengths_new ();
  self->output = luthier_dataset_lengths_new ();
  self->turns = luthier_dataset_lengths_new ();
  return self;
}

void
luthier_dataset_pass_free (LuthierDatasetPass *self)
{
  luthier_dataset_faults_clear (&self->faults);
  luthier_dataset_example_clear (&self->example);
  luthier_dataset_repeats_free (self->repeats);
  luthier_dataset_lengths_free (self->tokens);
  luthier_dataset_lengths_free (self->input);
  luthier_dataset_lengths_free (self->output);
  luthier_dataset_lengths_free (self->turns);
  g_free (self);
}

/**
 * luthier_dataset_pass_finish:
 * @size: of the file, in bytes
 *
 * Judges the file as a whole, after its last line.
 *
 * Returns: (transfer full): the report, without digests and time
 */
LuthierDatasetReport *
luthier_dataset_pass_finish (LuthierDatasetPass *self, guint64 size)
{
  LuthierDatasetReport *report = g_atomic_rc_box_new0 (LuthierDatasetReport);

  if (self->n_lines == 0 && !self->is_hopeless)
    add_line_fault (self, LUTHIER_FAULT_EMPTY, 1, 0, 0, NULL);
  luthier_dataset_totals_judge (&self->totals, &self->rules, size, &self->faults);

  report->size = size;
  report->lines = self->n_lines;
  luthier_dataset_totals_report (&self->totals, report);
  luthier_dataset_lengths_summarize (self->tokens, &report->tokens);
  luthier_dataset_lengths_summarize (self->input, &report->input_tokens);
  luthier_dataset_lengths_summarize (self->output, &report->output_tokens);
  luthier_dataset_lengths_summarize (self->turns, &report->messages);
  report->findings = luthier_dataset_faults_to_findings (&self->faults, &self->rules);
  return report;
}
