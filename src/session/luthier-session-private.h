/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-draft.h"
#include "luthier-job-list.h"
#include "luthier-keyring.h"
#include "luthier-poller.h"
#include "luthier-practice-host.h"
#include "luthier-queue.h"
#include "luthier-session.h"
#include "luthier-store-uploads.h"
#include "luthier-store.h"

G_BEGIN_DECLS

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
  GListStore *profiles;        /* (owned) of LuthierProfile */

  LuthierConnection *connection; /* (owned) (nullable): the open profile */
  LuthierJobList *jobs;          /* (owned) */
  LuthierQueue *queue;           /* (owned) (nullable): the intents of the open profile */
  LuthierDraft *draft;           /* (owned) */
  LuthierPoller *poller;         /* (owned) */
  GHashTable *followed;          /* (owned): LuthierJob to a Follow */
  GPtrArray *refreshes;          /* (owned): GTasks that wait for the running one */
  GListStore *transfers;         /* (owned) of LuthierTransfer: of the open profile */
  GListStore *intent_list;       /* (owned) of LuthierIntent: of the open profile */
  GListStore *missed;            /* (owned) of LuthierJob */
  GHashTable *queues;            /* (owned): profile id to LuthierQueue */
  GHashTable *turnstiles;        /* (owned): where profiles share slots to LuthierTurnstile */
  GHashTable *failures;          /* (owned): region to GError */
  GStrv failing_regions;         /* (owned): its keys in the profile's order */

  char *store_path; /* (owned) (nullable): NULL is the usual place */
  guint settle_window;
  guint store_timer; /* until the disk is tried again, 0 = none */
  gboolean stopping;
  gint64 updated_at;
  gboolean online;
  gboolean loaded;
  gboolean refreshing;
  gboolean transfers_resumed; /* what an earlier run began to upload is known */
  gboolean refresh_outdated;  /* the running one asks in the name of who has been replaced */
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
void luthier_session_set_updated_at (LuthierSession *self, gint64 updated_at);
/* failures: (transfer full) (nullable): region to GError. */
void luthier_session_set_failures (LuthierSession *self, GHashTable *failures);
void luthier_session_update_online (LuthierSession *self);
void luthier_session_update_expires_at (LuthierSession *self);
void luthier_session_update_poller (LuthierSession *self);
/* (transfer full) (nullable): a task that ends with the open profile; NULL if none is open, and
 * then the caller has that answer. */
GTask *luthier_session_new_task (LuthierSession *self,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data,
                                 gpointer source_tag);

/* luthier-session-profiles.c */
/* (transfer none) (nullable) */
LuthierProfile *luthier_session_find_profile (LuthierSession *self, const char *id);

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
/* record: (transfer full). Begins at once, unless there is one already. (transfer full) */
LuthierTransfer *luthier_session_add_transfer (LuthierSession *self, LuthierUploadRecord *record);
/* What an earlier run left unfinished in the open profile goes on. */
void luthier_session_resume_transfers (LuthierSession *self);
/* What failed for want of a network. */
void luthier_session_retry_transfers (LuthierSession *self);
/* Ends all of them, also at the service. */
void luthier_session_cancel_transfers (LuthierSession *self);

/* luthier-session-jobs.c */
/* Keeps a whole resource for the next start. */
void luthier_session_remember_job (LuthierSession *self, LuthierProfile *profile, LuthierJob *job);

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
/* The profile has another credential. */
void luthier_session_renew_queue (LuthierSession *self, LuthierProfile *profile);
/* A job of the open profile has ended. */
void luthier_session_recount_slots (LuthierSession *self);

G_END_DECLS
