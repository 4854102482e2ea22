/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-workers.h"

#include "luthier-dataset-digest.h"
#include "luthier-dataset-judge.h"
#include "luthier-dataset-pass.h"

/* More than these wait for the disk. */
#define MAX_THREADS 4

struct _LuthierDatasetWorkers
{
  LuthierDatasetRules rules;
  LuthierDatasetEffort effort;
  GCancellable *cancellable; /* (unowned) (nullable): of the caller */
  gsize n_read;              /* atomic */
  gsize size;                /* atomic: of the file; 0 = not known yet, or never */

  LuthierDatasetSource *source; /* (owned) (nullable) */
  LuthierDatasetDigest *digest; /* (owned) (nullable) */
  LuthierDatasetSniff sniff;

  GMutex mutex;             /* for all that follows */
  GCond cond;               /* a part is free, or all is over */
  LuthierDatasetPass *pass; /* (owned) (nullable) */
  guint64 n_segments;
  guint64 next_segment; /* to be read */
  guint64 next_part;    /* to be put together */
  guint n_parts;
  GPtrArray *free_parts;               /* (owned) */
  LuthierDatasetStretch **ready_parts; /* (owned): by segment, modulo n_parts */
  gboolean has_news;                   /* since the last preview */
  gboolean is_stopped;
  GError *error; /* (owned) (nullable): the first one */
};

/**
 * luthier_dataset_workers_new:
 * @rules: the limits of a model
 *
 * Returns: (transfer full): workers for one run
 */
LuthierDatasetWorkers *
luthier_dataset_workers_new (const LuthierDatasetRules *rules, const LuthierDatasetEffort *effort)
{
  LuthierDatasetWorkers *self = g_new0 (LuthierDatasetWorkers, 1);

  self->rules = *rules;
  self->effort = *effort;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->free_parts = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_dataset_stretch_free);
  return self;
}

void
luthier_dataset_workers_free (LuthierDatasetWorkers *self)
{
  for (guint i = 0; self->ready_parts != NULL && i < self->n_parts; i++)
    g_clear_pointer (&self->ready_parts[i], luthier_dataset_stretch_free);
  g_free (self->ready_parts);
  g_ptr_array_unref (self->free_parts);
  g_clear_pointer (&self->digest, luthier_dataset_digest_free);
  g_clear_pointer (&self->pass, luthier_dataset_pass_free);
  g_clear_pointer (&self->source, luthier_dataset_source_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

/* The next segment to read, and something to note in what is found; NULL: there is no more. */
static LuthierDatasetStretch *
take_segment (LuthierDatasetWorkers *self)
{
  LuthierDatasetStretch *part = NULL;

  g_mutex_lock (&self->mutex);
  while (self->free_parts->len == 0 && !self->is_stopped)
    g_cond_wait (&self->cond, &self->mutex);
  if (!self->is_stopped && self->next_segment < self->n_segments)
    {
      part = g_ptr_array_steal_index_fast (self->free_parts, self->free_parts->len - 1);
      part->segment = self->next_segment++;
    }
  g_mutex_unlock (&self->mutex);
  return part;
}

/* Puts together what is there without a gap. */
static void
deliver_part (LuthierDatasetWorkers *self, LuthierDatasetStretch *part, gboolean is_last)
{
  LuthierDatasetStretch **ready;

  g_mutex_lock (&self->mutex);
  if (is_last)
    self->n_segments = part->segment + 1;
  self->ready_parts[part->segment % self->n_parts] = part;
  while (*(ready = &self->ready_parts[self->next_part % self->n_parts]) != NULL)
    {
      part = g_steal_pointer (ready);
      luthier_dataset_pass_take_stretch (self->pass, part);
      luthier_dataset_stretch_reset (part);
      g_ptr_array_add (self->free_parts, part);
      self->next_part++;
      self->has_news = TRUE;
    }
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
stop (LuthierDatasetWorkers *self, LuthierDatasetStretch *part, GError *error)
{
  g_mutex_lock (&self->mutex);
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  self->is_stopped = TRUE;
  g_ptr_array_add (self->free_parts, part);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
read_segment (LuthierDatasetWorkers *self,
              LuthierDatasetLines *lines,
              LuthierDatasetJudge *judge,
              LuthierDatasetStretch *part,
              GError **error)
{
  LuthierDatasetLine line;

  luthier_dataset_judge_begin (judge, part);
  if (!luthier_dataset_lines_begin (lines, part->segment, self->cancellable, error))
    return;
  while (luthier_dataset_lines_next (lines, &line, self->cancellable, error))
    luthier_dataset_judge_take_line (judge, &line);
  luthier_dataset_judge_end (judge);
  part->crc32c = luthier_dataset_lines_get_crc32c (lines, &part->n_bytes);
}

static gpointer
work (gpointer data)
{
  LuthierDatasetWorkers *self = data;
  gboolean is_file = luthier_dataset_source_get_identity (self->source) != NULL;
  g_autoptr (LuthierDatasetJudge)
      judge = luthier_dataset_judge_new (&self->rules, luthier_dataset_pass_get_enough (self->pass),
                                         luthier_dataset_pass_get_fingerprints (self->pass));
  g_autoptr (LuthierDatasetLines)
      lines = luthier_dataset_lines_new (self->source, self->effort.segment_size, &self->n_read);
  LuthierDatasetStretch *part;

  luthier_dataset_judge_set_sniff (judge, &self->sniff);
  if (!is_file && self->digest != NULL)
    luthier_dataset_lines_set_digest (lines, self->digest);
  while ((part = take_segment (self)) != NULL)
    {
      GError *error = NULL;

      read_segment (self, lines, judge, part, &error);
      if (error != NULL)
        stop (self, part, error);
      else
        deliver_part (self, part, !is_file && luthier_dataset_lines_is_at_end (lines));
    }
  return NULL;
}

static GBytes *
read_head (LuthierDatasetWorkers *self, GError **error)
{
  g_autofree char *head = g_malloc (LUTHIER_DATASET_SNIFF_BYTES);
  gsize length = 0;
  gssize n_read = 1;

  while (n_read > 0 && length < LUTHIER_DATASET_SNIFF_BYTES)
    {
      n_read = luthier_dataset_source_read (self->source, length, head + length,
                                            LUTHIER_DATASET_SNIFF_BYTES - length, self->cancellable,
                                            error);
      if (n_read < 0)
        return NULL;
      length += (gsize) n_read;
    }
  return g_bytes_new (head, length);
}

/* What makes all of a file unreadable shows at its beginning. */
static gboolean
look_at_opening (LuthierDatasetWorkers *self, GError **error)
{
  g_autoptr (GBytes) head = read_head (self, error);
  const char *bytes;
  gsize length;

  if (head == NULL)
    return FALSE;
  bytes = g_bytes_get_data (head, &length);
  luthier_dataset_sniff_read (&self->sniff, length > 0 ? bytes : "", length,
                              length < LUTHIER_DATASET_SNIFF_BYTES);
  luthier_dataset_pass_begin (self->pass, &self->sniff);
  if (length > 0)
    luthier_dataset_source_push_back (self->source, head);
  return TRUE;
}

static gboolean
open_source (LuthierDatasetWorkers *self, GFile *file, GInputStream *stream, GError **error)
{
  const LuthierDatasetIdentity *identity;
  LuthierDatasetPass *pass;

  self->source = file != NULL ? luthier_dataset_source_open (file, self->cancellable, error)
                              : luthier_dataset_source_new_for_stream (stream);
  if (self->source == NULL)
    return FALSE;
  identity = luthier_dataset_source_get_identity (self->source);
  if (identity != NULL)
    g_atomic_pointer_add (&self->size, identity->size);
  pass = luthier_dataset_pass_new (&self->rules, self->effort.segment_size, identity);
  g_mutex_lock (&self->mutex);
  self->pass = pass;
  g_mutex_unlock (&self->mutex);
  return look_at_opening (self, error);
}

static guint
choose_n_threads (LuthierDatasetWorkers *self)
{
  guint n_threads = self->effort.n_threads;

  if (luthier_dataset_source_get_identity (self->source) == NULL)
    return 1;
  if (n_threads == 0)
    n_threads = MIN (g_get_num_processors (), MAX_THREADS);
  return (guint) CLAMP (self->n_segments, 1, n_threads);
}

/* This thread is one of the workers. */
static void
run_workers (LuthierDatasetWorkers *self)
{
  const LuthierDatasetIdentity *identity = luthier_dataset_source_get_identity (self->source);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  guint n_threads;

  self->n_segments = identity != NULL ? (identity->size - 1) / self->effort.segment_size + 1
                                      : G_MAXUINT64;
  n_threads = choose_n_threads (self);
  self->n_parts = 2 * n_threads;
  self->ready_parts = g_new0 (LuthierDatasetStretch *, self->n_parts);
  for (guint i = 0; i < self->n_parts; i++)
    g_ptr_array_add (self->free_parts, luthier_dataset_stretch_new ());

  for (guint i = 1; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("luthier-check", work, self));
  work (self);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
}

static void
begin_digest (LuthierDatasetWorkers *self)
{
  if (!self->effort.identifies)
    return;
  self->digest = luthier_dataset_source_get_identity (self->source) != NULL
                     ? luthier_dataset_digest_new_for_file (self->source)
                     : luthier_dataset_digest_new ();
}

static LuthierDatasetReport *
finish (LuthierDatasetWorkers *self, GError **error)
{
  g_autoptr (LuthierDatasetPass) pass = NULL;
  g_autoptr (LuthierDatasetReport) report = NULL;

  /* Nobody who wants a preview waits for this. */
  g_mutex_lock (&self->mutex);
  pass = g_steal_pointer (&self->pass);
  g_mutex_unlock (&self->mutex);
  report = luthier_dataset_pass_finish (pass, self->cancellable, error);
  if (report == NULL)
    return NULL;
  if (self->digest != NULL)
    {
      report->sha256 = luthier_dataset_digest_finish (self->digest, error);
      if (report->sha256 == NULL)
        return NULL;
    }
  if (!luthier_dataset_source_is_unchanged (self->source, error))
    return NULL;
  return g_steal_pointer (&report);
}

/**
 * luthier_dataset_workers_run:
 * @file: (nullable): what to read
 * @stream: (nullable): or else this; it is not closed
 * @cancellable: (nullable): ends it within a megabyte
 * @error: return location for an error of %G_IO_ERROR, or %LUTHIER_ERROR_DATASET if the file was
 *   changed meanwhile
 *
 * Checks. Can be called once, and blocks.
 *
 * Returns: (transfer full) (nullable): what was found
 */
LuthierDatasetReport *
luthier_dataset_workers_run (LuthierDatasetWorkers *self,
                             GFile *file,
                             GInputStream *stream,
                             GCancellable *cancellable,
                             GError **error)
{
  gint64 start = g_get_monotonic_time ();
  LuthierDatasetReport *report;

  self->cancellable = cancellable;
  if (!open_source (self, file, stream, error))
    return NULL;
  begin_digest (self);
  run_workers (self);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  report = finish (self, error);
  if (report != NULL)
    report->elapsed_us = g_get_monotonic_time () - start;
  return report;
}

/**
 * luthier_dataset_workers_get_progress:
 * @size: what to expect of a stream in bytes; 0 if that is not known
 *
 * Tells how far they are. Any thread may ask.
 *
 * Returns: how much was read, from 0 to 1
 */
double
luthier_dataset_workers_get_progress (LuthierDatasetWorkers *self, guint64 size)
{
  gsize n_read = g_atomic_pointer_add (&self->n_read, 0);
  gsize known = g_atomic_pointer_add (&self->size, 0);

  if (known > 0)
    size = known;
  return size > 0 ? MIN (1, (double) n_read / (double) size) : 0;
}

/**
 * luthier_dataset_workers_preview:
 *
 * Tells what they have found. Any thread may ask.
 *
 * Returns: (transfer full) (nullable): what was found so far; %NULL if that is what it was
 */
LuthierDatasetReport *
luthier_dataset_workers_preview (LuthierDatasetWorkers *self)
{
  LuthierDatasetReport *report = NULL;

  g_mutex_lock (&self->mutex);
  if (self->has_news && self->pass != NULL)
    report = luthier_dataset_pass_preview (self->pass);
  self->has_news = FALSE;
  g_mutex_unlock (&self->mutex);
  return report;
}
