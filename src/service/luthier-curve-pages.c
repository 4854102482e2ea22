/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curve-pages.h"

#include <glib/gi18n.h>

#include "luthier-curve-reply.h"
#include "luthier-error.h"
#include "luthier-service-request.h"

/* No job has so many series. */
#define MAX_PAGES 20
/* It becomes part of an address. */
#define MAX_TOKEN 8192

typedef struct
{
  LuthierHttpClient *http; /* (owned) */
  char *uri;               /* (owned) */
  GPtrArray *pages;        /* (owned) of LuthierJson */
} Walk;

static void
walk_free (Walk *walk)
{
  g_object_unref (walk->http);
  g_free (walk->uri);
  g_clear_pointer (&walk->pages, g_ptr_array_unref);
  g_free (walk);
}

static void ask_for_page (GTask *task, const char *page_token);

static void
take_page (GTask *task, LuthierJson *page)
{
  Walk *walk = g_task_get_task_data (task);
  const LuthierJsonValue *token = luthier_json_value_get_member (luthier_json_get_root (page),
                                                                 "nextPageToken");
  const char *text = luthier_json_value_get_string (token, NULL);

  g_ptr_array_add (walk->pages, luthier_json_ref (page));
  if (text == NULL || *text == '\0')
    g_task_return_pointer (task, g_steal_pointer (&walk->pages),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (walk->pages->len >= MAX_PAGES || strlen (text) > MAX_TOKEN)
    g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                             _ ("The list of curves does not end"));
  else
    ask_for_page (task, text);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (LuthierJson)
      page = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result, &error);

  if (page != NULL && luthier_curve_reply_check (page, &error))
    take_page (task, page);
  else
    g_task_return_error (task, error);
}

static void
ask_for_page (GTask *task, const char *page_token)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GString) uri = g_string_new (walk->uri);

  if (page_token != NULL)
    {
      g_string_append (uri, "&pageToken=");
      g_string_append_uri_escaped (uri, page_token, NULL, FALSE);
    }
  luthier_service_request (walk->http, task, "GET", uri->str, NULL, page_cb);
}

void
luthier_curve_pages_async (LuthierHttpClient *http,
                           const char *uri,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Walk *walk = g_new0 (Walk, 1);

  walk->http = g_object_ref (http);
  walk->uri = g_strdup (uri);
  walk->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_json_unref);
  g_task_set_source_tag (task, luthier_curve_pages_async);
  g_task_set_task_data (task, walk, (GDestroyNotify) walk_free);
  ask_for_page (task, NULL);
}

GPtrArray *
luthier_curve_pages_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
