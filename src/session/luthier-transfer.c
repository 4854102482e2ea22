/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-transfer-private.h"

#include <math.h>

#include "luthier-error.h"
#include "luthier-secret.h"

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
  PROP_SURVIVES,
} LuthierTransferProperty;

static GParamSpec *properties[PROP_SURVIVES + 1];

gboolean
luthier_transfer_is_for (LuthierTransfer *self, const LuthierUploadRecord *record)
{
  g_autofree char *file = g_file_get_uri (self->file);

  return g_str_equal (self->uri, record->gs_uri) && g_str_equal (file, record->file);
}

gboolean
luthier_transfer_is_under_way (LuthierTransfer *self)
{
  return self->state == LUTHIER_TRANSFER_RUNNING || self->state == LUTHIER_TRANSFER_WAITING;
}

void
luthier_transfer_set_state (LuthierTransfer *self, LuthierTransferState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
luthier_transfer_set_error (LuthierTransfer *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
luthier_transfer_set_progress (LuthierTransfer *self, guint64 sent, guint64 size, double rate)
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

void
luthier_transfer_set_survives (LuthierTransfer *self, gboolean survives)
{
  if (self->survives == survives)
    return;

  self->survives = survives;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SURVIVES]);
}

static void
luthier_transfer_finalize (GObject *object)
{
  LuthierTransfer *self = LUTHIER_TRANSFER (object);

  g_cancellable_disconnect (luthier_connection_get_cancellable (self->connection),
                            self->closed_handler);
  luthier_secret_free (g_steal_pointer (&self->session));
  g_clear_object (&self->upload);
  g_clear_object (&self->memory);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->random);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->keyring);
  g_clear_object (&self->file);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->crc32c, g_free);
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
    case PROP_SURVIVES:
      g_value_set_boolean (value, self->survives);
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
  properties[PROP_SURVIVES] = g_param_spec_boolean ("survives", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_transfer_init (LuthierTransfer *self)
{
}

/* Leaving the profile ends its uploads; where it can be gone on with, the service keeps what it
 * has. */
static void
closed_cb (GCancellable *closed, gpointer user_data)
{
  LuthierTransfer *self = user_data;

  if (self->survives && !g_cancellable_is_cancelled (self->cancellable))
    {
      self->is_left = TRUE;
      if (self->upload != NULL)
        luthier_upload_leave (self->upload);
    }
  g_cancellable_cancel (self->cancellable);
}

/* What an earlier run knew of it. */
static void
take_record (LuthierTransfer *self, LuthierUploadRecord *record)
{
  self->file = g_file_new_for_uri (record->file);
  self->uri = g_strdup (record->gs_uri);
  self->sha256 = g_strdup (record->sha256);
  self->crc32c = g_strdup (record->crc32c);
  self->wanted_size = record->size;
  self->generation = record->generation;
  if (record->id != NULL)
    {
      self->has_mark = self->is_stored = self->survives = TRUE;
      self->sent = record->kept;
      self->size = record->size;
      self->mark = (LuthierUploadMark){
        .size = record->size,
        .mtime_us = record->mtime_us,
        .kept = record->kept,
        .crc32c = record->kept_crc32c,
      };
    }
  self->memory = luthier_transfer_memory_new (self->store, self->random, self->keyring, record);
}

LuthierTransfer *
luthier_transfer_new (const LuthierTransferMeans *means, LuthierUploadRecord *record)
{
  LuthierTransfer *self = g_object_new (LUTHIER_TYPE_TRANSFER, NULL);
  LuthierProfile *profile = luthier_connection_get_profile (means->connection);

  self->connection = g_object_ref (means->connection);
  self->clock = g_object_ref (means->clock);
  self->random = g_object_ref (means->random);
  self->store = g_object_ref (means->store);
  /* Whoever keeps the sign-in out of the keyring keeps this out of it too. */
  if (!luthier_profile_get_session_only (profile))
    self->keyring = g_object_ref (means->keyring);
  take_record (self, record);
  luthier_transfer_start (self);
  self->closed_handler = g_cancellable_connect (
      luthier_connection_get_cancellable (means->connection), G_CALLBACK (closed_cb), self, NULL);

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

/**
 * luthier_transfer_get_survives:
 *
 * Returns: whether it goes on by itself after a restart of the program; not where there is no
 *   keyring, and not before it has begun to send
 */
gboolean
luthier_transfer_get_survives (LuthierTransfer *self)
{
  g_return_val_if_fail (LUTHIER_IS_TRANSFER (self), FALSE);

  return self->survives;
}

/**
 * luthier_transfer_cancel:
 *
 * Ends it, also at the service, whether it runs or has failed.
 */
void
luthier_transfer_cancel (LuthierTransfer *self)
{
  g_return_if_fail (LUTHIER_IS_TRANSFER (self));

  g_cancellable_cancel (self->cancellable);
  if (self->state != LUTHIER_TRANSFER_FAILED)
    return;

  if (self->upload != NULL)
    luthier_upload_abandon (self->upload);
  luthier_transfer_forget (self);
  luthier_transfer_set_error (self, NULL);
  luthier_transfer_set_state (self, LUTHIER_TRANSFER_CANCELLED);
}

void
luthier_transfer_enter_form (LuthierTransfer *self)
{
  g_return_if_fail (LUTHIER_IS_TRANSFER (self));

  self->n_forms++;
}

void
luthier_transfer_leave_form (LuthierTransfer *self)
{
  g_return_if_fail (LUTHIER_IS_TRANSFER (self));
  g_return_if_fail (self->n_forms > 0);

  self->n_forms--;
}

/**
 * luthier_transfer_retry:
 *
 * Tries again what failed or was cancelled, from where it was.
 */
void
luthier_transfer_retry (LuthierTransfer *self)
{
  g_return_if_fail (LUTHIER_IS_TRANSFER (self));

  if ((self->state == LUTHIER_TRANSFER_FAILED || self->state == LUTHIER_TRANSFER_CANCELLED) &&
      !luthier_connection_is_closed (self->connection))
    luthier_transfer_start (self);
}

/**
 * luthier_transfer_replace:
 *
 * The user's yes to replacing what is in the way, after %LUTHIER_ERROR_CONFLICT: exactly that
 * generation of the object. If there is another one by now, that is the same conflict again.
 */
void
luthier_transfer_replace (LuthierTransfer *self)
{
  g_return_if_fail (LUTHIER_IS_TRANSFER (self));

  if (self->state != LUTHIER_TRANSFER_FAILED || self->upload == NULL ||
      !g_error_matches (self->error, LUTHIER_ERROR, LUTHIER_ERROR_CONFLICT))
    return;

  self->generation = luthier_upload_get_taken (self->upload);
  luthier_transfer_retry (self);
}
