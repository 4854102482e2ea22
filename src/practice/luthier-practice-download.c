/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-download.h"

#include <string.h>

#include "luthier-crc32c.h"
#include "luthier-practice-storage-json.h"

/* One piece at a time is in memory; it comes from the page cache, at gigabytes a second. */
#define PIECE (256 * 1024)

typedef struct
{
  GInputStream *stream; /* (owned) */
  guint64 left;
} Download;

static void
download_free (Download *self)
{
  g_clear_object (&self->stream);
  g_free (self);
}

static void
append_piece (SoupServerMessage *message, Download *self)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) piece = NULL;

  if (self->left > 0)
    piece = g_input_stream_read_bytes (self->stream, MIN (self->left, PIECE), NULL, NULL);
  if (piece == NULL || g_bytes_get_size (piece) == 0)
    {
      soup_message_body_complete (body);
      return;
    }
  self->left -= g_bytes_get_size (piece);
  soup_message_body_append_bytes (body, piece);
}

/* first and length: (inout) */
static gboolean
read_range (const char *header, guint64 size, guint64 *first, guint64 *length)
{
  gint64 from, to;
  char *end;

  if (!g_str_has_prefix (header, "bytes=") || strchr (header, ',') != NULL)
    return FALSE;
  header += strlen ("bytes=");
  from = g_ascii_strtoll (header, &end, 10);
  if (end == header)
    return FALSE;
  if (from < 0)
    {
      /* "-500" are the last 500. */
      *length = MIN ((guint64) -from, size);
      *first = size - *length;
      return *end == '\0';
    }
  if (*end != '-')
    return FALSE;
  to = end[1] != '\0' ? g_ascii_strtoll (end + 1, NULL, 10) : G_MAXINT64 - 1;
  if (to < from)
    return FALSE;
  *first = MIN ((guint64) from, size);
  *length = MIN ((guint64) to + 1, size) - *first;
  return TRUE;
}

static void
set_headers (LuthierPracticeExchange *exchange, LuthierPracticeObject *object)
{
  g_autofree char *crc32c = luthier_crc32c_to_base64 (object->crc32c);
  g_autofree char *md5 = object->has_md5 ? g_base64_encode (object->md5, sizeof object->md5) : NULL;
  g_autofree char *hash = md5 != NULL ? g_strdup_printf ("crc32c=%s,md5=%s", crc32c, md5)
                                      : g_strdup_printf ("crc32c=%s", crc32c);
  g_autofree char *generation = g_strdup_printf ("%" G_GINT64_FORMAT, object->generation);
  g_autofree char *metageneration = g_strdup_printf ("%" G_GINT64_FORMAT, object->metageneration);
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, object->size);
  const char *encoding = object->content_encoding != NULL ? object->content_encoding : "identity";

  luthier_practice_exchange_set_header (exchange, "X-Goog-Hash", hash);
  luthier_practice_exchange_set_header (exchange, "X-Goog-Generation", generation);
  luthier_practice_exchange_set_header (exchange, "X-Goog-Metageneration", metageneration);
  luthier_practice_exchange_set_header (exchange, "X-Goog-Stored-Content-Encoding", encoding);
  luthier_practice_exchange_set_header (exchange, "X-Goog-Stored-Content-Length", size);
  luthier_practice_exchange_set_header (exchange, "X-Goog-Storage-Class", "STANDARD");
}

/* The stream goes along with the message, whose connection asks for the next piece. Takes it. */
static void
send (LuthierPracticeExchange *exchange,
      LuthierPracticeObject *object,
      guint status,
      GInputStream *stream,
      guint64 length)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (exchange);
  Download *download = g_new0 (Download, 1);

  download->stream = stream;
  download->left = length;
  g_object_set_data_full (G_OBJECT (message), "luthier-practice-download", download,
                          (GDestroyNotify) download_free);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (append_piece), download);
  append_piece (message, download);
  set_headers (exchange, object);
  luthier_practice_exchange_reply_bytes (
      exchange, status,
      object->content_type != NULL ? object->content_type : "application/octet-stream", NULL);
}

static gboolean
is_packed (LuthierPracticeObject *object)
{
  return g_strcmp0 (object->content_encoding, "gzip") == 0;
}

/* Who does not accept gzip gets what was packed, but then neither its length nor parts of it. */
static void
send_unpacked (LuthierPracticeExchange *exchange,
               LuthierPracticeObject *object,
               GInputStream *stream)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (exchange);
  g_autoptr (GZlibDecompressor) unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);

  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  luthier_practice_exchange_set_header (exchange, "Warning", "214 UploadServer gunzipped");
  send (exchange, object, 200, g_converter_input_stream_new (stream, G_CONVERTER (unpacker)),
        G_MAXUINT64);
}

static void
reply_unsatisfiable (LuthierPracticeExchange *exchange, LuthierPracticeObject *object)
{
  g_autofree char *range = g_strdup_printf ("bytes */%" G_GUINT64_FORMAT, object->size);

  luthier_practice_exchange_set_header (exchange, "Content-Range", range);
  luthier_practice_storage_reply_error (exchange, 416, "requestedRangeNotSatisfiable",
                                        "Request range not satisfiable");
}

static void
send_range (LuthierPracticeExchange *exchange,
            LuthierPracticeObject *object,
            GInputStream *stream,
            const char *header)
{
  SoupServerMessage *message = luthier_practice_exchange_get_message (exchange);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  guint64 first = 0;
  guint64 length = object->size;
  gboolean is_range = header != NULL && read_range (header, object->size, &first, &length);

  if (is_range && length == 0)
    {
      reply_unsatisfiable (exchange, object);
      return;
    }
  if (is_range)
    soup_message_headers_set_content_range (headers, (goffset) first,
                                            (goffset) (first + length - 1), (goffset) object->size);
  if (is_packed (object))
    luthier_practice_exchange_set_header (exchange, "Content-Encoding", "gzip");
  luthier_practice_exchange_set_header (exchange, "Accept-Ranges", "bytes");
  soup_message_headers_set_content_length (headers, (goffset) length);
  g_seekable_seek (G_SEEKABLE (stream), (goffset) first, G_SEEK_SET, NULL, NULL);
  send (exchange, object, is_range ? 206 : 200, g_object_ref (stream), length);
}

/**
 * luthier_practice_download:
 * @exchange: a request for bytes
 * @objects: where they are
 * @object: whose bytes
 */
void
luthier_practice_download (LuthierPracticeExchange *exchange,
                           LuthierPracticeObjects *objects,
                           LuthierPracticeObject *object)
{
  const char *accepted = luthier_practice_exchange_get_header (exchange, "Accept-Encoding");
  g_autoptr (GInputStream) stream = luthier_practice_blobs_open (
      luthier_practice_objects_get_blobs (objects), object->blob, NULL);

  if (stream == NULL)
    luthier_practice_storage_reply_error (exchange, 500, "internalError", "Internal error");
  else if (is_packed (object) && (accepted == NULL || !soup_header_contains (accepted, "gzip")))
    send_unpacked (exchange, object, stream);
  else
    send_range (exchange, object, stream, luthier_practice_exchange_get_header (exchange, "Range"));
}
