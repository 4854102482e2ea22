/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-run.h"

#include <math.h>

#include "luthier-comparison-values.h"

struct _LuthierRun
{
  GObject parent_instance;

  LuthierRunResults *results; /* (owned) */
  guint version;              /* of the results that were read */
  LuthierComparedJob values;  /* (owned) */
  char *title_key;            /* (owned) (nullable) */
  gboolean is_read;           /* values and key are those of the job as it is */
};

G_DEFINE_FINAL_TYPE (LuthierRun, luthier_run, G_TYPE_OBJECT)

static guint changed_signal;

static void
set_stale (LuthierRun *self)
{
  self->is_read = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

/* What is to be known besides the job; the present time, or 0. */
static gint64
ask_session (LuthierRun *self)
{
  LuthierSession *session = luthier_run_results_get_session (self->results);
  LuthierProfile *profile;
  LuthierCatalogue *catalogue;
  LuthierBaseModel *model = NULL;

  if (session == NULL)
    return 0;
  profile = luthier_session_get_profile (session);
  catalogue = luthier_session_get_catalogue (session);
  if (catalogue != NULL)
    model = luthier_catalogue_lookup (catalogue, luthier_job_get_base_model (self->values.job));
  g_set_object (&self->values.model, model);
  g_set_object (&self->values.asked, luthier_session_get_asked (session, self->values.job));
  self->values.free_of_charge = profile != NULL &&
                                luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE;
  return luthier_clock_get_real_time (luthier_session_get_clock (session));
}

static void
set_measured (LuthierRun *self, LuthierCompared what, double number, gint64 step)
{
  LuthierComparedValue *value = &self->values.values[what];

  value->kind = isfinite (number) ? LUTHIER_VALUE_NUMBER : LUTHIER_VALUE_NOT_KNOWN;
  value->number = number;
  value->step = isfinite (number) ? step : -1;
}

static void
read_result (LuthierRun *self)
{
  const LuthierResult none = { NAN, -1, NAN, -1 };
  const LuthierResult *result = luthier_run_results_lookup (self->results, self->values.job);

  if (result == NULL)
    result = &none;
  set_measured (self, LUTHIER_COMPARED_VALIDATION, result->best_validation_loss,
                result->best_validation_step);
  set_measured (self, LUTHIER_COMPARED_TRAINING, result->last_training_loss,
                result->last_training_step);
  self->version = luthier_run_results_get_version (self->results);
}

static void
read_job (LuthierRun *self)
{
  luthier_compared_job_read (&self->values, LUTHIER_METRIC_LOSS, ask_session (self));
  g_clear_pointer (&self->title_key, g_free);
  self->is_read = TRUE;
}

static void
read_values (LuthierRun *self)
{
  const gboolean is_read = self->is_read;

  if (!is_read)
    read_job (self);
  if (!is_read || self->version != luthier_run_results_get_version (self->results))
    read_result (self);
}

static void
luthier_run_finalize (GObject *object)
{
  LuthierRun *self = LUTHIER_RUN (object);

  luthier_compared_job_clear (&self->values);
  luthier_run_results_unref (self->results);
  g_free (self->title_key);
  G_OBJECT_CLASS (luthier_run_parent_class)->finalize (object);
}

static void
luthier_run_class_init (LuthierRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_run_finalize;

  changed_signal = g_signal_new ("changed", LUTHIER_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
luthier_run_init (LuthierRun *self)
{
}

/**
 * luthier_run_new:
 * @results: what came of jobs
 * @job: one of them
 *
 * Returns: (transfer full): the row
 */
LuthierRun *
luthier_run_new (LuthierRunResults *results, LuthierJob *job)
{
  LuthierRun *self = g_object_new (LUTHIER_TYPE_RUN, NULL);

  self->results = luthier_run_results_ref (results);
  self->values.job = g_object_ref (job);
  g_signal_connect_object (job, "notify", G_CALLBACK (set_stale), self, G_CONNECT_SWAPPED);
  return self;
}

LuthierJob *
luthier_run_get_job (LuthierRun *self)
{
  return self->values.job;
}

/**
 * luthier_run_get_value:
 * @what: which of its values
 *
 * Returns: (transfer none): the value, which may be one that is not known
 */
const LuthierComparedValue *
luthier_run_get_value (LuthierRun *self, LuthierCompared what)
{
  read_values (self);
  return &self->values.values[what];
}

const char *
luthier_run_get_title_key (LuthierRun *self)
{
  read_values (self);
  if (self->title_key == NULL)
    {
      const char *title = luthier_job_get_title (self->values.job);
      g_autofree char *folded = g_utf8_casefold (title != NULL ? title : "", -1);

      self->title_key = g_utf8_collate_key (folded, -1);
    }
  return self->title_key;
}
