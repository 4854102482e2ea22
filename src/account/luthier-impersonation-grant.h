/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-grant.h"
#include "luthier-token-source.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_IMPERSONATION_GRANT (luthier_impersonation_grant_get_type ())
G_DECLARE_FINAL_TYPE (LuthierImpersonationGrant,
                      luthier_impersonation_grant,
                      LUTHIER,
                      IMPERSONATION_GRANT,
                      LuthierGrant)

/* Acts as a service account: the source's token is traded at generateAccessToken. uri: what
 * luthier_impersonation_grant_read_uri() accepts. delegates, quota_project: (nullable). */
LuthierGrant *luthier_impersonation_grant_new (LuthierTokenSource *source,
                                               const char *uri,
                                               const char *const *delegates,
                                               const char *quota_project,
                                               LuthierClock *clock,
                                               LuthierRandom *random);
/* (transfer full): the e-mail address of the account that the address is for. field: the name of
 * the field that it stands in. */
char *luthier_impersonation_grant_read_uri (const char *uri, const char *field, GError **error);

G_END_DECLS
