/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-cloud-private.h"
#include "luthier-error.h"
#include "luthier-json-text.h"

/* What is allowed, and what is of use. */

/* The first version of policies that shows their conditions. */
#define POLICY_VERSION 3

/* projects/P/locations/L/keyRings/R/cryptoKeys/K, each segment escaped; NULL if it is not that. */
static char *
escape_key (const char *name)
{
  static const char *const pattern[] = { "projects", NULL, "locations",  NULL,
                                         "keyRings", NULL, "cryptoKeys", NULL };
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  if (g_strv_length (parts) != G_N_ELEMENTS (pattern))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (pattern); i++)
    {
      char *escaped;

      if (pattern[i] != NULL ? !g_str_equal (parts[i], pattern[i]) : *parts[i] == '\0')
        return NULL;
      escaped = luthier_cloud_escape (parts[i]);
      g_free (parts[i]);
      parts[i] = escaped;
    }
  return g_strjoinv ("/", parts);
}

/* (transfer full): the address of the resource itself. */
static char *
get_resource_uri (LuthierCloud *self, LuthierResource resource, const char *name, GError **error)
{
  g_autofree char *escaped = resource == LUTHIER_RESOURCE_KEY ? escape_key (name)
                                                              : luthier_cloud_escape (name);
  g_autofree char *path = NULL;

  if (escaped == NULL)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                   _ ("“%s” is not the name of a key, such as "
                      "projects/P/locations/L/keyRings/R/cryptoKeys/K."),
                   name);
      return NULL;
    }

  switch (resource)
    {
    case LUTHIER_RESOURCE_BUCKET:
      path = g_strconcat ("b/", escaped, NULL);
      return luthier_cloud_get_storage_uri (self, path);
    case LUTHIER_RESOURCE_KEY:
      path = g_strconcat ("/v1/", escaped, NULL);
      return luthier_cloud_get_uri (self, LUTHIER_API_KMS, path);
    case LUTHIER_RESOURCE_SERVICE_ACCOUNT:
      /* The project is in the address; "-" lets the service find it. */
      path = g_strconcat ("/v1/projects/-/serviceAccounts/", escaped, NULL);
      return luthier_cloud_get_uri (self, LUTHIER_API_IAM, path);
    case LUTHIER_RESOURCE_PROJECT:
    default:
      path = g_strconcat ("/v3/projects/", escaped, NULL);
      return luthier_cloud_get_uri (self, LUTHIER_API_RESOURCE_MANAGER, path);
    }
}

/* (transfer full) (nullable): the address of a call on the resource; an error goes to the task. */
static char *
get_call_uri (GTask *task, LuthierResource resource, const char *name, const char *call)
{
  GError *error = NULL;
  g_autofree char *uri = get_resource_uri (g_task_get_source_object (task), resource, name, &error);

  if (uri != NULL)
    return g_strconcat (uri, call, NULL);
  g_task_return_error (task, error);
  return NULL;
}

static void
permissions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LuthierJson) reply = luthier_cloud_take_reply (task, source, result);
  g_autoptr (GStrvBuilder) held = NULL;
  const LuthierJsonValue *element;
  LuthierJsonIter iter;

  if (reply == NULL)
    return;

  held = g_strv_builder_new ();
  luthier_json_iter_init (
      &iter, luthier_json_value_get_member (luthier_json_get_root (reply), "permissions"));
  while (luthier_json_iter_next (&iter, NULL, &element))
    {
      const char *permission = luthier_json_value_get_string (element, NULL);

      if (permission != NULL)
        g_strv_builder_add (held, permission);
    }
  g_task_return_pointer (task, g_strv_builder_end (held), (GDestroyNotify) g_strfreev);
}

static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LuthierJson) reply = luthier_cloud_take_reply (task, source, result);

  if (reply != NULL)
    g_task_return_pointer (task, luthier_policy_new_from_json (luthier_json_get_root (reply)),
                           (GDestroyNotify) luthier_policy_free);
}

static void
account_usable_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LuthierJson) reply = luthier_cloud_take_reply (task, source, result);

  if (reply == NULL)
    return;

  if (luthier_json_value_get_boolean (
          luthier_json_value_get_member (luthier_json_get_root (reply), "disabled"), FALSE))
    g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_PRECONDITION,
                             _ ("The service account “%s” is disabled. Enable it or choose "
                                "another one."),
                             (const char *) g_task_get_task_data (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
key_usable_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LuthierJson) reply = luthier_cloud_take_reply (task, source, result);
  const LuthierJsonValue *root;
  const char *state;

  if (reply == NULL)
    return;

  root = luthier_json_get_root (reply);
  state = luthier_json_value_get_string (
      luthier_json_value_get_path (root, "primary", "state", NULL), NULL);
  if (g_strcmp0 (luthier_json_value_get_member_string (root, "purpose"), "ENCRYPT_DECRYPT") != 0)
    g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_PRECONDITION, "%s",
                             _ ("The key is not for symmetric encryption. Only a key whose "
                                "purpose is ENCRYPT_DECRYPT can be used."));
  else if (g_strcmp0 (state, "ENABLED") != 0)
    g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_PRECONDITION,
                             /* Translators: %s: a word of the service, such as DISABLED. */
                             _ ("The key’s primary version is not enabled (%s). Enable it or "
                                "choose another key."),
                             state != NULL ? state : _ ("there is none"));
  else
    g_task_return_boolean (task, TRUE);
}

static void
exists_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LuthierJson) reply = luthier_cloud_take_reply (task, source, result);

  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
}

static GBytes *
take_body (JsonBuilder *builder)
{
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  char *text = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);

  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_permissions_body (const char *const *permissions)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "permissions");
  json_builder_begin_array (builder);
  for (guint i = 0; permissions[i] != NULL; i++)
    json_builder_add_string_value (builder, permissions[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return take_body (builder);
}

static GBytes *
make_policy_body (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "options");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "requestedPolicyVersion");
  json_builder_add_int_value (builder, POLICY_VERSION);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return take_body (builder);
}

/* "?permissions=a&permissions=b" */
static void
append_permissions (GString *uri, const char *const *permissions)
{
  for (guint i = 0; permissions[i] != NULL; i++)
    {
      g_string_append (uri, i == 0 ? "?permissions=" : "&permissions=");
      g_string_append_uri_escaped (uri, permissions[i], NULL, FALSE);
    }
}

/**
 * luthier_cloud_test_permissions_async:
 * @self: a cloud
 * @resource: what kind of thing @name is
 * @name: which one
 * @permissions: (array zero-terminated=1): such as "aiplatform.tuningJobs.create"; no wildcards
 * @cancellable: (nullable): a cancellable
 * @callback: called with those that the caller has
 * @user_data: data for @callback
 *
 * Everybody may ask this about himself.
 */
void
luthier_cloud_test_permissions_async (LuthierCloud *self,
                                      LuthierResource resource,
                                      const char *name,
                                      const char *const *permissions,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  const gboolean is_bucket = resource == LUTHIER_RESOURCE_BUCKET;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *call_uri = NULL;
  g_autoptr (GString) uri = NULL;

  g_return_if_fail (LUTHIER_IS_CLOUD (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (permissions != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_cloud_test_permissions_async);
  call_uri = get_call_uri (task, resource, name,
                           is_bucket ? "/iam/testPermissions" : ":testIamPermissions");
  if (call_uri == NULL)
    return;
  uri = g_string_new (call_uri);
  if (is_bucket)
    append_permissions (uri, permissions);
  else
    body = make_permissions_body (permissions);
  luthier_cloud_send (task, is_bucket ? SOUP_METHOD_GET : SOUP_METHOD_POST, uri->str, body,
                      permissions_cb);
}

/**
 * luthier_cloud_test_permissions_finish:
 * @self: a cloud
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): those of the permissions that the caller has
 */
GStrv
luthier_cloud_test_permissions_finish (LuthierCloud *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_cloud_get_policy_async:
 * @self: a cloud
 * @resource: what kind of thing @name is
 * @name: which one
 * @cancellable: (nullable): a cancellable
 * @callback: called with the policy
 * @user_data: data for @callback
 *
 * Asks for a version of the policy in which conditions are seen. What is granted on a resource
 * above this one is not in it.
 */
void
luthier_cloud_get_policy_async (LuthierCloud *self,
                                LuthierResource resource,
                                const char *name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  /* The version is asked for in four ways. */
  static const struct
  {
    const char *method;
    const char *call;
  } calls[] = {
    [LUTHIER_RESOURCE_PROJECT] = { "POST", ":getIamPolicy" },
    [LUTHIER_RESOURCE_BUCKET] = { "GET", "/iam?optionsRequestedPolicyVersion=" G_STRINGIFY (
                                             POLICY_VERSION) },
    [LUTHIER_RESOURCE_KEY] = { "GET", ":getIamPolicy?options.requestedPolicyVersion=" G_STRINGIFY (
                                          POLICY_VERSION) },
    [LUTHIER_RESOURCE_SERVICE_ACCOUNT] = { "POST",
                                           ":getIamPolicy?options."
                                           "requestedPolicyVersion=" G_STRINGIFY (POLICY_VERSION) },
  };
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (LUTHIER_IS_CLOUD (self));
  g_return_if_fail ((guint) resource < G_N_ELEMENTS (calls));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_cloud_get_policy_async);
  uri = get_call_uri (task, resource, name, calls[resource].call);
  if (uri == NULL)
    return;
  if (resource == LUTHIER_RESOURCE_PROJECT)
    body = make_policy_body ();
  else if (resource == LUTHIER_RESOURCE_SERVICE_ACCOUNT)
    body = g_bytes_new_static ("", 0);
  luthier_cloud_send (task, calls[resource].method, uri, body, policy_cb);
}

/**
 * luthier_cloud_get_policy_finish:
 * @self: a cloud
 * @result: the result
 * @error: return location; %LUTHIER_ERROR_FORBIDDEN if the caller may not know
 *
 * Returns: (transfer full) (nullable): who has which role
 */
LuthierPolicy *
luthier_cloud_get_policy_finish (LuthierCloud *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_cloud_check_usable_async:
 * @self: a cloud
 * @resource: what kind of thing @name is
 * @name: which one
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: data for @callback
 *
 * A service account must be enabled; a key must be for symmetric encryption and have an enabled
 * primary version; anything else must be there.
 */
void
luthier_cloud_check_usable_async (LuthierCloud *self,
                                  LuthierResource resource,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  static const GAsyncReadyCallback checks[] = {
    [LUTHIER_RESOURCE_PROJECT] = exists_cb,
    [LUTHIER_RESOURCE_BUCKET] = exists_cb,
    [LUTHIER_RESOURCE_KEY] = key_usable_cb,
    [LUTHIER_RESOURCE_SERVICE_ACCOUNT] = account_usable_cb,
  };
  g_autoptr (GTask) task = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (LUTHIER_IS_CLOUD (self));
  g_return_if_fail ((guint) resource < G_N_ELEMENTS (checks));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_cloud_check_usable_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  uri = get_call_uri (task, resource, name, "");
  if (uri != NULL)
    luthier_cloud_send (task, SOUP_METHOD_GET, uri, NULL, checks[resource]);
}

/**
 * luthier_cloud_check_usable_finish:
 * @self: a cloud
 * @result: the result
 * @error: return location; %LUTHIER_ERROR_NOT_FOUND, or %LUTHIER_ERROR_PRECONDITION that says why
 *   it is of no use
 *
 * Returns: whether it can be used
 */
gboolean
luthier_cloud_check_usable_finish (LuthierCloud *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
