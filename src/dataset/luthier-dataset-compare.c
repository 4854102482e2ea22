/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-fault.h"
#include "luthier-dataset-fingerprints.h"

/* The limit of the tuning guides: so many examples, and beyond them this part of the training
 * data. */
#define FREE_VALIDATION_EXAMPLES 1000
#define MAX_VALIDATION_PERCENT   30

typedef struct
{
  LuthierDatasetReport *training;   /* (owned) */
  LuthierDatasetReport *validation; /* (owned) */
} Comparison;

static void
comparison_free (gpointer data)
{
  Comparison *self = data;

  luthier_dataset_report_unref (self->training);
  luthier_dataset_report_unref (self->validation);
  g_free (self);
}

static LuthierDatasetFinding *
add_finding (GPtrArray *findings, LuthierDatasetFault fault, guint64 count)
{
  LuthierDatasetFinding *finding = luthier_dataset_fault_to_finding (fault, NULL, count, NULL);

  g_ptr_array_add (findings, finding);
  return finding;
}

static void
compare_formats (const Comparison *self, GPtrArray *findings)
{
  LuthierDatasetFormat training = self->training->format;
  LuthierDatasetFormat validation = self->validation->format;

  if (training != LUTHIER_FORMAT_UNKNOWN && validation != LUTHIER_FORMAT_UNKNOWN &&
      training != validation)
    add_finding (findings, LUTHIER_FAULT_OTHER_FORMAT, 1);
}

/* Of a part of the training data it is not known how much it is a part of. */
static void
compare_numbers (const Comparison *self, GPtrArray *findings)
{
  guint64 n = self->validation->examples;

  if (!self->training->is_partial && n > FREE_VALIDATION_EXAMPLES &&
      n * 100 > self->training->examples * MAX_VALIDATION_PERCENT)
    add_finding (findings, LUTHIER_FAULT_SHARE_OF_VALIDATION, n);
}

/* Each file has been told of those of its own that differ. */
static void
compare_resolutions (const Comparison *self, GPtrArray *findings)
{
  if (self->training->with_video > 0 && self->validation->with_video > 0 &&
      self->training->resolution != self->validation->resolution)
    add_finding (findings, LUTHIER_FAULT_RESOLUTIONS, self->validation->with_video);
}

static gboolean
compare_lines (const Comparison *self,
               GPtrArray *findings,
               GCancellable *cancellable,
               GError **error)
{
  LuthierDatasetMatches matches;
  LuthierDatasetFinding *finding;

  if (self->training->fingerprints == NULL || self->validation->fingerprints == NULL)
    {
      add_finding (findings, LUTHIER_FAULT_UNKNOWN_COPIES, 1);
      return TRUE;
    }
  if (!luthier_dataset_fingerprints_find_common (self->validation->fingerprints,
                                                 self->training->fingerprints, &matches,
                                                 cancellable, error))
    return FALSE;
  if (matches.count > 0)
    {
      const LuthierDatasetPlace *first = &g_array_index (matches.places, LuthierDatasetPlace, 0);

      finding = add_finding (findings, LUTHIER_FAULT_LEAK, matches.count);
      finding->line = first->line;
      g_array_append_vals (finding->places, first, matches.places->len);
    }
  g_array_unref (matches.places);
  return TRUE;
}

static int
by_severity (gconstpointer a, gconstpointer b)
{
  const LuthierDatasetFinding *first = *(const LuthierDatasetFinding *const *) a;
  const LuthierDatasetFinding *second = *(const LuthierDatasetFinding *const *) b;

  return (int) second->severity - (int) first->severity;
}

static void
compare_in_thread (GTask *task,
                   gpointer source_object,
                   gpointer task_data,
                   GCancellable *cancellable)
{
  const Comparison *self = task_data;
  g_autoptr (GPtrArray)
      findings = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_dataset_finding_free);
  GError *error = NULL;

  compare_formats (self, findings);
  compare_numbers (self, findings);
  compare_resolutions (self, findings);
  if (!compare_lines (self, findings, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort (findings, by_severity);
  g_task_return_pointer (task, g_steal_pointer (&findings), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * luthier_dataset_report_compare_async:
 * @training: of the training data; not a preview
 * @validation: of the validation data; not a preview
 * @cancellable: (nullable):
 *
 * Looks at what is wrong between two files, on a thread: examples that are in both, too many to
 * validate with, different formats or resolutions of videos. The files are not read again.
 */
void
luthier_dataset_report_compare_async (LuthierDatasetReport *training,
                                      LuthierDatasetReport *validation,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Comparison *self = g_new0 (Comparison, 1);

  self->training = luthier_dataset_report_ref (training);
  self->validation = luthier_dataset_report_ref (validation);
  g_task_set_source_tag (task, luthier_dataset_report_compare_async);
  g_task_set_task_data (task, self, comparison_free);
  g_task_run_in_thread (task, compare_in_thread);
}

/**
 * luthier_dataset_report_compare_finish:
 * @error: return location for an error of %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type LuthierDatasetFinding): what is wrong, worst
 *   first, with places in the validation data
 */
GPtrArray *
luthier_dataset_report_compare_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
