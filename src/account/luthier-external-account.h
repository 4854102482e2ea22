/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXTERNAL_ACCOUNT (luthier_external_account_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierExternalAccount, luthier_external_account, LUTHIER, EXTERNAL_ACCOUNT, GObject)

/* A file of the type "external_account": whose token, in a file or at an address, is exchanged
 * where. Errors: LUTHIER_ERROR_CREDENTIAL, which begin with the field's name. */
LuthierExternalAccount *luthier_external_account_new (const LuthierJsonValue *file, GError **error);
const char *luthier_external_account_get_audience (LuthierExternalAccount *self);
const char *luthier_external_account_get_token_type (LuthierExternalAccount *self);
const char *luthier_external_account_get_token_url (LuthierExternalAccount *self);
const char *luthier_external_account_get_impersonation_url (LuthierExternalAccount *self);
const char *luthier_external_account_get_user_project (LuthierExternalAccount *self);
/* Exactly one of the two is there. */
const char *luthier_external_account_get_file (LuthierExternalAccount *self);
const char *luthier_external_account_get_url (LuthierExternalAccount *self);
/* (nullable): names and values by turns. */
const char *const *luthier_external_account_get_headers (LuthierExternalAccount *self);
/* (transfer full): the token in what was read from there; a secret. */
char *luthier_external_account_find_token (LuthierExternalAccount *self,
                                           GBytes *text,
                                           GError **error);

G_END_DECLS
