/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-apis.h"

#include <string.h>

/* The first glob that the path matches. */
static const struct
{
  const char *glob;
  const char *service; /* (nullable) */
} places[] = {
  { "/token", NULL },
  { "/tokeninfo", NULL },
  { "/revoke", NULL },
  { "/oauth2/v4/token", NULL },
  { "/v1/token", NULL },
  { "/o/oauth2/*", NULL },
  { "/v3/*", "cloudresourcemanager.googleapis.com" },
  { "*/storage/v1/*", "storage.googleapis.com" },
  { "/v1/projects/*/serviceAccounts/*:generateAccessToken", "iamcredentials.googleapis.com" },
  { "/v1/projects/*/serviceAccounts*", "iam.googleapis.com" },
  { "/v1/projects/*/services/*", "serviceusage.googleapis.com" },
  { "/v1/projects/*/locations/*/keyRings*", "cloudkms.googleapis.com" },
  { "*", "aiplatform.googleapis.com" },
};

static const struct
{
  const char *service, *title;
} titles[] = {
  { "aiplatform.googleapis.com", "Agent Platform API" },
  { "storage.googleapis.com", "Cloud Storage API" },
  { "cloudresourcemanager.googleapis.com", "Cloud Resource Manager API" },
  { "serviceusage.googleapis.com", "Service Usage API" },
  { "iam.googleapis.com", "Identity and Access Management (IAM) API" },
  { "iamcredentials.googleapis.com", "IAM Service Account Credentials API" },
  { "cloudkms.googleapis.com", "Cloud Key Management Service (KMS) API" },
  { "sts.googleapis.com", "Security Token Service API" },
};

/* The first glob that the request matches. */
static const struct
{
  const char *method, *glob, *permission;
} needs[] = {
  { "POST", "*/tuningJobs", "aiplatform.tuningJobs.create" },
  { "GET", "*/tuningJobs", "aiplatform.tuningJobs.list" },
  { "GET", "*/tuningJobs/*", "aiplatform.tuningJobs.get" },
  { "POST", "*/tuningJobs/*:cancel", "aiplatform.tuningJobs.cancel" },
  { "GET", "*/metadataStores/*/contexts", "aiplatform.contexts.list" },
  { "GET", "*/metadataStores/*/contexts/*", "aiplatform.contexts.get" },
  { "GET", "*/timeSeries/*:read", "aiplatform.tensorboardTimeSeries.read" },
  { "GET", "*/tensorboards/*:batchRead", "aiplatform.tensorboardTimeSeries.read" },
  { "GET", "*/timeSeries/*", "aiplatform.tensorboardTimeSeries.get" },
  { "GET", "*/timeSeries", "aiplatform.tensorboardTimeSeries.list" },
  { "GET", "*/experiments/*/runs/*", "aiplatform.tensorboardRuns.get" },
  { "GET", "*/experiments/*/runs", "aiplatform.tensorboardRuns.list" },
  { "GET", "*/tensorboards/*/experiments/*", "aiplatform.tensorboardExperiments.get" },
  { "GET", "*/tensorboards/*", "aiplatform.tensorboards.get" },
  { "GET", "*/iam/testPermissions", NULL },
  { "GET", "/storage/v1/b", "storage.buckets.list" },
  { "POST", "/storage/v1/b", "storage.buckets.create" },
  { "GET", "/storage/v1/b/*/o", "storage.objects.list" },
  { "GET", "/storage/v1/b/*/o/*", "storage.objects.get" },
  { "GET", "/download/storage/v1/b/*", "storage.objects.get" },
  { "DELETE", "/storage/v1/b/*/o/*", "storage.objects.delete" },
  { "POST", "/upload/storage/*", "storage.objects.create" },
  { "GET", "/storage/v1/b/*/iam", "storage.buckets.getIamPolicy" },
  { "GET", "/storage/v1/b/*", "storage.buckets.get" },
  { "GET", "/v3/projects:search", NULL },
  { "POST", "/v3/projects/*:getIamPolicy", "resourcemanager.projects.getIamPolicy" },
  { "GET", "/v3/projects/*", "resourcemanager.projects.get" },
  { "GET", "/v1/projects/*/services/*", "serviceusage.services.get" },
  { "GET", "/v1/projects/*/serviceAccounts", "iam.serviceAccounts.list" },
  { "GET", "/v1/projects/*/serviceAccounts/*", "iam.serviceAccounts.get" },
  { "POST", "/v1/projects/*/serviceAccounts/*:getIamPolicy", "iam.serviceAccounts.getIamPolicy" },
  { "POST", "/v1/projects/*/serviceAccounts/*:generateAccessToken",
    "iam.serviceAccounts.getAccessToken" },
  { "GET", "*/locations/*/keyRings", "cloudkms.keyRings.list" },
  { "GET", "*/locations/*/keyRings/*/cryptoKeys", "cloudkms.cryptoKeys.list" },
  { "GET", "*/keyRings/*/cryptoKeys/*:getIamPolicy", "cloudkms.cryptoKeys.getIamPolicy" },
  { "GET", "*/keyRings/*/cryptoKeys/*", "cloudkms.cryptoKeys.get" },
};

const char *
luthier_practice_api_of_path (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_pattern_match_simple (places[i].glob, path))
      return places[i].service;
  return NULL;
}

const char *
luthier_practice_api_get_title (const char *service)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].service, service) == 0)
      return titles[i].title;
  return NULL;
}

const char *
luthier_practice_api_get_permission (LuthierPracticeExchange *exchange)
{
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    if (g_str_equal (luthier_practice_exchange_get_method (exchange), needs[i].method) &&
        g_pattern_match_simple (needs[i].glob, luthier_practice_exchange_get_path (exchange)))
      return needs[i].permission;
  return NULL;
}
