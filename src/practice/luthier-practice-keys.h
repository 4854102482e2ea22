/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-policies.h"

G_BEGIN_DECLS

/* Cloud KMS: /v1/projects/PROJECT/locations/LOCATION/keyRings. Every location has the same. */
void luthier_practice_keys_handle (LuthierPracticePolicies *policies,
                                   LuthierPracticeExchange *exchange);

G_END_DECLS
