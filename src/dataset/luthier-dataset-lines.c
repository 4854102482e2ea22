/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-lines.h"

#include <string.h>

#include "luthier-crc32c.h"
#include "luthier-json-scanner.h"

/* What is read at once stays in the processor's cache until it is judged. */
#define READ_SIZE LUTHIER_DATASET_BLOCK

/* The line that crosses the end of a segment is read on in steps that grow. */
#define TAIL_SIZE (16 * 1024)

struct _LuthierDatasetLines
{
  LuthierDatasetSource *source; /* (unowned) */
  gsize *n_read;                /* (unowned): atomic */
  LuthierDatasetDigest *digest; /* (unowned) (nullable) */
  gsize segment_size;
  gboolean is_file; /* segments may come in any order */

  guint64 first; /* of the segment's bytes, in the file */
  guint64 limit; /* behind the last of them */
  guint32 crc32c;
  guint64 n_bytes; /* which that is of */

  char *buffer; /* (owned) */
  gsize capacity;
  guint64 at;           /* of the buffer, in the file */
  gsize begin;          /* of the line that comes next */
  gsize searched;       /* there is no end of it up to here */
  gsize end;            /* of what was read */
  gsize tail;           /* how much to read next, behind the segment */
  gboolean is_at_end;   /* of the source */
  gboolean is_skipping; /* to the end of an endless line */
};

/* How much to read next. */
static gsize
get_wanted (LuthierDatasetLines *self)
{
  guint64 at = self->at + self->end;

  if (at < self->limit)
    return (gsize) MIN (self->limit - at, READ_SIZE);
  if (!self->is_file)
    return READ_SIZE;
  self->tail = MIN (self->tail * 2, READ_SIZE);
  return self->tail / 2;
}

static void
make_room (LuthierDatasetLines *self, gsize wanted)
{
  if (self->end + wanted <= self->capacity)
    return;
  self->capacity = MAX (self->end + wanted, self->capacity * 2);
  self->buffer = g_realloc (self->buffer, self->capacity + LUTHIER_JSON_PADDING);
}

/* Sums up the part of what was just read that belongs to the segment; of a stream, all of it. */
static void
add_to_crc32c (LuthierDatasetLines *self, gsize n_read)
{
  guint64 first = self->at + self->end, last = first + n_read;

  if (self->is_file)
    {
      first = MAX (first, self->first);
      last = MIN (last, self->limit);
    }
  if (first >= last)
    return;
  self->crc32c = luthier_crc32c_update (self->crc32c, self->buffer + (first - self->at),
                                        (gsize) (last - first));
  self->n_bytes += last - first;
  g_atomic_pointer_add (self->n_read, last - first);
}

/* Reads on behind what is there; FALSE: an error. */
static gboolean
fill (LuthierDatasetLines *self, GCancellable *cancellable, GError **error)
{
  gsize wanted = get_wanted (self);
  gssize n_read;

  make_room (self, wanted);
  n_read = luthier_dataset_source_read (self->source, self->at + self->end,
                                        self->buffer + self->end, wanted, cancellable, error);
  if (n_read < 0)
    return FALSE;
  self->is_at_end = n_read == 0;
  add_to_crc32c (self, (gsize) n_read);
  if (self->digest != NULL)
    luthier_dataset_digest_add (self->digest, self->buffer + self->end, (gsize) n_read);
  self->end += (gsize) n_read;
  /* What comes after the last line is looked at as well, although nothing comes of it. */
  memset (self->buffer + self->end, 0, LUTHIER_JSON_PADDING);
  return TRUE;
}

/* Forgets what was read. */
static void
move_to (LuthierDatasetLines *self, guint64 offset)
{
  self->at = offset;
  self->begin = self->searched = self->end = 0;
  self->is_at_end = FALSE;
}

/* Moves behind the newline that comes next, if there is one in what belongs to the segment. */
static gboolean
skip_to_newline (LuthierDatasetLines *self, GCancellable *cancellable, GError **error)
{
  while (TRUE)
    {
      char *newline = memchr (self->buffer + self->begin, '\n', self->end - self->begin);

      if (newline != NULL)
        {
          self->begin = self->searched = (gsize) (newline + 1 - self->buffer);
          self->is_skipping = FALSE;
          return TRUE;
        }
      move_to (self, self->at + self->end);
      if (self->is_file && self->at >= self->limit)
        return TRUE;
      if (!fill (self, cancellable, error))
        return FALSE;
      if (self->is_at_end)
        return TRUE;
    }
}

/* After a line of megabytes, the room for it is given back. */
static void
shrink (LuthierDatasetLines *self)
{
  gsize usual = self->segment_size + 2 * READ_SIZE;

  if (self->capacity <= 2 * usual || self->end > usual)
    return;
  self->capacity = usual;
  self->buffer = g_realloc (self->buffer, self->capacity + LUTHIER_JSON_PADDING);
}

static void
keep_rest (LuthierDatasetLines *self)
{
  gsize left = self->end - self->begin;

  memmove (self->buffer, self->buffer + self->begin, left);
  self->at += self->begin;
  self->searched -= self->begin;
  self->begin = 0;
  self->end = left;
}

/**
 * luthier_dataset_lines_new:
 * @source: what to read; it has to outlive this
 * @segment_size: in bytes
 * @n_read: (inout): what is read is added to it, each byte once, by any number of threads
 *
 * Returns: (transfer full): a reader, for one thread
 */
LuthierDatasetLines *
luthier_dataset_lines_new (LuthierDatasetSource *source, gsize segment_size, gsize *n_read)
{
  LuthierDatasetLines *self = g_new0 (LuthierDatasetLines, 1);

  self->source = source;
  self->segment_size = segment_size;
  self->n_read = n_read;
  self->is_file = luthier_dataset_source_get_identity (source) != NULL;
  self->capacity = segment_size + READ_SIZE;
  self->buffer = g_malloc (self->capacity + LUTHIER_JSON_PADDING);
  return self;
}

void
luthier_dataset_lines_free (LuthierDatasetLines *self)
{
  g_free (self->buffer);
  g_free (self);
}

/**
 * luthier_dataset_lines_set_digest:
 * @digest: what gets all bytes of a stream; it has to outlive this
 */
void
luthier_dataset_lines_set_digest (LuthierDatasetLines *self, LuthierDatasetDigest *digest)
{
  self->digest = digest;
}

/**
 * luthier_dataset_lines_begin:
 * @segment: the number of a segment, from 0; of a stream, one after the other
 *
 * Goes to the first line that begins in a segment.
 *
 * Returns: %FALSE after an error
 */
gboolean
luthier_dataset_lines_begin (LuthierDatasetLines *self,
                             guint64 segment,
                             GCancellable *cancellable,
                             GError **error)
{
  self->first = segment * self->segment_size;
  self->limit = self->first + self->segment_size;
  self->crc32c = 0;
  self->n_bytes = 0;
  self->tail = TAIL_SIZE;
  if (!self->is_file)
    {
      keep_rest (self);
      shrink (self);
      return TRUE;
    }

  /* A line begins behind a newline, which may be the last byte before the segment. */
  move_to (self, segment > 0 ? self->first - 1 : 0);
  shrink (self);
  return segment == 0 || skip_to_newline (self, cancellable, error);
}

static void
take_line (LuthierDatasetLines *self, LuthierDatasetLine *line, gsize end)
{
  line->offset = self->at + self->begin;
  line->is_endless = end - self->begin > LUTHIER_JSON_MAX_SIZE;
  line->text = self->buffer + self->begin;
  line->length = line->is_endless ? 0 : end - self->begin;
  line->text[line->length] = '\0';
  self->begin = self->searched = MIN (end + 1, self->end);
}

/* A line that is longer than any that is kept: a file's segment ends with it, a stream has to be
 * read to its end. */
static void
take_endless (LuthierDatasetLines *self, LuthierDatasetLine *line)
{
  take_line (self, line, self->end);
  move_to (self, self->at + self->end);
  if (self->is_file)
    self->at = MAX (self->at, self->limit);
  else
    self->is_skipping = TRUE;
  line->text = self->buffer;
  line->text[0] = '\0';
}

/**
 * luthier_dataset_lines_next:
 * @line: (out): the line without its newline, valid up to the next call
 * @cancellable: (nullable): looked at at least every megabyte
 *
 * Reads the next line that begins in the segment. The last one of the file needs no newline.
 *
 * Returns: whether there was one; if not, @error tells an error from the end of the segment
 */
gboolean
luthier_dataset_lines_next (LuthierDatasetLines *self,
                            LuthierDatasetLine *line,
                            GCancellable *cancellable,
                            GError **error)
{
  if (self->is_skipping && !skip_to_newline (self, cancellable, error))
    return FALSE;
  while (self->at + self->begin < self->limit)
    {
      char *newline = memchr (self->buffer + self->searched, '\n', self->end - self->searched);

      if (newline != NULL)
        {
          take_line (self, line, (gsize) (newline - self->buffer));
          return TRUE;
        }
      self->searched = self->end;
      if (self->end - self->begin > LUTHIER_JSON_MAX_SIZE)
        {
          take_endless (self, line);
          return TRUE;
        }
      if (self->is_at_end)
        {
          if (self->begin == self->end)
            return FALSE;
          take_line (self, line, self->end);
          return TRUE;
        }
      if (!fill (self, cancellable, error))
        return FALSE;
    }
  return FALSE;
}

/**
 * luthier_dataset_lines_is_at_end:
 *
 * Returns: whether no line is left in the whole source
 */
gboolean
luthier_dataset_lines_is_at_end (LuthierDatasetLines *self)
{
  return self->is_at_end && self->begin == self->end;
}

/**
 * luthier_dataset_lines_get_crc32c:
 * @n_bytes: (out): how many bytes it is of
 *
 * Sums up bytes: of a file, those of the segment; of a stream, those that were read for it.
 *
 * Returns: their checksum, begun with 0
 */
guint32
luthier_dataset_lines_get_crc32c (LuthierDatasetLines *self, guint64 *n_bytes)
{
  *n_bytes = self->n_bytes;
  return self->crc32c;
}
