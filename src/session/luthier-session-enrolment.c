/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-credential.h"
#include "luthier-error.h"

#define PRACTICE_ID "practice"
/* A key file has some two kilobytes: whatever is much larger is not read to its end. */
#define MAX_KEY_SIZE 65536

/* What becomes a profile once its key has proved good. */
typedef struct
{
  char *project;           /* (owned) (nullable) */
  GStrv regions;           /* (owned) (nullable) */
  char *endpoint;          /* (owned) (nullable) */
  LuthierCredential *key;  /* (owned) (nullable) */
  LuthierProfile *profile; /* (owned) (nullable) */
} Enrolment;

static void
enrolment_free (Enrolment *enrolment)
{
  g_free (enrolment->project);
  g_strfreev (enrolment->regions);
  g_free (enrolment->endpoint);
  g_clear_object (&enrolment->key);
  g_clear_object (&enrolment->profile);
  g_free (enrolment);
}

/* Where the service's own models of the catalogue can be tuned, the first model's first. */
static GStrv
list_usual_regions (LuthierSession *self)
{
  static const char *const fallback[] = { "us-central1", "europe-west4", NULL };
  g_autoptr (GPtrArray) usual = g_ptr_array_new ();
  const guint n_models = self->catalogue != NULL
                             ? g_list_model_get_n_items (G_LIST_MODEL (self->catalogue))
                             : 0;

  for (guint i = 0; i < n_models; i++)
    {
      g_autoptr (LuthierBaseModel)
          model = g_list_model_get_item (G_LIST_MODEL (self->catalogue), i);
      const char *const *regions = luthier_base_model_get_regions (model);

      if (luthier_base_model_is_open (model) ||
          luthier_base_model_get_status (model) == LUTHIER_MODEL_RETIRED)
        continue;
      for (guint j = 0; regions != NULL && regions[j] != NULL; j++)
        {
          if (!g_ptr_array_find_with_equal_func (usual, regions[j], g_str_equal, NULL))
            g_ptr_array_add (usual, (gpointer) regions[j]);
        }
    }

  if (usual->len == 0)
    return g_strdupv ((char **) fallback);

  g_ptr_array_add (usual, NULL);
  return g_strdupv ((char **) usual->pdata);
}

/* (nullable): one of the same kind that stands for the same account, project and place. */
static LuthierProfile *
find_twin (LuthierSession *self, LuthierProfile *profile)
{
  const guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (self->profiles));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (LuthierProfile) other = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);

      if (luthier_profile_get_kind (other) == luthier_profile_get_kind (profile) &&
          g_strcmp0 (luthier_profile_get_account (other), luthier_profile_get_account (profile)) ==
              0 &&
          g_strcmp0 (luthier_profile_get_project (other), luthier_profile_get_project (profile)) ==
              0 &&
          g_strcmp0 (luthier_profile_get_endpoint (other),
                     luthier_profile_get_endpoint (profile)) == 0)
        return other;
    }

  return NULL;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Enrolment *enrolment = g_task_get_task_data (task);
  GError *error = NULL;

  if (luthier_session_open_profile_finish (LUTHIER_SESSION (source), result, &error))
    g_task_return_pointer (task, g_object_ref (enrolment->profile), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
profile_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  Enrolment *enrolment = g_task_get_task_data (task);
  GError *error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (!g_list_store_find (self->profiles, enrolment->profile, NULL))
    g_list_store_append (self->profiles, enrolment->profile);
  luthier_session_open_profile_async (self, enrolment->profile, NULL, opened_cb,
                                      g_steal_pointer (&task));
}

/* (transfer full) task */
static void
save_profile (GTask *task)
{
  LuthierSession *self = g_task_get_source_object (task);
  Enrolment *enrolment = g_task_get_task_data (task);

  luthier_store_save_profile_async (self->store, enrolment->profile, NULL, profile_saved_cb, task);
}

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (luthier_keyring_store_finish (LUTHIER_KEYRING (source), result, &error))
    save_profile (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
build_profile (LuthierSession *self, Enrolment *enrolment)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (LuthierProfile) profile = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, id);
  g_auto (GStrv) usual = list_usual_regions (self);
  LuthierProfile *twin = NULL;

  luthier_profile_set_title (profile, enrolment->project);
  luthier_profile_set_account (profile, luthier_credential_get_account (enrolment->key));
  luthier_profile_set_project (profile, enrolment->project);
  luthier_profile_set_endpoint (profile, enrolment->endpoint);

  /* The same once more is a new key for it. */
  twin = find_twin (self, profile);
  enrolment->profile = g_object_ref (twin != NULL ? twin : profile);
  if (enrolment->regions != NULL || twin == NULL)
    luthier_profile_set_regions (
        enrolment->profile,
        (const char *const *) (enrolment->regions != NULL ? enrolment->regions : usual));
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  Enrolment *enrolment = g_task_get_task_data (task);
  g_autofree char *token = NULL;
  g_autofree char *label = NULL;
  GError *error = NULL;

  token = luthier_token_source_get_token_finish (LUTHIER_TOKEN_SOURCE (source), result, &error);
  if (token == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  explicit_bzero (token, strlen (token));

  build_profile (self, enrolment);
  label = g_strdup_printf (_ ("Luthier: key of %s"),
                           luthier_profile_get_account (enrolment->profile));
  luthier_keyring_store_async (self->keyring, luthier_profile_get_id (enrolment->profile), label,
                               luthier_credential_get_text (enrolment->key),
                               g_task_get_cancellable (task), secret_stored_cb,
                               g_object_ref (task));
}

static gboolean
read_key (Enrolment *enrolment, GBytes *text, GError **error)
{
  g_autoptr (LuthierEndpoints) endpoints = luthier_endpoints_new (enrolment->endpoint, error);

  if (endpoints == NULL)
    return FALSE;

  if (g_bytes_get_size (text) > MAX_KEY_SIZE)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL,
                           _ ("This file is too large to be a key file."));
      return FALSE;
    }

  enrolment->key = luthier_credential_new (text, error);
  if (enrolment->key == NULL)
    return FALSE;

  if (enrolment->project == NULL)
    enrolment->project = g_strdup (luthier_credential_get_project (enrolment->key));
  if (enrolment->project == NULL || *enrolment->project == '\0')
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL,
                           _ ("The key file names no project_id, and no project was given."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_more_cb (const char *contents, goffset size, gpointer user_data)
{
  return size <= MAX_KEY_SIZE;
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  Enrolment *enrolment = g_task_get_task_data (task);
  g_autoptr (LuthierTokenSource) tokens = NULL;
  g_autoptr (GBytes) text = NULL;
  GError *error = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &contents, &length, NULL,
                                            &error))
    {
      g_task_return_new_error (task, error->domain, error->code,
                               _ ("The key file cannot be read: %s"), error->message);
      g_error_free (error);
      return;
    }

  text = g_bytes_new_take (contents, length);
  if (!read_key (enrolment, text, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  tokens = luthier_credential_open (enrolment->key, self->clock);
  luthier_token_source_get_token_async (tokens, g_task_get_cancellable (task), tried_cb,
                                        g_object_ref (task));
}

/**
 * luthier_session_add_service_account_async:
 * @key_file: as downloaded
 * @project: (nullable): the file's, if %NULL
 * @regions: (nullable): those where a model of the catalogue can be tuned, if %NULL
 * @endpoint: (nullable): Google's, if %NULL
 *
 * The key is kept only once it has fetched a token. Adding the same account and project again
 * gives the profile that is there a new key.
 *
 * Errors: %LUTHIER_ERROR_CREDENTIAL, which names what is wrong with the file;
 * %LUTHIER_ERROR_SIGN_IN_NEEDED if the key is refused; %LUTHIER_ERROR_KEYRING
 */
void
luthier_session_add_service_account_async (LuthierSession *self,
                                           GFile *key_file,
                                           const char *project,
                                           const char *const *regions,
                                           const char *endpoint,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Enrolment *enrolment = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (G_IS_FILE (key_file));

  enrolment = g_new0 (Enrolment, 1);
  enrolment->project = project != NULL && *project != '\0' ? g_strdup (project) : NULL;
  enrolment->regions = regions != NULL && *regions != NULL ? g_strdupv ((char **) regions) : NULL;
  enrolment->endpoint = endpoint != NULL && *endpoint != '\0' ? g_strdup (endpoint) : NULL;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_session_add_service_account_async);
  g_task_set_task_data (task, enrolment, (GDestroyNotify) enrolment_free);
  g_file_load_partial_contents_async (key_file, cancellable, read_more_cb, file_read_cb,
                                      g_steal_pointer (&task));
}

LuthierProfile *
luthier_session_add_service_account_finish (LuthierSession *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
practice_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  Enrolment *enrolment = g_task_get_task_data (task);
  g_autoptr (LuthierProfile) profile = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, PRACTICE_ID);
  g_auto (GStrv) regions = list_usual_regions (self);
  LuthierProfile *twin = NULL;
  GError *error = NULL;

  if (!luthier_practice_host_start_finish (LUTHIER_PRACTICE_HOST (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  luthier_profile_set_title (profile, _ ("Practice"));
  luthier_profile_set_project (profile, luthier_practice_host_get_project (self->host));
  luthier_profile_set_bucket (profile, LUTHIER_PRACTICE_BUCKET);
  luthier_profile_set_regions (profile, (const char *const *) regions);

  twin = find_twin (self, profile);
  enrolment->profile = g_object_ref (twin != NULL ? twin : profile);
  save_profile (g_steal_pointer (&task));
}

/**
 * luthier_session_open_practice_async:
 *
 * Error: %LUTHIER_ERROR_UNAVAILABLE if the practice service does not start
 */
void
luthier_session_open_practice_async (LuthierSession *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_session_open_practice_async);
  g_task_set_task_data (task, g_new0 (Enrolment, 1), (GDestroyNotify) enrolment_free);
  luthier_practice_host_start_async (self->host, practice_started_cb, g_steal_pointer (&task));
}

LuthierProfile *
luthier_session_open_practice_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
