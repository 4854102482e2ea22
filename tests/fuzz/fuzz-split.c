/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz.h"

#include "luthier-dataset-split.h"

/* Dividing: both parts have something, and together have all, in the order of the file. */

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize offset = MIN (size, 2);
  LuthierDatasetSplit split = { 20, 0, 0 };
  g_autoptr (GFile) source = fuzz_write ("split.jsonl", data + offset, size - offset);
  g_autoptr (GFile) training = fuzz_get_file ("training.jsonl");
  g_autoptr (GFile) validation = fuzz_get_file ("validation.jsonl");
  LuthierDatasetMeter meter = { 0 };
  g_autoptr (LuthierDatasetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  if (offset == 2)
    split = (LuthierDatasetSplit){ data[0] % 60, data[1], data[1] & 1 ? data[1] >> 4 : 0 };
  outcome = luthier_dataset_split (source, training, validation, &split, &meter, NULL, &error);
  fuzz_assert ((outcome == NULL) == (error != NULL));
  if (outcome == NULL)
    return 0;
  fuzz_assert (outcome->written > 0 && outcome->written_2 > 0);
  fuzz_assert (outcome->written + outcome->written_2 == outcome->read);
  if (split.max_validation > 0)
    fuzz_assert (outcome->written_2 <= split.max_validation);
  return 0;
}
