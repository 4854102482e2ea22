/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-private.h"

#include <math.h>
#include <string.h>

#include "luthier-adapter-size.h"
#include "luthier-checkpoint.h"
#include "luthier-resource-name.h"

/* How much of an id tells two jobs without a name apart. */
#define ID_TAIL 6

struct _LuthierJob
{
  GObject parent_instance;

  char *strings[N_STRINGS];                /* (owned) (nullable), by property; never "" */
  gint64 integers[N_INTEGERS - N_STRINGS]; /* by property */
  LuthierJobState state;
  LuthierJobPhase phase;
  double learning_rate_multiplier;
  guint adapter_size;
  gboolean export_last_checkpoint_only;
  GListStore *checkpoints; /* (owned) (element-type LuthierCheckpoint) */
  LuthierDataStats *stats; /* (owned) (nullable) */
  GHashTable *labels;      /* (owned): string to string, replaced as a whole */
  int error_code;
  gboolean complete;
  LuthierCancel cancel;
  gboolean gone;
};

G_DEFINE_FINAL_TYPE (LuthierJob, luthier_job, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (LuthierCancel,
                    luthier_cancel,
                    G_DEFINE_ENUM_VALUE (LUTHIER_CANCEL_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_CANCEL_REQUESTED, "requested"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_CANCEL_ACCEPTED, "accepted"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_CANCEL_REFUSED, "refused"))

static GParamSpec *properties[N_PROPS];

static const char *const string_names[N_STRINGS] = {
  [PROP_NAME] = "name",
  [PROP_ID] = "id",
  [PROP_PROJECT] = "project",
  [PROP_REGION] = "region",
  [PROP_TITLE] = "title",
  [PROP_DISPLAY_NAME] = "display-name",
  [PROP_DESCRIPTION] = "description",
  [PROP_STATE_NAME] = "state-name",
  [PROP_PHASE_NAME] = "phase-name",
  [PROP_BASE_MODEL] = "base-model",
  [PROP_PRE_TUNED_MODEL] = "pre-tuned-model",
  [PROP_CHECKPOINT_ID] = "checkpoint-id",
  [PROP_TRAINING_URI] = "training-uri",
  [PROP_VALIDATION_URI] = "validation-uri",
  [PROP_ADAPTER_SIZE_NAME] = "adapter-size-name",
  [PROP_KMS_KEY_NAME] = "kms-key-name",
  [PROP_SERVICE_ACCOUNT] = "service-account",
  [PROP_EXPERIMENT] = "experiment",
  [PROP_TUNED_MODEL] = "tuned-model",
  [PROP_ENDPOINT] = "endpoint",
  [PROP_INTENT_ID] = "intent-id",
  [PROP_ERROR_MESSAGE] = "error-message",
  [PROP_ERROR_RAW] = "error-raw",
  [PROP_RAW] = "raw",
};

static const char *const integer_names[N_INTEGERS - N_STRINGS] = {
  [PROP_CREATE_TIME - N_STRINGS] = "create-time",
  [PROP_START_TIME - N_STRINGS] = "start-time",
  [PROP_END_TIME - N_STRINGS] = "end-time",
  [PROP_UPDATE_TIME - N_STRINGS] = "update-time",
  [PROP_EPOCH_COUNT - N_STRINGS] = "epoch-count",
  [PROP_COMPLETED_EPOCHS - N_STRINGS] = "completed-epochs",
  [PROP_COMPLETED_STEPS - N_STRINGS] = "completed-steps",
  [PROP_STEP_COUNT - N_STRINGS] = "step-count",
};

static void
luthier_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJob *self = LUTHIER_JOB (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PHASE:
      g_value_set_enum (value, self->phase);
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
    case PROP_CHECKPOINTS:
      g_value_set_object (value, self->checkpoints);
      break;
    case PROP_STATS:
      g_value_set_boxed (value, self->stats);
      break;
    case PROP_LABELS:
      g_value_set_boxed (value, self->labels);
      break;
    case PROP_ERROR_CODE:
      g_value_set_int (value, self->error_code);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_CANCEL:
      g_value_set_enum (value, self->cancel);
      break;
    case PROP_GONE:
      g_value_set_boolean (value, self->gone);
      break;
    default:
      if (prop_id < N_STRINGS)
        g_value_set_string (value, self->strings[prop_id]);
      else
        g_value_set_int64 (value, self->integers[prop_id - N_STRINGS]);
    }
}

/* Takes the resource name apart once, for all who group by region or show the id. */
static void
take_name (LuthierJob *self, const char *name)
{
  g_autoptr (LuthierResourceName) parts = luthier_resource_name_parse (name);
  const char *slash = name != NULL ? strrchr (name, '/') : NULL;

  self->strings[PROP_NAME] = g_strdup (name);
  if (parts == NULL)
    {
      self->strings[PROP_ID] = g_strdup (slash != NULL ? slash + 1 : name);
      return;
    }

  self->strings[PROP_ID] = g_steal_pointer (&parts->id);
  self->strings[PROP_PROJECT] = g_steal_pointer (&parts->project);
  self->strings[PROP_REGION] = g_steal_pointer (&parts->location);
}

static void
luthier_job_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LuthierJob *self = LUTHIER_JOB (object);

  switch (prop_id)
    {
    case PROP_NAME:
      take_name (self, g_value_get_string (value));
      break;
    case PROP_CANCEL:
      luthier_job_set_cancel (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_constructed (GObject *object)
{
  G_OBJECT_CLASS (luthier_job_parent_class)->constructed (object);

  luthier_job_update_title (LUTHIER_JOB (object));
}

static void
luthier_job_finalize (GObject *object)
{
  LuthierJob *self = LUTHIER_JOB (object);

  for (guint i = 0; i < N_STRINGS; i++)
    g_free (self->strings[i]);
  g_object_unref (self->checkpoints);
  g_clear_pointer (&self->stats, luthier_data_stats_free);
  g_hash_table_unref (self->labels);

  G_OBJECT_CLASS (luthier_job_parent_class)->finalize (object);
}

static void
luthier_job_class_init (LuthierJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_job_get_property;
  object_class->set_property = luthier_job_set_property;
  object_class->constructed = luthier_job_constructed;
  object_class->finalize = luthier_job_finalize;

  for (guint i = PROP_NAME; i < N_STRINGS; i++)
    properties[i] = g_param_spec_string (
        string_names[i], NULL, NULL, NULL,
        i == PROP_NAME ? flags | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY : flags);
  for (guint i = PROP_CREATE_TIME; i < N_INTEGERS; i++)
    properties[i] = g_param_spec_int64 (integer_names[i - N_STRINGS], NULL, NULL, G_MININT64,
                                        G_MAXINT64, i < PROP_EPOCH_COUNT ? 0 : -1, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, LUTHIER_TYPE_JOB_STATE,
                                              LUTHIER_JOB_STATE_UNKNOWN, flags);
  properties[PROP_PHASE] = g_param_spec_enum ("phase", NULL, NULL, LUTHIER_TYPE_JOB_PHASE,
                                              LUTHIER_JOB_PHASE_NONE, flags);
  /* NaN while it is not known. */
  properties[PROP_LEARNING_RATE_MULTIPLIER] = g_param_spec_double (
      "learning-rate-multiplier", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
      flags | G_PARAM_LAX_VALIDATION);
  properties[PROP_ADAPTER_SIZE] = g_param_spec_uint ("adapter-size", NULL, NULL, 0, G_MAXUINT, 0,
                                                     flags);
  properties[PROP_EXPORT_LAST_CHECKPOINT_ONLY] = g_param_spec_boolean (
      "export-last-checkpoint-only", NULL, NULL, FALSE, flags);
  properties[PROP_CHECKPOINTS] = g_param_spec_object ("checkpoints", NULL, NULL, G_TYPE_LIST_MODEL,
                                                      flags);
  properties[PROP_STATS] = g_param_spec_boxed ("stats", NULL, NULL, LUTHIER_TYPE_DATA_STATS, flags);
  properties[PROP_LABELS] = g_param_spec_boxed ("labels", NULL, NULL, G_TYPE_HASH_TABLE, flags);
  properties[PROP_ERROR_CODE] = g_param_spec_int ("error-code", NULL, NULL, G_MININT, G_MAXINT, 0,
                                                  flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_CANCEL] = g_param_spec_enum ("cancel", NULL, NULL, LUTHIER_TYPE_CANCEL,
                                               LUTHIER_CANCEL_NONE, flags | G_PARAM_WRITABLE);
  properties[PROP_GONE] = g_param_spec_boolean ("gone", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_job_init (LuthierJob *self)
{
  for (guint i = PROP_EPOCH_COUNT; i < N_INTEGERS; i++)
    self->integers[i - N_STRINGS] = -1;
  self->learning_rate_multiplier = NAN;
  self->checkpoints = g_list_store_new (LUTHIER_TYPE_CHECKPOINT);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * luthier_job_new:
 * @name: the full resource name
 *
 * Makes a job of which nothing but the name is known.
 *
 * Returns: (transfer full): the job
 */
LuthierJob *
luthier_job_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (LUTHIER_TYPE_JOB, "name", name, NULL);
}

/* What each property is stands in the header. */
#define GETTER(type, name, place, fallback)                                                        \
  type luthier_job_get_##name (LuthierJob *self)                                                   \
  {                                                                                                \
    g_return_val_if_fail (LUTHIER_IS_JOB (self), fallback);                                        \
    return self->place;                                                                            \
  }

#define STRING_GETTER(name, NAME)  GETTER (const char *, name, strings[PROP_##NAME], NULL)
#define INTEGER_GETTER(name, NAME) GETTER (gint64, name, integers[PROP_##NAME - N_STRINGS], 0)

STRING_GETTER (name, NAME)
STRING_GETTER (id, ID)
STRING_GETTER (project, PROJECT)
STRING_GETTER (region, REGION)
STRING_GETTER (title, TITLE)
STRING_GETTER (display_name, DISPLAY_NAME)
STRING_GETTER (description, DESCRIPTION)
STRING_GETTER (state_name, STATE_NAME)
STRING_GETTER (phase_name, PHASE_NAME)
STRING_GETTER (base_model, BASE_MODEL)
STRING_GETTER (pre_tuned_model, PRE_TUNED_MODEL)
STRING_GETTER (checkpoint_id, CHECKPOINT_ID)
STRING_GETTER (training_uri, TRAINING_URI)
STRING_GETTER (validation_uri, VALIDATION_URI)
STRING_GETTER (adapter_size_name, ADAPTER_SIZE_NAME)
STRING_GETTER (kms_key_name, KMS_KEY_NAME)
STRING_GETTER (service_account, SERVICE_ACCOUNT)
STRING_GETTER (experiment, EXPERIMENT)
STRING_GETTER (tuned_model, TUNED_MODEL)
STRING_GETTER (endpoint, ENDPOINT)
STRING_GETTER (intent_id, INTENT_ID)
STRING_GETTER (error_message, ERROR_MESSAGE)
STRING_GETTER (error_raw, ERROR_RAW)
STRING_GETTER (raw, RAW)
INTEGER_GETTER (create_time, CREATE_TIME)
INTEGER_GETTER (start_time, START_TIME)
INTEGER_GETTER (end_time, END_TIME)
INTEGER_GETTER (update_time, UPDATE_TIME)
INTEGER_GETTER (epoch_count, EPOCH_COUNT)
INTEGER_GETTER (completed_epochs, COMPLETED_EPOCHS)
INTEGER_GETTER (completed_steps, COMPLETED_STEPS)
INTEGER_GETTER (step_count, STEP_COUNT)
GETTER (LuthierJobState, state, state, LUTHIER_JOB_STATE_UNKNOWN)
GETTER (LuthierJobPhase, phase, phase, LUTHIER_JOB_PHASE_NONE)
GETTER (double, learning_rate_multiplier, learning_rate_multiplier, NAN)
GETTER (guint, adapter_size, adapter_size, 0)
GETTER (gboolean, export_last_checkpoint_only, export_last_checkpoint_only, FALSE)
GETTER (const LuthierDataStats *, stats, stats, NULL)
GETTER (GHashTable *, labels, labels, NULL)
GETTER (int, error_code, error_code, 0)
GETTER (gboolean, complete, complete, FALSE)
GETTER (LuthierCancel, cancel, cancel, LUTHIER_CANCEL_NONE)
GETTER (gboolean, gone, gone, FALSE)

/**
 * luthier_job_get_checkpoints:
 * @self: a job
 *
 * Returns: (transfer none) (element-type LuthierCheckpoint): the checkpoints, oldest first; the
 *   list is the same for the life of the job and changes in place
 */
GListModel *
luthier_job_get_checkpoints (LuthierJob *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB (self), NULL);

  return G_LIST_MODEL (self->checkpoints);
}

/**
 * luthier_job_get_steps_per_epoch:
 *
 * Returns: how many steps one pass over the data has; 0: not known
 */
double
luthier_job_get_steps_per_epoch (LuthierJob *self)
{
  const gint64 steps = luthier_job_get_step_count (self);
  const gint64 epochs = luthier_job_get_epoch_count (self);

  return steps > 0 && epochs > 0 ? (double) steps / (double) epochs : 0;
}

static gboolean
notify (LuthierJob *self, LuthierJobProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  return TRUE;
}

gboolean
luthier_job_set_string (LuthierJob *self, LuthierJobProperty property, const char *value)
{
  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (self->strings[property], value) == 0)
    return FALSE;

  g_free (self->strings[property]);
  self->strings[property] = g_strdup (value);
  return notify (self, property);
}

#define SETTER(type, name, place, NAME)                                                            \
  gboolean luthier_job_set_##name (LuthierJob *self, type value)                                   \
  {                                                                                                \
    if (self->place == value)                                                                      \
      return FALSE;                                                                                \
    self->place = value;                                                                           \
    return notify (self, PROP_##NAME);                                                             \
  }

SETTER (LuthierJobState, state, state, STATE)
SETTER (LuthierJobPhase, phase, phase, PHASE)
SETTER (guint, adapter_size, adapter_size, ADAPTER_SIZE)
SETTER (gboolean,
        export_last_checkpoint_only,
        export_last_checkpoint_only,
        EXPORT_LAST_CHECKPOINT_ONLY)
SETTER (int, error_code, error_code, ERROR_CODE)
SETTER (gboolean, complete, complete, COMPLETE)

gboolean
luthier_job_set_integer (LuthierJob *self, LuthierJobProperty property, gint64 value)
{
  gint64 *place = &self->integers[property - N_STRINGS];

  if (*place == value)
    return FALSE;

  *place = value;
  return notify (self, property);
}

gboolean
luthier_job_set_learning_rate_multiplier (LuthierJob *self, double multiplier)
{
  const double old = self->learning_rate_multiplier;

  if (old == multiplier || (isnan (old) && isnan (multiplier)))
    return FALSE;

  self->learning_rate_multiplier = multiplier;
  return notify (self, PROP_LEARNING_RATE_MULTIPLIER);
}

gboolean
luthier_job_set_stats (LuthierJob *self, const LuthierDataStats *stats)
{
  if (luthier_data_stats_equal (self->stats, stats))
    return FALSE;

  g_clear_pointer (&self->stats, luthier_data_stats_free);
  self->stats = stats != NULL ? luthier_data_stats_copy (stats) : NULL;
  return notify (self, PROP_STATS);
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

gboolean
luthier_job_set_labels (LuthierJob *self, GHashTable *labels)
{
  if (labels_equal (self->labels, labels))
    return FALSE;

  g_hash_table_unref (self->labels);
  self->labels = g_hash_table_ref (labels);
  return notify (self, PROP_LABELS);
}

static gboolean
checkpoints_equal (LuthierCheckpoint *a, LuthierCheckpoint *b)
{
  return g_strcmp0 (luthier_checkpoint_get_id (a), luthier_checkpoint_get_id (b)) == 0 &&
         g_strcmp0 (luthier_checkpoint_get_endpoint (a), luthier_checkpoint_get_endpoint (b)) ==
             0 &&
         luthier_checkpoint_get_epoch (a) == luthier_checkpoint_get_epoch (b) &&
         luthier_checkpoint_get_step (a) == luthier_checkpoint_get_step (b) &&
         luthier_checkpoint_get_is_default (a) == luthier_checkpoint_get_is_default (b);
}

/* Leaves those at the beginning alone that are as they were: usually one is added at the end. */
gboolean
luthier_job_set_checkpoints (LuthierJob *self, GPtrArray *checkpoints)
{
  const guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->checkpoints));
  guint same;

  for (same = 0; same < MIN (n_old, checkpoints->len); same++)
    {
      g_autoptr (LuthierCheckpoint)
          old = g_list_model_get_item (G_LIST_MODEL (self->checkpoints), same);

      if (!checkpoints_equal (old, g_ptr_array_index (checkpoints, same)))
        break;
    }
  if (same == n_old && same == checkpoints->len)
    return FALSE;

  g_list_store_splice (self->checkpoints, same, n_old - same,
                       checkpoints->len > same ? checkpoints->pdata + same : NULL,
                       checkpoints->len - same);
  return notify (self, PROP_CHECKPOINTS);
}

gboolean
luthier_job_update_title (LuthierJob *self)
{
  const char *id = self->strings[PROP_ID];
  g_autofree char *title = NULL;
  gsize length;

  if (self->strings[PROP_DISPLAY_NAME] != NULL)
    return luthier_job_set_string (self, PROP_TITLE, self->strings[PROP_DISPLAY_NAME]);
  if (self->strings[PROP_BASE_MODEL] == NULL || id == NULL)
    return luthier_job_set_string (self, PROP_TITLE, id);

  length = strlen (id);
  title = g_strdup_printf ("%s %s", self->strings[PROP_BASE_MODEL],
                           length > ID_TAIL ? id + length - ID_TAIL : id);
  return luthier_job_set_string (self, PROP_TITLE, title);
}

/**
 * luthier_job_set_cancel:
 * @self: a job
 * @cancel: how far it has come
 *
 * Notes how far a cancel that the user asked for here has come.
 */
void
luthier_job_set_cancel (LuthierJob *self, LuthierCancel cancel)
{
  g_return_if_fail (LUTHIER_IS_JOB (self));

  if (self->cancel == cancel)
    return;

  self->cancel = cancel;
  notify (self, PROP_CANCEL);
}

/**
 * luthier_job_set_gone:
 * @self: a job
 * @gone: whether the service has forgotten it
 *
 * Notes that what is known of the job is all that will ever be.
 */
void
luthier_job_set_gone (LuthierJob *self, gboolean gone)
{
  g_return_if_fail (LUTHIER_IS_JOB (self));

  if (self->gone == gone)
    return;

  self->gone = gone;
  notify (self, PROP_GONE);
}

const char *
luthier_job_get_key (LuthierJob *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB (self), NULL);

  return luthier_resource_name_get_key (self->strings[PROP_NAME]);
}

/**
 * luthier_job_is_terminal:
 * @self: a job
 *
 * Returns: whether it is over for good; one that the service has forgotten is, whatever it was at
 */
gboolean
luthier_job_is_terminal (LuthierJob *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB (self), FALSE);

  return self->gone || luthier_job_state_is_terminal (self->state);
}

/**
 * luthier_job_has_model:
 * @self: a job
 *
 * Tells whether it has come to an end and left a model. A job that failed may have: its endpoint
 * could not be made, and the model can be used nevertheless, or tuned on.
 *
 * Returns: %TRUE if its tuned model may be offered
 */
gboolean
luthier_job_has_model (LuthierJob *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB (self), FALSE);

  return luthier_job_is_terminal (self) && self->strings[PROP_TUNED_MODEL] != NULL;
}

/**
 * luthier_job_may_have_model:
 * @self: a job
 *
 * Returns: %TRUE if fetching all of it may show that luthier_job_has_model()
 */
gboolean
luthier_job_may_have_model (LuthierJob *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB (self), FALSE);

  if (luthier_job_has_model (self) || self->gone)
    return FALSE;

  return self->state == LUTHIER_JOB_STATE_SUCCEEDED ||
         self->state == LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED ||
         (self->state == LUTHIER_JOB_STATE_FAILED && !self->complete);
}

/**
 * luthier_job_is_cancellable:
 * @self: a job
 *
 * Returns: whether asking to cancel it makes sense, and has not been done
 */
gboolean
luthier_job_is_cancellable (LuthierJob *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB (self), FALSE);

  return !self->gone && luthier_job_state_is_cancellable (self->state) &&
         self->cancel != LUTHIER_CANCEL_REQUESTED && self->cancel != LUTHIER_CANCEL_ACCEPTED;
}

static GHashTable *
copy_own_labels (GHashTable *labels)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, labels);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_str_has_prefix (key, "luthier-"))
      g_hash_table_insert (copy, g_strdup (key), g_strdup (value));

  return copy;
}

/**
 * luthier_job_to_spec:
 * @self: a job
 *
 * Makes a spec that asks for the same once more. The service fills in what was automatic, so the
 * spec has what it chose; the labels of this program are left out.
 *
 * Returns: (transfer full): the spec, without an intent
 */
LuthierJobSpec *
luthier_job_to_spec (LuthierJob *self)
{
  LuthierJobSpec *spec = luthier_job_spec_new ();
  g_autoptr (GHashTable) labels = NULL;

  g_return_val_if_fail (LUTHIER_IS_JOB (self), spec);

  luthier_job_spec_set_pre_tuned_model (spec, self->strings[PROP_PRE_TUNED_MODEL]);
  luthier_job_spec_set_checkpoint_id (spec, self->strings[PROP_CHECKPOINT_ID]);
  if (self->strings[PROP_PRE_TUNED_MODEL] == NULL)
    luthier_job_spec_set_base_model (spec, self->strings[PROP_BASE_MODEL]);
  luthier_job_spec_set_training_uri (spec, self->strings[PROP_TRAINING_URI]);
  luthier_job_spec_set_validation_uri (spec, self->strings[PROP_VALIDATION_URI]);
  luthier_job_spec_set_display_name (spec, self->strings[PROP_DISPLAY_NAME]);
  luthier_job_spec_set_description (spec, self->strings[PROP_DESCRIPTION]);
  luthier_job_spec_set_region (spec, self->strings[PROP_REGION]);
  luthier_job_spec_set_kms_key_name (spec, self->strings[PROP_KMS_KEY_NAME]);
  luthier_job_spec_set_service_account (spec, self->strings[PROP_SERVICE_ACCOUNT]);
  if (luthier_job_get_epoch_count (self) > 0)
    luthier_job_spec_set_epoch_count (spec, luthier_job_get_epoch_count (self));
  if (isfinite (self->learning_rate_multiplier))
    luthier_job_spec_set_learning_rate_multiplier (spec, self->learning_rate_multiplier);
  if (luthier_adapter_size_to_wire (self->adapter_size) != NULL)
    luthier_job_spec_set_adapter_size (spec, self->adapter_size);
  luthier_job_spec_set_export_last_checkpoint_only (spec, self->export_last_checkpoint_only);
  labels = copy_own_labels (self->labels);
  luthier_job_spec_set_labels (spec, labels);

  return spec;
}
