/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-upload-private.h"
#include "luthier-upload-worker.h"

/* One run, from the first token to the last word. */
typedef struct
{
  char *token; /* (owned) (nullable): a secret */
  gboolean renewed;
  gboolean asked; /* for a token */
} Run;

/* What is done on a thread. It holds nothing that must not be freed there. */
typedef struct
{
  LuthierUploadWorker *worker;  /* (owned) (nullable) */
  GFile *file;                  /* (owned) (nullable): to be compared with the object */
  LuthierStorageObject *object; /* (owned) (nullable) */
  gboolean intact;
} Errand;

/* What the thread tells, on its way. */
typedef struct
{
  LuthierUpload *upload; /* (owned) */
  guint64 sent;
  guint64 size;
  gboolean waiting;
  char *session;           /* (owned) (nullable): a secret */
  LuthierUploadMark *mark; /* (owned) (nullable): NULL: it is about progress */
  GCancellable *noted;     /* (owned) (nullable) */
} News;

static void fetch_token (GTask *task);

static void
forget_token (Run *run)
{
  if (run->token != NULL)
    explicit_bzero (run->token, strlen (run->token));
  g_clear_pointer (&run->token, g_free);
}

static void
run_free (Run *run)
{
  forget_token (run);
  g_free (run);
}

static void
errand_free (Errand *errand)
{
  g_clear_pointer (&errand->worker, luthier_upload_worker_free);
  g_clear_object (&errand->file);
  g_clear_pointer (&errand->object, luthier_storage_object_free);
  g_free (errand);
}

static void
news_free (News *news)
{
  if (news->session != NULL)
    explicit_bzero (news->session, strlen (news->session));
  g_free (news->session);
  g_free (news->mark);
  g_clear_object (&news->noted);
  g_object_unref (news->upload);
  g_free (news);
}

static LuthierTokenSource *
get_tokens (LuthierUpload *self)
{
  return luthier_http_client_get_tokens (luthier_storage_get_http (self->storage));
}

/* Somebody writes down how to go on. */
static gboolean
is_remembered (LuthierUpload *self)
{
  return g_signal_has_handler_pending (self, g_signal_lookup ("kept", LUTHIER_TYPE_UPLOAD), 0,
                                       FALSE);
}

static gboolean
news_cb (gpointer user_data)
{
  News *news = user_data;

  if (news->mark != NULL)
    luthier_upload_take_mark (news->upload, news->session, news->mark, news->noted);
  else
    luthier_upload_take_progress (news->upload, news->sent, news->size, news->waiting);
  return G_SOURCE_REMOVE;
}

/* On the thread. The task keeps the upload alive as long as there is something to tell. */
static News *
make_news (GTask *task)
{
  News *news = g_new0 (News, 1);

  news->upload = g_object_ref (g_task_get_source_object (task));
  return news;
}

/* Takes the news. */
static void
tell (GTask *task, News *news)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, news_cb, news, (GDestroyNotify) news_free);
  g_source_attach (source, g_task_get_context (task));
}

static void
report_cb (guint64 sent, guint64 size, gboolean waiting, gpointer user_data)
{
  News *news = make_news (user_data);

  news->sent = sent;
  news->size = size;
  news->waiting = waiting;
  tell (user_data, news);
}

static void
keep_cb (const char *session,
         const LuthierUploadMark *mark,
         GCancellable *noted,
         gpointer user_data)
{
  News *news = make_news (user_data);

  news->session = g_strdup (session);
  news->mark = g_memdup2 (mark, sizeof *mark);
  g_set_object (&news->noted, noted);
  tell (user_data, news);
}

static void
succeed (GTask *task, LuthierStorageObject *object)
{
  LuthierUpload *self = g_task_get_source_object (task);

  luthier_upload_set_progress (self, object->size, object->size);
  luthier_upload_set_state (self, LUTHIER_UPLOAD_DONE);
  g_task_return_pointer (task, object, (GDestroyNotify) luthier_storage_object_free);
}

static void
fail (GTask *task, GError *error)
{
  LuthierUpload *self = g_task_get_source_object (task);

  luthier_upload_forget_rate (self);
  luthier_upload_set_state (self, LUTHIER_UPLOAD_FAILED);
  g_task_return_error (task, error);
}

static void
fail_taken (GTask *task)
{
  LuthierUpload *self = g_task_get_source_object (task);

  fail (task, g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_CONFLICT,
                           _ ("There is another file at %s already, which is left as it is"),
                           self->gs_uri));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierUpload *self = g_task_get_source_object (task);

  /* What cannot be deleted stays: it is the damage that counts. */
  luthier_storage_delete_finish (LUTHIER_STORAGE (source), result, NULL);
  fail (task, g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                           _ ("What arrived at %s differs from the file and was removed: "
                              "upload it again"),
                           self->gs_uri));
}

static void
compare_in_thread (GTask *errand_task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;
  g_autoptr (LuthierUploadSource)
      file = luthier_upload_source_open (errand->file, cancellable, &error);

  if (file == NULL ||
      !luthier_upload_source_matches (file, errand->object, &errand->intact, cancellable, &error))
    g_task_return_error (errand_task, error);
  else
    g_task_return_boolean (errand_task, TRUE);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Errand *errand = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail (task, g_steal_pointer (&error));
  else if (errand->intact)
    succeed (task, g_steal_pointer (&errand->object));
  else
    fail_taken (task);
}

/* Takes the object. */
static void
compare (GTask *task, LuthierStorageObject *object)
{
  LuthierUpload *self = g_task_get_source_object (task);
  g_autoptr (GTask) errand_task = NULL;
  Errand *errand = g_new0 (Errand, 1);

  errand->file = g_object_ref (self->file);
  errand->object = object;
  errand_task = g_task_new (NULL, g_task_get_cancellable (task), compared_cb, g_object_ref (task));
  g_task_set_source_tag (errand_task, compare);
  g_task_set_task_data (errand_task, errand, (GDestroyNotify) errand_free);
  g_task_run_in_thread (errand_task, compare_in_thread);
}

/* The name is taken. If it is by this very file, there is nothing left to do. */
static void
taken_stat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierUpload *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  LuthierStorageObject *object = luthier_storage_stat_finish (LUTHIER_STORAGE (source), result,
                                                              &error);

  self->taken = object != NULL ? object->generation : 0;
  if (object != NULL)
    compare (task, object);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (task, g_steal_pointer (&error));
  else
    fail_taken (task);
}

/* Whoever may write need not be allowed to look: what the answer does not say shows later. */
static void
first_stat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierUpload *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierStorageObject)
      object = luthier_storage_stat_finish (LUTHIER_STORAGE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (task, g_steal_pointer (&error));
  else if (object == NULL)
    fetch_token (task);
  else if (object->size == self->wanted_size && g_strcmp0 (object->crc32c, self->crc32c) == 0)
    succeed (task, g_steal_pointer (&object));
  else if (object->generation == self->generation)
    fetch_token (task);
  else
    {
      self->taken = object->generation;
      fail_taken (task);
    }
}

static gboolean
may_renew_token (GTask *task, LuthierUploadWorker *worker)
{
  Run *run = g_task_get_task_data (task);

  if (run->token == NULL)
    return get_tokens (g_task_get_source_object (task)) != NULL && !run->asked;
  return !run->renewed || luthier_upload_worker_is_token_proven (worker);
}

static void
judge_failure (GTask *task, LuthierUploadWorker *worker, GError *error)
{
  LuthierUpload *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAUTHENTICATED) &&
      may_renew_token (task, worker))
    {
      g_error_free (error);
      if (run->token != NULL)
        {
          run->renewed = TRUE;
          luthier_token_source_invalidate (get_tokens (self), run->token);
        }
      forget_token (run);
      fetch_token (task);
    }
  else if (luthier_error_get_http_status (error) == 412)
    {
      g_error_free (error);
      luthier_storage_stat_async (self->storage, self->gs_uri, g_task_get_cancellable (task),
                                  taken_stat_cb, g_object_ref (task));
    }
  else
    {
      fail (task, error);
    }
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierUpload *self = g_task_get_source_object (task);
  Errand *errand = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    judge_failure (task, errand->worker, error);
  else if (errand->intact)
    succeed (task, g_steal_pointer (&errand->object));
  else
    luthier_storage_delete_async (self->storage, errand->object, NULL, deleted_cb,
                                  g_object_ref (task));
}

static void
work_in_thread (GTask *errand_task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;

  errand->object = luthier_upload_worker_run (errand->worker, &errand->intact, cancellable, &error);
  if (errand->object != NULL)
    g_task_return_boolean (errand_task, TRUE);
  else
    g_task_return_error (errand_task, error);
  /* Nobody waits for this. */
  luthier_upload_worker_close (errand->worker);
}

static void
start_worker (GTask *task)
{
  LuthierUpload *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  LuthierHttpClient *http = luthier_storage_get_http (self->storage);
  g_autoptr (GTask) errand_task = NULL;
  Errand *errand = g_new0 (Errand, 1);

  errand->worker = luthier_upload_worker_new (&(LuthierUploadOrder){
      .file = self->file,
      .endpoints = luthier_http_client_get_endpoints (http),
      .random = luthier_http_client_get_random (http),
      .bucket = self->bucket,
      .name = self->name,
      .token = run->token,
      .quota_project = luthier_http_client_get_quota_project (http),
      .generation = self->generation,
      .crc32c = self->crc32c,
      .size = self->wanted_size,
      .session = self->session,
      .mark = luthier_upload_get_mark (self),
      .leave = self->leave,
      .keep = is_remembered (self) ? keep_cb : NULL,
      .report = report_cb,
      .user_data = task,
  });
  errand_task = g_task_new (NULL, g_task_get_cancellable (task), worked_cb, g_object_ref (task));
  g_task_set_source_tag (errand_task, start_worker);
  g_task_set_check_cancellable (errand_task, FALSE);
  g_task_set_task_data (errand_task, errand, (GDestroyNotify) errand_free);
  g_task_run_in_thread (errand_task, work_in_thread);
}

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  run->token = luthier_token_source_get_token_finish (LUTHIER_TOKEN_SOURCE (source), result,
                                                      &error);
  if (run->token != NULL)
    start_worker (task);
  else
    fail (task, g_steal_pointer (&error));
}

static void
fetch_token (GTask *task)
{
  LuthierTokenSource *tokens = get_tokens (g_task_get_source_object (task));
  Run *run = g_task_get_task_data (task);

  run->asked = TRUE;
  if (tokens != NULL)
    luthier_token_source_get_token_async (tokens, g_task_get_cancellable (task), token_cb,
                                          g_object_ref (task));
  else
    start_worker (task);
}

/* An open session needs no token: it goes on even where none can be got. */
void
luthier_upload_run (GTask *task)
{
  LuthierUpload *self = g_task_get_source_object (task);

  g_task_set_task_data (task, g_new0 (Run, 1), (GDestroyNotify) run_free);
  self->taken = 0;
  if (self->session != NULL)
    start_worker (task);
  else if (self->crc32c != NULL)
    luthier_storage_stat_async (self->storage, self->gs_uri, g_task_get_cancellable (task),
                                first_stat_cb, g_object_ref (task));
  else
    fetch_token (task);
}
