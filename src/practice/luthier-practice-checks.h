/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-catalogue.h"
#include "luthier-practice-jobs.h"
#include "luthier-practice-message.h"
#include "luthier-practice-objects.h"

G_BEGIN_DECLS

/* What a new job is held against. */
typedef struct
{
  LuthierPracticeState *state;
  LuthierPracticeJobs *jobs;
  LuthierPracticeObjects *objects;
  LuthierCatalogue *catalogue;
  const char *location;
  LuthierPracticeVersion version;
} LuthierPracticeChecks;

/* Whether a job, as the reader wrote it, can be created; if not, the client has been told why.
 * parent: (out) (nullable): the job whose model it goes on from. */
gboolean luthier_practice_checks_pass (const LuthierPracticeChecks *self,
                                       const LuthierJsonValue *job,
                                       LuthierPracticeExchange *exchange,
                                       const LuthierPracticeJob **parent);

G_END_DECLS
