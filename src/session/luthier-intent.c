/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-private.h"

G_DEFINE_ENUM_TYPE (LuthierIntentWait,
                    luthier_intent_wait,
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_UPLOAD, "upload"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_TURN, "turn"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_SLOT, "slot"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_COUNT, "count"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_RATE, "rate"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_STORE, "store"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_WAIT_LOOK, "look"))

struct _LuthierIntent
{
  GObject parent_instance;

  char *id;             /* (owned) */
  LuthierJobSpec *spec; /* (owned) */
  LuthierIntentState state;
  LuthierIntentWait wait;
  gboolean held;
  char *region; /* (owned) (nullable) */
  gint64 sent_at;
  gint64 looked_at;
  gint64 next_at;
  guint n_looks;
  guint n_active;
  guint quota;
  GError *error;             /* (owned) (nullable) */
  LuthierTransfer *transfer; /* (owned) (nullable) */
  LuthierJob *job;           /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierIntent, luthier_intent, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_SPEC,
  PROP_STATE,
  PROP_WAIT,
  PROP_HELD,
  PROP_REGION,
  PROP_SENT_AT,
  PROP_LOOKED_AT,
  PROP_NEXT_AT,
  PROP_N_LOOKS,
  PROP_N_ACTIVE,
  PROP_QUOTA,
  PROP_ERROR,
  PROP_TRANSFER,
  PROP_JOB,
  N_PROPERTIES,
} LuthierIntentProperty;

static GParamSpec *properties[N_PROPERTIES];

static void
notify (LuthierIntent *self, LuthierIntentProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
luthier_intent_finalize (GObject *object)
{
  LuthierIntent *self = LUTHIER_INTENT (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->spec);
  g_clear_pointer (&self->region, g_free);
  g_clear_error (&self->error);
  g_clear_object (&self->transfer);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (luthier_intent_parent_class)->finalize (object);
}

static void
luthier_intent_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierIntent *self = LUTHIER_INTENT (object);

  switch ((LuthierIntentProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_SPEC:
      g_value_set_object (value, self->spec);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_WAIT:
      g_value_set_enum (value, self->wait);
      break;
    case PROP_HELD:
      g_value_set_boolean (value, self->held);
      break;
    case PROP_REGION:
      g_value_set_string (value, self->region);
      break;
    case PROP_SENT_AT:
      g_value_set_int64 (value, self->sent_at);
      break;
    case PROP_LOOKED_AT:
      g_value_set_int64 (value, self->looked_at);
      break;
    case PROP_NEXT_AT:
      g_value_set_int64 (value, self->next_at);
      break;
    case PROP_N_LOOKS:
      g_value_set_uint (value, self->n_looks);
      break;
    case PROP_N_ACTIVE:
      g_value_set_uint (value, self->n_active);
      break;
    case PROP_QUOTA:
      g_value_set_uint (value, self->quota);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_TRANSFER:
      g_value_set_object (value, self->transfer);
      break;
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_intent_class_init (LuthierIntentClass *class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = luthier_intent_finalize;
  object_class->get_property = luthier_intent_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, readable);
  properties[PROP_SPEC] = g_param_spec_object ("spec", NULL, NULL, LUTHIER_TYPE_JOB_SPEC, readable);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, LUTHIER_TYPE_INTENT_STATE,
                                              LUTHIER_INTENT_QUEUED, readable);
  properties[PROP_WAIT] = g_param_spec_enum ("wait", NULL, NULL, LUTHIER_TYPE_INTENT_WAIT,
                                             LUTHIER_INTENT_WAIT_NONE, readable);
  properties[PROP_HELD] = g_param_spec_boolean ("held", NULL, NULL, FALSE, readable);
  properties[PROP_REGION] = g_param_spec_string ("region", NULL, NULL, NULL, readable);
  properties[PROP_SENT_AT] = g_param_spec_int64 ("sent-at", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_LOOKED_AT] = g_param_spec_int64 ("looked-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                   readable);
  properties[PROP_NEXT_AT] = g_param_spec_int64 ("next-at", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_N_LOOKS] = g_param_spec_uint ("n-looks", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_ACTIVE] = g_param_spec_uint ("n-active", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_QUOTA] = g_param_spec_uint ("quota", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);
  properties[PROP_TRANSFER] = g_param_spec_object ("transfer", NULL, NULL, LUTHIER_TYPE_TRANSFER,
                                                   readable);
  properties[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LUTHIER_TYPE_JOB, readable);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
luthier_intent_init (LuthierIntent *self)
{
  self->state = LUTHIER_INTENT_QUEUED;
}

LuthierIntent *
luthier_intent_new (const char *id, LuthierJobSpec *spec)
{
  LuthierIntent *self = g_object_new (LUTHIER_TYPE_INTENT, NULL);

  self->id = g_strdup (id);
  self->spec = g_object_ref (spec);

  return self;
}

const char *
luthier_intent_get_id (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), NULL);

  return self->id;
}

LuthierJobSpec *
luthier_intent_get_spec (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), NULL);

  return self->spec;
}

LuthierIntentState
luthier_intent_get_state (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), LUTHIER_INTENT_QUEUED);

  return self->state;
}

LuthierIntentWait
luthier_intent_get_wait (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), LUTHIER_INTENT_WAIT_NONE);

  return self->wait;
}

gboolean
luthier_intent_get_held (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), FALSE);

  return self->held;
}

const char *
luthier_intent_get_region (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), NULL);

  return self->region;
}

gint64
luthier_intent_get_sent_at (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), 0);

  return self->sent_at;
}

gint64
luthier_intent_get_looked_at (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), 0);

  return self->looked_at;
}

gint64
luthier_intent_get_next_at (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), 0);

  return self->next_at;
}

guint
luthier_intent_get_n_looks (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), 0);

  return self->n_looks;
}

guint
luthier_intent_get_n_active (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), 0);

  return self->n_active;
}

guint
luthier_intent_get_quota (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), 0);

  return self->quota;
}

const GError *
luthier_intent_get_error (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), NULL);

  return self->error;
}

LuthierTransfer *
luthier_intent_get_transfer (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), NULL);

  return self->transfer;
}

LuthierJob *
luthier_intent_get_job (LuthierIntent *self)
{
  g_return_val_if_fail (LUTHIER_IS_INTENT (self), NULL);

  return self->job;
}

void
luthier_intent_set_spec (LuthierIntent *self, LuthierJobSpec *spec)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (g_set_object (&self->spec, spec))
    notify (self, PROP_SPEC);
}

void
luthier_intent_set_state (LuthierIntent *self, LuthierIntentState state)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

void
luthier_intent_set_wait (LuthierIntent *self, LuthierIntentWait wait)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (self->wait == wait)
    return;

  self->wait = wait;
  notify (self, PROP_WAIT);
}

void
luthier_intent_set_held (LuthierIntent *self, gboolean held)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (self->held == held)
    return;

  self->held = held;
  notify (self, PROP_HELD);
}

void
luthier_intent_set_region (LuthierIntent *self, const char *region)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (g_strcmp0 (self->region, region) == 0)
    return;

  g_free (self->region);
  self->region = g_strdup (region);
  notify (self, PROP_REGION);
}

void
luthier_intent_set_sent_at (LuthierIntent *self, gint64 sent_at)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (self->sent_at == sent_at)
    return;

  self->sent_at = sent_at;
  notify (self, PROP_SENT_AT);
}

void
luthier_intent_set_next_at (LuthierIntent *self, gint64 next_at)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (self->next_at == next_at)
    return;

  self->next_at = next_at;
  notify (self, PROP_NEXT_AT);
}

void
luthier_intent_set_transfer (LuthierIntent *self, LuthierTransfer *transfer)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (g_set_object (&self->transfer, transfer))
    notify (self, PROP_TRANSFER);
}

void
luthier_intent_set_job (LuthierIntent *self, LuthierJob *job)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (g_set_object (&self->job, job))
    notify (self, PROP_JOB);
}

void
luthier_intent_add_look (LuthierIntent *self, gint64 looked_at)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  self->n_looks = looked_at != 0 ? self->n_looks + 1 : 0;
  self->looked_at = looked_at;
  notify (self, PROP_N_LOOKS);
  notify (self, PROP_LOOKED_AT);
}

void
luthier_intent_set_count (LuthierIntent *self, guint n_active, guint quota)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (self->n_active != n_active)
    {
      self->n_active = n_active;
      notify (self, PROP_N_ACTIVE);
    }
  if (self->quota != quota)
    {
      self->quota = quota;
      notify (self, PROP_QUOTA);
    }
}

void
luthier_intent_set_error (LuthierIntent *self, const GError *error)
{
  g_return_if_fail (LUTHIER_IS_INTENT (self));

  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}
