/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload-session.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-http-failure.h"

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
  char *uri; /* (owned) (nullable): as good as a password for this one object; never logged */

  LuthierUploadProgress progress; /* (nullable) */
  gpointer progress_data;
  GBytes *body;    /* (unowned) (nullable): of the current request, if it is a part of the file */
  guint64 written; /* of it */
};

/* One answer of the service, as far as it came. */
typedef struct
{
  guint status;  /* 0 = none came */
  GBytes *body;  /* (owned) */
  GError *error; /* (owned) (nullable): why none came */
} Reply;

static void
reply_clear (Reply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_clear_error (&reply->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reply, reply_clear)

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
send (LuthierUploadSession *self, SoupMessage *message, GCancellable *cancellable, Reply *reply)
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
take_error (LuthierUploadAnswer *answer, LuthierUploadVerdict verdict, GError *error)
{
  answer->verdict = verdict;
  answer->error = error;
  answer->delay_ms = luthier_error_get_retry_delay (error);
}

/* What is the same for every request: no answer, a passing trouble, a refusal. */
static void
judge_failure (SoupMessage *message, const Reply *reply, LuthierUploadAnswer *answer)
{
  const char *retry_after;

  if (reply->status == 0)
    {
      answer->offline = luthier_http_failure_is_transient (reply->error);
      if (g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          take_error (answer, LUTHIER_UPLOAD_REFUSED, g_error_copy (reply->error));
          return;
        }
      take_error (answer, answer->offline ? LUTHIER_UPLOAD_LATER : LUTHIER_UPLOAD_REFUSED,
                  luthier_http_failure_new (
                      reply->error, g_uri_get_host (soup_message_get_uri (message)), FALSE));
      return;
    }

  retry_after = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                              "Retry-After");
  take_error (answer,
              luthier_http_failure_is_transient_status (reply->status) ? LUTHIER_UPLOAD_LATER
                                                                       : LUTHIER_UPLOAD_REFUSED,
              luthier_error_new_from_reply (reply->status, soup_message_get_reason_phrase (message),
                                            reply->body, retry_after));
}

/* "bytes=0-N" means N + 1 bytes are kept; without the header none are. */
static gboolean
read_kept (SoupMessage *message, guint64 size, guint64 *kept)
{
  const char *range = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                    "Range");
  guint64 last;

  *kept = 0;
  if (range == NULL)
    return TRUE;
  if (!g_str_has_prefix (range, "bytes=0-") ||
      !g_ascii_string_to_unsigned (range + strlen ("bytes=0-"), 10, 0, G_MAXINT64, &last, NULL) ||
      last >= size)
    return FALSE;
  *kept = last + 1;
  return TRUE;
}

static void
judge_stored (const Reply *reply, LuthierUploadAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse (reply->body, &error);

  if (json == NULL)
    {
      take_error (answer, LUTHIER_UPLOAD_REFUSED,
                  g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                               _ ("The answer of the storage service cannot be read: %s"),
                               error->message));
      return;
    }
  answer->verdict = LUTHIER_UPLOAD_STORED;
  answer->object = luthier_storage_object_new_from_json (luthier_json_get_root (json));
}

/* What a request to the session's own address led to. */
static void
judge (LuthierUploadSession *self,
       SoupMessage *message,
       const Reply *reply,
       LuthierUploadAnswer *answer)
{
  if (reply->status == SOUP_STATUS_PERMANENT_REDIRECT)
    {
      /* Not a redirection but "resume incomplete". */
      if (read_kept (message, self->size, &answer->kept))
        answer->verdict = LUTHIER_UPLOAD_KEPT;
      else
        take_error (
            answer, LUTHIER_UPLOAD_REFUSED,
            g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                                 _ ("The storage service says it has parts that were never sent")));
    }
  else if (is_success (reply->status))
    {
      judge_stored (reply, answer);
      g_clear_pointer (&self->uri, g_free);
    }
  else
    {
      judge_failure (message, reply, answer);
      if (reply->status == SOUP_STATUS_NOT_FOUND || reply->status == SOUP_STATUS_GONE)
        {
          answer->verdict = LUTHIER_UPLOAD_GONE;
          g_clear_pointer (&self->uri, g_free);
        }
    }
}

/* Takes the address that the service gave, if file contents may go there. */
static gboolean
open_session (LuthierUploadSession *self, SoupMessage *message)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                       "Location");
  g_autoptr (GUri) uri = NULL;
  g_autofree char *text = NULL;

  if (location == NULL)
    return FALSE;
  uri = g_uri_parse_relative (soup_message_get_uri (message), location, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    return FALSE;
  text = g_uri_to_string (uri);
  if (!luthier_endpoints_check_uri (text, NULL))
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https") &&
      !luthier_endpoints_is_trusted (self->endpoints, text))
    return FALSE;
  self->uri = g_steal_pointer (&text);
  return TRUE;
}

static char *
get_start_uri (LuthierUploadSession *self)
{
  g_autofree char *base = luthier_endpoints_get_storage_base (self->endpoints);
  g_autofree char *bucket = g_uri_escape_string (self->bucket, NULL, FALSE);
  g_autofree char *name = g_uri_escape_string (self->name, NULL, FALSE);

  /* Generation 0: what is there already is never overwritten. */
  return g_strdup_printf ("%s/upload/storage/v1/b/%s/o"
                          "?uploadType=resumable&name=%s&ifGenerationMatch=0",
                          base, bucket, name);
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
  if (token != NULL && luthier_endpoints_is_trusted (self->endpoints, uri))
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
      explicit_bzero (value, strlen (value));
      if (quota_project != NULL)
        soup_message_headers_replace (headers, "x-goog-user-project", quota_project);
    }
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
 * luthier_upload_answer_clear:
 * @self: an answer
 *
 * Frees what @self holds, not @self.
 */
void
luthier_upload_answer_clear (LuthierUploadAnswer *self)
{
  g_clear_pointer (&self->object, luthier_storage_object_free);
  g_clear_error (&self->error);
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
  g_free (self->uri);
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
 * luthier_upload_session_start:
 * @self: a session
 * @token: (nullable): a bearer token
 * @quota_project: (nullable): the project that the request is counted against
 * @cancellable: (nullable): a cancellable
 * @answer: (out): what came of it
 *
 * Asks for an upload of an object that does not exist yet.
 */
void
luthier_upload_session_start (LuthierUploadSession *self,
                              const char *token,
                              const char *quota_project,
                              GCancellable *cancellable,
                              LuthierUploadAnswer *answer)
{
  g_autoptr (SoupMessage) message = make_start_message (self, token, quota_project);
  g_auto (Reply) reply = { 0 };

  g_clear_pointer (&self->uri, g_free);
  *answer = (LuthierUploadAnswer){ .delay_ms = -1 };
  send (self, message, cancellable, &reply);
  if (!is_success (reply.status))
    judge_failure (message, &reply, answer);
  else if (open_session (self, message))
    answer->verdict = LUTHIER_UPLOAD_KEPT;
  else
    take_error (answer, LUTHIER_UPLOAD_REFUSED,
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
  g_auto (Reply) reply = { 0 };

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
  g_auto (Reply) reply = { 0 };

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
  g_auto (Reply) reply = { 0 };

  if (self->uri == NULL)
    return;
  soup_session_set_timeout (self->soup, ABANDON_TIMEOUT_S);
  message = soup_message_new (SOUP_METHOD_DELETE, self->uri);
  soup_message_headers_set_content_length (soup_message_get_request_headers (message), 0);
  g_clear_pointer (&self->uri, g_free);
  send (self, message, NULL, &reply);
}
