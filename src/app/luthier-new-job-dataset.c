/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-dataset.h"

#include "luthier-dataset-check.h"
#include "luthier-error.h"
#include "luthier-resource-name.h"

/* An address is looked up when the typing pauses. */
#define PROBE_DELAY_MS 400

struct _LuthierNewJobDataset
{
  GObject parent_instance;

  LuthierSession *session; /* (owned) */
  LuthierJobSpec *spec;    /* (owned) */
  gboolean validation;
  LuthierDatasetRules rules;

  LuthierNewJobDatasetState state;
  GFile *file;                  /* (owned) (nullable) */
  LuthierDatasetCheck *check;   /* (owned) (nullable): while it runs */
  LuthierDatasetReport *report; /* (owned) (nullable) */
  LuthierTransfer *transfer;    /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) (nullable): of check or probe */
  GError *error;                /* (owned) (nullable) */
  gint64 size;                  /* of what the address names, -1 = not known */
  guint probe_id;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobDataset, luthier_new_job_dataset, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void start_probe (LuthierNewJobDataset *self);
static void start_upload (LuthierNewJobDataset *self);

static const char *
get_uri (LuthierNewJobDataset *self)
{
  return self->validation ? luthier_job_spec_get_validation_uri (self->spec)
                          : luthier_job_spec_get_training_uri (self->spec);
}

static void
set_uri (LuthierNewJobDataset *self, const char *uri)
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

static void
set_state (LuthierNewJobDataset *self, LuthierNewJobDatasetState state, const GError *error)
{
  GError *copy = error != NULL ? g_error_copy (error) : NULL;

  g_clear_error (&self->error);
  self->error = copy;
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
transfer_state_cb (LuthierNewJobDataset *self)
{
  switch (luthier_transfer_get_state (self->transfer))
    {
    case LUTHIER_TRANSFER_DONE:
      set_uri (self, luthier_transfer_get_uri (self->transfer));
      set_state (self, LUTHIER_NEW_JOB_DATASET_UPLOADED, NULL);
      break;

    case LUTHIER_TRANSFER_FAILED:
    case LUTHIER_TRANSFER_CANCELLED:
      set_state (self, LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED,
                 luthier_transfer_get_error (self->transfer));
      break;

    case LUTHIER_TRANSFER_RUNNING:
    case LUTHIER_TRANSFER_WAITING:
    default:
      set_state (self, LUTHIER_NEW_JOB_DATASET_UPLOADING, NULL);
      break;
    }
}

static void
drop_transfer (LuthierNewJobDataset *self)
{
  if (self->transfer == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->transfer, transfer_state_cb, self);
  luthier_transfer_cancel (self->transfer);
  g_clear_object (&self->transfer);
}

static void
start_upload (LuthierNewJobDataset *self)
{
  const char *bucket = luthier_job_spec_get_bucket (self->spec);

  drop_transfer (self);
  if (bucket == NULL || *bucket == '\0')
    {
      set_state (self, LUTHIER_NEW_JOB_DATASET_NO_BUCKET, NULL);
      return;
    }

  self->transfer = luthier_session_upload (self->session, self->file, self->report, bucket);
  g_signal_connect_object (self->transfer, "notify::state", G_CALLBACK (transfer_state_cb), self,
                           G_CONNECT_SWAPPED);
  transfer_state_cb (self);
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
  g_clear_pointer (&self->report, luthier_dataset_report_unref);
  self->report = g_steal_pointer (&report);

  if (self->report == NULL)
    set_state (self, LUTHIER_NEW_JOB_DATASET_UNREADABLE, error);
  else if (luthier_dataset_report_has_errors (self->report))
    set_state (self, LUTHIER_NEW_JOB_DATASET_FAULTY, NULL);
  else if (get_uri (self) != NULL && *get_uri (self) != '\0')
    start_probe (self); /* It was uploaded before: is that still this file? */
  else
    start_upload (self);
}

static void
progress_cb (LuthierNewJobDataset *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static void
stop_reading (LuthierNewJobDataset *self)
{
  if (self->probe_id != 0)
    luthier_clock_remove (luthier_session_get_clock (self->session), self->probe_id);
  self->probe_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->check);
}

static void
start_check (LuthierNewJobDataset *self)
{
  stop_reading (self);
  g_clear_pointer (&self->report, luthier_dataset_report_unref);

  self->cancellable = g_cancellable_new ();
  self->check = luthier_dataset_check_new (&self->rules);
  g_signal_connect_object (self->check, "notify::progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  set_state (self, LUTHIER_NEW_JOB_DATASET_CHECKING, NULL);
  luthier_dataset_check_run_async (self->check, self->file, self->cancellable, checked_cb,
                                   g_object_ref (self));
}

static void
judge_probe (LuthierNewJobDataset *self, const GError *error)
{
  gboolean found = self->size >= 0;

  if (self->file == NULL)
    {
      if (found)
        set_state (self, LUTHIER_NEW_JOB_DATASET_FOUND, NULL);
      else if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND))
        set_state (self, LUTHIER_NEW_JOB_DATASET_MISSING, error);
      else
        set_state (self, LUTHIER_NEW_JOB_DATASET_UNPROVEN, error);
    }
  else if (found && (guint64) self->size == self->report->size)
    {
      set_state (self, LUTHIER_NEW_JOB_DATASET_UPLOADED, NULL);
    }
  else
    {
      set_uri (self, NULL);
      start_upload (self);
    }
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierNewJobDataset) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 size = luthier_session_probe_uri_finish (LUTHIER_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->size = error == NULL ? size : -1;
  judge_probe (self, error);
}

static gboolean
probe_cb (gpointer user_data)
{
  LuthierNewJobDataset *self = user_data;

  self->probe_id = 0;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  luthier_session_probe_uri_async (self->session, get_uri (self), self->cancellable, probed_cb,
                                   g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
start_probe (LuthierNewJobDataset *self)
{
  stop_reading (self);
  self->size = -1;

  if (!luthier_gs_uri_parse (get_uri (self), NULL, NULL))
    {
      set_state (self, LUTHIER_NEW_JOB_DATASET_MALFORMED, NULL);
      return;
    }

  self->probe_id = luthier_clock_add_timeout (luthier_session_get_clock (self->session),
                                              PROBE_DELAY_MS, probe_cb, self, NULL);
  set_state (self, LUTHIER_NEW_JOB_DATASET_PROBING, NULL);
}

/* The file goes where the user says now, also if that is elsewhere than before. */
static void
bucket_cb (LuthierNewJobDataset *self)
{
  if (self->file == NULL || self->check != NULL || self->report == NULL ||
      luthier_dataset_report_has_errors (self->report))
    return;

  stop_reading (self);
  set_uri (self, NULL);
  start_upload (self);
}

static void
restore (LuthierNewJobDataset *self)
{
  const char *file = self->validation ? luthier_job_spec_get_validation_file (self->spec)
                                      : luthier_job_spec_get_training_file (self->spec);
  const char *uri = get_uri (self);

  if (file != NULL && *file != '\0')
    {
      self->file = g_file_new_for_uri (file);
      start_check (self);
    }
  else if (uri != NULL && *uri != '\0')
    {
      start_probe (self);
    }
}

static void
luthier_new_job_dataset_dispose (GObject *object)
{
  LuthierNewJobDataset *self = LUTHIER_NEW_JOB_DATASET (object);

  stop_reading (self);
  if (self->transfer != NULL)
    g_signal_handlers_disconnect_by_func (self->transfer, transfer_state_cb, self);
  g_clear_object (&self->transfer);
  g_clear_object (&self->file);
  g_clear_pointer (&self->report, luthier_dataset_report_unref);
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
  self->rules.validation = validation;
  g_signal_connect_object (spec, "notify::bucket", G_CALLBACK (bucket_cb), self, G_CONNECT_SWAPPED);
  restore (self);

  return self;
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
         self->state == LUTHIER_NEW_JOB_DATASET_FOUND ||
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
  return get_uri (self);
}

LuthierDatasetReport *
luthier_new_job_dataset_get_report (LuthierNewJobDataset *self)
{
  return self->report;
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

void
luthier_new_job_dataset_set_model (LuthierNewJobDataset *self, LuthierBaseModel *model)
{
  LuthierDatasetRules rules = { .validation = self->validation };

  if (model != NULL)
    {
      rules.max_example_tokens = luthier_base_model_get_max_example_tokens (model);
      rules.max_examples = self->validation ? luthier_base_model_get_max_validation_examples (model)
                                            : luthier_base_model_get_max_examples (model);
      rules.max_size = luthier_base_model_get_max_file_size (model);
    }

  if (rules.max_example_tokens == self->rules.max_example_tokens &&
      rules.max_examples == self->rules.max_examples && rules.max_size == self->rules.max_size)
    return;

  self->rules = rules;
  /* An upload that runs goes on only if the file is good for this model too. */
  if (self->file != NULL)
    {
      drop_transfer (self);
      start_check (self);
    }
}

void
luthier_new_job_dataset_choose_file (LuthierNewJobDataset *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  drop_transfer (self);
  g_set_object (&self->file, file);
  set_uri (self, NULL);
  set_file_uri (self, uri);
  start_check (self);
}

void
luthier_new_job_dataset_set_address (LuthierNewJobDataset *self, const char *address)
{
  if (self->file == NULL && g_strcmp0 (address, get_uri (self)) == 0 &&
      self->state != LUTHIER_NEW_JOB_DATASET_EMPTY)
    return;

  drop_transfer (self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->report, luthier_dataset_report_unref);
  set_file_uri (self, NULL);
  set_uri (self, address);
  start_probe (self);
}

void
luthier_new_job_dataset_clear (LuthierNewJobDataset *self)
{
  stop_reading (self);
  drop_transfer (self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->report, luthier_dataset_report_unref);
  set_file_uri (self, NULL);
  set_uri (self, NULL);
  set_state (self, LUTHIER_NEW_JOB_DATASET_EMPTY, NULL);
}

void
luthier_new_job_dataset_retry (LuthierNewJobDataset *self)
{
  if (self->state == LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED && self->transfer != NULL)
    luthier_transfer_retry (self->transfer);
  else if (self->file != NULL)
    start_check (self);
  else if (self->state != LUTHIER_NEW_JOB_DATASET_EMPTY)
    start_probe (self);
}

void
luthier_new_job_dataset_stop (LuthierNewJobDataset *self)
{
  stop_reading (self);
  if (self->transfer != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->transfer, transfer_state_cb, self);
      luthier_transfer_cancel (self->transfer);
      g_clear_object (&self->transfer);
    }
}
