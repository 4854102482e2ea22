/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-policies.h"

G_BEGIN_DECLS

/* IAM and IAM Credentials: /v1/projects/PROJECT/serviceAccounts. */
void luthier_practice_iam_handle (LuthierPracticePolicies *policies,
                                  LuthierPracticeExchange *exchange);

G_END_DECLS
