/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-connection.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-fixed-token.h"
#include "luthier-service-account-tokens.h"
#include "luthier-vertex-tuning.h"

#define USUAL_REGION "us-central1"

struct _LuthierConnection
{
  GObject parent_instance;

  LuthierProfile *profile;      /* (owned) */
  LuthierClock *clock;          /* (owned) */
  LuthierKeyring *keyring;      /* (owned) */
  LuthierPracticeHost *host;    /* (owned) */
  GCancellable *cancellable;    /* (owned) */
  LuthierTuningService *tuning; /* (owned) (nullable) */
  LuthierStorage *storage;      /* (owned) (nullable) */
  LuthierHttpClient *http;      /* (owned) (nullable) */
  LuthierCloud *cloud;          /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierConnection, luthier_connection, G_TYPE_OBJECT)

static void
close_services (LuthierConnection *self)
{
  g_clear_object (&self->tuning);
  g_clear_object (&self->storage);
  g_clear_object (&self->cloud);
  g_clear_object (&self->http);
}

static gboolean
open_services (LuthierConnection *self,
               LuthierTokenSource *tokens,
               const char *endpoint,
               const char *project,
               GError **error)
{
  g_autoptr (LuthierEndpoints) endpoints = luthier_endpoints_new (endpoint, error);

  if (endpoints == NULL)
    return FALSE;

  close_services (self);
  self->http = luthier_http_client_new (self->clock, endpoints, tokens,
                                        luthier_profile_get_quota_project (self->profile));
  self->tuning = luthier_vertex_tuning_new (self->http, project);
  self->storage = luthier_storage_new (self->http, project);
  self->cloud = luthier_cloud_new (self->http, project);

  return TRUE;
}

static gboolean
open_with_key (LuthierConnection *self, GBytes *secret, GError **error)
{
  g_autoptr (LuthierServiceAccountKey) key = NULL;
  g_autoptr (LuthierTokenSource) tokens = NULL;

  if (secret == NULL)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED,
                   _ ("The key of “%s” is not in the keyring of this computer."),
                   luthier_profile_get_title (self->profile));
      return FALSE;
    }

  key = luthier_service_account_key_new (secret, error);
  if (key == NULL)
    return FALSE;

  tokens = luthier_service_account_tokens_new (key, self->clock);
  return open_services (self, tokens, luthier_profile_get_endpoint (self->profile),
                        luthier_profile_get_project (self->profile), error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierConnection *self = g_task_get_source_object (task);
  g_autoptr (GBytes) secret = NULL;
  GError *error = NULL;

  secret = luthier_keyring_lookup_finish (LUTHIER_KEYRING (source), result, &error);
  if (error == NULL && open_with_key (self, secret, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
host_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierConnection *self = g_task_get_source_object (task);
  g_autoptr (LuthierTokenSource) tokens = NULL;
  GError *error = NULL;

  if (!luthier_practice_host_start_finish (self->host, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  tokens = luthier_fixed_token_new (luthier_practice_host_get_token (self->host));
  if (open_services (self, tokens, luthier_practice_host_get_base_url (self->host),
                     luthier_practice_host_get_project (self->host), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The next to need it starts it anew. */
static void
host_gone_cb (LuthierConnection *self)
{
  if (luthier_profile_get_kind (self->profile) != LUTHIER_PROFILE_PRACTICE)
    return;

  close_services (self);
}

static void
luthier_connection_finalize (GObject *object)
{
  LuthierConnection *self = LUTHIER_CONNECTION (object);

  close_services (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->host);
  g_clear_object (&self->keyring);
  g_clear_object (&self->clock);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (luthier_connection_parent_class)->finalize (object);
}

static void
luthier_connection_class_init (LuthierConnectionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_connection_finalize;
}

static void
luthier_connection_init (LuthierConnection *self)
{
  self->cancellable = g_cancellable_new ();
}

LuthierConnection *
luthier_connection_new (LuthierProfile *profile,
                        LuthierClock *clock,
                        LuthierKeyring *keyring,
                        LuthierPracticeHost *host)
{
  LuthierConnection *self = g_object_new (LUTHIER_TYPE_CONNECTION, NULL);

  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (clock);
  self->keyring = g_object_ref (keyring);
  self->host = g_object_ref (host);
  g_signal_connect_object (host, "gone", G_CALLBACK (host_gone_cb), self, G_CONNECT_SWAPPED);

  return self;
}

LuthierProfile *
luthier_connection_get_profile (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), NULL);

  return self->profile;
}

GCancellable *
luthier_connection_get_cancellable (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), NULL);

  return self->cancellable;
}

gboolean
luthier_connection_is_closed (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), TRUE);

  return g_cancellable_is_cancelled (self->cancellable);
}

gboolean
luthier_connection_is_local (LuthierConnection *self)
{
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *base = NULL;
  const char *host = NULL;

  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), FALSE);

  if (luthier_profile_get_kind (self->profile) == LUTHIER_PROFILE_PRACTICE)
    return TRUE;

  endpoints = luthier_endpoints_new (luthier_profile_get_endpoint (self->profile), NULL);
  base = endpoints != NULL ? luthier_endpoints_get_tuning_base (endpoints, USUAL_REGION) : NULL;
  uri = base != NULL ? g_uri_parse (base, G_URI_FLAGS_NONE, NULL) : NULL;
  host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || g_strcmp0 (host, "127.0.0.1") == 0 ||
         g_strcmp0 (host, "::1") == 0;
}

LuthierTuningService *
luthier_connection_get_tuning (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), NULL);

  return self->tuning;
}

LuthierStorage *
luthier_connection_get_storage (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), NULL);

  return self->storage;
}

LuthierCloud *
luthier_connection_get_cloud (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), NULL);

  return self->cloud;
}

LuthierHttpClient *
luthier_connection_get_http (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), NULL);

  return self->http;
}

const char *
luthier_connection_get_usual_region (LuthierConnection *self)
{
  const char *const *regions = luthier_profile_get_regions (self->profile);

  return regions != NULL && regions[0] != NULL ? regions[0] : USUAL_REGION;
}

char *
luthier_connection_get_create_uri (LuthierConnection *self, const char *region)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), NULL);

  if (region == NULL || *region == '\0')
    region = luthier_connection_get_usual_region (self);

  return self->tuning != NULL ? luthier_tuning_service_get_create_uri (self->tuning, region) : NULL;
}

/**
 * luthier_connection_ready_async:
 *
 * Must have succeeded before anything is sent. What stood in the way may be gone the next time:
 * an unlocked keyring, a practice service that starts again.
 *
 * Errors: those of the keyring and of the key (%LUTHIER_ERROR_KEYRING, %LUTHIER_ERROR_CREDENTIAL,
 * %LUTHIER_ERROR_SIGN_IN_NEEDED), of the practice service (%LUTHIER_ERROR_UNAVAILABLE).
 */
void
luthier_connection_ready_async (LuthierConnection *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_CONNECTION (self));

  task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_connection_ready_async);

  if (self->tuning != NULL)
    g_task_return_boolean (task, TRUE);
  else if (luthier_profile_get_kind (self->profile) == LUTHIER_PROFILE_PRACTICE)
    luthier_practice_host_start_async (self->host, host_started_cb, g_steal_pointer (&task));
  else
    luthier_keyring_lookup_async (self->keyring, luthier_profile_get_id (self->profile),
                                  self->cancellable, looked_up_cb, g_steal_pointer (&task));
}

gboolean
luthier_connection_ready_finish (LuthierConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
luthier_connection_close (LuthierConnection *self)
{
  g_return_if_fail (LUTHIER_IS_CONNECTION (self));

  g_cancellable_cancel (self->cancellable);
}
