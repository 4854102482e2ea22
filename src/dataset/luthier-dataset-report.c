/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-report.h"

#include "luthier-dataset-fingerprints.h"

G_DEFINE_BOXED_TYPE (LuthierDatasetReport,
                     luthier_dataset_report,
                     luthier_dataset_report_ref,
                     luthier_dataset_report_unref)

/**
 * luthier_dataset_report_ref:
 *
 * Returns: (transfer full): the same report
 */
LuthierDatasetReport *
luthier_dataset_report_ref (LuthierDatasetReport *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LuthierDatasetReport *self = data;

  g_free (self->sha256);
  g_clear_pointer (&self->index, luthier_dataset_index_unref);
  g_clear_pointer (&self->fingerprints, luthier_dataset_fingerprints_unref);
  g_ptr_array_unref (self->findings);
}

/**
 * luthier_dataset_report_unref:
 *
 * Gives a reference back; any thread may.
 */
void
luthier_dataset_report_unref (LuthierDatasetReport *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * luthier_dataset_report_has_errors:
 *
 * Returns: whether a job with this file would fail or lose examples
 */
gboolean
luthier_dataset_report_has_errors (LuthierDatasetReport *self)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (self->findings, i);
      if (finding->severity == LUTHIER_FINDING_ERROR)
        return TRUE;
    }
  return FALSE;
}

/**
 * luthier_dataset_report_get_repairs:
 *
 * Returns: what would put right something of what was found
 */
LuthierDatasetRepairs
luthier_dataset_report_get_repairs (LuthierDatasetReport *self)
{
  LuthierDatasetRepairs repairs = LUTHIER_REPAIR_NONE;

  for (guint i = 0; i < self->findings->len; i++)
    repairs |= ((const LuthierDatasetFinding *) g_ptr_array_index (self->findings, i))->repairs;
  return repairs;
}
