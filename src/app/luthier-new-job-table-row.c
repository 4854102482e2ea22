/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-table-row.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-new-job-words.h"

struct _LuthierNewJobTableRow
{
  GtkListBoxRow parent_instance;

  LuthierNewJobForm *form; /* (owned) (nullable) */
  guint combination;
  gboolean syncing; /* the button follows the grid: it does not write back */

  GtkCheckButton *check;
  GtkLabel *name;
  GtkLabel *settings;
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobTableRow, luthier_new_job_table_row, GTK_TYPE_LIST_BOX_ROW)

static void
toggled_cb (LuthierNewJobTableRow *self)
{
  if (!self->syncing)
    luthier_new_job_grid_set_left_out (luthier_new_job_form_get_grid (self->form),
                                       self->combination,
                                       !gtk_check_button_get_active (self->check));
}

static void
luthier_new_job_table_row_dispose (GObject *object)
{
  LuthierNewJobTableRow *self = LUTHIER_NEW_JOB_TABLE_ROW (object);

  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_table_row_parent_class)->dispose (object);
}

static void
luthier_new_job_table_row_class_init (LuthierNewJobTableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_table_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LUTHIER_RESOURCE_PATH
                                               "luthier-new-job-table-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTableRow, check);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTableRow, name);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTableRow, settings);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTableRow, fault);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
luthier_new_job_table_row_init (LuthierNewJobTableRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
luthier_new_job_table_row_new (void)
{
  return g_object_new (LUTHIER_TYPE_NEW_JOB_TABLE_ROW, NULL);
}

static void
show_words (LuthierNewJobTableRow *self, LuthierJobSpec *spec, const char *fault)
{
  const char *name = luthier_job_spec_get_display_name (spec);
  g_autofree char *epochs = luthier_new_job_words_epochs (spec);
  g_autofree char *adapter = luthier_new_job_words_adapter (spec);
  g_autofree char *rate = luthier_new_job_words_rate (spec);
  /* Translators: "3 epochs", "adapter size 4", "multiplier 0.5" */
  g_autofree char *settings = g_strdup_printf (C_ ("settings of a job", "%s, %s, %s"), epochs,
                                               adapter, rate);
  /* Translators: %s is the name of a job */
  g_autofree char *spoken = g_strdup_printf (_ ("Queue %s"), name);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->settings, settings);
  gtk_label_set_text (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  fault != NULL ? fault : settings, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  fault != NULL ? fault : settings, -1);
}

/**
 * luthier_new_job_table_row_show:
 * @form: what has the grid
 * @i: the combination
 */
void
luthier_new_job_table_row_show (LuthierNewJobTableRow *self, LuthierNewJobForm *form, guint i)
{
  LuthierNewJobGrid *grid = luthier_new_job_form_get_grid (form);
  const LuthierJobGrid *values = luthier_new_job_grid_get_values (grid);
  const LuthierSpecFinding *fault = luthier_new_job_grid_get_fault (grid, i);
  gboolean left_out = luthier_job_grid_is_left_out (values, i);
  g_autoptr (LuthierJobSpec)
      spec = luthier_job_grid_make_spec (values, luthier_new_job_form_get_spec (form), i);

  g_set_object (&self->form, form);
  self->combination = i;
  self->syncing = TRUE;
  gtk_check_button_set_active (self->check, !left_out);
  /* The last one stays. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->check),
                            left_out || luthier_job_grid_get_n_jobs (values) > 1);
  self->syncing = FALSE;
  show_words (self, spec, fault != NULL ? fault->message : NULL);
  if (fault != NULL && !left_out)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (left_out)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "dim-label");
}
