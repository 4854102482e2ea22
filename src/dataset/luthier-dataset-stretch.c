/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-stretch.h"

#include "luthier-crc32c.h"

/**
 * luthier_dataset_stretch_new:
 *
 * Returns: (transfer full): a part with nothing in it
 */
LuthierDatasetStretch *
luthier_dataset_stretch_new (void)
{
  LuthierDatasetStretch *self = g_new0 (LuthierDatasetStretch, 1);

  for (guint i = 0; i < LUTHIER_N_LENGTHS; i++)
    self->lengths[i] = luthier_dataset_lengths_new ();
  return self;
}

void
luthier_dataset_stretch_free (LuthierDatasetStretch *self)
{
  luthier_dataset_faults_clear (&self->faults);
  for (guint i = 0; i < LUTHIER_N_LENGTHS; i++)
    luthier_dataset_lengths_free (self->lengths[i]);
  g_free (self);
}

/**
 * luthier_dataset_stretch_reset:
 *
 * Makes ready for another part of the file.
 */
void
luthier_dataset_stretch_reset (LuthierDatasetStretch *self)
{
  self->n_lines = self->n_filled = 0;
  self->totals = (LuthierDatasetTotals){ 0 };
  self->crc32c = 0;
  self->n_bytes = 0;
  luthier_dataset_faults_reset (&self->faults);
  for (guint i = 0; i < LUTHIER_N_LENGTHS; i++)
    luthier_dataset_lengths_reset (self->lengths[i]);
}

/**
 * luthier_dataset_stretch_merge:
 * @later: what follows in the file
 *
 * Adds what was found there.
 */
void
luthier_dataset_stretch_merge (LuthierDatasetStretch *self, const LuthierDatasetStretch *later)
{
  luthier_dataset_faults_merge (&self->faults, &later->faults, self->n_lines + 1);
  luthier_dataset_totals_merge (&self->totals, &later->totals, self->n_lines);
  self->n_lines += later->n_lines;
  self->n_filled += later->n_filled;
  for (guint i = 0; i < LUTHIER_N_LENGTHS; i++)
    luthier_dataset_lengths_merge (self->lengths[i], later->lengths[i]);
  self->crc32c = luthier_crc32c_combine (self->crc32c, later->crc32c, later->n_bytes);
  self->n_bytes += later->n_bytes;
}
