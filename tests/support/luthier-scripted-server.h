/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>

#include "luthier-test.h"

/* A server on loopback that answers each path with what the test wrote down for it, and remembers
 * what it was asked. "{n}" in an answer is how many requests of its path there were. */
typedef struct
{
  SoupServer *server;
  char *base;
  GHashTable *replies;  /* path to "STATUS text" */
  GHashTable *counts;   /* path to the number of requests */
  GHashTable *requests; /* path to the body of its last request */
  GHashTable *headers;  /* "path name" to the value in its last request */
  char *date;           /* (nullable): of all answers */
  gboolean hold;
  GPtrArray *held; /* messages that get their answer later */
} LuthierScriptedServer;

static inline void
luthier_scripted_remember_cb (const char *name, const char *value, gpointer user_data)
{
  gpointer *closure = user_data;
  LuthierScriptedServer *self = closure[0];
  g_autofree char *lower = g_ascii_strdown (name, -1);

  g_hash_table_insert (self->headers, g_strconcat (closure[1], " ", lower, NULL), g_strdup (value));
}

static inline void
luthier_scripted_request_cb (SoupServer *server,
                             SoupServerMessage *message,
                             const char *path,
                             GHashTable *query,
                             gpointer user_data)
{
  LuthierScriptedServer *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *reply = g_hash_table_lookup (self->replies, path);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path)) + 1;
  gpointer closure[] = { self, (gpointer) path };
  g_autoptr (GString) number = g_string_new (NULL);
  g_autoptr (GString) answer = NULL;
  char *text = NULL;
  guint status;

  g_hash_table_insert (self->counts, g_strdup (path), GUINT_TO_POINTER (count));
  g_hash_table_insert (self->requests, g_strdup (path),
                       g_strndup (body->data != NULL ? body->data : "", (gsize) body->length));
  soup_message_headers_foreach (soup_server_message_get_request_headers (message),
                                luthier_scripted_remember_cb, closure);
  status = (guint) g_ascii_strtoull (reply != NULL ? reply : "404 ", &text, 10);
  g_string_printf (number, "%u", count);
  answer = g_string_new (text + 1);
  g_string_replace (answer, "{n}", number->str, 0);
  if (self->date != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date",
                                  self->date);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer->str,
                                    answer->len);
  if (self->hold)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
    }
}

static inline LuthierScriptedServer *
luthier_scripted_server_new (void)
{
  LuthierScriptedServer *self = g_new0 (LuthierScriptedServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->replies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, luthier_scripted_request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

static inline void
luthier_scripted_server_say (LuthierScriptedServer *self,
                             const char *path,
                             guint status,
                             const char *text)
{
  g_hash_table_insert (self->replies, g_strdup (path), g_strdup_printf ("%u %s", status, text));
}

static inline guint
luthier_scripted_server_count (LuthierScriptedServer *self, const char *path)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path));
}

/* Of the last request: its body, a field of its form, a header (in lower case). */
static inline const char *
luthier_scripted_server_body (LuthierScriptedServer *self, const char *path)
{
  return g_hash_table_lookup (self->requests, path);
}

static inline char *
luthier_scripted_server_field (LuthierScriptedServer *self, const char *path, const char *name)
{
  g_autoptr (GHashTable) form = soup_form_decode (g_hash_table_lookup (self->requests, path));

  return g_strdup (g_hash_table_lookup (form, name));
}

static inline const char *
luthier_scripted_server_header (LuthierScriptedServer *self, const char *path, const char *name)
{
  g_autofree char *key = g_strconcat (path, " ", name, NULL);

  return g_hash_table_lookup (self->headers, key);
}

static inline void
luthier_scripted_server_let_go (LuthierScriptedServer *self)
{
  self->hold = FALSE;
  for (guint i = 0; i < self->held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (self->held, i));
  g_ptr_array_set_size (self->held, 0);
}

static inline void
luthier_scripted_server_free (LuthierScriptedServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->held);
  g_hash_table_unref (self->replies);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->requests);
  g_hash_table_unref (self->headers);
  g_free (self->base);
  g_free (self->date);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierScriptedServer, luthier_scripted_server_free)
