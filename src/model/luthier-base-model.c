/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-base-model-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-error.h"

struct _LuthierBaseModel
{
  GObject parent_instance;

  char *id;
  GStrv aliases;
  char *summary;
  char *status_note; /* (nullable) */
  char *source;      /* (nullable) */
  char *as_of;       /* (nullable) */
  gboolean open;
  LuthierMethods methods;
  LuthierModelStatus status;
  GArray *adapter_sizes; /* of guint */
  guint default_adapter_size;
  GStrv regions;
  GStrv serving_locations;
  gboolean refuses_cmek;
  double price;
  LuthierDataLimits limits;
  LuthierDataLimits reinforcement_limits;
};

G_DEFINE_FINAL_TYPE (LuthierBaseModel, luthier_base_model, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  LuthierMethods method;
} methods[] = {
  { "supervised", LUTHIER_METHOD_SUPERVISED },   { "preference", LUTHIER_METHOD_PREFERENCE },
  { "continuous", LUTHIER_METHOD_CONTINUOUS },   { "reinforcement", LUTHIER_METHOD_REINFORCEMENT },
  { "checkpoints", LUTHIER_METHOD_CHECKPOINTS }, { "evaluation", LUTHIER_METHOD_EVALUATION },
};

static const char *const statuses[] = {
  [LUTHIER_MODEL_AVAILABLE] = "available", [LUTHIER_MODEL_PREVIEW] = "preview",
  [LUTHIER_MODEL_RETIRING] = "retiring",   [LUTHIER_MODEL_RETIRED] = "retired",
  [LUTHIER_MODEL_UNCERTAIN] = "uncertain", [LUTHIER_MODEL_NOT_TUNABLE] = "not-tunable",
};

static void
luthier_base_model_finalize (GObject *object)
{
  LuthierBaseModel *self = LUTHIER_BASE_MODEL (object);

  g_free (self->id);
  g_strfreev (self->aliases);
  g_free (self->summary);
  g_free (self->status_note);
  g_free (self->source);
  g_free (self->as_of);
  g_array_unref (self->adapter_sizes);
  g_strfreev (self->regions);
  g_strfreev (self->serving_locations);

  G_OBJECT_CLASS (luthier_base_model_parent_class)->finalize (object);
}

static void
luthier_base_model_class_init (LuthierBaseModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_base_model_finalize;
}

static void
luthier_base_model_init (LuthierBaseModel *self)
{
  self->adapter_sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->price = NAN;
}

static const char *
get_string (const LuthierJsonValue *row, const char *member, const char *fallback)
{
  return luthier_json_value_get_string (luthier_json_value_get_member (row, member), fallback);
}

static guint64
get_count (const LuthierJsonValue *row, const char *member)
{
  return (guint64) MAX (
      luthier_json_value_get_int64 (luthier_json_value_get_member (row, member), 0), 0);
}

GStrv
luthier_base_model_read_strings (const LuthierJsonValue *array)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  const LuthierJsonValue *element;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, array);
  while (luthier_json_iter_next (&iter, NULL, &element))
    g_strv_builder_add (strings, luthier_json_value_get_string (element, ""));

  return g_strv_builder_end (strings);
}

static gboolean
read_status (LuthierBaseModel *self, const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (name, statuses[i]))
      {
        self->status = i;
        return TRUE;
      }

  g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
               /* Translators: a member of a data file, and the value it has. */
               _ ("The catalogue's model “%s” has the unknown status “%s”."), self->id, name);
  return FALSE;
}

static gboolean
read_methods (LuthierBaseModel *self, const LuthierJsonValue *array, GError **error)
{
  g_auto (GStrv) names = luthier_base_model_read_strings (array);

  for (guint i = 0; names[i] != NULL; i++)
    {
      LuthierMethods found = 0;

      for (guint j = 0; j < G_N_ELEMENTS (methods); j++)
        if (g_str_equal (names[i], methods[j].name))
          found = methods[j].method;
      if (found == 0)
        {
          g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                       _ ("The catalogue's model “%s” has the unknown method “%s”."), self->id,
                       names[i]);
          return FALSE;
        }
      self->methods |= found;
    }

  return TRUE;
}

static void
read_adapter_sizes (LuthierBaseModel *self, const LuthierJsonValue *row)
{
  const LuthierJsonValue *element;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, luthier_json_value_get_member (row, "adapterSizes"));
  while (luthier_json_iter_next (&iter, NULL, &element))
    {
      const guint size = (guint) luthier_json_value_get_int64 (element, 0);

      g_array_append_val (self->adapter_sizes, size);
    }
  self->default_adapter_size = (guint) get_count (row, "defaultAdapterSize");
}

LuthierBaseModel *
luthier_base_model_new_from_json (const LuthierJsonValue *row,
                                  const LuthierJsonValue *limits,
                                  const char *as_of,
                                  GError **error)
{
  g_autoptr (LuthierBaseModel) self = g_object_new (LUTHIER_TYPE_BASE_MODEL, NULL);
  const LuthierJsonValue *cmek = luthier_json_value_get_member (row, "cmek");
  const LuthierJsonValue *price = luthier_json_value_get_member (row, "price");

  self->id = g_strdup (get_string (row, "id", ""));
  if (*self->id == '\0')
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                           _ ("A model of the catalogue has no “id”."));
      return NULL;
    }
  if (!read_status (self, get_string (row, "status", ""), error) ||
      !read_methods (self, luthier_json_value_get_member (row, "methods"), error))
    return NULL;

  self->aliases = luthier_base_model_read_strings (luthier_json_value_get_member (row, "aliases"));
  self->summary = g_strdup (get_string (row, "summary", ""));
  self->status_note = g_strdup (get_string (row, "note", NULL));
  self->source = g_strdup (get_string (row, "source", NULL));
  self->as_of = g_strdup (get_string (row, "asOf", as_of));
  self->open = luthier_json_value_get_boolean (luthier_json_value_get_member (row, "open"), FALSE);
  read_adapter_sizes (self, row);
  self->regions = luthier_base_model_read_strings (luthier_json_value_get_member (row, "regions"));
  self->serving_locations = luthier_base_model_read_strings (
      luthier_json_value_get_member (row, "serving"));
  self->refuses_cmek = !luthier_json_value_get_boolean (cmek, TRUE);
  self->price = luthier_json_value_get_double (price, NAN);
  luthier_data_limits_read (&self->limits, limits);
  self->reinforcement_limits = self->limits;
  luthier_data_limits_read (&self->reinforcement_limits,
                            luthier_json_value_get_member (limits, "reinforcement"));

  return g_steal_pointer (&self);
}

gboolean
luthier_base_model_is_called (LuthierBaseModel *self, const char *id)
{
  return g_str_equal (self->id, id) || g_strv_contains ((const char *const *) self->aliases, id);
}

/**
 * luthier_base_model_get_id:
 * @self: a model
 *
 * Returns: (transfer none): what the service calls it
 */
const char *
luthier_base_model_get_id (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NULL);

  return self->id;
}

/**
 * luthier_base_model_get_summary:
 * @self: a model
 *
 * Returns: (transfer none): what it is good for, in a few words
 */
const char *
luthier_base_model_get_summary (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NULL);

  /* gettext has its own idea of what "" means. */
  return *self->summary != '\0' ? _ (self->summary) : "";
}

/**
 * luthier_base_model_is_open:
 * @self: a model
 *
 * Tells whether its weights are public. Such a model has requests, quotas and results of its own
 * kind.
 *
 * Returns: whether it is an open model
 */
gboolean
luthier_base_model_is_open (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), FALSE);

  return self->open;
}

/**
 * luthier_base_model_get_methods:
 * @self: a model
 *
 * Returns: how it can be tuned and what goes with it
 */
LuthierMethods
luthier_base_model_get_methods (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), 0);

  return self->methods;
}

/**
 * luthier_base_model_get_status:
 * @self: a model
 *
 * Returns: where it is in its life
 */
LuthierModelStatus
luthier_base_model_get_status (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), LUTHIER_MODEL_UNCERTAIN);

  return self->status;
}

/**
 * luthier_base_model_get_status_note:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the status in words, with its dates and no full stop
 */
const char *
luthier_base_model_get_status_note (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NULL);

  return self->status_note != NULL ? _ (self->status_note) : NULL;
}

/**
 * luthier_base_model_get_adapter_sizes:
 * @self: a model
 * @n_sizes: (out): how many there are; 0 if they are not known
 *
 * Returns: (transfer none) (array length=n_sizes): the adapter sizes that it offers, ascending
 */
const guint *
luthier_base_model_get_adapter_sizes (LuthierBaseModel *self, guint *n_sizes)
{
  *n_sizes = 0;
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NULL);

  *n_sizes = self->adapter_sizes->len;
  return (const guint *) (gpointer) self->adapter_sizes->data;
}

/**
 * luthier_base_model_format_adapter_sizes:
 * @self: a model
 *
 * Returns: (transfer full): the sizes for a list in a sentence, smallest first
 */
GStrv
luthier_base_model_format_adapter_sizes (LuthierBaseModel *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  guint n_sizes;
  const guint *sizes = luthier_base_model_get_adapter_sizes (self, &n_sizes);

  for (guint i = 0; i < n_sizes; i++)
    {
      g_autofree char *word = g_strdup_printf ("%u", sizes[i]);

      g_strv_builder_add (words, word);
    }

  return g_strv_builder_end (words);
}

/**
 * luthier_base_model_get_default_adapter_size:
 * @self: a model
 *
 * Returns: what the service is said to choose, 0 if that is not known
 */
guint
luthier_base_model_get_default_adapter_size (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), 0);

  return self->default_adapter_size;
}

/**
 * luthier_base_model_has_adapter_size:
 * @self: a model
 * @size: an adapter size
 *
 * Returns: whether the model offers it, which any may be if the sizes are not known
 */
gboolean
luthier_base_model_has_adapter_size (LuthierBaseModel *self, guint size)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), FALSE);

  for (guint i = 0; i < self->adapter_sizes->len; i++)
    if (g_array_index (self->adapter_sizes, guint, i) == size)
      return TRUE;

  return self->adapter_sizes->len == 0;
}

/**
 * luthier_base_model_get_regions:
 * @self: a model
 *
 * Returns: (transfer none): where it can be tuned; empty if that is not known
 */
const char *const *
luthier_base_model_get_regions (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NULL);

  return (const char *const *) self->regions;
}

/**
 * luthier_base_model_has_region:
 * @self: a model
 * @region: a location
 *
 * Returns: whether it can be tuned there, which any may be if the regions are not known
 */
gboolean
luthier_base_model_has_region (LuthierBaseModel *self, const char *region)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), FALSE);

  return self->regions[0] == NULL || g_strv_contains ((const char *const *) self->regions, region);
}

/**
 * luthier_base_model_get_serving_locations:
 * @self: a model
 *
 * Returns: (transfer none): where a tuned one answers; empty for the region of its job
 */
const char *const *
luthier_base_model_get_serving_locations (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NULL);

  return (const char *const *) self->serving_locations;
}

/**
 * luthier_base_model_refuses_cmek:
 * @self: a model
 *
 * Returns: whether it is documented to work without an encryption key of one's own only
 */
gboolean
luthier_base_model_refuses_cmek (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), FALSE);

  return self->refuses_cmek;
}

/**
 * luthier_base_model_get_price:
 * @self: a model
 *
 * Returns: US dollars for a million training tokens, NaN if it is not known
 */
double
luthier_base_model_get_price (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NAN);

  return self->price;
}

/**
 * luthier_base_model_get_max_example_tokens:
 * @self: a model
 *
 * Returns: how many tokens one example may have, 0 if that is not known
 */
guint64
luthier_base_model_get_max_example_tokens (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), 0);

  return self->limits.example_tokens;
}

/**
 * luthier_base_model_get_max_examples:
 * @self: a model
 *
 * Returns: how many examples of text the training data may have, 0 if that is not known
 */
guint64
luthier_base_model_get_max_examples (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), 0);

  return self->limits.examples;
}

/**
 * luthier_base_model_get_max_validation_examples:
 * @self: a model
 *
 * Returns: how many examples the validation data may have, 0 if that is not known
 */
guint64
luthier_base_model_get_max_validation_examples (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), 0);

  return self->limits.validation_examples;
}

/**
 * luthier_base_model_get_max_file_size:
 * @self: a model
 *
 * Returns: how many bytes a file may have, 0 if that is not known
 */
guint64
luthier_base_model_get_max_file_size (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), 0);

  return self->limits.file_size;
}

/**
 * luthier_base_model_get_data_limits:
 * @self: a model
 * @method: how it is to be tuned
 *
 * Returns: (transfer none): what it takes in data files
 */
const LuthierDataLimits *
luthier_base_model_get_data_limits (LuthierBaseModel *self, LuthierMethods method)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NULL);

  return method == LUTHIER_METHOD_REINFORCEMENT ? &self->reinforcement_limits : &self->limits;
}

/**
 * luthier_base_model_get_source:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): where all this is from
 */
const char *
luthier_base_model_get_source (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NULL);

  return self->source;
}

/**
 * luthier_base_model_get_as_of:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the day on which it was right, such as `2026-10-05`
 */
const char *
luthier_base_model_get_as_of (LuthierBaseModel *self)
{
  g_return_val_if_fail (LUTHIER_IS_BASE_MODEL (self), NULL);

  return self->as_of;
}
