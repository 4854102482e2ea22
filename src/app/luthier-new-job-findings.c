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

/* What it does to the job, and where to look first. */
static char *
describe (const LuthierDatasetFinding *finding)
{
  const char *consequence = finding->consequence != NULL ? finding->consequence : "";
  g_autofree char *line = NULL;
  g_autofree char *column = NULL;

  if (finding->line == 0)
    return g_strdup (consequence);

  line = luthier_format_count ((gint64) finding->line);
  if (finding->count > 1)
    /* Translators: a whole sentence, such as "The service drops such lines.", and where the first
     * such line of several is */
    return g_strdup_printf (_ ("%s First in line %s."), consequence, line);
  if (finding->column == 0)
    /* Translators: a whole sentence, such as "The service drops such lines.", and where that is */
    return g_strdup_printf (_ ("%s Line %s."), consequence, line);

  column = luthier_format_count ((gint64) finding->column);
  /* Translators: a whole sentence, such as "The service drops such lines.", and where that is */
  return g_strdup_printf (_ ("%s Line %s, column %s."), consequence, line, column);
}

static GtkWidget *
new_row (const LuthierDatasetFinding *finding)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *description = describe (finding);
  /* For who wants to read up on it. */
  GtkWidget *rule = gtk_label_new (finding->rule);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), finding->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_icon (finding->severity));
  gtk_widget_add_css_class (rule, "caption");
  gtk_widget_add_css_class (rule, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), rule);

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
