/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-jobs.h"

G_BEGIN_DECLS

/* What finished jobs have made, as resources of their own: models, with their versions, and
 * endpoints. id: with or without @version; NULL lists all of a location. */
void luthier_practice_models_reply_model (LuthierPracticeJobs *jobs,
                                          LuthierPracticeState *state,
                                          const char *location,
                                          const char *id,
                                          LuthierPracticeExchange *exchange);
void luthier_practice_models_reply_endpoint (LuthierPracticeJobs *jobs,
                                             LuthierPracticeState *state,
                                             const char *location,
                                             const char *id,
                                             LuthierPracticeExchange *exchange);

G_END_DECLS
