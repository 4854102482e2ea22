/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-outlook-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-format.h"
#include "luthier-whole.h"

/* The service keeps no more checkpoints of a job, at even distances. */
#define MAX_CHECKPOINTS 10

/* The step at which the next one is about to be kept; -1: not known, or none. */
static gint64
get_next_checkpoint (LuthierJob *job)
{
  const gint64 steps = luthier_job_get_step_count (job);
  const gint64 epochs = luthier_job_get_epoch_count (job);
  const gint64 done = luthier_job_get_completed_steps (job);
  const LuthierJobPhase phase = luthier_job_get_phase (job);
  double distance;
  gint64 next;

  if (phase != LUTHIER_JOB_PHASE_TUNING && phase != LUTHIER_JOB_PHASE_NONE)
    return -1;
  if (steps <= 0 || epochs <= 0 || done < 0 || done >= steps ||
      luthier_job_get_export_last_checkpoint_only (job))
    return -1;

  distance = MAX ((double) steps / (double) MIN (epochs, MAX_CHECKPOINTS), 1);
  next = luthier_whole (distance * (floor ((double) done / distance) + 1));
  /* Whole steps of a fraction: this one may be past. */
  return MIN (steps, next > done ? next : luthier_whole ((double) next + distance));
}

static char *
describe_checkpoint (LuthierJob *job)
{
  const gint64 step = get_next_checkpoint (job);
  const gboolean is_end = step == luthier_job_get_step_count (job);
  g_autofree char *count = luthier_format_count (MAX (step, 0));

  /* Translators: %s is the number of a step */
  return step > 0 && !is_end ? g_strdup_printf (_ ("next checkpoint about step %s"), count) : NULL;
}

static char *
describe_remaining (const LuthierOutlook *outlook)
{
  g_autofree char *duration = luthier_format_duration (outlook->remaining / G_USEC_PER_SEC);

  /* Translators: an estimate; %s is a span of time such as "14 min" */
  return outlook->remaining >= 0 ? g_strdup_printf (_ ("about %s left"), duration) : NULL;
}

char *
luthier_outlook_words_next (const LuthierOutlook *outlook, LuthierJob *job)
{
  g_autofree char *checkpoint = describe_checkpoint (job);
  g_autofree char *remaining = describe_remaining (outlook);

  if (checkpoint == NULL || remaining == NULL)
    return checkpoint != NULL ? g_steal_pointer (&checkpoint) : g_steal_pointer (&remaining);

  /* Translators: "next checkpoint about step 122" and "about 14 min left" */
  return g_strdup_printf (_ ("%s, %s"), checkpoint, remaining);
}

char *
luthier_outlook_words_end (const LuthierOutlook *outlook, gint64 now_us)
{
  const gint64 end_us = now_us + MAX (outlook->remaining, 0);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (end_us / G_USEC_PER_SEC);
  g_autofree char *time = NULL;

  if (outlook->remaining < 0 || now == NULL || end == NULL)
    return NULL;

  time = g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (end)
             ? g_date_time_format (end, "%H:%M")
             : luthier_format_time_at (end_us, now_us);
  /* Translators: an estimate; %s is a time such as "14:28" or "1 Dec 02:10" */
  return g_strdup_printf (_ ("Ends about %s"), time);
}

/**
 * luthier_outlook_words_quiet:
 *
 * Returns: (transfer full) (nullable): that nothing has happened for longer than is usual, and what
 *   is; %NULL if it is not so
 */
char *
luthier_outlook_words_quiet (const LuthierOutlook *outlook)
{
  g_autofree char *quiet = luthier_format_duration (outlook->quiet / G_USEC_PER_SEC);
  g_autofree char *usual = luthier_format_duration (MAX (outlook->usual / G_USEC_PER_SEC, 1));

  if (!outlook->is_quiet || outlook->quiet < 0 || outlook->usual < 0)
    return NULL;

  /* Translators: two spans of time such as "45 min" and "9 min" */
  return g_strdup_printf (
      _ ("No progress for %s; up to %s is usual at this point. It may be stuck, "
         "or wait for the service."),
      quiet, usual);
}
