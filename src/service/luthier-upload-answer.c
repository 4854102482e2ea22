/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload-answer.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-http-failure.h"

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
 * luthier_upload_reply_clear:
 * @self: a reply
 *
 * Frees what @self holds, not @self.
 */
void
luthier_upload_reply_clear (LuthierUploadReply *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
}

void
luthier_upload_answer_take_error (LuthierUploadAnswer *self,
                                  LuthierUploadVerdict verdict,
                                  GError *error)
{
  self->verdict = verdict;
  self->error = error;
  self->delay_ms = luthier_error_get_retry_delay (error);
}

void
luthier_upload_answer_judge_failure (LuthierUploadAnswer *answer,
                                     SoupMessage *message,
                                     const LuthierUploadReply *reply)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (reply->status == 0)
    {
      /* What cannot be an answer is not mended by waiting for the network. */
      answer->offline = luthier_http_failure_is_transient (reply->error) &&
                        !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      if (g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          luthier_upload_answer_take_error (answer, LUTHIER_UPLOAD_REFUSED,
                                            g_error_copy (reply->error));
          return;
        }
      luthier_upload_answer_take_error (
          answer, answer->offline ? LUTHIER_UPLOAD_LATER : LUTHIER_UPLOAD_REFUSED,
          luthier_http_failure_new (reply->error, g_uri_get_host (soup_message_get_uri (message)),
                                    FALSE));
      return;
    }

  luthier_upload_answer_take_error (
      answer,
      luthier_http_failure_is_transient_status (reply->status) ? LUTHIER_UPLOAD_LATER
                                                               : LUTHIER_UPLOAD_REFUSED,
      luthier_error_new_from_reply (reply->status, soup_message_get_reason_phrase (message),
                                    reply->body,
                                    soup_message_headers_get_one (headers, "Retry-After"),
                                    soup_message_headers_get_one (headers, "Date")));
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
judge_stored (const LuthierUploadReply *reply,
              const char *bucket,
              const char *name,
              LuthierUploadAnswer *answer)
{
  GError *other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse (reply->body, &error);

  if (json == NULL)
    {
      luthier_upload_answer_take_error (
          answer, LUTHIER_UPLOAD_REFUSED,
          g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                       _ ("The answer of the storage service cannot be read: %s"), error->message));
      return;
    }
  answer->object = luthier_storage_object_new_from_json (luthier_json_get_root (json), bucket, name,
                                                         &other);
  if (answer->object != NULL)
    answer->verdict = LUTHIER_UPLOAD_STORED;
  else
    luthier_upload_answer_take_error (answer, LUTHIER_UPLOAD_REFUSED, other);
}

void
luthier_upload_answer_judge (LuthierUploadAnswer *answer,
                             SoupMessage *message,
                             const LuthierUploadReply *reply,
                             const char *bucket,
                             const char *name,
                             guint64 size)
{
  if (reply->status == SOUP_STATUS_PERMANENT_REDIRECT)
    {
      /* Not a redirection but "resume incomplete". */
      if (read_kept (message, size, &answer->kept))
        answer->verdict = LUTHIER_UPLOAD_KEPT;
      else
        luthier_upload_answer_take_error (
            answer, LUTHIER_UPLOAD_REFUSED,
            g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                                 _ ("The storage service says it has parts that were never sent")));
    }
  else if (reply->status == SOUP_STATUS_OK || reply->status == SOUP_STATUS_CREATED)
    {
      judge_stored (reply, bucket, name, answer);
    }
  else
    {
      luthier_upload_answer_judge_failure (answer, message, reply);
      if (reply->status == SOUP_STATUS_NOT_FOUND || reply->status == SOUP_STATUS_GONE)
        answer->verdict = LUTHIER_UPLOAD_GONE;
    }
}
