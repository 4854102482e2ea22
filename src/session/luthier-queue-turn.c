/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-attempt.h"
#include "luthier-error.h"
#include "luthier-queue-private.h"

/* What keeps refusing is asked less and less often: in milliseconds. */
#define LEAST_UNREACHED_MS 5000
#define MOST_UNREACHED_MS  60000
#define LEAST_REFUSED_MS   30000
#define MOST_REFUSED_MS    600000
#define STORE_AGAIN_MS     30000
#define JITTER             0.1

static gboolean
wait_over_cb (gpointer user_data)
{
  LuthierQueue *self = user_data;

  self->wait_timer = 0;
  luthier_queue_block (self, LUTHIER_INTENT_WAIT_NONE, NULL, 0);
  luthier_queue_update (self);

  return G_SOURCE_REMOVE;
}

void
luthier_queue_block (LuthierQueue *self,
                     LuthierIntentWait wait,
                     const GError *error,
                     gint64 delay_ms)
{
  if (self->wait_timer != 0)
    luthier_clock_remove (self->clock, self->wait_timer);
  self->wait_timer = 0;

  self->wait = wait;
  g_clear_error (&self->wait_error);
  self->wait_error = error != NULL ? g_error_copy (error) : NULL;
  self->wait_until = 0;
  if (delay_ms <= 0)
    return;

  self->wait_until = luthier_clock_get_real_time (self->clock) + delay_ms * 1000;
  self->wait_timer = luthier_clock_add_timeout (self->clock, (guint64) delay_ms, wait_over_cb, self,
                                                NULL);
}

/* Must a while pass, or somebody do something, before it makes sense to ask again? Those who wait
 * for a slot, or could not count, are asked again by the turnstile. */
gboolean
luthier_queue_is_blocked (LuthierQueue *self)
{
  return self->wait_timer != 0 || self->wait == LUTHIER_INTENT_WAIT_SIGN_IN ||
         !luthier_queue_is_online (self);
}

/* The order is kept among those that could go. One that waits for its files lets those behind it
 * pass: an upload may take hours, and a slot is not to be idle meanwhile. One that is uncertain, asks
 * or was refused waits for the service or the user, and blocks nobody either. */
LuthierQueueEntry *
luthier_queue_find_next (LuthierQueue *self)
{
  LuthierQueueEntry *next = NULL;

  for (guint i = 0; i < self->order->len; i++)
    {
      LuthierQueueEntry *entry = g_ptr_array_index (self->order, i);
      const gboolean can_go = entry->record->state == LUTHIER_INTENT_QUEUED &&
                              !entry->record->held && entry->has_data &&
                              luthier_queue_is_on_disk (entry);

      if (entry->goes_again || (can_go && entry->hurries))
        return entry;
      if (next == NULL && can_go)
        next = entry;
    }

  return next;
}

static void
end_turn (LuthierQueue *self, LuthierTurn turn)
{
  self->has_turn = FALSE;
  luthier_turnstile_pass (self->turnstile, self, turn);
  luthier_queue_update (self);
}

static gint64
get_backoff (LuthierQueue *self, gint64 least_ms, gint64 most_ms)
{
  const gint64 delay_ms = MIN (least_ms << MIN (self->n_refusals, 16), most_ms);

  self->n_refusals++;
  return (gint64) ((double) delay_ms *
                   luthier_random_get_double (self->random, 1.0 - JITTER, 1.0 + JITTER));
}

static void
block_unreached (LuthierQueue *self, const GError *error)
{
  if (luthier_error_is_about_sign_in (error))
    luthier_queue_block (self, LUTHIER_INTENT_WAIT_SIGN_IN, error, 0);
  else
    luthier_queue_block (self, LUTHIER_INTENT_WAIT_NETWORK, error,
                         get_backoff (self, LEAST_UNREACHED_MS, MOST_UNREACHED_MS));
}

/* The number of the project's quota, if it was that one; what else is limited has no such number. */
static guint
read_quota (const GError *error)
{
  const char *value = NULL;
  const char *metric = luthier_error_get_quota (error, &value);
  guint64 quota = 0;

  if (metric == NULL || value == NULL || strstr (metric, "concurrent") == NULL ||
      !g_ascii_string_to_unsigned (value, 10, 1, G_MAXINT, &quota, NULL))
    return 0;

  return (guint) quota;
}

static void
take_no_slot (LuthierQueue *self, const GError *error)
{
  const guint quota = read_quota (error);
  gint64 delay_ms = luthier_error_get_retry_delay (error);

  if (delay_ms <= 0)
    delay_ms = get_backoff (self, LEAST_REFUSED_MS, MOST_REFUSED_MS);
  luthier_queue_block (self, LUTHIER_INTENT_WAIT_RATE, error, delay_ms);
  if (quota > 0)
    g_signal_emit_by_name (self, "quota-learned", quota);
}

/* One request, and for whom. */
typedef struct
{
  LuthierQueue *queue; /* (owned) */
  LuthierQueueEntry *entry;
  LuthierIntentState before;
  gint64 sent_before; /* record->sent_us as it was */
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->queue);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierAttempt *attempt = LUTHIER_ATTEMPT (source);
  g_autoptr (Sending) sending = user_data;
  LuthierQueue *self = sending->queue;
  LuthierQueueEntry *entry = sending->entry;
  g_autoptr (GError) error = NULL;
  const LuthierIntentEvent event = luthier_attempt_run_finish (attempt, result, &error);

  /* "Sending" is what is on disk: the next start looks. */
  if (self->is_ended)
    return;

  if (event == LUTHIER_INTENT_EVENT_FOUND)
    {
      self->n_refusals = 0;
      luthier_turnstile_enter_job (self->turnstile,
                                   luthier_job_get_name (luthier_attempt_get_job (attempt)));
      luthier_queue_settle (self, entry, luthier_attempt_get_job (attempt),
                            luthier_attempt_get_reply (attempt));
      end_turn (self, LUTHIER_TURN_SENT);
      return;
    }

  /* A list that was read meanwhile may have been faster. */
  if (entry->record->state != LUTHIER_INTENT_SENDING)
    {
      end_turn (self, LUTHIER_TURN_SENT);
      return;
    }

  if (event != LUTHIER_INTENT_EVENT_LOST)
    entry->record->sent_us = sending->sent_before;
  if (event == LUTHIER_INTENT_EVENT_NOT_SENT)
    block_unreached (self, error);
  else if (event == LUTHIER_INTENT_EVENT_NO_SLOT)
    take_no_slot (self, error);
  else
    luthier_queue_set_error (self, entry, error);
  luthier_queue_step (self, entry, event);
  luthier_queue_save (self, entry);
  if (event == LUTHIER_INTENT_EVENT_LOST)
    luthier_queue_begin_looking (self, entry, FALSE);

  end_turn (self, event == LUTHIER_INTENT_EVENT_NOT_SENT || event == LUTHIER_INTENT_EVENT_NO_SLOT
                      ? LUTHIER_TURN_KEPT
                      : LUTHIER_TURN_SENT);
}

/* As if it had not been its turn. */
static void
take_back (LuthierQueue *self, const Sending *sending, const GError *error)
{
  LuthierQueueEntry *entry = sending->entry;

  entry->record->state = sending->before;
  entry->record->sent_us = sending->sent_before;
  luthier_intent_set_sent_at (entry->intent, entry->record->sent_us);
  if (sending->before == LUTHIER_INTENT_ASKS)
    luthier_queue_set_error (self, entry, error);
  luthier_intent_set_state (entry->intent, sending->before);
  luthier_queue_count_unsure (self);
  luthier_queue_block (self, LUTHIER_INTENT_WAIT_STORE, error, STORE_AGAIN_MS);
  end_turn (self, LUTHIER_TURN_KEPT);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  LuthierQueue *self = sending->queue;
  LuthierQueueEntry *entry = sending->entry;
  g_autoptr (LuthierAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;

  luthier_store_write_finish (LUTHIER_STORE (source), result, &error);
  if (self->is_ended)
    return;

  /* Found by a list that was read meanwhile. */
  if (entry->record->state != LUTHIER_INTENT_SENDING)
    end_turn (self, LUTHIER_TURN_SENT);
  /* What is not written down is not sent. */
  else if (error != NULL)
    take_back (self, sending, error);
  else
    {
      attempt = luthier_attempt_new (luthier_queue_connect (self),
                                     luthier_intent_get_spec (entry->intent));
      luthier_attempt_run_async (attempt, answered_cb, g_steal_pointer (&sending));
    }
}

/* By the service's clock, if an answer has told it: jobs are made by that one, and ours may be set
 * before they are looked for. */
static gint64
get_service_time (LuthierQueue *self)
{
  LuthierHttpClient *http = luthier_connection_get_http (luthier_queue_connect (self));

  return luthier_clock_get_real_time (self->clock) +
         (http != NULL ? luthier_http_client_get_skew (http) : 0);
}

static void
send (LuthierQueue *self, LuthierQueueEntry *entry)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->queue = g_object_ref (self);
  sending->entry = entry;
  sending->before = entry->record->state;
  sending->sent_before = entry->record->sent_us;
  entry->record->sent_us = get_service_time (self);
  luthier_queue_block (self, LUTHIER_INTENT_WAIT_NONE, NULL, 0);
  luthier_queue_step (
      self, entry, entry->goes_again ? LUTHIER_INTENT_EVENT_SEND_AGAIN : LUTHIER_INTENT_EVENT_TURN);
  luthier_queue_set_error (self, entry, NULL);
  luthier_queue_update (self);
  luthier_queue_save_async (self, entry, written_cb, sending);
}

/* FALSE: the question was not answered, and why is told. */
static gboolean
check_look (LuthierQueue *self, LuthierQueueEntry *entry, LuthierCensus *census)
{
  const GError *error = luthier_census_get_error (census,
                                                  luthier_intent_get_region (entry->intent));

  if (error == NULL)
    {
      luthier_intent_add_look (entry->intent, luthier_clock_get_real_time (self->clock));
      return TRUE;
    }

  /* What cannot be looked for is not posted again. */
  entry->goes_again = FALSE;
  luthier_queue_set_error (self, entry, error);
  return FALSE;
}

static LuthierIntentWait
get_count_wait (const GError *error)
{
  if (luthier_error_is_about_sign_in (error))
    return LUTHIER_INTENT_WAIT_SIGN_IN;

  return g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT)
             ? LUTHIER_INTENT_WAIT_NETWORK
             : LUTHIER_INTENT_WAIT_COUNT;
}

static gboolean
check_slot (LuthierQueue *self, LuthierQueueEntry *entry, LuthierCensus *census)
{
  const char *const *needed = luthier_profile_get_regions (self->profile);
  const GError *error = luthier_census_get_any_error (census, needed);
  const guint quota = luthier_profile_get_concurrent_jobs (self->profile);
  const guint n_active = luthier_turnstile_count (self->turnstile, census);

  if (error != NULL)
    {
      entry->hurries = FALSE;
      luthier_queue_block (self, get_count_wait (error), error, 0);
      return FALSE;
    }

  for (guint i = 0; i < self->order->len; i++)
    luthier_intent_set_count (luthier_queue_get_intent (self, g_ptr_array_index (self->order, i)),
                              n_active, quota);
  if (n_active < quota || entry->hurries)
    return TRUE;

  luthier_queue_block (self, LUTHIER_INTENT_WAIT_SLOT, NULL, 0);
  return FALSE;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierCensus *census = LUTHIER_CENSUS (source);
  g_autofree LuthierQueueErrand *count = user_data;
  g_autoptr (LuthierQueue) self = count->queue;
  LuthierQueueEntry *entry = count->entry;
  g_autoptr (GError) error = NULL;
  gboolean is_counted = luthier_census_run_finish (census, result, &error);

  if (self->is_ended)
    return;

  luthier_queue_take_census (self, census);
  if (error != NULL && entry->goes_again)
    {
      entry->goes_again = FALSE;
      luthier_queue_set_error (self, entry, error);
    }
  else if (error != NULL)
    block_unreached (self, error);

  /* In the meantime it was found, held, taken back, or is not the first one any more. */
  if (is_counted && luthier_queue_find_next (self) != entry)
    {
      end_turn (self, LUTHIER_TURN_SENT);
      return;
    }

  is_counted = is_counted && (entry->goes_again ? check_look (self, entry, census)
                                                : check_slot (self, entry, census));
  if (is_counted)
    send (self, entry);
  else
    end_turn (self, LUTHIER_TURN_KEPT);
}

static void
add_regions (GPtrArray *all, const char *const *regions)
{
  for (guint i = 0; regions != NULL && regions[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (all, regions[i], g_str_equal, NULL))
      g_ptr_array_add (all, (gpointer) regions[i]);
}

/* One that asks is looked for where it was sent to; a slot may be taken anywhere. */
static void
count (LuthierQueue *self, LuthierQueueEntry *entry)
{
  const char *const own[] = { luthier_intent_get_region (entry->intent), NULL };
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();
  g_autoptr (LuthierCensus) census = NULL;

  add_regions (regions, own);
  if (!entry->goes_again)
    {
      add_regions (regions, luthier_profile_get_regions (self->profile));
      add_regions (regions, (const char *const *) self->regions);
    }
  g_ptr_array_add (regions, NULL);
  census = luthier_queue_new_census (self, (const char *const *) regions->pdata,
                                     entry->record->sent_us != 0 ? entry : NULL);
  luthier_census_run_async (census, counted_cb, luthier_queue_errand_new (self, entry));
}

void
luthier_queue_turn_cb (gpointer member)
{
  LuthierQueue *self = member;
  LuthierQueueEntry *entry = luthier_queue_find_next (self);

  if (entry == NULL || luthier_queue_is_blocked (self))
    {
      luthier_turnstile_pass (self->turnstile, self, LUTHIER_TURN_LEFT);
      return;
    }

  self->has_turn = TRUE;
  /* Without a slot, and nothing to be looked for: the user has said so. */
  if (entry->hurries && entry->record->sent_us == 0)
    send (self, entry);
  else
    count (self, entry);
}
