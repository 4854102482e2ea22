/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-curve-watch.h"
#include "luthier-draft.h"
#include "luthier-job-list.h"
#include "luthier-keyring.h"
#include "luthier-lookout.h"
#include "luthier-missed.h"
#include "luthier-pauses.h"
#include "luthier-poller.h"
#include "luthier-practice-host.h"
#include "luthier-queue.h"
#include "luthier-session.h"
#include "luthier-sleep-monitor.h"
#include "luthier-store-uploads.h"
#include "luthier-store.h"

G_BEGIN_DECLS

/* A practice job lives for a minute or two, and its slot is free then. */
#define LUTHIER_LEAST_PRACTICE_POLL_MS 2000
#define LUTHIER_MOST_PRACTICE_POLL_MS  10000

/* What the files luthier-session-*.c share. What belongs to the open profile hangs on the
 * connection: a reply counts only while its connection is still the session's. */
struct _LuthierSession
{
  GObject parent_instance;

  LuthierClock *clock;         /* (owned) */
  LuthierRandom *random;       /* (owned) */
  LuthierCatalogue *catalogue; /* (owned) (nullable) */
  LuthierStore *store;         /* (owned) */
  LuthierKeyring *keyring;     /* (owned) */
  LuthierPracticeHost *host;   /* (owned) */
  GNetworkMonitor *network;    /* (unowned) */
  LuthierSleepMonitor *sleep;  /* (owned) */
  GListStore *profiles;        /* (owned) of LuthierProfile */

  LuthierConnection *connection; /* (owned) (nullable): the open profile */
  LuthierJobList *jobs;          /* (owned) */
  LuthierQueue *queue;           /* (owned) (nullable): the intents of the open profile */
  LuthierDraft *draft;           /* (owned) */
  LuthierLookout *lookout;       /* (owned) (nullable): of the open profile */
  LuthierPoller *poller;         /* (owned): of the lists */
  LuthierPoller *follower;       /* (owned): of the jobs whose page is open */
  GHashTable *followed;          /* (owned): LuthierJob to a Follow */
  LuthierPauses *curve_pauses;   /* (owned): by the keys of jobs */
  GHashTable *records;           /* (owned): key of a job to its Holding */
  LuthierHistory *history;       /* (owned) (nullable): of the open profile */
  GPtrArray *refreshes;          /* (owned): GTasks that wait for the running ones */
  GListStore *transfers;         /* (owned) of LuthierTransfer: of the open profile */
  GListStore *intent_list;       /* (owned) of LuthierIntent: of the open profile */
  LuthierMissed *missed;         /* (owned) */
  GHashTable *queues;            /* (owned): profile id to LuthierQueue */
  GHashTable *backgrounds;       /* (owned): profile id to its uploads while it is not open */
  GHashTable *turnstiles;        /* (owned): where profiles share slots to LuthierTurnstile */
  GHashTable *failures;          /* (owned): region to GError */
  GStrv failing_regions;         /* (owned): its keys in the profile's order */

  char *store_path; /* (owned) (nullable): NULL is the usual place */
  guint settle_window;
  guint store_timer; /* until the disk is tried again, 0 = none */
  gboolean stopping;
  gint64 updated;  /* in the time that goes on during sleep, 0 = never */
  guint patience;  /* 0 or of the clock: with regions that are slow */
  guint awakening; /* 0 or of the clock: the network may be there again */
  gboolean asleep; /* or about to be */
  gboolean slept;  /* since all regions were asked */
  gboolean online;
  gboolean loaded;
  gboolean history_asked; /* and nothing has ended since */
  gboolean refreshing;
  gboolean transfers_resumed; /* what an earlier run began to upload is known */
  gboolean sign_in_needed;
  GError *sign_in_error; /* (owned) (nullable): why it is */
  gint64 expires_at;     /* of a pasted token, 0 = none */
};

typedef enum
{
  LUTHIER_SESSION_PROP_PROFILE = 1,
  LUTHIER_SESSION_PROP_PROFILES,
  LUTHIER_SESSION_PROP_JOBS,
  LUTHIER_SESSION_PROP_CATALOGUE,
  LUTHIER_SESSION_PROP_CLOCK,
  LUTHIER_SESSION_PROP_RANDOM,
  LUTHIER_SESSION_PROP_STORE_PATH,
  LUTHIER_SESSION_PROP_SETTLE_WINDOW,
  LUTHIER_SESSION_PROP_LOADED,
  LUTHIER_SESSION_PROP_REFRESHING,
  LUTHIER_SESSION_PROP_UPDATED_AT,
  LUTHIER_SESSION_PROP_ONLINE,
  LUTHIER_SESSION_PROP_SIGN_IN_NEEDED,
  LUTHIER_SESSION_PROP_EXPIRES_AT,
  LUTHIER_SESSION_PROP_FAILING_REGIONS,
  LUTHIER_SESSION_PROP_ACTIVE_JOBS,
  LUTHIER_SESSION_PROP_DRAFT,
  LUTHIER_SESSION_PROP_TRANSFERS,
  LUTHIER_SESSION_PROP_INTENTS,
  LUTHIER_SESSION_PROP_MISSED,
  LUTHIER_SESSION_PROP_STORE_TROUBLE,
  LUTHIER_SESSION_PROP_DAMAGED_PATH,
  LUTHIER_SESSION_N_PROPERTIES,
} LuthierSessionProperty;

extern GParamSpec *luthier_session_properties[LUTHIER_SESSION_N_PROPERTIES];

/* luthier-session-state.c */
void luthier_session_set_connection (LuthierSession *self, LuthierConnection *connection);
void luthier_session_set_loaded (LuthierSession *self, gboolean loaded);
void luthier_session_set_refreshing (LuthierSession *self, gboolean refreshing);
/* updated: a region has just answered; else none of this profile has yet. */
void luthier_session_set_updated (LuthierSession *self, gboolean updated);
/* failures: (transfer full) (nullable): region to GError. */
void luthier_session_set_failures (LuthierSession *self, GHashTable *failures);
void luthier_session_update_online (LuthierSession *self);
void luthier_session_update_expires_at (LuthierSession *self);
void luthier_session_update_poller (LuthierSession *self);
/* How long it may take until what has happened is seen, in microseconds. */
gint64 luthier_session_get_lag (LuthierSession *self);
/* (transfer full) (nullable): a task that ends with the open profile; NULL if none is open, and
 * then the caller has that answer. */
GTask *luthier_session_new_task (LuthierSession *self,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data,
                                 gpointer source_tag);

/* luthier-session-keep.c */
/* What was changed in the open profile is known at the next start. */
void luthier_session_save_open_profile (LuthierSession *self);
/* (transfer full): where the service's own models of the catalogue can be tuned. */
GStrv luthier_session_list_usual_regions (LuthierSession *self);
/* (transfer none) (nullable): another that stands for the same account, project and place. */
LuthierProfile *luthier_session_find_twin (LuthierSession *self, LuthierProfile *profile);
void luthier_session_keep_profile_async (LuthierSession *self,
                                         LuthierProfile *target,
                                         LuthierProfile *draft,
                                         gboolean open,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* (transfer full) */
LuthierProfile *luthier_session_keep_profile_finish (LuthierSession *self,
                                                     GAsyncResult *result,
                                                     GError **error);

/* luthier-session-store.c */
void luthier_session_watch_store (LuthierSession *self);
void luthier_session_unwatch_store (LuthierSession *self);

/* luthier-session-draft.c */
void luthier_session_settle (LuthierSession *self);

/* luthier-session-transfers.c */
/* (transfer full) (nullable): of those that are not done. */
LuthierTransfer *luthier_session_find_transfer (LuthierSession *self,
                                                const LuthierUploadRecord *record);
/* record: (transfer full). Begins at once, unless there is one already. (transfer full) */
LuthierTransfer *luthier_session_add_transfer (LuthierSession *self, LuthierUploadRecord *record);
/* Ends one of the open profile that nothing in the queue, no form and no draft wants. */
void luthier_session_drop_transfer (LuthierSession *self, LuthierTransfer *transfer);
/* What an earlier run left unfinished in the open profile goes on. */
void luthier_session_resume_transfers (LuthierSession *self);
/* What failed for want of a network. */
void luthier_session_retry_transfers (LuthierSession *self);
/* Ends all of them, also at the service. */
void luthier_session_cancel_transfers (LuthierSession *self);

/* luthier-session-refresh.c */
void luthier_session_open_lookout (LuthierSession *self, LuthierConnection *connection);
void luthier_session_poll (LuthierSession *self);
void luthier_session_reconnect (LuthierSession *self);
void luthier_session_set_asleep (LuthierSession *self, gboolean asleep);

/* luthier-session-jobs.c */
void luthier_session_fetch_followed (LuthierSession *self);
/* The curves of those that are followed are asked for anew, whatever was said to that before. */
void luthier_session_forgive_curves (LuthierSession *self);
guint luthier_session_count_followed (LuthierSession *self);
void luthier_session_follow_free (gpointer data);
/* Keeps a whole resource for the next start. */
void luthier_session_remember_job (LuthierSession *self, LuthierProfile *profile, LuthierJob *job);

/* luthier-session-records.c */
void luthier_session_open_records (LuthierSession *self);
void luthier_session_close_records (LuthierSession *self);
/* Something that was not told by an answer has happened to a job of the open profile. */
void luthier_session_sight (LuthierSession *self, LuthierJob *job, LuthierEventKind kind);
/* The service says that it has no such job. */
void luthier_session_lose_job (LuthierSession *self, LuthierJob *job);

/* (transfer none) (nullable): if somebody holds it. */
LuthierRecord *luthier_session_find_record (LuthierSession *self, LuthierJob *job);

/* luthier-session-outlook.c */
void luthier_session_need_history (LuthierSession *self);
void luthier_session_renew_history (LuthierSession *self);
void luthier_session_close_history (LuthierSession *self);

/* luthier-session-background.c */
void luthier_session_background_free (gpointer data);
LuthierTransfer *luthier_session_upload_in_background (LuthierSession *self,
                                                       LuthierProfile *profile,
                                                       const LuthierUploadRecord *record);
guint luthier_session_count_background_uploads (LuthierSession *self);
/* It is opened, or goes. */
void luthier_session_end_background (LuthierSession *self, LuthierProfile *profile);

/* luthier-session-queues.c */
/* (transfer none): of any profile; made if there is none. */
LuthierQueue *luthier_session_get_queue (LuthierSession *self, LuthierProfile *profile);
/* What is left of earlier runs goes on, in all profiles. */
void luthier_session_start_queues (LuthierSession *self);
void luthier_session_end_queue (LuthierSession *self, LuthierProfile *profile);
void luthier_session_end_queues (LuthierSession *self);
/* queue: (nullable): that of the open profile. */
void luthier_session_show_queue (LuthierSession *self, LuthierQueue *queue);
void luthier_session_tell_queues_of_network (LuthierSession *self);
void luthier_session_reconnect_queues (LuthierSession *self);
/* The profile has another credential. */
void luthier_session_renew_queue (LuthierSession *self, LuthierProfile *profile);
/* A job of the open profile has ended. */
void luthier_session_recount_slots (LuthierSession *self);

G_END_DECLS
