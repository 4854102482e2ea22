/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-turnstile.h"

#include "luthier-job-list.h"
#include "luthier-poller.h"
#include "luthier-resource-name.h"

/* A new job that no list has shown after this time is not waited for any longer. */
#define MOST_LAG_US (10 * G_TIME_SPAN_MINUTE)

typedef struct
{
  gpointer object; /* (unowned) */
  LuthierTurnFunc turn;
  guint n_unsure;
  gboolean hurries;
  gboolean was_asked; /* in this round */
} Member;

struct _LuthierTurnstile
{
  GObject parent_instance;

  LuthierClock *clock;   /* (owned) */
  LuthierPoller *poller; /* (owned) */
  GHashTable *members;   /* (owned): object to Member */
  GQueue *line;          /* (owned) of Member (unowned) */
  GHashTable *created;   /* (owned): key of a job to the monotonic time it was made */
  Member *current;       /* (unowned) (nullable) */
  guint round;           /* a source, 0 = none */
  gboolean has_sent;     /* in this round */
};

G_DEFINE_FINAL_TYPE (LuthierTurnstile, luthier_turnstile, G_TYPE_OBJECT)

static void
update_pace (LuthierTurnstile *self)
{
  luthier_poller_set_pace (self->poller, g_queue_is_empty (self->line) ? LUTHIER_PACE_STILL
                                                                       : LUTHIER_PACE_ACTIVE);
}

static Member *
find_next (LuthierTurnstile *self)
{
  for (GList *link = self->line->head; link != NULL; link = link->next)
    if (((Member *) link->data)->hurries)
      return link->data;
  for (GList *link = self->line->head; link != NULL; link = link->next)
    if (!((Member *) link->data)->was_asked)
      return link->data;

  return NULL;
}

/* One turn, or the end of the round. */
static gboolean
next_cb (gpointer user_data)
{
  LuthierTurnstile *self = user_data;

  self->round = 0;
  self->current = find_next (self);
  if (self->current == NULL)
    {
      luthier_poller_done (self->poller, self->has_sent);
      return G_SOURCE_REMOVE;
    }

  self->current->hurries = FALSE;
  self->current->was_asked = TRUE;
  self->current->turn (self->current->object);

  return G_SOURCE_REMOVE;
}

/* Turns do not nest, however soon they end. */
static void
schedule (LuthierTurnstile *self)
{
  if (self->current == NULL && self->round == 0)
    self->round = g_idle_add (next_cb, self);
}

static void
start_round (LuthierTurnstile *self)
{
  if (self->current != NULL || self->round != 0)
    return;

  self->has_sent = FALSE;
  for (GList *link = self->line->head; link != NULL; link = link->next)
    ((Member *) link->data)->was_asked = FALSE;
  schedule (self);
}

static void
luthier_turnstile_finalize (GObject *object)
{
  LuthierTurnstile *self = LUTHIER_TURNSTILE (object);

  g_clear_handle_id (&self->round, g_source_remove);
  g_clear_object (&self->poller);
  g_clear_object (&self->clock);
  g_queue_free (self->line);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->created, g_hash_table_unref);

  G_OBJECT_CLASS (luthier_turnstile_parent_class)->finalize (object);
}

static void
luthier_turnstile_class_init (LuthierTurnstileClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_turnstile_finalize;
}

static void
luthier_turnstile_init (LuthierTurnstile *self)
{
  self->members = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->line = g_queue_new ();
  self->created = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

LuthierTurnstile *
luthier_turnstile_new (LuthierClock *clock, LuthierRandom *random)
{
  LuthierTurnstile *self = g_object_new (LUTHIER_TYPE_TURNSTILE, NULL);

  self->clock = g_object_ref (clock);
  self->poller = luthier_poller_new (clock, random);
  g_signal_connect_object (self->poller, "due", G_CALLBACK (start_round), self, G_CONNECT_SWAPPED);

  return self;
}

void
luthier_turnstile_set_bounds (LuthierTurnstile *self, guint least_ms, guint most_ms)
{
  g_return_if_fail (LUTHIER_IS_TURNSTILE (self));

  luthier_poller_set_bounds (self->poller, least_ms, most_ms);
}

void
luthier_turnstile_add (LuthierTurnstile *self, gpointer member, LuthierTurnFunc turn)
{
  Member *added = g_new0 (Member, 1);

  g_return_if_fail (LUTHIER_IS_TURNSTILE (self));

  added->object = member;
  added->turn = turn;
  g_hash_table_insert (self->members, member, added);
}

void
luthier_turnstile_remove (LuthierTurnstile *self, gpointer member)
{
  g_return_if_fail (LUTHIER_IS_TURNSTILE (self));

  luthier_turnstile_leave (self, member);
  g_hash_table_remove (self->members, member);
}

void
luthier_turnstile_join (LuthierTurnstile *self, gpointer member, gboolean hurry)
{
  Member *joining = NULL;
  gboolean is_new = FALSE;

  g_return_if_fail (LUTHIER_IS_TURNSTILE (self));

  joining = g_hash_table_lookup (self->members, member);
  g_return_if_fail (joining != NULL);

  is_new = g_queue_find (self->line, joining) == NULL;
  if (is_new)
    g_queue_push_tail (self->line, joining);
  if (is_new || hurry)
    {
      joining->hurries |= hurry;
      joining->was_asked = FALSE;
      update_pace (self);
      start_round (self);
    }
}

void
luthier_turnstile_leave (LuthierTurnstile *self, gpointer member)
{
  Member *leaving = NULL;

  g_return_if_fail (LUTHIER_IS_TURNSTILE (self));

  leaving = g_hash_table_lookup (self->members, member);
  if (leaving == NULL)
    return;

  g_queue_remove (self->line, leaving);
  leaving->hurries = FALSE;
  if (self->current == leaving)
    {
      self->current = NULL;
      schedule (self);
    }
  update_pace (self);
}

void
luthier_turnstile_pass (LuthierTurnstile *self, gpointer member, LuthierTurn turn)
{
  Member *passing = NULL;

  g_return_if_fail (LUTHIER_IS_TURNSTILE (self));

  passing = g_hash_table_lookup (self->members, member);
  if (passing == NULL || passing != self->current)
    return;

  self->current = NULL;
  if (turn != LUTHIER_TURN_KEPT)
    g_queue_remove (self->line, passing);
  if (turn == LUTHIER_TURN_SENT)
    {
      passing->was_asked = FALSE;
      self->has_sent = TRUE;
      g_queue_push_tail (self->line, passing);
    }
  update_pace (self);
  schedule (self);
}

void
luthier_turnstile_recount (LuthierTurnstile *self)
{
  g_return_if_fail (LUTHIER_IS_TURNSTILE (self));

  if (!g_queue_is_empty (self->line))
    luthier_poller_hurry (self->poller);
}

void
luthier_turnstile_set_n_unsure (LuthierTurnstile *self, gpointer member, guint n_unsure)
{
  Member *unsure = NULL;

  g_return_if_fail (LUTHIER_IS_TURNSTILE (self));

  unsure = g_hash_table_lookup (self->members, member);
  if (unsure == NULL || unsure->n_unsure == n_unsure)
    return;

  unsure->n_unsure = n_unsure;
  luthier_turnstile_recount (self);
}

void
luthier_turnstile_enter_job (LuthierTurnstile *self, const char *name)
{
  const gint64 now = luthier_clock_get_monotonic_time (self->clock);

  g_return_if_fail (LUTHIER_IS_TURNSTILE (self));

  g_hash_table_replace (self->created, g_strdup (luthier_resource_name_get_key (name)),
                        g_memdup2 (&now, sizeof now));
}

/* Once a list has shown it, the lists tell what it is at. */
static guint
count_unseen (LuthierTurnstile *self, LuthierCensus *census)
{
  const gint64 now = luthier_clock_get_monotonic_time (self->clock);
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer made_at = NULL;

  g_hash_table_iter_init (&iter, self->created);
  while (g_hash_table_iter_next (&iter, &key, &made_at))
    {
      if (luthier_census_has_seen (census, key) || now - *(gint64 *) made_at > MOST_LAG_US)
        g_hash_table_iter_remove (&iter);
    }

  return g_hash_table_size (self->created);
}

guint
luthier_turnstile_count (LuthierTurnstile *self, LuthierCensus *census)
{
  guint n_taken = 0;
  GHashTableIter iter;
  gpointer member = NULL;

  g_return_val_if_fail (LUTHIER_IS_TURNSTILE (self), 0);

  n_taken = luthier_census_get_n_active (census) + count_unseen (self, census);
  g_hash_table_iter_init (&iter, self->members);
  while (g_hash_table_iter_next (&iter, NULL, &member))
    n_taken += ((Member *) member)->n_unsure;

  return n_taken;
}
