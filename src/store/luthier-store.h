/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-intent-record.h"
#include "luthier-job.h"
#include "luthier-json.h"
#include "luthier-profile.h"
#include "luthier-store-damage.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_STORE (luthier_store_get_type ())
G_DECLARE_FINAL_TYPE (LuthierStore, luthier_store, LUTHIER, STORE, GObject)

/* What is remembered, in one SQLite file and a journal beside it. Every call runs in order on the
 * store's own thread and ends on the caller's main context. Never a secret. Errors:
 * LUTHIER_ERROR_STORE. Properties, notified: trouble, damage. */
LuthierStore *luthier_store_new (const char *path);

void luthier_store_open_async (LuthierStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean luthier_store_open_finish (LuthierStore *self, GAsyncResult *result, GError **error);
/* (transfer none) (nullable): why all is only in memory: the disk, or who else has the files. Then
 * everything works but for saving intents; opening it again, and each intent, tries the disk. */
const GError *luthier_store_get_trouble (LuthierStore *self);
/* Whether what was loaded must be loaded again, from the profiles on, before an intent is saved: it
 * was from a copy. */
gboolean luthier_store_is_stale (LuthierStore *self);
/* (transfer none) (nullable): what happened to a file that could not be read any more, until it is
 * dismissed. */
const LuthierDamage *luthier_store_get_damage (LuthierStore *self);
void luthier_store_dismiss_damage_async (LuthierStore *self,
                                         const char *path,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Is all done that was asked before, and about to be told? */
gboolean luthier_store_is_idle (LuthierStore *self);
/* After this, all that was asked before is on disk. */
void luthier_store_close_async (LuthierStore *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean luthier_store_close_finish (LuthierStore *self, GAsyncResult *result, GError **error);

/* (element-type LuthierProfile) */
void luthier_store_load_profiles_async (LuthierStore *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *luthier_store_load_profiles_finish (LuthierStore *self,
                                               GAsyncResult *result,
                                               GError **error);
void luthier_store_save_profile_async (LuthierStore *self,
                                       LuthierProfile *profile,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void luthier_store_remove_profile_async (LuthierStore *self,
                                         const char *profile_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/* (element-type LuthierJob), newest first, complete where a whole resource was seen. */
void luthier_store_load_jobs_async (LuthierStore *self,
                                    const char *profile_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *luthier_store_load_jobs_finish (LuthierStore *self,
                                           GAsyncResult *result,
                                           GError **error);
/* One TuningJob object as text, as last seen; a summary never replaces a complete one's fields. */
void luthier_store_save_job_async (LuthierStore *self,
                                   const char *profile_id,
                                   const char *name,
                                   const char *json,
                                   gboolean complete,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* The "tuningJobs" array of a whole list reply, in one transaction. */
void luthier_store_save_page_async (LuthierStore *self,
                                    const char *profile_id,
                                    LuthierJson *reply,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* The draft of a profile's wizard; NULL text removes it; NULL without an error: there is none. */
void luthier_store_save_draft_async (LuthierStore *self,
                                     const char *profile_id,
                                     const char *text,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void luthier_store_load_draft_async (LuthierStore *self,
                                     const char *profile_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *luthier_store_load_draft_finish (LuthierStore *self, GAsyncResult *result, GError **error);

/* On disk and synced when it finishes. (element-type LuthierIntentRecord), of one profile: all of
 * them or none, whatever happens meanwhile. */
void luthier_store_save_intents_async (LuthierStore *self,
                                       GPtrArray *intents,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* The same of one. */
void luthier_store_save_intent_async (LuthierStore *self,
                                      const LuthierIntentRecord *intent,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (element-type LuthierIntentRecord) of a profile, in the order of its queue. */
void luthier_store_load_intents_async (LuthierStore *self,
                                       const char *profile_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *luthier_store_load_intents_finish (LuthierStore *self,
                                              GAsyncResult *result,
                                              GError **error);

/* Finishes every call above that has no finish function of its own. */
gboolean luthier_store_write_finish (LuthierStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
