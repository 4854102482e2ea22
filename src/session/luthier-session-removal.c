/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-credential.h"
#include "luthier-error.h"
#include "luthier-session-private.h"

static void
profile_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* (transfer full) task */
static void
forget_profile (GTask *task)
{
  LuthierSession *self = g_task_get_source_object (task);
  LuthierProfile *profile = g_task_get_task_data (task);
  guint position = 0;

  if (luthier_session_get_profile (self) == profile)
    {
      luthier_session_cancel_transfers (self);
      luthier_session_set_connection (self, NULL);
    }
  luthier_session_end_queue (self, profile);
  if (g_list_store_find (self->profiles, profile, &position))
    g_list_store_remove (self->profiles, position);
  luthier_store_remove_profile_async (self->store, luthier_profile_get_id (profile), NULL,
                                      profile_removed_cb, task);
}

/* What no keyring was given need not be taken from one that is not there. */
static gboolean
has_no_secret (LuthierProfile *profile, const GError *error)
{
  return (luthier_profile_get_session_only (profile) ||
          luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE) &&
         g_strcmp0 (luthier_error_get_reason (error), LUTHIER_REASON_KEYRING_ABSENT) == 0;
}

static void
secret_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* A secret that stays behind is told of, and its profile stays with it. */
  if (luthier_keyring_clear_finish (LUTHIER_KEYRING (source), result, &error) ||
      has_no_secret (g_task_get_task_data (task), error))
    forget_profile (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
uploads_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  LuthierProfile *profile = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!luthier_keyring_clear_finish (LUTHIER_KEYRING (source), result, &error) &&
      !has_no_secret (profile, error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE)
    forget_profile (g_steal_pointer (&task));
  else
    luthier_keyring_clear_async (self->keyring, luthier_profile_get_id (profile), NULL,
                                 secret_cleared_cb, g_steal_pointer (&task));
}

/* (transfer full) task. First the sessions of its uploads, then what it signs in with. */
static void
clear_secret (GTask *task)
{
  LuthierSession *self = g_task_get_source_object (task);
  LuthierProfile *profile = g_task_get_task_data (task);
  g_autofree char *uploads = luthier_keyring_make_upload_id (luthier_profile_get_id (profile),
                                                             NULL);

  /* What its service answers from now on is not to bring the secret back. */
  if (luthier_session_get_profile (self) == profile)
    luthier_connection_renew (self->connection);
  /* Half of it is not left undone by whoever looks away. */
  luthier_keyring_clear_async (self->keyring, uploads, NULL, uploads_cleared_cb, task);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* What could not be told now ends by itself when nobody uses it. */
  if (!luthier_credential_revoke_finish (LUTHIER_CREDENTIAL (source), result, &error))
    g_info ("A sign-in is not revoked: %s", error->message);
  clear_secret (user_data);
}

static void
secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (LuthierCredential) credential = NULL;

  secret = luthier_keyring_lookup_finish (LUTHIER_KEYRING (source), result, NULL);
  credential = secret != NULL ? luthier_credential_new (secret, NULL) : NULL;
  if (credential != NULL && luthier_credential_can_revoke (credential))
    luthier_credential_revoke_async (credential, self->clock, self->random,
                                     g_task_get_cancellable (task), revoked_cb,
                                     g_object_ref (task));
  else
    clear_secret (g_steal_pointer (&task));
}

/**
 * luthier_session_remove_profile_async:
 * @profile: one of the session's; closed if it is open
 * @revoke: whether the service is told that the sign-in is over, as far as it can be
 *
 * Errors: %LUTHIER_ERROR_KEYRING, and then nothing is removed; %LUTHIER_ERROR_STORE
 */
void
luthier_session_remove_profile_async (LuthierSession *self,
                                      LuthierProfile *profile,
                                      gboolean revoke,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_PROFILE (profile));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_session_remove_profile_async);
  g_task_set_task_data (task, g_object_ref (profile), g_object_unref);

  if (revoke && luthier_profile_get_kind (profile) != LUTHIER_PROFILE_PRACTICE)
    luthier_keyring_lookup_async (self->keyring, luthier_profile_get_id (profile), cancellable,
                                  secret_found_cb, g_steal_pointer (&task));
  else
    clear_secret (g_steal_pointer (&task));
}

gboolean
luthier_session_remove_profile_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
