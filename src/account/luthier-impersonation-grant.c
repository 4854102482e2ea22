/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-impersonation-grant.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-fields.h"
#include "luthier-job-json.h"
#include "luthier-json-text.h"

#define LIFETIME        "3600s"
#define ACCOUNTS        "/serviceAccounts/"
#define METHOD          ":generateAccessToken"
#define DELEGATE_PREFIX "projects/-/serviceAccounts/"

struct _LuthierImpersonationGrant
{
  LuthierGrant parent_instance;

  char *uri;       /* (owned) */
  char *email;     /* (owned) */
  GStrv delegates; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierImpersonationGrant, luthier_impersonation_grant, LUTHIER_TYPE_GRANT)

static void
add_delegates (JsonBuilder *builder, const char *const *delegates)
{
  if (delegates == NULL || *delegates == NULL)
    return;
  json_builder_set_member_name (builder, "delegates");
  json_builder_begin_array (builder);
  for (; *delegates != NULL; delegates++)
    {
      g_autofree char *name = strchr (*delegates, '/') != NULL
                                  ? g_strdup (*delegates)
                                  : g_strconcat (DELEGATE_PREFIX, *delegates, NULL);

      json_builder_add_string_value (builder, name);
    }
  json_builder_end_array (builder);
}

static GBytes *
make_body (LuthierImpersonationGrant *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "scope");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, LUTHIER_GRANT_SCOPE);
  json_builder_end_array (builder);
  luthier_json_add_string (builder, "lifetime", LIFETIME);
  add_delegates (builder, (const char *const *) self->delegates);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  text = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
  return g_bytes_new_take (text, strlen (text));
}

static void
fetch (LuthierGrant *grant, GTask *task)
{
  LuthierImpersonationGrant *self = LUTHIER_IMPERSONATION_GRANT (grant);
  g_autoptr (GBytes) body = make_body (self);
  const LuthierHttpRequest request = {
    .method = SOUP_METHOD_POST,
    .uri = self->uri,
    .body = body,
    .content_type = "application/json",
    .policy = LUTHIER_HTTP_IDEMPOTENT,
    .authorized = TRUE,
  };

  luthier_grant_send (grant, task, &request);
}

static LuthierGranted *
read_reply (LuthierGrant *grant, const LuthierJsonValue *reply, const char *host, GError **error)
{
  const char *token = luthier_fields_get (reply, "accessToken");
  gint64 expires_at = luthier_timestamp_parse (luthier_fields_get (reply, "expireTime"));

  if (!luthier_fields_is_token (token) || expires_at <= 0)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                   _ ("%s answered without an access token"), host);
      return NULL;
    }
  return luthier_granted_new (token, expires_at,
                              luthier_clock_get_real_time (luthier_grant_get_clock (grant)));
}

static GError *
explain (LuthierGrant *grant, const GError *refusal)
{
  LuthierImpersonationGrant *self = LUTHIER_IMPERSONATION_GRANT (grant);

  /* Of the source: explained there. */
  if (g_error_matches (refusal, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED) ||
      g_error_matches (refusal, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL))
    return g_error_copy (refusal);

  switch (luthier_error_get_http_status (refusal))
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return luthier_grant_reword (refusal, LUTHIER_ERROR_SIGN_IN_NEEDED,
                                   _ ("The sign-in that is to act as %s is refused: %s"),
                                   self->email, refusal->message);
    case SOUP_STATUS_FORBIDDEN:
      return luthier_grant_reword (refusal, LUTHIER_ERROR_FORBIDDEN,
                                   _ ("Acting as %s is not permitted: %s. The role Service Account "
                                      "Token Creator on that account permits it"),
                                   self->email, refusal->message);
    default:
      return luthier_grant_reword (refusal, LUTHIER_ERROR_CREDENTIAL,
                                   _ ("Acting as %s is refused: %s"), self->email,
                                   refusal->message);
    }
}

static void
luthier_impersonation_grant_finalize (GObject *object)
{
  LuthierImpersonationGrant *self = LUTHIER_IMPERSONATION_GRANT (object);

  g_free (self->uri);
  g_free (self->email);
  g_strfreev (self->delegates);

  G_OBJECT_CLASS (luthier_impersonation_grant_parent_class)->finalize (object);
}

static void
luthier_impersonation_grant_class_init (LuthierImpersonationGrantClass *klass)
{
  LuthierGrantClass *grant_class = LUTHIER_GRANT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = luthier_impersonation_grant_finalize;
  grant_class->fetch = fetch;
  grant_class->read = read_reply;
  grant_class->explain = explain;
}

static void
luthier_impersonation_grant_init (LuthierImpersonationGrant *self)
{
}

static gboolean
is_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return g_str_equal (g_uri_get_scheme (uri), "http") ||
         ((g_ascii_strncasecmp (host, "iamcredentials.", strlen ("iamcredentials.")) == 0) &&
          g_str_has_suffix (host, ".googleapis.com"));
}

/**
 * luthier_impersonation_grant_read_uri:
 * @uri: where a token of another account is asked for
 * @field: the field of a file that names it
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL
 *
 * A token goes there, so that it must be the IAM Credentials API or, for a stand-in, http on
 * loopback.
 *
 * Returns: (transfer full): the e-mail address of that account
 */
char *
luthier_impersonation_grant_read_uri (const char *uri, const char *field, GError **error)
{
  g_autoptr (GUri) parsed = NULL;
  g_autofree char *email = NULL;
  const char *path;
  const char *start;

  if (!luthier_fields_check_uri (field, uri, error))
    return NULL;
  parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  if (!is_host (parsed))
    {
      luthier_fields_refuse (error, _ ("%s: “%s” is not a host of the IAM Credentials API"), field,
                             g_uri_get_host (parsed));
      return NULL;
    }
  path = g_uri_get_path (parsed);
  start = g_strrstr (path, ACCOUNTS);
  if (start != NULL && g_str_has_suffix (start, METHOD))
    email = g_strndup (start + strlen (ACCOUNTS), strlen (start) - strlen (ACCOUNTS METHOD));
  if (!luthier_fields_is_email (email) || strpbrk (email, "/?") != NULL)
    {
      luthier_fields_refuse (error, _ ("%s: does not name the service account to act as"), field);
      return NULL;
    }
  return g_steal_pointer (&email);
}

/**
 * luthier_impersonation_grant_new:
 * @source: whose right it is; a token that is refused is renewed once
 * @uri: as luthier_impersonation_grant_read_uri() accepts it
 * @delegates: (nullable): the accounts in between, by e-mail address or resource name
 * @quota_project: (nullable): what a person's request is counted against
 * @clock: what tokens expire by
 * @random: what waits are spread by
 *
 * Returns: (transfer full): the grant
 */
LuthierGrant *
luthier_impersonation_grant_new (LuthierTokenSource *source,
                                 const char *uri,
                                 const char *const *delegates,
                                 const char *quota_project,
                                 LuthierClock *clock,
                                 LuthierRandom *random)
{
  LuthierImpersonationGrant *self;
  g_autoptr (GUri) parsed = NULL;
  g_autofree char *base = NULL;
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierHttpClient) http = NULL;

  g_return_val_if_fail (LUTHIER_IS_TOKEN_SOURCE (source), NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  base = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (parsed), NULL, g_uri_get_host (parsed),
                     g_uri_get_port (parsed), "", NULL, NULL);
  endpoints = luthier_endpoints_new (base, NULL);
  http = luthier_http_client_new (clock, random, endpoints, source, quota_project);

  self = g_object_new (LUTHIER_TYPE_IMPERSONATION_GRANT, NULL);
  self->uri = g_strdup (uri);
  self->email = luthier_impersonation_grant_read_uri (uri, "", NULL);
  self->delegates = g_strdupv ((char **) delegates);
  luthier_grant_open (LUTHIER_GRANT (self), clock, random, http);
  return LUTHIER_GRANT (self);
}
