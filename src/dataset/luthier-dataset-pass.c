/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-pass.h"

#include <string.h>

#include "luthier-dataset-example.h"
#include "luthier-dataset-lengths.h"
#include "luthier-dataset-repeats.h"
#include "luthier-dataset-tokens.h"

/* Limits of Google's tuning documentation that are the same for all models. */
#define FEW_EXAMPLES            100
#define MAX_VALIDATION_EXAMPLES 5000
#define MAX_MEDIA_EXAMPLES      300000
#define GIGABYTE                G_GUINT64_CONSTANT (1000000000)
#define GIBIBYTE                (G_GUINT64_CONSTANT (1) << 30)

/* From here on an example is nearly too long. */
#define LONG_PERCENT 80

/* What the first line leaves open until the second one is seen. */
typedef enum
{
  LAYOUT_KNOWN,
  LAYOUT_MAYBE_ARRAY,  /* it is a whole array: of one line, or of all the file */
  LAYOUT_MAYBE_SPREAD, /* it is the beginning of an object */
} Layout;

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

  guint64 line; /* the number of the current one */
  guint64 n_lines;
  guint64 n_examples;
  guint64 n_turns;
  guint64 with_system;
  guint64 first_with_system; /* a line */
  guint64 first_without_system;
  gboolean has_media;

  Layout layout;
  guint64 first_line;
  guint64 first_column; /* and why the first line is no JSON */
  const char *first_problem;
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

static void
give_up (LuthierDatasetPass *self, LuthierDatasetFault fault)
{
  add_line_fault (self, fault, 1, 0, 0, NULL);
  self->is_hopeless = TRUE;
}

/* The traps that would make every line an error are one finding. */
static void
sniff (LuthierDatasetPass *self, LuthierDatasetLine *line)
{
  const char *text = line->text;

  if (line->length < 2)
    return;
  if (memcmp (text, "\x1f\x8b", 2) == 0)
    give_up (self, LUTHIER_FAULT_COMPRESSED);
  else if (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0 ||
           memcmp (text, "{\0", 2) == 0 || memcmp (text, "\0{", 2) == 0)
    give_up (self, LUTHIER_FAULT_UTF16);
  else if (line->length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      add_line_fault (self, LUTHIER_FAULT_BYTE_ORDER_MARK, 1, 1, 1, NULL);
      line->text += 3;
      line->length -= 3;
    }
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
  g_autofree char *name = NULL;
  guint64 column = 0;

  if (luthier_dataset_faults_want_place (&self->faults, fault->fault))
    {
      column = get_column (line, fault->place);
      if (fault->name.length > 0 && fault->name.length <= 64)
        name = g_strdup_printf ("“%.*s”", (int) fault->name.length, fault->name.text);
    }
  add_line_fault (self, fault->fault, 1, self->line, column, name);
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

/* Whether judging the first line waits for the second one. */
static gboolean
defer_first_line (LuthierDatasetPass *self, const LuthierDatasetLine *line)
{
  const LuthierJsonScanner *scanner = &self->example.scanner;
  gboolean is_cut_off = !self->example.is_json && scanner->at == scanner->end;

  self->first_line = self->line;
  self->first_column = get_column (line, scanner->at);
  self->first_problem = scanner->problem;
  if (self->example.first == '[' && is_cut_off)
    give_up (self, LUTHIER_FAULT_ONE_ARRAY);
  else if (self->example.first == '[' && self->example.is_json)
    self->layout = LAYOUT_MAYBE_ARRAY;
  else if (self->example.first == '{' && is_cut_off)
    self->layout = LAYOUT_MAYBE_SPREAD;
  return self->is_hopeless || self->layout != LAYOUT_KNOWN;
}

/* With the second line, or the end of the file, what the first one is becomes known. */
static void
judge_first_line (LuthierDatasetPass *self, gboolean has_second)
{
  gboolean second_is_example = has_second && self->example.is_json && self->example.first == '{';

  if (self->layout == LAYOUT_MAYBE_ARRAY && !has_second)
    give_up (self, LUTHIER_FAULT_ONE_ARRAY);
  else if (self->layout == LAYOUT_MAYBE_ARRAY)
    add_line_fault (self, LUTHIER_FAULT_NOT_OBJECT, 1, self->first_line, 0, NULL);
  else if (has_second && !second_is_example)
    give_up (self, LUTHIER_FAULT_SPREAD);
  else
    add_line_fault (self, LUTHIER_FAULT_SYNTAX, 1, self->first_line, self->first_column,
                    self->first_problem);
  self->layout = LAYOUT_KNOWN;
}

static void
judge_length (LuthierDatasetPass *self, guint64 tokens)
{
  guint64 limit = self->rules.max_example_tokens;

  if (limit == 0 || tokens * 100 < limit * LONG_PERCENT)
    return;
  add_line_fault (self, tokens > limit ? LUTHIER_FAULT_TOO_LONG : LUTHIER_FAULT_LONG, 1, self->line,
                  0, NULL);
}

static guint64
to_tokens (guint64 quarters)
{
  return (quarters + LUTHIER_TOKEN_QUARTERS - 1) / LUTHIER_TOKEN_QUARTERS;
}

/* An example that is too long counts too: the service cuts it, it does not drop it. */
static void
count_example (LuthierDatasetPass *self)
{
  const LuthierDatasetExample *example = &self->example;
  guint64 input = to_tokens (example->input_quarters);
  guint64 output = to_tokens (example->output_quarters);

  self->n_examples++;
  self->n_turns += example->turns;
  self->has_media |= example->has_media;
  luthier_dataset_lengths_add (self->tokens, input + output);
  luthier_dataset_lengths_add (self->input, input);
  luthier_dataset_lengths_add (self->output, output);
  luthier_dataset_lengths_add (self->turns, example->turns);
  judge_length (self, input + output);

  if (example->has_system && self->with_system++ == 0)
    self->first_with_system = self->line;
  if (!example->has_system && self->first_without_system == 0)
    self->first_without_system = self->line;
}

static void
judge_example (LuthierDatasetPass *self, const LuthierDatasetLine *line)
{
  GArray *faults = self->example.faults;

  for (guint i = 0; i < faults->len; i++)
    add_fault (self, line, &g_array_index (faults, LuthierExampleFault, i));
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
 * luthier_dataset_pass_take_line:
 * @line: the next line, which is written into
 *
 * Judges a line. Within a line that is no JSON nothing else is looked for.
 */
void
luthier_dataset_pass_take_line (LuthierDatasetPass *self, LuthierDatasetLine *line)
{
  self->line++;
  if (self->line == 1)
    sniff (self, line);
  if (self->is_hopeless)
    return;
  if (line->is_endless)
    {
      add_line_fault (self, LUTHIER_FAULT_ENDLESS, 1, self->line, 0, NULL);
      self->n_lines++;
      return;
    }
  if (!strip_line (self, line))
    return;

  self->n_lines++;
  luthier_dataset_example_read (&self->example, line->text, line->length);
  if (self->n_lines == 1 && defer_first_line (self, line))
    return;
  if (self->layout != LAYOUT_KNOWN)
    judge_first_line (self, TRUE);
  if (self->is_hopeless)
    return;
  if (self->example.is_json)
    judge_example (self, line);
  else
    add_syntax_fault (self, line);
}

/* It is not published whether the limit of 1 GB is 10^9 or 2^30 bytes. */
static void
judge_size (LuthierDatasetPass *self, guint64 size)
{
  guint64 limit = self->rules.max_size;
  gboolean is_gigabyte = limit >= GIGABYTE && limit <= GIBIBYTE;

  if (limit == 0)
    return;
  if (size > (is_gigabyte ? GIBIBYTE : limit))
    add_line_fault (self, LUTHIER_FAULT_TOO_LARGE, 1, 0, 0, NULL);
  else if (is_gigabyte && size > GIGABYTE)
    add_line_fault (self, LUTHIER_FAULT_LARGE, 1, 0, 0, NULL);
}

static void
judge_number (LuthierDatasetPass *self)
{
  guint64 n = self->n_examples;
  guint64 limit = self->rules.max_examples;
  LuthierDatasetFault fault = LUTHIER_FAULT_TOO_MANY;

  if (self->rules.validation)
    {
      limit = limit > 0 ? MIN (limit, MAX_VALIDATION_EXAMPLES) : MAX_VALIDATION_EXAMPLES;
      fault = LUTHIER_FAULT_TOO_MUCH_VALIDATION;
    }
  else if (self->has_media && limit > 0)
    limit = MIN (limit, MAX_MEDIA_EXAMPLES);

  if (limit > 0 && n > limit)
    add_line_fault (self, fault, n, 0, 0, NULL);
  if (!self->rules.validation && n > 0 && n < FEW_EXAMPLES)
    add_line_fault (self, LUTHIER_FAULT_FEW, n, 0, 0, NULL);
}

/* The smaller part of the examples is the one to mention. */
static void
judge_system (LuthierDatasetPass *self)
{
  guint64 without = self->n_examples - self->with_system;

  if (self->with_system == 0 || without == 0)
    return;
  if (self->with_system < without)
    add_line_fault (self, LUTHIER_FAULT_WITH_SYSTEM, self->with_system, self->first_with_system, 0,
                    NULL);
  else
    add_line_fault (self, LUTHIER_FAULT_WITHOUT_SYSTEM, without, self->first_without_system, 0,
                    NULL);
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

  if (self->layout != LAYOUT_KNOWN)
    judge_first_line (self, FALSE);
  if (self->n_lines == 0 && !self->is_hopeless)
    add_line_fault (self, LUTHIER_FAULT_EMPTY, 1, 0, 0, NULL);
  judge_size (self, size);
  judge_number (self);
  judge_system (self);

  report->size = size;
  report->lines = self->n_lines;
  report->examples = self->n_examples;
  report->turns = self->n_turns;
  report->has_media = self->has_media;
  luthier_dataset_lengths_summarize (self->tokens, &report->tokens);
  luthier_dataset_lengths_summarize (self->input, &report->input_tokens);
  luthier_dataset_lengths_summarize (self->output, &report->output_tokens);
  luthier_dataset_lengths_summarize (self->turns, &report->messages);
  report->findings = luthier_dataset_faults_to_findings (&self->faults);
  return report;
}
