/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_SERVICE_ACCOUNT_KEY (luthier_service_account_key_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierServiceAccountKey, luthier_service_account_key, LUTHIER, SERVICE_ACCOUNT_KEY, GObject)

/* The object of a key file as downloaded. Every way in which it can be malformed is an error
 * LUTHIER_ERROR_CREDENTIAL that names the field. */
LuthierServiceAccountKey *luthier_service_account_key_new (const LuthierJsonValue *file,
                                                           GError **error);
const char *luthier_service_account_key_get_client_email (LuthierServiceAccountKey *self);
const char *luthier_service_account_key_get_project_id (LuthierServiceAccountKey *self);
const char *luthier_service_account_key_get_token_uri (LuthierServiceAccountKey *self);
/* A signed JWT (RS256), valid for an hour from now. */
char *luthier_service_account_key_sign (LuthierServiceAccountKey *self,
                                        gint64 now_us,
                                        GError **error);

G_END_DECLS
