/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-check.h"

#include "luthier-dataset-fault.h"
#include "luthier-dataset-pass.h"

/* Often enough to look smooth, seldom enough to cost nothing. */
#define PROGRESS_INTERVAL_MS 100

/* Progress goes from thread to thread as one atomic integer. */
#define PROGRESS_STEPS 10000

struct _LuthierDatasetCheck
{
  GObject parent_instance;

  LuthierDatasetRules rules;
  double progress;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetCheck, luthier_dataset_check, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROGRESS = 1,
} LuthierDatasetCheckProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

/* One run of a check. */
typedef struct
{
  /* Input */
  LuthierDatasetRules rules;
  GFile *file;          /* (owned) (nullable): either this */
  GInputStream *stream; /* (owned) (nullable): or that */
  guint64 size;

  /* In-progress state */
  GTask *task;    /* (owned) (nullable): of the caller, until it is done */
  GSource *ticks; /* (owned) */
  int steps;      /* atomic */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->file);
  g_clear_object (&run->stream);
  g_clear_object (&run->task);
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

static gboolean
tick_cb (gpointer user_data)
{
  Run *run = user_data;

  set_progress (g_task_get_source_object (run->task),
                (double) g_atomic_int_get (&run->steps) / PROGRESS_STEPS);
  return G_SOURCE_CONTINUE;
}

/* The size of a file may change while it is read, and that of a stream may be unknown. */
static void
report_progress (Run *run, guint64 n_read)
{
  double part = run->size > 0 ? (double) n_read / (double) run->size : 0;

  g_atomic_int_set (&run->steps, (int) (MIN (part, 1) * PROGRESS_STEPS));
}

static gboolean
open_file (Run *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (run->file == NULL)
    return TRUE;
  stream = g_file_read (run->file, cancellable, error);
  if (stream == NULL)
    return FALSE;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  if (info != NULL)
    run->size = (guint64) g_file_info_get_size (info);
  run->stream = G_INPUT_STREAM (g_steal_pointer (&stream));
  return TRUE;
}

/* Looks at the beginning of the stream, which stays in the buffer. */
static gboolean
sniff (GBufferedInputStream *stream,
       LuthierDatasetSniff *result,
       GCancellable *cancellable,
       GError **error)
{
  const char *bytes;
  gsize available;
  gssize n_read = 1;

  while (n_read > 0 && g_buffered_input_stream_get_available (stream) < LUTHIER_DATASET_SNIFF_BYTES)
    n_read = g_buffered_input_stream_fill (stream, -1, cancellable, error);
  if (n_read < 0)
    return FALSE;
  bytes = g_buffered_input_stream_peek_buffer (stream, &available);
  luthier_dataset_sniff_read (result, bytes, available, n_read == 0);
  return TRUE;
}

static LuthierDatasetReport *
read_lines (Run *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (LuthierDatasetDigest) digest = luthier_dataset_digest_new ();
  g_autoptr (GInputStream)
      stream = g_buffered_input_stream_new_sized (run->stream, LUTHIER_DATASET_SNIFF_BYTES);
  g_autoptr (LuthierDatasetLines) lines = luthier_dataset_lines_new (stream, digest);
  g_autoptr (LuthierDatasetPass) pass = luthier_dataset_pass_new (&run->rules);
  g_autoptr (GError) failure = NULL;
  LuthierDatasetReport *report;
  LuthierDatasetLine line;
  LuthierDatasetSniff beginning;
  guint64 n_read = 0;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  if (!sniff (G_BUFFERED_INPUT_STREAM (stream), &beginning, cancellable, error))
    return NULL;
  luthier_dataset_pass_begin (pass, &beginning);
  while (luthier_dataset_lines_next (lines, &line, cancellable, &failure))
    {
      luthier_dataset_pass_take_line (pass, &line);
      if (n_read != luthier_dataset_lines_get_n_read (lines))
        {
          n_read = luthier_dataset_lines_get_n_read (lines);
          report_progress (run, n_read);
        }
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  report = luthier_dataset_pass_finish (pass, luthier_dataset_lines_get_n_read (lines));
  report->sha256 = luthier_dataset_digest_finish (digest, &report->crc32c);
  return report;
}

static void
run_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  LuthierDatasetReport *report = NULL;

  if (open_file (run, cancellable, &error))
    report = read_lines (run, cancellable, &error);
  if (report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  report->elapsed_us = g_get_monotonic_time () - start;
  g_task_return_pointer (task, report, (GDestroyNotify) luthier_dataset_report_unref);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_dataset_check_class_init (LuthierDatasetCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = luthier_dataset_check_get_property;

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                       G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_dataset_check_init (LuthierDatasetCheck *self)
{
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
  run->rules = self->rules;
  run->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (run->task, luthier_dataset_check_run_async);
  run->ticks = g_timeout_source_new (PROGRESS_INTERVAL_MS);
  g_source_set_callback (run->ticks, tick_cb, run, NULL);
  g_source_set_static_name (run->ticks, "[luthier] dataset check progress");
  g_source_attach (run->ticks, g_task_get_context (run->task));

  set_progress (self, 0);
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

void
luthier_dataset_check_set_n_threads (LuthierDatasetCheck *self, guint n_threads)
{
}

void
luthier_dataset_check_set_identifies (LuthierDatasetCheck *self, gboolean identifies)
{
}

LuthierDatasetReport *
luthier_dataset_check_get_preview (LuthierDatasetCheck *self)
{
  return NULL;
}

LuthierDatasetReport *
luthier_dataset_check_run (LuthierDatasetCheck *self,
                           GFile *file,
                           GCancellable *cancellable,
                           GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Not yet");
  return NULL;
}

GPtrArray *
luthier_dataset_check_line (const LuthierDatasetRules *rules, const char *line, gsize length)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_dataset_finding_free);
}

/**
 * luthier_dataset_check_run_async:
 * @file: JSON Lines
 * @cancellable: (nullable): ends the check within a megabyte
 *
 * Reads a file once, on a thread, and judges it by the rules of supervised tuning: as lines, as
 * JSON, as conversations, as examples for a model with limits. Memory does not grow with the file,
 * but for 16 bytes a line, up to four million lines; copies of lines beyond are not found.
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
 * @error: return location for an error of %G_IO_ERROR: the file could not be read, or cancelled
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
