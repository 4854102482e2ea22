/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-loopback-listener.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

/* A browser that does not take the page is not waited for any longer. */
#define DELIVERY_MS 5000

struct _LuthierLoopbackListener
{
  GObject parent_instance;

  SoupServer *server;  /* (owned) */
  LuthierClock *clock; /* (owned) */
  char *uri;           /* (owned) */
  char *host;          /* (owned): what the Host header must be */
  gboolean answered;
  SoupServerMessage *held; /* (owned) (nullable): waits for its page */
  guint delivery_id;       /* 0 = none */
};

G_DEFINE_FINAL_TYPE (LuthierLoopbackListener, luthier_loopback_listener, G_TYPE_OBJECT)

enum
{
  ANSWERED,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
let_go (LuthierLoopbackListener *self)
{
  if (self->delivery_id != 0)
    luthier_clock_remove (self->clock, self->delivery_id);
  self->delivery_id = 0;
  if (self->held != NULL)
    g_signal_handlers_disconnect_by_data (self->held, self);
  g_clear_object (&self->held);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

static void
close_now (LuthierLoopbackListener *self)
{
  g_autoptr (LuthierLoopbackListener) alive = g_object_ref (self);

  if (self->server == NULL)
    return;
  let_go (self);
  g_signal_emit (alive, signals[CLOSED], 0);
}

static gboolean
undelivered_cb (gpointer user_data)
{
  LuthierLoopbackListener *self = user_data;

  self->delivery_id = 0;
  close_now (self);
  return G_SOURCE_REMOVE;
}

static gboolean
closing_cb (gpointer user_data)
{
  close_now (LUTHIER_LOOPBACK_LISTENER (user_data));
  return G_SOURCE_REMOVE;
}

/* Not from within the signal, in which the server is still at work with the message. */
static void
close_soon (LuthierLoopbackListener *self)
{
  g_signal_handlers_disconnect_by_data (self->held, self);
  g_idle_add_full (G_PRIORITY_DEFAULT, closing_cb, g_object_ref (self), g_object_unref);
}

/* A page of another site can make a browser send requests here under another name. */
static gboolean
is_for_us (LuthierLoopbackListener *self, SoupServerMessage *message)
{
  const char *host = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Host");

  return g_strcmp0 (host, self->host) == 0;
}

static gboolean
is_answer (GHashTable *query)
{
  return query != NULL &&
         (g_hash_table_contains (query, "code") || g_hash_table_contains (query, "error"));
}

static void
hold (LuthierLoopbackListener *self, SoupServerMessage *message, GHashTable *query)
{
  self->answered = TRUE;
  self->held = g_object_ref (message);
  soup_server_message_pause (message);
  g_signal_emit (self, signals[ANSWERED], 0, query);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  LuthierLoopbackListener *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (!is_for_us (self, message))
    {
      luthier_sign_in_page_show (LUTHIER_SIGN_IN_PAGE_NOT_HERE, message, SOUP_STATUS_BAD_REQUEST);
    }
  else if (!g_str_equal (path, "/"))
    {
      luthier_sign_in_page_show (LUTHIER_SIGN_IN_PAGE_NOT_HERE, message, SOUP_STATUS_NOT_FOUND);
    }
  else if (soup_server_message_get_method (message) != SOUP_METHOD_GET)
    {
      luthier_sign_in_page_show (LUTHIER_SIGN_IN_PAGE_NOT_HERE, message,
                                 SOUP_STATUS_METHOD_NOT_ALLOWED);
      soup_message_headers_replace (headers, "Allow", "GET");
    }
  else if (self->answered)
    {
      luthier_sign_in_page_show (LUTHIER_SIGN_IN_PAGE_NOT_HERE, message, SOUP_STATUS_GONE);
    }
  else if (!is_answer (query))
    {
      luthier_sign_in_page_show (LUTHIER_SIGN_IN_PAGE_NOT_HERE, message, SOUP_STATUS_NOT_FOUND);
    }
  else
    {
      hold (self, message, query);
    }
}

static void
luthier_loopback_listener_finalize (GObject *object)
{
  LuthierLoopbackListener *self = LUTHIER_LOOPBACK_LISTENER (object);

  let_go (self);
  g_clear_object (&self->clock);
  g_free (self->uri);
  g_free (self->host);

  G_OBJECT_CLASS (luthier_loopback_listener_parent_class)->finalize (object);
}

static void
luthier_loopback_listener_class_init (LuthierLoopbackListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_loopback_listener_finalize;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_HASH_TABLE);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_loopback_listener_init (LuthierLoopbackListener *self)
{
}

/**
 * luthier_loopback_listener_new:
 * @clock: what the delivery of the last page is measured by
 * @error: return location for %LUTHIER_ERROR_FAILED
 *
 * Other paths, methods and hosts than those of a sign-in's end get an answer and end nothing.
 *
 * Returns: (transfer full): a listener on a free port
 */
LuthierLoopbackListener *
luthier_loopback_listener_new (LuthierClock *clock, GError **error)
{
  g_autoptr (LuthierLoopbackListener) self = NULL;
  g_autoptr (GError) cause = NULL;
  GSList *uris;

  g_return_val_if_fail (LUTHIER_IS_CLOCK (clock), NULL);

  self = g_object_new (LUTHIER_TYPE_LOOPBACK_LISTENER, NULL);
  self->clock = g_object_ref (clock);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &cause))
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
                   _ ("The answer of the browser cannot be waited for on this computer: %s"),
                   cause->message);
      return NULL;
    }
  uris = soup_server_get_uris (self->server);
  self->host = g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uris->data));
  self->uri = g_strconcat ("http://", self->host, NULL);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return g_steal_pointer (&self);
}

/**
 * luthier_loopback_listener_get_uri:
 * @self: a listener
 *
 * Returns: where the browser is to go in the end, without a final slash
 */
const char *
luthier_loopback_listener_get_uri (LuthierLoopbackListener *self)
{
  g_return_val_if_fail (LUTHIER_IS_LOOPBACK_LISTENER (self), NULL);

  return self->uri;
}

/**
 * luthier_loopback_listener_close:
 * @self: a listener
 * @page: what the browser shows in the end
 *
 * Answers whoever answered and closes the port once that is delivered.
 */
void
luthier_loopback_listener_close (LuthierLoopbackListener *self, LuthierSignInPage page)
{
  g_return_if_fail (LUTHIER_IS_LOOPBACK_LISTENER (self));

  self->answered = TRUE;
  if (self->held == NULL || soup_server_message_get_socket (self->held) == NULL)
    {
      close_now (self);
      return;
    }
  luthier_sign_in_page_show (page, self->held, SOUP_STATUS_OK);
  g_signal_connect_swapped (self->held, "finished", G_CALLBACK (close_soon), self);
  g_signal_connect_swapped (self->held, "disconnected", G_CALLBACK (close_soon), self);
  self->delivery_id = luthier_clock_add_timeout (self->clock, DELIVERY_MS, undelivered_cb, self,
                                                 NULL);
  soup_server_message_unpause (self->held);
}
