/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz-http.h"

#include "luthier-error.h"

/* Between one answer and the next. */
#define SEPARATOR 0x1e

struct _LuthierHttpClient
{
  GObject parent_instance;

  LuthierClock *clock;         /* (owned) */
  LuthierEndpoints *endpoints; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierHttpClient, luthier_http_client, G_TYPE_OBJECT)

static const guint8 *answers;
static gsize answers_size;
static guint n_answered;

static void
luthier_http_client_finalize (GObject *object)
{
  LuthierHttpClient *self = LUTHIER_HTTP_CLIENT (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->endpoints);

  G_OBJECT_CLASS (luthier_http_client_parent_class)->finalize (object);
}

static void
luthier_http_client_class_init (LuthierHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_http_client_finalize;
}

static void
luthier_http_client_init (LuthierHttpClient *self)
{
}

LuthierHttpClient *
luthier_http_client_new (LuthierClock *clock,
                         LuthierRandom *random,
                         LuthierEndpoints *endpoints,
                         LuthierTokenSource *tokens,
                         const char *quota_project)
{
  LuthierHttpClient *self = g_object_new (LUTHIER_TYPE_HTTP_CLIENT, NULL);

  self->clock = g_object_ref (clock);
  g_set_object (&self->endpoints, endpoints);
  return self;
}

LuthierClock *
luthier_http_client_get_clock (LuthierHttpClient *self)
{
  return self->clock;
}

LuthierRandom *
luthier_http_client_get_random (LuthierHttpClient *self)
{
  return NULL;
}

LuthierEndpoints *
luthier_http_client_get_endpoints (LuthierHttpClient *self)
{
  return self->endpoints;
}

LuthierTokenSource *
luthier_http_client_get_tokens (LuthierHttpClient *self)
{
  return NULL;
}

const char *
luthier_http_client_get_quota_project (LuthierHttpClient *self)
{
  return NULL;
}

gint64
luthier_http_client_get_skew (LuthierHttpClient *self)
{
  return 0;
}

void
fuzz_http_answer (const guint8 *data, gsize size)
{
  answers = data;
  answers_size = size;
  n_answered = 0;
}

guint
fuzz_http_get_n_answered (void)
{
  return n_answered;
}

void
fuzz_http_run (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* (transfer full) (nullable): NULL, and an error, unless the next answer is a success. */
static GBytes *
take_answer (GError **error)
{
  const guint8 *end = answers_size > 0 ? memchr (answers, SEPARATOR, answers_size) : NULL;
  gsize length = end != NULL ? (gsize) (end - answers) : answers_size;
  g_autoptr (GBytes) body = NULL;
  guint8 status;

  if (length == 0)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT,
                           "nothing more is answered");
      return NULL;
    }
  n_answered++;
  status = answers[0];
  body = g_bytes_new (answers + 1, length - 1);
  answers += MIN (length + 1, answers_size);
  answers_size -= MIN (length + 1, answers_size);
  if (status == '4' || status == '0')
    {
      const gboolean is_gone = status == '0';

      g_propagate_error (error, luthier_error_new_from_reply (is_gone ? 404 : 400,
                                                              is_gone ? "Not Found" : "Bad Request",
                                                              body, NULL, NULL));
      return NULL;
    }
  return g_steal_pointer (&body);
}

/* No answer leads to where a token must not go. */
static void
look_at_request (LuthierHttpClient *self, const LuthierHttpRequest *request)
{
  fuzz_assert (g_utf8_validate (request->uri, -1, NULL));
  fuzz_assert (strpbrk (request->uri, " \r\n") == NULL);
  fuzz_assert (!request->authorized || self->endpoints == NULL ||
               luthier_endpoints_is_trusted (self->endpoints, request->uri));
}

void
luthier_http_client_send_async (LuthierHttpClient *self,
                                const LuthierHttpRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  GBytes *body = take_answer (&error);

  look_at_request (self, request);
  if (body != NULL)
    g_task_return_pointer (task, body, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

GBytes *
luthier_http_client_send_finish (LuthierHttpClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
luthier_http_client_send_json_async (LuthierHttpClient *self,
                                     const LuthierHttpRequest *request,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  g_autoptr (GBytes) body = take_answer (&error);
  LuthierJson *json = NULL;

  look_at_request (self, request);
  if (body != NULL && g_bytes_get_size (body) == 0 && !g_str_equal (request->method, "GET"))
    json = luthier_json_parse_text ("{}", -1, &error);
  else if (body != NULL)
    json = luthier_json_parse (body, &error);
  if (json != NULL)
    g_task_return_pointer (task, json, (GDestroyNotify) luthier_json_unref);
  else
    g_task_return_error (task, error);
}

LuthierJson *
luthier_http_client_send_json_finish (LuthierHttpClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
