/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-queue-private.h"

#define USUAL_SETTLE_WINDOW 120

enum
{
  SETTLED,
  QUOTA_LEARNED,
  NEEDS_UPLOAD,
  STEPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_INTENT;
}

static guint
get_n_items (GListModel *model)
{
  return LUTHIER_QUEUE (model)->order->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LuthierQueue *self = LUTHIER_QUEUE (model);

  return position < self->order->len ? g_object_ref (luthier_queue_get_intent (
                                           self, g_ptr_array_index (self->order, position)))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierQueue,
                               luthier_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

void
luthier_queue_count_unsure (LuthierQueue *self)
{
  guint n_unsure = 0;

  for (guint i = 0; i < self->order->len; i++)
    {
      LuthierQueueEntry *entry = g_ptr_array_index (self->order, i);

      n_unsure += luthier_intent_state_is_unsure (entry->record->state) &&
                  entry->record->state != LUTHIER_INTENT_ASKS;
    }

  luthier_turnstile_set_n_unsure (self->turnstile, self, n_unsure);
}

gboolean
luthier_queue_step (LuthierQueue *self, LuthierQueueEntry *entry, LuthierIntentEvent event)
{
  if (!luthier_intent_state_step (&entry->record->state, event))
    return FALSE;

  if (entry->record->state != LUTHIER_INTENT_QUEUED)
    entry->hurries = FALSE;
  if (entry->record->state != LUTHIER_INTENT_ASKS)
    entry->goes_again = FALSE;
  luthier_intent_set_state (luthier_queue_get_intent (self, entry), entry->record->state);
  luthier_intent_set_sent_at (entry->intent, entry->record->sent_us);
  luthier_queue_place (self, entry);
  luthier_queue_count_unsure (self);
  g_signal_emit (self, signals[STEPPED], 0, entry->intent);

  return TRUE;
}

void
luthier_queue_set_error (LuthierQueue *self, LuthierQueueEntry *entry, const GError *error)
{
  g_free (entry->record->error);
  entry->record->error = error != NULL ? g_strdup (error->message) : NULL;
  luthier_intent_set_error (luthier_queue_get_intent (self, entry), error);
}

/* Of an error only its words are stored. */
void
luthier_queue_tell_error (LuthierQueue *self, LuthierQueueEntry *entry, const GError *error)
{
  const LuthierIntentRecord *record = entry->record;
  g_autoptr (GError) stored = NULL;

  if (error == NULL && record->error != NULL)
    stored = g_error_new_literal (LUTHIER_ERROR,
                                  record->state == LUTHIER_INTENT_REFUSED ? LUTHIER_ERROR_INVALID
                                                                          : LUTHIER_ERROR_UNCERTAIN,
                                  record->error);
  luthier_intent_set_error (entry->intent, error != NULL ? error : stored);
}

/* What was asked for, as it is stored; one that cannot be read any more is nothing but its id. */
static LuthierJobSpec *
read_spec (const LuthierIntentRecord *record)
{
  LuthierJobSpec *spec = luthier_job_spec_deserialize (record->spec, NULL);

  if (spec == NULL)
    {
      spec = luthier_job_spec_new ();
      luthier_job_spec_set_intent_id (spec, record->id);
    }

  return spec;
}

void
luthier_queue_set_spec (LuthierQueue *self, LuthierQueueEntry *entry, LuthierJobSpec *spec)
{
  g_free (entry->record->spec);
  entry->record->spec = luthier_job_spec_serialize (spec);
  luthier_intent_set_spec (luthier_queue_get_intent (self, entry), spec);
  luthier_intent_set_region (entry->intent, luthier_job_spec_get_region (spec));
}

LuthierIntent *
luthier_queue_get_intent (LuthierQueue *self, LuthierQueueEntry *entry)
{
  const LuthierIntentRecord *record = entry->record;
  g_autoptr (LuthierJobSpec) spec = NULL;

  if (entry->intent != NULL)
    return entry->intent;

  spec = read_spec (record);
  entry->intent = luthier_intent_new (record->id, spec);
  luthier_intent_set_state (entry->intent, record->state);
  luthier_intent_set_held (entry->intent, record->held);
  luthier_intent_set_region (entry->intent, luthier_job_spec_get_region (spec));
  luthier_intent_set_sent_at (entry->intent, record->sent_us);
  luthier_queue_tell_error (self, entry, NULL);

  return entry->intent;
}

gboolean
luthier_queue_is_online (LuthierQueue *self)
{
  return self->has_network || luthier_connection_is_local (luthier_queue_connect (self));
}

LuthierConnection *
luthier_queue_connect (LuthierQueue *self)
{
  if (self->connection == NULL)
    self->connection = luthier_connection_new (self->profile, self->clock, self->random,
                                               self->keyring, self->host);

  return self->connection;
}

void
luthier_queue_settle (LuthierQueue *self,
                      LuthierQueueEntry *entry,
                      LuthierJob *job,
                      LuthierJson *reply)
{
  LuthierIntentState after = entry->record->state;
  LuthierIntent *intent = luthier_queue_get_intent (self, entry);

  if (!luthier_intent_state_step (&after, LUTHIER_INTENT_EVENT_FOUND))
    return;

  luthier_queue_stop_looking (self, entry);
  luthier_queue_drop_transfer (self, entry);
  g_free (entry->record->job_name);
  entry->record->job_name = g_strdup (luthier_job_get_name (job));
  luthier_queue_set_error (self, entry, NULL);
  luthier_intent_set_wait (intent, LUTHIER_INTENT_WAIT_NONE);
  luthier_intent_set_next_at (intent, 0);
  luthier_intent_set_job (intent, job);
  g_signal_emit (self, signals[SETTLED], 0, intent, reply);
  luthier_queue_step (self, entry, LUTHIER_INTENT_EVENT_FOUND);
  /* That there is a job is told by its label too, should this not get to the disk. */
  luthier_queue_save (self, entry);
}

static void
luthier_queue_dispose (GObject *object)
{
  luthier_queue_end (LUTHIER_QUEUE (object));

  G_OBJECT_CLASS (luthier_queue_parent_class)->dispose (object);
}

static void
luthier_queue_finalize (GObject *object)
{
  LuthierQueue *self = LUTHIER_QUEUE (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->loading, g_ptr_array_unref);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_clear_pointer (&self->uploaded, g_hash_table_unref);
  g_clear_pointer (&self->regions, g_strfreev);
  g_clear_error (&self->wait_error);
  g_clear_object (&self->turnstile);
  g_clear_object (&self->profile);
  g_clear_object (&self->host);
  g_clear_object (&self->keyring);
  g_clear_object (&self->store);
  g_clear_object (&self->random);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (luthier_queue_parent_class)->finalize (object);
}

static void
luthier_queue_class_init (LuthierQueueClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = luthier_queue_dispose;
  object_class->finalize = luthier_queue_finalize;

  signals[SETTLED] = g_signal_new ("settled", LUTHIER_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, LUTHIER_TYPE_INTENT, G_TYPE_POINTER);
  signals[QUOTA_LEARNED] = g_signal_new ("quota-learned", LUTHIER_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[NEEDS_UPLOAD] = g_signal_new ("needs-upload", LUTHIER_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0,
                                        g_signal_accumulator_first_wins, NULL, NULL,
                                        LUTHIER_TYPE_TRANSFER, 1, G_TYPE_POINTER);
  signals[STEPPED] = g_signal_new ("stepped", LUTHIER_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, LUTHIER_TYPE_INTENT);
}

static void
luthier_queue_init (LuthierQueue *self)
{
  self->loading = g_ptr_array_new_with_free_func (g_object_unref);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) luthier_queue_entry_free);
  self->order = g_ptr_array_new ();
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->uploaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->regions = g_new0 (char *, 1);
  self->settle_window = USUAL_SETTLE_WINDOW;
  self->has_network = TRUE;
}

LuthierQueue *
luthier_queue_new (const LuthierQueueMeans *means,
                   LuthierProfile *profile,
                   LuthierTurnstile *turnstile)
{
  LuthierQueue *self = g_object_new (LUTHIER_TYPE_QUEUE, NULL);

  self->clock = g_object_ref (means->clock);
  self->random = g_object_ref (means->random);
  self->store = g_object_ref (means->store);
  self->keyring = g_object_ref (means->keyring);
  self->host = g_object_ref (means->host);
  self->profile = g_object_ref (profile);
  self->turnstile = g_object_ref (turnstile);
  luthier_turnstile_add (turnstile, self, luthier_queue_turn_cb);

  return self;
}

LuthierProfile *
luthier_queue_get_profile (LuthierQueue *self)
{
  g_return_val_if_fail (LUTHIER_IS_QUEUE (self), NULL);

  return self->profile;
}

void
luthier_queue_set_settle_window (LuthierQueue *self, guint seconds)
{
  g_return_if_fail (LUTHIER_IS_QUEUE (self));

  self->settle_window = seconds;
}

void
luthier_queue_set_regions (LuthierQueue *self, const char *const *regions)
{
  g_return_if_fail (LUTHIER_IS_QUEUE (self));

  g_strfreev (self->regions);
  self->regions = g_strdupv ((char **) regions);
}

void
luthier_queue_set_network (LuthierQueue *self, gboolean available)
{
  g_return_if_fail (LUTHIER_IS_QUEUE (self));

  if (self->has_network == available)
    return;

  self->has_network = available;
  if (available)
    luthier_queue_renew (self, FALSE);
  else
    luthier_queue_update (self);
}

static void
remove_timer (LuthierQueue *self, guint *timer)
{
  if (*timer != 0)
    luthier_clock_remove (self->clock, *timer);
  *timer = 0;
}

void
luthier_queue_reconnect (LuthierQueue *self)
{
  g_return_if_fail (LUTHIER_IS_QUEUE (self));

  if (self->connection != NULL)
    luthier_connection_reconnect (self->connection);
}

void
luthier_queue_end (LuthierQueue *self)
{
  GHashTableIter iter;
  gpointer entry = NULL;

  g_return_if_fail (LUTHIER_IS_QUEUE (self));

  if (self->is_ended)
    return;

  self->is_ended = TRUE;
  luthier_turnstile_remove (self->turnstile, self);
  remove_timer (self, &self->wait_timer);
  remove_timer (self, &self->write_timer);
  remove_timer (self, &self->load_timer);
  remove_timer (self, &self->data_timer);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    {
      luthier_queue_stop_looking (self, entry);
      luthier_queue_drop_transfer (self, entry);
    }
  if (self->connection != NULL)
    luthier_connection_close (self->connection);
}

/* What stood in the way of somebody else may be gone for all. */
void
luthier_queue_renew (LuthierQueue *self, gboolean credential)
{
  g_return_if_fail (LUTHIER_IS_QUEUE (self));

  if (credential && self->connection != NULL)
    luthier_connection_renew (self->connection);
  self->n_refusals = 0;
  if (self->wait == LUTHIER_INTENT_WAIT_NETWORK || self->wait == LUTHIER_INTENT_WAIT_SIGN_IN ||
      self->wait == LUTHIER_INTENT_WAIT_COUNT)
    luthier_queue_block (self, LUTHIER_INTENT_WAIT_NONE, NULL, 0);
  luthier_queue_hasten_looks (self);
  luthier_queue_retry_transfers (self);
  luthier_queue_update (self);
  luthier_turnstile_recount (self->turnstile);
}

void
luthier_queue_see (LuthierQueue *self, GListModel *jobs)
{
  const guint n_jobs = g_list_model_get_n_items (jobs);
  gboolean is_worth_it = FALSE;
  GHashTableIter iter;
  gpointer value = NULL;

  g_return_if_fail (LUTHIER_IS_QUEUE (self));

  g_hash_table_iter_init (&iter, self->entries);
  while (!is_worth_it && g_hash_table_iter_next (&iter, NULL, &value))
    is_worth_it = luthier_queue_may_have_job (value);

  for (guint i = 0; is_worth_it && i < n_jobs; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);
      const char *intent_id = luthier_job_get_intent_id (job);
      LuthierQueueEntry *entry = intent_id != NULL ? g_hash_table_lookup (self->entries, intent_id)
                                                   : NULL;

      if (entry != NULL && luthier_queue_may_have_job (entry))
        luthier_queue_settle (self, entry, job, NULL);
    }
  if (is_worth_it)
    luthier_queue_update (self);
}

LuthierJobSpec *
luthier_queue_get_spec (LuthierQueue *self, const char *intent_id)
{
  LuthierQueueEntry *entry = NULL;

  g_return_val_if_fail (LUTHIER_IS_QUEUE (self), NULL);

  entry = intent_id != NULL ? g_hash_table_lookup (self->entries, intent_id) : NULL;
  return entry != NULL ? luthier_intent_get_spec (luthier_queue_get_intent (self, entry)) : NULL;
}

const char *
luthier_queue_get_job_name (LuthierQueue *self, const char *intent_id)
{
  LuthierQueueEntry *entry = NULL;

  g_return_val_if_fail (LUTHIER_IS_QUEUE (self), NULL);

  entry = intent_id != NULL ? g_hash_table_lookup (self->entries, intent_id) : NULL;
  return entry != NULL ? entry->record->job_name : NULL;
}
