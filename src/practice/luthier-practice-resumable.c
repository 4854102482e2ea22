/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-resumable.h"

#include "luthier-practice-content-range.h"
#include "luthier-practice-storage-json.h"

#define QUANTUM ((gint64) LUTHIER_PRACTICE_UPLOAD_QUANTUM)

/* -1: the header is not there or is no number. */
static gint64
read_length (const char *header)
{
  guint64 length;

  if (header == NULL || !g_ascii_string_to_unsigned (header, 10, 0, G_MAXINT64, &length, NULL))
    return -1;
  return (gint64) length;
}

static char *
make_session_uri (LuthierPracticeExchange *exchange, const char *bucket, const char *id)
{
  g_autofree char *base = luthier_practice_storage_get_base (exchange);

  return g_strdup_printf ("%s/upload/storage/v1/b/%s/o?uploadType=resumable&upload_id=%s", base,
                          bucket, id);
}

void
luthier_practice_resumable_start (LuthierPracticeUploads *uploads,
                                  LuthierPracticeObjects *objects,
                                  LuthierPracticeExchange *exchange,
                                  const char *bucket)
{
  LuthierJson *metadata = luthier_practice_exchange_get_json (exchange);
  const char *length = luthier_practice_exchange_get_header (exchange, "X-Upload-Content-Length");
  g_autoptr (LuthierPracticeDraft) draft = NULL;
  g_autofree char *id = NULL;
  g_autofree char *uri = NULL;

  if (metadata == NULL)
    return;
  draft = luthier_practice_draft_new (exchange, bucket, luthier_json_get_root (metadata));
  if (!luthier_practice_draft_check (draft, objects, exchange))
    return;

  id = luthier_practice_uploads_start (uploads, g_steal_pointer (&draft), read_length (length),
                                       NULL);
  if (id == NULL)
    {
      luthier_practice_storage_reply_error (exchange, 500, "internalError", "Internal error");
      return;
    }
  uri = make_session_uri (exchange, bucket, id);
  luthier_practice_exchange_set_header (exchange, "Location", uri);
  luthier_practice_exchange_reply_bytes (exchange, 200, NULL, NULL);
}

static GError *refuse (const char *format, ...) G_GNUC_PRINTF (1, 2);

static GError *
refuse (const char *format, ...)
{
  GError *error;
  va_list arguments;

  va_start (arguments, format);
  error = g_error_new_valist (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, format, arguments);
  va_end (arguments);
  return error;
}

/* What a request says of its body; without Content-Range it is the whole object. */
static gboolean
read_range (SoupServerMessage *message, LuthierPracticeContentRange *range)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *header = soup_message_headers_get_one (headers, "Content-Range");

  if (header != NULL)
    return luthier_practice_content_range_parse (header, range);
  *range = (LuthierPracticeContentRange){ .first = 0, .last = -1, .total = -1 };
  return TRUE;
}

static gint64
get_body_length (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED)
    return -1;
  return soup_message_headers_get_content_length (headers);
}

static GError *
check_range (LuthierPracticeUpload *upload,
             const LuthierPracticeContentRange *range,
             gint64 body_length)
{
  gint64 length = range->last >= 0 ? range->last - range->first + 1 : -1;

  if (upload->total >= 0 && range->total >= 0 && upload->total != range->total)
    return refuse ("Invalid request. The total size %" G_GINT64_FORMAT
                   " does not match the %" G_GINT64_FORMAT " that were announced.",
                   range->total, upload->total);
  if (range->is_question)
    return NULL;
  if (range->first > (gint64) upload->offset)
    return refuse ("Invalid request. According to the Content-Range header, the upload offset "
                   "is %" G_GINT64_FORMAT " byte(s), which exceeds already uploaded size of "
                   "%" G_GUINT64_FORMAT " byte(s).",
                   range->first, upload->offset);
  if (length < 0 && upload->total >= 0 && range->first + body_length > upload->total)
    return refuse ("Invalid request. There are more than the announced %" G_GINT64_FORMAT
                   " byte(s).",
                   upload->total);
  if (length >= 0 && body_length >= 0 && length != body_length)
    return refuse ("Invalid request. The Content-Range header speaks of %" G_GINT64_FORMAT
                   " byte(s), the request has %" G_GINT64_FORMAT ".",
                   length, body_length);
  if (length >= 0 && length % QUANTUM != 0 && range->last + 1 != range->total &&
      range->last + 1 != upload->total)
    return refuse ("Invalid request. The number of bytes uploaded is required to be a multiple "
                   "of %d, except for the final request. The received request contained "
                   "%" G_GINT64_FORMAT " byte(s).",
                   LUTHIER_PRACTICE_UPLOAD_QUANTUM, length);
  return NULL;
}

/* "The service may keep less than was sent": here half of it, every other time. */
static guint64
get_room (LuthierPracticeUpload *upload,
          LuthierPracticeSituations *situations,
          const char *path,
          gint64 length)
{
  upload->n_chunks++;
  if (length < 0 || upload->n_chunks % 2 == 0 ||
      !luthier_practice_situations_get (situations, "keeps-less", path, NULL))
    return G_MAXUINT64;
  return (guint64) (length / 2 / QUANTUM * QUANTUM);
}

/**
 * luthier_practice_resumable_prepare:
 * @uploads: the sessions
 * @situations: may hold "keeps-less"
 * @receiver: is told what to do with the body
 * @message: a request to a session, of which the headers have come
 * @id: of the session
 */
void
luthier_practice_resumable_prepare (LuthierPracticeUploads *uploads,
                                    LuthierPracticeSituations *situations,
                                    LuthierPracticeReceiver *receiver,
                                    SoupServerMessage *message,
                                    const char *id)
{
  LuthierPracticeUpload *upload = luthier_practice_uploads_find (uploads, id);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  gint64 length = get_body_length (message);
  LuthierPracticeContentRange range;
  GError *problem;
  guint64 skip;

  if (upload == NULL || upload->status != LUTHIER_PRACTICE_UPLOAD_OPEN)
    return;
  /* Whoever asks or sends here has given an older connection up. */
  if (upload->writer != NULL)
    luthier_practice_receiver_commit (LUTHIER_PRACTICE_RECEIVER (upload->writer));
  upload->writer = NULL;

  if (!read_range (message, &range))
    problem = refuse ("Failed to parse Content-Range header.");
  else
    problem = check_range (upload, &range, length);
  if (problem != NULL)
    luthier_practice_receiver_take_error (receiver, problem);
  else if (!range.is_question)
    {
      skip = upload->offset - (guint64) range.first;
      luthier_practice_receiver_take_chunk (receiver, uploads, upload, skip,
                                            get_room (upload, situations, path, length));
    }
}

static void
reply_progress (LuthierPracticeExchange *exchange, LuthierPracticeUpload *upload)
{
  g_autofree char *range = g_strdup_printf ("bytes=0-%" G_GUINT64_FORMAT, upload->offset - 1);

  if (upload->offset > 0)
    luthier_practice_exchange_set_header (exchange, "Range", range);
  luthier_practice_exchange_reply_bytes (exchange, 308, NULL, NULL);
}

static void
reply_status_text (LuthierPracticeExchange *exchange, guint status, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  luthier_practice_exchange_reply_bytes (exchange, status, "text/plain; charset=utf-8", bytes);
}

static void
finish (LuthierPracticeUploads *uploads,
        LuthierPracticeObjects *objects,
        LuthierPracticeExchange *exchange,
        LuthierPracticeUpload *upload)
{
  gboolean done = luthier_practice_draft_finish (upload->draft, objects, exchange,
                                                 g_steal_pointer (&upload->blob), upload->digest);

  luthier_practice_uploads_close (
      uploads, upload, done ? LUTHIER_PRACTICE_UPLOAD_DONE : LUTHIER_PRACTICE_UPLOAD_CANCELLED);
}

/* The answer to whom the last one did not reach. */
static void
reply_done (LuthierPracticeObjects *objects,
            LuthierPracticeExchange *exchange,
            LuthierPracticeUpload *upload)
{
  const LuthierPracticeObject *made = upload->draft->object;
  g_autoptr (LuthierPracticeObject)
      object = luthier_practice_objects_stat (objects, made->bucket, made->name);

  if (object != NULL && object->generation == made->generation)
    luthier_practice_storage_reply_object (exchange, 200, object);
  else
    reply_status_text (exchange, 410, "Gone");
}

static void
take_chunk (LuthierPracticeExchange *exchange,
            LuthierPracticeReceiver *receiver,
            LuthierPracticeUpload *upload)
{
  LuthierPracticeContentRange range;
  gint64 end = (gint64) luthier_practice_receiver_get_end (receiver);

  if (!read_range (luthier_practice_exchange_get_message (exchange), &range))
    return;
  if (upload->total < 0)
    upload->total = range.total;
  /* A stream of unknown length ends where the body ends. */
  if (upload->total < 0 && range.last < 0 && !luthier_practice_receiver_is_short (receiver))
    upload->total = end;
  if (end == upload->total)
    luthier_practice_receiver_flush (receiver);
  luthier_practice_receiver_commit (receiver);
}

static void
handle_open (LuthierPracticeUploads *uploads,
             LuthierPracticeObjects *objects,
             LuthierPracticeExchange *exchange,
             LuthierPracticeReceiver *receiver,
             LuthierPracticeUpload *upload)
{
  const GError *error = NULL;
  LuthierPracticeContentRange range;

  if (upload->writer == G_OBJECT (receiver))
    take_chunk (exchange, receiver, upload);
  else if (upload->total < 0 &&
           read_range (luthier_practice_exchange_get_message (exchange), &range))
    upload->total = range.total;

  error = luthier_practice_receiver_get_error (receiver);
  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    reply_status_text (exchange, 400, error->message);
  else if (error != NULL)
    luthier_practice_storage_reply_error (exchange, 500, "internalError", "Internal error");
  else if (upload->total == (gint64) upload->offset)
    finish (uploads, objects, exchange, upload);
  else
    reply_progress (exchange, upload);
}

void
luthier_practice_resumable_handle (LuthierPracticeUploads *uploads,
                                   LuthierPracticeObjects *objects,
                                   LuthierPracticeExchange *exchange,
                                   LuthierPracticeReceiver *receiver,
                                   const char *id)
{
  LuthierPracticeUpload *upload = luthier_practice_uploads_find (uploads, id);
  gboolean is_delete = g_str_equal (luthier_practice_exchange_get_method (exchange), "DELETE");

  if (upload == NULL)
    reply_status_text (exchange, 404, "Not Found");
  else if (upload->status == LUTHIER_PRACTICE_UPLOAD_CANCELLED)
    reply_status_text (exchange, 499, "Client Closed Request");
  else if (luthier_practice_uploads_is_expired (uploads, upload))
    reply_status_text (exchange, 410, "Gone");
  else if (upload->status == LUTHIER_PRACTICE_UPLOAD_DONE)
    reply_done (objects, exchange, upload);
  else if (is_delete)
    {
      luthier_practice_uploads_close (uploads, upload, LUTHIER_PRACTICE_UPLOAD_CANCELLED);
      reply_status_text (exchange, 499, "Client Closed Request");
    }
  else if (receiver != NULL)
    handle_open (uploads, objects, exchange, receiver, upload);
  else
    luthier_practice_storage_reply_error (exchange, 405, "methodNotAllowed", "Method not allowed");
}
