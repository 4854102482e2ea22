/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-listing-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

/* More is not read: nobody chooses from a longer list. */
#define MAX_ITEMS 200000
/* A service that gives empty pages for ever is not asked for ever. */
#define MAX_PAGES 10000

struct _LuthierListing
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) (nullable): else there is a cloud */
  LuthierCloud *cloud;           /* (owned) (nullable) */
  LuthierChoices choices;
  char *where;               /* (owned) (nullable) */
  GPtrArray *items;          /* (owned): of LuthierChoice */
  GCancellable *cancellable; /* (owned) (nullable): of the current reading */
  GError *error;             /* (owned) (nullable) */
  guint n_pages;
  gboolean loading;
};

/* What is under way. It does not keep the listing: that ends when nobody shows it. */
typedef struct
{
  GWeakRef listing;
  GCancellable *cancellable; /* (owned): of the reading that it belongs to */
} Ask;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierListing,
                               luthier_listing,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_LOADING = 1,
  PROP_ERROR,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static Ask *
ask_new (LuthierListing *self)
{
  Ask *ask = g_new0 (Ask, 1);

  g_weak_ref_init (&ask->listing, self);
  ask->cancellable = g_object_ref (self->cancellable);
  return ask;
}

static void
ask_free (Ask *ask)
{
  g_weak_ref_clear (&ask->listing);
  g_object_unref (ask->cancellable);
  g_free (ask);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ask, ask_free)

/* (transfer full) (nullable): NULL if nobody waits for the answer any more. */
static LuthierListing *
ask_get_listing (Ask *ask)
{
  g_autoptr (LuthierListing) self = g_weak_ref_get (&ask->listing);

  return self != NULL && self->cancellable == ask->cancellable ? g_steal_pointer (&self) : NULL;
}

static void
set_loading (LuthierListing *self, gboolean loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* error: (transfer full) (nullable) */
static void
set_error (LuthierListing *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Forgets what is under way. */
static void
drop_reading (LuthierListing *self)
{
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&self->cancellable);

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
}

/* error: (transfer full) (nullable) */
static void
end (LuthierListing *self, GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  drop_reading (self);
  set_error (self, error);
  set_loading (self, FALSE);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
closed_cb (LuthierListing *self)
{
  if (self->loading)
    end (self,
         g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The profile was closed.")));
}

/* Takes the choices of the page over, as many as there is room for. */
static void
append (LuthierListing *self, GPtrArray *choices)
{
  const guint position = self->items->len;
  const guint n_added = MIN (choices->len, MAX_ITEMS - position);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (self->items, g_object_ref (choices->pdata[i]));
  if (n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n_added);
}

static void request (LuthierListing *self, LuthierCloud *cloud, const char *page_token);

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (LuthierListing) self = ask_get_listing (ask);
  g_autoptr (LuthierChoicePage) page = NULL;
  GError *error = NULL;

  page = luthier_cloud_list_finish (LUTHIER_CLOUD (source), result, &error);
  if (self == NULL)
    {
      g_clear_error (&error);
      return;
    }
  if (page == NULL)
    {
      end (self, error);
      return;
    }

  self->n_pages++;
  append (self, page->choices);
  /* Whoever was told of the items may have begun anew. */
  if (self->cancellable != ask->cancellable)
    return;
  if (page->next_page_token == NULL)
    end (self, NULL);
  else if (self->items->len >= MAX_ITEMS || self->n_pages >= MAX_PAGES)
    end (self,
         luthier_error_new (LUTHIER_ERROR_FAILED, NULL,
                            _ ("The list is longer than can be shown. Type the name instead.")));
  else
    request (self, LUTHIER_CLOUD (source), page->next_page_token);
}

static void
request (LuthierListing *self, LuthierCloud *cloud, const char *page_token)
{
  luthier_cloud_list_async (cloud, self->choices, self->where, page_token, self->cancellable,
                            listed_cb, ask_new (self));
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (LuthierListing) self = ask_get_listing (ask);
  LuthierConnection *connection = LUTHIER_CONNECTION (source);
  GError *error = NULL;
  gboolean ready;

  ready = luthier_connection_ready_finish (connection, result, &error);
  if (self == NULL)
    g_clear_error (&error);
  else if (!ready)
    end (self, error);
  else
    request (self, luthier_connection_get_cloud (connection), NULL);
}

static void
begin (LuthierListing *self)
{
  self->cancellable = g_cancellable_new ();
  self->n_pages = 0;
  set_loading (self, TRUE);
  if (self->connection != NULL)
    luthier_connection_ready_async (self->connection, ready_cb, ask_new (self));
  else
    request (self, self->cloud, NULL);
}

static GType
get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_CHOICE;
}

static guint
get_n_items (GListModel *model)
{
  return LUTHIER_LISTING (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LuthierListing *self = LUTHIER_LISTING (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
luthier_listing_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierListing *self = LUTHIER_LISTING (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_listing_dispose (GObject *object)
{
  drop_reading (LUTHIER_LISTING (object));

  G_OBJECT_CLASS (luthier_listing_parent_class)->dispose (object);
}

static void
luthier_listing_finalize (GObject *object)
{
  LuthierListing *self = LUTHIER_LISTING (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->cloud);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->items);
  g_free (self->where);

  G_OBJECT_CLASS (luthier_listing_parent_class)->finalize (object);
}

static void
luthier_listing_class_init (LuthierListingClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = luthier_listing_get_property;
  object_class->dispose = luthier_listing_dispose;
  object_class->finalize = luthier_listing_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
luthier_listing_init (LuthierListing *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

LuthierListing *
luthier_listing_new (LuthierConnection *connection, LuthierChoices choices, const char *where)
{
  LuthierListing *self = g_object_new (LUTHIER_TYPE_LISTING, NULL);

  self->connection = g_object_ref (connection);
  self->choices = choices;
  self->where = g_strdup (where);
  g_signal_connect_object (luthier_connection_get_cancellable (connection), "cancelled",
                           G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  begin (self);
  return self;
}

LuthierListing *
luthier_listing_new_for_cloud (LuthierCloud *cloud, LuthierChoices choices, const char *where)
{
  LuthierListing *self = g_object_new (LUTHIER_TYPE_LISTING, NULL);

  self->cloud = g_object_ref (cloud);
  self->choices = choices;
  self->where = g_strdup (where);
  begin (self);
  return self;
}

/**
 * luthier_listing_get_loading:
 * @self: a listing
 *
 * Returns: whether more may come
 */
gboolean
luthier_listing_get_loading (LuthierListing *self)
{
  g_return_val_if_fail (LUTHIER_IS_LISTING (self), FALSE);

  return self->loading;
}

/**
 * luthier_listing_get_error:
 * @self: a listing
 *
 * Returns: (transfer none) (nullable): why the list is not whole: %LUTHIER_ERROR_FORBIDDEN and the
 *   others of the service, %LUTHIER_ERROR_FAILED if it is too long, %G_IO_ERROR_CANCELLED if the
 *   profile was left
 */
const GError *
luthier_listing_get_error (LuthierListing *self)
{
  g_return_val_if_fail (LUTHIER_IS_LISTING (self), NULL);

  return self->error;
}

/**
 * luthier_listing_reload:
 * @self: a listing
 *
 * Empties the list and reads it anew, whatever is under way.
 */
void
luthier_listing_reload (LuthierListing *self)
{
  guint n_items;

  g_return_if_fail (LUTHIER_IS_LISTING (self));

  n_items = self->items->len;
  g_object_freeze_notify (G_OBJECT (self));
  drop_reading (self);
  set_error (self, NULL);
  g_ptr_array_set_size (self->items, 0);
  if (n_items > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_items, 0);
  begin (self);
  g_object_thaw_notify (G_OBJECT (self));
}
