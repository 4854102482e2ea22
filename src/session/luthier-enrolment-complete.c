/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-enrolment-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-secret-shape.h"
#include "luthier-session-secret.h"
#include "luthier-token-info.h"

/* Remembers the profile that the draft becomes, if there is one already. The same account at the
 * same place once more is a new secret for it. */
static void
set_target (GTask *task)
{
  LuthierEnrolment *self = g_task_get_source_object (task);
  LuthierProfile *target = self->profile;

  if (target == NULL)
    target = luthier_session_find_twin (self->session, self->draft);
  if (target != NULL)
    g_task_set_task_data (task, g_object_ref (target), g_object_unref);
}

static const char *
get_target_id (GTask *task)
{
  LuthierEnrolment *self = g_task_get_source_object (task);
  LuthierProfile *target = g_task_get_task_data (task);

  return luthier_profile_get_id (target != NULL ? target : self->draft);
}

/* It was removed while it was signed in again: it does not come back with that. */
static gboolean
is_gone (GTask *task)
{
  LuthierEnrolment *self = g_task_get_source_object (task);
  LuthierProfile *target = g_task_get_task_data (task);

  return target != NULL &&
         luthier_session_find_profile (self->session, luthier_profile_get_id (target)) != target;
}

static GError *
make_gone_error (void)
{
  return g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
                              _ ("The profile has been removed."));
}

/* A secret of no profile is not left behind. */
static void
drop_secret (GTask *task)
{
  LuthierEnrolment *self = g_task_get_source_object (task);

  luthier_keyring_clear_async (self->session->keyring, get_target_id (task), NULL, NULL, NULL);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *session = LUTHIER_SESSION (source);
  GError *error = NULL;
  LuthierProfile *profile = luthier_session_keep_profile_finish (session, result, &error);

  if (profile != NULL)
    {
      g_task_return_pointer (task, profile, g_object_unref);
      return;
    }
  if (luthier_session_find_profile (session, get_target_id (task)) == NULL)
    drop_secret (task);
  g_task_return_error (task, error);
}

/* (transfer full) task. A profile that is merely changed is not opened for that. */
static void
keep_profile (GTask *task)
{
  LuthierEnrolment *self = g_task_get_source_object (task);

  luthier_session_keep_profile_async (self->session, g_task_get_task_data (task), self->draft,
                                      self->credential != NULL, kept_cb, task);
}

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!luthier_keyring_store_finish (LUTHIER_KEYRING (source), result, &error))
    g_task_return_error (task, error);
  else if (is_gone (task))
    {
      drop_secret (task);
      g_task_return_error (task, make_gone_error ());
    }
  else if (g_task_get_task_data (task) == NULL && g_task_return_error_if_cancelled (task))
    drop_secret (task);
  else
    keep_profile (g_steal_pointer (&task));
}

/* (transfer full) task. It cannot be cancelled: then nobody would know what the keyring has. */
static void
store_secret (GTask *task)
{
  LuthierEnrolment *self = g_task_get_source_object (task);

  luthier_session_secret_store_async (self->session->keyring, get_target_id (task),
                                      self->credential, NULL, secret_stored_cb, task);
}

static void
client_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierEnrolment *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (luthier_keyring_store_finish (LUTHIER_KEYRING (source), result, &error))
    {
      self->client_is_new = FALSE;
      if (!g_task_return_error_if_cancelled (task))
        store_secret (g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, error);
}

/* (transfer full) task */
static void
keep_secret (GTask *task)
{
  LuthierEnrolment *self = g_task_get_source_object (task);
  LuthierProfile *target = g_task_get_task_data (task);
  LuthierKeyring *keyring = self->session->keyring;

  /* An older secret of it may be in the keyring. */
  luthier_profile_set_session_only (
      self->draft,
      self->session_only && (target == NULL || luthier_profile_get_session_only (target)));
  if (self->session_only)
    {
      luthier_keyring_hold (keyring, get_target_id (task),
                            luthier_credential_get_text (self->credential));
      keep_profile (task);
    }
  else if (self->client_is_new &&
           luthier_profile_get_kind (self->draft) == LUTHIER_PROFILE_GOOGLE_ACCOUNT)
    luthier_keyring_store_async (keyring, LUTHIER_ENROLMENT_CLIENT_ID, _ ("Luthier: OAuth client"),
                                 luthier_oauth_client_get_text (self->client), NULL,
                                 client_stored_cb, task);
  else
    store_secret (task);
}

static void
owner_known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierEnrolment *self = g_task_get_source_object (task);
  g_autoptr (LuthierTokenInfo) info = luthier_token_info_ask_finish (result, NULL);

  /* It works without a name, too. With one it may be known already. */
  if (info != NULL && info->account != NULL)
    luthier_profile_set_account (self->draft, info->account);
  set_target (task);
  if (is_gone (task))
    g_task_return_error (task, make_gone_error ());
  else
    keep_secret (g_steal_pointer (&task));
}

/* What gcloud leaves behind does not say whose it is, but its tokens do. */
static void
ask_for_owner (GTask *task, const char *token)
{
  LuthierEnrolment *self = g_task_get_source_object (task);
  g_autoptr (LuthierEndpoints) endpoints = luthier_enrolment_get_endpoints (self, NULL);
  g_autofree char *base = luthier_endpoints_get_base (endpoints, LUTHIER_API_OAUTH);

  luthier_token_info_ask_async (token, base, self->session->clock, self->session->random,
                                g_task_get_cancellable (task), owner_known_cb, g_object_ref (task));
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierEnrolment *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *token = luthier_token_source_get_token_finish (LUTHIER_TOKEN_SOURCE (source), result,
                                                       &error);

  if (token == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (is_gone (task))
    g_task_return_error (task, make_gone_error ());
  else if (luthier_profile_get_account (self->draft) == NULL)
    ask_for_owner (task, token);
  else
    keep_secret (g_object_ref (task));
  explicit_bzero (token, strlen (token));
  g_free (token);
}

/* message: (transfer full): what is wrong with the value. */
static gboolean
refuse (GError **error, const char *value, char *message)
{
  const LuthierSecretShape shape = luthier_secret_shape_of (value);
  g_autofree char *text = message;

  if (shape == LUTHIER_SECRET_API_KEY)
    g_propagate_error (error, luthier_error_new (LUTHIER_ERROR_INVALID, LUTHIER_REASON_API_KEY,
                                                 _ ("This is an API key. An API key cannot create "
                                                    "tuning jobs")));
  else if (shape != LUTHIER_SECRET_NONE)
    g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                         _ ("This is a secret of an account, which does not belong here."));
  else
    g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID, text);
  return FALSE;
}

/* An id, also one of a domain ("example.com:tuning"), or a number. */
static gboolean
is_project (const char *text)
{
  return strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-.:") == strlen (text);
}

static gboolean
check_projects (LuthierProfile *draft, GError **error)
{
  const char *project = luthier_profile_get_project (draft);
  const char *quota_project = luthier_profile_get_quota_project (draft);

  if (project == NULL)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                           _ ("Project: is missing, and the sign-in names none"));
      return FALSE;
    }
  if (!is_project (project))
    return refuse (
        error, project,
        g_strdup_printf (_ ("Project: “%s” is not a project id such as tuning-7316"), project));
  if (quota_project != NULL && !is_project (quota_project))
    return refuse (
        error, quota_project,
        g_strdup_printf (_ ("Quota project: “%s” is not a project id such as tuning-7316"),
                         quota_project));
  return TRUE;
}

static gboolean
check_impersonation (LuthierProfile *draft, GError **error)
{
  const char *email = luthier_profile_get_impersonate (draft);

  if (email == NULL || (strchr (email, '@') != NULL && strpbrk (email, " \t/") == NULL))
    return TRUE;

  return refuse (error, email,
                 g_strdup_printf (_ ("Act as: “%s” is not the address of a service account such as "
                                     "tuner@tuning-7316.iam.gserviceaccount.com"),
                                  email));
}

/* (transfer full) (nullable): what asks in the draft's name, if the draft can be used. */
static LuthierTokenSource *
open_tokens (LuthierEnrolment *self, GError **error)
{
  g_autoptr (LuthierEndpoints) endpoints = luthier_enrolment_get_endpoints (self, error);
  g_autoptr (LuthierCredential) acting = NULL;

  if (endpoints != NULL)
    acting = luthier_session_secret_act (
        self->credential, self->draft,
        luthier_session_secret_get_quota_project (self->credential, self->draft), endpoints, error);
  return acting != NULL
             ? luthier_credential_open (acting, self->session->clock, self->session->random)
             : NULL;
}

static gboolean
check_draft (LuthierEnrolment *self, GError **error)
{
  g_autoptr (LuthierEndpoints) endpoints = luthier_enrolment_get_endpoints (self, error);

  if (endpoints == NULL || !check_projects (self->draft, error) ||
      !check_impersonation (self->draft, error))
    return FALSE;

  if (luthier_profile_get_title (self->draft) == NULL)
    luthier_profile_set_title (self->draft, luthier_profile_get_project (self->draft));
  return TRUE;
}

/**
 * luthier_enrolment_complete_async:
 *
 * A new credential is tried before anything is kept. Until all has worked nothing of the profile
 * changes.
 *
 * Errors: %LUTHIER_ERROR_INVALID, which names the field; %LUTHIER_ERROR_SIGN_IN_NEEDED and
 * %LUTHIER_ERROR_CREDENTIAL if the credential is refused; %LUTHIER_ERROR_KEYRING;
 * %LUTHIER_ERROR_STORE; those of the network
 */
void
luthier_enrolment_complete_async (LuthierEnrolment *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (LuthierTokenSource) tokens = NULL;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (LUTHIER_IS_ENROLMENT (self));
  g_return_if_fail (luthier_enrolment_get_has_credential (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_enrolment_complete_async);
  set_target (task);
  if (is_gone (task))
    g_task_return_error (task, make_gone_error ());
  else if (!check_draft (self, &error) ||
           (self->credential != NULL && (tokens = open_tokens (self, &error)) == NULL))
    g_task_return_error (task, error);
  else if (tokens != NULL)
    luthier_token_source_get_token_async (tokens, cancellable, tried_cb, g_steal_pointer (&task));
  else
    keep_profile (g_steal_pointer (&task));
}

LuthierProfile *
luthier_enrolment_complete_finish (LuthierEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
