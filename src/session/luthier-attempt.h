/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-intent-state.h"
#include "luthier-job-spec.h"
#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ATTEMPT (luthier_attempt_get_type ())
G_DECLARE_FINAL_TYPE (LuthierAttempt, luthier_attempt, LUTHIER, ATTEMPT, GObject)

/* One request for a job, and what its answer means: an operation object. region must be told. */
LuthierAttempt *luthier_attempt_new (LuthierConnection *connection, LuthierJobSpec *spec);
void luthier_attempt_run_async (LuthierAttempt *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* FOUND: there is a job. NOT_SENT, NO_SLOT, REFUSED: nothing was made. LOST: nobody knows. All but
 * the first have an error. */
LuthierIntentEvent luthier_attempt_run_finish (LuthierAttempt *self,
                                               GAsyncResult *result,
                                               GError **error);
/* (nullable): what was made, and the reply that tells of it. (transfer none) */
LuthierJob *luthier_attempt_get_job (LuthierAttempt *self);
LuthierJson *luthier_attempt_get_reply (LuthierAttempt *self);

G_END_DECLS
