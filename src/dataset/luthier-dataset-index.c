/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-index.h"

#include <glib/gi18n.h>

#include "luthier-dataset-index-private.h"
#include "luthier-dataset-lines.h"
#include "luthier-dataset-needle.h"
#include "luthier-error.h"

struct _LuthierDatasetIndex
{
  GArray *marks; /* (owned) (element-type LuthierIndexMark) */
  guint64 n_lines;
  gsize segment_size;
  gboolean has_identity;
  LuthierDatasetIdentity identity;
};

/* What a thread is asked for. */
typedef struct
{
  LuthierDatasetIndex *index; /* (owned) */
  GFile *file;                /* (owned) */
  guint64 line;
  gboolean backwards;
  LuthierDatasetNeedle *needle; /* (owned) (nullable): of a search */
  gsize n_read;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  luthier_dataset_index_unref (look->index);
  g_object_unref (look->file);
  g_clear_pointer (&look->needle, luthier_dataset_needle_free);
  g_free (look);
}

/**
 * luthier_dataset_index_new:
 *
 * Returns: (transfer full): an index
 */
LuthierDatasetIndex *
luthier_dataset_index_new (GArray *marks,
                           guint64 n_lines,
                           gsize segment_size,
                           const LuthierDatasetIdentity *identity)
{
  LuthierDatasetIndex *self = g_atomic_rc_box_new0 (LuthierDatasetIndex);

  self->marks = marks;
  self->n_lines = n_lines;
  self->segment_size = segment_size;
  self->has_identity = identity != NULL;
  if (identity != NULL)
    self->identity = *identity;
  return self;
}

/**
 * luthier_dataset_index_ref:
 *
 * Returns: (transfer full): the same index
 */
LuthierDatasetIndex *
luthier_dataset_index_ref (LuthierDatasetIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LuthierDatasetIndex *self = data;

  g_array_unref (self->marks);
}

void
luthier_dataset_index_unref (LuthierDatasetIndex *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * luthier_dataset_index_get_n_lines:
 *
 * Returns: how many lines the file has, blank ones too
 */
guint64
luthier_dataset_index_get_n_lines (LuthierDatasetIndex *self)
{
  return self->n_lines;
}

static const LuthierIndexMark *
get_mark (LuthierDatasetIndex *self, guint i)
{
  return &g_array_index (self->marks, LuthierIndexMark, i);
}

/* The last mark that a line, or an offset, is not before. */
static guint
find_mark (LuthierDatasetIndex *self, guint64 line, guint64 offset)
{
  guint first = 0, behind = self->marks->len;

  while (behind - first > 1)
    {
      guint middle = first + (behind - first) / 2;
      const LuthierIndexMark *mark = get_mark (self, middle);

      if (mark->line <= line && mark->offset <= offset)
        first = middle;
      else
        behind = middle;
    }
  return first;
}

/**
 * luthier_dataset_index_locate:
 *
 * Returns: the place of a whole line
 */
LuthierDatasetPlace
luthier_dataset_index_locate (LuthierDatasetIndex *self,
                              guint64 segment,
                              guint64 offset,
                              guint64 line)
{
  guint64 last = (segment + 1) * self->segment_size - 1;
  const LuthierIndexMark *mark = get_mark (self, find_mark (self, G_MAXUINT64, last));

  return (LuthierDatasetPlace){ .line = mark->line + line, .offset = mark->offset + offset };
}

static LuthierDatasetSource *
open_source (Look *look, GCancellable *cancellable, GError **error)
{
  LuthierDatasetIndex *index = look->index;
  g_autoptr (LuthierDatasetSource)
      source = luthier_dataset_source_open (look->file, cancellable, error);

  if (source == NULL || !luthier_dataset_identity_matches (&index->identity, source, error))
    return NULL;
  return g_steal_pointer (&source);
}

static gboolean
begin (LuthierDatasetIndex *self,
       LuthierDatasetLines *lines,
       guint mark,
       GCancellable *cancellable,
       GError **error)
{
  return luthier_dataset_lines_begin (lines, get_mark (self, mark)->offset / self->segment_size,
                                      cancellable, error);
}

/* A line without its end, as on Windows too. */
static GBytes *
make_bytes (const LuthierDatasetLine *line, GError **error)
{
  gsize length = line->length;

  if (line->is_endless)
    {
      g_propagate_error (error, luthier_error_new (LUTHIER_ERROR_DATASET, NULL,
                                                   _ ("The line is too long to be shown: "
                                                      "it takes more than 64 MB.")));
      return NULL;
    }
  if (length > 0 && line->text[length - 1] == '\r')
    length--;
  return g_bytes_new (line->text, length);
}

static GBytes *
read_line (Look *look, LuthierDatasetLines *lines, GCancellable *cancellable, GError **error)
{
  guint mark = find_mark (look->index, look->line, G_MAXUINT64);
  guint64 number = get_mark (look->index, mark)->line;
  g_autoptr (GError) failure = NULL;
  LuthierDatasetLine line;

  if (!begin (look->index, lines, mark, cancellable, error))
    return NULL;
  while (luthier_dataset_lines_next (lines, &line, cancellable, &failure))
    if (number++ == look->line)
      return make_bytes (&line, error);
  if (failure == NULL)
    failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the line is not there");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
read_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Look *look = task_data;
  GError *error = NULL;
  g_autoptr (LuthierDatasetSource) source = open_source (look, cancellable, &error);
  g_autoptr (LuthierDatasetLines) lines = NULL;
  GBytes *bytes = NULL;

  if (source != NULL)
    {
      lines = luthier_dataset_lines_new (source, look->index->segment_size, &look->n_read);
      bytes = read_line (look, lines, cancellable, &error);
    }
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* Looks through the lines of a segment; line: the one that was found, 0 for none. */
static gboolean
search_segment (Look *look,
                LuthierDatasetLines *lines,
                guint mark,
                guint64 *found,
                GCancellable *cancellable,
                GError **error)
{
  guint64 number = get_mark (look->index, mark)->line;
  g_autoptr (GError) failure = NULL;
  LuthierDatasetLine line;

  if (!begin (look->index, lines, mark, cancellable, error))
    return FALSE;
  for (; luthier_dataset_lines_next (lines, &line, cancellable, &failure); number++)
    {
      if (look->backwards ? number > look->line : number < look->line)
        continue;
      if (!luthier_dataset_needle_is_in (look->needle, line.text, line.length))
        continue;
      *found = number;
      if (!look->backwards)
        break;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
search_in_thread (GTask *task,
                  gpointer source_object,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  Look *look = task_data;
  GError *error = NULL;
  g_autoptr (LuthierDatasetSource) source = open_source (look, cancellable, &error);
  g_autoptr (LuthierDatasetLines) lines = NULL;
  guint mark = find_mark (look->index, look->line, G_MAXUINT64);
  guint64 found = 0;
  gboolean is_right = source != NULL;

  if (is_right)
    lines = luthier_dataset_lines_new (source, look->index->segment_size, &look->n_read);
  for (; is_right && found == 0 && mark < look->index->marks->len; mark += look->backwards ? -1 : 1)
    is_right = search_segment (look, lines, mark, &found, cancellable, &error);
  if (is_right)
    g_task_return_int (task, (gssize) found);
  else
    g_task_return_error (task, error);
}

static Look *
look_new (LuthierDatasetIndex *self, GFile *file, guint64 line)
{
  Look *look = g_new0 (Look, 1);

  look->index = luthier_dataset_index_ref (self);
  look->file = g_object_ref (file);
  look->line = line;
  return look;
}

/* What cannot be there is known at once. */
static gboolean
refuse_line (GTask *task, LuthierDatasetIndex *self, guint64 line)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, line);

  if (self->has_identity && line >= 1 && line <= self->n_lines)
    return FALSE;
  g_task_return_error (task, luthier_error_new (LUTHIER_ERROR_DATASET, NULL,
                                                _ ("The file has no line %s."), number));
  return TRUE;
}

/**
 * luthier_dataset_index_read_async:
 * @file: the file that the index is of
 * @line: the number of a line, from 1
 * @cancellable: (nullable):
 *
 * Reads a line, on a thread.
 */
void
luthier_dataset_index_read_async (LuthierDatasetIndex *self,
                                  GFile *file,
                                  guint64 line,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, luthier_dataset_index_read_async);
  if (refuse_line (task, self, line))
    return;
  g_task_set_task_data (task, look_new (self, file, line), look_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * luthier_dataset_index_read_finish:
 * @error: return location for an error: %LUTHIER_ERROR_DATASET if the file is not as it was, or the
 *   line is not there; or of %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the line without its end
 */
GBytes *
luthier_dataset_index_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_dataset_index_search_async:
 * @file: the file that the index is of
 * @text: what to look for
 * @from_line: where to begin: the first line to look at
 * @backwards: whether to go on towards the beginning of the file
 * @cancellable: (nullable): ends the search within a megabyte
 *
 * Looks for a line that holds a text, on a thread, up to the end or beginning of the file.
 */
void
luthier_dataset_index_search_async (LuthierDatasetIndex *self,
                                    GFile *file,
                                    const char *text,
                                    guint64 from_line,
                                    gboolean backwards,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Look *look = look_new (self, file, from_line);

  g_task_set_source_tag (task, luthier_dataset_index_search_async);
  look->backwards = backwards;
  look->needle = luthier_dataset_needle_new (text);
  g_task_set_task_data (task, look, look_free);
  if (*text == '\0' || from_line < 1 || from_line > self->n_lines)
    g_task_return_int (task, 0);
  else
    g_task_run_in_thread (task, search_in_thread);
}

/**
 * luthier_dataset_index_search_finish:
 * @error: return location for an error, as of reading a line
 *
 * Returns: the number of the line; 0 if there is none, and after an error
 */
guint64
luthier_dataset_index_search_finish (GAsyncResult *result, GError **error)
{
  gssize line = g_task_propagate_int (G_TASK (result), error);

  return line > 0 ? (guint64) line : 0;
}
