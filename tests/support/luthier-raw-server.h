/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-test.h"

/* A server on loopback that answers every request with the very bytes that the test wrote down,
 * HTTP or not, and then with one block for ever, or with the end of the connection. */
typedef struct
{
  GSocketService *service;
  char *base;
  GBytes *answer;
  GBytes *block; /* (nullable): repeated until the other side hangs up */
  guint requests;
  char *request;         /* (nullable): the last one's head */
  GCancellable *leaving; /* what is still written ends with the test */
  guint n_open;
} LuthierRawServer;

typedef struct
{
  LuthierRawServer *server;
  GSocketConnection *connection;
  GString *head;
  char buffer[4096];
} LuthierRawCall;

static inline void
luthier_raw_call_end (LuthierRawCall *self)
{
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  g_object_unref (self->connection);
  g_string_free (self->head, TRUE);
  self->server->n_open--;
  g_free (self);
}

static inline void luthier_raw_call_write (LuthierRawCall *self, GBytes *bytes);

static inline void
luthier_raw_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierRawCall *self = user_data;
  GBytes *block = self->server->block;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL) &&
      block != NULL)
    luthier_raw_call_write (self, block);
  else
    luthier_raw_call_end (self);
}

static inline void
luthier_raw_call_write (LuthierRawCall *self, GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                                   data, size, G_PRIORITY_DEFAULT, self->server->leaving,
                                   luthier_raw_written_cb, self);
}

static inline void luthier_raw_call_read (LuthierRawCall *self);

static inline void
luthier_raw_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierRawCall *self = user_data;
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (count <= 0)
    {
      luthier_raw_call_end (self);
      return;
    }
  g_string_append_len (self->head, self->buffer, count);
  if (strstr (self->head->str, "\r\n\r\n") == NULL)
    {
      luthier_raw_call_read (self);
      return;
    }
  self->server->requests++;
  g_free (self->server->request);
  self->server->request = g_strdup (self->head->str);
  luthier_raw_call_write (self, self->server->answer);
}

static inline void
luthier_raw_call_read (LuthierRawCall *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                             self->buffer, sizeof self->buffer, G_PRIORITY_DEFAULT,
                             self->server->leaving, luthier_raw_read_cb, self);
}

static inline gboolean
luthier_raw_incoming_cb (LuthierRawServer *self, GSocketConnection *connection)
{
  LuthierRawCall *call = g_new0 (LuthierRawCall, 1);

  call->server = self;
  call->connection = g_object_ref (connection);
  call->head = g_string_new (NULL);
  self->n_open++;
  luthier_raw_call_read (call);
  return TRUE;
}

static inline void
luthier_raw_server_say (LuthierRawServer *self, gconstpointer answer, gsize size)
{
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = g_bytes_new (answer, size);
}

/* A whole answer of success. */
static inline void
luthier_raw_server_say_json (LuthierRawServer *self, const char *text, gsize size)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT
                                           "\r\nConnection: close\r\n\r\n",
                                           size);
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  g_byte_array_append (answer, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (answer, (const guint8 *) text, (guint) size);
  luthier_raw_server_say (self, answer->data, answer->len);
}

static inline LuthierRawServer *
luthier_raw_server_new (void)
{
  LuthierRawServer *self = g_new0 (LuthierRawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  self->service = g_socket_service_new ();
  self->leaving = g_cancellable_new ();
  self->answer = g_bytes_new_static ("", 0);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any_port, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  self->base = g_strdup_printf ("http://127.0.0.1:%u",
                                g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  g_signal_connect_swapped (self->service, "incoming", G_CALLBACK (luthier_raw_incoming_cb), self);
  return self;
}

static inline void
luthier_raw_server_free (LuthierRawServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->leaving);
  luthier_test_wait_until (self->n_open == 0);
  g_object_unref (self->service);
  g_object_unref (self->leaving);
  g_bytes_unref (self->answer);
  g_clear_pointer (&self->block, g_bytes_unref);
  g_free (self->request);
  g_free (self->base);
  g_free (self);
}
