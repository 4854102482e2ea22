/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-jobs.h"
#include "luthier-practice-message.h"
#include "luthier-practice-situations.h"

G_BEGIN_DECLS

/* Answers with a page of a location's jobs, newest first, as the parameters filter, pageSize and
 * pageToken say. */
void luthier_practice_job_list_reply (LuthierPracticeJobs *jobs,
                                      LuthierPracticeState *state,
                                      const char *location,
                                      LuthierPracticeVersion version,
                                      LuthierPracticeSituations *situations,
                                      LuthierPracticeExchange *exchange);

G_END_DECLS
