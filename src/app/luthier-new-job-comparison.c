/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-comparison.h"

struct _LuthierNewJobComparison
{
  GObject parent_instance;

  LuthierNewJobDataset *training;   /* (owned) */
  LuthierNewJobDataset *validation; /* (owned) */
  /* What is compared, or was last. */
  LuthierDatasetReport *of_training;   /* (owned) (nullable) */
  LuthierDatasetReport *of_validation; /* (owned) (nullable) */
  GCancellable *cancellable;           /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierNewJobComparison, luthier_new_job_comparison, G_TYPE_OBJECT)

static gboolean
replace (LuthierDatasetReport **place, LuthierDatasetReport *report)
{
  if (*place == report)
    return FALSE;

  g_clear_pointer (place, luthier_dataset_report_unref);
  *place = report != NULL ? luthier_dataset_report_ref (report) : NULL;
  return TRUE;
}

static void
stop (LuthierNewJobComparison *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierNewJobComparison) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = luthier_dataset_report_compare_finish (result, &error);

  if (self->validation == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (findings == NULL)
    g_debug ("Training and validation data were not compared: %s", error->message);
  luthier_new_job_dataset_set_comparison (self->validation, findings);
}

static void
update (LuthierNewJobComparison *self)
{
  gboolean other = FALSE;

  other |= replace (&self->of_training, luthier_new_job_dataset_get_report (self->training));
  other |= replace (&self->of_validation, luthier_new_job_dataset_get_report (self->validation));
  if (!other)
    return;

  stop (self);
  luthier_new_job_dataset_set_comparison (self->validation, NULL);
  if (self->of_training == NULL || self->of_validation == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  luthier_dataset_report_compare_async (self->of_training, self->of_validation, self->cancellable,
                                        compared_cb, g_object_ref (self));
}

static void
luthier_new_job_comparison_dispose (GObject *object)
{
  LuthierNewJobComparison *self = LUTHIER_NEW_JOB_COMPARISON (object);

  stop (self);
  g_clear_pointer (&self->of_training, luthier_dataset_report_unref);
  g_clear_pointer (&self->of_validation, luthier_dataset_report_unref);
  g_clear_object (&self->training);
  g_clear_object (&self->validation);

  G_OBJECT_CLASS (luthier_new_job_comparison_parent_class)->dispose (object);
}

static void
luthier_new_job_comparison_class_init (LuthierNewJobComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_comparison_dispose;
}

static void
luthier_new_job_comparison_init (LuthierNewJobComparison *self)
{
}

/**
 * luthier_new_job_comparison_new:
 *
 * Returns: (transfer full): what compares them from now on
 */
LuthierNewJobComparison *
luthier_new_job_comparison_new (LuthierNewJobDataset *training, LuthierNewJobDataset *validation)
{
  LuthierNewJobComparison *self = g_object_new (LUTHIER_TYPE_NEW_JOB_COMPARISON, NULL);

  self->training = g_object_ref (training);
  self->validation = g_object_ref (validation);
  g_signal_connect_object (training, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (validation, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}
