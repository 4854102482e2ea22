/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-attempt.h"
#include "luthier-error.h"
#include "luthier-queue-private.h"

/* Seconds between two looks for a job whose answer was lost; the last one repeats. */
static const guint pauses[] = { 2, 5, 10, 20, 30 };

/* After the window, as long as they fail, up to so many seconds. */
#define MOST_PAUSE 600
#define JITTER     0.2

gboolean
luthier_queue_may_have_job (LuthierQueueEntry *entry)
{
  const LuthierIntentState state = entry->record->state;

  return state != LUTHIER_INTENT_SETTLED &&
         (luthier_intent_state_is_unsure (state) || state == LUTHIER_INTENT_REFUSED ||
          entry->record->sent_us != 0);
}

/* Only for the sake of one that is looked for are jobs without labels looked at. */
LuthierCensus *
luthier_queue_new_census (LuthierQueue *self, const char *const *regions, LuthierQueueEntry *entry)
{
  LuthierCensus *census = luthier_census_new (luthier_queue_connect (self), regions);
  GHashTableIter iter;
  gpointer value = NULL;

  luthier_census_set_others (census, self->others);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LuthierQueueEntry *wanted = value;

      if (wanted == entry || luthier_queue_may_have_job (wanted))
        luthier_census_want (census, wanted->record->id,
                             wanted == entry ? wanted->record->sent_us : 0);
    }

  return census;
}

void
luthier_queue_take_census (LuthierQueue *self, LuthierCensus *census)
{
  g_autoptr (GList) entries = g_hash_table_get_values (self->entries);

  for (GList *link = entries; link != NULL; link = link->next)
    {
      LuthierQueueEntry *entry = link->data;
      LuthierJob *job = luthier_census_find (census, entry->record->id);

      if (job != NULL)
        luthier_queue_settle (self, entry, job, NULL);
    }
}

static void look_for (LuthierQueue *self, LuthierQueueEntry *entry);

/* A timer of one entry. */
typedef struct
{
  LuthierQueue *queue; /* (unowned): it removes its timers */
  LuthierQueueEntry *entry;
} Due;

static gboolean
due_cb (gpointer user_data)
{
  Due *due = user_data;

  due->entry->look_timer = 0;
  look_for (due->queue, due->entry);

  return G_SOURCE_REMOVE;
}

static void
look_after (LuthierQueue *self, LuthierQueueEntry *entry, gint64 delay_ms)
{
  LuthierIntent *intent = luthier_queue_get_intent (self, entry);
  Due *due = g_new0 (Due, 1);

  due->queue = self;
  due->entry = entry;
  entry->look_timer = luthier_clock_add_timeout (self->clock, (guint64) MAX (delay_ms, 0), due_cb,
                                                 due, g_free);
  luthier_intent_set_next_at (intent, luthier_clock_get_real_time (self->clock) + delay_ms * 1000);
}

/* error: (nullable): why the last look was none. Such ones do not count, however long it takes; the
 * one at the end of the window is the one that decides. */
static void
schedule (LuthierQueue *self, LuthierQueueEntry *entry, const GError *error)
{
  const gint64 left = (entry->look_until - luthier_clock_get_monotonic_time (self->clock)) / 1000;
  const guint n = MIN (entry->n_pauses, G_N_ELEMENTS (pauses) - 1);
  gint64 pause = (gint64) pauses[n] * 1000;

  entry->n_pauses++;
  if (luthier_error_is_about_sign_in (error))
    entry->look_wait = LUTHIER_INTENT_WAIT_SIGN_IN;
  else if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT))
    entry->look_wait = LUTHIER_INTENT_WAIT_NETWORK;
  else
    entry->look_wait = LUTHIER_INTENT_WAIT_LOOK;

  if (left > 0)
    pause = MIN (pause, left);
  else
    pause = (gint64) ((double) MIN (pause << MIN (entry->n_late++, 16), MOST_PAUSE * 1000) *
                      luthier_random_get_double (self->random, 1.0 - JITTER, 1.0 + JITTER));
  look_after (self, entry, pause);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierCensus *census = LUTHIER_CENSUS (source);
  g_autofree LuthierQueueErrand *look = user_data;
  g_autoptr (LuthierQueue) self = look->queue;
  LuthierQueueEntry *entry = look->entry;
  g_autoptr (GError) failure = NULL;
  const GError *error = NULL;

  luthier_census_run_finish (census, result, &failure);
  if (self->is_ended)
    return;

  luthier_queue_take_census (self, census);
  error = failure != NULL
              ? failure
              : luthier_census_get_error (census, luthier_intent_get_region (entry->intent));
  if (error == NULL)
    luthier_intent_add_look (entry->intent, luthier_clock_get_real_time (self->clock));
  if (entry->record->state == LUTHIER_INTENT_LOOKING)
    luthier_queue_tell_error (self, entry, error);

  if (entry->record->state != LUTHIER_INTENT_LOOKING)
    luthier_queue_update (self);
  else if (error == NULL && luthier_census_get_began_at (census) >= entry->look_until)
    {
      luthier_queue_step (self, entry, LUTHIER_INTENT_EVENT_TIME_OVER);
      luthier_intent_set_next_at (entry->intent, 0);
      luthier_queue_save (self, entry);
      luthier_queue_update (self);
    }
  else
    {
      luthier_queue_step (self, entry, LUTHIER_INTENT_EVENT_NOT_FOUND);
      schedule (self, entry, error);
      luthier_queue_update (self);
    }
}

/* That it looks need not be on disk: uncertain is what it is there, and looked for all the same. */
static void
look_for (LuthierQueue *self, LuthierQueueEntry *entry)
{
  const char *const regions[] = { luthier_intent_get_region (entry->intent), NULL };
  g_autoptr (LuthierCensus) census = NULL;

  if (!luthier_queue_is_online (self))
    {
      entry->look_wait = LUTHIER_INTENT_WAIT_NETWORK;
      luthier_intent_set_next_at (entry->intent, 0);
      luthier_queue_update (self);
      return;
    }
  if (!luthier_queue_step (self, entry, LUTHIER_INTENT_EVENT_LOOK))
    return;

  luthier_queue_update (self);
  census = luthier_queue_new_census (self, regions, entry);
  luthier_census_run_async (census, looked_cb, luthier_queue_errand_new (self, entry));
}

void
luthier_queue_begin_looking (LuthierQueue *self, LuthierQueueEntry *entry, gboolean at_once)
{
  luthier_queue_stop_looking (self, entry);
  luthier_intent_add_look (luthier_queue_get_intent (self, entry), 0);
  entry->look_until = luthier_clock_get_monotonic_time (self->clock) +
                      self->settle_window * G_USEC_PER_SEC;
  entry->n_pauses = entry->n_late = 0;
  entry->look_wait = LUTHIER_INTENT_WAIT_LOOK;
  if (at_once)
    look_after (self, entry, 0);
  else
    schedule (self, entry, NULL);
}

void
luthier_queue_stop_looking (LuthierQueue *self, LuthierQueueEntry *entry)
{
  if (entry->look_timer != 0)
    luthier_clock_remove (self->clock, entry->look_timer);
  entry->look_timer = 0;
}

void
luthier_queue_hasten_looks (LuthierQueue *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      LuthierQueueEntry *entry = g_ptr_array_index (self->order, i);

      if (entry->record->state == LUTHIER_INTENT_UNCERTAIN &&
          entry->look_wait != LUTHIER_INTENT_WAIT_LOOK)
        {
          luthier_queue_stop_looking (self, entry);
          entry->look_wait = LUTHIER_INTENT_WAIT_LOOK;
          look_after (self, entry, 0);
        }
    }
}
