/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-clock.h"
#include "luthier-endpoints.h"
#include "luthier-json.h"
#include "luthier-random.h"
#include "luthier-token-source.h"

G_BEGIN_DECLS

typedef enum
{
  /* Repeating is harmless: retried by the table, honouring Retry-After. */
  LUTHIER_HTTP_IDEMPOTENT,
  /* Sent once, whatever happens. */
  LUTHIER_HTTP_ONCE,
} LuthierHttpPolicy;

/* One request, described; body, content_type and headers may be NULL. */
typedef struct
{
  const char *method;
  const char *uri;
  GBytes *body;
  const char *content_type;
  const char *const *headers; /* more of them: names and values by turns */
  LuthierHttpPolicy policy;
  gboolean authorized; /* carry the bearer token, if the host is trusted */
  guint deadline_ms;   /* for all attempts together; 0 = the client's default */
} LuthierHttpRequest;

#define LUTHIER_TYPE_HTTP_CLIENT (luthier_http_client_get_type ())
G_DECLARE_FINAL_TYPE (LuthierHttpClient, luthier_http_client, LUTHIER, HTTP_CLIENT, GObject)

/* The one place that sends requests. tokens may be NULL; quota_project too. */
LuthierHttpClient *luthier_http_client_new (LuthierClock *clock,
                                            LuthierRandom *random,
                                            LuthierEndpoints *endpoints,
                                            LuthierTokenSource *tokens,
                                            const char *quota_project);
LuthierClock *luthier_http_client_get_clock (LuthierHttpClient *self);
LuthierRandom *luthier_http_client_get_random (LuthierHttpClient *self);
LuthierEndpoints *luthier_http_client_get_endpoints (LuthierHttpClient *self);
LuthierTokenSource *luthier_http_client_get_tokens (LuthierHttpClient *self);
const char *luthier_http_client_get_quota_project (LuthierHttpClient *self);
gint64 luthier_http_client_get_skew (LuthierHttpClient *self);

/* The computer was asleep, or the network is another one. */
void luthier_http_client_reconnect (LuthierHttpClient *self);

/* Finishes with the body of a 2xx answer; any other is an error of LUTHIER_ERROR. */
void luthier_http_client_send_async (LuthierHttpClient *self,
                                     const LuthierHttpRequest *request,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GBytes *luthier_http_client_send_finish (LuthierHttpClient *self,
                                         GAsyncResult *result,
                                         GError **error);

/* The same, parsed off the main thread. An empty body is an empty object. */
void luthier_http_client_send_json_async (LuthierHttpClient *self,
                                          const LuthierHttpRequest *request,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
LuthierJson *luthier_http_client_send_json_finish (LuthierHttpClient *self,
                                                   GAsyncResult *result,
                                                   GError **error);

G_END_DECLS
