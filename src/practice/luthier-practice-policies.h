/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-grants.h"
#include "luthier-practice-situations.h"
#include "luthier-practice-state.h"

G_BEGIN_DECLS

/* What policies and permissions are of. */
typedef enum
{
  LUTHIER_PRACTICE_PROJECT,
  LUTHIER_PRACTICE_BUCKET,
  LUTHIER_PRACTICE_KEY,
  LUTHIER_PRACTICE_ACCOUNT,
} LuthierPracticeResource;

#define LUTHIER_TYPE_PRACTICE_POLICIES (luthier_practice_policies_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticePolicies, luthier_practice_policies, LUTHIER, PRACTICE_POLICIES, GObject)

/* Who may do what: the caller everything, the service agents and service accounts what tuning needs
 * of them, unless a situation takes it away. */
LuthierPracticePolicies *luthier_practice_policies_new (LuthierPracticeState *state,
                                                        LuthierPracticeGrants *grants,
                                                        LuthierPracticeSituations *situations);
/* (transfer none) */
LuthierPracticeState *luthier_practice_policies_get_state (LuthierPracticePolicies *self);
LuthierPracticeGrants *luthier_practice_policies_get_grants (LuthierPracticePolicies *self);

/* Has the caller this permission on what the request is about? */
gboolean luthier_practice_policies_has (LuthierPracticePolicies *self,
                                        const char *permission,
                                        LuthierPracticeExchange *exchange);
/* Can one have this permission on such a thing at all? */
gboolean luthier_practice_policies_fits (LuthierPracticeResource resource, const char *permission);
/* Is this API, such as "cloudkms.googleapis.com", enabled? */
gboolean luthier_practice_policies_is_enabled (LuthierPracticePolicies *self, const char *service);

void luthier_practice_policies_reply_policy (LuthierPracticePolicies *self,
                                             LuthierPracticeExchange *exchange,
                                             LuthierPracticeResource resource,
                                             const char *name);
/* Of the permissions in the request's body, those that the caller has. only: (nullable): the only
 * one that there is; "" if there is none. */
void luthier_practice_policies_reply_permissions (LuthierPracticePolicies *self,
                                                  LuthierPracticeExchange *exchange,
                                                  LuthierPracticeResource resource,
                                                  const char *only);

G_END_DECLS
