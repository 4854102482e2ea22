/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-grants.h"

G_BEGIN_DECLS

/* What the token endpoint says of a token, and how one is given back. */

/* known: (nullable): what the token of the request gives the right to, if it is good. */
void luthier_practice_token_info_reply (LuthierPracticeExchange *exchange,
                                        const LuthierPracticeGrant *known,
                                        gint64 now_s);
/* /revoke, with the token in the form or the query. */
void luthier_practice_token_info_revoke (LuthierPracticeExchange *exchange,
                                         LuthierPracticeGrants *grants);
/* (transfer full) (nullable): the token that a question is about: of the form, the header or the
 * query. */
char *luthier_practice_token_info_dup_token (LuthierPracticeExchange *exchange);
/* (transfer full): of a body that is a form. */
GHashTable *luthier_practice_token_info_read_form (LuthierPracticeExchange *exchange);

G_END_DECLS
