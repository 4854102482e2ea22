/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>
#include <sys/socket.h>

#include "luthier-test.h"

/* A server on loopback that plays, in the process of the test, the situation that its path
 * names: /gzip, /unavailable, /reset-before, ... A situation strikes as often as "strikes" says,
 * then all is well. */
typedef struct
{
  SoupServer *server;
  char *base;
  guint strikes;
  guint requests;
  char *token;         /* what /unauthorized takes */
  char *elsewhere;     /* where /redirect points */
  char *authorization; /* of the last request, or NULL */
  char *quota_project;
  char *body;
  GPtrArray *held; /* messages that get no answer */
  GArray *drips;   /* ids of sources that answer slowly */
} LuthierFaultServer;

#define LUTHIER_FAULT_ALWAYS G_MAXUINT

static inline void
luthier_fault_reply (SoupServerMessage *message, guint status, const char *type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

/* An abortive close: the other side sees a reset, not an end. */
static inline void
luthier_fault_reset (SoupServerMessage *message)
{
  const struct linger now = { 1, 0 };
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr (GIOStream) connection = NULL;

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &now, sizeof now);
  connection = soup_server_message_steal_connection (message);
  g_io_stream_close (connection, NULL, NULL);
}

static inline void
luthier_fault_cut_cb (SoupServerMessage *message, gpointer user_data)
{
  luthier_fault_reset (message);
}

static inline gboolean
luthier_fault_drip_cb (gpointer connection)
{
  /* Whoever listened may be gone. */
  g_output_stream_write (g_io_stream_get_output_stream (connection), " ", 1, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

/* A blank now and then, for ever: what a limit for each read never notices. */
static inline void
luthier_fault_drip (LuthierFaultServer *self, SoupServerMessage *message)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
  GIOStream *connection = soup_server_message_steal_connection (message);
  guint id = g_timeout_add_full (G_PRIORITY_DEFAULT, 10, luthier_fault_drip_cb, connection,
                                 g_object_unref);

  g_output_stream_write (g_io_stream_get_output_stream (connection), head, strlen (head), NULL,
                         NULL);
  g_array_append_val (self->drips, id);
}

static inline GBytes *
luthier_fault_compress (const char *text)
{
  g_autoptr (GConverter)
      converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);

  g_assert_true (g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static inline void
luthier_fault_reply_gzip (SoupServerMessage *message)
{
  g_autoptr (GBytes) bytes = luthier_fault_compress ("{\"answer\":\"packed\"}");

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Content-Encoding", "gzip");
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A little more than any answer may have, from one small block. */
static inline void
luthier_fault_reply_huge (SoupServerMessage *message)
{
  g_autofree char *block = g_strnfill (1024 * 1024, ' ');
  g_autoptr (GBytes) bytes = g_bytes_new (block, 1024 * 1024);

  soup_server_message_set_status (message, 200, NULL);
  for (guint i = 0; i < 65; i++)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

static inline void
luthier_fault_cut (SoupServerMessage *message)
{
  luthier_fault_reply (message, 200, "application/json", "{\"answer\":");
  soup_message_headers_set_content_length (soup_server_message_get_response_headers (message),
                                           1000);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (luthier_fault_cut_cb), NULL);
}

static inline void
luthier_fault_play (LuthierFaultServer *self, SoupServerMessage *message, const char *situation)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (g_str_equal (situation, "unavailable"))
    luthier_fault_reply (message, 503, "text/html", "<h1>later</h1>");
  else if (g_str_equal (situation, "timeout"))
    luthier_fault_reply (message, 408, "text/plain", "too slow");
  else if (g_str_equal (situation, "internal"))
    luthier_fault_reply (message, 500, "application/json", "{\"error\":{\"code\":500}}");
  else if (g_str_equal (situation, "retry-after"))
    {
      soup_message_headers_replace (headers, "Retry-After", "7");
      luthier_fault_reply (message, 503, "text/plain", "later");
    }
  else if (g_str_equal (situation, "busy"))
    luthier_fault_reply (message, 429, "application/json",
                         "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":"
                         "\"Quota exceeded.\",\"details\":[{\"@type\":\"type.googleapis.com/"
                         "google.rpc.RetryInfo\",\"retryDelay\":\"30s\"}]}}");
  else if (g_str_equal (situation, "refused"))
    luthier_fault_reply (message, 400, "application/json",
                         "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":"
                         "\"No such model.\"}}");
  else if (g_str_equal (situation, "redirect"))
    soup_server_message_set_redirect (message, 302, self->elsewhere);
  else if (g_str_equal (situation, "garbage"))
    luthier_fault_reply (message, 200, "application/json", "<html>not JSON</html>");
  else if (g_str_equal (situation, "bad-gzip"))
    {
      soup_message_headers_replace (headers, "Content-Encoding", "gzip");
      luthier_fault_reply (message, 200, "application/json", "this is not packed");
    }
  else if (g_str_equal (situation, "empty"))
    soup_server_message_set_status (message, 200, NULL);
  else if (g_str_equal (situation, "huge"))
    luthier_fault_reply_huge (message);
  else if (g_str_equal (situation, "gzip"))
    luthier_fault_reply_gzip (message);
  else if (g_str_equal (situation, "drip"))
    luthier_fault_drip (self, message);
  else if (g_str_equal (situation, "silent"))
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
    }
  else if (g_str_equal (situation, "reset-before"))
    luthier_fault_reset (message);
  else if (g_str_equal (situation, "reset-after"))
    luthier_fault_cut (message);
  else
    luthier_fault_reply (message, 200, "application/json", "{\"answer\":\"ok\"}");
}

static inline gboolean
luthier_fault_is_unauthorized (LuthierFaultServer *self)
{
  g_autofree char *expected = g_strconcat ("Bearer ", self->token, NULL);

  return g_strcmp0 (self->authorization, expected) != 0;
}

static inline void
luthier_fault_request_cb (SoupServer *server,
                          SoupServerMessage *message,
                          const char *path,
                          GHashTable *query,
                          gpointer user_data)
{
  LuthierFaultServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *situation = path + 1;

  self->requests++;
  g_free (self->authorization);
  g_free (self->quota_project);
  g_free (self->body);
  self->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  self->quota_project = g_strdup (soup_message_headers_get_one (headers, "x-goog-user-project"));
  self->body = body->length > 0 ? g_strndup (body->data, (gsize) body->length) : NULL;

  if (g_str_equal (situation, "unauthorized") && luthier_fault_is_unauthorized (self))
    {
      luthier_fault_reply (message, 401, "application/json", "{\"error\":{\"code\":401}}");
      return;
    }
  if (self->requests > self->strikes)
    situation = "ok";
  luthier_fault_play (self, message, situation);
}

static inline LuthierFaultServer *
luthier_fault_server_new (void)
{
  LuthierFaultServer *self = g_new0 (LuthierFaultServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->drips = g_array_new (FALSE, FALSE, sizeof (guint));
  self->strikes = LUTHIER_FAULT_ALWAYS;
  soup_server_add_handler (self->server, NULL, luthier_fault_request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

static inline char *
luthier_fault_server_uri (LuthierFaultServer *self, const char *situation)
{
  return g_strconcat (self->base, "/", situation, NULL);
}

static inline void
luthier_fault_server_free (LuthierFaultServer *self)
{
  for (guint i = 0; i < self->drips->len; i++)
    g_source_remove (g_array_index (self->drips, guint, i));
  g_array_unref (self->drips);
  g_ptr_array_unref (self->held);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->base);
  g_free (self->token);
  g_free (self->elsewhere);
  g_free (self->authorization);
  g_free (self->quota_project);
  g_free (self->body);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierFaultServer, luthier_fault_server_free)
