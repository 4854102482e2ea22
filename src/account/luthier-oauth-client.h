/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_OAUTH_CLIENT (luthier_oauth_client_get_type ())
G_DECLARE_FINAL_TYPE (LuthierOauthClient, luthier_oauth_client, LUTHIER, OAUTH_CLIENT, GObject)

/* The user's own OAuth client of type Desktop. Errors: LUTHIER_ERROR_CREDENTIAL, which names the
 * field. The text is the downloaded file's ({"installed": ...}), for the keyring. */
LuthierOauthClient *luthier_oauth_client_new (GBytes *text, GError **error);
/* As typed. base NULL: Google's addresses; else sign-in and token addresses on that host. */
LuthierOauthClient *luthier_oauth_client_new_typed (const char *id,
                                                    const char *secret,
                                                    const char *base,
                                                    GError **error);
/* Is this the file of an OAuth client at all, good or bad? */
gboolean luthier_oauth_client_is_file (GBytes *text);
const char *luthier_oauth_client_get_id (LuthierOauthClient *self);
const char *luthier_oauth_client_get_secret (LuthierOauthClient *self);
const char *luthier_oauth_client_get_auth_uri (LuthierOauthClient *self);
const char *luthier_oauth_client_get_token_uri (LuthierOauthClient *self);
const char *luthier_oauth_client_get_project (LuthierOauthClient *self);
GBytes *luthier_oauth_client_get_text (LuthierOauthClient *self);

G_END_DECLS
