/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"

G_BEGIN_DECLS

/* The pages of a sign-in that a person sees. They say that all this is practice. */
void luthier_practice_consent_reply_choices (LuthierPracticeExchange *exchange, const char *person);
/* error: such as "redirect_uri_mismatch". */
void luthier_practice_consent_reply_error (LuthierPracticeExchange *exchange,
                                           guint status,
                                           const char *error,
                                           const char *description);
/* (nullable): what is wrong with a request for consent, as a sentence; error: (out),
 * the name of it. */
const char *luthier_practice_consent_find_fault (LuthierPracticeExchange *exchange,
                                                 const char **error);

G_END_DECLS
