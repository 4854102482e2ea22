/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The APIs around tuning and storage. */
typedef enum
{
  LUTHIER_API_RESOURCE_MANAGER,
  LUTHIER_API_SERVICE_USAGE,
  LUTHIER_API_IAM,
  LUTHIER_API_IAM_CREDENTIALS,
  LUTHIER_API_KMS,
  LUTHIER_API_OAUTH, /* where tokens are asked about */
} LuthierApi;

#define LUTHIER_TYPE_ENDPOINTS (luthier_endpoints_get_type ())
G_DECLARE_FINAL_TYPE (LuthierEndpoints, luthier_endpoints, LUTHIER, ENDPOINTS, GObject)

/* Which host serves what. override (a profile's private endpoint) wins over the environment's
 * GOOGLE_VERTEX_BASE_URL and STORAGE_EMULATOR_HOST; each must be https, or http on loopback. */
LuthierEndpoints *luthier_endpoints_new (const char *override, GError **error);
char *luthier_endpoints_get_tuning_base (LuthierEndpoints *self, const char *location);
char *luthier_endpoints_get_storage_base (LuthierEndpoints *self);
/* Scheme, host and port in front of the version, such as "/v3". */
char *luthier_endpoints_get_base (LuthierEndpoints *self, LuthierApi api);
/* The origin on this computer that stands for all of the service, as the practice service does;
 * NULL: there is none. */
const char *luthier_endpoints_get_stand_in (LuthierEndpoints *self);
/* May a bearer token go to this address? */
gboolean luthier_endpoints_is_trusted (LuthierEndpoints *self, const char *uri);
gboolean luthier_endpoints_check_uri (const char *uri, GError **error);

G_END_DECLS
