/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-connection-test-private.h"
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

static void
remember_places (LuthierSession *self,
                 const char *bucket,
                 const char *kms_key,
                 const char *service_account)
{
  LuthierProfile *profile = luthier_session_get_profile (self);
  g_autofree char *before = luthier_profile_serialize (profile);
  g_autofree char *after = NULL;

  luthier_profile_set_bucket (profile, bucket);
  luthier_profile_set_kms_key (profile, kms_key);
  luthier_profile_set_service_account (profile, service_account);
  after = luthier_profile_serialize (profile);
  if (!g_str_equal (before, after))
    luthier_session_save_open_profile (self);
}

/**
 * luthier_session_test_connection:
 * @bucket: (nullable): where the data of jobs is put
 * @kms_key: (nullable): what tuned models are encrypted with
 * @service_account: (nullable): what jobs run as
 *
 * What is tested is the profile's from now on.
 *
 * Returns: (transfer full) (nullable): a test that has begun; %NULL if no profile is open
 */
LuthierConnectionTest *
luthier_session_test_connection (LuthierSession *self,
                                 const char *bucket,
                                 const char *kms_key,
                                 const char *service_account)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  if (self->connection == NULL)
    return NULL;

  remember_places (self, bucket, kms_key, service_account);
  return luthier_connection_test_new (self->connection, bucket, kms_key, service_account);
}
