/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"

G_BEGIN_DECLS

/* Who has which role on a resource: an IAM policy. */
typedef struct _LuthierPolicy LuthierPolicy;

typedef enum
{
  LUTHIER_GRANT_MISSING,
  LUTHIER_GRANT_CONDITIONAL, /* under a condition that is not judged here */
  LUTHIER_GRANT_THERE,
} LuthierGrant;

LuthierPolicy *luthier_policy_new_from_json (const LuthierJsonValue *root);
void luthier_policy_free (LuthierPolicy *self);
/* role: such as "roles/aiplatform.user"; member: such as "serviceAccount:a@b". */
LuthierGrant luthier_policy_get_grant (LuthierPolicy *self, const char *role, const char *member);
/* Any role of a NULL-terminated list; the best answer. */
LuthierGrant luthier_policy_get_any_grant (LuthierPolicy *self,
                                           const char *const *roles,
                                           const char *member);
/* Is the member named anywhere? A service agent that is named exists. */
gboolean luthier_policy_names (LuthierPolicy *self, const char *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPolicy, luthier_policy_free)

G_END_DECLS
