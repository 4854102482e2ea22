/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-new-job-dataset-private.h"
#include "luthier-resource-name.h"

/* An address is looked up when the typing pauses. */
#define PROBE_DELAY_MS 400

/* One look for an object; by its end another may be under way, or none is wanted. */
typedef struct
{
  LuthierNewJobDataset *dataset; /* (owned) */
  GCancellable *cancellable;     /* (owned) */
} Probe;

static void
probe_free (Probe *probe)
{
  g_object_unref (probe->dataset);
  g_object_unref (probe->cancellable);
  g_free (probe);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Probe, probe_free)

/* One look into an object; by its end another may be under way. */
typedef struct
{
  LuthierNewJobDataset *dataset; /* (owned) */
  LuthierDatasetCheck *check;    /* (owned) */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->dataset);
  g_object_unref (reading->check);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  LuthierNewJobDataset *self = reading->dataset;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierDatasetReport)
      report = luthier_session_check_uri_finish (LUTHIER_SESSION (source), result, &error);

  if (reading->check != self->check)
    return;

  g_clear_object (&self->check);
  self->whole = FALSE;
  if (report != NULL)
    {
      luthier_new_job_dataset_drop_report (self);
      self->report = g_steal_pointer (&report);
    }
  /* It is there, whatever is in it; and what was known of that is still known. */
  if (self->report == NULL)
    luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_FOUND, error);
  else
    luthier_new_job_dataset_go_on (self);
}

static void
start_reading (LuthierNewJobDataset *self, gboolean whole)
{
  Reading *reading = g_new0 (Reading, 1);

  luthier_new_job_dataset_begin_check (self);
  /* Nobody looks for the same data by the hash of what is in the cloud already. */
  luthier_dataset_check_set_identifies (self->check, FALSE);
  self->whole = whole;
  reading->dataset = g_object_ref (self);
  reading->check = g_object_ref (self->check);
  luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_READING, NULL);
  luthier_session_check_uri_async (self->session, luthier_new_job_dataset_get_uri (self),
                                   self->check, whole, self->cancellable, read_cb, reading);
}

/* A file that was uploaded before: is that still it? */
static void
judge_upload (LuthierNewJobDataset *self)
{
  if (self->size >= 0 && (guint64) self->size == self->report->size &&
      luthier_session_is_upload_of (luthier_new_job_dataset_get_uri (self), self->report))
    {
      luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_UPLOADED, NULL);
      return;
    }
  luthier_new_job_dataset_set_uri (self, NULL);
  luthier_new_job_dataset_start_upload (self);
}

static void
judge_address (LuthierNewJobDataset *self, const GError *error)
{
  if (self->size > 0)
    start_reading (self, FALSE);
  else if (self->size == 0)
    luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_HOLLOW, NULL);
  else if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND))
    luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_MISSING, error);
  else if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN))
    luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_DENIED, error);
  else
    luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_UNPROVEN, error);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Probe) probe = user_data;
  LuthierNewJobDataset *self = probe->dataset;
  g_autoptr (GError) error = NULL;
  gint64 size = luthier_session_probe_uri_finish (LUTHIER_SESSION (source), result, &error);

  if (probe->cancellable != self->cancellable ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->size = error == NULL ? size : -1;
  if (self->file != NULL)
    judge_upload (self);
  else
    judge_address (self, error);
}

static gboolean
probe_cb (gpointer user_data)
{
  LuthierNewJobDataset *self = user_data;
  const char *uri = luthier_new_job_dataset_get_uri (self);
  Probe *probe;

  self->probe_id = 0;
  /* Taken out of the spec meanwhile. */
  if (uri == NULL)
    return G_SOURCE_REMOVE;

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  probe = g_new0 (Probe, 1);
  probe->dataset = g_object_ref (self);
  probe->cancellable = g_object_ref (self->cancellable);
  luthier_session_probe_uri_async (self->session, uri, self->cancellable, probed_cb, probe);

  return G_SOURCE_REMOVE;
}

/* Looks up the address of the spec. */
void
luthier_new_job_dataset_start_probe (LuthierNewJobDataset *self)
{
  luthier_new_job_dataset_stop_reading (self);
  self->size = -1;
  if (self->file == NULL)
    luthier_new_job_dataset_drop_report (self);

  if (!luthier_gs_uri_parse (luthier_new_job_dataset_get_uri (self), NULL, NULL))
    {
      luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_MALFORMED, NULL);
      return;
    }

  self->probe_id = luthier_clock_add_timeout (luthier_session_get_clock (self->session),
                                              PROBE_DELAY_MS, probe_cb, self, NULL);
  luthier_new_job_dataset_set_state (self, LUTHIER_NEW_JOB_DATASET_PROBING, NULL);
}

void
luthier_new_job_dataset_read_all (LuthierNewJobDataset *self)
{
  if (luthier_new_job_dataset_can_read_on (self))
    start_reading (self, TRUE);
}
