/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-new-job-dataset-private.h"

/* Where it did not go to the data is not. */
static void
show_failure (LuthierNewJobDataset *self)
{
  const GError *error = luthier_transfer_get_error (self->transfer);
  gboolean taken = g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_CONFLICT);

  luthier_new_job_dataset_set_uri (self, NULL);
  luthier_new_job_dataset_set_state (
      self, taken ? LUTHIER_NEW_JOB_DATASET_TAKEN : LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED, error);
}

static void
transfer_state_cb (LuthierNewJobDataset *self)
{
  /* What it has come to is asked after the check, if its data is good then. */
  if (self->check != NULL)
    return;

  switch (luthier_transfer_get_state (self->transfer))
    {
    case LUTHIER_TRANSFER_DONE:
      luthier_new_job_dataset_set_uri (self, luthier_transfer_get_uri (self->transfer));
      luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_UPLOADED, NULL);
      break;

    case LUTHIER_TRANSFER_FAILED:
    case LUTHIER_TRANSFER_CANCELLED:
      show_failure (self);
      break;

    case LUTHIER_TRANSFER_RUNNING:
    case LUTHIER_TRANSFER_WAITING:
    default:
      luthier_new_job_dataset_set_uri (self, luthier_transfer_get_uri (self->transfer));
      luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_UPLOADING, NULL);
      break;
    }
}

void
luthier_new_job_dataset_leave_transfer (LuthierNewJobDataset *self)
{
  if (self->transfer != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->transfer, transfer_state_cb, self);
      luthier_transfer_leave_form (self->transfer);
    }
  g_clear_object (&self->transfer);
}

gboolean
luthier_new_job_dataset_is_on_its_way (LuthierNewJobDataset *self)
{
  return self->transfer != NULL &&
         luthier_transfer_get_state (self->transfer) != LUTHIER_TRANSFER_DONE;
}

gboolean
luthier_new_job_dataset_is_wanted (LuthierNewJobDataset *self)
{
  return self->transfer != NULL &&
         luthier_session_needs_address (self->session, luthier_transfer_get_uri (self->transfer));
}

/* The upload of what is no longer wanted ends. */
void
luthier_new_job_dataset_drop_transfer (LuthierNewJobDataset *self)
{
  g_autoptr (LuthierTransfer) transfer = NULL;

  if (self->transfer != NULL && !luthier_new_job_dataset_is_wanted (self))
    transfer = g_object_ref (self->transfer);

  luthier_new_job_dataset_leave_transfer (self);
  if (transfer != NULL)
    luthier_transfer_cancel (transfer);
}

void
luthier_new_job_dataset_start_upload (LuthierNewJobDataset *self)
{
  const char *bucket = luthier_job_spec_get_bucket (self->spec);
  g_autoptr (LuthierTransfer) transfer = NULL;

  if (bucket == NULL || *bucket == '\0')
    {
      luthier_new_job_dataset_drop_transfer (self);
      luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_NO_BUCKET, NULL);
      return;
    }

  transfer = luthier_session_upload (self->session, self->file, self->report, bucket);
  /* The same data on its way to the same place is one transfer, which goes on. */
  if (transfer != self->transfer)
    luthier_new_job_dataset_drop_transfer (self);
  else
    luthier_new_job_dataset_leave_transfer (self);
  if (transfer == NULL)
    {
      luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED, NULL);
      return;
    }

  self->transfer = g_steal_pointer (&transfer);
  luthier_transfer_enter_form (self->transfer);
  g_signal_connect_object (self->transfer, "notify::state", G_CALLBACK (transfer_state_cb), self,
                           G_CONNECT_SWAPPED);
  transfer_state_cb (self);
}

/* What was checked is not what is there any more: neither is what was uploaded of it. */
static void
file_changed_cb (LuthierNewJobDataset *self)
{
  self->anew = TRUE;
  luthier_new_job_dataset_drop_transfer (self);
  luthier_new_job_dataset_set_uri (self, NULL);
  luthier_new_job_dataset_start_check (self);
}

void
luthier_new_job_dataset_drop_watch (LuthierNewJobDataset *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_func (self->watch, file_changed_cb, self);
  g_clear_object (&self->watch);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierNewJobDataset) self = user_data;
  g_autoptr (GError) error = NULL;
  LuthierDatasetCheck *check = LUTHIER_DATASET_CHECK (source);
  g_autoptr (LuthierDatasetReport)
      report = luthier_dataset_check_run_finish (check, result, &error);

  if (check != self->check)
    return;

  g_clear_object (&self->check);
  luthier_new_job_dataset_drop_report (self);
  self->report = g_steal_pointer (&report);
  if (self->report != NULL)
    {
      luthier_new_job_dataset_go_on (self);
      return;
    }
  luthier_new_job_dataset_drop_transfer (self);
  luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_UNREADABLE, error);
}

static void
watched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierNewJobDataset) self = user_data;
  LuthierFileWatch *watch = LUTHIER_FILE_WATCH (source);

  luthier_file_watch_start_finish (watch, result);
  if (watch != self->watch || self->check == NULL)
    return;

  luthier_dataset_check_run_async (self->check, self->file, self->cancellable, checked_cb,
                                   g_object_ref (self));
}

void
luthier_new_job_dataset_start_check (LuthierNewJobDataset *self)
{
  luthier_new_job_dataset_begin_check (self);
  luthier_new_job_dataset_drop_watch (self);
  luthier_new_job_dataset_drop_report (self);
  self->watch = luthier_file_watch_new (self->file, luthier_session_get_clock (self->session));
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (file_changed_cb), self,
                           G_CONNECT_SWAPPED);
  luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_CHECKING, NULL);
  luthier_file_watch_start_async (self->watch, watched_cb, g_object_ref (self));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  /* A change has begun a new check by now. */
  g_task_return_boolean (task,
                         !luthier_file_watch_look_finish (LUTHIER_FILE_WATCH (source), result));
}

void
luthier_new_job_dataset_verify_async (LuthierNewJobDataset *self,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  if (self->watch != NULL)
    {
      luthier_file_watch_look_async (self->watch, looked_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

gboolean
luthier_new_job_dataset_verify_finish (LuthierNewJobDataset *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
