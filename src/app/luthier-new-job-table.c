/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-table.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-new-job-table-row.h"

struct _LuthierNewJobTable
{
  GtkWidget parent_instance;

  guint chosen;

  GtkWidget *box;
  GtkLabel *title;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobTable, luthier_new_job_table, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CHOSEN = 1,
} LuthierNewJobTableProperty;

static GParamSpec *properties[PROP_CHOSEN + 1];

static void
selected_cb (LuthierNewJobTable *self, GtkListBoxRow *row)
{
  guint chosen = row != NULL ? (guint) gtk_list_box_row_get_index (row) : 0;

  /* A list that goes lets go of its row, too. */
  if (self->box == NULL || self->chosen == chosen)
    return;

  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

static void
luthier_new_job_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierNewJobTable *self = LUTHIER_NEW_JOB_TABLE (object);

  switch ((LuthierNewJobTableProperty) id)
    {
    case PROP_CHOSEN:
      g_value_set_uint (value, self->chosen);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_new_job_table_dispose (GObject *object)
{
  LuthierNewJobTable *self = LUTHIER_NEW_JOB_TABLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_new_job_table_parent_class)->dispose (object);
}

static void
luthier_new_job_table_class_init (LuthierNewJobTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_new_job_table_dispose;
  object_class->get_property = luthier_new_job_table_get_property;

  properties[PROP_CHOSEN] = g_param_spec_uint ("chosen", NULL, NULL, 0, LUTHIER_JOB_GRID_MAX, 0,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                   G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-table.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTable, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTable, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTable, list);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_table_init (LuthierNewJobTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* As many rows as combinations: those that are there are written anew, so that what has the focus
 * keeps it. */
static void
show_rows (LuthierNewJobTable *self, LuthierNewJobForm *form, guint n_rows)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, (int) n_rows)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n_rows; i++)
    {
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (luthier_new_job_table_row_new ());
          gtk_list_box_append (self->list, GTK_WIDGET (row));
        }
      luthier_new_job_table_row_show (LUTHIER_NEW_JOB_TABLE_ROW (row), form, i);
    }
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

/**
 * luthier_new_job_table_show:
 * @form: what has the grid
 */
void
luthier_new_job_table_show (LuthierNewJobTable *self, LuthierNewJobForm *form)
{
  const LuthierJobGrid *grid = luthier_new_job_grid_get_values (
      luthier_new_job_form_get_grid (form));
  guint n_rows = luthier_job_grid_get_n_combinations (grid);
  guint n_jobs = luthier_job_grid_get_n_jobs (grid);
  g_autofree char *group = luthier_job_grid_make_group (
      luthier_job_spec_get_display_name (luthier_new_job_form_get_spec (form)));
  g_autofree char *title = g_strdup_printf (
      /* Translators: a number of jobs, and the name of their group */
      ngettext ("%u job in the group %s", "%u jobs in the group %s", n_jobs), n_jobs, group);

  gtk_widget_set_visible (GTK_WIDGET (self), n_rows > 1);
  if (n_rows <= 1)
    n_rows = 0;

  gtk_label_set_text (self->title, title);
  show_rows (self, form, n_rows);
}

guint
luthier_new_job_table_get_chosen (LuthierNewJobTable *self)
{
  return self->chosen;
}
