/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-catalogue.h"
#include "luthier-clock.h"
#include "luthier-connection-test.h"
#include "luthier-data-comparison.h"
#include "luthier-dataset-check.h"
#include "luthier-intent.h"
#include "luthier-job.h"
#include "luthier-listing.h"
#include "luthier-outlook.h"
#include "luthier-profile.h"
#include "luthier-random.h"
#include "luthier-record.h"
#include "luthier-result.h"
#include "luthier-transfer.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_SESSION (luthier_session_get_type ())
G_DECLARE_FINAL_TYPE (LuthierSession, luthier_session, LUTHIER, SESSION, GObject)

/* The truth that the UI shows. Properties, all notified:
 *   profile (LuthierProfile, nullable), profiles (GListModel of LuthierProfile),
 *   jobs (GListModel of LuthierJob, all regions of the profile, any order),
 *   catalogue (LuthierCatalogue), loaded (boolean: what is stored is shown),
 *   refreshing (boolean), updated-at (int64 microseconds, 0 = never), online (boolean),
 *   sign-in-needed (boolean), expires-at (int64 microseconds, of a pasted token, 0 = it renews
 *   itself or is not known), failing-regions (GStrv, empty = none), active-jobs (uint),
 *   draft (LuthierJobSpec, nullable: an unfinished one of this profile), transfers (GListModel of
 *   LuthierTransfer), intents (GListModel of LuthierIntent: those of the open profile that are not
 *   at their end, in the order of the queue), missed (GListModel of LuthierJob: what ended while
 *   Luthier was closed and was not dismissed), store-trouble (GError boxed, nullable),
 *   damaged-path (string, nullable).
 * Signals: job-finished (LuthierJob) when one that was in progress reaches its end; intent-changed
 * (LuthierProfile, LuthierIntent) when one of any profile comes into another state. */
LuthierSession *luthier_session_new (LuthierClock *clock,
                                     LuthierRandom *random,
                                     LuthierCatalogue *catalogue,
                                     const char *store_path);

LuthierProfile *luthier_session_get_profile (LuthierSession *self);
GListModel *luthier_session_get_profiles (LuthierSession *self);
/* (transfer none) (nullable) */
LuthierProfile *luthier_session_find_profile (LuthierSession *self, const char *id);
GListModel *luthier_session_get_jobs (LuthierSession *self);
LuthierCatalogue *luthier_session_get_catalogue (LuthierSession *self);
LuthierClock *luthier_session_get_clock (LuthierSession *self);
gboolean luthier_session_get_loaded (LuthierSession *self);
gboolean luthier_session_get_refreshing (LuthierSession *self);
gint64 luthier_session_get_updated_at (LuthierSession *self);
gboolean luthier_session_get_online (LuthierSession *self);
gboolean luthier_session_get_sign_in_needed (LuthierSession *self);
/* Why; (transfer none) (nullable). Its reason tells a locked keyring from a revoked sign-in. */
const GError *luthier_session_get_sign_in_error (LuthierSession *self);
gint64 luthier_session_get_expires_at (LuthierSession *self);
const char *const *luthier_session_get_failing_regions (LuthierSession *self);
const GError *luthier_session_get_region_error (LuthierSession *self, const char *region);
guint luthier_session_get_active_jobs (LuthierSession *self);
LuthierJobSpec *luthier_session_get_draft (LuthierSession *self);
LuthierJob *luthier_session_lookup_job (LuthierSession *self, const char *name);
/* What was asked for, where this computer sent it; else NULL. (transfer none) */
LuthierJobSpec *luthier_session_get_asked (LuthierSession *self, LuthierJob *job);

/* Opens the store, then the profile with this id (or none), stored jobs first, network after. */
void luthier_session_start_async (LuthierSession *self,
                                  const char *profile_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean luthier_session_start_finish (LuthierSession *self, GAsyncResult *result, GError **error);
/* Writes what is pending and ends the practice service. */
void luthier_session_stop_async (LuthierSession *self,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean luthier_session_stop_finish (LuthierSession *self, GAsyncResult *result, GError **error);

/* Why nothing is remembered, and so no job created, with a LUTHIER_REASON_STORE_…; it passes by
 * itself where it can, and all else works. (transfer none) (nullable) */
const GError *luthier_session_get_store_trouble (LuthierSession *self);
/* A file that could not be read any more, what became of what was in it, in words, and that the user
 * has read them. */
const char *luthier_session_get_damaged_path (LuthierSession *self);
char *luthier_session_describe_damage (LuthierSession *self);
void luthier_session_dismiss_damage (LuthierSession *self);

/* The practice profile, made and opened; there is one. */
void luthier_session_open_practice_async (LuthierSession *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
LuthierProfile *luthier_session_open_practice_finish (LuthierSession *self,
                                                      GAsyncResult *result,
                                                      GError **error);
void luthier_session_open_profile_async (LuthierSession *self,
                                         LuthierProfile *profile,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean luthier_session_open_profile_finish (LuthierSession *self,
                                              GAsyncResult *result,
                                              GError **error);
/* Its secret, its stored jobs and its draft go too. revoke: the service is told that the sign-in is
 * not used any more; what cannot be revoked is removed nevertheless. */
void luthier_session_remove_profile_async (LuthierSession *self,
                                           LuthierProfile *profile,
                                           gboolean revoke,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean luthier_session_remove_profile_finish (LuthierSession *self,
                                                GAsyncResult *result,
                                                GError **error);

/* (transfer full) (nullable): lists what there is for a field to choose from; where: see
 * LuthierChoices. NULL: no profile is open. */
LuthierListing *luthier_session_list (LuthierSession *self,
                                      LuthierChoices choices,
                                      const char *where);
/* (transfer full) (nullable): looks whether all is in place for a job, with this bucket, key and
 * service account, each of which may be NULL. */
LuthierConnectionTest *luthier_session_test_connection (LuthierSession *self,
                                                        const char *bucket,
                                                        const char *kms_key,
                                                        const char *service_account);

void luthier_session_refresh_async (LuthierSession *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* FALSE only if no region answered. */
gboolean luthier_session_refresh_finish (LuthierSession *self,
                                         GAsyncResult *result,
                                         GError **error);
/* The whole resource, updated in place. */
void luthier_session_fetch_job_async (LuthierSession *self,
                                      LuthierJob *job,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean luthier_session_fetch_job_finish (LuthierSession *self,
                                           GAsyncResult *result,
                                           GError **error);
/* The job's page follows it closely until unfollowed. */
void luthier_session_follow (LuthierSession *self, LuthierJob *job);
void luthier_session_unfollow (LuthierSession *self, LuthierJob *job);
/* What was seen of a job over time; what is on disk at first. New events come while the profile is
 * open, new points of its curves while it is followed. (transfer full): the same one for all who
 * hold it. */
LuthierRecord *luthier_session_get_record (LuthierSession *self, LuthierJob *job);
/* The best and the last of their losses, for all jobs that have any. */
void luthier_session_load_results_async (LuthierSession *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* (transfer full): LuthierJob (owned) to LuthierResult (owned). */
GHashTable *luthier_session_load_results_finish (LuthierSession *self,
                                                 GAsyncResult *result,
                                                 GError **error);
/* The user does not want to see a job any more that the service has forgotten: it goes with its
 * record. Any other stays. */
void luthier_session_forget_job (LuthierSession *self, LuthierJob *job);
/* How it goes on, by what was seen of it and of the profile's other jobs. */
LuthierOutlook luthier_session_get_outlook (LuthierSession *self, LuthierJob *job);

/* Where a spec is sent to. (nullable): not known yet. */
char *luthier_session_get_request_uri (LuthierSession *self, LuthierJobSpec *spec);

/* Intents go their way by themselves, whatever profile is open, also over restarts; each change
 * below is on disk before it acts. An intent that settles, or is forgotten, leaves the list. */
GListModel *luthier_session_get_intents (LuthierSession *self);
/* Takes a confirmed spec into the queue; its intent id is its identity, and given if it has none. A
 * local file of it is uploaded first. What is there under that id already is that one, corrected if
 * it waits or was refused. (transfer full) (nullable): NULL: no profile is open. */
LuthierIntent *luthier_session_submit (LuthierSession *self, LuthierJobSpec *spec);
/* (element-type LuthierJobSpec): all or none of them. (transfer full) (element-type LuthierIntent) */
GPtrArray *luthier_session_submit_all (LuthierSession *self, GPtrArray *specs);
void luthier_session_hold (LuthierSession *self, LuthierIntent *intent, gboolean held);
/* position: among those that are queued. */
void luthier_session_move_intent (LuthierSession *self, LuthierIntent *intent, guint position);
/* One that is queued goes without waiting for a slot: the service may let it wait, or refuse it. */
void luthier_session_send_now (LuthierSession *self, LuthierIntent *intent);
/* Of one that asks: after one more look it is posted a second time. */
void luthier_session_send_again (LuthierSession *self, LuthierIntent *intent);
void luthier_session_keep_looking (LuthierSession *self, LuthierIntent *intent);
/* Of one that is queued, was refused or asks; nothing is said to the service. */
void luthier_session_forget_intent (LuthierSession *self, LuthierIntent *intent);
/* Undoes that: it is where it was. */
void luthier_session_restore_intent (LuthierSession *self, LuthierIntent *intent);

/* What ended while Luthier was closed, or nobody looked. */
GListModel *luthier_session_get_missed (LuthierSession *self);
void luthier_session_miss (LuthierSession *self, LuthierJob *job);
void luthier_session_dismiss_missed (LuthierSession *self);

/* What goes on by itself: jobs of the open profile that are not at their end, and of all profiles
 * what was asked for and is on its way, and files that are uploaded. What waits for the user does
 * not count: it goes on when the user is back. */
typedef struct
{
  guint n_jobs;
  guint n_intents;
  guint n_uploads;
} LuthierWork;

LuthierWork luthier_session_count_work (LuthierSession *self);

void luthier_session_cancel_job_async (LuthierSession *self,
                                       LuthierJob *job,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean luthier_session_cancel_job_finish (LuthierSession *self,
                                            GAsyncResult *result,
                                            GError **error);

/* A new spec with an intent id and a dated name, or a draft as it was left. */
LuthierJobSpec *luthier_session_new_spec (LuthierSession *self);
/* A display name that no known job has: what is tuned, and today: "invoices-22-nov-2". */
char *luthier_session_suggest_name (LuthierSession *self, LuthierJobSpec *spec);
/* Has a known job, one that is queued or a group of jobs this name? intent_id: (nullable): of the
 * one that may have it. */
gboolean luthier_session_has_name (LuthierSession *self,
                                   const char *display_name,
                                   const char *intent_id);
/* Every spec that is sent carries the label by which its job is found again: gives it one. */
void luthier_session_ensure_intent (LuthierSession *self, LuthierJobSpec *spec);
void luthier_session_save_draft (LuthierSession *self, LuthierJobSpec *spec);
void luthier_session_discard_draft (LuthierSession *self);

/* Begins at once. bucket is made if the profile is the practice one. report: (nullable): what the
 * check of the file found; with its hash in the object's name, the same data is stored once.
 * (transfer full) */
gboolean luthier_session_needs_address (LuthierSession *self, const char *uri);
LuthierTransfer *luthier_session_upload (LuthierSession *self,
                                         GFile *file,
                                         LuthierDatasetReport *report,
                                         const char *bucket);
/* By its name: whether an object was uploaded from a file with the very bytes of the report. */
gboolean luthier_session_is_upload_of (const char *gs_uri, const LuthierDatasetReport *report);
/* Of the open profile, of LuthierTransfer: all that are not done, and those that were done since it
 * was opened. What a restart interrupted goes on by itself. (transfer none) */
GListModel *luthier_session_get_transfers (LuthierSession *self);
/* Does this gs:// object exist, and how large is it? Size in bytes, or -1 and an error. */
void luthier_session_probe_uri_async (LuthierSession *self,
                                      const char *gs_uri,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gint64 luthier_session_probe_uri_finish (LuthierSession *self,
                                         GAsyncResult *result,
                                         GError **error);
/* Checks the first megabyte of an object, or all of it, by ranged reads; check tells how far. */
void luthier_session_check_uri_async (LuthierSession *self,
                                      const char *gs_uri,
                                      LuthierDatasetCheck *check,
                                      gboolean whole,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
LuthierDatasetReport *luthier_session_check_uri_finish (LuthierSession *self,
                                                        GAsyncResult *result,
                                                        GError **error);
/* The file of this computer that was uploaded to an address. (transfer full); errors:
 * LUTHIER_ERROR_NOT_FOUND (none is known), LUTHIER_ERROR_DATASET (it was changed since, or is
 * gone, in words). */
void luthier_session_find_dataset_async (LuthierSession *self,
                                         const char *gs_uri,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GFile *luthier_session_find_dataset_finish (LuthierSession *self,
                                            GAsyncResult *result,
                                            GError **error);
/* Whether two jobs were given the same data, else what differs. diff: (nullable): tells how far it
 * is while examples are counted. That it is not known is no error. (transfer full) */
void luthier_session_compare_data_async (LuthierSession *self,
                                         LuthierJob *job_a,
                                         LuthierJob *job_b,
                                         LuthierJobData data,
                                         LuthierDatasetDiff *diff,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
LuthierDataComparison *luthier_session_compare_data_finish (LuthierSession *self,
                                                            GAsyncResult *result,
                                                            GError **error);

G_END_DECLS
