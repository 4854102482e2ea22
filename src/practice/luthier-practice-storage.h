/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-objects.h"
#include "luthier-practice-policies.h"
#include "luthier-practice-situations.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_STORAGE (luthier_practice_storage_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeStorage, luthier_practice_storage, LUTHIER, PRACTICE_STORAGE, GObject)

/* The Cloud Storage JSON API: /storage/v1, /upload/storage/v1, /download/storage/v1. */
LuthierPracticeStorage *luthier_practice_storage_new (LuthierPracticeState *state,
                                                      LuthierPracticeObjects *objects,
                                                      LuthierPracticeSituations *situations,
                                                      LuthierPracticePolicies *policies);
void luthier_practice_storage_handle (LuthierPracticeStorage *self,
                                      LuthierPracticeExchange *exchange);
/* Called with the headers of an upload, before its body: takes the body as it comes, so that a
 * gigabyte is never held in memory. */
void luthier_practice_storage_prepare (LuthierPracticeStorage *self, SoupServerMessage *message);

G_END_DECLS
