/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-jobs.h"
#include "luthier-practice-message.h"

G_BEGIN_DECLS

/* Answers with a page of a location's jobs, newest first, as the parameters filter, pageSize and
 * pageToken say. visible: jobs created after this moment are not in the list yet. */
void luthier_practice_job_list_reply (LuthierPracticeJobs *jobs,
                                      LuthierPracticeState *state,
                                      const char *location,
                                      LuthierPracticeVersion version,
                                      gint64 visible,
                                      LuthierPracticeExchange *exchange);

G_END_DECLS
