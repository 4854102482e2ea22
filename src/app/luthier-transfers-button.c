/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-transfers-button.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-transfer-row.h"

/* On a transfer: the user has seen that it is done. */
#define CLEARED "luthier-cleared"

struct _LuthierTransfersButton
{
  GtkWidget parent_instance;

  LuthierSession *session;   /* (owned) (nullable) */
  GtkFilter *filter;         /* (owned): not the cleared ones */
  GtkFilterListModel *shown; /* (owned) */

  GtkMenuButton *button;
  GtkImage *icon;
  GtkListBox *list;
  GtkWidget *clear;
};

G_DEFINE_FINAL_TYPE (LuthierTransfersButton, luthier_transfers_button, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
} LuthierTransfersButtonProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static gboolean
is_shown_cb (gpointer item, gpointer user_data)
{
  return g_object_get_data (item, CLEARED) == NULL;
}

static guint
count (LuthierTransfersButton *self, LuthierTransferState state)
{
  GListModel *model = G_LIST_MODEL (self->shown);
  guint n_items = g_list_model_get_n_items (model);
  guint n_such = 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (LuthierTransfer) transfer = g_list_model_get_item (model, i);

      n_such += luthier_transfer_get_state (transfer) == state;
    }
  return n_such;
}

static char *
describe (guint n_items, guint n_failed, guint n_done)
{
  if (n_failed > 0)
    return g_strdup_printf (
        ngettext ("Uploads: %u has failed", "Uploads: %u have failed", n_failed), n_failed);
  if (n_done == n_items)
    return g_strdup (_ ("Uploads: all are done"));

  return g_strdup_printf (
      ngettext ("Uploads: %u under way", "Uploads: %u under way", n_items - n_done),
      n_items - n_done);
}

static void
update (LuthierTransfersButton *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint n_failed = count (self, LUTHIER_TRANSFER_FAILED);
  guint n_done = count (self, LUTHIER_TRANSFER_DONE);
  g_autofree char *meaning = describe (n_items, n_failed, n_done);

  gtk_widget_set_visible (GTK_WIDGET (self), n_items > 0);
  if (n_items == 0)
    gtk_menu_button_popdown (self->button);
  gtk_widget_set_visible (self->clear, n_done > 0);
  gtk_image_set_from_icon_name (self->icon, n_failed > 0        ? "dialog-warning-symbolic"
                                            : n_done == n_items ? "emblem-ok-symbolic"
                                                                : "send-to-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  meaning, -1);
}

static void
items_changed_cb (LuthierTransfersButton *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (LuthierTransfer)
          transfer = g_list_model_get_item (G_LIST_MODEL (self->shown), position + i);

      /* One that was there before comes back after it was tried again. */
      g_signal_handlers_disconnect_by_func (transfer, update, self);
      g_signal_connect_object (transfer, "notify::state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

static GtkWidget *
row_new_cb (gpointer item, gpointer user_data)
{
  return luthier_transfer_row_new (item);
}

static void
clear_cb (LuthierTransfersButton *self)
{
  GListModel *model = gtk_filter_list_model_get_model (self->shown);
  guint n_items = model != NULL ? g_list_model_get_n_items (model) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (LuthierTransfer) transfer = g_list_model_get_item (model, i);

      if (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_DONE)
        g_object_set_data (G_OBJECT (transfer), CLEARED, GINT_TO_POINTER (TRUE));
    }
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_MORE_STRICT);
}

static void
luthier_transfers_button_dispose (GObject *object)
{
  LuthierTransfersButton *self = LUTHIER_TRANSFERS_BUTTON (object);

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, items_changed_cb, self);
  if (self->button != NULL)
    {
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->button));
    }
  self->button = NULL;
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (luthier_transfers_button_parent_class)->dispose (object);
}

static void
luthier_transfers_button_get_property (GObject *object,
                                       guint prop_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  LuthierTransfersButton *self = LUTHIER_TRANSFERS_BUTTON (object);

  switch ((LuthierTransfersButtonProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_transfers_button_set_property (GObject *object,
                                       guint prop_id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  LuthierTransfersButton *self = LUTHIER_TRANSFERS_BUTTON (object);

  switch ((LuthierTransfersButtonProperty) prop_id)
    {
    case PROP_SESSION:
      luthier_transfers_button_set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_transfers_button_class_init (LuthierTransfersButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_transfers_button_dispose;
  object_class->get_property = luthier_transfers_button_get_property;
  object_class->set_property = luthier_transfers_button_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-transfers-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierTransfersButton, button);
  gtk_widget_class_bind_template_child (widget_class, LuthierTransfersButton, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierTransfersButton, list);
  gtk_widget_class_bind_template_child (widget_class, LuthierTransfersButton, clear);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
luthier_transfers_button_init (LuthierTransfersButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown_cb, NULL, NULL));
  self->shown = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), row_new_cb, NULL, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * luthier_transfers_button_new:
 *
 * Returns: (transfer floating): a button that is hidden until its session uploads something
 */
GtkWidget *
luthier_transfers_button_new (void)
{
  return g_object_new (LUTHIER_TYPE_TRANSFERS_BUTTON, NULL);
}

/**
 * luthier_transfers_button_set_session:
 * @session: (nullable): whose uploads to show
 */
void
luthier_transfers_button_set_session (LuthierTransfersButton *self, LuthierSession *session)
{
  g_return_if_fail (LUTHIER_IS_TRANSFERS_BUTTON (self));

  if (!g_set_object (&self->session, session))
    return;
  gtk_filter_list_model_set_model (
      self->shown, session != NULL ? luthier_session_get_transfers (session) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
