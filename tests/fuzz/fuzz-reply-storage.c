/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz-text.h"

#include "luthier-endpoints.h"
#include "luthier-error.h"
#include "luthier-http-failure.h"
#include "luthier-http-message.h"
#include "luthier-upload-answer.h"
#include "luthier-upload-session.h"

/* What an upload is answered, headers and all: a status of three digits, then lines for the headers
 * that mean something, then the body. */

#define SIZE 1000

static const char *const names[] = { "Range", "Retry-After", "Date", "Location" };

static LuthierEndpoints *endpoints;

static void
look_at_failure (const LuthierUploadAnswer *answer)
{
  fuzz_assert (answer->error != NULL && answer->object == NULL);
  fuzz_look_at_line (answer->error->message);
  fuzz_assert (answer->delay_ms >= -1);
}

static void
look_at_answer (const LuthierUploadAnswer *answer)
{
  switch (answer->verdict)
    {
    case LUTHIER_UPLOAD_KEPT:
      fuzz_assert (answer->error == NULL && answer->kept <= SIZE);
      break;
    case LUTHIER_UPLOAD_STORED:
      fuzz_assert (answer->error == NULL && answer->object != NULL);
      fuzz_assert (g_str_equal (answer->object->bucket, "bucket"));
      fuzz_assert (g_str_equal (answer->object->name, "folder/train.jsonl"));
      fuzz_look_at_text (answer->object->crc32c);
      fuzz_look_at_text (answer->object->content_encoding);
      break;
    case LUTHIER_UPLOAD_GONE:
    case LUTHIER_UPLOAD_LATER:
    case LUTHIER_UPLOAD_REFUSED:
    default:
      look_at_failure (answer);
    }
}

/* The address that an upload goes on at: stored, and read at the next start. */
static void
resume (const char *capability)
{
  g_autoptr (LuthierUploadSession)
      session = luthier_upload_session_new (endpoints, "bucket", "folder/train.jsonl", SIZE);
  g_autoptr (LuthierUploadSession) next = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *again = NULL;

  if (!luthier_upload_session_resume (session, capability))
    {
      fuzz_assert (!luthier_upload_session_is_open (session));
      return;
    }
  kept = luthier_upload_session_dup_capability (session);
  next = luthier_upload_session_new (endpoints, "bucket", "folder/train.jsonl", SIZE);
  fuzz_assert (luthier_upload_session_resume (next, kept));
  again = luthier_upload_session_dup_capability (next);
  fuzz_assert (g_str_equal (kept, again));
}

static SoupMessage *
read_headers (const guint8 **data, gsize *size)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_PUT, "https://storage.googleapis.com/u");
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *line = fuzz_take_until ('\n', data, size);

      if (*line != '\0' && strchr (line, '\r') == NULL)
        soup_message_headers_replace (headers, names[i], line);
      if (*line != '\0' && i == G_N_ELEMENTS (names) - 1)
        resume (line);
    }
  return message;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  endpoints = luthier_endpoints_new (NULL, NULL);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *status = fuzz_take_until ('\n', &data, &size);
  g_auto (LuthierUploadReply) reply = { 0 };
  g_auto (LuthierUploadAnswer) answer = { .delay_ms = -1 };
  g_autoptr (SoupMessage) message = NULL;
  gint64 skew = 0;

  message = read_headers (&data, &size);
  reply.status = (guint) CLAMP (g_ascii_strtoull (status, NULL, 10), 100, 599);
  reply.body = g_bytes_new (data, size);
  luthier_upload_answer_judge (&answer, message, &reply, "bucket", "folder/train.jsonl", SIZE);
  look_at_answer (&answer);
  luthier_http_message_read_skew (message, 0, &skew);
  return 0;
}
