/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-banner.h"
#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-error.h"
#include "luthier-new-job-data.h"
#include "luthier-new-job-form.h"
#include "luthier-new-job-model.h"
#include "luthier-new-job-review.h"
#include "luthier-new-job-sender.h"
#include "luthier-new-job-settings.h"
#include "luthier-new-job-stepper.h"
#include "luthier-new-job-verify.h"
#include "luthier-squeezer.h"
#include "luthier-width-bin.h"

/* After this the user is told what is going on. */
#define PATIENCE_MS 4000

/* Their content is 24 pixels narrower. */
#define FORM_WIDTH   764
#define REVIEW_WIDTH 964

struct _LuthierNewJobPage
{
  GtkWidget parent_instance;

  LuthierSession *session; /* (owned) */
  LuthierNewJobSender *sender; /* (owned) */
  LuthierNewJobForm *form;     /* (owned) (nullable): between start and the end */
  LuthierIntent *edited;       /* (owned) (nullable): what the form corrects */
  gboolean releases;           /* it goes on if it is left as it was */
  LuthierNewJobStep step;
  LuthierNewJobStep reached;
  guint patience_id;
  GtkWidget *step_widgets[LUTHIER_NEW_JOB_N_STEPS]; /* (owned by the widget tree) */

  GtkWidget *bin;
  LuthierNewJobStepper *stepper;
  AdwWindowTitle *title;
  GtkLabel *place; /* in a header that has no room for more */
  GtkWidget *cancel;
  GtkLabel *payer;
  GtkLabel *narrow_payer;
  GtkWidget *next;
  GtkWidget *back;
  GtkSpinner *spinner;
  LuthierBanner *waiting;
  GtkStack *steps;
};

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

static LuthierNewJobReview *
get_review (LuthierNewJobPage *self)
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

/* Nothing can be changed of what is confirmed until there is an answer, or the user has given it up. */
static gboolean
is_confirmed (LuthierNewJobPage *self)
{
  LuthierNewJobStage stage = luthier_new_job_sender_get_stage (self->sender);

  return stage != LUTHIER_NEW_JOB_STAGE_IDLE && stage != LUTHIER_NEW_JOB_STAGE_REFUSED;
}

static gboolean
is_busy (LuthierNewJobPage *self)
{
  return is_confirmed (self) &&
         luthier_new_job_sender_get_stage (self->sender) != LUTHIER_NEW_JOB_STAGE_ASKS;
}

static char *
describe_next (LuthierNewJobPage *self)
{
  guint n_jobs = self->form != NULL ? luthier_new_job_grid_get_n_jobs (
                                          luthier_new_job_form_get_grid (self->form))
                                    : 1;

  if (self->step != LUTHIER_NEW_JOB_STEP_REVIEW)
    return g_strdup (_ ("_Next"));
  if (n_jobs == 1)
    return g_strdup (_ ("_Create Job"));

  return g_strdup_printf (ngettext ("_Queue %u Job", "_Queue %u Jobs", n_jobs), n_jobs);
}

static void
show_buttons (LuthierNewJobPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean last = self->step == LUTHIER_NEW_JOB_STEP_REVIEW;
  gboolean may_go_on = self->form != NULL &&
                       (!last || luthier_new_job_review_get_ready (get_review (self)));
  g_autofree char *next = describe_next (self);

  gtk_button_set_label (GTK_BUTTON (self->next), next);
  gtk_widget_set_visible (self->back, self->step > LUTHIER_NEW_JOB_STEP_MODEL);
  gtk_widget_action_set_enabled (widget, "new-job.next", may_go_on && !is_confirmed (self));
  gtk_widget_action_set_enabled (widget, "new-job.back", !is_confirmed (self));
  gtk_widget_action_set_enabled (widget, "new-job.cancel", !is_busy (self));
}

/* Enter in a field is Next. On the review nothing may be sent by mistake. */
static void
set_default (LuthierNewJobPage *self, gboolean mapped)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (
        GTK_WINDOW (root), mapped && self->step != LUTHIER_NEW_JOB_STEP_REVIEW ? self->next : NULL);
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
    g_signal_connect_object (widget, "notify::ready", G_CALLBACK (show_buttons), self,
                             G_CONNECT_SWAPPED);

  return TRUE;
}

static void
show_step (LuthierNewJobPage *self, LuthierNewJobStep step)
{
  ensure_step (self, step);
  self->step = step;
  self->reached = MAX (self->reached, step);
  if (step == LUTHIER_NEW_JOB_STEP_REVIEW)
    for (guint i = 0; i < LUTHIER_NEW_JOB_STEP_REVIEW; i++)
      luthier_new_job_form_try_step (self->form, i);

  gtk_stack_set_visible_child_name (self->steps, page_names[step]);
  show_stepper (self);
  show_buttons (self);
  set_default (self, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
focus_step (LuthierNewJobPage *self)
{
  gtk_widget_grab_focus (self->step_widgets[self->step]);
}

static void
go_to_step (LuthierNewJobPage *self, LuthierNewJobStep step)
{
  show_step (self, step);
  focus_step (self);
}

static void
show_field_cb (LuthierNewJobPage *self, guint field)
{
  LuthierNewJobStep step = luthier_new_job_step_of_field ((LuthierSpecField) field);

  gboolean made;

  if (is_confirmed (self))
    return;

  made = ensure_step (self, step);
  if (step != self->step)
    show_step (self, step);
  /* A step that was made for this signal does not hear it. */
  if (made)
    luthier_new_job_form_show_field (self->form, (LuthierSpecField) field);
}

static void
step_chosen_cb (LuthierNewJobPage *self, guint step)
{
  if (!is_confirmed (self) && step <= self->reached)
    go_to_step (self, step);
}

/* No answer for long may be a lost one. */
static gboolean
patience_cb (gpointer user_data)
{
  LuthierNewJobPage *self = user_data;

  self->patience_id = 0;
  luthier_banner_set_title (self->waiting, _ ("No answer yet. If it was lost, Luthier looks for the "
                                              "job for some minutes; nothing is sent twice."));
  luthier_banner_set_revealed (self->waiting, TRUE);

  return G_SOURCE_REMOVE;
}

static void
stop_patience (LuthierNewJobPage *self)
{
  if (self->patience_id != 0)
    luthier_clock_remove (luthier_session_get_clock (self->session), self->patience_id);
  self->patience_id = 0;
}

/* The search for a lost answer takes minutes, and nobody has to sit it out. */
static void
show_waiting (LuthierNewJobPage *self)
{
  if (luthier_new_job_sender_get_stage (self->sender) == LUTHIER_NEW_JOB_STAGE_UNSURE)
    {
      stop_patience (self);
      luthier_banner_set_title (self->waiting,
                                _ ("Checking whether it started. Nothing is sent twice."));
      luthier_banner_set_revealed (self->waiting, TRUE);
      return;
    }
  if (!is_busy (self))
    {
      stop_patience (self);
      luthier_banner_set_revealed (self->waiting, FALSE);
      return;
    }
  if (self->patience_id == 0)
    self->patience_id = luthier_clock_add_timeout (luthier_session_get_clock (self->session),
                                                   PATIENCE_MS, patience_cb, self, NULL);
}

/* The spec has served: nothing of the form is left behind. */
static void
drop_form (LuthierNewJobPage *self)
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
leave (LuthierNewJobPage *self)
{
  set_default (self, FALSE);
  luthier_new_job_sender_stop (self->sender);
  drop_form (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* What was confirmed goes its way, and the list shows it. */
static void
leave_confirmed (LuthierNewJobPage *self)
{
  if (self->edited == NULL)
    luthier_session_discard_draft (self->session);
  leave (self);
}

/* Left as it was, it goes on as it was. */
static void
leave_edited (LuthierNewJobPage *self)
{
  if (self->releases)
    luthier_session_hold (self->session, self->edited, FALSE);
  leave (self);
}

/* From here on the intent is what is corrected; it is stored, and no draft besides. */
static void
correct (LuthierNewJobPage *self, LuthierIntent *intent)
{
  const GError *error = luthier_intent_get_error (intent);
  LuthierSpecField field = luthier_new_job_form_set_refusal (self->form, error);

  if (self->edited == NULL)
    luthier_session_discard_draft (self->session);
  g_set_object (&self->edited, intent);
  self->releases = FALSE;
  luthier_new_job_form_keep (self->form);
  luthier_new_job_review_set_error (get_review (self), error);
  if (field != LUTHIER_SPEC_FIELD_NONE)
    luthier_new_job_form_show_field (self->form, field);
  else
    show_step (self, LUTHIER_NEW_JOB_STEP_REVIEW);
}

static void
show_job (LuthierNewJobPage *self, LuthierIntent *intent)
{
  LuthierJob *job = luthier_intent_get_job (intent);

  /* One that was settled long ago and has left the list. */
  if (job == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _ ("This job was created already"));
      leave_confirmed (self);
      return;
    }

  g_object_ref (job);
  if (self->edited == NULL)
    luthier_session_discard_draft (self->session);
  set_default (self, FALSE);
  luthier_new_job_sender_stop (self->sender);
  drop_form (self);
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, job);
  g_object_unref (job);
}

static void
say_queued (LuthierNewJobPage *self)
{
  g_autofree char *words = luthier_new_job_sender_describe (self->sender);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
  leave_confirmed (self);
}

/* Given up, so that the form is of another job. */
static void
begin_anew (LuthierNewJobPage *self)
{
  LuthierJobSpec *spec = luthier_new_job_form_get_spec (self->form);

  luthier_new_job_sender_stop (self->sender);
  luthier_job_spec_set_intent_id (spec, NULL);
  luthier_session_ensure_intent (spec);
}

static void
stage_cb (LuthierNewJobPage *self)
{
  LuthierNewJobStage stage = luthier_new_job_sender_get_stage (self->sender);
  LuthierIntent *watched = luthier_new_job_sender_get_intent (self->sender);
  g_autoptr (LuthierIntent) intent = watched != NULL ? g_object_ref (watched) : NULL;
  gboolean busy = is_busy (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->steps), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stepper), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  show_waiting (self);
  if (self->form == NULL)
    return;

  show_buttons (self);
  luthier_new_job_review_set_question (
      get_review (self), stage == LUTHIER_NEW_JOB_STAGE_ASKS ? intent : NULL);
  if (stage == LUTHIER_NEW_JOB_STAGE_SETTLED)
    show_job (self, intent);
  else if (stage == LUTHIER_NEW_JOB_STAGE_QUEUED)
    say_queued (self);
  else if (stage == LUTHIER_NEW_JOB_STAGE_REFUSED)
    correct (self, intent);
  else if (stage == LUTHIER_NEW_JOB_STAGE_FORGOTTEN)
    begin_anew (self);
}

static void
create_job (LuthierNewJobPage *self)
{
  luthier_new_job_form_clear_refusal (self->form);
  luthier_new_job_review_set_error (get_review (self), NULL);
  if (luthier_new_job_review_get_ready (get_review (self)))
    luthier_new_job_sender_send (self->sender, self->form, self->edited);
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

  if (self->form == NULL || is_confirmed (self))
    return;

  if (self->step == LUTHIER_NEW_JOB_STEP_REVIEW)
    {
      create_job (self);
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

  if (self->form != NULL && !is_confirmed (self) && self->step > LUTHIER_NEW_JOB_STEP_MODEL)
    go_to_step (self, self->step - 1);
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  luthier_new_job_page_cancel (LUTHIER_NEW_JOB_PAGE (widget));
}

/* Nobody will want what is being uploaded for it. */
static void
discard (LuthierNewJobPage *self)
{
  luthier_new_job_dataset_interrupt (luthier_new_job_form_get_training (self->form));
  luthier_new_job_dataset_interrupt (luthier_new_job_form_get_validation (self->form));
  if (self->edited == NULL)
    luthier_session_discard_draft (self->session);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierNewJobPage) self = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);

  if (self->form == NULL || g_strcmp0 (answer, "go-on") == 0)
    return;

  if (g_strcmp0 (answer, "discard") == 0)
    discard (self);
  else if (self->edited == NULL)
    luthier_session_save_draft (self->session, luthier_new_job_form_get_spec (self->form));
  if (self->edited != NULL)
    leave_edited (self);
  else
    leave (self);
}

/* Whatever happens to this computer, what was entered is there again. What is corrected is stored as
 * it was. */
static void
spec_notify_cb (LuthierNewJobPage *self)
{
  if (self->edited == NULL && !is_confirmed (self) && luthier_new_job_form_is_touched (self->form))
    luthier_session_save_draft (self->session, luthier_new_job_form_get_spec (self->form));
}

static void
form_changed_cb (LuthierNewJobPage *self)
{
  show_stepper (self);
  show_buttons (self);
}

/* In a narrow header there is no room for it; it is too important to be left out. */
static void
narrow_cb (LuthierNewJobPage *self)
{
  gboolean narrow = luthier_width_bin_get_narrow (LUTHIER_WIDTH_BIN (self->bin));

  gtk_widget_set_visible (GTK_WIDGET (self->payer), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_payer), narrow);
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

static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  if (LUTHIER_NEW_JOB_PAGE (widget)->form != NULL)
    focus_step (LUTHIER_NEW_JOB_PAGE (widget));

  return G_SOURCE_REMOVE;
}

static void
luthier_new_job_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_new_job_page_parent_class)->map (widget);
  set_default (LUTHIER_NEW_JOB_PAGE (widget), TRUE);
  /* Later, for whoever shows the page moves the focus on as it does so. */
  gtk_widget_add_tick_callback (widget, focus_cb, NULL, NULL);
}

static void
luthier_new_job_page_unmap (GtkWidget *widget)
{
  set_default (LUTHIER_NEW_JOB_PAGE (widget), FALSE);
  GTK_WIDGET_CLASS (luthier_new_job_page_parent_class)->unmap (widget);
}

static void
luthier_new_job_page_dispose (GObject *object)
{
  LuthierNewJobPage *self = LUTHIER_NEW_JOB_PAGE (object);

  if (self->steps != NULL)
    {
      stop_patience (self);
      drop_form (self);
    }
  if (self->sender != NULL)
    g_signal_handlers_disconnect_by_data (self->sender, self);
  g_clear_object (&self->sender);
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
  gtk_widget_class_bind_template_callback (widget_class, leave_confirmed);
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
  g_signal_connect_object (self->sender, "notify::stage", G_CALLBACK (stage_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

static void
start (LuthierNewJobPage *self, LuthierJobSpec *spec, LuthierNewJobStep step)
{
  luthier_new_job_sender_stop (self->sender);
  drop_form (self);

  self->form = luthier_new_job_form_new (self->session, spec);
  self->step = self->reached = step;
  /* Before the steps: a field can take the focus only where it is seen. */
  g_signal_connect_object (self->form, "show-field", G_CALLBACK (show_field_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (spec, "notify", G_CALLBACK (spec_notify_cb), self, G_CONNECT_SWAPPED);

  show_payer (self);
  show_step (self, step);
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
    correct (self, intent);
}

static void
ask (LuthierNewJobPage *self,
     const char *heading,
     const char *body,
     const LuthierResponse *responses)
{
  luthier_compat_ask_async (GTK_WIDGET (self), heading, body, responses, asked_cb,
                            g_object_ref (self));
}

/* What is corrected is in the queue anyway, as it was. */
static void
cancel_edited (LuthierNewJobPage *self)
{
  const LuthierResponse responses[] = {
    { "go-on", _ ("Con_tinue"), LUTHIER_RESPONSE_PLAIN },
    { "discard", _ ("_Discard"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { NULL, NULL, 0 },
  };

  if (luthier_new_job_form_is_touched (self->form))
    ask (self, _ ("Discard the Changes?"), _ ("The job stays in the queue as it was."), responses);
  else
    leave_edited (self);
}

/**
 * luthier_new_job_page_cancel:
 *
 * Leaves as the Cancel button does: at once if nothing was entered, else after asking what becomes
 * of the draft.
 */
void
luthier_new_job_page_cancel (LuthierNewJobPage *self)
{
  const LuthierResponse responses[] = {
    { "go-on", _ ("Con_tinue"), LUTHIER_RESPONSE_PLAIN },
    { "discard", _ ("_Discard"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { "keep", _ ("_Keep Draft"), LUTHIER_RESPONSE_SUGGESTED },
    { NULL, NULL, 0 },
  };

  if (is_busy (self))
    return;

  if (self->form != NULL && is_confirmed (self))
    leave_confirmed (self);
  else if (self->form != NULL && self->edited != NULL)
    cancel_edited (self);
  else if (self->form == NULL || (!luthier_new_job_form_is_touched (self->form) &&
                                  luthier_session_get_draft (self->session) == NULL))
    leave (self);
  else
    ask (self, _ ("Keep what you entered?"),
         _ ("A draft is offered again with the next new job."), responses);
}
