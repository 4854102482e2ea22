/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-checkpoint.h"

struct _LuthierCheckpoint
{
  GObject parent_instance;

  char *id;       /* (owned) (nullable) */
  char *endpoint; /* (owned) (nullable) */
  gint64 epoch;
  gint64 step;
  gboolean is_default;
};

G_DEFINE_FINAL_TYPE (LuthierCheckpoint, luthier_checkpoint, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_ENDPOINT,
  PROP_EPOCH,
  PROP_STEP,
  PROP_IS_DEFAULT,
  N_PROPS
} LuthierCheckpointProperty;

static GParamSpec *properties[N_PROPS];

static void
luthier_checkpoint_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierCheckpoint *self = LUTHIER_CHECKPOINT (object);

  switch ((LuthierCheckpointProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_ENDPOINT:
      g_value_set_string (value, self->endpoint);
      break;
    case PROP_EPOCH:
      g_value_set_int64 (value, self->epoch);
      break;
    case PROP_STEP:
      g_value_set_int64 (value, self->step);
      break;
    case PROP_IS_DEFAULT:
      g_value_set_boolean (value, self->is_default);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_checkpoint_finalize (GObject *object)
{
  LuthierCheckpoint *self = LUTHIER_CHECKPOINT (object);

  g_free (self->id);
  g_free (self->endpoint);

  G_OBJECT_CLASS (luthier_checkpoint_parent_class)->finalize (object);
}

static void
luthier_checkpoint_class_init (LuthierCheckpointClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = luthier_checkpoint_get_property;
  object_class->finalize = luthier_checkpoint_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_ENDPOINT] = g_param_spec_string ("endpoint", NULL, NULL, NULL, flags);
  properties[PROP_EPOCH] = g_param_spec_int64 ("epoch", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                               flags);
  properties[PROP_STEP] = g_param_spec_int64 ("step", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_IS_DEFAULT] = g_param_spec_boolean ("is-default", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_checkpoint_init (LuthierCheckpoint *self)
{
}

/**
 * luthier_checkpoint_new:
 * @id: (nullable): the id, unique in its job
 * @epoch: after which epoch it was saved; an estimate for all but the last
 * @step: after which step it was saved
 * @endpoint: (nullable): resource name of the endpoint that serves it
 * @is_default: whether the tuned model is this one
 *
 * Makes a checkpoint, which never changes.
 *
 * Returns: (transfer full): the checkpoint
 */
LuthierCheckpoint *
luthier_checkpoint_new (
    const char *id, gint64 epoch, gint64 step, const char *endpoint, gboolean is_default)
{
  LuthierCheckpoint *self = g_object_new (LUTHIER_TYPE_CHECKPOINT, NULL);

  self->id = g_strdup (id);
  self->epoch = epoch;
  self->step = step;
  self->endpoint = g_strdup (endpoint);
  self->is_default = is_default;

  return self;
}

/**
 * luthier_checkpoint_get_id:
 * @self: a checkpoint
 *
 * Returns: (transfer none) (nullable): the id, unique in its job
 */
const char *
luthier_checkpoint_get_id (LuthierCheckpoint *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHECKPOINT (self), NULL);

  return self->id;
}

/**
 * luthier_checkpoint_get_epoch:
 * @self: a checkpoint
 *
 * Returns: after which epoch it was saved
 */
gint64
luthier_checkpoint_get_epoch (LuthierCheckpoint *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHECKPOINT (self), 0);

  return self->epoch;
}

/**
 * luthier_checkpoint_get_step:
 * @self: a checkpoint
 *
 * Returns: after which step it was saved
 */
gint64
luthier_checkpoint_get_step (LuthierCheckpoint *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHECKPOINT (self), 0);

  return self->step;
}

/**
 * luthier_checkpoint_get_endpoint:
 * @self: a checkpoint
 *
 * Returns: (transfer none) (nullable): resource name of the endpoint that serves it
 */
const char *
luthier_checkpoint_get_endpoint (LuthierCheckpoint *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHECKPOINT (self), NULL);

  return self->endpoint;
}

/**
 * luthier_checkpoint_get_is_default:
 * @self: a checkpoint
 *
 * Returns: whether the tuned model is this one
 */
gboolean
luthier_checkpoint_get_is_default (LuthierCheckpoint *self)
{
  g_return_val_if_fail (LUTHIER_IS_CHECKPOINT (self), FALSE);

  return self->is_default;
}

/**
 * luthier_checkpoint_find_nearest:
 * @checkpoints: of #LuthierCheckpoint
 *
 * Returns: (transfer full) (nullable): the one whose step is nearest, of two the earlier one
 */
LuthierCheckpoint *
luthier_checkpoint_find_nearest (GListModel *checkpoints, gint64 step)
{
  g_autoptr (LuthierCheckpoint) nearest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (checkpoints); i++)
    {
      g_autoptr (LuthierCheckpoint) next = g_list_model_get_item (checkpoints, i);

      if (nearest == NULL || ABS (luthier_checkpoint_get_step (next) - step) <
                                 ABS (luthier_checkpoint_get_step (nearest) - step))
        g_set_object (&nearest, next);
    }

  return g_steal_pointer (&nearest);
}
