/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-intent.h"
#include "luthier-keyring.h"
#include "luthier-practice-host.h"
#include "luthier-random.h"
#include "luthier-store.h"
#include "luthier-turnstile.h"

G_BEGIN_DECLS

/* What a queue works with; all of it borrowed. */
typedef struct
{
  LuthierClock *clock;
  LuthierRandom *random;
  LuthierStore *store;
  LuthierKeyring *keyring;
  LuthierPracticeHost *host;
} LuthierQueueMeans;

#define LUTHIER_TYPE_QUEUE (luthier_queue_get_type ())
G_DECLARE_FINAL_TYPE (LuthierQueue, luthier_queue, LUTHIER, QUEUE, GObject)

/* The intents of one profile that are not at their end: a GListModel of LuthierIntent, in order. It
 * drives them by itself, through a connection of its own, whatever profile is open.
 * Signals: settled (LuthierIntent, LuthierJson: the reply, nullable) when there is a job, before the
 * state tells so; quota-learned (uint); needs-upload (LuthierUploadRecord) ->
 * LuthierTransfer, nullable: that upload; begun if there is none, unless its address tells what is in
 * it and the record does not; stepped (LuthierIntent) when one has come into another state. */
LuthierQueue *luthier_queue_new (const LuthierQueueMeans *means,
                                 LuthierProfile *profile,
                                 LuthierTurnstile *turnstile);
LuthierProfile *luthier_queue_get_profile (LuthierQueue *self);
/* Seconds that are looked for a job whose answer was lost. */
void luthier_queue_set_settle_window (LuthierQueue *self, guint seconds);
/* Where there may be jobs of the project besides the profile's regions. */
void luthier_queue_set_regions (LuthierQueue *self, const char *const *regions);
/* Does this computer have a network, as far as it knows? */
void luthier_queue_set_network (LuthierQueue *self, gboolean available);

/* Reads what is stored; at once if that is done already. Nothing is sent before it. */
void luthier_queue_load_async (LuthierQueue *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean luthier_queue_load_finish (LuthierQueue *self, GAsyncResult *result, GError **error);
/* Nothing more is sent or written, and what is under way is cut off: the next start looks for it. */
void luthier_queue_end (LuthierQueue *self);
/* There is another credential, or the service has answered somebody else: goes on at once. */
void luthier_queue_renew (LuthierQueue *self, gboolean credential);
/* The computer was asleep: what is open to the service may be dead. */
void luthier_queue_reconnect (LuthierQueue *self);
/* These jobs exist: what was asked for may be among them. */
void luthier_queue_see (LuthierQueue *self, GListModel *jobs);
/* Files may be uploaded now, or were. */
void luthier_queue_check_data (LuthierQueue *self);

/* (transfer full) (element-type LuthierJobSpec): what waits, and is not on disk. */
GPtrArray *luthier_queue_list_unwritten (LuthierQueue *self);

/* Is it one of these, whatever became of it? */
gboolean luthier_queue_holds (LuthierQueue *self, LuthierIntent *intent);
/* What was asked for under that id, whatever became of it. (transfer none) (nullable) */
LuthierJobSpec *luthier_queue_get_spec (LuthierQueue *self, const char *intent_id);
/* The name of the job it became. (transfer none) (nullable) */
const char *luthier_queue_get_job_name (LuthierQueue *self, const char *intent_id);

/* Was exactly this asked for under the id that it has? */
gboolean luthier_queue_has_asked (LuthierQueue *self, LuthierJobSpec *spec);

/* As the functions of LuthierSession that are named like them; several are submitted at once. */
GPtrArray *luthier_queue_submit (LuthierQueue *self, GPtrArray *specs);
void luthier_queue_hold (LuthierQueue *self, LuthierIntent *intent, gboolean held);
void luthier_queue_move (LuthierQueue *self, LuthierIntent *intent, guint position);
void luthier_queue_send_now (LuthierQueue *self, LuthierIntent *intent);
void luthier_queue_send_again (LuthierQueue *self, LuthierIntent *intent);
void luthier_queue_keep_looking (LuthierQueue *self, LuthierIntent *intent);
void luthier_queue_forget (LuthierQueue *self, LuthierIntent *intent);
void luthier_queue_restore (LuthierQueue *self, LuthierIntent *intent);

G_END_DECLS
