/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-choice.h"
#include "luthier-http-client.h"
#include "luthier-policy.h"

G_BEGIN_DECLS

/* What permissions and policies are of, and how it is named. */
typedef enum
{
  LUTHIER_RESOURCE_PROJECT,         /* its id */
  LUTHIER_RESOURCE_BUCKET,          /* its name */
  LUTHIER_RESOURCE_KEY,             /* projects/.../cryptoKeys/... */
  LUTHIER_RESOURCE_SERVICE_ACCOUNT, /* its e-mail address */
} LuthierResource;

/* A page of a list. */
typedef struct
{
  GPtrArray *choices;    /* (owned) (element-type LuthierChoice) */
  char *next_page_token; /* (owned) (nullable): NULL is the end */
} LuthierChoicePage;

void luthier_choice_page_free (LuthierChoicePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierChoicePage, luthier_choice_page_free)

#define LUTHIER_TYPE_CLOUD (luthier_cloud_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCloud, luthier_cloud, LUTHIER, CLOUD, GObject)

/* The APIs around tuning: Resource Manager, Service Usage, IAM, Cloud KMS and Cloud Storage, as
 * far as they are asked what there is and what is allowed. Nothing here changes anything. */
LuthierCloud *luthier_cloud_new (LuthierHttpClient *http, const char *project);

/* One page; page_token NULL is the first. where: see LuthierChoices. */
void luthier_cloud_list_async (LuthierCloud *self,
                               LuthierChoices choices,
                               const char *where,
                               const char *page_token,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
LuthierChoicePage *luthier_cloud_list_finish (LuthierCloud *self,
                                              GAsyncResult *result,
                                              GError **error);
/* The number of the project, which service agents are named by. */
void luthier_cloud_get_project_number_async (LuthierCloud *self,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
char *luthier_cloud_get_project_number_finish (LuthierCloud *self,
                                               GAsyncResult *result,
                                               GError **error);
/* Is an API, such as "aiplatform.googleapis.com", enabled in the project? */
void luthier_cloud_is_enabled_async (LuthierCloud *self,
                                     const char *service,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean luthier_cloud_is_enabled_finish (LuthierCloud *self,
                                          GAsyncResult *result,
                                          gboolean *enabled,
                                          GError **error);
/* Those of the permissions that the caller has. */
void luthier_cloud_test_permissions_async (LuthierCloud *self,
                                           LuthierResource resource,
                                           const char *name,
                                           const char *const *permissions,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GStrv luthier_cloud_test_permissions_finish (LuthierCloud *self,
                                             GAsyncResult *result,
                                             GError **error);
/* Who has which role on it; many callers may not know, which is LUTHIER_ERROR_FORBIDDEN. */
void luthier_cloud_get_policy_async (LuthierCloud *self,
                                     LuthierResource resource,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
LuthierPolicy *luthier_cloud_get_policy_finish (LuthierCloud *self,
                                                GAsyncResult *result,
                                                GError **error);
/* Is a service account there and enabled, or a key enabled and for encryption? An error of
 * LUTHIER_ERROR_NOT_FOUND or LUTHIER_ERROR_PRECONDITION says what is wrong. */
void luthier_cloud_check_usable_async (LuthierCloud *self,
                                       LuthierResource resource,
                                       const char *name,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean luthier_cloud_check_usable_finish (LuthierCloud *self,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
