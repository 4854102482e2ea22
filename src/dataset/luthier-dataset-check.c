/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-check.h"

#include <sys/resource.h>

#include "luthier-dataset-check-private.h"
#include "luthier-dataset-workers.h"

/* Often enough to look smooth, seldom enough to cost nothing. */
#define TICK_MS           50
#define TICKS_TO_PROGRESS 2
#define TICKS_TO_PREVIEW  10

/* Who watches goes first where there are no more processors than threads that check. */
#define NICENESS 5

#define SEGMENT_SIZE (1024 * 1024)

struct _LuthierDatasetCheck
{
  GObject parent_instance;

  LuthierDatasetRules rules;
  LuthierDatasetEffort effort;
  double progress;
  LuthierDatasetReport *preview; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierDatasetCheck, luthier_dataset_check, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROGRESS = 1,
  PROP_PREVIEW,
} LuthierDatasetCheckProperty;

static GParamSpec *properties[PROP_PREVIEW + 1];

/* One run of a check. */
typedef struct
{
  /* Input */
  GFile *file;          /* (owned) (nullable): either this */
  GInputStream *stream; /* (owned) (nullable): or that */
  guint64 size;         /* of a stream, to expect; 0 = not known */

  /* In-progress state */
  LuthierDatasetWorkers *workers; /* (owned) */
  GTask *task;                    /* (owned) (nullable): of the caller, until it is done */
  GSource *ticks;                 /* (owned) */
  guint n_ticks;
} Run;

/* What a thread of its own is told; plain memory. */
typedef struct
{
  Run *run;
  GCancellable *cancellable;
  GError **error;
} Work;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->file);
  g_clear_object (&run->stream);
  g_clear_object (&run->task);
  luthier_dataset_workers_free (run->workers);
  g_source_destroy (run->ticks);
  g_source_unref (run->ticks);
  g_free (run);
}

static void
set_progress (LuthierDatasetCheck *self, double progress)
{
  if (self->progress >= progress && self->progress <= progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/* Takes over the report. */
static void
set_preview (LuthierDatasetCheck *self, LuthierDatasetReport *preview)
{
  if (self->preview == preview)
    return;
  g_clear_pointer (&self->preview, luthier_dataset_report_unref);
  self->preview = preview;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREVIEW]);
}

static void
update_preview (LuthierDatasetCheck *self, Run *run)
{
  LuthierDatasetReport *preview = luthier_dataset_workers_preview (run->workers);

  if (preview != NULL)
    set_preview (self, preview);
}

/* What is found first is shown at once, and then there is time. */
static gboolean
tick_cb (gpointer user_data)
{
  Run *run = user_data;
  LuthierDatasetCheck *self = g_task_get_source_object (run->task);

  run->n_ticks++;
  if (run->n_ticks % TICKS_TO_PROGRESS == 0)
    set_progress (self, luthier_dataset_workers_get_progress (run->workers, run->size));
  if (self->preview == NULL || run->n_ticks % TICKS_TO_PREVIEW == 0)
    update_preview (self, run);
  return G_SOURCE_CONTINUE;
}

/* On Linux each thread has a niceness of its own, and gives it to those that it starts. */
static gpointer
work_nicely (gpointer data)
{
  Work *work = data;

  setpriority (PRIO_PROCESS, 0, NICENESS);
  return luthier_dataset_workers_run (work->run->workers, work->run->file, work->run->stream,
                                      work->cancellable, work->error);
}

/* Not on this thread, which is to be as it was for what runs on it later. */
static void
run_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  Work work = { task_data, cancellable, &error };
  GThread *thread = g_thread_new ("luthier-check", work_nicely, &work);
  LuthierDatasetReport *report = g_thread_join (thread);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) luthier_dataset_report_unref);
  else
    g_task_return_error (task, error);
}

static void
run_in_thread_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  Run *run = g_task_get_task_data (G_TASK (result));
  /* The thread may hold the run a little longer: nothing of the caller's stays in it. */
  g_autoptr (GTask) task = g_steal_pointer (&run->task);
  LuthierDatasetCheck *self = g_task_get_source_object (task);
  GError *error = NULL;
  LuthierDatasetReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  g_source_destroy (run->ticks);
  if (report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  set_progress (self, 1);
  g_task_return_pointer (task, report, (GDestroyNotify) luthier_dataset_report_unref);
}

static void
luthier_dataset_check_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  LuthierDatasetCheck *self = LUTHIER_DATASET_CHECK (object);

  switch ((LuthierDatasetCheckProperty) prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_PREVIEW:
      g_value_set_boxed (value, self->preview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_dataset_check_dispose (GObject *object)
{
  LuthierDatasetCheck *self = LUTHIER_DATASET_CHECK (object);

  g_clear_pointer (&self->preview, luthier_dataset_report_unref);

  G_OBJECT_CLASS (luthier_dataset_check_parent_class)->dispose (object);
}

static void
luthier_dataset_check_class_init (LuthierDatasetCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_dataset_check_dispose;
  object_class->get_property = luthier_dataset_check_get_property;

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                       G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PREVIEW] = g_param_spec_boxed ("preview", NULL, NULL, LUTHIER_TYPE_DATASET_REPORT,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                     G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_dataset_check_init (LuthierDatasetCheck *self)
{
  self->effort = (LuthierDatasetEffort){ .identifies = TRUE, .segment_size = SEGMENT_SIZE };
}

/* Takes over a half-filled run. */
static void
start (LuthierDatasetCheck *self,
       Run *run,
       gpointer source_tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) worker = g_task_new (NULL, cancellable, run_in_thread_cb, NULL);

  g_task_set_source_tag (worker, source_tag);
  run->workers = luthier_dataset_workers_new (&self->rules, &self->effort);
  run->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (run->task, luthier_dataset_check_run_async);
  run->ticks = g_timeout_source_new (TICK_MS);
  g_source_set_callback (run->ticks, tick_cb, run, NULL);
  g_source_set_static_name (run->ticks, "[luthier] dataset check progress");
  g_source_attach (run->ticks, g_task_get_context (run->task));

  set_progress (self, 0);
  set_preview (self, NULL);
  g_task_set_task_data (worker, run, run_free);
  g_task_run_in_thread (worker, run_in_thread);
}

/**
 * luthier_dataset_check_new:
 * @rules: the limits of the model that is to be tuned
 *
 * Returns: (transfer full): a check, which may run more than once, one run after the other
 */
LuthierDatasetCheck *
luthier_dataset_check_new (const LuthierDatasetRules *rules)
{
  LuthierDatasetCheck *self = g_object_new (LUTHIER_TYPE_DATASET_CHECK, NULL);

  self->rules = *rules;
  return self;
}

/**
 * luthier_dataset_check_get_progress:
 *
 * Returns: how much of the file was read, from 0 to 1
 */
double
luthier_dataset_check_get_progress (LuthierDatasetCheck *self)
{
  return self->progress;
}

/**
 * luthier_dataset_check_set_n_threads:
 * @n_threads: how many threads judge; 0, the default: as many as help, four at most. The digest has
 *   one more
 */
void
luthier_dataset_check_set_n_threads (LuthierDatasetCheck *self, guint n_threads)
{
  self->effort.n_threads = n_threads;
}

/**
 * luthier_dataset_check_set_identifies:
 * @identifies: whether SHA-256 is worked out too; it is by default
 */
void
luthier_dataset_check_set_identifies (LuthierDatasetCheck *self, gboolean identifies)
{
  self->effort.identifies = identifies;
}

/**
 * luthier_dataset_check_set_segment_size:
 */
void
luthier_dataset_check_set_segment_size (LuthierDatasetCheck *self, gsize segment_size)
{
  g_return_if_fail (segment_size > 0 && segment_size <= SEGMENT_SIZE);

  self->effort.segment_size = segment_size;
}

/**
 * luthier_dataset_check_get_preview:
 *
 * Returns: (transfer none) (nullable): while it runs, what has been found in single lines so far,
 *   from the beginning of the file
 */
LuthierDatasetReport *
luthier_dataset_check_get_preview (LuthierDatasetCheck *self)
{
  return self->preview;
}

/**
 * luthier_dataset_check_run_async:
 * @file: JSON Lines
 * @cancellable: (nullable): ends the check within a megabyte
 *
 * Reads a file once, on threads, and judges it by the rules of supervised tuning: as lines, as JSON,
 * as conversations, as examples for a model with limits. Memory does not grow with the file; what is
 * needed to find repeated lines goes to a temporary file, 16 bytes a line.
 */
void
luthier_dataset_check_run_async (LuthierDatasetCheck *self,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Run *run = g_new0 (Run, 1);

  run->file = g_object_ref (file);
  start (self, run, luthier_dataset_check_run_async, cancellable, callback, user_data);
}

/**
 * luthier_dataset_check_run_stream_async:
 * @stream: JSON Lines; it is read on a thread, and not closed
 * @size: what to expect, for the progress; 0 if unknown
 * @cancellable: (nullable): ends the check within a megabyte
 *
 * Does what [method@DatasetCheck.run_async] does.
 */
void
luthier_dataset_check_run_stream_async (LuthierDatasetCheck *self,
                                        GInputStream *stream,
                                        guint64 size,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  Run *run = g_new0 (Run, 1);

  run->stream = g_object_ref (stream);
  run->size = size;
  start (self, run, luthier_dataset_check_run_stream_async, cancellable, callback, user_data);
}

/**
 * luthier_dataset_check_run_finish:
 * @error: return location for an error of %G_IO_ERROR: the file could not be read, or cancelled; or
 *   %LUTHIER_ERROR_DATASET: it was changed meanwhile
 *
 * Ends either of the two.
 *
 * Returns: (transfer full) (nullable): what was found
 */
LuthierDatasetReport *
luthier_dataset_check_run_finish (LuthierDatasetCheck *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_dataset_check_run:
 * @file: JSON Lines
 * @cancellable: (nullable): ends the check within a megabyte
 * @error: return location for an error, as of [method@DatasetCheck.run_finish]
 *
 * Does what [method@DatasetCheck.run_async] does, and blocks; there are no previews and no
 * progress.
 *
 * Returns: (transfer full) (nullable): what was found
 */
LuthierDatasetReport *
luthier_dataset_check_run (LuthierDatasetCheck *self,
                           GFile *file,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (LuthierDatasetWorkers)
      workers = luthier_dataset_workers_new (&self->rules, &self->effort);

  return luthier_dataset_workers_run (workers, file, NULL, cancellable, error);
}
