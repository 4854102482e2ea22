/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-storage.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-json-text.h"
#include "luthier-resource-name.h"
#include "luthier-service-request.h"

/* For one part, however slow the line. */
#define READ_DEADLINE_MS (5 * 60 * 1000)

struct _LuthierStorage
{
  GObject parent_instance;

  LuthierHttpClient *http; /* (owned) */
  char *project;           /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierStorage, luthier_storage, G_TYPE_OBJECT)

/* An object's name is one segment of the path: its slashes are escaped too. */
static char *
get_object_uri (LuthierStorage *self, const char *bucket, const char *name)
{
  g_autofree char *escaped_bucket = g_uri_escape_string (bucket, NULL, FALSE);
  g_autofree char *escaped_name = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *rest = g_strdup_printf ("b/%s/o/%s", escaped_bucket, escaped_name);

  return luthier_service_storage_uri (self->http, rest);
}

static void
stat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const LuthierStorageObject *asked = g_task_get_task_data (task);
  GError *error = NULL;
  LuthierStorageObject *object = NULL;
  g_autoptr (LuthierJson) reply = NULL;

  reply = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  if (reply != NULL)
    object = luthier_storage_object_new_from_json (luthier_json_get_root (reply), asked->bucket,
                                                   asked->name, &error);
  if (object != NULL)
    g_task_return_pointer (task, object, (GDestroyNotify) luthier_storage_object_free);
  else
    g_task_return_error (task, error);
}

/* For calls whose answer says no more than "done". */
static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) reply = NULL;

  reply = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  gsize wanted = GPOINTER_TO_SIZE (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = luthier_http_client_send_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  if (bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_bytes_get_size (bytes) != wanted)
    g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                             _ ("The storage service sent another part than it was asked for"));
  else
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
}

static GBytes *
make_bucket_body (const char *bucket, const char *location)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, bucket);
  json_builder_set_member_name (builder, "location");
  json_builder_add_string_value (builder, location);
  json_builder_set_member_name (builder, "iamConfiguration");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "uniformBucketLevelAccess");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "enabled");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  node = json_builder_get_root (builder);
  text = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
  return g_bytes_new_take (text, strlen (text));
}

static void
luthier_storage_finalize (GObject *object)
{
  LuthierStorage *self = LUTHIER_STORAGE (object);

  g_clear_object (&self->http);
  g_free (self->project);

  G_OBJECT_CLASS (luthier_storage_parent_class)->finalize (object);
}

static void
luthier_storage_class_init (LuthierStorageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_storage_finalize;
}

static void
luthier_storage_init (LuthierStorage *self)
{
}

/**
 * luthier_storage_new:
 * @http: the transport; it must know the endpoints
 * @project: where new buckets belong
 *
 * Returns: (transfer full): the storage of that project
 */
LuthierStorage *
luthier_storage_new (LuthierHttpClient *http, const char *project)
{
  LuthierStorage *self;

  g_return_val_if_fail (LUTHIER_IS_HTTP_CLIENT (http), NULL);
  g_return_val_if_fail (luthier_http_client_get_endpoints (http) != NULL, NULL);
  g_return_val_if_fail (project != NULL, NULL);

  self = g_object_new (LUTHIER_TYPE_STORAGE, NULL);
  self->http = g_object_ref (http);
  self->project = g_strdup (project);
  return self;
}

/**
 * luthier_storage_get_http:
 * @self: a storage
 *
 * Returns: (transfer none): its transport
 */
LuthierHttpClient *
luthier_storage_get_http (LuthierStorage *self)
{
  g_return_val_if_fail (LUTHIER_IS_STORAGE (self), NULL);

  return self->http;
}

/**
 * luthier_storage_make_bucket_async:
 * @self: a storage
 * @bucket: the name, unique in the world
 * @location: a region, or a multi-region such as "US"
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is made
 * @user_data: data for @callback
 *
 * Makes a bucket whose rights are those of the bucket as a whole.
 */
void
luthier_storage_make_bucket_async (LuthierStorage *self,
                                   const char *bucket,
                                   const char *location,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *project = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (LUTHIER_IS_STORAGE (self));
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (location != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_storage_make_bucket_async);
  project = g_uri_escape_string (self->project, NULL, FALSE);
  rest = g_strconcat ("b?project=", project, NULL);
  uri = luthier_service_storage_uri (self->http, rest);
  body = make_bucket_body (bucket, location);
  luthier_service_request (self->http, task, SOUP_METHOD_POST, uri, body, done_cb);
}

/**
 * luthier_storage_make_bucket_finish:
 * @self: a storage
 * @result: the result
 * @error: return location; %LUTHIER_ERROR_CONFLICT if the name is taken
 *
 * Returns: whether the bucket was made
 */
gboolean
luthier_storage_make_bucket_finish (LuthierStorage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * luthier_storage_stat_async:
 * @self: a storage
 * @gs_uri: gs://bucket/object
 * @cancellable: (nullable): a cancellable
 * @callback: called with what is known of it
 * @user_data: data for @callback
 *
 * Asks for the metadata of one object.
 */
void
luthier_storage_stat_async (LuthierStorage *self,
                            const char *gs_uri,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LuthierStorageObject *asked;
  g_autofree char *uri = NULL;

  g_return_if_fail (LUTHIER_IS_STORAGE (self));
  g_return_if_fail (gs_uri != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_storage_stat_async);
  asked = g_new0 (LuthierStorageObject, 1);
  g_task_set_task_data (task, asked, (GDestroyNotify) luthier_storage_object_free);
  if (!luthier_gs_uri_parse (gs_uri, &asked->bucket, &asked->name))
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                               _ ("“%s” is not an address such as gs://bucket/object"), gs_uri);
      return;
    }
  uri = get_object_uri (self, asked->bucket, asked->name);
  luthier_service_request (self->http, task, SOUP_METHOD_GET, uri, NULL, stat_cb);
}

/**
 * luthier_storage_stat_finish:
 * @self: a storage
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): what the service knows of the object
 */
LuthierStorageObject *
luthier_storage_stat_finish (LuthierStorage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_storage_read_async:
 * @self: a storage
 * @object: which object, and which generation of it
 * @offset: of the first byte
 * @length: how many bytes, not 0; at most some megabytes
 * @cancellable: (nullable): a cancellable
 * @callback: called with the bytes
 * @user_data: data for @callback
 *
 * Reads a part of an object as it is stored. It is of the generation that @object names, or
 * %LUTHIER_ERROR_NOT_FOUND if there is another one meanwhile.
 */
void
luthier_storage_read_async (LuthierStorage *self,
                            const LuthierStorageObject *object,
                            guint64 offset,
                            gsize length,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *range = NULL;

  g_return_if_fail (LUTHIER_IS_STORAGE (self));
  g_return_if_fail (object != NULL);
  g_return_if_fail (length > 0 && length <= LUTHIER_JSON_MAX_SIZE);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_storage_read_async);
  g_task_set_task_data (task, GSIZE_TO_POINTER (length), NULL);
  path = get_object_uri (self, object->bucket, object->name);
  uri = g_strdup_printf ("%s?alt=media&generation=%" G_GINT64_FORMAT, path, object->generation);
  range = g_strdup_printf ("bytes=%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, offset,
                           offset + length - 1);
  luthier_http_client_send_async (
      self->http,
      &(LuthierHttpRequest){
          .method = SOUP_METHOD_GET,
          .uri = uri,
          .headers = (const char *const[]){ "Range", range, "Accept-Encoding", "identity", NULL },
          .policy = LUTHIER_HTTP_IDEMPOTENT,
          .authorized = TRUE,
          .deadline_ms = READ_DEADLINE_MS,
      },
      cancellable, read_cb, g_steal_pointer (&task));
}

/**
 * luthier_storage_read_finish:
 * @self: a storage
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): as many bytes as were asked for
 */
GBytes *
luthier_storage_read_finish (LuthierStorage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_storage_delete_async:
 * @self: a storage
 * @object: which object, and which generation of it
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is gone
 * @user_data: data for @callback
 *
 * Deletes one generation: what somebody else has put in its place meanwhile stays.
 */
void
luthier_storage_delete_async (LuthierStorage *self,
                              const LuthierStorageObject *object,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (LUTHIER_IS_STORAGE (self));
  g_return_if_fail (object != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_storage_delete_async);
  path = get_object_uri (self, object->bucket, object->name);
  uri = g_strdup_printf ("%s?generation=%" G_GINT64_FORMAT, path, object->generation);
  luthier_service_request (self->http, task, SOUP_METHOD_DELETE, uri, NULL, done_cb);
}

/**
 * luthier_storage_delete_finish:
 * @self: a storage
 * @result: the result
 * @error: return location
 *
 * Returns: whether it was deleted
 */
gboolean
luthier_storage_delete_finish (LuthierStorage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
