/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-connection.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-fixed-token.h"
#include "luthier-session-secret.h"
#include "luthier-vertex-tuning.h"

#define USUAL_REGION "us-central1"

struct _LuthierConnection
{
  GObject parent_instance;

  LuthierProfile *profile;       /* (owned) */
  LuthierClock *clock;           /* (owned) */
  LuthierRandom *random;         /* (owned) */
  LuthierKeyring *keyring;       /* (owned) */
  LuthierPracticeHost *host;     /* (owned) */
  GCancellable *cancellable;     /* (owned) */
  LuthierCredential *credential; /* (owned) (nullable): as it is kept */
  LuthierHttpClient *http;       /* (owned) (nullable) */
  LuthierTuningService *tuning;  /* (owned) (nullable) */
  LuthierStorage *storage;       /* (owned) (nullable) */
  LuthierCloud *cloud;           /* (owned) (nullable) */
  GPtrArray *waiting;            /* (owned): GTasks that share one look for the credential */
  gulong changed_id;             /* of the credential, 0 = none */
  gboolean outdated;             /* the services, which who began with them goes on with */
};

G_DEFINE_FINAL_TYPE (LuthierConnection, luthier_connection, G_TYPE_OBJECT)

/* Where another refresh token is kept. It outlives the connection: the answer that holds it may
 * come after the profile was left, and then the old one is void. */
typedef struct
{
  LuthierKeyring *keyring; /* (owned) */
  char *profile_id;        /* (owned) */
} Keeper;

static void
keeper_free (gpointer data, GClosure *closure)
{
  Keeper *keeper = data;

  g_object_unref (keeper->keyring);
  g_free (keeper->profile_id);
  g_free (keeper);
}

/* What it learns from now on is not kept: another secret has taken its place, or none. */
static void
let_go_of_credential (LuthierConnection *self)
{
  if (self->credential != NULL)
    g_clear_signal_handler (&self->changed_id, self->credential);
}

static void
close_services (LuthierConnection *self)
{
  g_clear_object (&self->credential);
  self->changed_id = 0;
  g_clear_object (&self->tuning);
  g_clear_object (&self->storage);
  g_clear_object (&self->cloud);
  g_clear_object (&self->http);
}

static void
open_services (LuthierConnection *self,
               LuthierTokenSource *tokens,
               LuthierEndpoints *endpoints,
               const char *project,
               const char *quota_project)
{
  self->http = luthier_http_client_new (self->clock, self->random, endpoints, tokens,
                                        quota_project);
  self->tuning = luthier_vertex_tuning_new (self->http, project);
  self->storage = luthier_storage_new (self->http, project);
  self->cloud = luthier_cloud_new (self->http, project);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* It goes on working until the program ends. */
  if (!luthier_keyring_store_finish (LUTHIER_KEYRING (source), result, &error))
    g_warning ("A new refresh token is not kept: %s", error->message);
}

/* The service has given out another refresh token, and the old one is void. */
static void
credential_changed_cb (LuthierCredential *credential, GParamSpec *pspec, Keeper *keeper)
{
  if (luthier_keyring_holds (keeper->keyring, keeper->profile_id))
    luthier_keyring_hold (keeper->keyring, keeper->profile_id,
                          luthier_credential_get_text (credential));
  else
    luthier_session_secret_store_async (keeper->keyring, keeper->profile_id, credential, NULL,
                                        stored_cb, NULL);
}

/* credential: (transfer full) */
static void
take_credential (LuthierConnection *self, LuthierCredential *credential)
{
  Keeper *keeper = g_new0 (Keeper, 1);

  keeper->keyring = g_object_ref (self->keyring);
  keeper->profile_id = g_strdup (luthier_profile_get_id (self->profile));
  self->credential = credential;
  self->changed_id = g_signal_connect_data (
      credential, "notify::text", G_CALLBACK (credential_changed_cb), keeper, keeper_free, 0);
}

static gboolean
open_with_secret (LuthierConnection *self, GBytes *secret, GError **error)
{
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierCredential) credential = NULL;
  g_autoptr (LuthierCredential) acting = NULL;
  g_autoptr (LuthierTokenSource) tokens = NULL;
  const char *quota_project;

  if (secret == NULL)
    {
      g_propagate_error (
          error, luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_NO_CREDENTIAL,
                                    _ ("The sign-in of “%s” is not kept on this computer."),
                                    luthier_profile_get_title (self->profile)));
      return FALSE;
    }

  credential = luthier_credential_new (secret, error);
  endpoints = credential != NULL
                  ? luthier_endpoints_new (luthier_profile_get_endpoint (self->profile), error)
                  : NULL;
  if (endpoints == NULL)
    return FALSE;
  quota_project = luthier_session_secret_get_quota_project (credential, self->profile);
  acting = luthier_session_secret_act (credential, self->profile, quota_project, endpoints, error);
  if (acting == NULL)
    return FALSE;

  close_services (self);
  take_credential (self, g_steal_pointer (&credential));
  tokens = luthier_credential_open (acting, self->clock, self->random);
  open_services (self, tokens, endpoints, luthier_profile_get_project (self->profile),
                 luthier_session_secret_get_quota_project (acting, self->profile));
  return TRUE;
}

/* error: (nullable): why it is not ready. */
static void
answer (LuthierConnection *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void look_up (LuthierConnection *self);

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierConnection) self = user_data;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;

  secret = luthier_keyring_lookup_finish (LUTHIER_KEYRING (source), result, &error);
  /* There is another secret since it was asked for. */
  if (self->outdated)
    {
      look_up (self);
      return;
    }
  if (error == NULL)
    open_with_secret (self, secret, &error);
  self->outdated = error != NULL;
  answer (self, error);
}

static void
look_up (LuthierConnection *self)
{
  self->outdated = FALSE;
  luthier_keyring_lookup_async (self->keyring, luthier_profile_get_id (self->profile), NULL,
                                looked_up_cb, g_object_ref (self));
}

static void
host_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierConnection) self = user_data;
  g_autoptr (LuthierTokenSource) tokens = NULL;
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (GError) error = NULL;

  if (luthier_practice_host_start_finish (self->host, result, &error))
    endpoints = luthier_endpoints_new (luthier_practice_host_get_base_url (self->host), &error);
  if (endpoints != NULL)
    {
      close_services (self);
      self->outdated = FALSE;
      tokens = luthier_fixed_token_new (luthier_practice_host_get_token (self->host));
      open_services (self, tokens, endpoints, luthier_practice_host_get_project (self->host),
                     luthier_profile_get_quota_project (self->profile));
    }
  answer (self, error);
}

/* The next to need it starts it anew. */
static void
host_gone_cb (LuthierConnection *self)
{
  if (luthier_profile_get_kind (self->profile) == LUTHIER_PROFILE_PRACTICE)
    self->outdated = TRUE;
}

/* There are several connections of one profile, and one of them was given another refresh token: the
 * one that is here is void. */
static void
secret_replaced_cb (LuthierConnection *self, const char *id, GBytes *secret)
{
  if (self->credential != NULL && g_str_equal (id, luthier_profile_get_id (self->profile)) &&
      !g_bytes_equal (luthier_credential_get_text (self->credential), secret))
    luthier_connection_renew (self);
}

static void
luthier_connection_finalize (GObject *object)
{
  LuthierConnection *self = LUTHIER_CONNECTION (object);

  close_services (self);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->host);
  g_clear_object (&self->keyring);
  g_clear_object (&self->random);
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
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

LuthierConnection *
luthier_connection_new (LuthierProfile *profile,
                        LuthierClock *clock,
                        LuthierRandom *random,
                        LuthierKeyring *keyring,
                        LuthierPracticeHost *host)
{
  LuthierConnection *self = g_object_new (LUTHIER_TYPE_CONNECTION, NULL);

  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->keyring = g_object_ref (keyring);
  self->host = g_object_ref (host);
  g_signal_connect_object (host, "gone", G_CALLBACK (host_gone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keyring, "replaced", G_CALLBACK (secret_replaced_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

LuthierProfile *
luthier_connection_get_profile (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), NULL);

  return self->profile;
}

LuthierClock *
luthier_connection_get_clock (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), NULL);

  return self->clock;
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

gint64
luthier_connection_get_expires_at (LuthierConnection *self)
{
  g_return_val_if_fail (LUTHIER_IS_CONNECTION (self), 0);

  return self->credential != NULL && !self->outdated
             ? luthier_credential_get_expires_at (self->credential)
             : 0;
}

void
luthier_connection_renew (LuthierConnection *self)
{
  g_return_if_fail (LUTHIER_IS_CONNECTION (self));

  let_go_of_credential (self);
  self->outdated = TRUE;
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
  /* While others wait, what is there is what is being replaced. */
  if (self->tuning != NULL && !self->outdated && self->waiting->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->waiting->len > 1)
    return;
  if (luthier_profile_get_kind (self->profile) == LUTHIER_PROFILE_PRACTICE)
    luthier_practice_host_start_async (self->host, host_started_cb, g_object_ref (self));
  else
    look_up (self);
}

gboolean
luthier_connection_ready_finish (LuthierConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
luthier_connection_reconnect (LuthierConnection *self)
{
  g_return_if_fail (LUTHIER_IS_CONNECTION (self));

  if (self->http != NULL)
    luthier_http_client_reconnect (self->http);
}

void
luthier_connection_close (LuthierConnection *self)
{
  g_return_if_fail (LUTHIER_IS_CONNECTION (self));

  g_cancellable_cancel (self->cancellable);
}
