/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-choice.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-adaptive-box.h"
#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-word-list.h"
#include "luthier-wrap-box.h"

struct _LuthierNewJobChoice
{
  GtkListBoxRow parent_instance;

  char *value; /* (owned) (nullable) */

  GtkCheckButton *check;
  GtkLabel *title;
  GtkWidget *badges;
  GtkLabel *summary;
  GtkLabel *detail;
  GtkWidget *price_box;
  GtkLabel *price;
  GtkLabel *price_unit;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobChoice, luthier_new_job_choice, GTK_TYPE_LIST_BOX_ROW)

static void
add_badge (LuthierNewJobChoice *self, const char *text, const char *style)
{
  GtkWidget *badge = gtk_label_new (text);

  gtk_widget_add_css_class (badge, "badge");
  if (style != NULL)
    gtk_widget_add_css_class (badge, style);
  gtk_label_set_wrap (GTK_LABEL (badge), TRUE);
  gtk_widget_set_parent (badge, self->badges);
  gtk_widget_set_visible (self->badges, TRUE);
}

static void
add_status_badge (LuthierNewJobChoice *self, LuthierBaseModel *model)
{
  switch (luthier_base_model_get_status (model))
    {
    case LUTHIER_MODEL_PREVIEW:
      add_badge (self, _ ("preview"), NULL);
      break;

    case LUTHIER_MODEL_RETIRING:
      add_badge (self, _ ("retirement announced"), "warning");
      break;

    case LUTHIER_MODEL_RETIRED:
      add_badge (self, _ ("retired"), NULL);
      break;

    case LUTHIER_MODEL_UNCERTAIN:
      add_badge (self, _ ("not certain"), "warning");
      break;

    case LUTHIER_MODEL_NOT_TUNABLE:
      add_badge (self, _ ("not tunable"), NULL);
      break;

    case LUTHIER_MODEL_AVAILABLE:
    default:
      break;
    }

  if (luthier_base_model_refuses_cmek (model))
    add_badge (self, _ ("no own encryption key"), NULL);
}

static char *
describe_adapters (LuthierBaseModel *model)
{
  g_auto (GStrv) sizes = luthier_base_model_format_adapter_sizes (model);
  guint n_sizes = g_strv_length (sizes);
  g_autofree char *list = luthier_word_list_join ((const char *const *) sizes);

  if (n_sizes == 0)
    return g_strdup (_ ("adapter sizes not known"));

  return g_strdup_printf (ngettext ("adapter size %s", "adapter sizes %s", n_sizes), list);
}

static char *
describe_model (LuthierBaseModel *model)
{
  const char *const *regions = luthier_base_model_get_regions (model);
  gboolean known = regions != NULL && regions[0] != NULL;
  g_autofree char *listed = known ? luthier_word_list_join (regions) : NULL;
  g_autofree char *adapters = describe_adapters (model);

  return g_strdup_printf (C_ ("regions and adapter sizes", "%s · %s"),
                          known ? listed : _ ("regions not known"), adapters);
}

static void
show_price (LuthierNewJobChoice *self, double price)
{
  g_autofree char *text = NULL;

  if (isnan (price) || price <= 0)
    {
      gtk_label_set_text (self->price, _ ("Not known"));
      gtk_label_set_text (self->price_unit, _ ("see the price page"));
      gtk_widget_add_css_class (GTK_WIDGET (self->price), "dim-label");
      return;
    }

  text = floor (price) < price ? g_strdup_printf (C_ ("price in US dollars", "$%.2f"), price)
                               : g_strdup_printf (C_ ("price in US dollars", "$%.0f"), price);
  gtk_label_set_text (self->price, text);
  gtk_label_set_text (self->price_unit, _ ("per million tokens"));
  gtk_widget_add_css_class (GTK_WIDGET (self->price), "heading");
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* The row is the radio button for who cannot see it: name, then all else. */
static void
describe (LuthierNewJobChoice *self)
{
  g_autofree char *description = g_strdup_printf (
      /* Translators: what a screen reader says of a model after its name: what it is for, its
       * regions and adapter sizes, "$3", "per million tokens" */
      C_ ("a model, spoken", "%s. %s. %s %s"), gtk_label_get_text (self->summary),
      gtk_label_get_text (self->detail), gtk_label_get_text (self->price),
      gtk_label_get_text (self->price_unit));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
luthier_new_job_choice_finalize (GObject *object)
{
  g_free (LUTHIER_NEW_JOB_CHOICE (object)->value);

  G_OBJECT_CLASS (luthier_new_job_choice_parent_class)->finalize (object);
}

static void
luthier_new_job_choice_class_init (LuthierNewJobChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = luthier_new_job_choice_finalize;

  g_type_ensure (LUTHIER_TYPE_ADAPTIVE_BOX);
  g_type_ensure (LUTHIER_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobChoice, check);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobChoice, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobChoice, badges);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobChoice, summary);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobChoice, detail);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobChoice, price_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobChoice, price);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobChoice, price_unit);
}

static void
luthier_new_job_choice_init (LuthierNewJobChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static LuthierNewJobChoice *
new_choice (const char *value)
{
  LuthierNewJobChoice *self = g_object_new (LUTHIER_TYPE_NEW_JOB_CHOICE, "accessible-role",
                                            GTK_ACCESSIBLE_ROLE_RADIO, NULL);

  self->value = g_strdup (value);

  return self;
}

/**
 * luthier_new_job_choice_new_for_model:
 * @model: a model of the catalogue
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
luthier_new_job_choice_new_for_model (LuthierBaseModel *model)
{
  LuthierNewJobChoice *self = new_choice (luthier_base_model_get_id (model));
  g_autofree char *detail = describe_model (model);

  gtk_label_set_text (self->title, luthier_base_model_get_id (model));
  show_text (self->summary, luthier_base_model_get_summary (model));
  show_text (self->detail, detail);
  add_status_badge (self, model);
  show_price (self, luthier_base_model_get_price (model));
  gtk_widget_set_tooltip_text (self->badges, luthier_base_model_get_status_note (model));
  describe (self);

  return GTK_WIDGET (self);
}

/**
 * luthier_new_job_choice_new_for_job:
 * @job: a job that has a tuned model
 * @now_us: the time now
 *
 * Returns: (transfer floating): a row for what the job has tuned
 */
GtkWidget *
luthier_new_job_choice_new_for_job (LuthierJob *job, gint64 now_us)
{
  LuthierNewJobChoice *self = new_choice (luthier_job_get_tuned_model (job));
  g_autofree char *ended = luthier_format_time_at (luthier_job_get_end_time (job), now_us);
  const char *base = luthier_job_get_base_model (job);
  g_autofree char *detail = g_strdup_printf (C_ ("base model, region, time", "%s in %s · %s"),
                                             base != NULL && *base != '\0' ? base
                                                                           : _ ("A tuned model"),
                                             luthier_job_get_region (job), ended);

  gtk_label_set_text (self->title, luthier_job_get_title (job));
  show_text (self->detail, detail);
  gtk_widget_set_visible (self->price_box, FALSE);
  describe (self);

  return GTK_WIDGET (self);
}

const char *
luthier_new_job_choice_get_value (LuthierNewJobChoice *self)
{
  return self->value;
}

void
luthier_new_job_choice_set_chosen (LuthierNewJobChoice *self, gboolean chosen)
{
  gtk_check_button_set_active (self->check, chosen);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
      chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

gboolean
luthier_new_job_choice_get_chosen (LuthierNewJobChoice *self)
{
  return gtk_check_button_get_active (self->check);
}
