/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-transfer-private.h"

#include <math.h>

#include "luthier-error.h"
#include "luthier-resource-name.h"
#include "luthier-upload.h"

struct _LuthierTransfer
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  GFile *file;                   /* (owned) */
  char *uri;                     /* (owned) */
  LuthierUpload *upload;         /* (owned) (nullable): the current attempt */
  GCancellable *cancellable;     /* (owned): of the current attempt */
  GError *error;                 /* (owned) (nullable) */
  gulong closed_handler;
  LuthierTransferState state;
  guint64 sent;
  guint64 size;
  double rate;
};

G_DEFINE_ENUM_TYPE (LuthierTransferState,
                    luthier_transfer_state,
                    G_DEFINE_ENUM_VALUE (LUTHIER_TRANSFER_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_TRANSFER_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_TRANSFER_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_TRANSFER_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_TRANSFER_CANCELLED, "cancelled"))
G_DEFINE_FINAL_TYPE (LuthierTransfer, luthier_transfer, G_TYPE_OBJECT)

typedef enum
{
  PROP_FILE = 1,
  PROP_URI,
  PROP_STATE,
  PROP_SENT,
  PROP_SIZE,
  PROP_RATE,
  PROP_SECONDS_LEFT,
  PROP_FRACTION,
  PROP_ERROR,
} LuthierTransferProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static void
set_state (LuthierTransfer *self, LuthierTransferState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* (transfer full) (nullable) */
static void
set_error (LuthierTransfer *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_progress (LuthierTransfer *self, guint64 sent, guint64 size, double rate)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (self->sent != sent)
    g_object_notify_by_pspec (object, properties[PROP_SENT]);
  if (self->size != size)
    g_object_notify_by_pspec (object, properties[PROP_SIZE]);
  if (fabs (self->rate - rate) > 0.0)
    g_object_notify_by_pspec (object, properties[PROP_RATE]);
  self->sent = sent;
  self->size = size;
  self->rate = rate;
  g_object_notify_by_pspec (object, properties[PROP_FRACTION]);
  g_object_notify_by_pspec (object, properties[PROP_SECONDS_LEFT]);
  g_object_thaw_notify (object);
}

static void
upload_changed_cb (LuthierTransfer *self)
{
  set_progress (self, luthier_upload_get_sent (self->upload),
                luthier_upload_get_size (self->upload), luthier_upload_get_rate (self->upload));

  if (luthier_upload_get_state (self->upload) == LUTHIER_UPLOAD_WAITING)
    set_state (self, LUTHIER_TRANSFER_WAITING);
  else if (luthier_upload_get_state (self->upload) == LUTHIER_UPLOAD_RUNNING)
    set_state (self, LUTHIER_TRANSFER_RUNNING);
}

/* (transfer full) */
static void
fail (LuthierTransfer *self, GError *error)
{
  const gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  set_error (self, cancelled ? NULL : error);
  if (cancelled)
    g_error_free (error);
  set_state (self, cancelled ? LUTHIER_TRANSFER_CANCELLED : LUTHIER_TRANSFER_FAILED);
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransfer) self = user_data;
  g_autoptr (LuthierStorageObject) object = NULL;
  GError *error = NULL;

  object = luthier_upload_run_finish (LUTHIER_UPLOAD (source), result, &error);
  if (object == NULL)
    {
      fail (self, error);
      return;
    }

  set_progress (self, object->size, object->size, self->rate);
  set_state (self, LUTHIER_TRANSFER_DONE);
}

static void
upload (LuthierTransfer *self)
{
  g_clear_object (&self->upload);
  self->upload = luthier_upload_new (luthier_connection_get_storage (self->connection), self->file,
                                     self->uri);
  g_signal_connect_object (self->upload, "notify", G_CALLBACK (upload_changed_cb), self,
                           G_CONNECT_SWAPPED);
  luthier_upload_run_async (self->upload, self->cancellable, uploaded_cb, g_object_ref (self));
}

static void
bucket_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransfer) self = user_data;
  g_autoptr (GError) error = NULL;

  luthier_storage_make_bucket_finish (LUTHIER_STORAGE (source), result, &error);
  if (error != NULL && !g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_CONFLICT))
    fail (self, g_steal_pointer (&error));
  else
    upload (self);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTransfer) self = user_data;
  LuthierProfile *profile = luthier_connection_get_profile (self->connection);
  g_autofree char *bucket = NULL;
  GError *error = NULL;

  if (!luthier_connection_ready_finish (self->connection, result, &error) ||
      g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    fail (self, error);
  else if (luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE &&
           luthier_gs_uri_parse (self->uri, &bucket, NULL))
    luthier_storage_make_bucket_async (luthier_connection_get_storage (self->connection), bucket,
                                       luthier_connection_get_usual_region (self->connection),
                                       self->cancellable, bucket_made_cb, g_object_ref (self));
  else
    upload (self);
}

static void
start (LuthierTransfer *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_error (self, NULL);
  set_state (self, LUTHIER_TRANSFER_RUNNING);

  luthier_connection_ready_async (self->connection, ready_cb, g_object_ref (self));
}

static void
luthier_transfer_finalize (GObject *object)
{
  LuthierTransfer *self = LUTHIER_TRANSFER (object);

  g_cancellable_disconnect (luthier_connection_get_cancellable (self->connection),
                            self->closed_handler);
  g_clear_object (&self->upload);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->file);
  g_clear_pointer (&self->uri, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (luthier_transfer_parent_class)->finalize (object);
}

static void
luthier_transfer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierTransfer *self = LUTHIER_TRANSFER (object);

  switch ((LuthierTransferProperty) id)
    {
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
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
    case PROP_SECONDS_LEFT:
      g_value_set_int64 (value, luthier_transfer_get_seconds_left (self));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, luthier_transfer_get_fraction (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_transfer_class_init (LuthierTransferClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = luthier_transfer_finalize;
  object_class->get_property = luthier_transfer_get_property;

  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, LUTHIER_TYPE_TRANSFER_STATE,
                                              LUTHIER_TRANSFER_RUNNING, flags);
  properties[PROP_SENT] = g_param_spec_uint64 ("sent", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_SECONDS_LEFT] = g_param_spec_int64 ("seconds-left", NULL, NULL, -1, G_MAXINT64,
                                                      -1, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_transfer_init (LuthierTransfer *self)
{
}

/* Leaving the profile ends its uploads. */
static void
closed_cb (GCancellable *closed, gpointer user_data)
{
  LuthierTransfer *self = user_data;

  g_cancellable_cancel (self->cancellable);
}

LuthierTransfer *
luthier_transfer_new (LuthierConnection *connection, GFile *file, const char *gs_uri)
{
  LuthierTransfer *self = g_object_new (LUTHIER_TYPE_TRANSFER, NULL);

  self->connection = g_object_ref (connection);
  self->file = g_object_ref (file);
  self->uri = g_strdup (gs_uri);
  start (self);
  self->closed_handler = g_cancellable_connect (luthier_connection_get_cancellable (connection),
                                                G_CALLBACK (closed_cb), self, NULL);

  return self;
}

GFile *
luthier_transfer_get_file (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), NULL);

  return self->file;
}

/**
 * luthier_transfer_get_uri:
 *
 * Returns: where it is uploaded to, gs://…, known from the beginning
 */
const char *
luthier_transfer_get_uri (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), NULL);

  return self->uri;
}

LuthierTransferState
luthier_transfer_get_state (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), LUTHIER_TRANSFER_FAILED);

  return self->state;
}

guint64
luthier_transfer_get_sent (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), 0);

  return self->sent;
}

guint64
luthier_transfer_get_size (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), 0);

  return self->size;
}

double
luthier_transfer_get_rate (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), 0.0);

  return self->rate;
}

double
luthier_transfer_get_fraction (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), 0.0);

  if (self->state == LUTHIER_TRANSFER_DONE)
    return 1.0;

  return self->size > 0 ? MIN ((double) self->sent / (double) self->size, 1.0) : 0.0;
}

/**
 * luthier_transfer_get_seconds_left:
 *
 * Returns: how long it takes at the current rate, or -1 while that is not known
 */
gint64
luthier_transfer_get_seconds_left (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), -1);

  if (self->state != LUTHIER_TRANSFER_RUNNING || self->rate < 1.0 || self->sent > self->size)
    return -1;

  return (gint64) ceil ((double) (self->size - self->sent) / self->rate);
}

const GError *
luthier_transfer_get_error (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), NULL);

  return self->error;
}

void
luthier_transfer_cancel (LuthierTransfer *self)
{
  g_return_if_fail (LUTHIER_IS_TRANSFER (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * luthier_transfer_retry:
 *
 * Tries again what failed or was cancelled.
 */
void
luthier_transfer_retry (LuthierTransfer *self)
{
  g_return_if_fail (LUTHIER_IS_TRANSFER (self));

  if ((self->state == LUTHIER_TRANSFER_FAILED || self->state == LUTHIER_TRANSFER_CANCELLED) &&
      !luthier_connection_is_closed (self->connection))
    start (self);
}
