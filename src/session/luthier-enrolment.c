/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-enrolment-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-listing-private.h"
#include "luthier-session-secret.h"

typedef enum
{
  PROP_SESSION = 1,
  PROP_PROFILE,
  PROP_DRAFT,
  PROP_HAS_CREDENTIAL,
  PROP_EXPIRES_AT,
  PROP_HAS_CLIENT,
  PROP_CLIENT_ID,
  PROP_SESSION_ONLY,
  N_PROPS
} LuthierEnrolmentProperty;

enum
{
  OPEN_URI,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (LuthierEnrolment, luthier_enrolment, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

LuthierEndpoints *
luthier_enrolment_get_endpoints (LuthierEnrolment *self, GError **error)
{
  return luthier_endpoints_new (luthier_profile_get_endpoint (self->draft), error);
}

/* What one account may see is not shown as if another had seen it. */
static gboolean
is_of_profile (LuthierEnrolment *self, LuthierCredential *credential, GError **error)
{
  const char *account = luthier_credential_get_account (credential);
  const char *expected = self->profile != NULL ? luthier_profile_get_account (self->profile) : NULL;

  if (account == NULL || expected == NULL || g_ascii_strcasecmp (account, expected) == 0)
    return TRUE;

  g_set_error (
      error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL,
      _ ("This is the sign-in of %s, and the profile belongs to %s. Add it as a profile of "
         "its own"),
      account, expected);
  return FALSE;
}

static void
describe_draft (LuthierEnrolment *self, LuthierProfileKind kind)
{
  const char *account = luthier_credential_get_account (self->credential);
  const char *project = luthier_credential_get_project (self->credential);
  const char *quota_project = luthier_credential_get_quota_project (self->credential);

  luthier_profile_set_kind (self->draft, kind);
  if (account != NULL || self->profile == NULL)
    luthier_profile_set_account (self->draft, account);
  if (project != NULL && luthier_profile_get_project (self->draft) == NULL)
    luthier_profile_set_project (self->draft, project);
  if (quota_project != NULL && luthier_profile_get_quota_project (self->draft) == NULL)
    luthier_profile_set_quota_project (self->draft, quota_project);
}

gboolean
luthier_enrolment_take_credential (LuthierEnrolment *self,
                                   LuthierCredential *credential,
                                   LuthierProfileKind kind,
                                   GError **error)
{
  if (!is_of_profile (self, credential, error))
    return FALSE;

  g_set_object (&self->credential, credential);
  describe_draft (self, kind);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_CREDENTIAL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPIRES_AT]);
  return TRUE;
}

void
luthier_enrolment_take_client (LuthierEnrolment *self, LuthierOauthClient *client, gboolean is_new)
{
  g_clear_object (&self->client);
  self->client = client;
  self->client_is_new = is_new;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_CLIENT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENT_ID]);
}

static void
luthier_enrolment_constructed (GObject *object)
{
  LuthierEnrolment *self = LUTHIER_ENROLMENT (object);
  g_auto (GStrv) regions = NULL;

  G_OBJECT_CLASS (luthier_enrolment_parent_class)->constructed (object);

  if (self->profile != NULL)
    {
      self->draft = luthier_profile_new (luthier_profile_get_kind (self->profile),
                                         luthier_profile_get_id (self->profile));
      luthier_profile_copy (self->draft, self->profile);
      return;
    }

  self->draft = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, NULL);
  regions = luthier_session_list_usual_regions (self->session);
  luthier_profile_set_regions (self->draft, (const char *const *) regions);
}

static void
luthier_enrolment_finalize (GObject *object)
{
  LuthierEnrolment *self = LUTHIER_ENROLMENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->profile);
  g_clear_object (&self->draft);
  g_clear_object (&self->credential);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (luthier_enrolment_parent_class)->finalize (object);
}

static void
luthier_enrolment_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierEnrolment *self = LUTHIER_ENROLMENT (object);

  switch ((LuthierEnrolmentProperty) id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;
    case PROP_HAS_CREDENTIAL:
      g_value_set_boolean (value, luthier_enrolment_get_has_credential (self));
      break;
    case PROP_EXPIRES_AT:
      g_value_set_int64 (value, luthier_enrolment_get_expires_at (self));
      break;
    case PROP_HAS_CLIENT:
      g_value_set_boolean (value, luthier_enrolment_get_has_client (self));
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, luthier_enrolment_get_client_id (self));
      break;
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, self->session_only);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_enrolment_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LuthierEnrolment *self = LUTHIER_ENROLMENT (object);

  switch ((LuthierEnrolmentProperty) id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    case PROP_SESSION_ONLY:
      luthier_enrolment_set_session_only (self, g_value_get_boolean (value));
      break;
    case PROP_DRAFT:
    case PROP_HAS_CREDENTIAL:
    case PROP_EXPIRES_AT:
    case PROP_HAS_CLIENT:
    case PROP_CLIENT_ID:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  given);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, LUTHIER_TYPE_PROFILE,
                                                  given);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, LUTHIER_TYPE_PROFILE,
                                                readable);
  properties[PROP_HAS_CREDENTIAL] = g_param_spec_boolean ("has-credential", NULL, NULL, FALSE,
                                                          readable);
  properties[PROP_EXPIRES_AT] = g_param_spec_int64 ("expires-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                    readable);
  properties[PROP_HAS_CLIENT] = g_param_spec_boolean ("has-client", NULL, NULL, FALSE, readable);
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, NULL, readable);
  properties[PROP_SESSION_ONLY] = g_param_spec_boolean ("session-only", NULL, NULL, FALSE,
                                                        readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_enrolment_class_init (LuthierEnrolmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = luthier_enrolment_constructed;
  object_class->finalize = luthier_enrolment_finalize;
  object_class->get_property = luthier_enrolment_get_property;
  object_class->set_property = luthier_enrolment_set_property;
  install_properties (object_class);

  signals[OPEN_URI] = g_signal_new ("open-uri", LUTHIER_TYPE_ENROLMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
luthier_enrolment_init (LuthierEnrolment *self)
{
}

/**
 * luthier_enrolment_new:
 * @session: what gets the profile
 * @profile: (nullable): one of the session's, to be changed or signed in again
 *
 * Returns: (transfer full): an enrolment without a new credential
 */
LuthierEnrolment *
luthier_enrolment_new (LuthierSession *session, LuthierProfile *profile)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (session), NULL);

  return g_object_new (LUTHIER_TYPE_ENROLMENT, "session", session, "profile", profile, NULL);
}

/**
 * luthier_enrolment_get_draft:
 *
 * Returns: (transfer none): the profile as it will be saved; to be written to
 */
LuthierProfile *
luthier_enrolment_get_draft (LuthierEnrolment *self)
{
  g_return_val_if_fail (LUTHIER_IS_ENROLMENT (self), NULL);

  return self->draft;
}

/**
 * luthier_enrolment_get_has_credential:
 *
 * Returns: whether only the draft can still be missing something
 */
gboolean
luthier_enrolment_get_has_credential (LuthierEnrolment *self)
{
  g_return_val_if_fail (LUTHIER_IS_ENROLMENT (self), FALSE);

  return self->credential != NULL || self->profile != NULL;
}

/**
 * luthier_enrolment_get_expires_at:
 *
 * Returns: when the new credential ends, in microseconds since the epoch; 0 if it renews itself
 */
gint64
luthier_enrolment_get_expires_at (LuthierEnrolment *self)
{
  g_return_val_if_fail (LUTHIER_IS_ENROLMENT (self), 0);

  return self->credential != NULL ? luthier_credential_get_expires_at (self->credential) : 0;
}

gboolean
luthier_enrolment_get_has_client (LuthierEnrolment *self)
{
  g_return_val_if_fail (LUTHIER_IS_ENROLMENT (self), FALSE);

  return self->client != NULL;
}

/**
 * luthier_enrolment_get_client_id:
 *
 * Returns: (nullable): of the OAuth client that a sign-in would use; it is not a secret
 */
const char *
luthier_enrolment_get_client_id (LuthierEnrolment *self)
{
  g_return_val_if_fail (LUTHIER_IS_ENROLMENT (self), NULL);

  return self->client != NULL ? luthier_oauth_client_get_id (self->client) : NULL;
}

/**
 * luthier_enrolment_set_session_only:
 * @session_only: whether the secret is kept in memory until the program ends, and nowhere else
 */
void
luthier_enrolment_set_session_only (LuthierEnrolment *self, gboolean session_only)
{
  g_return_if_fail (LUTHIER_IS_ENROLMENT (self));

  session_only = !!session_only;
  if (self->session_only == session_only)
    return;

  self->session_only = session_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

/* (nullable) (transfer full): the APIs around tuning, as the new credential sees them. */
static LuthierCloud *
open_cloud (LuthierEnrolment *self, GError **error)
{
  g_autoptr (LuthierEndpoints) endpoints = luthier_enrolment_get_endpoints (self, error);
  g_autoptr (LuthierCredential) acting = NULL;
  g_autoptr (LuthierTokenSource) tokens = NULL;
  g_autoptr (LuthierHttpClient) http = NULL;
  const char *project = luthier_profile_get_project (self->draft);
  /* The project is what is looked for: what stands there now may be wrong. */
  const char *quota_project = luthier_profile_get_quota_project (self->draft);

  if (endpoints != NULL && self->credential != NULL)
    acting = luthier_session_secret_act (self->credential, self->draft, quota_project, endpoints,
                                         error);
  if (acting == NULL)
    return NULL;

  tokens = luthier_credential_open (acting, self->session->clock, self->session->random);
  http = luthier_http_client_new (self->session->clock, self->session->random, endpoints, tokens,
                                  quota_project);
  return luthier_cloud_new (http, project != NULL ? project : "");
}

/**
 * luthier_enrolment_list_projects:
 *
 * Returns: (transfer full) (nullable): the projects that the new credential may see; for a profile
 *   that keeps its credential, those that the open profile may see. %NULL if neither is there.
 */
LuthierListing *
luthier_enrolment_list_projects (LuthierEnrolment *self)
{
  g_autoptr (LuthierCloud) cloud = NULL;

  g_return_val_if_fail (LUTHIER_IS_ENROLMENT (self), NULL);

  cloud = open_cloud (self, NULL);
  if (cloud != NULL)
    return luthier_listing_new_for_cloud (cloud, LUTHIER_CHOICES_PROJECTS, NULL);
  if (self->profile != NULL && luthier_session_get_profile (self->session) == self->profile)
    return luthier_session_list (self->session, LUTHIER_CHOICES_PROJECTS, NULL);
  return NULL;
}

void
luthier_enrolment_open_uri (LuthierEnrolment *self, const char *uri)
{
  g_signal_emit (self, signals[OPEN_URI], 0, uri);
}
