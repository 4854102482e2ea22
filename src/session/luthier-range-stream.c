/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-range-stream.h"

#define PART_SIZE (8 * 1024 * 1024)

struct _LuthierRangeStream
{
  GInputStream parent_instance;

  LuthierStorage *storage;      /* (owned) */
  LuthierStorageObject *object; /* (owned) */
  GCancellable *cancellable;    /* (owned) (nullable) */
  GMainContext *context;        /* (owned): where the parts come */
  guint64 asked;                /* in that context: how many bytes were asked for */

  GMutex mutex;
  GCond changed;
  /* Under the mutex: */
  GBytes *next;      /* (owned) (nullable): the part that has come */
  gboolean is_asked; /* the next part is on its way, or there is none */
  GError *error;     /* (owned) (nullable) */

  /* Of the reader: */
  GBytes *part; /* (owned) (nullable) */
  gsize part_position;
  guint64 position;
};

G_DEFINE_FINAL_TYPE (LuthierRangeStream, luthier_range_stream, G_TYPE_INPUT_STREAM)

static void
part_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierRangeStream) self = user_data;
  GError *error = NULL;
  GBytes *bytes = luthier_storage_read_finish (LUTHIER_STORAGE (source), result, &error);

  g_mutex_lock (&self->mutex);
  self->next = bytes;
  self->error = error;
  self->is_asked = FALSE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static gboolean
ask_cb (gpointer user_data)
{
  LuthierRangeStream *self = user_data;
  guint64 left = self->object->size - self->asked;
  gsize length = (gsize) MIN (left, PART_SIZE);
  guint64 offset = self->asked;

  if (length == 0)
    return G_SOURCE_REMOVE;
  self->asked += length;
  luthier_storage_read_async (self->storage, self->object, offset, length, self->cancellable,
                              part_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* The mutex is held. While one part is read, the next one comes. */
static void
ask (LuthierRangeStream *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  self->is_asked = TRUE;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ask_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  LuthierRangeStream *self = user_data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* On the reader's thread: waits for the next part and makes it the current one. */
static gboolean
take_part (LuthierRangeStream *self, GCancellable *cancellable, GError **error)
{
  gulong handler = cancellable != NULL
                       ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL)
                       : 0;
  gboolean taken = FALSE;

  g_mutex_lock (&self->mutex);
  while (self->next == NULL && self->error == NULL && !g_cancellable_is_cancelled (cancellable))
    {
      if (!self->is_asked)
        ask (self);
      g_cond_wait (&self->changed, &self->mutex);
    }
  if (self->next != NULL)
    {
      g_clear_pointer (&self->part, g_bytes_unref);
      self->part = g_steal_pointer (&self->next);
      self->part_position = 0;
      taken = TRUE;
      if (self->position + g_bytes_get_size (self->part) < self->object->size)
        ask (self);
    }
  else if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  else
    g_cancellable_set_error_if_cancelled (cancellable, error);
  g_mutex_unlock (&self->mutex);

  /* It waits for the handler, which waits for the mutex. */
  g_cancellable_disconnect (cancellable, handler);
  return taken;
}

static gssize
luthier_range_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  LuthierRangeStream *self = LUTHIER_RANGE_STREAM (stream);
  const guint8 *bytes;
  gsize size;

  if (self->position >= self->object->size)
    return 0;
  if ((self->part == NULL || self->part_position == g_bytes_get_size (self->part)) &&
      !take_part (self, cancellable, error))
    return -1;

  bytes = g_bytes_get_data (self->part, &size);
  count = MIN (count, size - self->part_position);
  memcpy (buffer, bytes + self->part_position, count);
  self->part_position += count;
  self->position += count;
  return (gssize) count;
}

static void
luthier_range_stream_finalize (GObject *object)
{
  LuthierRangeStream *self = LUTHIER_RANGE_STREAM (object);

  g_clear_object (&self->storage);
  g_clear_pointer (&self->object, luthier_storage_object_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->next, g_bytes_unref);
  g_clear_pointer (&self->part, g_bytes_unref);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (luthier_range_stream_parent_class)->finalize (object);
}

static void
luthier_range_stream_class_init (LuthierRangeStreamClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_range_stream_finalize;
  G_INPUT_STREAM_CLASS (class)->read_fn = luthier_range_stream_read;
}

static void
luthier_range_stream_init (LuthierRangeStream *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
}

LuthierRangeStream *
luthier_range_stream_new (LuthierStorage *storage,
                          LuthierStorageObject *object,
                          GCancellable *cancellable)
{
  LuthierRangeStream *self = g_object_new (LUTHIER_TYPE_RANGE_STREAM, NULL);

  self->storage = g_object_ref (storage);
  self->object = object;
  g_set_object (&self->cancellable, cancellable);
  self->context = g_main_context_ref_thread_default ();
  return self;
}

GError *
luthier_range_stream_dup_error (LuthierRangeStream *self)
{
  GError *error;

  g_return_val_if_fail (LUTHIER_IS_RANGE_STREAM (self), NULL);

  g_mutex_lock (&self->mutex);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->mutex);
  return error;
}
