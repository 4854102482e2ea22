/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-cloud.h"
#include "luthier-http-client.h"
#include "luthier-keyring.h"
#include "luthier-practice-host.h"
#include "luthier-profile.h"
#include "luthier-storage.h"
#include "luthier-tuning-service.h"

G_BEGIN_DECLS

/* Where the practice profile puts datasets if nobody says otherwise. */
#define LUTHIER_PRACTICE_BUCKET "luthier-practice"

#define LUTHIER_TYPE_CONNECTION (luthier_connection_get_type ())
G_DECLARE_FINAL_TYPE (LuthierConnection, luthier_connection, LUTHIER, CONNECTION, GObject)

/* One opened profile: its credential, its services and everything under way through them. */
LuthierConnection *luthier_connection_new (LuthierProfile *profile,
                                           LuthierClock *clock,
                                           LuthierRandom *random,
                                           LuthierKeyring *keyring,
                                           LuthierPracticeHost *host);
LuthierProfile *luthier_connection_get_profile (LuthierConnection *self);
LuthierClock *luthier_connection_get_clock (LuthierConnection *self);
/* Cancelled when the connection is closed: everything sent through it carries it. */
GCancellable *luthier_connection_get_cancellable (LuthierConnection *self);
gboolean luthier_connection_is_closed (LuthierConnection *self);
/* Is the service on this computer, so that no network is needed? */
gboolean luthier_connection_is_local (LuthierConnection *self);
/* NULL until luthier_connection_ready_async() succeeded. */
LuthierTuningService *luthier_connection_get_tuning (LuthierConnection *self);
LuthierStorage *luthier_connection_get_storage (LuthierConnection *self);
LuthierCloud *luthier_connection_get_cloud (LuthierConnection *self);
LuthierHttpClient *luthier_connection_get_http (LuthierConnection *self);
/* When a pasted token ends, in microseconds since the epoch; 0: it does not, or none is open. */
gint64 luthier_connection_get_expires_at (LuthierConnection *self);

/* The region a job goes to if it says none. */
const char *luthier_connection_get_usual_region (LuthierConnection *self);
/* Where a job is posted to; NULL while the service is not known. region may be empty. */
char *luthier_connection_get_create_uri (LuthierConnection *self, const char *region);

/* Finds the credential, or starts the practice service; at once if that is done already. */
void luthier_connection_ready_async (LuthierConnection *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean luthier_connection_ready_finish (LuthierConnection *self,
                                          GAsyncResult *result,
                                          GError **error);
/* Looks for the credential anew when it is next needed: it was replaced. Services that were got
 * before go on with the old one. */
void luthier_connection_renew (LuthierConnection *self);
/* The computer was asleep, or the network is another one: what is open to the service may be dead,
 * and is not used again. */
void luthier_connection_reconnect (LuthierConnection *self);
void luthier_connection_close (LuthierConnection *self);

G_END_DECLS
