/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-document.h"

/* A file that is being written changes many times: it is read again when that pauses. */
#define SETTLE_MS 400

struct _LuthierDatasetDocument
{
  GObject parent_instance;

  LuthierSession *session; /* (owned) */
  GFile *file;             /* (owned) */
  GFileMonitor *monitor;   /* (owned) (nullable) */
  LuthierBaseModel *model; /* (owned) (nullable) */
  LuthierMethods method;
  gboolean follows_format; /* the method is the one that reads what the file has */
  LuthierDatasetRules rules;

  LuthierDocumentState state;
  LuthierDatasetCheck *check;   /* (owned) (nullable): while it runs */
  GCancellable *cancellable;    /* (owned) (nullable): of the check */
  LuthierDatasetReport *report; /* (owned) (nullable): of the last check that came to its end */
  GError *error;                /* (owned) (nullable) */
  guint settle_id;              /* 0 or of the session's clock */
};

G_DEFINE_FINAL_TYPE (LuthierDatasetDocument, luthier_dataset_document, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
stop_settling (LuthierDatasetDocument *self)
{
  if (self->settle_id != 0)
    luthier_clock_remove (luthier_session_get_clock (self->session), self->settle_id);
  self->settle_id = 0;
}

static void
preview_cb (LuthierDatasetDocument *self)
{
  /* What was found before stays until all is known. */
  if (self->report == NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
progress_cb (LuthierDatasetDocument *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static void
stop_check (LuthierDatasetDocument *self)
{
  if (self->check != NULL)
    g_signal_handlers_disconnect_by_data (self->check, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->check);
}

/* Of the model's methods the one that the examples are for. */
static LuthierMethods
imply_method (LuthierDatasetDocument *self, LuthierBaseModel *model)
{
  LuthierMethods method = LUTHIER_METHOD_SUPERVISED;

  if (model != NULL && self->report != NULL && self->report->format == LUTHIER_FORMAT_PREFERENCE)
    method = LUTHIER_METHOD_PREFERENCE;
  else if (model != NULL && self->report != NULL &&
           self->report->format == LUTHIER_FORMAT_REINFORCEMENT)
    method = LUTHIER_METHOD_REINFORCEMENT;
  return model != NULL && (luthier_base_model_get_methods (model) & method) != 0
             ? method
             : LUTHIER_METHOD_SUPERVISED;
}

static void
set_rules (LuthierDatasetDocument *self,
           LuthierBaseModel *model,
           LuthierMethods method,
           gboolean validation)
{
  LuthierDatasetRules rules;

  luthier_dataset_rules_init (&rules, model, method, validation);
  g_set_object (&self->model, model);
  self->method = method;
  if (luthier_dataset_rules_equal (&rules, &self->rules))
    return;
  self->rules = rules;
  luthier_dataset_document_check_again (self);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierDatasetDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  LuthierDatasetCheck *check = LUTHIER_DATASET_CHECK (source);
  g_autoptr (LuthierDatasetReport)
      report = luthier_dataset_check_run_finish (check, result, &error);

  /* Another one has been begun, or nobody looks any more. */
  if (check != self->check)
    return;

  stop_check (self);
  g_clear_pointer (&self->report, luthier_dataset_report_unref);
  self->report = g_steal_pointer (&report);
  self->error = g_steal_pointer (&error);
  self->state = self->report != NULL ? LUTHIER_DOCUMENT_CHECKED : LUTHIER_DOCUMENT_UNREADABLE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->follows_format && self->report != NULL)
    set_rules (self, self->model, imply_method (self, self->model), self->rules.validation);
}

static gboolean
settled_cb (gpointer user_data)
{
  LuthierDatasetDocument *self = user_data;

  self->settle_id = 0;
  luthier_dataset_document_check_again (self);
  return G_SOURCE_REMOVE;
}

static void
file_changed_cb (LuthierDatasetDocument *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED || event == G_FILE_MONITOR_EVENT_PRE_UNMOUNT)
    return;

  stop_settling (self);
  self->settle_id = luthier_clock_add_timeout (luthier_session_get_clock (self->session), SETTLE_MS,
                                               settled_cb, self, NULL);
}

/* Of a file elsewhere it is not known without waiting whether its changes can be followed. */
static void
watch (LuthierDatasetDocument *self)
{
  if (!g_file_is_native (self->file))
    return;
  self->monitor = g_file_monitor_file (self->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
luthier_dataset_document_dispose (GObject *object)
{
  LuthierDatasetDocument *self = LUTHIER_DATASET_DOCUMENT (object);

  if (self->session != NULL)
    stop_settling (self);
  stop_check (self);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->report, luthier_dataset_report_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->model);
  g_clear_object (&self->file);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (luthier_dataset_document_parent_class)->dispose (object);
}

static void
luthier_dataset_document_class_init (LuthierDatasetDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = luthier_dataset_document_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_dataset_document_init (LuthierDatasetDocument *self)
{
  self->method = LUTHIER_METHOD_SUPERVISED;
  luthier_dataset_rules_init (&self->rules, NULL, self->method, FALSE);
}

/**
 * luthier_dataset_document_new:
 * @session: whose clock is used, and whose catalogue the models are of
 * @file: of this computer
 *
 * Begins to check the file, for whatever model, as supervised training data.
 *
 * Returns: (transfer full): the document
 */
LuthierDatasetDocument *
luthier_dataset_document_new (LuthierSession *session, GFile *file)
{
  LuthierDatasetDocument *self = g_object_new (LUTHIER_TYPE_DATASET_DOCUMENT, NULL);

  self->session = g_object_ref (session);
  self->file = g_object_ref (file);
  watch (self);
  luthier_dataset_document_check_again (self);
  return self;
}

LuthierSession *
luthier_dataset_document_get_session (LuthierDatasetDocument *self)
{
  return self->session;
}

GFile *
luthier_dataset_document_get_file (LuthierDatasetDocument *self)
{
  return self->file;
}

LuthierDocumentState
luthier_dataset_document_get_state (LuthierDatasetDocument *self)
{
  return self->state;
}

/**
 * luthier_dataset_document_get_progress:
 *
 * Returns: how much of the file is checked, 0 to 1
 */
double
luthier_dataset_document_get_progress (LuthierDatasetDocument *self)
{
  return self->check != NULL ? luthier_dataset_check_get_progress (self->check) : 1;
}

/**
 * luthier_dataset_document_get_report:
 *
 * Returns: (transfer none) (nullable): what the last check found; while the first one runs, what it
 *   has found so far
 */
LuthierDatasetReport *
luthier_dataset_document_get_report (LuthierDatasetDocument *self)
{
  if (self->report != NULL || self->check == NULL)
    return self->report;
  return luthier_dataset_check_get_preview (self->check);
}

/**
 * luthier_dataset_document_get_error:
 *
 * Returns: (nullable): why the file could not be read, an error of %G_IO_ERROR
 */
const GError *
luthier_dataset_document_get_error (LuthierDatasetDocument *self)
{
  return self->error;
}

const LuthierDatasetRules *
luthier_dataset_document_get_rules (LuthierDatasetDocument *self)
{
  return &self->rules;
}

LuthierBaseModel *
luthier_dataset_document_get_model (LuthierDatasetDocument *self)
{
  return self->model;
}

LuthierMethods
luthier_dataset_document_get_method (LuthierDatasetDocument *self)
{
  return self->method;
}

/**
 * luthier_dataset_document_set_purpose:
 * @model: (nullable): what is to be tuned; %NULL: its limits are not known
 * @method: how: exactly one of them
 * @validation: whether this is validation data
 *
 * Checks the file again if that makes a difference.
 */
void
luthier_dataset_document_set_purpose (LuthierDatasetDocument *self,
                                      LuthierBaseModel *model,
                                      LuthierMethods method,
                                      gboolean validation)
{
  self->follows_format = FALSE;
  set_rules (self, model, method, validation);
}

/**
 * luthier_dataset_document_set_model:
 * @model: (nullable): what is to be tuned; %NULL: its limits are not known
 *
 * Does what [method@DatasetDocument.set_purpose] does, for the method of the model that reads what
 * the file has: examples of preferences are for preference tuning.
 */
void
luthier_dataset_document_set_model (LuthierDatasetDocument *self, LuthierBaseModel *model)
{
  self->follows_format = TRUE;
  set_rules (self, model, imply_method (self, model), self->rules.validation);
}

/**
 * luthier_dataset_document_check_again:
 *
 * Reads the whole file once more; a check that is under way is given up.
 */
void
luthier_dataset_document_check_again (LuthierDatasetDocument *self)
{
  stop_settling (self);
  stop_check (self);
  g_clear_error (&self->error);

  self->state = LUTHIER_DOCUMENT_CHECKING;
  self->cancellable = g_cancellable_new ();
  self->check = luthier_dataset_check_new (&self->rules);
  g_signal_connect_object (self->check, "notify::progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "notify::preview", G_CALLBACK (preview_cb), self,
                           G_CONNECT_SWAPPED);
  luthier_dataset_check_run_async (self->check, self->file, self->cancellable, checked_cb,
                                   g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * luthier_dataset_document_close:
 *
 * Ends what is under way: nothing is read for a window that is gone.
 */
void
luthier_dataset_document_close (LuthierDatasetDocument *self)
{
  stop_settling (self);
  stop_check (self);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}
