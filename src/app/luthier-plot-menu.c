/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-private.h"

#include <glib/gi18n.h>

static void
add_section (GMenu *menu, const char *const entries[][2])
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; entries[i][0] != NULL; i++)
    g_menu_append (section, _ (entries[i][0]), entries[i][1]);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* (transfer full): all that a plot can do */
static GMenuModel *
create_model (void)
{
  static const char *const views[][2] = {
    { N_ ("Zoom _In"), "plot.zoom-in" },
    { N_ ("Zoom _Out"), "plot.zoom-out" },
    { N_ ("Show _Everything"), "plot.reset" },
    { NULL },
  };
  static const char *const tables[][2] = { { N_ ("Show as _Table"), "plot.table" }, { NULL } };
  static const char *const exports[][2] = {
    { N_ ("Save as _PNG…"), "plot.export::png" },
    { N_ ("Save as _SVG…"), "plot.export::svg" },
    { N_ ("Save _Values as CSV…"), "plot.export::csv" },
    { NULL },
  };
  GMenu *menu = g_menu_new ();

  add_section (menu, views);
  add_section (menu, tables);
  add_section (menu, exports);

  return G_MENU_MODEL (menu);
}

/* Opens what a right click opens. */
void
luthier_plot_open_menu (LuthierPlot *self, double x, double y)
{
  g_autoptr (GMenuModel) model = NULL;

  if (self->menu == NULL)
    {
      model = create_model ();
      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* By the keys it comes where the values are read. */
void
luthier_plot_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LuthierPlot *self = LUTHIER_PLOT (widget);
  LuthierPlotPicture *picture = luthier_plot_ensure_picture (self);
  const GdkRectangle *area = &picture->area;
  const double x = self->has_cross ? luthier_plot_scale_get_place (&picture->x, self->cross)
                                   : area->x + area->width / 2.0;

  luthier_plot_open_menu (self, CLAMP (x, 0, picture->view.width), area->y + area->height / 2.0);
}
