/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-catalogue.h"

#include <glib/gi18n.h>

#include "luthier-base-model-private.h"
#include "luthier-error.h"
#include "luthier-json.h"

struct _LuthierCatalogue
{
  GObject parent_instance;

  GPtrArray *models; /* (owned) (element-type LuthierBaseModel) */
  char *as_of;       /* (owned) */
  GStrv regions;     /* (owned) */
};

static GType
get_item_type (GListModel *list)
{
  return LUTHIER_TYPE_BASE_MODEL;
}

static guint
get_n_items (GListModel *list)
{
  return LUTHIER_CATALOGUE (list)->models->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  LuthierCatalogue *self = LUTHIER_CATALOGUE (list);

  if (position >= self->models->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->models, position));
}

static void
luthier_catalogue_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierCatalogue,
                               luthier_catalogue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      luthier_catalogue_list_model_init))

static void
luthier_catalogue_finalize (GObject *object)
{
  LuthierCatalogue *self = LUTHIER_CATALOGUE (object);

  g_ptr_array_unref (self->models);
  g_free (self->as_of);
  g_strfreev (self->regions);

  G_OBJECT_CLASS (luthier_catalogue_parent_class)->finalize (object);
}

static void
luthier_catalogue_class_init (LuthierCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_catalogue_finalize;
}

static void
luthier_catalogue_init (LuthierCatalogue *self)
{
  self->models = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
read_models (LuthierCatalogue *self, const LuthierJsonValue *root, GError **error)
{
  const LuthierJsonValue *models = luthier_json_value_get_member (root, "models");
  const LuthierJsonValue *limits = luthier_json_value_get_member (root, "limits");
  const LuthierJsonValue *row;
  LuthierJsonIter iter;

  if (luthier_json_value_get_length (models) == 0)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                           _ ("The catalogue has no “models”."));
      return FALSE;
    }

  luthier_json_iter_init (&iter, models);
  while (luthier_json_iter_next (&iter, NULL, &row))
    {
      const LuthierJsonValue *name = luthier_json_value_get_member (row, "limits");
      LuthierBaseModel *model = luthier_base_model_new_from_json (
          row, luthier_json_value_get_member (limits, luthier_json_value_get_string (name, "")),
          self->as_of, error);

      if (model == NULL)
        return FALSE;
      g_ptr_array_add (self->models, model);
    }

  return TRUE;
}

/**
 * luthier_catalogue_new:
 * @text: JSON in the form of data/catalogue.json
 * @error: return location for an error
 *
 * Reads what is known about the models that can be tuned. It is dated and may be wrong: it advises,
 * the service has the last word.
 *
 * Returns: (transfer full): the catalogue, %NULL and an error that names what is wrong in @text
 */
LuthierCatalogue *
luthier_catalogue_new (GBytes *text, GError **error)
{
  g_autoptr (LuthierCatalogue) self = NULL;
  g_autoptr (LuthierJson) json = NULL;
  g_autoptr (GError) why = NULL;
  const LuthierJsonValue *root;
  const char *as_of;

  g_return_val_if_fail (text != NULL, NULL);

  json = luthier_json_parse (text, &why);
  if (json == NULL)
    {
      g_set_error (error, why->domain, why->code, _ ("The catalogue is not JSON: %s"),
                   why->message);
      return NULL;
    }

  root = luthier_json_get_root (json);
  as_of = luthier_json_value_get_string (luthier_json_value_get_member (root, "asOf"), NULL);
  if (as_of == NULL)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                           _ ("The catalogue has no “asOf”."));
      return NULL;
    }

  self = g_object_new (LUTHIER_TYPE_CATALOGUE, NULL);
  self->as_of = g_strdup (as_of);
  self->regions = luthier_base_model_read_strings (luthier_json_value_get_member (root, "regions"));
  if (!read_models (self, root, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * luthier_catalogue_lookup:
 * @self: a catalogue
 * @id: (nullable): what the service calls a model
 *
 * Looks up a model by its id or another name of it.
 *
 * Returns: (transfer none) (nullable): the model, %NULL if it is not in the catalogue
 */
LuthierBaseModel *
luthier_catalogue_lookup (LuthierCatalogue *self, const char *id)
{
  g_return_val_if_fail (LUTHIER_IS_CATALOGUE (self), NULL);

  for (guint i = 0; id != NULL && i < self->models->len; i++)
    {
      LuthierBaseModel *model = g_ptr_array_index (self->models, i);

      if (luthier_base_model_is_called (model, id))
        return model;
    }

  return NULL;
}

/**
 * luthier_catalogue_get_as_of:
 * @self: a catalogue
 *
 * Returns: (transfer none): the day on which it was right, such as `2026-10-05`
 */
const char *
luthier_catalogue_get_as_of (LuthierCatalogue *self)
{
  g_return_val_if_fail (LUTHIER_IS_CATALOGUE (self), NULL);

  return self->as_of;
}

/**
 * luthier_catalogue_get_regions:
 * @self: a catalogue
 *
 * Returns: (transfer none): every region that the service is known to have
 */
const char *const *
luthier_catalogue_get_regions (LuthierCatalogue *self)
{
  g_return_val_if_fail (LUTHIER_IS_CATALOGUE (self), NULL);

  return (const char *const *) self->regions;
}
