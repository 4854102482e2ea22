/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-phase-times.h"

#include "luthier-event.h"

static LuthierJobPhase
get_phase (LuthierEvent *event)
{
  const char *name = luthier_event_get_name (event);

  return name == NULL || *name == '\0' ? LUTHIER_JOB_PHASE_NONE
                                       : luthier_job_phase_from_wire (name);
}

static gint64
get_time (LuthierEvent *event)
{
  const gint64 told = luthier_event_get_time (event);

  return told > 0 ? told : luthier_event_get_seen (event);
}

/* What is not known makes a sum that is not known. */
static void
add_span (LuthierPhaseTimes *self, LuthierJobPhase phase, gint64 from, gint64 to)
{
  const gint64 span = from > 0 && to >= from ? to - from : -1;
  const gboolean is_known = span >= 0 && (!self->seen[phase] || self->spans[phase] >= 0);

  self->spans[phase] = is_known ? MAX (self->spans[phase], 0) + span : -1;
  self->seen[phase] = TRUE;
}

/* Nobody saw the first phase begin. It did so with the job, if it is one that jobs begin with. */
static gint64
get_first_begin (LuthierJobPhase phase, gint64 start)
{
  return phase == LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA ||
                 phase == LUTHIER_JOB_PHASE_PROCESSING_DATASET
             ? start
             : 0;
}

/**
 * luthier_phase_times_find:
 *
 * Adds up how long a job was in each of its phases. A phase lasts from when it was first seen until
 * another one was; one that was there already when the job was first looked at has no known
 * beginning, and so no known span.
 *
 * Returns: the spans
 */
LuthierPhaseTimes
luthier_phase_times_find (GListModel *events, gint64 start, gint64 end)
{
  LuthierPhaseTimes self = { .last = LUTHIER_JOB_PHASE_NONE };
  LuthierJobPhase current = LUTHIER_JOB_PHASE_NONE;
  gint64 since = 0;

  for (guint i = 0; i < LUTHIER_N_PHASES; i++)
    self.spans[i] = -1;
  for (guint i = 0; events != NULL && i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (LuthierEvent) event = g_list_model_get_item (events, i);
      const LuthierJobPhase next = get_phase (event);

      if (luthier_event_get_kind (event) != LUTHIER_EVENT_PHASE || next == current)
        continue;

      if (current != LUTHIER_JOB_PHASE_NONE)
        add_span (&self, current, since, end > 0 ? MIN (get_time (event), end) : get_time (event));
      since = self.last == LUTHIER_JOB_PHASE_NONE ? get_first_begin (next, start)
                                                  : get_time (event);
      current = next;
      self.last = next != LUTHIER_JOB_PHASE_NONE ? next : self.last;
    }
  if (current != LUTHIER_JOB_PHASE_NONE)
    add_span (&self, current, since, end);

  return self;
}
