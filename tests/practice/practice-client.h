/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>

#include "luthier-json.h"
#include "luthier-manual-clock.h"
#include "luthier-practice.h"
#include "luthier-test.h"

#define CLIENT_NOW (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)

/* A practice service on a port of its own and somebody who talks to it. */
typedef struct
{
  LuthierClock *clock;       /* (owned) */
  LuthierPractice *practice; /* (owned) */
  SoupSession *session;      /* (owned) */
  char *folder;              /* (owned): of the state file */
  char *state_file;          /* (owned) */
} Client;

/* What has come back. */
typedef struct
{
  guint status;
  SoupMessage *message; /* (owned) */
  GBytes *body;         /* (owned) (nullable) */
  LuthierJson *json;    /* (owned) (nullable): of the body, if it is JSON */
  GError *error;        /* (owned) (nullable) */
} Reply;

static inline void
reply_free (Reply *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, luthier_json_unref);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

static inline void
client_start_with_token (Client *self, const char *token)
{
  g_autoptr (GError) error = NULL;

  self->practice = luthier_practice_new (self->clock, "acme-ml", token, self->state_file, 1,
                                         &error);
  g_assert_no_error (error);
  luthier_practice_objects_make_bucket (luthier_practice_get_objects (self->practice),
                                        "acme-tuning", "us-central1");
  luthier_practice_listen (self->practice, 0, &error);
  g_assert_no_error (error);
}

static inline void
client_start (Client *self)
{
  client_start_with_token (self, NULL);
}

static inline void
client_stop (Client *self)
{
  soup_session_abort (self->session);
  luthier_practice_close (self->practice);
  luthier_test_wait_until (!g_main_context_pending (NULL));
  g_clear_object (&self->practice);
}

/* As after a crash: the same state, another process. */
static inline void
client_restart (Client *self)
{
  client_stop (self);
  client_start (self);
}

static inline void
client_set_up (Client *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->clock = luthier_manual_clock_new (CLIENT_NOW);
  self->session = soup_session_new ();
  soup_session_set_timeout (self->session, 20);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  self->folder = g_dir_make_tmp ("practice-XXXXXX", &error);
  g_assert_no_error (error);
  self->state_file = g_build_filename (self->folder, "state", NULL);
  client_start (self);
}

static inline void
client_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        client_remove_folder (child);
      else
        remove (child);
    }
  remove (path);
}

static inline void
client_tear_down (Client *self, gconstpointer data)
{
  client_stop (self);
  client_remove_folder (self->folder);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_free (self->folder);
  g_free (self->state_file);
}

static inline void
client_situation (Client *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  luthier_practice_add_situation (self->practice, text, &error);
  g_assert_no_error (error);
}

/* where: a path, or a whole URI. */
static inline SoupMessage *
client_new_message (Client *self, const char *method, const char *where)
{
  g_autofree char *uri = g_str_has_prefix (where, "http:")
                             ? g_strdup (where)
                             : g_strconcat (luthier_practice_get_base_url (self->practice), where,
                                            NULL);
  SoupMessage *message = soup_message_new (method, uri);

  g_assert_nonnull (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* On a used connection libsoup sends once more by itself what a broken connection swallowed. */
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  return message;
}

/* Takes the message. */
static inline Reply *
client_send (Client *self, SoupMessage *message)
{
  Reply *reply = g_new0 (Reply, 1);
  g_autoptr (GAsyncResult) result = NULL;

  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL,
                                    luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  reply->message = message;
  reply->body = soup_session_send_and_read_finish (self->session, result, &reply->error);
  reply->status = reply->body != NULL ? (guint) soup_message_get_status (message) : 0;
  if (reply->body != NULL && g_bytes_get_size (reply->body) > 0)
    reply->json = luthier_json_parse (reply->body, NULL);
  return reply;
}

/* body: (nullable). Then names and values of headers. */
static inline Reply *
client_call (Client *self, const char *method, const char *where, GBytes *body, ...)
{
  SoupMessage *message = client_new_message (self, method, where);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char *name;
  va_list pairs;

  soup_message_headers_replace (headers, "Authorization", "Bearer practice");
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, NULL, body);
  va_start (pairs, body);
  while ((name = va_arg (pairs, const char *)) != NULL)
    soup_message_headers_replace (headers, name, va_arg (pairs, const char *));
  va_end (pairs);
  return client_send (self, message);
}

static inline Reply *
client_get (Client *self, const char *where)
{
  return client_call (self, "GET", where, NULL, NULL);
}

static inline Reply *
client_post (Client *self, const char *where, const char *json)
{
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

  return client_call (self, "POST", where, body, "Content-Type", "application/json", NULL);
}

static inline const char *
reply_header (Reply *self, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (self->message), name);
}

/* A text at a path of members; numbers in it are list indices. NULL: not there. */
static inline const LuthierJsonValue *
reply_value (Reply *self, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  const LuthierJsonValue *value = self->json != NULL ? luthier_json_get_root (self->json) : NULL;

  for (guint i = 0; names[i] != NULL; i++)
    value = g_ascii_isdigit (names[i][0])
                ? luthier_json_value_get_element (value, (guint) atoi (names[i]))
                : luthier_json_value_get_member (value, names[i]);
  return value;
}

static inline const char *
reply_text (Reply *self, const char *path)
{
  return luthier_json_value_get_string (reply_value (self, path), NULL);
}

#define assert_status(reply, expected)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_no_error ((reply)->error);                                                            \
    if ((reply)->status != (expected))                                                             \
      g_error ("%s:%d: status %u: %.*s", __FILE__, __LINE__, (reply)->status,                      \
               (int) g_bytes_get_size ((reply)->body),                                             \
               (const char *) g_bytes_get_data ((reply)->body, NULL));                             \
  }                                                                                                \
  G_STMT_END

/* Bytes that are everywhere different, the same for the same seed. */
static inline GBytes *
client_make_bytes (gsize size, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint8 *data = g_malloc (size + 4);

  for (gsize i = 0; i < size; i += 4)
    {
      guint32 number = g_rand_int (rand);

      memcpy (data + i, &number, 4);
    }
  return g_bytes_new_take (data, size);
}
