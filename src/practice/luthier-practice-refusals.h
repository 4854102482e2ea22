/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"

G_BEGIN_DECLS

/* The refusals that every part of the service shares, in the shapes that the service gives them:
 * those of Cloud Storage, of the token endpoint or of google.rpc, by the path. */

/* reason: such as "ACCESS_TOKEN_EXPIRED"; NULL: there is no token at all. */
void luthier_practice_refuse_token (LuthierPracticeExchange *exchange, const char *reason);
void luthier_practice_refuse_permission (LuthierPracticeExchange *exchange, const char *permission);
/* The token lacks the scope that all of the service needs. */
void luthier_practice_refuse_scope (LuthierPracticeExchange *exchange);
/* 400 INVALID_ARGUMENT. */
void luthier_practice_refuse_argument (LuthierPracticeExchange *exchange, const char *message);
/* The API of the request is not enabled. */
void luthier_practice_refuse_disabled (LuthierPracticeExchange *exchange,
                                       const char *project_number);
void luthier_practice_refuse_quota (LuthierPracticeExchange *exchange,
                                    const char *project_number,
                                    guint64 delay_s);
/* Of the token endpoint. subtype: (nullable). */
void luthier_practice_refuse_grant (LuthierPracticeExchange *exchange,
                                    guint status,
                                    const char *error,
                                    const char *description,
                                    const char *subtype);

G_END_DECLS
