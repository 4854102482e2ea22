/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-json.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_TUNING_CAN_CREATE = 1 << 0,
  LUTHIER_TUNING_CAN_CANCEL = 1 << 1,
  LUTHIER_TUNING_HAS_REGIONS = 1 << 2,
} LuthierTuningAbilities;

/* One page of a list: "tuningJobs" of the reply, and how to go on. */
typedef struct
{
  LuthierJson *reply;    /* (owned) */
  char *next_page_token; /* (owned) (nullable) */
} LuthierJobPage;

void luthier_job_page_free (LuthierJobPage *self);
const LuthierJsonValue *luthier_job_page_get_jobs (LuthierJobPage *self);

#define LUTHIER_TYPE_TUNING_SERVICE (luthier_tuning_service_get_type ())
G_DECLARE_INTERFACE (LuthierTuningService, luthier_tuning_service, LUTHIER, TUNING_SERVICE, GObject)

struct _LuthierTuningServiceInterface
{
  GTypeInterface parent_iface;

  LuthierTuningAbilities (*get_abilities) (LuthierTuningService *self);
  void (*list_async) (LuthierTuningService *self,
                      const char *region,
                      const char *page_token,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  LuthierJobPage *(*list_finish) (LuthierTuningService *self, GAsyncResult *result, GError **error);
  void (*get_async) (LuthierTuningService *self,
                     const char *name,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  LuthierJson *(*get_finish) (LuthierTuningService *self, GAsyncResult *result, GError **error);
  void (*create_async) (LuthierTuningService *self,
                        const char *region,
                        GBytes *body,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  LuthierJson *(*create_finish) (LuthierTuningService *self, GAsyncResult *result, GError **error);
  void (*cancel_async) (LuthierTuningService *self,
                        const char *name,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*cancel_finish) (LuthierTuningService *self, GAsyncResult *result, GError **error);
  char *(*get_create_uri) (LuthierTuningService *self, const char *region);
};

LuthierTuningAbilities luthier_tuning_service_get_abilities (LuthierTuningService *self);
void luthier_tuning_service_list_async (LuthierTuningService *self,
                                        const char *region,
                                        const char *page_token,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
LuthierJobPage *luthier_tuning_service_list_finish (LuthierTuningService *self,
                                                    GAsyncResult *result,
                                                    GError **error);
void luthier_tuning_service_get_async (LuthierTuningService *self,
                                       const char *name,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
LuthierJson *luthier_tuning_service_get_finish (LuthierTuningService *self,
                                                GAsyncResult *result,
                                                GError **error);
/* Never retried by anyone below: see LUTHIER_ERROR_NOT_SENT and LUTHIER_ERROR_UNCERTAIN. */
void luthier_tuning_service_create_async (LuthierTuningService *self,
                                          const char *region,
                                          GBytes *body,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
LuthierJson *luthier_tuning_service_create_finish (LuthierTuningService *self,
                                                   GAsyncResult *result,
                                                   GError **error);
void luthier_tuning_service_cancel_async (LuthierTuningService *self,
                                          const char *name,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean luthier_tuning_service_cancel_finish (LuthierTuningService *self,
                                               GAsyncResult *result,
                                               GError **error);
char *luthier_tuning_service_get_create_uri (LuthierTuningService *self, const char *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierJobPage, luthier_job_page_free)

G_END_DECLS
