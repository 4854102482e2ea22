/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-receiver.h"
#include "luthier-practice-situations.h"

G_BEGIN_DECLS

/* The resumable upload protocol, on top of its sessions. */
void luthier_practice_resumable_start (LuthierPracticeUploads *uploads,
                                       LuthierPracticeObjects *objects,
                                       LuthierPracticeExchange *exchange,
                                       const char *bucket);
/* With the headers of a request to a session. */
void luthier_practice_resumable_prepare (LuthierPracticeUploads *uploads,
                                         LuthierPracticeSituations *situations,
                                         LuthierPracticeReceiver *receiver,
                                         SoupServerMessage *message,
                                         const char *id);
/* With the whole of it. receiver: (nullable). */
void luthier_practice_resumable_handle (LuthierPracticeUploads *uploads,
                                        LuthierPracticeObjects *objects,
                                        LuthierPracticeExchange *exchange,
                                        LuthierPracticeReceiver *receiver,
                                        const char *id);

G_END_DECLS
