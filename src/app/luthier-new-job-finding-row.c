/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-finding-row.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"

struct _LuthierNewJobFindingRow
{
  AdwActionRow parent_instance;

  guint64 line;

  GtkImage *icon;
  GtkLabel *rule;
  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobFindingRow, luthier_new_job_finding_row, ADW_TYPE_ACTION_ROW)

static void
show_severity (LuthierNewJobFindingRow *self, LuthierFindingSeverity severity)
{
  static const struct
  {
    const char *icon;
    const char *style;
  } looks[] = {
    [LUTHIER_FINDING_HINT] = { "dialog-information-symbolic", "dim-label" },
    [LUTHIER_FINDING_WARNING] = { "dialog-warning-symbolic", "warning" },
    [LUTHIER_FINDING_ERROR] = { "dialog-error-symbolic", "error" },
  };
  const char *meaning = severity == LUTHIER_FINDING_ERROR     ? _ ("Error")
                        : severity == LUTHIER_FINDING_WARNING ? _ ("Warning")
                                                              : _ ("Hint");

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[severity].style);
  gtk_image_set_from_icon_name (self->icon, looks[severity].icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  meaning, -1);
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

static void
luthier_new_job_finding_row_class_init (LuthierNewJobFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LUTHIER_RESOURCE_PATH
                                               "luthier-new-job-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindingRow, rule);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindingRow, arrow);
}

static void
luthier_new_job_finding_row_init (LuthierNewJobFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_new_job_finding_row_new:
 *
 * Returns: (transfer floating): a row without a finding
 */
GtkWidget *
luthier_new_job_finding_row_new (void)
{
  return g_object_new (LUTHIER_TYPE_NEW_JOB_FINDING_ROW, NULL);
}

void
luthier_new_job_finding_row_set_finding (LuthierNewJobFindingRow *self,
                                         const LuthierDatasetFinding *finding,
                                         gboolean can_open)
{
  g_autofree char *description = describe (finding);

  self->line = finding->line;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), finding->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), description);
  gtk_label_set_text (self->rule, finding->rule);
  show_severity (self, finding->severity);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), can_open);
  gtk_widget_set_visible (self->arrow, can_open);
}

guint64
luthier_new_job_finding_row_get_line (LuthierNewJobFindingRow *self)
{
  return self->line;
}
