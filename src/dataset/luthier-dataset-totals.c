/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-totals.h"

/* Limits of Google's tuning documentation that are the same for all models. */
#define FEW_EXAMPLES            100
#define MAX_VALIDATION_EXAMPLES 5000
#define GIGABYTE                G_GUINT64_CONSTANT (1000000000)
#define GIBIBYTE                (G_GUINT64_CONSTANT (1) << 30)

/* With more lines dropped, the service gives the job up. */
#define MAX_DROPPED_PERCENT 10

static void
count (LuthierDatasetCount *self, const LuthierDatasetPlace *place)
{
  if (self->count++ == 0)
    self->first = *place;
}

static void
merge_count (LuthierDatasetCount *self, const LuthierDatasetCount *next, guint64 lines_before)
{
  if (self->count == 0 && next->count > 0)
    {
      self->first = next->first;
      self->first.line += lines_before;
    }
  self->count += next->count;
}

static void
count_usable (LuthierDatasetTotals *self,
              const LuthierDatasetExample *example,
              const LuthierDatasetPlace *place)
{
  gboolean has_image = example->media[LUTHIER_MEDIA_IMAGE] > 0;

  self->examples++;
  self->turns += example->turns;
  self->user_turns += example->user_turns;
  self->model_turns += example->model_turns;
  self->characters += example->characters;
  self->media += example->n_media;
  self->tokens_low += example->tokens_low;
  self->tokens_high += example->tokens_high;
  count (example->has_system ? &self->with_system : &self->without_system, place);
  count (has_image ? &self->with_image : &self->without_image, place);
  if (example->media[LUTHIER_MEDIA_VIDEO] > 0)
    count (&self->resolutions[example->resolution], place);
}

/**
 * luthier_dataset_totals_add:
 * @example: what was read of a line of JSON
 * @place: of the line
 *
 * Adds one line. An example that is too long counts too: the service cuts it, it does not drop it.
 */
void
luthier_dataset_totals_add (LuthierDatasetTotals *self,
                            const LuthierDatasetExample *example,
                            const LuthierDatasetPlace *place)
{
  self->lines++;
  if (example->format != LUTHIER_FORMAT_UNKNOWN)
    count (&self->formats[example->format], place);
  if (example->is_usable)
    count_usable (self, example, place);
  else
    self->unusable++;
}

/**
 * luthier_dataset_totals_add_broken:
 *
 * Adds one line that is no JSON.
 */
void
luthier_dataset_totals_add_broken (LuthierDatasetTotals *self)
{
  self->lines++;
  self->unusable++;
}

/**
 * luthier_dataset_totals_merge:
 * @next: of the piece of the file that follows
 * @lines_before: how many lines there are before it, if its own are counted from 1
 *
 * Adds another sum.
 */
void
luthier_dataset_totals_merge (LuthierDatasetTotals *self,
                              const LuthierDatasetTotals *next,
                              guint64 lines_before)
{
  self->lines += next->lines;
  self->unusable += next->unusable;
  self->examples += next->examples;
  self->turns += next->turns;
  self->user_turns += next->user_turns;
  self->model_turns += next->model_turns;
  self->characters += next->characters;
  self->media += next->media;
  self->tokens_low += next->tokens_low;
  self->tokens_high += next->tokens_high;
  merge_count (&self->with_system, &next->with_system, lines_before);
  merge_count (&self->without_system, &next->without_system, lines_before);
  merge_count (&self->with_image, &next->with_image, lines_before);
  merge_count (&self->without_image, &next->without_image, lines_before);
  for (guint i = 0; i < LUTHIER_N_FORMATS; i++)
    merge_count (&self->formats[i], &next->formats[i], lines_before);
  for (guint i = 0; i < LUTHIER_N_RESOLUTIONS; i++)
    merge_count (&self->resolutions[i], &next->resolutions[i], lines_before);
}

static void
add_fault (LuthierDatasetFaults *faults, LuthierDatasetFault fault, guint64 number)
{
  luthier_dataset_faults_add (faults, fault, number, NULL, NULL);
}

/* It is not published whether the limit of 1 GB is 10^9 or 2^30 bytes. */
static void
judge_size (guint64 size, guint64 limit, LuthierDatasetFaults *faults)
{
  gboolean is_gigabyte = limit >= GIGABYTE && limit <= GIBIBYTE;

  if (limit == 0)
    return;
  if (size > (is_gigabyte ? GIBIBYTE : limit))
    add_fault (faults, LUTHIER_FAULT_TOO_LARGE, 1);
  else if (is_gigabyte && size > GIGABYTE)
    add_fault (faults, LUTHIER_FAULT_LARGE, 1);
}

static void
judge_validation (guint64 n, const LuthierDatasetRules *rules, LuthierDatasetFaults *faults)
{
  guint64 limit = MAX_VALIDATION_EXAMPLES;

  if (rules->max_validation_examples > 0)
    limit = MIN (limit, rules->max_validation_examples);
  if (rules->max_examples > 0)
    limit = MIN (limit, rules->max_examples);
  if (n > limit)
    add_fault (faults, LUTHIER_FAULT_TOO_MUCH_VALIDATION, n);
}

static void
judge_number (const LuthierDatasetTotals *self,
              const LuthierDatasetRules *rules,
              LuthierDatasetFaults *faults)
{
  guint64 n = self->examples;

  if (rules->validation)
    {
      judge_validation (n, rules, faults);
      return;
    }
  if (rules->max_examples > 0 && n > rules->max_examples)
    add_fault (faults, LUTHIER_FAULT_TOO_MANY, n);
  else if (self->media > 0 && rules->max_media_examples > 0 && n > rules->max_media_examples)
    add_fault (faults, LUTHIER_FAULT_TOO_MANY_MEDIA, n);
  if (n > 0 && n < rules->min_examples)
    add_fault (faults, LUTHIER_FAULT_TOO_FEW, n);
  else if (n > 0 && n < FEW_EXAMPLES)
    add_fault (faults, LUTHIER_FAULT_FEW, n);
}

/* The smaller part of the examples is the one to mention. */
static void
judge_halves (const LuthierDatasetCount *with,
              LuthierDatasetFault fault_with,
              const LuthierDatasetCount *without,
              LuthierDatasetFault fault_without,
              LuthierDatasetFaults *faults)
{
  if (with->count == 0 || without->count == 0)
    return;
  if (with->count < without->count)
    luthier_dataset_faults_add (faults, fault_with, with->count, &with->first, NULL);
  else
    luthier_dataset_faults_add (faults, fault_without, without->count, &without->first, NULL);
}

static guint
find_most (const LuthierDatasetCount *counts, guint n_counts)
{
  guint most = 0;

  for (guint i = 1; i < n_counts; i++)
    if (counts[i].count > counts[most].count)
      most = i;
  return most;
}

/* All but the most frequent one are in the minority. */
static void
judge_minorities (const LuthierDatasetCount *counts,
                  guint n_counts,
                  LuthierDatasetFault fault,
                  LuthierDatasetFaults *faults)
{
  guint most = find_most (counts, n_counts);
  const LuthierDatasetCount *first = NULL;
  const char *detail = NULL;
  guint64 n = 0;

  for (guint i = 0; i < n_counts; i++)
    if (i != most && counts[i].count > 0)
      {
        n += counts[i].count;
        if (first != NULL && first->first.line < counts[i].first.line)
          continue;
        first = &counts[i];
        detail = fault == LUTHIER_FAULT_MIXED_FORMATS
                     ? luthier_dataset_format_get_untranslated_name (i)
                     : NULL;
      }
  if (first != NULL)
    luthier_dataset_faults_add (faults, fault, n, &first->first, detail);
}

static void
judge_formats (const LuthierDatasetTotals *self,
               const LuthierDatasetRules *rules,
               LuthierDatasetFaults *faults)
{
  static const LuthierDatasetFormat open_formats[] = { LUTHIER_FORMAT_COMPLETION,
                                                       LUTHIER_FORMAT_MESSAGES };

  LuthierDatasetCount accepted[LUTHIER_N_FORMATS] = { { 0 } };

  /* The others have been refused. */
  for (guint i = 0; i < LUTHIER_N_FORMATS; i++)
    if (luthier_dataset_rules_accept (rules, i))
      accepted[i] = self->formats[i];
  judge_minorities (accepted, LUTHIER_N_FORMATS, LUTHIER_FAULT_MIXED_FORMATS, faults);
  for (guint i = 0; i < G_N_ELEMENTS (open_formats) && !rules->is_open; i++)
    {
      const LuthierDatasetCount *found = &accepted[open_formats[i]];
      if (found->count > 0 && rules->format == LUTHIER_FORMAT_UNKNOWN)
        luthier_dataset_faults_add (faults, LUTHIER_FAULT_OPEN_FORMAT, found->count, &found->first,
                                    luthier_dataset_format_get_untranslated_name (open_formats[i]));
    }
}

/**
 * luthier_dataset_totals_judge:
 * @rules: what the file is held against
 * @size: of the file, in bytes
 * @faults: takes what is found
 *
 * Judges the examples as a whole.
 */
void
luthier_dataset_totals_judge (const LuthierDatasetTotals *self,
                              const LuthierDatasetRules *rules,
                              guint64 size,
                              LuthierDatasetFaults *faults)
{
  judge_size (size, rules->max_size, faults);
  judge_number (self, rules, faults);
  judge_formats (self, rules, faults);
  judge_halves (&self->with_system, LUTHIER_FAULT_WITH_SYSTEM, &self->without_system,
                LUTHIER_FAULT_WITHOUT_SYSTEM, faults);
  judge_minorities (self->resolutions, LUTHIER_N_RESOLUTIONS, LUTHIER_FAULT_RESOLUTIONS, faults);
  if (rules->prefers_images && self->with_image.count > 0 && self->without_image.count > 0)
    luthier_dataset_faults_add (faults, LUTHIER_FAULT_WITHOUT_IMAGE, self->without_image.count,
                                &self->without_image.first, NULL);
  if (self->unusable * 100 > self->lines * MAX_DROPPED_PERCENT)
    add_fault (faults, LUTHIER_FAULT_MANY_DROPPED, self->unusable);
}

/**
 * luthier_dataset_totals_report:
 *
 * Fills in what a report says of the examples together, but for the distribution of lengths.
 */
void
luthier_dataset_totals_report (const LuthierDatasetTotals *self, LuthierDatasetReport *report)
{
  report->format = find_most (self->formats, LUTHIER_N_FORMATS);
  report->examples = self->examples;
  report->turns = self->turns;
  report->user_turns = self->user_turns;
  report->model_turns = self->model_turns;
  report->with_system = self->with_system.count;
  report->characters = self->characters;
  report->media = self->media;
  report->has_media = self->media > 0;
  report->resolution = find_most (self->resolutions, LUTHIER_N_RESOLUTIONS);
  report->with_video = self->resolutions[report->resolution].count;
  report->tokens_low = self->tokens_low;
  report->tokens_high = self->tokens_high;
}
