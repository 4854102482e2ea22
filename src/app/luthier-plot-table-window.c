/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-table-window.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-plot-step.h"
#include "luthier-plot-table.h"

struct _LuthierPlotTableWindow
{
  AdwWindow parent_instance;

  GtkColumnView *view;
  GtkSingleSelection *selection;
  LuthierPlotTable *table; /* (owned) (nullable): no curves yet */
};

G_DEFINE_FINAL_TYPE (LuthierPlotTableWindow, luthier_plot_table_window, ADW_TYPE_WINDOW)

/* Of which curve a column is; its factory has it. */
#define COLUMN_OF_STEPS (-1)

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LuthierPlotTableWindow *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
fill (GtkListItem *item, LuthierPlotTable *table, int column)
{
  const gint64 step = luthier_plot_step_get_step (gtk_list_item_get_item (item));
  g_autofree char *text = column == COLUMN_OF_STEPS
                              ? luthier_format_count (step)
                              : luthier_plot_table_describe (table, (guint) column, step);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static int
get_column (GObject *of)
{
  return GPOINTER_TO_INT (g_object_get_data (of, "luthier-column"));
}

/* A value at a step that is shown came later, or was corrected. */
static void
table_changed_cb (GtkListItem *item, LuthierPlotTable *table)
{
  fill (item, table, get_column (G_OBJECT (item)));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LuthierPlotTableWindow *self)
{
  const int column = get_column (G_OBJECT (factory));

  g_object_set_data (G_OBJECT (item), "luthier-column", GINT_TO_POINTER (column));
  g_object_set_data_full (G_OBJECT (item), "luthier-table", g_object_ref (self->table),
                          g_object_unref);
  fill (item, self->table, column);
  if (column != COLUMN_OF_STEPS)
    g_signal_connect_object (self->table, "changed", G_CALLBACK (table_changed_cb), item,
                             G_CONNECT_SWAPPED);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LuthierPlotTableWindow *self)
{
  LuthierPlotTable *table = g_object_get_data (G_OBJECT (item), "luthier-table");

  g_signal_handlers_disconnect_by_data (table, item);
  g_object_set_data (G_OBJECT (item), "luthier-table", NULL);
}

static void
add_column (LuthierPlotTableWindow *self, const char *title, int number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "luthier-column", GINT_TO_POINTER (number));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, number != COLUMN_OF_STEPS);
  gtk_column_view_append_column (self->view, column);
}

static void
remove_columns (LuthierPlotTableWindow *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
luthier_plot_table_window_dispose (GObject *object)
{
  LuthierPlotTableWindow *self = LUTHIER_PLOT_TABLE_WINDOW (object);

  g_clear_object (&self->table);

  G_OBJECT_CLASS (luthier_plot_table_window_parent_class)->dispose (object);
}

static void
luthier_plot_table_window_class_init (LuthierPlotTableWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_plot_table_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LUTHIER_RESOURCE_PATH
                                               "luthier-plot-table-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierPlotTableWindow, view);
  gtk_widget_class_bind_template_child (widget_class, LuthierPlotTableWindow, selection);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
luthier_plot_table_window_init (LuthierPlotTableWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_plot_table_window_new:
 * @title: what is measured
 *
 * Returns: (transfer none): a window without rows, not shown yet
 */
LuthierPlotTableWindow *
luthier_plot_table_window_new (const char *title)
{
  return g_object_new (LUTHIER_TYPE_PLOT_TABLE_WINDOW, "title", title, NULL);
}

/**
 * luthier_plot_table_window_set_curves:
 * @curves: (element-type LuthierPlotCurve): one a column
 *
 * Shows the values of these and no others, and follows them as they change.
 */
void
luthier_plot_table_window_set_curves (LuthierPlotTableWindow *self, GPtrArray *curves)
{
  g_return_if_fail (LUTHIER_IS_PLOT_TABLE_WINDOW (self));

  gtk_single_selection_set_model (self->selection, NULL);
  remove_columns (self);
  g_clear_object (&self->table);
  self->table = luthier_plot_table_new (curves);
  add_column (self, _ ("Step"), COLUMN_OF_STEPS);
  for (guint i = 0; i < curves->len; i++)
    add_column (
        self,
        luthier_plot_line_get_label (luthier_plot_curve_get_line (g_ptr_array_index (curves, i))),
        (int) i);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->table));
}
