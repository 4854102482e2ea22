/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload-reader.h"

struct _LuthierUploadReader
{
  LuthierUploadSource *source; /* (unowned) */
  guint8 *current;             /* (owned) */
  guint8 *next;                /* (owned) (nullable): until it is needed */
  gsize chunk;

  GThread *thread; /* (owned) (nullable): fills next */
  /* Given to the thread, and back with its end: */
  guint64 offset;
  gsize length;
  GCancellable *cancellable; /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  gboolean is_filled;
};

LuthierUploadReader *
luthier_upload_reader_new (LuthierUploadSource *source, gsize chunk)
{
  LuthierUploadReader *self = g_new0 (LuthierUploadReader, 1);

  self->source = source;
  self->chunk = chunk;
  self->current = g_malloc (chunk);
  return self;
}

void
luthier_upload_reader_free (LuthierUploadReader *self)
{
  luthier_upload_reader_settle (self);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->current);
  g_free (self->next);
  g_free (self);
}

static gpointer
fill (gpointer data)
{
  LuthierUploadReader *self = data;

  self->is_filled = luthier_upload_source_read (self->source, self->offset, self->next,
                                                self->length, self->cancellable, &self->error);
  return NULL;
}

void
luthier_upload_reader_settle (LuthierUploadReader *self)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}

void
luthier_upload_reader_begin (LuthierUploadReader *self,
                             guint64 offset,
                             gsize length,
                             GCancellable *cancellable)
{
  luthier_upload_reader_settle (self);
  g_clear_error (&self->error);
  self->is_filled = FALSE;
  if (self->next == NULL)
    self->next = g_malloc (self->chunk);
  self->offset = offset;
  self->length = length;
  g_set_object (&self->cancellable, cancellable);
  /* Without a thread it is read when it is asked for. */
  self->thread = g_thread_try_new ("luthier-read", fill, self, NULL);
}

const guint8 *
luthier_upload_reader_read (LuthierUploadReader *self,
                            guint64 offset,
                            gsize length,
                            GCancellable *cancellable,
                            GError **error)
{
  guint8 *filled = self->next;

  luthier_upload_reader_settle (self);
  if (self->is_filled && self->offset == offset && self->length == length)
    {
      self->is_filled = FALSE;
      self->next = self->current;
      self->current = filled;
      return self->current;
    }
  return luthier_upload_source_read (self->source, offset, self->current, length, cancellable,
                                     error)
             ? self->current
             : NULL;
}
