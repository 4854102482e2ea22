/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz.h"

#include "luthier-dataset-check.h"
#include "luthier-dataset-convert.h"
#include "luthier-json.h"

/* The converters: what they write is JSON and has no errors. */

static const LuthierDatasetFormat formats[] = {
  LUTHIER_FORMAT_UNKNOWN, LUTHIER_FORMAT_MESSAGES,    LUTHIER_FORMAT_COMPLETION,
  LUTHIER_FORMAT_LEGACY,  LUTHIER_FORMAT_INSTRUCTION, LUTHIER_FORMAT_CSV,
};

static void
judge_lines (GFile *file, guint64 n_lines)
{
  gsize length;
  g_autofree char *text = fuzz_read (file, &length);
  const char *at = text, *end = text + length;

  while (at < end)
    {
      const char *newline = memchr (at, '\n', (gsize) (end - at));
      g_autoptr (LuthierJson) json = NULL;

      fuzz_assert (newline != NULL);
      json = luthier_json_parse_text (at, newline - at, NULL);
      fuzz_assert (json != NULL);
      fuzz_assert (luthier_json_value_get_length (luthier_json_value_get_member (
                       luthier_json_get_root (json), "contents")) > 0);
      at = newline + 1;
      n_lines--;
    }
  fuzz_assert (n_lines == 0);
}

static void
judge_report (GFile *file)
{
  LuthierDatasetRules rules = { .format = LUTHIER_FORMAT_SUPERVISED };
  g_autoptr (LuthierDatasetCheck) check = luthier_dataset_check_new (&rules);
  g_autoptr (LuthierDatasetReport) report = NULL;

  luthier_dataset_check_set_n_threads (check, 1);
  luthier_dataset_check_set_identifies (check, FALSE);
  report = luthier_dataset_check_run (check, file, NULL, NULL);
  fuzz_assert (report != NULL);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);

      if (finding->severity == LUTHIER_FINDING_ERROR)
        g_printerr ("%s (%s) in line %" G_GUINT64_FORMAT "\n", finding->id, finding->rule,
                    finding->line);
    }
  fuzz_assert (!luthier_dataset_report_has_errors (report));
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
  gsize offset = MIN (size, 1);
  LuthierDatasetFormat from = formats[size > 0 ? data[0] % G_N_ELEMENTS (formats) : 0];
  g_autoptr (GFile) source = fuzz_write ("convert.jsonl", data + offset, size - offset);
  g_autoptr (GFile) target = fuzz_get_file ("converted.jsonl");
  LuthierDatasetMeter meter = { 0 };
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  outcome = luthier_dataset_convert (source, target, from, &meter, NULL, &error);
  fuzz_assert ((outcome == NULL) == (error != NULL));
  if (outcome == NULL)
    return 0;
  fuzz_assert (outcome->written > 0 && outcome->written <= outcome->read);
  judge_lines (target, outcome->written);
  judge_report (target);
  return 0;
}
