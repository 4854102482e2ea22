/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-error.h"
#include "luthier-granted.h"
#include "luthier-http-client.h"
#include "luthier-random.h"

G_BEGIN_DECLS

/* The scope that all of tuning and storage needs. */
#define LUTHIER_GRANT_SCOPE "https://www.googleapis.com/auth/cloud-platform"

#define LUTHIER_TYPE_GRANT (luthier_grant_get_type ())
G_DECLARE_DERIVABLE_TYPE (LuthierGrant, luthier_grant, LUTHIER, GRANT, GObject)

/* One way to come by an access token. fetch: ends the task with a LuthierGranted, most often
 * through luthier_grant_send(). read: what an answer holds. explain: what a refusal, one that
 * asking again does not change, means to the user. */
struct _LuthierGrantClass
{
  GObjectClass parent_class;

  void (*fetch) (LuthierGrant *self, GTask *task);
  LuthierGranted *(*read) (LuthierGrant *self,
                           const LuthierJsonValue *reply,
                           const char *host,
                           GError **error);
  GError *(*explain) (LuthierGrant *self, const GError *refusal);
};

void luthier_grant_fetch_async (LuthierGrant *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
LuthierGranted *luthier_grant_fetch_finish (LuthierGrant *self,
                                            GAsyncResult *result,
                                            GError **error);
/* May the same request succeed a little later? */
gboolean luthier_grant_is_passing (const GError *error);

/* For subclasses. http: (nullable): one that knows no tokens. */
void luthier_grant_open (LuthierGrant *self,
                         LuthierClock *clock,
                         LuthierRandom *random,
                         LuthierHttpClient *http);
LuthierClock *luthier_grant_get_clock (LuthierGrant *self);
LuthierHttpClient *luthier_grant_get_http (LuthierGrant *self);
void luthier_grant_send (LuthierGrant *self, GTask *task, const LuthierHttpRequest *request);
/* form: (transfer full): wiped after use. */
void luthier_grant_post (
    LuthierGrant *self, GTask *task, const char *uri, char *form, LuthierHttpPolicy policy);
/* The same refusal with all that came with it, in other words. */
GError *luthier_grant_reword (const GError *refusal, LuthierError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* NULL: it is not the OAuth client that is refused. */
GError *luthier_grant_explain_client (const GError *refusal, const char *client_id);

G_END_DECLS
