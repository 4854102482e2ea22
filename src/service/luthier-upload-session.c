/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload-session.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-http-failure.h"
#include "luthier-http-message.h"

#define USER_AGENT        "Luthier/0.1"
#define CONTENT_TYPE      "application/jsonl"
#define METADATA          "{\"contentType\":\"" CONTENT_TYPE "\"}"
#define READ_TIMEOUT_S    30
#define ABANDON_TIMEOUT_S 5
#define MAX_REPLY_SIZE    (1024 * 1024)

struct _LuthierUploadSession
{
  SoupSession *soup;           /* (owned) */
  LuthierEndpoints *endpoints; /* (owned) */
  char *bucket;                /* (owned) */
  char *name;                  /* (owned) */
  guint64 size;
  gint64 generation; /* what is replaced, 0 = nothing */
  char *uri; /* (owned) (nullable): as good as a password for this one object; never logged */

  LuthierUploadProgress progress; /* (nullable) */
  gpointer progress_data;
  GBytes *body;    /* (unowned) (nullable): of the current request, if it is a part of the file */
  guint64 written; /* of it */
};

static gboolean
is_success (guint status)
{
  return status == SOUP_STATUS_OK || status == SOUP_STATUS_CREATED;
}

static void
wrote_body_data_cb (SoupMessage *message, guint count, gpointer user_data)
{
  LuthierUploadSession *self = user_data;

  self->written += count;
  if (self->progress != NULL)
    self->progress (self->written, self->progress_data);
}

static void
wrote_headers_cb (SoupMessage *message, gpointer user_data)
{
  LuthierUploadSession *self = user_data;

  /* Also when the session repeats a request by itself. */
  self->written = 0;
}

/* The session repeats by itself what a closed connection swallowed, but not the body, which it has
 * read to its end. */
static void
restarted_cb (SoupMessage *message, gpointer user_data)
{
  LuthierUploadSession *self = user_data;

  if (self->body != NULL)
    soup_message_set_request_body_from_bytes (message, CONTENT_TYPE, self->body);
}

static GBytes *
read_all (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  guint8 buffer[8192];
  gssize count;

  while ((count = g_input_stream_read (stream, buffer, sizeof buffer, cancellable, error)) > 0)
    {
      if (body->len + (gsize) count > MAX_REPLY_SIZE)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                               _ ("The answer is too large"));
          return NULL;
        }
      g_byte_array_append (body, buffer, (guint) count);
    }
  return count == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&body)) : NULL;
}

static void
send (LuthierUploadSession *self,
      SoupMessage *message,
      GCancellable *cancellable,
      LuthierUploadReply *reply)
{
  g_autoptr (GInputStream) stream = NULL;
  gint64 begun = g_get_monotonic_time ();

  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), self);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), self);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), self);
  stream = soup_session_send (self->soup, message, cancellable, &reply->error);
  if (stream != NULL)
    reply->body = read_all (stream, cancellable, &reply->error);
  if (reply->body != NULL)
    reply->status = soup_message_get_status (message);
  g_signal_handlers_disconnect_by_data (message, self);

  g_debug ("%s of an upload to %s: %s (%u) after %" G_GINT64_FORMAT " ms",
           soup_message_get_method (message), self->bucket,
           reply->error != NULL ? reply->error->message : "answered", reply->status,
           (g_get_monotonic_time () - begun) / 1000);
}

static void
forget_address (LuthierUploadSession *self)
{
  if (self->uri != NULL)
    explicit_bzero (self->uri, strlen (self->uri));
  g_clear_pointer (&self->uri, g_free);
}

/* What a request to the session's own address led to. */
static void
judge (LuthierUploadSession *self,
       SoupMessage *message,
       const LuthierUploadReply *reply,
       LuthierUploadAnswer *answer)
{
  luthier_upload_answer_judge (answer, message, reply, self->bucket, self->name, self->size);
  if (is_success (reply->status) || answer->verdict == LUTHIER_UPLOAD_GONE)
    forget_address (self);
}

/* Takes the address if file contents may go there. */
static gboolean
take_address (LuthierUploadSession *self, GUri *uri)
{
  g_autofree char *text = g_uri_to_string (uri);

  if (!luthier_endpoints_check_uri (text, NULL))
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https") &&
      !luthier_endpoints_is_trusted (self->endpoints, text))
    return FALSE;
  forget_address (self);
  self->uri = g_steal_pointer (&text);
  return TRUE;
}

/* Takes the address that the service gave. */
static gboolean
open_session (LuthierUploadSession *self, SoupMessage *message)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                       "Location");
  g_autoptr (GUri) uri = NULL;

  if (location == NULL)
    return FALSE;
  uri = g_uri_parse_relative (soup_message_get_uri (message), location, SOUP_HTTP_URI_FLAGS, NULL);
  return uri != NULL && take_address (self, uri);
}

static char *
get_start_uri (LuthierUploadSession *self)
{
  g_autofree char *base = luthier_endpoints_get_storage_base (self->endpoints);
  g_autofree char *bucket = g_uri_escape_string (self->bucket, NULL, FALSE);
  g_autofree char *name = g_uri_escape_string (self->name, NULL, FALSE);

  /* Generation 0: what is there already is never overwritten. */
  return g_strdup_printf ("%s/upload/storage/v1/b/%s/o?uploadType=resumable&name=%s"
                          "&ifGenerationMatch=%" G_GINT64_FORMAT,
                          base, bucket, name, self->generation);
}

static SoupMessage *
make_start_message (LuthierUploadSession *self, const char *token, const char *quota_project)
{
  g_autofree char *uri = get_start_uri (self);
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, self->size);
  g_autoptr (GBytes) metadata = g_bytes_new_static (METADATA, strlen (METADATA));
  SoupMessage *message = soup_message_new (SOUP_METHOD_POST, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_set_request_body_from_bytes (message, "application/json; charset=UTF-8", metadata);
  soup_message_headers_replace (headers, "X-Upload-Content-Type", CONTENT_TYPE);
  soup_message_headers_replace (headers, "X-Upload-Content-Length", size);
  if (luthier_endpoints_is_trusted (self->endpoints, uri))
    luthier_http_message_authorize (message, token, quota_project);
  return message;
}

/* range: what of the file this is, as in "bytes 0-9/100". */
static SoupMessage *
make_put_message (LuthierUploadSession *self, GBytes *bytes, const char *range)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_PUT, self->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, CONTENT_TYPE, bytes);
  else
    soup_message_headers_set_content_length (headers, 0);
  soup_message_headers_replace (headers, "Content-Range", range);
  return message;
}

/**
 * luthier_upload_session_new:
 * @endpoints: where storage is, and what may be told the token
 * @bucket: the bucket
 * @name: the object to be
 * @size: its size in bytes
 *
 * Must be used and freed on the thread that made it.
 *
 * Returns: (transfer full): a session that is not open yet
 */
LuthierUploadSession *
luthier_upload_session_new (LuthierEndpoints *endpoints,
                            const char *bucket,
                            const char *name,
                            guint64 size)
{
  LuthierUploadSession *self = g_new0 (LuthierUploadSession, 1);

  self->endpoints = g_object_ref (endpoints);
  self->bucket = g_strdup (bucket);
  self->name = g_strdup (name);
  self->size = size;
  self->soup = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", READ_TIMEOUT_S,
                                              NULL);
  soup_session_remove_feature_by_type (self->soup, SOUP_TYPE_AUTH_MANAGER);
  return self;
}

/**
 * luthier_upload_session_free:
 * @self: (transfer full): a session
 */
void
luthier_upload_session_free (LuthierUploadSession *self)
{
  soup_session_abort (self->soup);
  g_clear_object (&self->soup);
  g_clear_object (&self->endpoints);
  g_free (self->bucket);
  g_free (self->name);
  forget_address (self);
  g_free (self);
}

/**
 * luthier_upload_session_set_progress:
 * @self: a session
 * @function: called while a body is sent, often
 * @user_data: data for @function
 */
void
luthier_upload_session_set_progress (LuthierUploadSession *self,
                                     LuthierUploadProgress function,
                                     gpointer user_data)
{
  self->progress = function;
  self->progress_data = user_data;
}

/**
 * luthier_upload_session_is_open:
 * @self: a session
 *
 * Returns: whether the service gave it an address that it still knows
 */
gboolean
luthier_upload_session_is_open (LuthierUploadSession *self)
{
  return self->uri != NULL;
}

/**
 * luthier_upload_session_set_generation:
 * @self: a session that is not open yet
 * @generation: which generation of the object is replaced; 0 if there is to be none
 */
void
luthier_upload_session_set_generation (LuthierUploadSession *self, gint64 generation)
{
  self->generation = generation;
}

static GUri *
get_base (LuthierUploadSession *self)
{
  g_autofree char *base = luthier_endpoints_get_storage_base (self->endpoints);

  return g_uri_parse (base, SOUP_HTTP_URI_FLAGS, NULL);
}

/**
 * luthier_upload_session_dup_capability:
 * @self: a session
 *
 * An address at the usual place is given without its origin: a service on this computer has another
 * port the next time, and somebody else may have that one.
 *
 * Returns: (transfer full) (nullable): what luthier_upload_session_resume() takes; %NULL if it is
 *   not open. A secret.
 */
char *
luthier_upload_session_dup_capability (LuthierUploadSession *self)
{
  g_autoptr (GUri) base = get_base (self);
  g_autoptr (GUri) uri = NULL;

  if (self->uri == NULL)
    return NULL;
  uri = g_uri_parse (self->uri, SOUP_HTTP_URI_FLAGS, NULL);
  if (g_strcmp0 (g_uri_get_scheme (uri), g_uri_get_scheme (base)) != 0 ||
      g_strcmp0 (g_uri_get_host (uri), g_uri_get_host (base)) != 0 ||
      g_uri_get_port (uri) != g_uri_get_port (base) ||
      /* Without a host this would be one. */
      g_str_has_prefix (g_uri_get_path (uri), "//"))
    return g_strdup (self->uri);
  return g_uri_join (G_URI_FLAGS_ENCODED, NULL, NULL, NULL, -1, g_uri_get_path (uri),
                     g_uri_get_query (uri), NULL);
}

/**
 * luthier_upload_session_resume:
 * @self: a session
 * @capability: of a session that was opened before
 *
 * Opens the session without asking the service, which may have forgotten it.
 *
 * Returns: whether it is open; if not, file contents may not go to that address
 */
gboolean
luthier_upload_session_resume (LuthierUploadSession *self, const char *capability)
{
  g_autoptr (GUri) base = get_base (self);
  g_autoptr (GUri) uri = g_uri_parse_relative (base, capability, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && take_address (self, uri);
}

/**
 * luthier_upload_session_start:
 * @self: a session
 * @token: (nullable): a bearer token
 * @quota_project: (nullable): the project that the request is counted against
 * @cancellable: (nullable): a cancellable
 * @answer: (out): what came of it
 *
 * Asks for an upload of an object that does not exist yet, or of the next generation of one.
 */
void
luthier_upload_session_start (LuthierUploadSession *self,
                              const char *token,
                              const char *quota_project,
                              GCancellable *cancellable,
                              LuthierUploadAnswer *answer)
{
  g_autoptr (SoupMessage) message = make_start_message (self, token, quota_project);
  g_auto (LuthierUploadReply) reply = { 0 };

  forget_address (self);
  *answer = (LuthierUploadAnswer){ .delay_ms = -1 };
  send (self, message, cancellable, &reply);
  if (!is_success (reply.status))
    luthier_upload_answer_judge_failure (answer, message, &reply);
  else if (open_session (self, message))
    answer->verdict = LUTHIER_UPLOAD_KEPT;
  else
    luthier_upload_answer_take_error (
        answer, LUTHIER_UPLOAD_REFUSED,
        g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                             _ ("The storage service did not say where to send the file")));
}

/**
 * luthier_upload_session_put:
 * @self: an open session
 * @offset: where in the file @bytes begin
 * @bytes: a part, not empty; a multiple of 256 KiB unless it is the last
 * @crc32c: (nullable): of the whole file, with the last part: the service refuses what differs
 * @cancellable: (nullable): a cancellable
 * @answer: (out): what came of it; the service may have kept less than was sent
 */
void
luthier_upload_session_put (LuthierUploadSession *self,
                            guint64 offset,
                            GBytes *bytes,
                            const char *crc32c,
                            GCancellable *cancellable,
                            LuthierUploadAnswer *answer)
{
  g_autofree char *range = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_auto (LuthierUploadReply) reply = { 0 };

  g_return_if_fail (self->uri != NULL);

  *answer = (LuthierUploadAnswer){ .delay_ms = -1 };
  range = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                           offset, offset + g_bytes_get_size (bytes) - 1, self->size);
  message = make_put_message (self, bytes, range);
  if (crc32c != NULL)
    {
      hash = g_strconcat ("crc32c=", crc32c, NULL);
      soup_message_headers_replace (soup_message_get_request_headers (message), "X-Goog-Hash",
                                    hash);
    }
  self->body = bytes;
  send (self, message, cancellable, &reply);
  self->body = NULL;
  judge (self, message, &reply, answer);
}

/**
 * luthier_upload_session_query:
 * @self: an open session
 * @cancellable: (nullable): a cancellable
 * @answer: (out): what came of it
 *
 * Asks how much the service has. For an empty file this also completes it.
 */
void
luthier_upload_session_query (LuthierUploadSession *self,
                              GCancellable *cancellable,
                              LuthierUploadAnswer *answer)
{
  g_autofree char *range = g_strdup_printf ("bytes */%" G_GUINT64_FORMAT, self->size);
  g_autoptr (SoupMessage) message = NULL;
  g_auto (LuthierUploadReply) reply = { 0 };

  g_return_if_fail (self->uri != NULL);

  *answer = (LuthierUploadAnswer){ .delay_ms = -1 };
  message = make_put_message (self, NULL, range);
  send (self, message, cancellable, &reply);
  judge (self, message, &reply, answer);
}

/**
 * luthier_upload_session_abandon:
 * @self: a session
 *
 * Cancels the upload at the service, which otherwise keeps the parts for a week.
 */
void
luthier_upload_session_abandon (LuthierUploadSession *self)
{
  g_autoptr (SoupMessage) message = NULL;
  g_auto (LuthierUploadReply) reply = { 0 };

  if (self->uri == NULL)
    return;
  soup_session_set_timeout (self->soup, ABANDON_TIMEOUT_S);
  message = soup_message_new (SOUP_METHOD_DELETE, self->uri);
  soup_message_headers_set_content_length (soup_message_get_request_headers (message), 0);
  forget_address (self);
  send (self, message, NULL, &reply);
}
