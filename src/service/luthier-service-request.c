/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-service-request.h"

void
luthier_service_request (LuthierHttpClient *http,
                         GTask *task,
                         const char *method,
                         const char *uri,
                         GBytes *body,
                         GAsyncReadyCallback callback)
{
  const LuthierHttpRequest request = {
    .method = method,
    .uri = uri,
    .body = body,
    .content_type = body != NULL ? "application/json; charset=UTF-8" : NULL,
    .policy = LUTHIER_HTTP_IDEMPOTENT,
    .authorized = TRUE,
  };

  luthier_http_client_send_json_async (http, &request, g_task_get_cancellable (task), callback,
                                       g_object_ref (task));
}

char *
luthier_service_storage_uri (LuthierHttpClient *http, const char *rest)
{
  g_autofree char *base = luthier_endpoints_get_storage_base (
      luthier_http_client_get_endpoints (http));

  return g_strconcat (base, "/storage/v1/", rest, NULL);
}
