/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-error.h"
#include "luthier-resource-name.h"
#include "luthier-upload-source.h"
#include "luthier-upload-worker.h"

/* How quickly the rate follows: the weight of what was falls to a third in this time. */
#define RATE_MEMORY_US (3 * G_USEC_PER_SEC)

struct _LuthierUpload
{
  GObject parent_instance;

  LuthierStorage *storage; /* (owned) */
  GFile *file;             /* (owned) */
  char *gs_uri;            /* (owned) */
  char *bucket;            /* (owned) (nullable) */
  char *name;              /* (owned) (nullable) */

  LuthierUploadState state;
  guint64 sent;
  guint64 size;
  double rate;
  gint64 measured_us; /* when sent was last heard of; 0 = not yet */
};

G_DEFINE_FINAL_TYPE (LuthierUpload, luthier_upload, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_SENT,
  PROP_SIZE,
  PROP_RATE,
} LuthierUploadProperty;

static GParamSpec *properties[PROP_RATE + 1];

GType
luthier_upload_state_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { LUTHIER_UPLOAD_READY, "LUTHIER_UPLOAD_READY", "ready" },
    { LUTHIER_UPLOAD_RUNNING, "LUTHIER_UPLOAD_RUNNING", "running" },
    { LUTHIER_UPLOAD_WAITING, "LUTHIER_UPLOAD_WAITING", "waiting" },
    { LUTHIER_UPLOAD_DONE, "LUTHIER_UPLOAD_DONE", "done" },
    { LUTHIER_UPLOAD_FAILED, "LUTHIER_UPLOAD_FAILED", "failed" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("LuthierUploadState", values));
  return type;
}

/* One run, from the first token to the last word. */
typedef struct
{
  char *token; /* (owned) (nullable): a secret */
  gboolean renewed;
} Run;

/* What is done on a thread. It holds nothing that must not be freed there. */
typedef struct
{
  LuthierUploadWorker *worker;  /* (owned) (nullable) */
  GFile *file;                  /* (owned) (nullable): to be compared with the object */
  LuthierStorageObject *object; /* (owned) (nullable) */
  gboolean intact;
} Errand;

/* How far it is, on the way from the thread. */
typedef struct
{
  LuthierUpload *upload; /* (owned) */
  guint64 sent;
  guint64 size;
  gboolean waiting;
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
  g_object_unref (news->upload);
  g_free (news);
}

static LuthierTokenSource *
get_tokens (LuthierUpload *self)
{
  return luthier_http_client_get_tokens (luthier_storage_get_http (self->storage));
}

static void
set_state (LuthierUpload *self, LuthierUploadState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_rate (LuthierUpload *self, double rate)
{
  if (fabs (self->rate - rate) < 1)
    return;
  self->rate = rate;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
}

static void
measure_rate (LuthierUpload *self, guint64 sent)
{
  LuthierClock *clock = luthier_http_client_get_clock (luthier_storage_get_http (self->storage));
  gint64 now = luthier_clock_get_monotonic_time (clock);
  double elapsed_us = (double) (now - self->measured_us);
  double gained = sent > self->sent ? (double) (sent - self->sent) : 0;

  if (self->measured_us != 0 && elapsed_us > 0)
    {
      double kept = self->rate > 0 ? exp (-elapsed_us / RATE_MEMORY_US) : 0;

      set_rate (self, kept * self->rate + (1 - kept) * gained * G_USEC_PER_SEC / elapsed_us);
    }
  self->measured_us = now;
}

static void
set_progress (LuthierUpload *self, guint64 sent, guint64 size)
{
  if (self->size != size)
    {
      self->size = size;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
    }
  if (self->sent != sent)
    {
      self->sent = sent;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENT]);
    }
}

static gboolean
news_cb (gpointer user_data)
{
  News *news = user_data;
  LuthierUpload *self = news->upload;

  if (self->state != LUTHIER_UPLOAD_RUNNING && self->state != LUTHIER_UPLOAD_WAITING)
    return G_SOURCE_REMOVE;

  g_object_freeze_notify (G_OBJECT (self));
  if (news->waiting)
    {
      self->measured_us = 0;
      set_rate (self, 0);
    }
  else
    {
      measure_rate (self, news->sent);
    }
  set_progress (self, news->sent, news->size);
  set_state (self, news->waiting ? LUTHIER_UPLOAD_WAITING : LUTHIER_UPLOAD_RUNNING);
  g_object_thaw_notify (G_OBJECT (self));
  return G_SOURCE_REMOVE;
}

/* On the thread. The task keeps the upload alive as long as there is something to report. */
static void
report_cb (guint64 sent, guint64 size, gboolean waiting, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GSource) source = g_idle_source_new ();
  News *news = g_new0 (News, 1);

  news->upload = g_object_ref (g_task_get_source_object (task));
  news->sent = sent;
  news->size = size;
  news->waiting = waiting;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, news_cb, news, (GDestroyNotify) news_free);
  g_source_attach (source, g_task_get_context (task));
}

static void
succeed (GTask *task, LuthierStorageObject *object)
{
  LuthierUpload *self = g_task_get_source_object (task);

  set_progress (self, object->size, object->size);
  set_state (self, LUTHIER_UPLOAD_DONE);
  g_task_return_pointer (task, object, (GDestroyNotify) luthier_storage_object_free);
}

static void
fail (GTask *task, GError *error)
{
  LuthierUpload *self = g_task_get_source_object (task);

  set_rate (self, 0);
  set_state (self, LUTHIER_UPLOAD_FAILED);
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

/* The name is taken. If it is by this very file, there is nothing left to do. */
static void
stat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierUpload *self = g_task_get_source_object (task);
  g_autoptr (GTask) errand_task = NULL;
  g_autoptr (GError) error = NULL;
  LuthierStorageObject *object = luthier_storage_stat_finish (LUTHIER_STORAGE (source), result,
                                                              &error);
  Errand *errand;

  if (object == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        fail (task, g_steal_pointer (&error));
      else
        fail_taken (task);
      return;
    }

  errand = g_new0 (Errand, 1);
  errand->file = g_object_ref (self->file);
  errand->object = object;
  errand_task = g_task_new (NULL, g_task_get_cancellable (task), compared_cb, g_object_ref (task));
  g_task_set_source_tag (errand_task, stat_cb);
  g_task_set_task_data (errand_task, errand, (GDestroyNotify) errand_free);
  g_task_run_in_thread (errand_task, compare_in_thread);
}

static gboolean
may_renew_token (GTask *task, LuthierUploadWorker *worker)
{
  Run *run = g_task_get_task_data (task);

  return run->token != NULL && (!run->renewed || luthier_upload_worker_is_token_proven (worker));
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
      run->renewed = TRUE;
      luthier_token_source_invalidate (get_tokens (self), run->token);
      forget_token (run);
      fetch_token (task);
    }
  else if (luthier_error_get_http_status (error) == 412)
    {
      g_error_free (error);
      luthier_storage_stat_async (self->storage, self->gs_uri, g_task_get_cancellable (task),
                                  stat_cb, g_object_ref (task));
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
      .bucket = self->bucket,
      .name = self->name,
      .token = run->token,
      .quota_project = luthier_http_client_get_quota_project (http),
      .report = report_cb,
      .report_data = task,
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

  if (tokens != NULL)
    luthier_token_source_get_token_async (tokens, g_task_get_cancellable (task), token_cb,
                                          g_object_ref (task));
  else
    start_worker (task);
}

static void
luthier_upload_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierUpload *self = LUTHIER_UPLOAD (object);

  switch ((LuthierUploadProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SENT:
      g_value_set_uint64 (value, self->sent);
      break;
    case PROP_SIZE:
      g_value_set_uint64 (value, self->size);
      break;
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_upload_finalize (GObject *object)
{
  LuthierUpload *self = LUTHIER_UPLOAD (object);

  g_clear_object (&self->storage);
  g_clear_object (&self->file);
  g_free (self->gs_uri);
  g_free (self->bucket);
  g_free (self->name);

  G_OBJECT_CLASS (luthier_upload_parent_class)->finalize (object);
}

static void
luthier_upload_class_init (LuthierUploadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_upload_get_property;
  object_class->finalize = luthier_upload_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, LUTHIER_TYPE_UPLOAD_STATE,
                                              LUTHIER_UPLOAD_READY, flags);
  properties[PROP_SENT] = g_param_spec_uint64 ("sent", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_upload_init (LuthierUpload *self)
{
}

/**
 * luthier_upload_new:
 * @storage: where to
 * @file: a local file
 * @gs_uri: gs://bucket/object, which must not exist yet
 *
 * Returns: (transfer full): an upload that has not begun
 */
LuthierUpload *
luthier_upload_new (LuthierStorage *storage, GFile *file, const char *gs_uri)
{
  LuthierUpload *self;

  g_return_val_if_fail (LUTHIER_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (gs_uri != NULL, NULL);

  self = g_object_new (LUTHIER_TYPE_UPLOAD, NULL);
  self->storage = g_object_ref (storage);
  self->file = g_object_ref (file);
  self->gs_uri = g_strdup (gs_uri);
  luthier_gs_uri_parse (gs_uri, &self->bucket, &self->name);
  return self;
}

/**
 * luthier_upload_get_state:
 * @self: an upload
 *
 * Returns: what it does
 */
LuthierUploadState
luthier_upload_get_state (LuthierUpload *self)
{
  g_return_val_if_fail (LUTHIER_IS_UPLOAD (self), LUTHIER_UPLOAD_READY);

  return self->state;
}

/**
 * luthier_upload_get_sent:
 * @self: an upload
 *
 * Returns: how many bytes are on the other side or on the way; less than before if the service
 *   kept less than it was sent
 */
guint64
luthier_upload_get_sent (LuthierUpload *self)
{
  g_return_val_if_fail (LUTHIER_IS_UPLOAD (self), 0);

  return self->sent;
}

/**
 * luthier_upload_get_size:
 * @self: an upload
 *
 * Returns: the size of the file in bytes; 0 before it is opened
 */
guint64
luthier_upload_get_size (LuthierUpload *self)
{
  g_return_val_if_fail (LUTHIER_IS_UPLOAD (self), 0);

  return self->size;
}

/**
 * luthier_upload_get_rate:
 * @self: an upload
 *
 * Returns: bytes a second, smoothed over some seconds; 0 if it is not known
 */
double
luthier_upload_get_rate (LuthierUpload *self)
{
  g_return_val_if_fail (LUTHIER_IS_UPLOAD (self), 0);

  return self->rate;
}

/**
 * luthier_upload_run_async:
 * @self: an upload that is not running
 * @cancellable: (nullable): a cancellable
 * @callback: called when the file is stored, or will not be
 * @user_data: data for @callback
 *
 * Uploads the file. A line that breaks is waited for; what the service has kept is not sent
 * again. An object that is there already is never overwritten, and if it is this very file the
 * upload is done.
 */
void
luthier_upload_run_async (LuthierUpload *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_UPLOAD (self));
  g_return_if_fail (self->state != LUTHIER_UPLOAD_RUNNING && self->state != LUTHIER_UPLOAD_WAITING);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_upload_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Run, 1), (GDestroyNotify) run_free);
  if (self->name == NULL)
    {
      fail (task,
            g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                         _ ("“%s” is not an address such as gs://bucket/object"), self->gs_uri));
      return;
    }
  self->measured_us = 0;
  set_progress (self, 0, self->size);
  set_state (self, LUTHIER_UPLOAD_RUNNING);
  fetch_token (task);
}

/**
 * luthier_upload_run_finish:
 * @self: an upload
 * @result: the result
 * @error: return location; %LUTHIER_ERROR_DATASET if the file cannot be read or was changed,
 *   %LUTHIER_ERROR_CONFLICT if there is another object of this name
 *
 * Returns: (transfer full): the object, whose size and checksum are those of the file
 */
LuthierStorageObject *
luthier_upload_run_finish (LuthierUpload *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
