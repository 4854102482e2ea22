/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-cost.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-job-cost.h"
#include "luthier-new-job-figures.h"

/* The least that can be charged, in US dollars. */
#define CENT 0.01

struct _LuthierNewJobCost
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *sum;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobCost, luthier_new_job_cost, GTK_TYPE_WIDGET)

static void
luthier_new_job_cost_dispose (GObject *object)
{
  LuthierNewJobCost *self = LUTHIER_NEW_JOB_COST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_new_job_cost_parent_class)->dispose (object);
}

static void
luthier_new_job_cost_class_init (LuthierNewJobCostClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_cost_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-cost.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobCost, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobCost, sum);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobCost, detail);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_cost_init (LuthierNewJobCost *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
format_range (double low, double high)
{
  g_autofree char *from = luthier_format_price (low);
  g_autofree char *to = luthier_format_price (MAX (high, CENT));

  if (g_str_equal (from, to))
    return g_steal_pointer (&from);
  if (low < CENT)
    /* Translators: a price such as "$0.05" */
    return g_strdup_printf (C_ ("price", "up to %s"), to);

  return g_strdup_printf (C_ ("from, to", "%s – %s"), from, to);
}

/* What it is the sum of. */
static char *
describe_sum (LuthierBaseModel *model, LuthierDatasetReport *report)
{
  g_autofree char *tokens = luthier_new_job_figures_format_tokens (report);
  g_autofree char *price = luthier_format_price (luthier_base_model_get_price (model));

  /* Translators: a number of tokens such as "48.3 M", and a price such as "$1.50" */
  return g_strdup_printf (_ ("%s tokens, as often as there are epochs, at %s per million."), tokens,
                          price);
}

/* Where the service chooses the epochs nobody knows the sum. */
static char *
describe_unknown (const LuthierJobCost *cost)
{
  g_autofree char *epoch = format_range (cost->epoch_low, cost->epoch_high);

  if (cost->n_unknown == 0)
    return NULL;
  if (cost->n_jobs == 0)
    return g_strdup (_ ("The service chooses how many epochs there are."));

  /* Translators: a number of jobs, and a price such as "$3 – $4" */
  return g_strdup_printf (
      ngettext ("Besides, %u job whose epochs the service chooses: %s an epoch.",
                "Besides, %u jobs whose epochs the service chooses: %s an "
                "epoch each.",
                cost->n_unknown),
      cost->n_unknown, epoch);
}

static char *
describe_total (const LuthierJobCost *cost)
{
  g_autofree char *total = format_range (cost->low, cost->high);
  g_autofree char *epoch = format_range (cost->epoch_low, cost->epoch_high);

  if (cost->n_jobs > 0)
    return g_steal_pointer (&total);
  if (cost->n_unknown > 1)
    /* Translators: a price such as "$3 – $4" */
    return g_strdup_printf (_ ("%s an epoch of each job"), epoch);

  /* Translators: a price such as "$3 – $4" */
  return g_strdup_printf (_ ("%s an epoch"), epoch);
}

static void
show_cost (LuthierNewJobCost *self,
           LuthierNewJobForm *form,
           LuthierDatasetReport *report,
           const LuthierJobCost *cost)
{
  LuthierProfile *profile = luthier_session_get_profile (luthier_new_job_form_get_session (form));
  gboolean practice = profile != NULL &&
                      luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE;
  g_autofree char *total = describe_total (cost);
  g_autofree char *sum = describe_sum (luthier_new_job_form_get_model (form), report);
  g_autofree char *unknown = describe_unknown (cost);
  g_autofree char *detail = g_strjoin (" ", sum,
                                       practice ? _ ("Practice: nothing is charged.")
                                                : _ ("The tuned model itself is billed by use."),
                                       unknown, NULL);

  gtk_label_set_text (self->sum, total);
  gtk_label_set_text (self->detail, detail);
}

/**
 * luthier_new_job_cost_show:
 * @form: what is about to be asked for
 */
void
luthier_new_job_cost_show (LuthierNewJobCost *self, LuthierNewJobForm *form)
{
  LuthierNewJobDataset *training = luthier_new_job_form_get_training (form);
  LuthierDatasetReport *report = luthier_new_job_dataset_get_report (training);
  g_autoptr (GPtrArray) specs = NULL;
  gboolean whole = report != NULL && !report->is_partial && !report->is_preview;
  LuthierJobCost cost;

  if (!luthier_job_cost_init (&cost, luthier_new_job_form_get_model (form),
                              whole ? report->tokens_low : 1, whole ? report->tokens_high : 1))
    {
      gtk_label_set_text (self->sum, C_ ("cost", "Not known"));
      gtk_label_set_text (self->detail, _ ("The catalogue has no price for this model."));
      return;
    }
  if (!whole)
    {
      gtk_label_set_text (self->sum, C_ ("cost", "Not known"));
      gtk_label_set_text (self->detail, _ ("To estimate it, all of the data has to be "
                                           "checked."));
      return;
    }

  specs = luthier_new_job_grid_make_specs (luthier_new_job_form_get_grid (form));
  for (guint i = 0; i < specs->len; i++)
    luthier_job_cost_add (&cost, g_ptr_array_index (specs, i));
  show_cost (self, form, report, &cost);
}
