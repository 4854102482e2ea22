/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-listing-private.h"
#include "luthier-session-private.h"

/**
 * luthier_session_list:
 * @choices: what is listed
 * @where: (nullable): a bucket or "bucket/folder/" for objects, a region for keys
 *
 * Returns: (transfer full) (nullable): a list that has begun to fill itself; %NULL if no profile
 *   is open
 */
LuthierListing *
luthier_session_list (LuthierSession *self, LuthierChoices choices, const char *where)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return self->connection != NULL ? luthier_listing_new (self->connection, choices, where) : NULL;
}
