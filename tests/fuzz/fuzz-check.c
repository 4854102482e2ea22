/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz.h"

#include "luthier-dataset-check-private.h"

/* The checker: whatever a file holds, there is a report, and its places are in the file. */

static const LuthierDatasetFormat formats[] = {
  LUTHIER_FORMAT_UNKNOWN,     LUTHIER_FORMAT_SUPERVISED,    LUTHIER_FORMAT_PREFERENCE,
  LUTHIER_FORMAT_TRANSLATION, LUTHIER_FORMAT_REINFORCEMENT, LUTHIER_FORMAT_COMPLETION,
  LUTHIER_FORMAT_MESSAGES,    LUTHIER_FORMAT_LEGACY,
};

/* In pieces, so that borders are met, and quickly. */
#define SEGMENT_SIZE 301

/* Tight limits, so that they are met. */
static LuthierDatasetRules
choose_rules (guint8 choice)
{
  return (LuthierDatasetRules){
    .format = formats[choice % G_N_ELEMENTS (formats)],
    .validation = (choice & 8) != 0,
    .max_example_tokens = choice & 16 ? 20 : 0,
    .max_examples = choice & 32 ? 2 : 0,
    .max_validation_examples = choice & 32 ? 1 : 0,
    .max_images = choice & 64 ? 1 : 0,
    .max_size = choice & 128 ? 200 : 0,
  };
}

static void
judge_findings (GPtrArray *findings, gsize size)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (findings, i);

      fuzz_assert (finding->id != NULL && finding->rule != NULL);
      fuzz_assert (g_utf8_validate (finding->title, -1, NULL));
      fuzz_assert (g_utf8_validate (finding->message, -1, NULL));
      fuzz_assert (finding->count >= finding->places->len);
      fuzz_assert (finding->places->len <= LUTHIER_DATASET_MAX_PLACES);
      for (guint j = 0; j < finding->places->len; j++)
        {
          const LuthierDatasetPlace *place = &g_array_index (finding->places, LuthierDatasetPlace,
                                                             j);
          fuzz_assert (place->offset + place->byte + place->length <= size);
          fuzz_assert (place->line <= size + 1 && place->column <= size + 1);
        }
    }
}

static void
check_lines (const LuthierDatasetRules *rules, const guint8 *data, gsize size)
{
  const guint8 *at = data, *end = data + size;

  while (at < end)
    {
      const guint8 *newline = memchr (at, '\n', (gsize) (end - at));
      gsize length = (gsize) ((newline != NULL ? newline : end) - at);
      g_autofree char *line = g_malloc0 (length + 17);
      g_autoptr (GPtrArray) findings = NULL;

      memcpy (line, at, length);
      findings = luthier_dataset_check_line (rules, line, length);
      judge_findings (findings, length);
      at += length + 1;
    }
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  LuthierDatasetRules rules = choose_rules (size > 0 ? data[0] : 0);
  gsize offset = MIN (size, 1);
  g_autoptr (GFile) file = fuzz_write ("check.jsonl", data + offset, size - offset);
  g_autoptr (LuthierDatasetCheck) check = luthier_dataset_check_new (&rules);
  g_autoptr (LuthierDatasetReport) report = NULL;

  luthier_dataset_check_set_n_threads (check, 1);
  luthier_dataset_check_set_segment_size (check, SEGMENT_SIZE);
  report = luthier_dataset_check_run (check, file, NULL, NULL);
  fuzz_assert (report != NULL);
  fuzz_assert (report->size == size - offset);
  fuzz_assert (report->examples <= report->lines);
  judge_findings (report->findings, size - offset);
  check_lines (&rules, data + offset, size - offset);
  return 0;
}
