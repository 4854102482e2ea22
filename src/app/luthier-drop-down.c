/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-drop-down.h"

static GtkStringList *
get_list (GtkDropDown *drop_down)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);

  if (!GTK_IS_STRING_LIST (model))
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

      gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
      return list;
    }

  return GTK_STRING_LIST (model);
}

/**
 * luthier_drop_down_show:
 * @names: what is offered, ended by %NULL
 * @selected: the position of what is chosen
 *
 * Changes the list in place, from the first difference on: a new model in the middle of a choice
 * would take the ground from under the drop-down.
 */
void
luthier_drop_down_show (GtkDropDown *drop_down, const char *const *names, guint selected)
{
  GtkStringList *list = get_list (drop_down);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint same = 0;

  while (same < n_shown && names[same] != NULL &&
         g_str_equal (gtk_string_list_get_string (list, same), names[same]))
    same++;

  if (same < n_shown || names[same] != NULL)
    gtk_string_list_splice (list, same, n_shown - same, names + same);
  if (gtk_drop_down_get_selected (drop_down) != selected)
    gtk_drop_down_set_selected (drop_down, selected);
}

/**
 * luthier_drop_down_set_label:
 * @label: what it is about
 *
 * Names the drop-down, and the button in it that takes the focus: GTK leaves that without a name.
 */
void
luthier_drop_down_set_label (GtkDropDown *drop_down, GtkWidget *label)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
}
