/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload-worker.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-http-failure.h"
#include "luthier-upload-reader.h"
#include "luthier-upload-session.h"

#define CHUNK_SIZE LUTHIER_UPLOAD_CHUNK

#define REPORT_INTERVAL_US (G_USEC_PER_SEC / 10)

/* In a row, without a byte more being kept. A broken line has no limit: it comes back some day,
 * and until then the user sees that it waits and may end it. */
#define MAX_REFUSALS 10u
/* A service that keeps forgetting its uploads will not complete one. */
#define MAX_SESSIONS 5u
/* A keyring that takes longer than this to write is waiting for somebody. */
#define MAX_NOTE_MS 3000

typedef enum
{
  START,
  PUT,
  QUERY,
} Request;

struct _LuthierUploadWorker
{
  GFile *file;                 /* (owned) */
  LuthierEndpoints *endpoints; /* (owned) */
  LuthierRandom *random;       /* (owned) */
  char *bucket;                /* (owned) */
  char *name;                  /* (owned) */
  char *token;                 /* (owned) (nullable): a secret */
  char *quota_project;         /* (owned) (nullable) */
  gint64 generation;
  char *crc32c; /* (owned) (nullable) */
  guint64 wanted_size;
  char *address; /* (owned) (nullable): of the session to go on with; a secret */
  LuthierUploadMark mark;
  gboolean has_mark;
  GCancellable *leave; /* (owned) */
  LuthierUploadKeep keep;
  LuthierUploadReport report;
  gpointer user_data;

  /* On the thread: */
  GMainContext *context;         /* (owned) (nullable): for the connections */
  LuthierUploadSource *source;   /* (owned) (nullable) */
  LuthierUploadSession *session; /* (owned) (nullable) */
  LuthierUploadReader *reader;   /* (owned) (nullable) */
  LuthierUploadMark read;        /* up to the end of the chunk that is sent */
  guint64 size;
  guint64 offset;   /* what the service has, as far as we know */
  gboolean unsure;  /* the service has to be asked what it has */
  gboolean sending; /* a part of the file is on its way */
  gboolean waiting; /* as it was reported last */
  gboolean token_proven;
  gboolean goes_on; /* what stopped it may be over the next time */
  guint failures;   /* in a row: how long to wait */
  guint refusals;   /* in a row: when to give up */
  guint sessions;
  gint64 reported_us;
};

static void
report (LuthierUploadWorker *self, guint64 sent, gboolean waiting)
{
  gint64 now = g_get_monotonic_time ();

  if (waiting == self->waiting && now - self->reported_us < REPORT_INTERVAL_US)
    return;
  self->waiting = waiting;
  self->reported_us = now;
  self->report (sent, self->size, waiting, self->user_data);
}

static void
progress_cb (guint64 count, gpointer user_data)
{
  LuthierUploadWorker *self = user_data;

  if (self->sending)
    report (self, self->offset + count, FALSE);
}

/* Each of the two wakes it through a descriptor: there is nothing to look at now and then.
 * other: (nullable) */
static void
wait_for (guint64 delay_ms, GCancellable *cancellable, GCancellable *other)
{
  GCancellable *both[] = { cancellable, other };
  gint64 until = g_get_monotonic_time () + (gint64) delay_ms * 1000;
  GPollFD descriptors[G_N_ELEMENTS (both)] = { { .fd = -1 } };
  GCancellable *watched[G_N_ELEMENTS (both)] = { NULL };
  guint n = 0;
  gint64 left;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      if (g_cancellable_make_pollfd (both[i], &descriptors[n]))
        watched[n++] = both[i];
    }
  while ((left = until - g_get_monotonic_time ()) > 0 &&
         !g_cancellable_is_cancelled (cancellable) && !g_cancellable_is_cancelled (other))
    g_poll (descriptors, n, (int) MIN (left / 1000 + 1, G_MAXINT));
  for (guint i = 0; i < n; i++)
    g_cancellable_release_fd (watched[i]);
}

/* No more than one chunk is sent before it is written down how to go on. */
static void
keep_session (LuthierUploadWorker *self, GCancellable *cancellable)
{
  g_autoptr (GCancellable) noted = g_cancellable_new ();
  char *session = luthier_upload_session_dup_capability (self->session);
  LuthierUploadMark mark;

  luthier_upload_reader_settle (self->reader);
  luthier_upload_source_get_mark (self->source, &mark);
  mark.kept = mark.crc32c = 0;
  self->keep (session, &mark, noted, self->user_data);
  explicit_bzero (session, strlen (session));
  g_free (session);
  wait_for (MAX_NOTE_MS, cancellable, noted);
}

/* The checksum is known of exactly what was read: less may be kept, after a trouble. */
static void
keep_progress (LuthierUploadWorker *self)
{
  if (self->keep != NULL && self->read.kept == self->offset)
    self->keep (NULL, &self->read, NULL, self->user_data);
}

/* FALSE: it has been tried often enough. */
static gboolean
wait_after (LuthierUploadWorker *self, const LuthierUploadAnswer *answer, GCancellable *cancellable)
{
  self->failures++;
  if (!answer->offline && ++self->refusals >= MAX_REFUSALS)
    return FALSE;

  self->unsure = TRUE;
  report (self, self->offset, TRUE);
  wait_for (answer->delay_ms >= 0 ? (guint64) answer->delay_ms
                                  : luthier_http_failure_get_backoff (self->random, self->failures),
            cancellable, NULL);
  return TRUE;
}

static Request
choose_request (LuthierUploadWorker *self)
{
  if (!luthier_upload_session_is_open (self->session))
    return START;
  return self->unsure || self->offset == self->size ? QUERY : PUT;
}

static void
start (LuthierUploadWorker *self, GCancellable *cancellable, LuthierUploadAnswer *answer)
{
  self->offset = 0;
  luthier_upload_session_start (self->session, self->token, self->quota_project, cancellable,
                                answer);
  if (answer->verdict != LUTHIER_UPLOAD_KEPT)
    return;
  self->token_proven = TRUE;
  if (self->keep != NULL)
    keep_session (self, cancellable);
}

/* The checksum of the whole file, which goes with its last part. */
static gboolean
sum_up (LuthierUploadWorker *self, char **crc32c, GCancellable *cancellable, GError **error)
{
  *crc32c = luthier_upload_source_get_crc32c (self->source, cancellable, error);
  if (*crc32c == NULL)
    return FALSE;
  return self->crc32c == NULL || g_str_equal (*crc32c, self->crc32c) ||
         luthier_upload_source_fail_changed (self->source, error);
}

static gboolean
put (LuthierUploadWorker *self,
     GCancellable *cancellable,
     LuthierUploadAnswer *answer,
     GError **error)
{
  guint64 offset = self->offset;
  gsize length = (gsize) MIN (CHUNK_SIZE, self->size - offset);
  guint64 end = offset + length;
  const guint8 *chunk = luthier_upload_reader_read (self->reader, offset, length, cancellable,
                                                    error);
  g_autofree char *crc32c = NULL;
  g_autoptr (GBytes) bytes = NULL;

  /* It may have been read a while ago. */
  if (chunk == NULL || !luthier_upload_source_check_unchanged (self->source, cancellable, error))
    return FALSE;
  luthier_upload_source_get_mark (self->source, &self->read);
  if (end == self->size && !sum_up (self, &crc32c, cancellable, error))
    return FALSE;
  if (end < self->size)
    luthier_upload_reader_begin (self->reader, end, (gsize) MIN (CHUNK_SIZE, self->size - end),
                                 cancellable);
  /* The request is over before the chunk is. */
  bytes = g_bytes_new_static (chunk, length);
  self->sending = TRUE;
  luthier_upload_session_put (self->session, offset, bytes, crc32c, cancellable, answer);
  self->sending = FALSE;
  return TRUE;
}

/* FALSE: there is no answer, the error is of this side. */
static gboolean
perform (LuthierUploadWorker *self,
         Request request,
         GCancellable *cancellable,
         LuthierUploadAnswer *answer,
         GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (request == PUT)
    return put (self, cancellable, answer, error);
  if (request == START)
    start (self, cancellable, answer);
  else
    luthier_upload_session_query (self->session, cancellable, answer);
  return TRUE;
}

/* FALSE: the service keeps nothing of what it is sent, or has it all and does not say "done". */
static gboolean
take_kept (LuthierUploadWorker *self, Request request, guint64 kept)
{
  gboolean stuck = kept <= self->offset &&
                   (request == PUT || (request == QUERY && kept == self->size));

  self->unsure = FALSE;
  if (kept > self->offset)
    self->failures = self->refusals = 0;
  if (kept != self->offset)
    {
      self->offset = kept;
      keep_progress (self);
    }
  if (!stuck)
    report (self, kept, FALSE);
  return !stuck;
}

/* Whether to go on after an answer that is not the last; else its error says why not. */
static gboolean
take_answer (LuthierUploadWorker *self,
             Request request,
             LuthierUploadAnswer *answer,
             GCancellable *cancellable)
{
  switch (answer->verdict)
    {
    case LUTHIER_UPLOAD_KEPT:
      if (take_kept (self, request, answer->kept) || wait_after (self, answer, cancellable))
        return TRUE;
      answer->error = g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE,
                                           _ ("The storage service does not keep what it is sent"));
      return FALSE;
    case LUTHIER_UPLOAD_GONE:
      self->unsure = FALSE;
      return ++self->sessions < MAX_SESSIONS;
    case LUTHIER_UPLOAD_LATER:
      return wait_after (self, answer, cancellable);
    case LUTHIER_UPLOAD_STORED:
    case LUTHIER_UPLOAD_REFUSED:
    default:
      return FALSE;
    }
}

static LuthierStorageObject *
send_file (LuthierUploadWorker *self, GCancellable *cancellable, GError **error)
{
  while (TRUE)
    {
      g_auto (LuthierUploadAnswer) answer = { 0 };
      Request request = choose_request (self);

      if (!perform (self, request, cancellable, &answer, error))
        return NULL;
      if (answer.verdict == LUTHIER_UPLOAD_STORED)
        return g_steal_pointer (&answer.object);
      if (!take_answer (self, request, &answer, cancellable))
        {
          /* Taken: it is the end of this session whatever comes. */
          self->goes_on = luthier_error_get_http_status (answer.error) != 412 &&
                          !g_cancellable_is_cancelled (cancellable);
          g_propagate_error (error, g_steal_pointer (&answer.error));
          return NULL;
        }
    }
}

/**
 * luthier_upload_worker_new:
 * @order: what to upload, where to, and whom to tell
 *
 * Returns: (transfer full): a worker that has not begun
 */
LuthierUploadWorker *
luthier_upload_worker_new (const LuthierUploadOrder *order)
{
  LuthierUploadWorker *self = g_new0 (LuthierUploadWorker, 1);

  self->file = g_object_ref (order->file);
  self->endpoints = g_object_ref (order->endpoints);
  self->random = luthier_random_branch (order->random);
  self->bucket = g_strdup (order->bucket);
  self->name = g_strdup (order->name);
  self->token = g_strdup (order->token);
  self->quota_project = g_strdup (order->quota_project);
  self->report = order->report;
  self->user_data = order->user_data;
  self->generation = order->generation;
  self->crc32c = g_strdup (order->crc32c);
  self->wanted_size = order->size;
  self->address = g_strdup (order->session);
  self->has_mark = order->mark != NULL;
  if (order->mark != NULL)
    self->mark = *order->mark;
  self->leave = g_object_ref (order->leave);
  self->keep = order->keep;
  return self;
}

/**
 * luthier_upload_worker_free:
 * @self: (transfer full): a worker that is closed or has not run
 */
void
luthier_upload_worker_free (LuthierUploadWorker *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  if (self->address != NULL)
    explicit_bzero (self->address, strlen (self->address));
  g_clear_object (&self->leave);
  g_clear_object (&self->file);
  g_clear_object (&self->endpoints);
  g_clear_object (&self->random);
  g_free (self->bucket);
  g_free (self->name);
  g_free (self->token);
  g_free (self->quota_project);
  g_free (self->crc32c);
  g_free (self->address);
  g_free (self);
}

static void
open_session (LuthierUploadWorker *self, guint64 size)
{
  g_clear_pointer (&self->session, luthier_upload_session_free);
  self->session = luthier_upload_session_new (self->endpoints, self->bucket, self->name, size);
  luthier_upload_session_set_generation (self->session, self->generation);
  luthier_upload_session_set_progress (self->session, progress_cb, self);
  if (self->address != NULL)
    self->unsure = luthier_upload_session_resume (self->session, self->address);
}

/* Is the file still the one that was begun with? The session is open before, so that it can be
 * ended if it is not. */
static gboolean
open_source (LuthierUploadWorker *self, GCancellable *cancellable, GError **error)
{
  if (self->has_mark)
    open_session (self, self->mark.size);
  self->source = luthier_upload_source_open (self->file, cancellable, error);
  if (self->source == NULL)
    return FALSE;
  self->size = luthier_upload_source_get_size (self->source);
  if (self->crc32c != NULL && self->size != self->wanted_size)
    return luthier_upload_source_fail_changed (self->source, error);
  if (!self->has_mark)
    {
      open_session (self, self->size);
      return TRUE;
    }
  self->offset = self->mark.kept;
  report (self, self->offset, FALSE);
  return luthier_upload_source_check_mark (self->source, &self->mark, cancellable, error);
}

/**
 * luthier_upload_worker_run:
 * @self: a worker
 * @intact: (out): whether size and checksum of what was stored are those of the file
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Sends the file to its end, however often the line breaks; goes on with a session that was begun
 * before. Close the worker afterwards, on the same thread.
 *
 * Returns: (transfer full) (nullable): what the service stored
 */
LuthierStorageObject *
luthier_upload_worker_run (LuthierUploadWorker *self,
                           gboolean *intact,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (LuthierStorageObject) object = NULL;

  /* Or the connections would hang on the main loop of the program. */
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);

  if (!open_source (self, cancellable, error))
    return NULL;
  self->reader = luthier_upload_reader_new (self->source,
                                            (gsize) MIN (CHUNK_SIZE, MAX (self->size, 1)));
  report (self, self->offset, FALSE);

  object = send_file (self, cancellable, error);
  luthier_upload_reader_settle (self->reader);
  if (object == NULL ||
      !luthier_upload_source_matches (self->source, object, intact, cancellable, error))
    return NULL;
  return g_steal_pointer (&object);
}

/**
 * luthier_upload_worker_is_token_proven:
 * @self: a worker that has run
 *
 * Returns: whether the service accepted the token once: then a refusal means that it has expired
 */
gboolean
luthier_upload_worker_is_token_proven (LuthierUploadWorker *self)
{
  return self->token_proven;
}

/**
 * luthier_upload_worker_close:
 * @self: a worker that has run
 *
 * Frees what belongs to the thread. An upload that is not complete is cancelled at the service,
 * which would keep its parts for a week; unless somebody goes on with it, because it was left or
 * because what stopped it may be over by then.
 */
void
luthier_upload_worker_close (LuthierUploadWorker *self)
{
  gboolean kept = self->keep != NULL && (g_cancellable_is_cancelled (self->leave) || self->goes_on);

  if (self->session != NULL && !kept)
    luthier_upload_session_abandon (self->session);
  g_clear_pointer (&self->session, luthier_upload_session_free);
  g_clear_pointer (&self->reader, luthier_upload_reader_free);
  g_clear_pointer (&self->source, luthier_upload_source_free);
  g_main_context_pop_thread_default (self->context);
  g_clear_pointer (&self->context, g_main_context_unref);
}
