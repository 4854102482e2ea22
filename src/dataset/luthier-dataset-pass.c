/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-pass.h"

#include "luthier-dataset-index-private.h"

struct _LuthierDatasetPass
{
  LuthierDatasetRules rules;
  gsize segment_size;
  const LuthierDatasetIdentity *identity; /* (unowned) (nullable) */
  LuthierDatasetStretch *whole;           /* (owned): of what was put together so far */
  LuthierDatasetEnough enough;
  GArray *marks;                            /* (owned) (nullable) (element-type LuthierIndexMark) */
  LuthierDatasetFingerprints *fingerprints; /* (owned) */
  gboolean is_hopeless;                     /* no line can be read as what it is meant to be */
  LuthierDatasetFormat format;              /* of the whole, then */
};

static void
add_fault (LuthierDatasetPass *self, LuthierDatasetFault fault, guint64 count)
{
  luthier_dataset_faults_add (&self->whole->faults, fault, count, NULL, NULL);
}

static void
judge_whole (LuthierDatasetPass *self)
{
  LuthierDatasetStretch *whole = self->whole;

  if (whole->n_filled == 0 && !self->is_hopeless)
    add_fault (self, LUTHIER_FAULT_EMPTY, 1);
  luthier_dataset_totals_judge (&whole->totals, &self->rules, whole->n_bytes, &whole->faults);
}

/* Lines that are equal may be far from each other: this is known at the end. What cannot be kept, on
 * a disk that is full, is not an error of the file. */
static gboolean
judge_copies (LuthierDatasetPass *self,
              LuthierDatasetIndex *index,
              GCancellable *cancellable,
              GError **error)
{
  LuthierDatasetTally *tally = &self->whole->faults.tallies[LUTHIER_FAULT_REPEATED_EXAMPLE];
  LuthierDatasetMatches matches;

  if (luthier_dataset_fingerprints_seal (self->fingerprints, index) &&
      luthier_dataset_fingerprints_find_copies (self->fingerprints, &matches, cancellable, NULL))
    {
      tally->count = matches.count;
      tally->places = matches.places;
      return TRUE;
    }
  add_fault (self, LUTHIER_FAULT_UNKNOWN_COPIES, 1);
  g_clear_pointer (&self->fingerprints, luthier_dataset_fingerprints_unref);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * luthier_dataset_pass_new:
 * @rules: the limits of a model
 * @segment_size: in bytes
 * @identity: (nullable): of the file, which has to outlive this; %NULL of a stream
 *
 * Returns: (transfer full): a pass before the first part
 */
LuthierDatasetPass *
luthier_dataset_pass_new (const LuthierDatasetRules *rules,
                          gsize segment_size,
                          const LuthierDatasetIdentity *identity)
{
  LuthierDatasetPass *self = g_new0 (LuthierDatasetPass, 1);

  self->rules = *rules;
  self->segment_size = segment_size;
  self->identity = identity;
  self->whole = luthier_dataset_stretch_new ();
  self->marks = g_array_new (FALSE, FALSE, sizeof (LuthierIndexMark));
  self->fingerprints = luthier_dataset_fingerprints_new ();
  return self;
}

void
luthier_dataset_pass_free (LuthierDatasetPass *self)
{
  luthier_dataset_stretch_free (self->whole);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->fingerprints, luthier_dataset_fingerprints_unref);
  g_free (self);
}

/**
 * luthier_dataset_pass_get_enough:
 *
 * Returns: what does not have to be found any more; any thread may look
 */
const LuthierDatasetEnough *
luthier_dataset_pass_get_enough (LuthierDatasetPass *self)
{
  return &self->enough;
}

/**
 * luthier_dataset_pass_get_fingerprints:
 *
 * Returns: (transfer none): what remembers the lines; any thread may add to it
 */
LuthierDatasetFingerprints *
luthier_dataset_pass_get_fingerprints (LuthierDatasetPass *self)
{
  return self->fingerprints;
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
  if (sniff->fault < 0)
    return;
  self->is_hopeless = TRUE;
  self->format = sniff->format;
  luthier_dataset_faults_add (&self->whole->faults, (LuthierDatasetFault) sniff->fault, 1, NULL,
                              sniff->detail);
}

static void
note_enough (LuthierDatasetPass *self)
{
  for (guint i = 0; i < LUTHIER_N_FAULTS; i++)
    {
      const LuthierDatasetTally *tally = &self->whole->faults.tallies[i];

      if (tally->count > 0)
        g_atomic_int_set (&self->enough.details[i], TRUE);
      if (tally->places != NULL && tally->places->len == LUTHIER_DATASET_MAX_PLACES)
        g_atomic_int_set (&self->enough.places[i], TRUE);
    }
}

/**
 * luthier_dataset_pass_take_stretch:
 * @part: the next one in the file
 *
 * Adds what was found in a part.
 */
void
luthier_dataset_pass_take_stretch (LuthierDatasetPass *self, const LuthierDatasetStretch *part)
{
  if (part->n_lines > 0)
    {
      LuthierIndexMark mark = { part->first_offset, self->whole->n_lines + 1 };
      g_array_append_val (self->marks, mark);
    }
  luthier_dataset_stretch_merge (self->whole, part);
  note_enough (self);
}

static LuthierDatasetReport *
make_report (LuthierDatasetPass *self)
{
  const LuthierDatasetStretch *whole = self->whole;
  LuthierDatasetReport *report = g_atomic_rc_box_new0 (LuthierDatasetReport);

  report->size = whole->n_bytes;
  report->lines = whole->n_filled;
  luthier_dataset_totals_report (&whole->totals, report);
  if (self->is_hopeless)
    report->format = self->format;
  report->copies = whole->faults.tallies[LUTHIER_FAULT_REPEATED_EXAMPLE].count;
  report->crc32c = whole->crc32c;
  luthier_dataset_lengths_summarize (whole->lengths[LUTHIER_LENGTHS_TOKENS], &report->tokens);
  luthier_dataset_lengths_summarize (whole->lengths[LUTHIER_LENGTHS_INPUT], &report->input_tokens);
  luthier_dataset_lengths_summarize (whole->lengths[LUTHIER_LENGTHS_OUTPUT],
                                     &report->output_tokens);
  luthier_dataset_lengths_summarize (whole->lengths[LUTHIER_LENGTHS_TURNS], &report->messages);
  report->findings = luthier_dataset_faults_to_findings (&whole->faults, &self->rules);
  return report;
}

/**
 * luthier_dataset_pass_preview:
 *
 * Returns: (transfer full): what has been found so far, of single lines
 */
LuthierDatasetReport *
luthier_dataset_pass_preview (LuthierDatasetPass *self)
{
  LuthierDatasetReport *report = make_report (self);

  report->is_preview = TRUE;
  return report;
}

/**
 * luthier_dataset_pass_finish:
 * @error: return location for an error of %G_IO_ERROR
 *
 * Judges the file as a whole, after its last part. Can be called once.
 *
 * Returns: (transfer full) (nullable): the report, without SHA-256 and time
 */
LuthierDatasetReport *
luthier_dataset_pass_finish (LuthierDatasetPass *self, GCancellable *cancellable, GError **error)
{
  guint64 n_lines = self->whole->n_lines;
  g_autoptr (LuthierDatasetIndex) index = luthier_dataset_index_new (
      g_steal_pointer (&self->marks), n_lines, self->segment_size, self->identity);
  LuthierDatasetReport *report;

  if (!judge_copies (self, index, cancellable, error))
    return NULL;
  judge_whole (self);
  report = make_report (self);
  report->fingerprints = g_steal_pointer (&self->fingerprints);
  if (self->identity != NULL)
    report->index = g_steal_pointer (&index);
  return report;
}
