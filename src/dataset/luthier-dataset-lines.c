/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-lines.h"

#include <string.h>

#include "luthier-json-scanner.h"

struct _LuthierDatasetLines
{
  GInputStream *stream;         /* (owned) */
  LuthierDatasetDigest *digest; /* (unowned) */
  guint64 n_read;
  gboolean is_at_end; /* of the stream */

  char *buffer; /* (owned) */
  gsize capacity;
  gsize begin;    /* of the line that comes next */
  gsize searched; /* there is no end of it up to here */
  gsize end;      /* of what was read */
  gboolean is_endless;
};

/* Makes room for a block behind what is left of the last one. */
static void
make_room (LuthierDatasetLines *self)
{
  gsize left = self->end - self->begin;

  if (left > LUTHIER_JSON_MAX_SIZE)
    {
      self->is_endless = TRUE;
      left = 0;
    }
  else if (self->begin > 0)
    memmove (self->buffer, self->buffer + self->begin, left);
  self->begin = 0;
  self->end = self->searched = left;

  if (self->capacity - left < LUTHIER_DATASET_BLOCK)
    {
      self->capacity *= 2;
      self->buffer = g_realloc (self->buffer, self->capacity + LUTHIER_JSON_PADDING);
    }
}

static gboolean
read_block (LuthierDatasetLines *self, GCancellable *cancellable, GError **error)
{
  gssize n_read;

  make_room (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  n_read = g_input_stream_read (self->stream, self->buffer + self->end, LUTHIER_DATASET_BLOCK,
                                cancellable, error);
  if (n_read < 0)
    return FALSE;

  luthier_dataset_digest_add (self->digest, self->buffer + self->end, (gsize) n_read);
  self->is_at_end = n_read == 0;
  self->end += (gsize) n_read;
  self->n_read += (guint64) n_read;
  return TRUE;
}

static void
take_line (LuthierDatasetLines *self, LuthierDatasetLine *line, gsize end)
{
  line->is_endless = self->is_endless;
  line->text = self->buffer + self->begin;
  line->length = self->is_endless ? 0 : end - self->begin;
  line->text[line->length] = '\0';
  self->is_endless = FALSE;
  self->begin = self->searched = MIN (end + 1, self->end);
}

/**
 * luthier_dataset_lines_new:
 * @stream: what to read; it is not closed
 * @digest: what gets all bytes too
 *
 * Returns: (transfer full): a reader at the beginning of the stream
 */
LuthierDatasetLines *
luthier_dataset_lines_new (GInputStream *stream, LuthierDatasetDigest *digest)
{
  LuthierDatasetLines *self = g_new0 (LuthierDatasetLines, 1);

  self->stream = g_object_ref (stream);
  self->digest = digest;
  self->capacity = 2 * LUTHIER_DATASET_BLOCK;
  self->buffer = g_malloc (self->capacity + LUTHIER_JSON_PADDING);
  return self;
}

void
luthier_dataset_lines_free (LuthierDatasetLines *self)
{
  g_object_unref (self->stream);
  g_free (self->buffer);
  g_free (self);
}

/**
 * luthier_dataset_lines_next:
 * @line: (out): the line without its newline, valid up to the next call
 * @cancellable: (nullable): looked at once a block
 *
 * Reads the next line. The last one needs no newline.
 *
 * Returns: whether there was one; if not, @error tells an error from the end
 */
gboolean
luthier_dataset_lines_next (LuthierDatasetLines *self,
                            LuthierDatasetLine *line,
                            GCancellable *cancellable,
                            GError **error)
{
  while (TRUE)
    {
      char *newline = memchr (self->buffer + self->searched, '\n', self->end - self->searched);

      if (newline != NULL)
        {
          take_line (self, line, (gsize) (newline - self->buffer));
          return TRUE;
        }
      self->searched = self->end;
      if (self->is_at_end)
        {
          if (self->begin == self->end && !self->is_endless)
            return FALSE;
          take_line (self, line, self->end);
          return TRUE;
        }
      if (!read_block (self, cancellable, error))
        return FALSE;
    }
}

/**
 * luthier_dataset_lines_get_n_read:
 *
 * Returns: how many bytes were read so far
 */
guint64
luthier_dataset_lines_get_n_read (LuthierDatasetLines *self)
{
  return self->n_read;
}
