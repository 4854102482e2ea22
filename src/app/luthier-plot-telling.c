/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-private.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-plot-summary.h"
#include "luthier-plot-table-window.h"

static const char *
get_title (LuthierPlot *self)
{
  return self->title != NULL ? self->title : _ ("Curves");
}

static gboolean
tell_summary_cb (gpointer user_data)
{
  LuthierPlot *self = user_data;
  g_autofree char *summary = luthier_plot_summarize (self->curves);

  self->summary = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_title (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary,
                                  -1);

  return G_SOURCE_REMOVE;
}

/**
 * luthier_plot_tell_summary:
 *
 * Has screen readers told in words what there is, once for all changes of this moment.
 */
void
luthier_plot_tell_summary (LuthierPlot *self)
{
  if (self->summary == 0)
    self->summary = g_idle_add (tell_summary_cb, self);
}

/**
 * luthier_plot_tell_reading:
 *
 * Has screen readers told what is read. Where they cannot be spoken to, the description becomes
 * that, which they say, too; the next change brings the summary back.
 */
void
luthier_plot_tell_reading (LuthierPlot *self)
{
  g_autofree char *text = NULL;

  if (self->reading == NULL)
    return;

  text = luthier_plot_reading_to_text (self->reading);
  luthier_compat_announce (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/**
 * luthier_plot_tell_title:
 *
 * Gives the table the title of the plot.
 */
void
luthier_plot_tell_title (LuthierPlot *self)
{
  if (self->table != NULL)
    gtk_window_set_title (GTK_WINDOW (self->table), get_title (self));
}

/* The window has gone its way; a plot that has gone takes it along. */
static void
table_closed_cb (LuthierPlot *self)
{
  self->table = NULL;
}

void
luthier_plot_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LuthierPlot *self = LUTHIER_PLOT (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->table == NULL)
    {
      self->table = luthier_plot_table_window_new (get_title (self));
      luthier_plot_table_window_set_curves (self->table, self->curves);
      if (GTK_IS_WINDOW (root))
        gtk_window_set_transient_for (GTK_WINDOW (self->table), GTK_WINDOW (root));
      g_signal_connect_object (self->table, "destroy", G_CALLBACK (table_closed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self->table));
}
