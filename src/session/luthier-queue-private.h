/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-intent-private.h"
#include "luthier-queue.h"

G_BEGIN_DECLS

/* One intent that was ever confirmed in the profile. */
typedef struct
{
  LuthierIntentRecord *record; /* (owned): as it is on disk, or will be */
  LuthierIntent *intent;       /* (owned) (nullable): made when it is needed */
  gboolean is_new;       /* asked for just now, and not on disk yet: nothing is done about it */
  gboolean is_unwritten; /* the store could not take the record: tried again */

  gboolean hurries;    /* does not wait for a slot */
  gboolean goes_again; /* asks, and the user has said so */

  /* While it is looked for: */
  guint look_timer;  /* 0 = none */
  gint64 look_until; /* on the monotonic clock */
  guint n_pauses;
  guint n_late;                /* looks that failed after that time */
  LuthierIntentWait look_wait; /* what the next look waits for */

  /* Its files, see luthier-queue-data.c: */
  LuthierTransfer *transfer; /* (owned) (nullable): the one that is waited for */
  gboolean has_data;
} LuthierQueueEntry;

/* What a callback is about: entries last as long as their queue. */
typedef struct
{
  LuthierQueue *queue; /* (owned) */
  LuthierQueueEntry *entry;
} LuthierQueueErrand;

LuthierQueueErrand *luthier_queue_errand_new (LuthierQueue *self, LuthierQueueEntry *entry);

/* What the files luthier-queue-*.c share. */
struct _LuthierQueue
{
  GObject parent_instance;

  LuthierClock *clock;         /* (owned) */
  LuthierRandom *random;       /* (owned) */
  LuthierStore *store;         /* (owned) */
  LuthierKeyring *keyring;     /* (owned) */
  LuthierPracticeHost *host;   /* (owned) */
  LuthierProfile *profile;     /* (owned) */
  LuthierTurnstile *turnstile; /* (owned) */
  GStrv regions;               /* (owned): besides those of the profile */
  guint settle_window;

  LuthierConnection *connection; /* (owned) (nullable): made when something is asked */
  GPtrArray *loading;            /* (owned): GTasks that wait for the store */
  GHashTable *entries;           /* (owned): id to LuthierQueueEntry */
  GPtrArray *order;              /* (owned) of LuthierQueueEntry (unowned): those that are open */
  GHashTable *others;            /* (owned): keys of jobs without labels that are not ours */
  GHashTable *uploaded;          /* (owned): addresses at which files of this computer are */

  /* Why the first one does not go, although nothing of its own keeps it. */
  LuthierIntentWait wait;
  GError *wait_error; /* (owned) (nullable) */
  gint64 wait_until;  /* real time, 0 = not known */
  guint wait_timer;   /* 0 = none */
  guint n_refusals;   /* in a row, for want of a slot or a network: each waits longer */
  guint write_timer;  /* 0 = none */
  guint data_timer;   /* 0 = none */
  guint load_timer;   /* 0 = none */

  gboolean has_network;
  gboolean is_loaded;
  gboolean is_ended;
  gboolean is_submitting; /* what is new is written when all of it is there */
  gboolean has_turn;
  gboolean is_updating;
  gboolean is_outdated;
};

/* luthier-queue.c */
/* Takes the next step of an intent, if there is one by that event; to be saved by the caller. */
gboolean luthier_queue_step (LuthierQueue *self,
                             LuthierQueueEntry *entry,
                             LuthierIntentEvent event);
/* How many slots may be taken that no list tells of; after each change of a state. */
void luthier_queue_count_unsure (LuthierQueue *self);
/* What is asked for; kept as it is. */
void luthier_queue_set_spec (LuthierQueue *self, LuthierQueueEntry *entry, LuthierJobSpec *spec);
LuthierIntent *luthier_queue_get_intent (LuthierQueue *self, LuthierQueueEntry *entry);
/* error: (nullable) */
void luthier_queue_set_error (LuthierQueue *self, LuthierQueueEntry *entry, const GError *error);
/* error: (nullable): NULL: what is stored of it. It is shown, and not stored. */
void luthier_queue_tell_error (LuthierQueue *self, LuthierQueueEntry *entry, const GError *error);
/* There is a job; reply: (nullable): the whole resource. */
void luthier_queue_settle (LuthierQueue *self,
                           LuthierQueueEntry *entry,
                           LuthierJob *job,
                           LuthierJson *reply);
/* (transfer none): the way to the service. */
LuthierConnection *luthier_queue_connect (LuthierQueue *self);
gboolean luthier_queue_is_online (LuthierQueue *self);

/* luthier-queue-wait.c */
/* Tells what each one waits for, and sets going what can go. To be called after every change. */
void luthier_queue_update (LuthierQueue *self);

/* luthier-queue-order.c: what is on disk, and in which order. */
void luthier_queue_entry_free (LuthierQueueEntry *entry);
LuthierQueueEntry *luthier_queue_add_entry (LuthierQueue *self, LuthierIntentRecord *record);
LuthierQueueEntry *luthier_queue_find_entry (LuthierQueue *self, LuthierIntent *intent);
/* Takes its place in the list, or leaves it. */
void luthier_queue_place (LuthierQueue *self, LuthierQueueEntry *entry);
gint64 luthier_queue_get_last_place (LuthierQueue *self);
/* Finishes with luthier_store_write_finish(), when it is on disk. */
void luthier_queue_save_async (LuthierQueue *self,
                               LuthierQueueEntry *entry,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Sooner or later: nothing waits for it. One that is not on disk yet goes there with all others that
 * are not: what was asked for at once is there as a whole, or not at all. */
void luthier_queue_save (LuthierQueue *self, LuthierQueueEntry *entry);
/* (element-type LuthierQueueEntry): several in one go; none of them: nothing is written. */
void luthier_queue_save_together (LuthierQueue *self, GPtrArray *entries);
void luthier_queue_save_unwritten (LuthierQueue *self);
/* Is it written down that it is wanted? Else nothing is sent or uploaded. */
gboolean luthier_queue_is_on_disk (const LuthierQueueEntry *entry);

/* luthier-queue-turn.c: who goes next, and its request. */
void luthier_queue_turn_cb (gpointer self);
/* (nullable): who goes next if nothing stands in the way. */
LuthierQueueEntry *luthier_queue_find_next (LuthierQueue *self);
gboolean luthier_queue_is_blocked (LuthierQueue *self);
/* error: (nullable). delay_ms: 0 = somebody else tells when it is over. */
void luthier_queue_block (LuthierQueue *self,
                          LuthierIntentWait wait,
                          const GError *error,
                          gint64 delay_ms);

/* luthier-queue-look.c: what became of a request whose answer was lost. */
void luthier_queue_begin_looking (LuthierQueue *self, LuthierQueueEntry *entry, gboolean at_once);
void luthier_queue_stop_looking (LuthierQueue *self, LuthierQueueEntry *entry);
/* Those who wait for a network or a credential look now. */
void luthier_queue_hasten_looks (LuthierQueue *self);
/* (transfer full): of these regions, for all that may have a job. entry: (nullable): the one that it
 * is about, for whose sake jobs without labels are looked at. */
LuthierCensus *luthier_queue_new_census (LuthierQueue *self,
                                         const char *const *regions,
                                         LuthierQueueEntry *entry);
/* Settles what was found. */
void luthier_queue_take_census (LuthierQueue *self, LuthierCensus *census);
/* May there be a job of it that nobody has seen? */
gboolean luthier_queue_may_have_job (LuthierQueueEntry *entry);

/* luthier-queue-data.c: the local files of an intent. */
void luthier_queue_ensure_data (LuthierQueue *self, LuthierQueueEntry *entry);
void luthier_queue_drop_transfer (LuthierQueue *self, LuthierQueueEntry *entry);
/* Those that failed for want of a network, or of a service. */
void luthier_queue_retry_transfers (LuthierQueue *self);

G_END_DECLS
