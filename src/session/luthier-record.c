/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-record-private.h"

#include "luthier-error.h"

struct _LuthierRecord
{
  GObject parent_instance;

  LuthierCurves *curves; /* (owned) */
  GListStore *events;    /* (owned) of LuthierEvent */
  gboolean loaded;
  gboolean reading;
  gboolean complete;
  GError *error; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierRecord, luthier_record, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOADED = 1,
  PROP_READING,
  PROP_COMPLETE,
  PROP_ERROR,
  N_PROPS
} LuthierRecordProperty;

static GParamSpec *properties[N_PROPS];

static void
luthier_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierRecord *self = LUTHIER_RECORD (object);

  switch ((LuthierRecordProperty) prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_READING:
      g_value_set_boolean (value, self->reading);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_record_finalize (GObject *object)
{
  LuthierRecord *self = LUTHIER_RECORD (object);

  g_object_unref (self->curves);
  g_object_unref (self->events);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (luthier_record_parent_class)->finalize (object);
}

static void
luthier_record_class_init (LuthierRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = luthier_record_get_property;
  object_class->finalize = luthier_record_finalize;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_READING] = g_param_spec_boolean ("reading", NULL, NULL, FALSE, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_record_init (LuthierRecord *self)
{
  self->curves = luthier_curves_new ();
  self->events = g_list_store_new (LUTHIER_TYPE_EVENT);
}

LuthierRecord *
luthier_record_new (void)
{
  return g_object_new (LUTHIER_TYPE_RECORD, NULL);
}

LuthierCurves *
luthier_record_get_curves (LuthierRecord *self)
{
  g_return_val_if_fail (LUTHIER_IS_RECORD (self), NULL);

  return self->curves;
}

GListModel *
luthier_record_get_events (LuthierRecord *self)
{
  g_return_val_if_fail (LUTHIER_IS_RECORD (self), NULL);

  return G_LIST_MODEL (self->events);
}

gboolean
luthier_record_get_loaded (LuthierRecord *self)
{
  g_return_val_if_fail (LUTHIER_IS_RECORD (self), FALSE);

  return self->loaded;
}

gboolean
luthier_record_get_reading (LuthierRecord *self)
{
  g_return_val_if_fail (LUTHIER_IS_RECORD (self), FALSE);

  return self->reading;
}

gboolean
luthier_record_get_complete (LuthierRecord *self)
{
  g_return_val_if_fail (LUTHIER_IS_RECORD (self), FALSE);

  return self->complete;
}

const GError *
luthier_record_get_error (LuthierRecord *self)
{
  g_return_val_if_fail (LUTHIER_IS_RECORD (self), NULL);

  return self->error;
}

gboolean
luthier_record_is_final (LuthierRecord *self)
{
  g_return_val_if_fail (LUTHIER_IS_RECORD (self), FALSE);

  return self->complete || g_error_matches (self->error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND) ||
         g_error_matches (self->error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN) ||
         g_error_matches (self->error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID);
}

void
luthier_record_set_loaded (LuthierRecord *self, gboolean loaded)
{
  if (self->loaded == loaded)
    return;

  self->loaded = loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

void
luthier_record_set_reading (LuthierRecord *self, gboolean reading)
{
  if (self->reading == reading)
    return;

  self->reading = reading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
}

void
luthier_record_set_complete (LuthierRecord *self, gboolean complete)
{
  if (self->complete == complete)
    return;

  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

void
luthier_record_set_error (LuthierRecord *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
luthier_record_add_event (LuthierRecord *self, LuthierEvent *event)
{
  g_list_store_append (self->events, event);
}

void
luthier_record_load (LuthierRecord *self, GPtrArray *events, LuthierCurves *curves)
{
  g_list_store_splice (self->events, 0, 0, events->pdata, events->len);
  luthier_curves_adopt (self->curves, curves);
}
