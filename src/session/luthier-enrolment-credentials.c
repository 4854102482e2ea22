/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-enrolment-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-fields.h"
#include "luthier-secret-shape.h"
#include "luthier-sign-in.h"
#include "luthier-token-info.h"

/* These files have a few kilobytes: what is much larger is not read to its end. */
#define MAX_FILE_SIZE 65536

static LuthierProfileKind
get_kind_of_file (LuthierCredential *credential)
{
  return luthier_credential_get_kind (credential) == LUTHIER_CREDENTIAL_SERVICE_ACCOUNT
             ? LUTHIER_PROFILE_SERVICE_ACCOUNT
             : LUTHIER_PROFILE_IMPORTED;
}

static gboolean
take_text (LuthierEnrolment *self, GBytes *text, GError **error)
{
  g_autoptr (LuthierCredential) credential = NULL;

  if (luthier_oauth_client_is_file (text))
    {
      LuthierOauthClient *client = luthier_oauth_client_new (text, error);

      if (client == NULL)
        return FALSE;
      if (luthier_profile_get_project (self->draft) == NULL)
        luthier_profile_set_project (self->draft, luthier_oauth_client_get_project (client));
      luthier_enrolment_take_client (self, client, TRUE);
      return TRUE;
    }

  credential = luthier_credential_new (text, error);
  return credential != NULL &&
         luthier_enrolment_take_credential (self, credential, get_kind_of_file (credential), error);
}

static gboolean
read_more_cb (const char *contents, goffset size, gpointer user_data)
{
  return size <= MAX_FILE_SIZE;
}

static void
wipe_and_free (gpointer data)
{
  GString *text = data;

  explicit_bzero (text->str, text->len);
  g_string_free (text, TRUE);
}

/* (transfer full): takes the contents over, and wipes them with the last reference. */
static GBytes *
take_contents (char *contents, gsize length)
{
  GString *text = g_string_new_len (contents, (gssize) length);

  explicit_bzero (contents, length);
  g_free (contents);
  return g_bytes_new_with_free_func (text->str, text->len, wipe_and_free, text);
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierEnrolment *self = g_task_get_source_object (task);
  g_autoptr (GBytes) text = NULL;
  GError *error = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &contents, &length, NULL,
                                            &error))
    {
      g_task_return_new_error (task, error->domain, error->code, _ ("The file cannot be read: %s"),
                               error->message);
      g_error_free (error);
      return;
    }

  text = take_contents (contents, length);
  if (g_bytes_get_size (text) > MAX_FILE_SIZE)
    g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL,
                             _ ("This file is too large to be a key or a sign-in."));
  else if (take_text (self, text, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * luthier_enrolment_read_file_async:
 * @file: a key, imported credentials or the file of an OAuth client
 *
 * Reads it once; the file itself is not needed afterwards. Its secret is tried when the enrolment
 * is completed.
 */
void
luthier_enrolment_read_file_async (LuthierEnrolment *self,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_ENROLMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_enrolment_read_file_async);
  g_file_load_partial_contents_async (file, cancellable, read_more_cb, file_read_cb,
                                      g_steal_pointer (&task));
}

gboolean
luthier_enrolment_read_file_finish (LuthierEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Where Google's own tools look, in their order. */
static GPtrArray *
list_usual_files (void)
{
  const char *named = g_getenv ("GOOGLE_APPLICATION_CREDENTIALS");
  const char *folder = g_getenv ("CLOUDSDK_CONFIG");
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = NULL;

  if (named != NULL && *named != '\0')
    g_ptr_array_add (files, g_file_new_for_path (named));
  if (folder != NULL && *folder != '\0')
    path = g_build_filename (folder, "application_default_credentials.json", NULL);
  else
    path = g_build_filename (g_get_user_config_dir (), "gcloud",
                             "application_default_credentials.json", NULL);
  g_ptr_array_add (files, g_file_new_for_path (path));
  return files;
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) files = list_usual_files ();

  for (guint i = files->len; i > 0; i--)
    {
      g_autoptr (GFileInfo) info = g_file_query_info (g_ptr_array_index (files, i - 1),
                                                      G_FILE_ATTRIBUTE_STANDARD_TYPE
                                                      "," G_FILE_ATTRIBUTE_ACCESS_CAN_READ,
                                                      G_FILE_QUERY_INFO_NONE, cancellable, NULL);

      if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
          !g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ))
        g_ptr_array_remove_index (files, i - 1);
    }
  g_task_return_pointer (task, g_steal_pointer (&files), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * luthier_enrolment_find_files_async:
 *
 * Looks for Application Default Credentials in $GOOGLE_APPLICATION_CREDENTIALS, $CLOUDSDK_CONFIG
 * and the folder of gcloud. In a sandbox there are none, and the file chooser gives access to one.
 */
void
luthier_enrolment_find_files_async (LuthierEnrolment *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_ENROLMENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_enrolment_find_files_async);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
luthier_enrolment_find_files_finish (LuthierEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
wipe_text (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
token_known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierEnrolment *self = g_task_get_source_object (task);
  g_autoptr (LuthierTokenInfo) info = NULL;
  g_autoptr (LuthierCredential) credential = NULL;
  GError *error = NULL;

  info = luthier_token_info_ask_finish (result, &error);
  if (info != NULL && !info->covers)
    error = luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_NARROW,
                               _ ("This token does not cover the cloud platform: it was made "
                                  "without the scope that tuning needs."));
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  credential = luthier_credential_new_for_token (g_task_get_task_data (task), info->expires_at,
                                                 info->account);
  if (luthier_enrolment_take_credential (self, credential, LUTHIER_PROFILE_ACCESS_TOKEN, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* (transfer full) (nullable): what is wrong with a pasted text at first sight. */
static GError *
judge_token (const char *token)
{
  switch (luthier_secret_shape_of (token))
    {
    case LUTHIER_SECRET_API_KEY:
      return luthier_error_new (LUTHIER_ERROR_CREDENTIAL, LUTHIER_REASON_API_KEY,
                                _ ("This is an API key. An API key cannot create tuning jobs"));
    case LUTHIER_SECRET_REFRESH_TOKEN:
      return luthier_error_new (LUTHIER_ERROR_CREDENTIAL, NULL,
                                _ ("This is a refresh token, and an access token is needed"));
    case LUTHIER_SECRET_CLIENT_ID:
    case LUTHIER_SECRET_CLIENT_SECRET:
      return luthier_error_new (LUTHIER_ERROR_CREDENTIAL, NULL,
                                _ ("This belongs to an OAuth client, and an access token is "
                                   "needed"));
    case LUTHIER_SECRET_PRIVATE_KEY:
    case LUTHIER_SECRET_JSON:
      return luthier_error_new (LUTHIER_ERROR_CREDENTIAL, NULL,
                                _ ("This is the text of a file, and an access token is needed"));
    case LUTHIER_SECRET_NONE:
    case LUTHIER_SECRET_ACCESS_TOKEN:
    default:
      return luthier_fields_is_token (token)
                 ? NULL
                 : luthier_error_new (LUTHIER_ERROR_CREDENTIAL, NULL,
                                      _ ("An access token is one word, and this is not"));
    }
}

/**
 * luthier_enrolment_take_token_async:
 * @token: as pasted; blanks around it do not matter
 *
 * Errors: %LUTHIER_ERROR_CREDENTIAL if it is something else, %LUTHIER_REASON_API_KEY among them;
 * %LUTHIER_ERROR_SIGN_IN_NEEDED if it is over or does not cover tuning
 */
void
luthier_enrolment_take_token_async (LuthierEnrolment *self,
                                    const char *token,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autofree char *base = NULL;
  char *clean;
  GError *error = NULL;

  g_return_if_fail (LUTHIER_IS_ENROLMENT (self));
  g_return_if_fail (token != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_enrolment_take_token_async);
  clean = g_strstrip (g_strdup (token));
  g_task_set_task_data (task, clean, wipe_text);
  error = judge_token (clean);
  if (error == NULL)
    endpoints = luthier_enrolment_get_endpoints (self, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  base = luthier_endpoints_get_base (endpoints, LUTHIER_API_OAUTH);
  luthier_token_info_ask_async (clean, base, self->session->clock, self->session->random,
                                cancellable, token_known_cb, g_steal_pointer (&task));
}

gboolean
luthier_enrolment_take_token_finish (LuthierEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
client_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierEnrolment *self = g_task_get_source_object (task);
  g_autoptr (GBytes) text = NULL;
  LuthierOauthClient *client = NULL;
  GError *error = NULL;

  text = luthier_keyring_lookup_finish (LUTHIER_KEYRING (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* What was typed meanwhile is newer. */
  if (text != NULL && self->client == NULL)
    client = luthier_oauth_client_new (text, NULL);
  if (client != NULL)
    luthier_enrolment_take_client (self, client, FALSE);
  g_task_return_boolean (task, self->client != NULL);
}

/**
 * luthier_enrolment_recall_client_async:
 *
 * Error: %LUTHIER_ERROR_KEYRING
 */
void
luthier_enrolment_recall_client_async (LuthierEnrolment *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_ENROLMENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_enrolment_recall_client_async);
  luthier_keyring_lookup_async (self->session->keyring, LUTHIER_ENROLMENT_CLIENT_ID, cancellable,
                                client_found_cb, g_steal_pointer (&task));
}

/**
 * luthier_enrolment_recall_client_finish:
 *
 * Returns: whether a client is known; %FALSE without an error if there never was one
 */
gboolean
luthier_enrolment_recall_client_finish (LuthierEnrolment *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierEnrolment *self = g_task_get_source_object (task);
  g_autoptr (LuthierCredential) credential = NULL;
  GError *error = NULL;

  credential = luthier_sign_in_run_finish (LUTHIER_SIGN_IN (source), result, &error);
  if (credential != NULL &&
      luthier_enrolment_take_credential (self, credential, LUTHIER_PROFILE_GOOGLE_ACCOUNT, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
take_typed_client (LuthierEnrolment *self, const char *id, const char *secret, GError **error)
{
  g_autoptr (LuthierEndpoints) endpoints = luthier_enrolment_get_endpoints (self, error);
  LuthierOauthClient *client = NULL;

  if (endpoints != NULL)
    client = luthier_oauth_client_new_typed (id, secret, luthier_endpoints_get_stand_in (endpoints),
                                             error);
  if (client == NULL)
    return FALSE;

  luthier_enrolment_take_client (self, client, TRUE);
  return TRUE;
}

/**
 * luthier_enrolment_sign_in_async:
 * @client_id: (nullable): of the user's own OAuth client; %NULL: the one that is known
 * @client_secret: (nullable): its secret
 *
 * Errors: %LUTHIER_ERROR_CREDENTIAL, which names the field; %LUTHIER_ERROR_SIGN_IN_NEEDED with a
 * reason LUTHIER_REASON_SIGN_IN_...; those of the token endpoint; %G_IO_ERROR_CANCELLED
 */
void
luthier_enrolment_sign_in_async (LuthierEnrolment *self,
                                 const char *client_id,
                                 const char *client_secret,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (LuthierSignIn) sign_in = NULL;
  g_autoptr (GTask) task = NULL;
  const char *hint;
  GError *error = NULL;

  g_return_if_fail (LUTHIER_IS_ENROLMENT (self));
  g_return_if_fail (client_id != NULL || self->client != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_enrolment_sign_in_async);
  if (client_id != NULL &&
      !take_typed_client (self, client_id, client_secret != NULL ? client_secret : "", &error))
    {
      g_task_return_error (task, error);
      return;
    }

  hint = self->profile != NULL ? luthier_profile_get_account (self->profile) : NULL;
  sign_in = luthier_sign_in_new (self->client, self->session->clock, self->session->random);
  g_signal_connect_object (sign_in, "open-uri", G_CALLBACK (luthier_enrolment_open_uri), self,
                           G_CONNECT_SWAPPED);
  luthier_sign_in_run_async (sign_in, hint, cancellable, signed_in_cb, g_steal_pointer (&task));
}

gboolean
luthier_enrolment_sign_in_finish (LuthierEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
