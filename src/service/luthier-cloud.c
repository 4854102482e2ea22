/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-cloud-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-service-request.h"

struct _LuthierCloud
{
  GObject parent_instance;

  LuthierHttpClient *http; /* (owned) */
  char *project;           /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierCloud, luthier_cloud, G_TYPE_OBJECT)

const char *
luthier_cloud_get_project (LuthierCloud *self)
{
  return self->project;
}

char *
luthier_cloud_escape (const char *segment)
{
  return g_uri_escape_string (segment, ":@", FALSE);
}

char *
luthier_cloud_get_uri (LuthierCloud *self, LuthierApi api, const char *path)
{
  g_autofree char *base = luthier_endpoints_get_base (
      luthier_http_client_get_endpoints (self->http), api);

  return g_strconcat (base, path, NULL);
}

char *
luthier_cloud_get_storage_uri (LuthierCloud *self, const char *rest)
{
  return luthier_service_storage_uri (self->http, rest);
}

/* Nothing here changes anything, so all may be repeated. */
void
luthier_cloud_send (
    GTask *task, const char *method, const char *uri, GBytes *body, GAsyncReadyCallback callback)
{
  LuthierCloud *self = g_task_get_source_object (task);

  luthier_service_request (self->http, task, method, uri, body, callback);
}

LuthierJson *
luthier_cloud_take_reply (GTask *task, GObject *source, GAsyncResult *result)
{
  GError *error = NULL;
  LuthierJson *reply = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result,
                                                             &error);

  if (reply == NULL)
    g_task_return_error (task, error);
  return reply;
}

static void
number_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LuthierJson) reply = luthier_cloud_take_reply (task, source, result);
  const char *name;

  if (reply == NULL)
    return;

  name = luthier_json_value_get_member_string (luthier_json_get_root (reply), "name");
  if (name != NULL && g_str_has_prefix (name, "projects/") &&
      g_ascii_string_to_unsigned (name + strlen ("projects/"), 10, 1, G_MAXUINT64, NULL, NULL))
    g_task_return_pointer (task, g_strdup (name + strlen ("projects/")), g_free);
  else
    g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY, "%s",
                             _ ("The answer does not hold the number of the project."));
}

static void
enabled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LuthierJson) reply = luthier_cloud_take_reply (task, source, result);

  if (reply != NULL)
    g_task_return_boolean (task, g_strcmp0 (luthier_json_value_get_member_string (
                                                luthier_json_get_root (reply), "state"),
                                            "ENABLED") == 0);
}

static void
luthier_cloud_finalize (GObject *object)
{
  LuthierCloud *self = LUTHIER_CLOUD (object);

  g_clear_object (&self->http);
  g_free (self->project);

  G_OBJECT_CLASS (luthier_cloud_parent_class)->finalize (object);
}

static void
luthier_cloud_class_init (LuthierCloudClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_cloud_finalize;
}

static void
luthier_cloud_init (LuthierCloud *self)
{
}

/**
 * luthier_cloud_new:
 * @http: the transport; it must know the endpoints
 * @project: whose buckets, keys and service accounts are listed; its id or number
 *
 * Returns: (transfer full): the APIs around that project
 */
LuthierCloud *
luthier_cloud_new (LuthierHttpClient *http, const char *project)
{
  LuthierCloud *self;

  g_return_val_if_fail (LUTHIER_IS_HTTP_CLIENT (http), NULL);
  g_return_val_if_fail (luthier_http_client_get_endpoints (http) != NULL, NULL);
  g_return_val_if_fail (project != NULL, NULL);

  self = g_object_new (LUTHIER_TYPE_CLOUD, NULL);
  self->http = g_object_ref (http);
  self->project = g_strdup (project);
  return self;
}

/**
 * luthier_cloud_get_project_number_async:
 * @self: a cloud
 * @cancellable: (nullable): a cancellable
 * @callback: called with the number
 * @user_data: data for @callback
 *
 * Needs the right resourcemanager.projects.get.
 */
void
luthier_cloud_get_project_number_async (LuthierCloud *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *project = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (LUTHIER_IS_CLOUD (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_cloud_get_project_number_async);
  project = luthier_cloud_escape (self->project);
  path = g_strconcat ("/v3/projects/", project, NULL);
  uri = luthier_cloud_get_uri (self, LUTHIER_API_RESOURCE_MANAGER, path);
  luthier_cloud_send (task, SOUP_METHOD_GET, uri, NULL, number_cb);
}

/**
 * luthier_cloud_get_project_number_finish:
 * @self: a cloud
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): decimal digits
 */
char *
luthier_cloud_get_project_number_finish (LuthierCloud *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_cloud_is_enabled_async:
 * @self: a cloud
 * @service: an API, such as "aiplatform.googleapis.com"
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: data for @callback
 *
 * Needs the right serviceusage.services.get.
 */
void
luthier_cloud_is_enabled_async (LuthierCloud *self,
                                const char *service,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *project = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (LUTHIER_IS_CLOUD (self));
  g_return_if_fail (service != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_cloud_is_enabled_async);
  project = luthier_cloud_escape (self->project);
  escaped = luthier_cloud_escape (service);
  path = g_strdup_printf ("/v1/projects/%s/services/%s", project, escaped);
  uri = luthier_cloud_get_uri (self, LUTHIER_API_SERVICE_USAGE, path);
  luthier_cloud_send (task, SOUP_METHOD_GET, uri, NULL, enabled_cb);
}

/**
 * luthier_cloud_is_enabled_finish:
 * @self: a cloud
 * @result: the result
 * @enabled: (out): whether it is enabled
 * @error: return location
 *
 * Returns: whether there was an answer
 */
gboolean
luthier_cloud_is_enabled_finish (LuthierCloud *self,
                                 GAsyncResult *result,
                                 gboolean *enabled,
                                 GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (enabled != NULL, FALSE);

  *enabled = g_task_propagate_boolean (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
