/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-rewrite.h"

#include "luthier-dataset-convert.h"
#include "luthier-dataset-mend.h"
#include "luthier-dataset-split.h"

/* Often enough to look smooth, seldom enough to cost nothing. */
#define PROGRESS_INTERVAL_MS 100

struct _LuthierDatasetRewrite
{
  GObject parent_instance;

  double progress;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetRewrite, luthier_dataset_rewrite, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROGRESS = 1,
} LuthierDatasetRewriteProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

/* One run. */
typedef struct _Run Run;

struct _Run
{
  /* Input */
  LuthierDatasetOutcome *(*work) (Run *run, GCancellable *cancellable, GError **error);
  GFile *source;     /* (owned) */
  GFile *targets[2]; /* (owned) (nullable) */
  LuthierDatasetRepairs repairs;
  LuthierDatasetFormat from;
  LuthierDatasetSplit split;

  /* In-progress state */
  GTask *task;    /* (owned) (nullable): of the caller, until it is done */
  GSource *ticks; /* (owned) */
  LuthierDatasetMeter meter;
};

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->source);
  g_clear_object (&run->targets[0]);
  g_clear_object (&run->targets[1]);
  g_clear_object (&run->task);
  g_source_destroy (run->ticks);
  g_source_unref (run->ticks);
  g_free (run);
}

static void
set_progress (LuthierDatasetRewrite *self, double progress)
{
  if (self->progress >= progress && self->progress <= progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static gboolean
tick_cb (gpointer user_data)
{
  Run *run = user_data;

  set_progress (g_task_get_source_object (run->task), luthier_dataset_meter_get (&run->meter));
  return G_SOURCE_CONTINUE;
}

static void
run_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;
  GError *error = NULL;
  LuthierDatasetOutcome *outcome = run->work (run, cancellable, &error);

  if (outcome == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, outcome, (GDestroyNotify) luthier_dataset_outcome_free);
}

static void
run_in_thread_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  Run *run = g_task_get_task_data (G_TASK (result));
  /* The thread may hold the run a little longer: nothing of the caller's stays in it. */
  g_autoptr (GTask) task = g_steal_pointer (&run->task);
  LuthierDatasetRewrite *self = g_task_get_source_object (task);
  GError *error = NULL;
  LuthierDatasetOutcome *outcome = g_task_propagate_pointer (G_TASK (result), &error);

  g_source_destroy (run->ticks);
  if (outcome == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  set_progress (self, 1);
  g_task_return_pointer (task, outcome, (GDestroyNotify) luthier_dataset_outcome_free);
}

/* Takes over a half-filled run. */
static void
start (LuthierDatasetRewrite *self,
       Run *run,
       gpointer source_tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) worker = g_task_new (NULL, cancellable, run_in_thread_cb, NULL);

  /* A file that is complete is there, whoever changes their mind: what was done is told. */
  g_task_set_check_cancellable (worker, FALSE);
  g_task_set_source_tag (worker, source_tag);
  run->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (run->task, FALSE);
  g_task_set_source_tag (run->task, source_tag);
  run->ticks = g_timeout_source_new (PROGRESS_INTERVAL_MS);
  g_source_set_callback (run->ticks, tick_cb, run, NULL);
  g_source_set_static_name (run->ticks, "[luthier] dataset rewrite progress");
  g_source_attach (run->ticks, g_task_get_context (run->task));

  set_progress (self, 0);
  g_task_set_task_data (worker, run, run_free);
  g_task_run_in_thread (worker, run_in_thread);
}

static LuthierDatasetOutcome *
mend (Run *run, GCancellable *cancellable, GError **error)
{
  return luthier_dataset_mend (run->source, run->targets[0], run->repairs, &run->meter, cancellable,
                               error);
}

static LuthierDatasetOutcome *
convert (Run *run, GCancellable *cancellable, GError **error)
{
  return luthier_dataset_convert (run->source, run->targets[0], run->from, &run->meter, cancellable,
                                  error);
}

static LuthierDatasetOutcome *
divide (Run *run, GCancellable *cancellable, GError **error)
{
  return luthier_dataset_split (run->source, run->targets[0], run->targets[1], &run->split,
                                &run->meter, cancellable, error);
}

static void
luthier_dataset_rewrite_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  LuthierDatasetRewrite *self = LUTHIER_DATASET_REWRITE (object);

  switch ((LuthierDatasetRewriteProperty) prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_dataset_rewrite_class_init (LuthierDatasetRewriteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = luthier_dataset_rewrite_get_property;

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                       G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_dataset_rewrite_init (LuthierDatasetRewrite *self)
{
}

LuthierDatasetRewrite *
luthier_dataset_rewrite_new (void)
{
  return g_object_new (LUTHIER_TYPE_DATASET_REWRITE, NULL);
}

/**
 * luthier_dataset_rewrite_get_progress:
 *
 * Returns: how much of the file was read, from 0 to 1
 */
double
luthier_dataset_rewrite_get_progress (LuthierDatasetRewrite *self)
{
  return self->progress;
}

/**
 * luthier_dataset_rewrite_mend_async:
 * @source: what to read; it stays as it is
 * @target: the mended copy, which takes the place of what is there
 * @repairs: what is put right
 * @cancellable: (nullable): ends it, with nothing left
 *
 * Makes a copy in which is right what can be put right without knowing what is meant.
 */
void
luthier_dataset_rewrite_mend_async (LuthierDatasetRewrite *self,
                                    GFile *source,
                                    GFile *target,
                                    LuthierDatasetRepairs repairs,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Run *run = g_new0 (Run, 1);

  run->work = mend;
  run->source = g_object_ref (source);
  run->targets[0] = g_object_ref (target);
  run->repairs = repairs;
  start (self, run, luthier_dataset_rewrite_mend_async, cancellable, callback, user_data);
}

/**
 * luthier_dataset_rewrite_convert_async:
 * @source: what to read; it stays as it is
 * @target: the converted copy, which takes the place of what is there
 * @from: the format of the source; if unknown, every example is looked at
 * @cancellable: (nullable): ends it, with nothing left
 *
 * Makes a copy in the format of supervised tuning. Every example of it passes the check; what could
 * not be carried over is among the losses.
 */
void
luthier_dataset_rewrite_convert_async (LuthierDatasetRewrite *self,
                                       GFile *source,
                                       GFile *target,
                                       LuthierDatasetFormat from,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  Run *run = g_new0 (Run, 1);

  run->work = convert;
  run->source = g_object_ref (source);
  run->targets[0] = g_object_ref (target);
  run->from = from;
  start (self, run, luthier_dataset_rewrite_convert_async, cancellable, callback, user_data);
}

/**
 * luthier_dataset_rewrite_split_async:
 * @source: what to read; it stays as it is
 * @training: the larger part, which takes the place of what is there
 * @validation: the smaller part, which does too
 * @split: how much goes where
 * @cancellable: (nullable): ends it, with nothing left
 *
 * Divides a file into two, always alike. Equal examples are on the same side.
 */
void
luthier_dataset_rewrite_split_async (LuthierDatasetRewrite *self,
                                     GFile *source,
                                     GFile *training,
                                     GFile *validation,
                                     const LuthierDatasetSplit *split,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Run *run = g_new0 (Run, 1);

  run->work = divide;
  run->source = g_object_ref (source);
  run->targets[0] = g_object_ref (training);
  run->targets[1] = g_object_ref (validation);
  run->split = *split;
  start (self, run, luthier_dataset_rewrite_split_async, cancellable, callback, user_data);
}

/**
 * luthier_dataset_rewrite_finish:
 *
 * Ends any of the three.
 *
 * Returns: (transfer full) (nullable): what became of the file
 */
LuthierDatasetOutcome *
luthier_dataset_rewrite_finish (LuthierDatasetRewrite *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
luthier_dataset_outcome_free (LuthierDatasetOutcome *self)
{
  g_ptr_array_unref (self->losses);
  g_free (self);
}
