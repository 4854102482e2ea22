/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-model.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-new-job-choice.h"
#include "luthier-new-job-row.h"
#include "luthier-new-job-tuned.h"

struct _LuthierNewJobModel
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) */
  LuthierJobSpec *spec;    /* (owned) */
  char *base_before;       /* (owned) (nullable): what was chosen when another source was opened */
  char *tuned_before;      /* (owned) (nullable) */
  gboolean syncing;

  GtkWidget *box;
  GtkLabel *as_of;
  GtkToggleButton *base_button;
  GtkToggleButton *tuned_button;
  GtkToggleButton *other_button;
  GtkWidget *note;
  GtkImage *note_icon;
  GtkLabel *note_label;
  GtkStack *stack;
  GtkListBox *base_list;
  GtkWidget *retired;
  GtkListBox *retired_list;
  LuthierNewJobRow *other_row;
  LuthierNewJobTuned *tuned;
  GtkEditable *other;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobModel, luthier_new_job_model, GTK_TYPE_WIDGET)

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
choose_in (GtkListBox *list, const char *value)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      LuthierNewJobChoice *choice = LUTHIER_NEW_JOB_CHOICE (row);

      luthier_new_job_choice_set_chosen (
          choice,
          is_set (value) && g_strcmp0 (luthier_new_job_choice_get_value (choice), value) == 0);
    }
}

static void
show_note (LuthierNewJobModel *self)
{
  const LuthierSpecFinding *finding = luthier_new_job_form_get_finding (
      self->form, LUTHIER_SPEC_FIELD_BASE_MODEL);
  gboolean error;

  /* The other sources have a row of their own that says it. */
  gtk_widget_set_visible (self->note, finding != NULL &&
                                          finding->severity != LUTHIER_SEVERITY_HINT &&
                                          !gtk_toggle_button_get_active (self->other_button));
  if (finding == NULL)
    return;

  error = finding->severity == LUTHIER_SEVERITY_ERROR;
  gtk_widget_remove_css_class (self->note, error ? "warning" : "error");
  gtk_widget_add_css_class (self->note, error ? "error" : "warning");
  gtk_image_set_from_icon_name (self->note_icon,
                                error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_text (self->note_label, finding->message);
}

static void
refresh (LuthierNewJobModel *self)
{
  const char *base = luthier_job_spec_get_base_model (self->spec);

  choose_in (self->base_list, base);
  choose_in (self->retired_list, base);
  show_note (self);
}

static void
set_source_text (LuthierJobSpec *spec, const char *base, const char *tuned)
{
  g_object_freeze_notify (G_OBJECT (spec));
  luthier_job_spec_set_base_model (spec, base);
  luthier_job_spec_set_pre_tuned_model (spec, tuned);
  if (tuned == NULL)
    luthier_job_spec_set_checkpoint_id (spec, NULL);
  g_object_thaw_notify (G_OBJECT (spec));
}

static void
base_chosen_cb (LuthierNewJobModel *self, LuthierNewJobChoice *choice)
{
  set_source_text (self->spec, luthier_new_job_choice_get_value (choice), NULL);
}

static const char *
get_source_name (LuthierNewJobModel *self)
{
  if (gtk_toggle_button_get_active (self->tuned_button))
    return "tuned";
  if (gtk_toggle_button_get_active (self->other_button))
    return "other";

  return "base";
}

/* What is not seen is not chosen: leaving a source puts its choice aside until it is opened again. */
static void
source_cb (LuthierNewJobModel *self, GtkToggleButton *button)
{
  const char *base = luthier_job_spec_get_base_model (self->spec);
  const char *tuned = luthier_job_spec_get_pre_tuned_model (self->spec);

  if (!gtk_toggle_button_get_active (button))
    return;

  gtk_stack_set_visible_child_name (self->stack, get_source_name (self));
  if (self->syncing)
    return;

  if (is_set (base))
    {
      g_free (self->base_before);
      self->base_before = g_strdup (base);
    }
  if (is_set (tuned))
    {
      g_free (self->tuned_before);
      self->tuned_before = g_strdup (tuned);
    }

  if (button == self->tuned_button)
    luthier_new_job_tuned_look (self->tuned);
  if (button == self->tuned_button)
    set_source_text (self->spec, NULL, self->tuned_before);
  else
    set_source_text (self->spec, self->base_before, NULL);
  refresh (self);
}

/* "2026-10-05" of the catalogue as the user writes dates; what is no such date stays as it is. */
static char *
format_date (const char *iso)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *midnight = g_strconcat (iso, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (midnight, utc);

  /* Translators: a date such as 5 Oct 2026 */
  return date != NULL ? g_date_time_format (date, _ ("%-e %b %Y")) : g_strdup (iso);
}

static void
show_date (LuthierNewJobModel *self, const char *iso)
{
  g_autofree char *date = iso != NULL ? format_date (iso) : NULL;
  g_autofree char *text = NULL;

  text = date != NULL ? g_strdup_printf (
                            _ ("Prices and limits as of %s. The service has the last word."), date)
                      : g_strdup (_ ("The service has the last word on prices and limits."));
  gtk_label_set_text (self->as_of, text);
}

static void
fill_models (LuthierNewJobModel *self)
{
  LuthierCatalogue *catalogue = luthier_session_get_catalogue (
      luthier_new_job_form_get_session (self->form));
  gboolean any_retired = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)); i++)
    {
      g_autoptr (LuthierBaseModel) model = g_list_model_get_item (G_LIST_MODEL (catalogue), i);
      LuthierModelStatus status = luthier_base_model_get_status (model);
      LuthierMethods methods = luthier_base_model_get_methods (model);
      gboolean gone = status == LUTHIER_MODEL_RETIRED || status == LUTHIER_MODEL_NOT_TUNABLE;

      /* Open models need an output folder, which this form does not ask for. */
      if (luthier_base_model_is_open (model) ||
          (methods != 0 && (methods & LUTHIER_METHOD_SUPERVISED) == 0 && !gone))
        continue;

      gtk_list_box_append (gone ? self->retired_list : self->base_list,
                           luthier_new_job_choice_new_for_model (model));
      any_retired |= gone;
    }
  gtk_widget_set_visible (self->retired, any_retired);

  show_date (self, luthier_catalogue_get_as_of (catalogue));
}

/* Opens the source that the spec, a draft or a job to tune again, comes with. */
static void
open_source (LuthierNewJobModel *self)
{
  const char *base = luthier_job_spec_get_base_model (self->spec);
  LuthierBaseModel *model = luthier_new_job_form_get_model (self->form);

  self->syncing = TRUE;
  if (is_set (luthier_job_spec_get_pre_tuned_model (self->spec)))
    gtk_toggle_button_set_active (self->tuned_button, TRUE);
  else if (is_set (base) && (model == NULL || luthier_base_model_is_open (model)))
    gtk_toggle_button_set_active (self->other_button, TRUE);
  self->syncing = FALSE;

  if (model != NULL && (luthier_base_model_get_status (model) == LUTHIER_MODEL_RETIRED ||
                        luthier_base_model_get_status (model) == LUTHIER_MODEL_NOT_TUNABLE))
    gtk_expander_set_expanded (GTK_EXPANDER (self->retired), TRUE);
}

static gboolean
focus_chosen (GtkListBox *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (luthier_new_job_choice_get_chosen (LUTHIER_NEW_JOB_CHOICE (row)))
      return gtk_widget_grab_focus (row);

  return FALSE;
}

static gboolean
luthier_new_job_model_grab_focus (GtkWidget *widget)
{
  LuthierNewJobModel *self = LUTHIER_NEW_JOB_MODEL (widget);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->base_list));

  if (gtk_toggle_button_get_active (self->other_button))
    return gtk_widget_grab_focus (GTK_WIDGET (self->other));
  if (gtk_toggle_button_get_active (self->tuned_button))
    return gtk_widget_grab_focus (GTK_WIDGET (self->tuned));

  return focus_chosen (self->base_list) || (first != NULL && gtk_widget_grab_focus (first));
}

static void
show_field_cb (LuthierNewJobModel *self, guint field)
{
  if (field == LUTHIER_SPEC_FIELD_BASE_MODEL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
luthier_new_job_model_dispose (GObject *object)
{
  LuthierNewJobModel *self = LUTHIER_NEW_JOB_MODEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->spec);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_model_parent_class)->dispose (object);
}

static void
luthier_new_job_model_finalize (GObject *object)
{
  LuthierNewJobModel *self = LUTHIER_NEW_JOB_MODEL (object);

  g_free (self->base_before);
  g_free (self->tuned_before);

  G_OBJECT_CLASS (luthier_new_job_model_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, as_of);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, base_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, tuned_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, other_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, note);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, note_icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, note_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, base_list);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, retired);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, retired_list);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, other_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, tuned);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobModel, other);
}

static void
luthier_new_job_model_class_init (LuthierNewJobModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_new_job_model_dispose;
  object_class->finalize = luthier_new_job_model_finalize;
  widget_class->grab_focus = luthier_new_job_model_grab_focus;

  g_type_ensure (LUTHIER_TYPE_NEW_JOB_ROW);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_TUNED);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-model.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, source_cb);
  gtk_widget_class_bind_template_callback (widget_class, base_chosen_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_model_init (LuthierNewJobModel *self)
{
  self->syncing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->syncing = FALSE;
}

/**
 * luthier_new_job_model_new:
 * @form: the form that this is a step of
 *
 * Returns: (transfer floating): the step
 */
GtkWidget *
luthier_new_job_model_new (LuthierNewJobForm *form)
{
  LuthierNewJobModel *self = g_object_new (LUTHIER_TYPE_NEW_JOB_MODEL, NULL);

  self->form = g_object_ref (form);
  self->spec = g_object_ref (luthier_new_job_form_get_spec (form));

  fill_models (self);
  open_source (self);
  luthier_new_job_form_bind_text (form, "base-model", self->other);
  luthier_new_job_tuned_attach (self->tuned, form);
  luthier_new_job_row_attach (self->other_row, form, LUTHIER_SPEC_FIELD_BASE_MODEL);
  g_signal_connect_object (form, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "show-field", G_CALLBACK (show_field_cb), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
