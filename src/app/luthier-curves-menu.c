/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curves-menu.h"

#include <glib/gi18n.h>

#include "luthier-config.h"

G_DEFINE_ENUM_TYPE (LuthierSmoothing,
                    luthier_smoothing,
                    G_DEFINE_ENUM_VALUE (LUTHIER_SMOOTHING_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_SMOOTHING_LIGHT, "light"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_SMOOTHING_STRONG, "strong"))

/**
 * luthier_smoothing_get_weight:
 *
 * Returns: the weight of what was before, 0 to below 1
 */
double
luthier_smoothing_get_weight (LuthierSmoothing smoothing)
{
  switch (smoothing)
    {
    case LUTHIER_SMOOTHING_LIGHT:
      return 0.6;
    case LUTHIER_SMOOTHING_STRONG:
      return 0.9;
    case LUTHIER_SMOOTHING_NONE:
    default:
      return 0;
    }
}

/**
 * luthier_curves_menu_attach:
 * @button: inside of a widget that has the actions
 *
 * Gives the button its menu.
 */
void
luthier_curves_menu_attach (GtkMenuButton *button)
{
  g_autoptr (GtkBuilder)
      builder = gtk_builder_new_from_resource (LUTHIER_RESOURCE_PATH "luthier-curves-menu.ui");

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (gtk_builder_get_object (builder, "menu")));
}

/**
 * luthier_curves_menu_offer_epochs:
 * @button: which has its menu
 *
 * Where it is not known how many steps an epoch has, they are no axis to choose.
 */
void
luthier_curves_menu_offer_epochs (GtkMenuButton *button, gboolean offered)
{
  GMenuModel *menu = gtk_menu_button_get_menu_model (button);
  g_autoptr (GMenu) axes = G_MENU (g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION));
  const gboolean is_offered = g_menu_model_get_n_items (G_MENU_MODEL (axes)) == 3;

  if (is_offered == offered)
    return;

  if (offered)
    g_menu_insert (axes, 1, C_ ("axis", "_Epochs"), "curves.axis::epoch");
  else
    g_menu_remove (axes, 1);
}
