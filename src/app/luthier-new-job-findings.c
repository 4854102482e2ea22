/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-findings.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"

struct _LuthierNewJobFindings
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *verdict;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobFindings, luthier_new_job_findings, GTK_TYPE_WIDGET)

static GtkWidget *
new_icon (LuthierFindingSeverity severity)
{
  const char *name = "dialog-information-symbolic";
  const char *style = "dim-label";

  if (severity == LUTHIER_FINDING_ERROR)
    {
      name = "dialog-error-symbolic";
      style = "error";
    }
  else if (severity == LUTHIER_FINDING_WARNING)
    {
      name = "dialog-warning-symbolic";
      style = "warning";
    }

  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_widget_add_css_class (icon, style);

  return icon;
}

/* Where to look first, and the rule's name for who wants to read up on it. */
static char *
describe_place (const LuthierDatasetFinding *finding)
{
  g_autofree char *line = NULL;

  if (finding->line == 0)
    return g_strdup (finding->rule);

  line = luthier_format_count ((gint64) finding->line);
  if (finding->count > 1)
    return g_strdup_printf (_ ("first in line %s · %s"), line, finding->rule);
  if (finding->column > 0)
    return g_strdup_printf (_ ("line %s, column %" G_GUINT64_FORMAT " · %s"), line, finding->column,
                            finding->rule);

  return g_strdup_printf (_ ("line %s · %s"), line, finding->rule);
}

static GtkWidget *
new_row (const LuthierDatasetFinding *finding)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place = describe_place (finding);
  GtkWidget *where = gtk_label_new (place);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), finding->title);
  if (finding->consequence != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), finding->consequence);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_icon (finding->severity));
  gtk_widget_add_css_class (where, "caption");
  gtk_widget_add_css_class (where, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (where), TRUE);
  gtk_label_set_xalign (GTK_LABEL (where), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (where), 26);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), where);

  return row;
}

static void
luthier_new_job_findings_dispose (GObject *object)
{
  LuthierNewJobFindings *self = LUTHIER_NEW_JOB_FINDINGS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_new_job_findings_parent_class)->dispose (object);
}

static void
luthier_new_job_findings_class_init (LuthierNewJobFindingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_findings_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-findings.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, verdict);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_findings_init (LuthierNewJobFindings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_new_job_findings_set_report:
 * @report: (nullable): what the check of a file found
 */
void
luthier_new_job_findings_set_report (LuthierNewJobFindings *self, LuthierDatasetReport *report)
{
  guint n_findings = report != NULL ? report->findings->len : 0;
  GtkWidget *row;
  g_autofree char *title = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  gtk_widget_set_visible (GTK_WIDGET (self), n_findings > 0);
  if (n_findings == 0)
    return;

  for (guint i = 0; i < n_findings; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (report->findings, i)));

  title = g_strdup_printf (ngettext ("%u finding", "%u findings", n_findings), n_findings);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->verdict, luthier_dataset_report_has_errors (report)
                                         ? _ ("the job would fail, so nothing is uploaded")
                                         : _ ("none stops the job"));
}
