/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-report.h"

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

void
luthier_dataset_report_compare_async (LuthierDatasetReport *training,
                                      LuthierDatasetReport *validation,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_task_report_new_error (NULL, callback, user_data, luthier_dataset_report_compare_async,
                           G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Not yet");
}

GPtrArray *
luthier_dataset_report_compare_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
