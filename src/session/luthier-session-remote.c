/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>
#include <string.h>

#include "luthier-error.h"
#include "luthier-range-stream.h"
#include "luthier-session-private.h"

/* What is looked at without being asked to look at all of it. */
#define BEGINNING (1024 * 1024)


/* One check of an object. */
typedef struct
{
  LuthierDatasetCheck *check; /* (owned) */
  char *gs_uri;               /* (owned) */
  gboolean whole;
  GCancellable *cancellable; /* (owned): what both of these cancel: */
  GCancellable *wanted;      /* (owned) (nullable): the caller's */
  GCancellable *closed;      /* (owned): the profile's */
  gulong wanted_handler;
  gulong closed_handler;
  LuthierStorage *storage;      /* (owned) (nullable) */
  LuthierStorageObject *object; /* (owned) (nullable): as it was found */
  gboolean is_cut;              /* within its first line */
  LuthierRangeStream *stream;   /* (owned) (nullable) */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_cancellable_disconnect (look->wanted, look->wanted_handler);
  g_cancellable_disconnect (look->closed, look->closed_handler);
  g_clear_object (&look->wanted);
  g_clear_object (&look->closed);
  g_clear_object (&look->cancellable);
  g_clear_object (&look->check);
  g_clear_object (&look->storage);
  g_clear_object (&look->stream);
  g_clear_pointer (&look->object, luthier_storage_object_free);
  g_free (look->gs_uri);
  g_free (look);
}

static gboolean
is_part (const Look *look)
{
  return !look->whole && look->object->size > BEGINNING;
}

/* How many examples there have to be, a part does not tell; nor a part of a line whether it is JSON.
 * What the whole file is shows all the same, as a list or in another encoding. */
static gboolean
is_about_end (const Look *look, const LuthierDatasetFinding *finding)
{
  static const char *const of_part[] = { "few", "too-few", NULL };
  static const char *const of_cut[] = { "not-json", "not-utf-8", "many-dropped", NULL };

  return g_strv_contains (of_part, finding->id) ||
         (look->is_cut && g_strv_contains (of_cut, finding->id));
}

static void
mark_as_part (const Look *look, LuthierDatasetReport *report)
{
  report->is_partial = TRUE;
  report->size = look->object->size;
  for (guint i = report->findings->len; i > 0; i--)
    if (is_about_end (look, g_ptr_array_index (report->findings, i - 1)))
      g_ptr_array_remove_index (report->findings, i - 1);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;
  GError *cause = NULL;
  LuthierDatasetReport *report = luthier_dataset_check_run_finish (LUTHIER_DATASET_CHECK (source),
                                                                   result, &error);

  if (report == NULL)
    {
      /* What the service said tells more than that it could not be read. */
      cause = look->stream != NULL ? luthier_range_stream_dup_error (look->stream) : NULL;
      if (cause != NULL)
        g_error_free (error);
      g_task_return_error (task, cause != NULL ? cause : error);
      return;
    }

  if (is_part (look))
    mark_as_part (look, report);
  g_task_return_pointer (task, report, (GDestroyNotify) luthier_dataset_report_unref);
}

/* The last line of a part is cut off somewhere, and would be judged as if it ended there. */
static GBytes *
cut_at_line_end (Look *look, GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *end = memrchr (text, '\n', size);

  look->is_cut = end == NULL;
  return end != NULL ? g_bytes_new_from_bytes (bytes, 0, (gsize) (end - text) + 1)
                     : g_bytes_ref (bytes);
}

static void
check_bytes (GTask *task, GBytes *bytes)
{
  Look *look = g_task_get_task_data (task);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  luthier_dataset_check_run_stream_async (look->check, stream, g_bytes_get_size (bytes),
                                          look->cancellable, checked_cb, g_object_ref (task));
}

static void
beginning_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = luthier_storage_read_finish (LUTHIER_STORAGE (source), result, &error);
  g_autoptr (GBytes) lines = NULL;

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lines = is_part (look) ? cut_at_line_end (look, bytes) : g_bytes_ref (bytes);
  check_bytes (task, lines);
}

/* Takes the object. */
static void
check_object (GTask *task, LuthierStorageObject *object)
{
  Look *look = g_task_get_task_data (task);
  g_autoptr (GBytes) nothing = NULL;

  look->object = object;
  if (g_strcmp0 (object->content_encoding, "gzip") == 0)
    g_task_return_new_error (
        task, LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
        _ ("“%s” is stored compressed, so that no part of it can be looked at: upload it without "
           "compression"),
        look->gs_uri);
  else if (object->size == 0)
    {
      nothing = g_bytes_new (NULL, 0);
      check_bytes (task, nothing);
    }
  else if (object->size <= BEGINNING || !look->whole)
    luthier_storage_read_async (look->storage, object, 0, (gsize) MIN (object->size, BEGINNING),
                                look->cancellable, beginning_read_cb, g_object_ref (task));
  else
    {
      /* The stream reads what was found, not what somebody puts in its place meanwhile. */
      look->object = g_new0 (LuthierStorageObject, 1);
      look->object->size = object->size;
      look->stream = luthier_range_stream_new (look->storage, object, look->cancellable);
      luthier_dataset_check_run_stream_async (look->check, G_INPUT_STREAM (look->stream),
                                              object->size, look->cancellable, checked_cb,
                                              g_object_ref (task));
    }
}

static void
stat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  LuthierStorageObject *object = luthier_storage_stat_finish (LUTHIER_STORAGE (source), result,
                                                              &error);

  if (object != NULL)
    check_object (task, object);
  else
    g_task_return_error (task, error);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierConnection *connection = LUTHIER_CONNECTION (source);
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  if (!luthier_connection_ready_finish (connection, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  look->storage = g_object_ref (luthier_connection_get_storage (connection));
  luthier_storage_stat_async (look->storage, look->gs_uri, look->cancellable, stat_cb,
                              g_object_ref (task));
}

static void
cancelled_cb (GCancellable *source, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gulong
cancel_with (Look *look, GCancellable *source)
{
  return source != NULL ? g_cancellable_connect (source, G_CALLBACK (cancelled_cb),
                                                 g_object_ref (look->cancellable), g_object_unref)
                        : 0;
}

/**
 * luthier_session_check_uri_async:
 * @gs_uri: gs://bucket/object
 * @check: how it is checked; it tells how far it is
 * @whole: whether all of it is read, or the first megabyte only
 * @cancellable: (nullable): a cancellable
 *
 * Checks an object where it is. Of a part that is not all of it the report says that it is partial,
 * and how large the object is.
 *
 * Errors: those of luthier_session_probe_uri_async(); %LUTHIER_ERROR_DATASET if it is compressed
 */
void
luthier_session_check_uri_async (LuthierSession *self,
                                 const char *gs_uri,
                                 LuthierDatasetCheck *check,
                                 gboolean whole,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;
  Look *look = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (gs_uri != NULL);
  g_return_if_fail (LUTHIER_IS_DATASET_CHECK (check));

  task = luthier_session_new_task (self, callback, user_data, luthier_session_check_uri_async);
  if (task == NULL)
    return;

  look = g_new0 (Look, 1);
  look->check = g_object_ref (check);
  look->gs_uri = g_strdup (gs_uri);
  look->whole = whole;
  look->cancellable = g_cancellable_new ();
  g_set_object (&look->wanted, cancellable);
  g_set_object (&look->closed, luthier_connection_get_cancellable (self->connection));
  look->wanted_handler = cancel_with (look, look->wanted);
  look->closed_handler = cancel_with (look, look->closed);
  g_task_set_task_data (task, look, look_free);
  luthier_connection_ready_async (self->connection, ready_cb, task);
}

LuthierDatasetReport *
luthier_session_check_uri_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
