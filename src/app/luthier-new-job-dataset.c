/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-dataset-private.h"

G_DEFINE_FINAL_TYPE (LuthierNewJobDataset, luthier_new_job_dataset, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

const char *
luthier_new_job_dataset_get_uri (LuthierNewJobDataset *self)
{
  return self->validation ? luthier_job_spec_get_validation_uri (self->spec)
                          : luthier_job_spec_get_training_uri (self->spec);
}

void
luthier_new_job_dataset_set_uri (LuthierNewJobDataset *self, const char *uri)
{
  if (self->validation)
    luthier_job_spec_set_validation_uri (self->spec, uri);
  else
    luthier_job_spec_set_training_uri (self->spec, uri);
}

static void
set_file_uri (LuthierNewJobDataset *self, const char *uri)
{
  if (self->validation)
    luthier_job_spec_set_validation_file (self->spec, uri);
  else
    luthier_job_spec_set_training_file (self->spec, uri);
}

void
luthier_new_job_dataset_set_state (LuthierNewJobDataset *self,
                                   LuthierNewJobDatasetState state,
                                   const GError *error)
{
  GError *copy = error != NULL ? g_error_copy (error) : NULL;

  g_clear_error (&self->error);
  self->error = copy;
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
progress_cb (LuthierNewJobDataset *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

void
luthier_new_job_dataset_stop_reading (LuthierNewJobDataset *self)
{
  if (self->probe_id != 0)
    luthier_clock_remove (luthier_session_get_clock (self->session), self->probe_id);
  self->probe_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->check != NULL)
    g_signal_handlers_disconnect_by_func (self->check, progress_cb, self);
  g_clear_object (&self->check);
  self->whole = FALSE;
}

void
luthier_new_job_dataset_begin_check (LuthierNewJobDataset *self)
{
  luthier_new_job_dataset_stop_reading (self);
  self->cancellable = g_cancellable_new ();
  self->check = luthier_dataset_check_new (&self->rules);
  g_signal_connect_object (self->check, "notify::progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "notify::preview", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
}

void
luthier_new_job_dataset_drop_report (LuthierNewJobDataset *self)
{
  g_clear_pointer (&self->report, luthier_dataset_report_unref);
  g_clear_pointer (&self->comparison, g_ptr_array_unref);
}

static gboolean
has_errors (LuthierNewJobDataset *self)
{
  if (self->report != NULL && luthier_dataset_report_has_errors (self->report))
    return TRUE;

  for (guint i = 0; self->comparison != NULL && i < self->comparison->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (self->comparison, i);

      if (finding->severity == LUTHIER_FINDING_ERROR)
        return TRUE;
    }

  return FALSE;
}

void
luthier_new_job_dataset_go_on (LuthierNewJobDataset *self)
{
  const char *uri = luthier_new_job_dataset_get_uri (self);

  if (has_errors (self))
    {
      luthier_new_job_dataset_drop_transfer (self);
      if (self->file != NULL)
        luthier_new_job_dataset_set_uri (self, NULL);
      luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_FAULTY, NULL);
    }
  else if (self->file == NULL)
    luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_FOUND, NULL);
  else if (uri != NULL && *uri != '\0' && !luthier_new_job_dataset_is_on_its_way (self))
    luthier_new_job_dataset_start_probe (self);
  else
    luthier_new_job_dataset_start_upload (self);
}

/* The file goes where the user says now, also if that is elsewhere than before. */
static void
bucket_cb (LuthierNewJobDataset *self)
{
  if (self->file == NULL || self->check != NULL || self->report == NULL || has_errors (self))
    return;

  luthier_new_job_dataset_stop_reading (self);
  luthier_new_job_dataset_set_uri (self, NULL);
  luthier_new_job_dataset_start_upload (self);
}

static void
restore (LuthierNewJobDataset *self)
{
  const char *file = self->validation ? luthier_job_spec_get_validation_file (self->spec)
                                      : luthier_job_spec_get_training_file (self->spec);
  const char *uri = luthier_new_job_dataset_get_uri (self);

  if (file != NULL && *file != '\0')
    {
      self->file = g_file_new_for_uri (file);
      luthier_new_job_dataset_start_check (self);
    }
  else if (uri != NULL && *uri != '\0')
    {
      luthier_new_job_dataset_start_probe (self);
    }
}

static void
luthier_new_job_dataset_dispose (GObject *object)
{
  LuthierNewJobDataset *self = LUTHIER_NEW_JOB_DATASET (object);

  if (self->session != NULL)
    luthier_new_job_dataset_stop_reading (self);
  luthier_new_job_dataset_drop_watch (self);
  luthier_new_job_dataset_drop_report (self);
  luthier_new_job_dataset_leave_transfer (self);
  g_clear_object (&self->file);
  g_clear_error (&self->error);
  g_clear_object (&self->spec);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (luthier_new_job_dataset_parent_class)->dispose (object);
}

static void
luthier_new_job_dataset_class_init (LuthierNewJobDatasetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_dataset_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_new_job_dataset_init (LuthierNewJobDataset *self)
{
  self->size = -1;
}

/**
 * luthier_new_job_dataset_new:
 * @session: who uploads and looks up
 * @spec: what is read first and written then
 * @validation: whether this is the validation data
 *
 * Takes up what the spec, a draft perhaps, already names.
 *
 * Returns: (transfer full): the data's state
 */
LuthierNewJobDataset *
luthier_new_job_dataset_new (LuthierSession *session, LuthierJobSpec *spec, gboolean validation)
{
  LuthierNewJobDataset *self = g_object_new (LUTHIER_TYPE_NEW_JOB_DATASET, NULL);

  self->session = g_object_ref (session);
  self->spec = g_object_ref (spec);
  self->validation = validation;
  luthier_dataset_rules_init (&self->rules, NULL, LUTHIER_METHOD_SUPERVISED, validation);
  g_signal_connect_object (spec, "notify::bucket", G_CALLBACK (bucket_cb), self, G_CONNECT_SWAPPED);
  restore (self);

  return self;
}

LuthierSession *
luthier_new_job_dataset_get_session (LuthierNewJobDataset *self)
{
  return self->session;
}

gboolean
luthier_new_job_dataset_is_validation (LuthierNewJobDataset *self)
{
  return self->validation;
}

LuthierNewJobDatasetState
luthier_new_job_dataset_get_state (LuthierNewJobDataset *self)
{
  return self->state;
}

gboolean
luthier_new_job_dataset_is_ready (LuthierNewJobDataset *self)
{
  return self->state == LUTHIER_NEW_JOB_DATASET_UPLOADED ||
         self->state == LUTHIER_NEW_JOB_DATASET_UPLOADING ||
         self->state == LUTHIER_NEW_JOB_DATASET_FOUND ||
         self->state == LUTHIER_NEW_JOB_DATASET_DENIED ||
         self->state == LUTHIER_NEW_JOB_DATASET_UNPROVEN;
}

/**
 * luthier_new_job_dataset_get_file:
 *
 * Returns: (transfer none) (nullable): the file of this computer, if there is one
 */
GFile *
luthier_new_job_dataset_get_file (LuthierNewJobDataset *self)
{
  return self->file;
}

/**
 * luthier_new_job_dataset_get_address:
 *
 * Returns: (nullable): the `gs://` address as it is, also a wrong one
 */
const char *
luthier_new_job_dataset_get_address (LuthierNewJobDataset *self)
{
  return luthier_new_job_dataset_get_uri (self);
}

LuthierDatasetReport *
luthier_new_job_dataset_get_report (LuthierNewJobDataset *self)
{
  return self->report;
}

LuthierDatasetReport *
luthier_new_job_dataset_get_preview (LuthierNewJobDataset *self)
{
  LuthierDatasetReport *preview = self->check != NULL
                                      ? luthier_dataset_check_get_preview (self->check)
                                      : NULL;

  return preview != NULL ? preview : self->report;
}

GPtrArray *
luthier_new_job_dataset_get_comparison (LuthierNewJobDataset *self)
{
  return self->comparison;
}

LuthierTransfer *
luthier_new_job_dataset_get_transfer (LuthierNewJobDataset *self)
{
  return self->transfer;
}

/**
 * luthier_new_job_dataset_get_progress:
 *
 * Returns: how much of the file is checked, 0 to 1
 */
double
luthier_new_job_dataset_get_progress (LuthierNewJobDataset *self)
{
  return self->check != NULL ? luthier_dataset_check_get_progress (self->check) : 0;
}

/**
 * luthier_new_job_dataset_get_size:
 *
 * Returns: the bytes of what the address names, -1 if that is not known
 */
gint64
luthier_new_job_dataset_get_size (LuthierNewJobDataset *self)
{
  return self->size;
}

const GError *
luthier_new_job_dataset_get_error (LuthierNewJobDataset *self)
{
  return self->error;
}

gboolean
luthier_new_job_dataset_is_anew (LuthierNewJobDataset *self)
{
  return self->anew;
}

gboolean
luthier_new_job_dataset_can_read_on (LuthierNewJobDataset *self)
{
  return self->file == NULL && self->check == NULL && self->report != NULL &&
         self->report->is_partial && self->size > 0;
}

gboolean
luthier_new_job_dataset_reads_all (LuthierNewJobDataset *self)
{
  return self->whole;
}

/**
 * luthier_new_job_dataset_set_comparison:
 * @findings: (nullable) (element-type LuthierDatasetFinding): what is wrong between this and the
 *   other data, found after the check of this one
 *
 * Errors among them block as those of the file itself do.
 */
void
luthier_new_job_dataset_set_comparison (LuthierNewJobDataset *self, GPtrArray *findings)
{
  gboolean blocked = has_errors (self);

  if (self->comparison == findings)
    return;

  g_clear_pointer (&self->comparison, g_ptr_array_unref);
  self->comparison = findings != NULL ? g_ptr_array_ref (findings) : NULL;
  if (self->check != NULL || self->report == NULL || blocked == has_errors (self))
    {
      luthier_new_job_dataset_set_state (self, self->state, self->error);
      return;
    }

  if (!blocked)
    {
      luthier_new_job_dataset_stop_reading (self);
      if (self->file != NULL)
        luthier_new_job_dataset_set_uri (self, NULL);
    }
  luthier_new_job_dataset_go_on (self);
}

/**
 * luthier_new_job_dataset_set_model:
 * @model: (nullable): what is to be tuned
 *
 * If that changes what the data is held against, it is checked again.
 */
void
luthier_new_job_dataset_set_model (LuthierNewJobDataset *self, LuthierBaseModel *model)
{
  LuthierDatasetRules rules;

  luthier_dataset_rules_init (&rules, model, LUTHIER_METHOD_SUPERVISED, self->validation);
  if (luthier_dataset_rules_equal (&rules, &self->rules))
    return;

  self->rules = rules;
  /* An upload that runs ends if the file is not good for this model. */
  if (self->file != NULL)
    luthier_new_job_dataset_start_check (self);
  else if (self->check != NULL || self->report != NULL)
    luthier_new_job_dataset_start_probe (self);
}

static void
forget (LuthierNewJobDataset *self)
{
  luthier_new_job_dataset_stop_reading (self);
  luthier_new_job_dataset_drop_transfer (self);
  luthier_new_job_dataset_drop_watch (self);
  luthier_new_job_dataset_drop_report (self);
  g_clear_object (&self->file);
  self->anew = FALSE;
}

void
luthier_new_job_dataset_choose_file (LuthierNewJobDataset *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  /* It may be the one that is forgotten. */
  g_autoptr (GFile) chosen = g_object_ref (file);

  forget (self);
  self->file = g_steal_pointer (&chosen);
  luthier_new_job_dataset_set_uri (self, NULL);
  set_file_uri (self, uri);
  luthier_new_job_dataset_start_check (self);
}

void
luthier_new_job_dataset_set_address (LuthierNewJobDataset *self, const char *address)
{
  if (self->file == NULL && self->state != LUTHIER_NEW_JOB_DATASET_EMPTY &&
      g_strcmp0 (address, luthier_new_job_dataset_get_uri (self)) == 0)
    return;

  forget (self);
  set_file_uri (self, NULL);
  luthier_new_job_dataset_set_uri (self, address);
  luthier_new_job_dataset_start_probe (self);
}

void
luthier_new_job_dataset_clear (LuthierNewJobDataset *self)
{
  forget (self);
  set_file_uri (self, NULL);
  luthier_new_job_dataset_set_uri (self, NULL);
  luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_EMPTY, NULL);
}

void
luthier_new_job_dataset_retry (LuthierNewJobDataset *self)
{
  if (self->state == LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED && self->transfer != NULL)
    luthier_transfer_retry (self->transfer);
  else if (self->file != NULL)
    luthier_new_job_dataset_start_check (self);
  else if (self->state != LUTHIER_NEW_JOB_DATASET_EMPTY)
    luthier_new_job_dataset_start_probe (self);
}

void
luthier_new_job_dataset_interrupt (LuthierNewJobDataset *self)
{
  if (self->whole)
    {
      luthier_new_job_dataset_stop_reading (self);
      luthier_new_job_dataset_go_on (self);
    }
  else if (self->transfer != NULL && !luthier_new_job_dataset_is_wanted (self))
    {
      luthier_transfer_cancel (self->transfer);
    }
}

void
luthier_new_job_dataset_stop (LuthierNewJobDataset *self)
{
  luthier_new_job_dataset_stop_reading (self);
  luthier_new_job_dataset_leave_transfer (self);
  luthier_new_job_dataset_drop_watch (self);
}
