/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-vertex-tuning.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-job-json.h"
#include "luthier-resource-name.h"

#define PAGE_SIZE 100
/* It becomes part of an address. */
#define MAX_TOKEN 8192

/* v1beta1 says more of a job, v1 is there to stay. */
#define NEWEST "v1beta1"
#define STABLE "v1"

struct _LuthierVertexTuning
{
  GObject parent_instance;

  LuthierHttpClient *http; /* (owned) */
  char *project;           /* (owned) */
  gboolean stable_only;    /* the newest version was refused where the stable one was not */
};

static void tuning_service_iface_init (LuthierTuningServiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierVertexTuning,
                               luthier_vertex_tuning,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LUTHIER_TYPE_TUNING_SERVICE,
                                                      tuning_service_iface_init))

/* A read that may be repeated through the stable version: {base}/{version}/{path}{query}. */
typedef struct
{
  char *base;  /* (owned) */
  char *path;  /* (owned): from "projects/" on */
  char *query; /* (owned): "" or from "?" on, for either version */
  char *mask;  /* (owned) (nullable): "&fields=...", for the newest version only */
  gboolean stable;
} Read;

static void
read_free (Read *read)
{
  g_free (read->base);
  g_free (read->path);
  g_free (read->query);
  g_free (read->mask);
  g_free (read);
}

static char *
get_base (LuthierVertexTuning *self, const char *location)
{
  return luthier_endpoints_get_tuning_base (luthier_http_client_get_endpoints (self->http),
                                            location);
}

static char *
get_jobs_path (LuthierVertexTuning *self, const char *region)
{
  g_autofree char *project = g_uri_escape_string (self->project, ":", FALSE);
  g_autofree char *location = g_uri_escape_string (region, NULL, FALSE);

  return g_strdup_printf ("projects/%s/locations/%s/tuningJobs", project, location);
}

/* The host and the path of a job; FALSE if the name is not a job's. */
static gboolean
locate_job (LuthierVertexTuning *self, const char *name, char **base, char **path, GError **error)
{
  g_autoptr (LuthierResourceName) parsed = luthier_resource_name_parse (name);
  g_autofree char *project = NULL;
  g_autofree char *location = NULL;
  g_autofree char *id = NULL;

  if (parsed == NULL || g_strcmp0 (parsed->collection, "tuningJobs") != 0)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                   _ ("“%s” is not the name of a tuning job"), name);
      return FALSE;
    }
  project = g_uri_escape_string (parsed->project, ":", FALSE);
  location = g_uri_escape_string (parsed->location, NULL, FALSE);
  id = g_uri_escape_string (parsed->id, NULL, FALSE);
  *base = get_base (self, parsed->location);
  *path = g_strdup_printf ("projects/%s/locations/%s/tuningJobs/%s", project, location, id);
  return TRUE;
}

/* What the newest version does not know here (yet, or any more): a path or a field. */
static gboolean
is_refused_version (const GError *error)
{
  return g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND) ||
         g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID) ||
         luthier_error_get_http_status (error) == SOUP_STATUS_NOT_IMPLEMENTED;
}

static void send_read (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierVertexTuning *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  LuthierJson *json;

  json = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  if (json != NULL)
    {
      /* One list that only the stable version answers tells of all others. */
      if (read->stable && read->mask != NULL)
        self->stable_only = TRUE;
      g_task_return_pointer (task, json, (GDestroyNotify) luthier_json_unref);
      return;
    }
  if (read->stable || !is_refused_version (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  read->stable = TRUE;
  send_read (g_steal_pointer (&task));
}

static void
send_read (GTask *task)
{
  LuthierVertexTuning *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);
  g_autofree char *uri = g_strdup_printf ("%s/%s/%s%s%s", read->base,
                                          read->stable ? STABLE : NEWEST, read->path, read->query,
                                          read->stable || !read->mask ? "" : read->mask);
  LuthierHttpRequest request = {
    .method = SOUP_METHOD_GET,
    .uri = uri,
    .policy = LUTHIER_HTTP_IDEMPOTENT,
    .authorized = TRUE,
  };

  luthier_http_client_send_json_async (self->http, &request, g_task_get_cancellable (task), read_cb,
                                       task);
}

static LuthierTuningAbilities
get_abilities (LuthierTuningService *service)
{
  return LUTHIER_TUNING_CAN_CREATE | LUTHIER_TUNING_CAN_CANCEL | LUTHIER_TUNING_HAS_REGIONS;
}

static char *
get_create_uri (LuthierTuningService *service, const char *region)
{
  LuthierVertexTuning *self = LUTHIER_VERTEX_TUNING (service);
  g_autofree char *base = get_base (self, region);
  g_autofree char *path = get_jobs_path (self, region);

  return g_strdup_printf ("%s/%s/%s", base, STABLE, path);
}

static void
list_async (LuthierTuningService *service,
            const char *region,
            const char *page_token,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  LuthierVertexTuning *self = LUTHIER_VERTEX_TUNING (service);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GString) query = g_string_new (NULL);
  g_autofree char *fields = g_uri_escape_string (
      "nextPageToken,tuningJobs(" LUTHIER_JOB_SUMMARY_FIELDS ")", ",()/", FALSE);
  Read *read = g_new0 (Read, 1);

  g_task_set_source_tag (task, list_async);
  g_string_printf (query, "?pageSize=%d", PAGE_SIZE);
  if (page_token != NULL)
    {
      g_string_append (query, "&pageToken=");
      g_string_append_uri_escaped (query, page_token, NULL, FALSE);
    }
  read->base = get_base (self, region);
  read->path = get_jobs_path (self, region);
  read->query = g_string_free (g_steal_pointer (&query), FALSE);
  read->mask = g_strconcat ("&fields=", fields, NULL);
  read->stable = self->stable_only;
  g_task_set_task_data (task, read, (GDestroyNotify) read_free);
  send_read (g_steal_pointer (&task));
}

static gboolean
is_absent_or (const LuthierJsonValue *object, const char *member, LuthierJsonKind kind)
{
  const LuthierJsonKind is = luthier_json_value_get_kind (
      luthier_json_value_get_member (object, member));

  return is == LUTHIER_JSON_ABSENT || is == LUTHIER_JSON_NULL || is == kind;
}

/* An empty list is an object with nothing in it. Whoever takes something else for one believes that
 * all jobs are gone. */
static gboolean
is_page (const LuthierJsonValue *root)
{
  const LuthierJsonValue *token = luthier_json_value_get_member (root, "nextPageToken");

  return luthier_json_value_get_kind (root) == LUTHIER_JSON_OBJECT &&
         luthier_json_value_get_length (token) <= MAX_TOKEN &&
         luthier_json_value_get_member (root, "error") == NULL &&
         is_absent_or (root, "tuningJobs", LUTHIER_JSON_ARRAY) &&
         is_absent_or (root, "nextPageToken", LUTHIER_JSON_STRING);
}

static LuthierJobPage *
list_finish (LuthierTuningService *service, GAsyncResult *result, GError **error)
{
  g_autoptr (LuthierJson) reply = NULL;
  LuthierJobPage *page;
  const char *token;

  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  reply = g_task_propagate_pointer (G_TASK (result), error);
  if (reply == NULL)
    return NULL;
  if (!is_page (luthier_json_get_root (reply)))
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                           _ ("The answer of the service is not a list of jobs"));
      return NULL;
    }

  token = luthier_json_value_get_member_string (luthier_json_get_root (reply), "nextPageToken");
  page = g_new0 (LuthierJobPage, 1);
  page->reply = g_steal_pointer (&reply);
  if (token != NULL && *token != '\0')
    page->next_page_token = g_strdup (token);
  return page;
}

static void
get_async (LuthierTuningService *service,
           const char *name,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  LuthierVertexTuning *self = LUTHIER_VERTEX_TUNING (service);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  Read *read = g_new0 (Read, 1);

  g_task_set_source_tag (task, get_async);
  g_task_set_task_data (task, read, (GDestroyNotify) read_free);
  read->query = g_strdup ("");
  read->stable = self->stable_only;
  if (locate_job (self, name, &read->base, &read->path, &error))
    send_read (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static LuthierJson *
get_finish (LuthierTuningService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  LuthierJson *json;

  json = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  if (json != NULL)
    g_task_return_pointer (task, json, (GDestroyNotify) luthier_json_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
post (GTask *task, const char *uri, GBytes *body, LuthierHttpPolicy policy)
{
  LuthierVertexTuning *self = g_task_get_source_object (task);
  LuthierHttpRequest request = {
    .method = SOUP_METHOD_POST,
    .uri = uri,
    .body = body,
    .content_type = "application/json; charset=UTF-8",
    .policy = policy,
    .authorized = TRUE,
  };

  /* The client has already weighed a late cancellation against the outcome. */
  g_task_set_check_cancellable (task, FALSE);
  luthier_http_client_send_json_async (self->http, &request, g_task_get_cancellable (task),
                                       posted_cb, g_object_ref (task));
}

static void
create_async (LuthierTuningService *service,
              const char *region,
              GBytes *body,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  g_autofree char *uri = get_create_uri (service, region);

  g_task_set_source_tag (task, create_async);
  post (task, uri, body, LUTHIER_HTTP_ONCE);
}

static LuthierJson *
create_finish (LuthierTuningService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cancel_async (LuthierTuningService *service,
              const char *name,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  LuthierVertexTuning *self = LUTHIER_VERTEX_TUNING (service);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  g_task_set_source_tag (task, cancel_async);
  if (!locate_job (self, name, &base, &path, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  uri = g_strdup_printf ("%s/%s/%s:cancel", base, STABLE, path);
  post (task, uri, body, LUTHIER_HTTP_IDEMPOTENT);
}

static gboolean
cancel_finish (LuthierTuningService *service, GAsyncResult *result, GError **error)
{
  g_autoptr (LuthierJson) reply = NULL;

  g_return_val_if_fail (g_task_is_valid (result, service), FALSE);

  reply = g_task_propagate_pointer (G_TASK (result), error);
  return reply != NULL;
}

static void
tuning_service_iface_init (LuthierTuningServiceInterface *iface)
{
  iface->get_abilities = get_abilities;
  iface->list_async = list_async;
  iface->list_finish = list_finish;
  iface->get_async = get_async;
  iface->get_finish = get_finish;
  iface->create_async = create_async;
  iface->create_finish = create_finish;
  iface->cancel_async = cancel_async;
  iface->cancel_finish = cancel_finish;
  iface->get_create_uri = get_create_uri;
}

static void
luthier_vertex_tuning_finalize (GObject *object)
{
  LuthierVertexTuning *self = LUTHIER_VERTEX_TUNING (object);

  g_clear_object (&self->http);
  g_free (self->project);

  G_OBJECT_CLASS (luthier_vertex_tuning_parent_class)->finalize (object);
}

static void
luthier_vertex_tuning_class_init (LuthierVertexTuningClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_vertex_tuning_finalize;
}

static void
luthier_vertex_tuning_init (LuthierVertexTuning *self)
{
}

/**
 * luthier_vertex_tuning_new:
 * @http: the transport; it must know the endpoints
 * @project: id or number of the project whose jobs these are
 *
 * Returns: (transfer full): the tuningJobs API of that project
 */
LuthierTuningService *
luthier_vertex_tuning_new (LuthierHttpClient *http, const char *project)
{
  LuthierVertexTuning *self;

  g_return_val_if_fail (LUTHIER_IS_HTTP_CLIENT (http), NULL);
  g_return_val_if_fail (luthier_http_client_get_endpoints (http) != NULL, NULL);
  g_return_val_if_fail (project != NULL, NULL);

  self = g_object_new (LUTHIER_TYPE_VERTEX_TUNING, NULL);
  self->http = g_object_ref (http);
  self->project = g_strdup (project);
  return LUTHIER_TUNING_SERVICE (self);
}
