/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-state.h"

G_BEGIN_DECLS

/* What a situation does to one exchange. */
typedef struct
{
  LuthierPracticeState *state;       /* (unowned) */
  LuthierPracticeExchange *exchange; /* (unowned) */
  const char *value;                 /* (nullable): of the situation */
  char **memory;                     /* (inout): what the situation remembers, NULL at first */
} LuthierPracticeStrike;

/* TRUE: it has answered, holds the answer back or has broken the connection. FALSE: it has changed
 * the answer at most; before the request has acted: it does not concern this request. */
gboolean luthier_practice_strike_unavailable (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_error (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_trouble (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_rate_limited (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_region_down (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_html_404 (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_no_permission (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_no_policy (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_api_disabled (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_disabled (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_token_expires (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_re_auth (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_revoked (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_session_gone (const LuthierPracticeStrike *strike);

gboolean luthier_practice_strike_late (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_error_after (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_slow (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_stalls (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_reset (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_garbage (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_truncated (const LuthierPracticeStrike *strike);
gboolean luthier_practice_strike_huge (const LuthierPracticeStrike *strike);

/* As if a cable was pulled: no answer, no farewell. */
void luthier_practice_strike_break (SoupServerMessage *message);

G_END_DECLS
