/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-spec.h"

#include <math.h>

#include "luthier-adapter-size.h"

typedef enum
{
  PROP_BASE_MODEL = 1,
  PROP_PRE_TUNED_MODEL,
  PROP_CHECKPOINT_ID,
  PROP_TRAINING_URI,
  PROP_VALIDATION_URI,
  PROP_TRAINING_FILE,
  PROP_VALIDATION_FILE,
  PROP_BUCKET,
  PROP_DISPLAY_NAME,
  PROP_DESCRIPTION,
  PROP_REGION,
  PROP_KMS_KEY_NAME,
  PROP_SERVICE_ACCOUNT,
  PROP_INTENT_ID,
  PROP_GRID,
  N_STRINGS,
  PROP_LABELS = N_STRINGS,
  PROP_EPOCH_COUNT,
  PROP_LEARNING_RATE_MULTIPLIER,
  PROP_ADAPTER_SIZE,
  PROP_EXPORT_LAST_CHECKPOINT_ONLY,
  N_PROPS
} LuthierJobSpecProperty;

struct _LuthierJobSpec
{
  GObject parent_instance;

  char *strings[N_STRINGS]; /* (owned) (nullable), by property; never "" */
  GHashTable *labels;       /* (owned): string to string */
  gint64 epoch_count;
  double learning_rate_multiplier;
  guint adapter_size;
  gboolean export_last_checkpoint_only;
};

G_DEFINE_FINAL_TYPE (LuthierJobSpec, luthier_job_spec, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const char *const string_names[N_STRINGS] = {
  [PROP_BASE_MODEL] = "base-model",
  [PROP_PRE_TUNED_MODEL] = "pre-tuned-model",
  [PROP_CHECKPOINT_ID] = "checkpoint-id",
  [PROP_TRAINING_URI] = "training-uri",
  [PROP_VALIDATION_URI] = "validation-uri",
  [PROP_TRAINING_FILE] = "training-file",
  [PROP_VALIDATION_FILE] = "validation-file",
  [PROP_BUCKET] = "bucket",
  [PROP_DISPLAY_NAME] = "display-name",
  [PROP_DESCRIPTION] = "description",
  [PROP_REGION] = "region",
  [PROP_KMS_KEY_NAME] = "kms-key-name",
  [PROP_SERVICE_ACCOUNT] = "service-account",
  [PROP_INTENT_ID] = "intent-id",
  [PROP_GRID] = "grid",
};

static GHashTable *
new_labels (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
labels_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key, value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (b, key), value) != 0)
      return FALSE;

  return TRUE;
}

/* Two that are both automatic are equal too. */
static gboolean
rates_equal (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static const char *
get_string (LuthierJobSpec *self, LuthierJobSpecProperty property)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), NULL);

  return self->strings[property];
}

static void
set_string (LuthierJobSpec *self, LuthierJobSpecProperty property, const char *value)
{
  g_return_if_fail (LUTHIER_IS_JOB_SPEC (self));

  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (self->strings[property], value) == 0)
    return;

  g_free (self->strings[property]);
  self->strings[property] = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
luthier_job_spec_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobSpec *self = LUTHIER_JOB_SPEC (object);

  switch (prop_id)
    {
    case PROP_LABELS:
      g_value_set_boxed (value, self->labels);
      break;
    case PROP_EPOCH_COUNT:
      g_value_set_int64 (value, self->epoch_count);
      break;
    case PROP_LEARNING_RATE_MULTIPLIER:
      g_value_set_double (value, self->learning_rate_multiplier);
      break;
    case PROP_ADAPTER_SIZE:
      g_value_set_uint (value, self->adapter_size);
      break;
    case PROP_EXPORT_LAST_CHECKPOINT_ONLY:
      g_value_set_boolean (value, self->export_last_checkpoint_only);
      break;
    default:
      g_return_if_fail (prop_id < N_STRINGS);
      g_value_set_string (value, self->strings[prop_id]);
    }
}

static void
luthier_job_spec_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  LuthierJobSpec *self = LUTHIER_JOB_SPEC (object);

  switch (prop_id)
    {
    case PROP_LABELS:
      luthier_job_spec_set_labels (self, g_value_get_boxed (value));
      break;
    case PROP_EPOCH_COUNT:
      luthier_job_spec_set_epoch_count (self, g_value_get_int64 (value));
      break;
    case PROP_LEARNING_RATE_MULTIPLIER:
      luthier_job_spec_set_learning_rate_multiplier (self, g_value_get_double (value));
      break;
    case PROP_ADAPTER_SIZE:
      luthier_job_spec_set_adapter_size (self, g_value_get_uint (value));
      break;
    case PROP_EXPORT_LAST_CHECKPOINT_ONLY:
      luthier_job_spec_set_export_last_checkpoint_only (self, g_value_get_boolean (value));
      break;
    default:
      g_return_if_fail (prop_id < N_STRINGS);
      set_string (self, prop_id, g_value_get_string (value));
    }
}

static void
luthier_job_spec_finalize (GObject *object)
{
  LuthierJobSpec *self = LUTHIER_JOB_SPEC (object);

  for (guint i = 0; i < N_STRINGS; i++)
    g_free (self->strings[i]);
  g_hash_table_unref (self->labels);

  G_OBJECT_CLASS (luthier_job_spec_parent_class)->finalize (object);
}

static void
luthier_job_spec_class_init (LuthierJobSpecClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_job_spec_get_property;
  object_class->set_property = luthier_job_spec_set_property;
  object_class->finalize = luthier_job_spec_finalize;

  for (guint i = PROP_BASE_MODEL; i < N_STRINGS; i++)
    properties[i] = g_param_spec_string (string_names[i], NULL, NULL, NULL, flags);
  properties[PROP_LABELS] = g_param_spec_boxed ("labels", NULL, NULL, G_TYPE_HASH_TABLE, flags);
  properties[PROP_EPOCH_COUNT] = g_param_spec_int64 ("epoch-count", NULL, NULL, G_MININT64,
                                                     G_MAXINT64, LUTHIER_AUTOMATIC_EPOCHS, flags);
  /* A NaN passes only a lax validation, and what makes sense is for the check to say. */
  properties[PROP_LEARNING_RATE_MULTIPLIER] = g_param_spec_double (
      "learning-rate-multiplier", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 1,
      flags | G_PARAM_LAX_VALIDATION);
  properties[PROP_ADAPTER_SIZE] = g_param_spec_uint ("adapter-size", NULL, NULL, 0, 32,
                                                     LUTHIER_AUTOMATIC_ADAPTER, flags);
  properties[PROP_EXPORT_LAST_CHECKPOINT_ONLY] = g_param_spec_boolean (
      "export-last-checkpoint-only", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_job_spec_init (LuthierJobSpec *self)
{
  self->labels = new_labels ();
  self->epoch_count = LUTHIER_AUTOMATIC_EPOCHS;
  self->learning_rate_multiplier = NAN;
}

/**
 * luthier_job_spec_new:
 *
 * Makes a spec that asks for nothing yet: everything is automatic or empty.
 *
 * Returns: (transfer full): the spec
 */
LuthierJobSpec *
luthier_job_spec_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_SPEC, NULL);
}

/**
 * luthier_job_spec_copy:
 * @self: a spec
 *
 * Makes another spec that asks for the same, intent id included.
 *
 * Returns: (transfer full): the copy
 */
LuthierJobSpec *
luthier_job_spec_copy (LuthierJobSpec *self)
{
  LuthierJobSpec *copy = luthier_job_spec_new ();

  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), copy);

  for (guint i = PROP_BASE_MODEL; i < N_STRINGS; i++)
    set_string (copy, i, self->strings[i]);
  luthier_job_spec_set_labels (copy, self->labels);
  copy->epoch_count = self->epoch_count;
  copy->learning_rate_multiplier = self->learning_rate_multiplier;
  copy->adapter_size = self->adapter_size;
  copy->export_last_checkpoint_only = self->export_last_checkpoint_only;

  return copy;
}

/**
 * luthier_job_spec_equal:
 * @self: a spec
 * @other: another
 *
 * Compares all that two specs ask for.
 *
 * Returns: whether they ask for the same
 */
gboolean
luthier_job_spec_equal (LuthierJobSpec *self, LuthierJobSpec *other)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), FALSE);
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (other), FALSE);

  for (guint i = PROP_BASE_MODEL; i < N_STRINGS; i++)
    if (g_strcmp0 (self->strings[i], other->strings[i]) != 0)
      return FALSE;

  return self->epoch_count == other->epoch_count &&
         rates_equal (self->learning_rate_multiplier, other->learning_rate_multiplier) &&
         self->adapter_size == other->adapter_size &&
         self->export_last_checkpoint_only == other->export_last_checkpoint_only &&
         labels_equal (self->labels, other->labels);
}

/* What each of the strings is stands in the header. */
#define STRING_ACCESSORS(name, NAME)                                                               \
  const char *luthier_job_spec_get_##name (LuthierJobSpec *self)                                   \
  {                                                                                                \
    return get_string (self, PROP_##NAME);                                                         \
  }                                                                                                \
                                                                                                   \
  void luthier_job_spec_set_##name (LuthierJobSpec *self, const char *name)                        \
  {                                                                                                \
    set_string (self, PROP_##NAME, name);                                                          \
  }

STRING_ACCESSORS (base_model, BASE_MODEL)
STRING_ACCESSORS (pre_tuned_model, PRE_TUNED_MODEL)
STRING_ACCESSORS (checkpoint_id, CHECKPOINT_ID)
STRING_ACCESSORS (training_uri, TRAINING_URI)
STRING_ACCESSORS (validation_uri, VALIDATION_URI)
STRING_ACCESSORS (training_file, TRAINING_FILE)
STRING_ACCESSORS (validation_file, VALIDATION_FILE)
STRING_ACCESSORS (bucket, BUCKET)
STRING_ACCESSORS (display_name, DISPLAY_NAME)
STRING_ACCESSORS (description, DESCRIPTION)
STRING_ACCESSORS (region, REGION)
STRING_ACCESSORS (kms_key_name, KMS_KEY_NAME)
STRING_ACCESSORS (service_account, SERVICE_ACCOUNT)
STRING_ACCESSORS (intent_id, INTENT_ID)
STRING_ACCESSORS (grid, GRID)

/**
 * luthier_job_spec_get_labels:
 * @self: a spec
 *
 * Gets the labels that the user gave, without the intent's.
 *
 * Returns: (transfer none) (element-type utf8 utf8): the labels, maybe none; never changed in place
 */
GHashTable *
luthier_job_spec_get_labels (LuthierJobSpec *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), NULL);

  return self->labels;
}

/**
 * luthier_job_spec_set_labels:
 * @self: a spec
 * @labels: (nullable) (element-type utf8 utf8): the labels; it must not be changed after this
 *
 * Replaces the labels.
 */
void
luthier_job_spec_set_labels (LuthierJobSpec *self, GHashTable *labels)
{
  g_autoptr (GHashTable) table = labels != NULL ? g_hash_table_ref (labels) : new_labels ();

  g_return_if_fail (LUTHIER_IS_JOB_SPEC (self));

  if (labels_equal (self->labels, table))
    return;

  g_hash_table_unref (self->labels);
  self->labels = g_steal_pointer (&table);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABELS]);
}

/**
 * luthier_job_spec_get_epoch_count:
 * @self: a spec
 *
 * Returns: how often the data is gone through, or %LUTHIER_AUTOMATIC_EPOCHS
 */
gint64
luthier_job_spec_get_epoch_count (LuthierJobSpec *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), LUTHIER_AUTOMATIC_EPOCHS);

  return self->epoch_count;
}

/**
 * luthier_job_spec_set_epoch_count:
 * @self: a spec
 * @epoch_count: any number, or %LUTHIER_AUTOMATIC_EPOCHS
 *
 * Sets how often the data is gone through.
 */
void
luthier_job_spec_set_epoch_count (LuthierJobSpec *self, gint64 epoch_count)
{
  g_return_if_fail (LUTHIER_IS_JOB_SPEC (self));

  if (self->epoch_count == epoch_count)
    return;

  self->epoch_count = epoch_count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EPOCH_COUNT]);
}

/**
 * luthier_job_spec_get_learning_rate_multiplier:
 * @self: a spec
 *
 * Returns: what the usual learning rate is multiplied with; NaN is "automatic"
 */
double
luthier_job_spec_get_learning_rate_multiplier (LuthierJobSpec *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), NAN);

  return self->learning_rate_multiplier;
}

/**
 * luthier_job_spec_is_automatic_rate:
 * @self: a spec
 *
 * Returns: whether the service chooses the learning rate
 */
gboolean
luthier_job_spec_is_automatic_rate (LuthierJobSpec *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), TRUE);

  return isnan (self->learning_rate_multiplier);
}

/**
 * luthier_job_spec_set_learning_rate_multiplier:
 * @self: a spec
 * @multiplier: any number; NaN is "automatic"
 *
 * Sets what the usual learning rate is multiplied with.
 */
void
luthier_job_spec_set_learning_rate_multiplier (LuthierJobSpec *self, double multiplier)
{
  g_return_if_fail (LUTHIER_IS_JOB_SPEC (self));

  if (rates_equal (self->learning_rate_multiplier, multiplier))
    return;

  self->learning_rate_multiplier = multiplier;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEARNING_RATE_MULTIPLIER]);
}

/**
 * luthier_job_spec_set_automatic_rate:
 * @self: a spec
 *
 * Leaves the learning rate to the service.
 */
void
luthier_job_spec_set_automatic_rate (LuthierJobSpec *self)
{
  luthier_job_spec_set_learning_rate_multiplier (self, NAN);
}

/**
 * luthier_job_spec_get_adapter_size:
 * @self: a spec
 *
 * Returns: 1, 2, 4, 8, 16 or 32, or %LUTHIER_AUTOMATIC_ADAPTER
 */
guint
luthier_job_spec_get_adapter_size (LuthierJobSpec *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), LUTHIER_AUTOMATIC_ADAPTER);

  return self->adapter_size;
}

/**
 * luthier_job_spec_set_adapter_size:
 * @self: a spec
 * @adapter_size: one of the sizes there are, or %LUTHIER_AUTOMATIC_ADAPTER
 *
 * Sets the size of the adapter.
 */
void
luthier_job_spec_set_adapter_size (LuthierJobSpec *self, guint adapter_size)
{
  g_return_if_fail (LUTHIER_IS_JOB_SPEC (self));
  g_return_if_fail (adapter_size == LUTHIER_AUTOMATIC_ADAPTER ||
                    luthier_adapter_size_to_wire (adapter_size) != NULL);

  if (self->adapter_size == adapter_size)
    return;

  self->adapter_size = adapter_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADAPTER_SIZE]);
}

/**
 * luthier_job_spec_get_export_last_checkpoint_only:
 * @self: a spec
 *
 * Returns: whether only the final checkpoint is kept
 */
gboolean
luthier_job_spec_get_export_last_checkpoint_only (LuthierJobSpec *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), FALSE);

  return self->export_last_checkpoint_only;
}

/**
 * luthier_job_spec_set_export_last_checkpoint_only:
 * @self: a spec
 * @only: whether to keep only the final checkpoint
 *
 * Sets which checkpoints are kept.
 */
void
luthier_job_spec_set_export_last_checkpoint_only (LuthierJobSpec *self, gboolean only)
{
  g_return_if_fail (LUTHIER_IS_JOB_SPEC (self));

  if (self->export_last_checkpoint_only == !!only)
    return;

  self->export_last_checkpoint_only = !!only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPORT_LAST_CHECKPOINT_ONLY]);
}
