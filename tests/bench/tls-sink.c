/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* tls-sink CERTIFICATE KEY: speaks as much of the resumable protocol as an upload needs, over TLS, and
 * throws away what it gets. Prints its address once it listens; ends when its input does. */

#include <libsoup/soup.h>
#include <stdio.h>

static guint64 total; /* of the current object */
static guint64 kept;

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  kept += g_bytes_get_size (chunk);
}

static void
got_headers_cb (SoupServerMessage *message, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *range = soup_message_headers_get_one (headers, "Content-Range");
  const char *slash = range != NULL ? strchr (range, '/') : NULL;

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  if (slash != NULL)
    total = g_ascii_strtoull (slash + 1, NULL, 10);
  else
    total = (guint64) soup_message_headers_get_content_length (headers);
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), NULL);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}

static void
reply_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *text = NULL;

  if (g_str_equal (soup_server_message_get_method (message), SOUP_METHOD_POST))
    {
      kept = 0;
      soup_message_headers_replace (headers, "Location", "/upload/here?upload_id=1");
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
    }
  else if (kept < total)
    {
      text = g_strdup_printf ("bytes=0-%" G_GUINT64_FORMAT, kept - 1);
      soup_message_headers_replace (headers, "Range", text);
      soup_server_message_set_status (message, SOUP_STATUS_PERMANENT_REDIRECT, NULL);
    }
  else
    {
      text = g_strdup_printf ("{\"bucket\":\"b\",\"name\":\"n\",\"generation\":\"1\","
                              "\"size\":\"%" G_GUINT64_FORMAT "\"}",
                              kept);
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                        strlen (text));
    }
}

static gboolean
input_cb (GIOChannel *input, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  if (argc != 3)
    g_error ("usage: tls-sink CERTIFICATE KEY");
  certificate = g_tls_certificate_new_from_files (argv[1], argv[2], &error);
  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, reply_cb, NULL, NULL);
  g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY,
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  g_print ("https://localhost:%d\n", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fflush (stdout);
  g_io_add_watch (input, G_IO_HUP | G_IO_ERR | G_IO_IN, input_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
