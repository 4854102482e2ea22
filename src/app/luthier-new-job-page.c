/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-page-private.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-new-job-data.h"
#include "luthier-new-job-model.h"
#include "luthier-new-job-settings.h"
#include "luthier-new-job-verify.h"
#include "luthier-squeezer.h"
#include "luthier-width-bin.h"

/* Their content is 24 pixels narrower. */
#define FORM_WIDTH   764
#define REVIEW_WIDTH 964

G_DEFINE_FINAL_TYPE (LuthierNewJobPage, luthier_new_job_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSED,
  SIGNAL_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const page_names[LUTHIER_NEW_JOB_N_STEPS] = {
  [LUTHIER_NEW_JOB_STEP_MODEL] = "model",
  [LUTHIER_NEW_JOB_STEP_DATA] = "data",
  [LUTHIER_NEW_JOB_STEP_SETTINGS] = "settings",
  [LUTHIER_NEW_JOB_STEP_REVIEW] = "review",
};

LuthierNewJobReview *
luthier_new_job_page_get_review (LuthierNewJobPage *self)
{
  return LUTHIER_NEW_JOB_REVIEW (self->step_widgets[LUTHIER_NEW_JOB_STEP_REVIEW]);
}

static void
show_stepper (LuthierNewJobPage *self)
{
  gboolean faulty[LUTHIER_NEW_JOB_N_STEPS];
  g_autofree char *place = g_strdup_printf ("%u / %u", (guint) self->step + 1,
                                            (guint) LUTHIER_NEW_JOB_N_STEPS);
  g_autofree char *subtitle = g_strdup_printf (_ ("Step %u of %u"), (guint) self->step + 1,
                                               (guint) LUTHIER_NEW_JOB_N_STEPS);

  for (guint i = 0; i < LUTHIER_NEW_JOB_N_STEPS; i++)
    faulty[i] = luthier_new_job_form_get_first_error (self->form, i) != LUTHIER_SPEC_FIELD_NONE;
  luthier_new_job_stepper_show (self->stepper, self->step, self->reached, faulty);
  adw_window_title_set_title (self->title, luthier_new_job_step_get_title (self->step));
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_label_set_text (self->place, place);
}

static char *
describe_next (LuthierNewJobPage *self)
{
  guint n_jobs = self->form != NULL
                     ? luthier_new_job_grid_get_n_jobs (luthier_new_job_form_get_grid (self->form))
                     : 1;

  if (self->step != LUTHIER_NEW_JOB_STEP_REVIEW)
    return g_strdup (_ ("_Next"));
  if (n_jobs == 1)
    return g_strdup (_ ("_Create Job"));

  return g_strdup_printf (ngettext ("_Queue %u Job", "_Queue %u Jobs", n_jobs), n_jobs);
}

void
luthier_new_job_page_show_buttons (LuthierNewJobPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean last = self->step == LUTHIER_NEW_JOB_STEP_REVIEW;
  gboolean may_go_on = self->form != NULL && (!last || luthier_new_job_review_get_ready (
                                                           luthier_new_job_page_get_review (self)));
  g_autofree char *next = describe_next (self);

  gtk_button_set_label (GTK_BUTTON (self->next), next);
  gtk_widget_set_visible (self->back, self->step > LUTHIER_NEW_JOB_STEP_MODEL);
  gtk_widget_action_set_enabled (widget, "new-job.next",
                                 may_go_on && !luthier_new_job_page_is_confirmed (self));
  gtk_widget_action_set_enabled (widget, "new-job.back", !luthier_new_job_page_is_confirmed (self));
  gtk_widget_action_set_enabled (widget, "new-job.cancel", !luthier_new_job_page_is_busy (self));
}

/* Enter in a field is Next. On the review nothing may be sent by mistake. */
void
luthier_new_job_page_set_default (LuthierNewJobPage *self, gboolean mapped)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (
        GTK_WINDOW (root), mapped && self->step != LUTHIER_NEW_JOB_STEP_REVIEW ? self->next : NULL);
}

void
luthier_new_job_page_emit_closed (LuthierNewJobPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

void
luthier_new_job_page_emit_created (LuthierNewJobPage *self, LuthierJob *job)
{
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, job);
}

static GtkWidget *
new_step (LuthierNewJobPage *self, LuthierNewJobStep step)
{
  switch (step)
    {
    case LUTHIER_NEW_JOB_STEP_MODEL:
      return luthier_new_job_model_new (self->form);

    case LUTHIER_NEW_JOB_STEP_DATA:
      return luthier_new_job_data_new (self->form);

    case LUTHIER_NEW_JOB_STEP_SETTINGS:
      return luthier_new_job_settings_new (self->form);

    case LUTHIER_NEW_JOB_STEP_REVIEW:
    case LUTHIER_NEW_JOB_N_STEPS:
    default:
      return luthier_new_job_review_new (self->form);
    }
}

/* Steps are made when they are first seen: all of them at once would take as long as a few frames.
 * Returns whether it was made now. */
static gboolean
ensure_step (LuthierNewJobPage *self, LuthierNewJobStep step)
{
  GtkWidget *clamp, *scrolled, *widget;

  if (self->step_widgets[step] != NULL)
    return FALSE;

  widget = self->step_widgets[step] = new_step (self, step);
  clamp = adw_clamp_new ();
  scrolled = gtk_scrolled_window_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp),
                              step == LUTHIER_NEW_JOB_STEP_REVIEW ? REVIEW_WIDTH : FORM_WIDTH);
  /* The whole width as long as there is no more of it. */
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp),
                                      adw_clamp_get_maximum_size (ADW_CLAMP (clamp)));
  adw_clamp_set_child (ADW_CLAMP (clamp), widget);
  gtk_widget_add_css_class (widget, "step");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_stack_add_named (self->steps, scrolled, page_names[step]);
  if (step == LUTHIER_NEW_JOB_STEP_REVIEW)
    {
      luthier_new_job_review_set_narrow (
          luthier_new_job_page_get_review (self),
          luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (self->bin)));
      g_signal_connect_object (widget, "notify::ready",
                               G_CALLBACK (luthier_new_job_page_show_buttons), self,
                               G_CONNECT_SWAPPED);
    }

  return TRUE;
}

void
luthier_new_job_page_show_step (LuthierNewJobPage *self, LuthierNewJobStep step)
{
  ensure_step (self, step);
  self->step = step;
  self->reached = MAX (self->reached, step);
  if (step == LUTHIER_NEW_JOB_STEP_REVIEW)
    for (guint i = 0; i < LUTHIER_NEW_JOB_STEP_REVIEW; i++)
      luthier_new_job_form_try_step (self->form, i);

  gtk_stack_set_visible_child_name (self->steps, page_names[step]);
  show_stepper (self);
  luthier_new_job_page_show_buttons (self);
  luthier_new_job_page_set_default (self, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
focus_step (LuthierNewJobPage *self)
{
  gtk_widget_grab_focus (self->step_widgets[self->step]);
}

static void
go_to_step (LuthierNewJobPage *self, LuthierNewJobStep step)
{
  luthier_new_job_page_show_step (self, step);
  focus_step (self);
}

static void
show_field_cb (LuthierNewJobPage *self, guint field)
{
  LuthierNewJobStep step = luthier_new_job_step_of_field ((LuthierSpecField) field);

  gboolean made;

  if (luthier_new_job_page_is_confirmed (self))
    return;

  made = ensure_step (self, step);
  if (step != self->step)
    luthier_new_job_page_show_step (self, step);
  /* A step that was made for this signal does not hear it. */
  if (made)
    luthier_new_job_form_show_field (self->form, (LuthierSpecField) field);
}

static void
step_chosen_cb (LuthierNewJobPage *self, guint step)
{
  if (!luthier_new_job_page_is_confirmed (self) && step <= self->reached)
    go_to_step (self, step);
}

/* The spec has served: nothing of the form is left behind. */
void
luthier_new_job_page_drop_form (LuthierNewJobPage *self)
{
  GtkWidget *child;

  if (self->form == NULL)
    return;

  g_signal_handlers_disconnect_by_data (luthier_new_job_form_get_spec (self->form), self);
  g_signal_handlers_disconnect_by_data (self->form, self);
  luthier_new_job_dataset_stop (luthier_new_job_form_get_training (self->form));
  luthier_new_job_dataset_stop (luthier_new_job_form_get_validation (self->form));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_stack_remove (self->steps, child);
  memset (self->step_widgets, 0, sizeof self->step_widgets);
  g_clear_object (&self->form);
  g_clear_object (&self->edited);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* What changed is shown by the form. */
  luthier_new_job_verify_finish (result);
}

static void
next_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierNewJobPage *self = LUTHIER_NEW_JOB_PAGE (widget);
  LuthierSpecField field;

  if (self->form == NULL || luthier_new_job_page_is_confirmed (self))
    return;

  if (self->step == LUTHIER_NEW_JOB_STEP_REVIEW)
    {
      luthier_new_job_page_confirm (self);
      return;
    }

  luthier_new_job_form_try_step (self->form, self->step);
  luthier_new_job_verify_async (self->form, looked_cb, NULL);
  field = luthier_new_job_form_get_first_error (self->form, self->step);
  if (field != LUTHIER_SPEC_FIELD_NONE)
    luthier_new_job_form_show_field (self->form, field);
  else
    go_to_step (self, self->step + 1);
}

static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierNewJobPage *self = LUTHIER_NEW_JOB_PAGE (widget);

  if (self->form != NULL && !luthier_new_job_page_is_confirmed (self) &&
      self->step > LUTHIER_NEW_JOB_STEP_MODEL)
    go_to_step (self, self->step - 1);
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  luthier_new_job_page_cancel (LUTHIER_NEW_JOB_PAGE (widget));
}

/* Whatever happens to this computer, what was entered is there again. What is corrected is stored as
 * it was. */
static void
spec_notify_cb (LuthierNewJobPage *self)
{
  if (self->edited == NULL && !luthier_new_job_page_is_confirmed (self) &&
      luthier_new_job_form_is_touched (self->form))
    luthier_session_save_draft (self->session, luthier_new_job_form_get_spec (self->form));
}

static void
form_changed_cb (LuthierNewJobPage *self)
{
  show_stepper (self);
  luthier_new_job_page_show_buttons (self);
}

/* In a narrow header there is no room for it; it is too important to be left out. */
static void
narrow_cb (LuthierNewJobPage *self)
{
  gboolean narrow = luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (self->bin));

  gtk_widget_set_visible (GTK_WIDGET (self->payer), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_payer), narrow);
  if (self->step_widgets[LUTHIER_NEW_JOB_STEP_REVIEW] != NULL)
    luthier_new_job_review_set_narrow (luthier_new_job_page_get_review (self), narrow);
}

static void
show_payer_on (GtkLabel *label, const char *title, const char *spoken, gboolean practice)
{
  gtk_label_set_text (label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), spoken);
  if (practice)
    gtk_widget_add_css_class (GTK_WIDGET (label), "practice");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "practice");
}

static void
show_payer (LuthierNewJobPage *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self->session);
  gboolean practice = profile != NULL &&
                      luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE;
  const char *title = profile != NULL ? luthier_profile_get_title (profile) : "";
  g_autofree char *spoken = practice ? g_strdup (_ ("Practice service: nothing is charged"))
                                     : g_strdup_printf (_ ("Profile that pays: %s"), title);

  show_payer_on (self->payer, title, spoken, practice);
  show_payer_on (self->narrow_payer, title, spoken, practice);
}

static void
luthier_new_job_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_new_job_page_parent_class)->map (widget);
  luthier_new_job_page_set_default (LUTHIER_NEW_JOB_PAGE (widget), TRUE);
  luthier_new_job_page_focus_later (LUTHIER_NEW_JOB_PAGE (widget));
}

static void
luthier_new_job_page_unmap (GtkWidget *widget)
{
  LuthierNewJobPage *self = LUTHIER_NEW_JOB_PAGE (widget);

  luthier_new_job_page_set_default (self, FALSE);
  luthier_new_job_page_stop_focus (self);
  GTK_WIDGET_CLASS (luthier_new_job_page_parent_class)->unmap (widget);
}

static void
luthier_new_job_page_dispose (GObject *object)
{
  LuthierNewJobPage *self = LUTHIER_NEW_JOB_PAGE (object);

  if (self->steps != NULL)
    {
      luthier_new_job_page_stop_patience (self);
      luthier_new_job_page_drop_form (self);
    }
  if (self->sender != NULL)
    g_signal_handlers_disconnect_by_data (self->sender, self);
  g_clear_object (&self->sender);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->bin, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (luthier_new_job_page_parent_class)->dispose (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "new-job.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "new-job.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "new-job.next", NULL, next_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "new-job.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "new-job.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "new-job.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "new-job.next", NULL);
}

static void
luthier_new_job_page_class_init (LuthierNewJobPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_page_dispose;
  widget_class->map = luthier_new_job_page_map;
  widget_class->unmap = luthier_new_job_page_unmap;

  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, LUTHIER_TYPE_JOB);

  g_type_ensure (LUTHIER_TYPE_BANNER);
  g_type_ensure (LUTHIER_TYPE_WIDTH_BIN);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_STEPPER);
  g_type_ensure (LUTHIER_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, bin);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, stepper);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, place);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, payer);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, narrow_payer);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, next);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, back);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobPage, steps);
  gtk_widget_class_bind_template_callback (widget_class, luthier_new_job_page_leave_confirmed);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_chosen_cb);
  add_bindings (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_page_init (LuthierNewJobPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What was entered is a draft of the profile that was left, and nothing of it is for another one. */
static void
profile_cb (LuthierNewJobPage *self)
{
  if (self->form == NULL || self->profile == luthier_session_get_profile (self->session))
    return;

  luthier_new_job_page_drop_form (self);
  luthier_new_job_sender_stop (self->sender);
}

/**
 * luthier_new_job_page_new:
 * @session: what the form asks and tells
 *
 * Returns: (transfer floating): a page that waits for luthier_new_job_page_start()
 */
GtkWidget *
luthier_new_job_page_new (LuthierSession *session)
{
  LuthierNewJobPage *self = g_object_new (LUTHIER_TYPE_NEW_JOB_PAGE, NULL);

  self->session = g_object_ref (session);
  self->sender = luthier_new_job_sender_new (session);
  g_signal_connect_object (session, "notify::profile", G_CALLBACK (profile_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sender, "notify::stage",
                           G_CALLBACK (luthier_new_job_page_stage_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

static void
start (LuthierNewJobPage *self, LuthierJobSpec *spec, LuthierNewJobStep step)
{
  luthier_new_job_sender_stop (self->sender);
  luthier_new_job_page_drop_form (self);

  g_set_object (&self->profile, luthier_session_get_profile (self->session));
  self->form = luthier_new_job_form_new (self->session, spec);
  self->step = self->reached = step;
  self->field = LUTHIER_SPEC_FIELD_NONE;
  /* Before the steps: a field can take the focus only where it is seen. */
  g_signal_connect_object (self->form, "show-field", G_CALLBACK (show_field_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spec, "notify", G_CALLBACK (spec_notify_cb), self, G_CONNECT_SWAPPED);

  show_payer (self);
  luthier_new_job_page_show_step (self, step);
}

/**
 * luthier_new_job_page_start:
 * @spec: what to begin with; the form writes into it
 *
 * What was in the form before is dropped without a question.
 */
void
luthier_new_job_page_start (LuthierNewJobPage *self, LuthierJobSpec *spec)
{
  start (self, spec, LUTHIER_NEW_JOB_STEP_MODEL);
}

/**
 * luthier_new_job_page_edit:
 * @intent: one that is queued or was refused; it is held meanwhile
 *
 * Begins with what was asked for, on the review, or at the field that was refused.
 */
void
luthier_new_job_page_edit (LuthierNewJobPage *self, LuthierIntent *intent)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_copy (luthier_intent_get_spec (intent));

  start (self, spec, LUTHIER_NEW_JOB_STEP_REVIEW);
  g_set_object (&self->edited, intent);
  self->releases = luthier_intent_get_state (intent) == LUTHIER_INTENT_QUEUED &&
                   !luthier_intent_get_held (intent);
  if (self->releases)
    luthier_session_hold (self->session, intent, TRUE);
  if (luthier_intent_get_state (intent) == LUTHIER_INTENT_REFUSED)
    luthier_new_job_page_correct (self, intent);
}
