/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-private.h"

#include "luthier-compat.h"

/* How many points a page is. */
#define PAGE 10

/* What is read stays in sight. */
static void
follow (LuthierPlot *self)
{
  double from;
  double to;

  luthier_plot_get_shown (self, &from, &to);
  if (self->cross < from)
    luthier_plot_show_range (self, self->cross, self->cross + to - from);
  else if (self->cross > to)
    luthier_plot_show_range (self, self->cross - (to - from), self->cross);
}

/* The first one of what is shown, if none is read yet and the way is to the right. */
static double
get_start (LuthierPlot *self, int by)
{
  double from;
  double to;

  if (self->has_cross)
    return self->cross;

  luthier_plot_get_shown (self, &from, &to);

  return by > 0 ? from : to;
}

/* parameter: by how many points; more than there are: to the end */
static void
read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LuthierPlot *self = LUTHIER_PLOT (widget);
  const int by = g_variant_get_int32 (parameter);
  LuthierPlotView view;
  double place = get_start (self, by);

  luthier_plot_describe_view (self, &view);
  if (by == G_MAXINT32 || by == G_MININT32)
    {
      luthier_plot_get_whole (self, &view.from, &view.to);
      luthier_plot_find_place (&view, by > 0 ? view.to : view.from, 0, &place);
    }
  else if (!luthier_plot_find_place (&view, place, self->has_cross ? by : 0, &place) &&
           !self->has_cross)
    return;

  luthier_plot_set_cross (self, place, TRUE);
  follow (self);
  luthier_plot_tell_reading (self);
}

/* Out of what was gone into last: the reading, then the zoom. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  LuthierPlot *self = LUTHIER_PLOT (widget);

  if (self->has_cross)
    luthier_plot_remove_cross (self);
  else if (luthier_plot_is_zoomed (self))
    luthier_plot_set_shown (self, 0, 0);
  else
    return FALSE;

  return TRUE;
}

/* A menu shows the last one. */
static void
bind (GtkWidgetClass *widget_class,
      guint key,
      guint keypad,
      GdkModifierType state,
      const char *action)
{
  if (keypad != 0)
    gtk_widget_class_add_binding_action (widget_class, keypad, state, action, NULL);
  gtk_widget_class_add_binding_action (widget_class, key, state, action, NULL);
}

static void
bind_read (GtkWidgetClass *widget_class, guint key, guint keypad, int by)
{
  gtk_widget_class_add_binding_action (widget_class, key, 0, "plot.read", "i", by);
  gtk_widget_class_add_binding_action (widget_class, keypad, 0, "plot.read", "i", by);
}

/* The keys of a plot that has the focus. */
void
luthier_plot_class_install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "plot.read", "i", read_action);
  gtk_widget_class_install_action (widget_class, "plot.zoom-in", NULL, luthier_plot_zoom_action);
  gtk_widget_class_install_action (widget_class, "plot.zoom-out", NULL, luthier_plot_zoom_action);
  gtk_widget_class_install_action (widget_class, "plot.reset", NULL, luthier_plot_reset_action);
  gtk_widget_class_install_action (widget_class, "plot.left", NULL, luthier_plot_pan_action);
  gtk_widget_class_install_action (widget_class, "plot.right", NULL, luthier_plot_pan_action);
  gtk_widget_class_install_action (widget_class, "plot.menu", NULL, luthier_plot_menu_action);
  gtk_widget_class_install_action (widget_class, "plot.table", NULL, luthier_plot_table_action);
  gtk_widget_class_install_action (widget_class, "plot.export", "s", luthier_plot_export_action);

  bind_read (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1);
  bind_read (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1);
  bind_read (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, -PAGE);
  bind_read (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, PAGE);
  bind_read (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, G_MININT32);
  bind_read (widget_class, GDK_KEY_End, GDK_KEY_KP_End, G_MAXINT32);
  bind (widget_class, GDK_KEY_equal, 0, 0, "plot.zoom-in");
  bind (widget_class, GDK_KEY_plus, 0, GDK_SHIFT_MASK, "plot.zoom-in");
  bind (widget_class, GDK_KEY_plus, GDK_KEY_KP_Add, 0, "plot.zoom-in");
  bind (widget_class, GDK_KEY_minus, GDK_KEY_KP_Subtract, 0, "plot.zoom-out");
  bind (widget_class, GDK_KEY_0, GDK_KEY_KP_0, 0, "plot.reset");
  bind (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, GDK_SHIFT_MASK, "plot.left");
  bind (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, GDK_SHIFT_MASK, "plot.right");
  bind (widget_class, GDK_KEY_Return, GDK_KEY_KP_Enter, 0, "plot.table");
  bind (widget_class, GDK_KEY_Menu, 0, 0, "plot.menu");
  bind (widget_class, GDK_KEY_F10, 0, GDK_SHIFT_MASK, "plot.menu");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}
