/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store.h"
#include "luthier-stored-record.h"

G_BEGIN_DECLS

/* What was seen of jobs over time. It only grows, until its job is forgotten or its profile removed,
 * but for points that were corrected: they take the place of the earlier ones of the same step.
 * job: what all names of the job have in common. Errors: LUTHIER_ERROR_STORE; those without a finish
 * function of their own end with luthier_store_write_finish(). */

/* (element-type LuthierSighting): all of them or none. The array is kept, and changes no more. */
void luthier_store_add_sightings_async (LuthierStore *self,
                                        const char *profile_id,
                                        GPtrArray *sightings,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* Points that are new or different; they are kept, and change no more. complete: these are the last
 * ones. */
void luthier_store_add_points_async (LuthierStore *self,
                                     const char *profile_id,
                                     const char *job,
                                     LuthierCurves *points,
                                     gboolean complete,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void luthier_store_load_record_async (LuthierStore *self,
                                      const char *profile_id,
                                      const char *job,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full): an empty one if nothing was seen. */
LuthierStoredRecord *luthier_store_load_record_finish (LuthierStore *self,
                                                       GAsyncResult *result,
                                                       GError **error);

/* Of all jobs of a profile: (element-type LuthierStoredSeries). */
void luthier_store_load_series_async (LuthierStore *self,
                                      const char *profile_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *luthier_store_load_series_finish (LuthierStore *self,
                                             GAsyncResult *result,
                                             GError **error);
/* Of all jobs of a profile: (element-type LuthierStoredStage). */
void luthier_store_load_stages_async (LuthierStore *self,
                                      const char *profile_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *luthier_store_load_stages_finish (LuthierStore *self,
                                             GAsyncResult *result,
                                             GError **error);

/* The service does not have them any more: they are kept, and marked until they are seen again.
 * names: (element-type utf8): as they were saved. The array is kept, and changes no more. */
void luthier_store_mark_gone_async (LuthierStore *self,
                                    const char *profile_id,
                                    GPtrArray *names,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Takes it away with its record. One that is not there is no error. */
void luthier_store_forget_job_async (LuthierStore *self,
                                     const char *profile_id,
                                     const char *name,
                                     const char *job,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

G_END_DECLS
