/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-figures.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-histogram.h"

struct _LuthierNewJobFigures
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *examples;
  GtkLabel *examples_caption;
  GtkLabel *tokens;
  GtkLabel *lengths;
  GtkLabel *turns;
  LuthierHistogram *histogram;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobFigures, luthier_new_job_figures, GTK_TYPE_WIDGET)

static void
luthier_new_job_figures_dispose (GObject *object)
{
  LuthierNewJobFigures *self = LUTHIER_NEW_JOB_FIGURES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_new_job_figures_parent_class)->dispose (object);
}

static void
luthier_new_job_figures_class_init (LuthierNewJobFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_figures_dispose;

  g_type_ensure (LUTHIER_TYPE_HISTOGRAM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-figures.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFigures, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFigures, examples);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFigures, examples_caption);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFigures, tokens);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFigures, lengths);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFigures, turns);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobFigures, histogram);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_figures_init (LuthierNewJobFigures *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* An estimate deserves no more than three digits: "48.3 M". */
static char *
format_estimate (guint64 count)
{
  if (count >= 1000000000)
    return g_strdup_printf (C_ ("thousand millions", "%.1f G"), (double) count / 1e9);
  if (count >= 1000000)
    return g_strdup_printf (C_ ("millions", "%.1f M"), (double) count / 1e6);

  return luthier_format_count ((gint64) count);
}

/**
 * luthier_new_job_figures_format_tokens:
 * @report: what the check of a file found
 *
 * Returns: (transfer full): the tokens of all its examples; bounds say how far the estimate can be
 *   trusted
 */
char *
luthier_new_job_figures_format_tokens (LuthierDatasetReport *report)
{
  g_autofree char *low = format_estimate (report->tokens_low);
  g_autofree char *high = format_estimate (report->tokens_high);

  if (report->tokens_high == 0)
    return format_estimate (report->tokens.sum);
  if (g_str_equal (low, high))
    return g_steal_pointer (&low);

  return g_strdup_printf (C_ ("from, to", "%s – %s"), low, high);
}

/**
 * luthier_new_job_figures_set_report:
 * @report: what the check of a file found
 */
void
luthier_new_job_figures_set_report (LuthierNewJobFigures *self, LuthierDatasetReport *report)
{
  g_autofree char *examples = luthier_format_count ((gint64) report->examples);
  g_autofree char *tokens = luthier_new_job_figures_format_tokens (report);
  g_autofree char *shortest = luthier_format_count ((gint64) report->tokens.min);
  g_autofree char *longest = luthier_format_count ((gint64) report->tokens.max);
  g_autofree char *lengths = g_strdup_printf (C_ ("from, to", "%s – %s"), shortest, longest);
  double average = report->examples > 0 ? (double) report->turns / (double) report->examples : 0;
  g_autofree char *turns = g_strdup_printf ("%.1f", average);

  gtk_label_set_text (self->examples, examples);
  gtk_label_set_text (self->examples_caption, report->is_preview || report->is_partial
                                                  ? _ ("examples so far")
                                                  : _ ("examples"));
  gtk_label_set_text (self->tokens, tokens);
  gtk_label_set_text (self->lengths, lengths);
  gtk_label_set_text (self->turns, turns);
  luthier_histogram_set_summary (self->histogram, &report->tokens);
}
