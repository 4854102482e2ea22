/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-policies.h"

G_BEGIN_DECLS

/* Cloud Resource Manager, /v3/projects: the project of the service and some invented ones, which
 * the caller may see but nothing more. */
void luthier_practice_projects_handle (LuthierPracticePolicies *policies,
                                       LuthierPracticeExchange *exchange);
/* Service Usage: /v1/projects/PROJECT/services/SERVICE. */
void luthier_practice_projects_handle_service (LuthierPracticePolicies *policies,
                                               LuthierPracticeExchange *exchange);

G_END_DECLS
