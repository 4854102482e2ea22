/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-grants.h"

G_BEGIN_DECLS

typedef struct
{
  char *email;        /* (owned) */
  char *display_name; /* (owned) */
  char *unique_id;    /* (owned): 19 digits */
  gboolean disabled;
} LuthierPracticeAccount;

void luthier_practice_account_free (LuthierPracticeAccount *self);

/* (transfer full) (element-type LuthierPracticeAccount): the service accounts of the project, by
 * address: invented ones, and those that have a key here. */
GPtrArray *luthier_practice_accounts_list (LuthierPracticeState *state,
                                           LuthierPracticeGrants *grants);
/* (transfer none) (nullable): of the list. */
LuthierPracticeAccount *luthier_practice_accounts_find (GPtrArray *accounts, const char *name);

G_END_DECLS
