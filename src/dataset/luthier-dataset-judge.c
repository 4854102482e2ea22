/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-judge.h"

#include <string.h>

#include "luthier-dataset-check.h"
#include "luthier-dataset-example.h"
#include "luthier-dataset-tokens.h"

/* So many fingerprints are handed over at once. */
#define N_FINGERPRINTS 1024

struct _LuthierDatasetJudge
{
  LuthierDatasetRules rules;
  LuthierDatasetExample example;
  const LuthierDatasetEnough *enough;       /* (unowned) */
  LuthierDatasetFingerprints *fingerprints; /* (unowned) */

  guint mark_length; /* of what the first line begins with, to leave out */
  gboolean is_hopeless;

  LuthierDatasetStretch *part; /* (unowned) */
  guint64 line;                /* the number of the current one in the part */
  guint skipped;               /* bytes at the beginning of it that are not judged */
  guint n_new;
  LuthierFingerprint new_fingerprints[N_FINGERPRINTS];
};

static gboolean
want_place (const LuthierDatasetJudge *self, LuthierDatasetFault fault)
{
  return !g_atomic_int_get (&self->enough->places[fault]) &&
         luthier_dataset_faults_want_place (&self->part->faults, fault);
}

static gboolean
want_detail (const LuthierDatasetJudge *self, LuthierDatasetFault fault)
{
  return !g_atomic_int_get (&self->enough->details[fault]) &&
         self->part->faults.tallies[fault].count == 0;
}

/* A place in a line, or all of it. */
static LuthierDatasetPlace
locate (const LuthierDatasetLine *line, guint64 number, guint skipped, const char *at)
{
  LuthierDatasetPlace place = { .line = number, .offset = line->offset };
  guint64 line_in_line;

  if (at == NULL)
    return place;
  place.byte = (guint32) (at - line->text) + skipped;
  luthier_json_get_position (line->text, (gsize) (at - line->text), &line_in_line, &place.column);
  return place;
}

static void
add_line_fault (LuthierDatasetJudge *self,
                const LuthierDatasetLine *line,
                LuthierDatasetFault fault,
                const char *at,
                gsize length,
                const char *detail)
{
  LuthierDatasetPlace place;

  if (!want_place (self, fault))
    {
      luthier_dataset_faults_add (&self->part->faults, fault, 1, NULL, detail);
      return;
    }
  place = locate (line, self->line, self->skipped, at);
  place.length = (guint32) length;
  luthier_dataset_faults_add (&self->part->faults, fault, 1, &place, detail);
}

static LuthierDatasetFault
get_syntax_fault (const LuthierJsonScanner *scanner)
{
  if (scanner->code == LUTHIER_JSON_ERROR_ENCODING && *scanner->at == '\0')
    return LUTHIER_FAULT_NUL;
  if (scanner->code == LUTHIER_JSON_ERROR_ENCODING && (*scanner->at & 0x80))
    return LUTHIER_FAULT_ENCODING;
  return LUTHIER_FAULT_SYNTAX;
}

static guint64
to_tokens (guint64 quarters)
{
  return (quarters + LUTHIER_TOKEN_QUARTERS - 1) / LUTHIER_TOKEN_QUARTERS;
}

static void
count_lengths (LuthierDatasetJudge *self)
{
  const LuthierDatasetExample *example = &self->example;
  LuthierDatasetLengths **lengths = self->part->lengths;
  guint64 input = to_tokens (example->input_quarters);
  guint64 output = to_tokens (example->output_quarters);

  luthier_dataset_lengths_add (lengths[LUTHIER_LENGTHS_TOKENS], input + output);
  luthier_dataset_lengths_add (lengths[LUTHIER_LENGTHS_INPUT], input);
  luthier_dataset_lengths_add (lengths[LUTHIER_LENGTHS_OUTPUT], output);
  luthier_dataset_lengths_add (lengths[LUTHIER_LENGTHS_TURNS], example->turns);
}

static void
hand_over_fingerprints (LuthierDatasetJudge *self)
{
  luthier_dataset_fingerprints_add (self->fingerprints, self->new_fingerprints, self->n_new);
  self->n_new = 0;
}

static void
remember_line (LuthierDatasetJudge *self, const LuthierDatasetLine *line)
{
  self->new_fingerprints[self->n_new++] = (LuthierFingerprint){
    .hash = luthier_dataset_fingerprints_hash (line->text, line->length),
    .place = LUTHIER_FINGERPRINT_PLACE (self->part->segment,
                                        line->offset - self->part->first_offset, self->line - 1),
  };
  if (self->n_new == N_FINGERPRINTS)
    hand_over_fingerprints (self);
}

static void
judge_example (LuthierDatasetJudge *self, const LuthierDatasetLine *line)
{
  const LuthierDatasetPlace place = locate (line, self->line, 0, NULL);
  GArray *faults = self->example.faults;

  for (guint i = 0; i < faults->len; i++)
    {
      const LuthierExampleFault *fault = &g_array_index (faults, LuthierExampleFault, i);
      g_autofree char *detail = want_detail (self, fault->fault)
                                    ? luthier_example_fault_dup_detail (fault)
                                    : NULL;

      add_line_fault (self, line, fault->fault, fault->place, fault->length, detail);
    }
  luthier_dataset_totals_add (&self->part->totals, &self->example, &place);
  if (self->example.is_usable)
    count_lengths (self);
  remember_line (self, line);
}

static void
add_syntax_fault (LuthierDatasetJudge *self, const LuthierDatasetLine *line)
{
  const LuthierJsonScanner *scanner = &self->example.scanner;
  LuthierDatasetFault fault = get_syntax_fault (scanner);
  const char *detail = fault == LUTHIER_FAULT_SYNTAX ? scanner->problem : NULL;

  add_line_fault (self, line, fault, scanner->at, 0, want_detail (self, fault) ? detail : NULL);
}

static void
strip_byte_order_mark (LuthierDatasetJudge *self, LuthierDatasetLine *line)
{
  if (self->mark_length == 0 || line->length < self->mark_length)
    return;
  add_line_fault (self, line, LUTHIER_FAULT_BYTE_ORDER_MARK, line->text, self->mark_length, NULL);
  line->text += self->mark_length;
  line->length -= self->mark_length;
  self->skipped = self->mark_length;
}

static gboolean
is_blank (const LuthierDatasetLine *line)
{
  return strspn (line->text, " \t") == line->length;
}

/* Takes the end of a line on Windows away. */
static gboolean
strip_carriage_return (LuthierDatasetLine *line)
{
  if (line->length == 0 || line->text[line->length - 1] != '\r')
    return FALSE;
  line->text[--line->length] = '\0';
  return TRUE;
}

/**
 * luthier_dataset_judge_new:
 * @rules: the limits of a model
 * @enough: what does not have to be found any more; it has to outlive this
 * @fingerprints: what remembers the lines; it has to outlive this
 *
 * Returns: (transfer full): a judge
 */
LuthierDatasetJudge *
luthier_dataset_judge_new (const LuthierDatasetRules *rules,
                           const LuthierDatasetEnough *enough,
                           LuthierDatasetFingerprints *fingerprints)
{
  LuthierDatasetJudge *self = g_new0 (LuthierDatasetJudge, 1);

  self->rules = *rules;
  self->enough = enough;
  self->fingerprints = fingerprints;
  luthier_dataset_example_init (&self->example);
  luthier_dataset_example_set_rules (&self->example, &self->rules);
  return self;
}

void
luthier_dataset_judge_free (LuthierDatasetJudge *self)
{
  luthier_dataset_example_clear (&self->example);
  g_free (self);
}

/**
 * luthier_dataset_judge_set_sniff:
 * @sniff: what the beginning of the file tells: where no line can be read, lines are only counted
 */
void
luthier_dataset_judge_set_sniff (LuthierDatasetJudge *self, const LuthierDatasetSniff *sniff)
{
  self->mark_length = sniff->mark_length;
  self->is_hopeless = sniff->fault >= 0;
}

/**
 * luthier_dataset_judge_begin:
 * @part: what is to be filled, up to the end of it
 *
 * Begins with a part of the file.
 */
void
luthier_dataset_judge_begin (LuthierDatasetJudge *self, LuthierDatasetStretch *part)
{
  self->part = part;
  self->line = 0;
}

/**
 * luthier_dataset_judge_end:
 *
 * Ends the part.
 */
void
luthier_dataset_judge_end (LuthierDatasetJudge *self)
{
  self->part->n_lines = self->line;
  if (self->n_new > 0)
    hand_over_fingerprints (self);
}

/**
 * luthier_dataset_judge_take_line:
 * @line: the next line, which is written into
 *
 * Judges a line. Within a line that is no JSON nothing else is looked for.
 */
void
luthier_dataset_judge_take_line (LuthierDatasetJudge *self, LuthierDatasetLine *line)
{
  if (self->line++ == 0)
    self->part->first_offset = line->offset;
  self->skipped = 0;
  if (line->offset == 0)
    strip_byte_order_mark (self, line);
  if (self->is_hopeless)
    return;
  if (line->is_endless)
    {
      add_line_fault (self, line, LUTHIER_FAULT_ENDLESS, NULL, 0, NULL);
      luthier_dataset_totals_add_broken (&self->part->totals);
      self->part->n_filled++;
      return;
    }
  if (strip_carriage_return (line))
    add_line_fault (self, line, LUTHIER_FAULT_CARRIAGE_RETURN, NULL, 0, NULL);
  if (is_blank (line))
    {
      add_line_fault (self, line, LUTHIER_FAULT_BLANK_LINE, NULL, 0, NULL);
      return;
    }

  self->part->n_filled++;
  luthier_dataset_example_read (&self->example, line->text, line->length);
  if (self->example.is_json)
    {
      judge_example (self, line);
      return;
    }
  luthier_dataset_totals_add_broken (&self->part->totals);
  add_syntax_fault (self, line);
}

static void
add_finding (GPtrArray *findings,
             const LuthierDatasetRules *rules,
             const LuthierDatasetLine *line,
             LuthierDatasetFault fault,
             const char *at,
             gsize length,
             const char *detail)
{
  LuthierDatasetFinding *finding = luthier_dataset_fault_to_finding (fault, rules, 1, detail);
  LuthierDatasetPlace place = locate (line, 1, 0, at);

  place.length = (guint32) length;
  g_array_append_val (finding->places, place);
  finding->line = place.line;
  finding->column = place.column;
  g_ptr_array_add (findings, finding);
}

static void
add_findings (GPtrArray *findings,
              const LuthierDatasetRules *rules,
              const LuthierDatasetLine *line,
              LuthierDatasetExample *example)
{
  const LuthierJsonScanner *scanner = &example->scanner;

  for (guint i = 0; example->is_json && i < example->faults->len; i++)
    {
      const LuthierExampleFault *fault = &g_array_index (example->faults, LuthierExampleFault, i);
      g_autofree char *detail = luthier_example_fault_dup_detail (fault);

      add_finding (findings, rules, line, fault->fault, fault->place, fault->length, detail);
    }
  if (!example->is_json)
    {
      LuthierDatasetFault fault = get_syntax_fault (scanner);
      add_finding (findings, rules, line, fault, scanner->at, 0,
                   fault == LUTHIER_FAULT_SYNTAX ? scanner->problem : NULL);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const LuthierDatasetFinding *first = *(const LuthierDatasetFinding *const *) a;
  const LuthierDatasetFinding *second = *(const LuthierDatasetFinding *const *) b;
  guint32 first_byte = g_array_index (first->places, LuthierDatasetPlace, 0).byte;
  guint32 second_byte = g_array_index (second->places, LuthierDatasetPlace, 0).byte;

  return first_byte < second_byte ? -1 : first_byte > second_byte;
}

/**
 * luthier_dataset_check_line:
 * @rules: the limits of the model that is to be tuned
 * @line: one line of the file, without its end; nothing has to be behind it
 * @length: its length in bytes
 *
 * Judges a line by itself: what it says about other lines and the file as a whole is not looked at.
 *
 * Returns: (transfer full) (element-type LuthierDatasetFinding): what is wrong, in the order of the
 *   line
 */
GPtrArray *
luthier_dataset_check_line (const LuthierDatasetRules *rules, const char *line, gsize length)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (
      (GDestroyNotify) luthier_dataset_finding_free);
  g_autofree char *text = g_malloc0 (length + 1 + LUTHIER_JSON_PADDING);
  LuthierDatasetLine copy = { .text = text, .length = length };
  LuthierDatasetExample example;

  memcpy (text, line, length);
  if (strip_carriage_return (&copy))
    add_finding (findings, rules, &copy, LUTHIER_FAULT_CARRIAGE_RETURN, NULL, 0, NULL);
  if (is_blank (&copy))
    {
      add_finding (findings, rules, &copy, LUTHIER_FAULT_BLANK_LINE, NULL, 0, NULL);
      return findings;
    }
  luthier_dataset_example_init (&example);
  luthier_dataset_example_set_rules (&example, rules);
  luthier_dataset_example_read (&example, text, copy.length);
  add_findings (findings, rules, &copy, &example);
  luthier_dataset_example_clear (&example);
  g_ptr_array_sort (findings, compare_places);
  return findings;
}
