/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-error.h"
#include "luthier-resource-name.h"

/* How quickly the rate follows: the weight of what was falls to a third in this time. */
#define RATE_MEMORY_US (3 * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (LuthierUpload, luthier_upload, G_TYPE_OBJECT)

enum
{
  KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

void
luthier_upload_set_state (LuthierUpload *self, LuthierUploadState state)
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

void
luthier_upload_set_progress (LuthierUpload *self, guint64 sent, guint64 size)
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

void
luthier_upload_forget_rate (LuthierUpload *self)
{
  self->measured_us = 0;
  set_rate (self, 0);
}

void
luthier_upload_take_progress (LuthierUpload *self, guint64 sent, guint64 size, gboolean waiting)
{
  if (self->state != LUTHIER_UPLOAD_RUNNING && self->state != LUTHIER_UPLOAD_WAITING)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  if (waiting)
    luthier_upload_forget_rate (self);
  else
    measure_rate (self, sent);
  luthier_upload_set_progress (self, sent, size);
  luthier_upload_set_state (self, waiting ? LUTHIER_UPLOAD_WAITING : LUTHIER_UPLOAD_RUNNING);
  g_object_thaw_notify (G_OBJECT (self));
}

void
luthier_upload_forget_session (LuthierUpload *self)
{
  if (self->session != NULL)
    explicit_bzero (self->session, strlen (self->session));
  g_clear_pointer (&self->session, g_free);
}

void
luthier_upload_take_mark (LuthierUpload *self,
                          const char *session,
                          const LuthierUploadMark *mark,
                          GCancellable *noted)
{
  if (session != NULL)
    {
      luthier_upload_forget_session (self);
      self->session = g_strdup (session);
    }
  self->mark = *mark;
  self->has_mark = TRUE;
  g_set_object (&self->noted, noted);
  g_signal_emit (self, signals[KEPT], 0);
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

  luthier_upload_forget_session (self);
  g_clear_object (&self->leave);
  g_clear_object (&self->noted);
  g_free (self->crc32c);
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

  signals[KEPT] = g_signal_new ("kept", LUTHIER_TYPE_UPLOAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
luthier_upload_init (LuthierUpload *self)
{
  self->leave = g_cancellable_new ();
}

/**
 * luthier_upload_new:
 * @storage: where to
 * @file: a local file
 * @gs_uri: gs://bucket/object, which must not exist yet unless it is to be replaced
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
 * luthier_upload_expect:
 * @self: an upload that has not begun
 * @size: what the file is expected to be, in bytes
 * @crc32c: base64
 *
 * If an object of this name, size and checksum is there already, nothing is sent. A file that
 * turns out to be another is not uploaded.
 */
void
luthier_upload_expect (LuthierUpload *self, guint64 size, const char *crc32c)
{
  g_return_if_fail (LUTHIER_IS_UPLOAD (self));
  g_return_if_fail (crc32c != NULL);

  self->wanted_size = size;
  g_free (self->crc32c);
  self->crc32c = g_strdup (crc32c);
}

/**
 * luthier_upload_set_generation:
 * @self: an upload that has not begun
 * @generation: what is replaced, exactly; 0: nothing
 */
void
luthier_upload_set_generation (LuthierUpload *self, gint64 generation)
{
  g_return_if_fail (LUTHIER_IS_UPLOAD (self));

  self->generation = generation;
}

/**
 * luthier_upload_get_taken:
 * @self: an upload that has failed with %LUTHIER_ERROR_CONFLICT
 *
 * Returns: the generation of the object that is in the way; 0 if there is none
 */
gint64
luthier_upload_get_taken (LuthierUpload *self)
{
  g_return_val_if_fail (LUTHIER_IS_UPLOAD (self), 0);

  return self->taken;
}

/**
 * luthier_upload_resume:
 * @self: an upload that has not begun
 * @mark: what was kept of an earlier one
 * @session: (nullable): its session, or %NULL to begin anew if the file is still the same
 */
void
luthier_upload_resume (LuthierUpload *self, const LuthierUploadMark *mark, const char *session)
{
  g_return_if_fail (LUTHIER_IS_UPLOAD (self));
  g_return_if_fail (mark != NULL);

  luthier_upload_forget_session (self);
  self->session = g_strdup (session);
  self->mark = *mark;
  self->has_mark = TRUE;
}

/**
 * luthier_upload_get_mark:
 * @self: an upload
 *
 * Returns: (nullable): what to write down of it; %NULL as long as no session is open
 */
const LuthierUploadMark *
luthier_upload_get_mark (LuthierUpload *self)
{
  g_return_val_if_fail (LUTHIER_IS_UPLOAD (self), NULL);

  return self->has_mark ? &self->mark : NULL;
}

/**
 * luthier_upload_get_session:
 * @self: an upload
 *
 * Returns: (nullable): what an earlier upload is gone on with; a secret
 */
const char *
luthier_upload_get_session (LuthierUpload *self)
{
  g_return_val_if_fail (LUTHIER_IS_UPLOAD (self), NULL);

  return self->session;
}

/**
 * luthier_upload_is_waiting_for_note:
 * @self: an upload
 *
 * Returns: in a handler of ::kept: whether the session is a new one, and no more than a chunk is
 *   sent before luthier_upload_noted()
 */
gboolean
luthier_upload_is_waiting_for_note (LuthierUpload *self)
{
  g_return_val_if_fail (LUTHIER_IS_UPLOAD (self), FALSE);

  return self->noted != NULL;
}

/**
 * luthier_upload_noted:
 * @self: an upload
 *
 * The session is written down, or cannot be.
 */
void
luthier_upload_noted (LuthierUpload *self)
{
  g_return_if_fail (LUTHIER_IS_UPLOAD (self));

  if (self->noted != NULL)
    g_cancellable_cancel (self->noted);
  g_clear_object (&self->noted);
}

/**
 * luthier_upload_leave:
 * @self: an upload
 *
 * From now on its session is left open when it is cancelled: another run goes on with it.
 */
void
luthier_upload_leave (LuthierUpload *self)
{
  g_return_if_fail (LUTHIER_IS_UPLOAD (self));

  g_cancellable_cancel (self->leave);
}

/**
 * luthier_upload_run_async:
 * @self: an upload that is not running
 * @cancellable: (nullable): a cancellable
 * @callback: called when the file is stored, or will not be
 * @user_data: data for @callback
 *
 * Uploads the file. A line that breaks is waited for; what the service has kept is not sent
 * again. An object that is there already is never overwritten unless exactly that one is to be,
 * and if it is this very file the upload is done.
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
  if (self->name == NULL)
    {
      luthier_upload_set_state (self, LUTHIER_UPLOAD_FAILED);
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                               _ ("“%s” is not an address such as gs://bucket/object"),
                               self->gs_uri);
      return;
    }
  self->measured_us = 0;
  luthier_upload_set_progress (self, 0, self->size);
  luthier_upload_set_state (self, LUTHIER_UPLOAD_RUNNING);
  luthier_upload_run (task);
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
