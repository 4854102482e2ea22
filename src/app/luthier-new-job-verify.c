/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-verify.h"

static void
validation_verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  gboolean training = GPOINTER_TO_INT (g_task_get_task_data (task));
  gboolean validation = luthier_new_job_dataset_verify_finish (LUTHIER_NEW_JOB_DATASET (source),
                                                               result);

  g_task_return_boolean (task, training && validation);
}

static void
training_verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LuthierNewJobForm *form = g_task_get_source_object (task);
  gboolean same = luthier_new_job_dataset_verify_finish (LUTHIER_NEW_JOB_DATASET (source), result);

  g_task_set_task_data (task, GINT_TO_POINTER (same), NULL);
  luthier_new_job_dataset_verify_async (luthier_new_job_form_get_validation (form),
                                        validation_verified_cb, task);
}

void
luthier_new_job_verify_async (LuthierNewJobForm *form,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (form, NULL, callback, user_data);

  luthier_new_job_dataset_verify_async (luthier_new_job_form_get_training (form),
                                        training_verified_cb, task);
}

gboolean
luthier_new_job_verify_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
