/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-findings.h"

#include <glib/gi18n.h>

#include "luthier-adaptive-box.h"
#include "luthier-config.h"
#include "luthier-new-job-finding-row.h"
#include "luthier-wrap-box.h"

/* More of them are for the window of the dataset. */
#define MAX_ROWS 4

struct _LuthierNewJobFindings
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *verdict;
  GtkButton *see_all;
  GtkWidget *mend;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobFindings, luthier_new_job_findings, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  SIGNAL_MEND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_activated_cb (LuthierNewJobFindings *self, LuthierNewJobFindingRow *row)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, luthier_new_job_finding_row_get_line (row));
}

static void
see_all_cb (LuthierNewJobFindings *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, (guint64) 0);
}

static void
mend_cb (LuthierNewJobFindings *self)
{
  g_signal_emit (self, signals[SIGNAL_MEND], 0);
}

/* Worst first; those of one severity stay in the order in which they were found. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LuthierDatasetFinding *first = *(const LuthierDatasetFinding *const *) a;
  const LuthierDatasetFinding *second = *(const LuthierDatasetFinding *const *) b;

  return (int) second->severity - (int) first->severity;
}

/* (transfer container) */
static GPtrArray *
collect (LuthierDatasetReport *report, GPtrArray *comparison)
{
  GPtrArray *findings = g_ptr_array_new ();

  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    g_ptr_array_add (findings, g_ptr_array_index (report->findings, i));
  for (guint i = 0; comparison != NULL && i < comparison->len; i++)
    g_ptr_array_add (findings, g_ptr_array_index (comparison, i));
  g_ptr_array_sort_with_data (findings, compare_cb, NULL);

  return findings;
}

/* Rows are kept as more is found: focus and reading position stay. */
static void
fill_rows (LuthierNewJobFindings *self, GPtrArray *findings, gboolean can_open)
{
  guint n_rows = MIN (findings->len, MAX_ROWS);
  GtkListBoxRow *row;

  for (guint i = 0; i < n_rows; i++)
    {
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (luthier_new_job_finding_row_new ());
          gtk_list_box_append (self->list, GTK_WIDGET (row));
        }
      luthier_new_job_finding_row_set_finding (LUTHIER_NEW_JOB_FINDING_ROW (row),
                                               g_ptr_array_index (findings, i), can_open);
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) n_rows)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static const char *
judge (LuthierDatasetReport *report, const LuthierDatasetFinding *worst, gboolean can_open)
{
  if (report != NULL && report->is_preview)
    return _ ("so far");
  if (worst->severity == LUTHIER_FINDING_ERROR)
    return can_open ? _ ("the job would fail, so nothing is uploaded") : _ ("the job would fail");

  return _ ("none stops the job");
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

  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  signals[SIGNAL_MEND] = g_signal_new ("mend", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LUTHIER_TYPE_ADAPTIVE_BOX);
  g_type_ensure (LUTHIER_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-findings.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, verdict);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, see_all);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, mend);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFindings, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, see_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, mend_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_findings_init (LuthierNewJobFindings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_new_job_findings_show:
 * @report: (nullable): what the check of a file found, or has found so far
 * @comparison: (nullable) (element-type LuthierDatasetFinding): what is wrong between the files
 * @can_open: whether the file is here to be looked at
 */
void
luthier_new_job_findings_show (LuthierNewJobFindings *self,
                               LuthierDatasetReport *report,
                               GPtrArray *comparison,
                               gboolean can_open)
{
  g_autoptr (GPtrArray) findings = collect (report, comparison);
  g_autofree char *title = NULL;
  g_autofree char *all = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), findings->len > 0);
  fill_rows (self, findings, can_open);
  if (findings->len == 0)
    return;

  title = g_strdup_printf (ngettext ("%u finding", "%u findings", findings->len), findings->len);
  all = g_strdup_printf (_ ("See All %u…"), findings->len);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->verdict, judge (report, g_ptr_array_index (findings, 0), can_open));
  gtk_button_set_label (self->see_all, findings->len > MAX_ROWS ? all : _ ("See All…"));
  gtk_widget_set_visible (GTK_WIDGET (self->see_all), can_open);
  gtk_widget_set_visible (self->mend,
                          can_open && report != NULL && !report->is_preview &&
                              luthier_dataset_report_get_repairs (report) != LUTHIER_REPAIR_NONE);
}
