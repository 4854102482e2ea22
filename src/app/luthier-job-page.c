/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-page.h"

#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-error-card.h"
#include "luthier-format.h"
#include "luthier-columns.h"
#include "luthier-job-details.h"
#include "luthier-job-facts.h"
#include "luthier-job-words.h"
#include "luthier-snippet.h"
#include "luthier-state-label.h"

struct _LuthierJobPage
{
  AdwBin parent_instance;

  LuthierSession *session;   /* (owned) */
  LuthierJob *job;           /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of what is asked for this job */
  guint show_id;

  GtkWidget *body;
  LuthierErrorCard *error_card;
  LuthierJobDetails *details;
  GtkWidget *progress;
  GtkLabel *progress_now;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_detail;
  GtkLabel *subtitle;
  GtkWidget *cancel_button;
  GtkWidget *profile_badge;
};

G_DEFINE_FINAL_TYPE (LuthierJobPage, luthier_job_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_JOB,
} LuthierJobPageProperty;

static GParamSpec *props[PROP_JOB + 1];

enum
{
  SIGNAL_CLOSED,
  SIGNAL_TUNE_AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
toast (LuthierJobPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static gboolean
is_practice (LuthierJobPage *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self->session);

  return profile != NULL && luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE;
}

/* What the user asked for here, else what the job itself says. */
static LuthierJobSpec *
dup_spec (LuthierJobPage *self)
{
  LuthierJobSpec *asked = luthier_session_get_asked (self->session, self->job);
  LuthierJobSpec *spec = asked != NULL ? luthier_job_spec_copy (asked)
                                       : luthier_job_to_spec (self->job);

  luthier_job_spec_set_intent_id (spec, NULL);
  luthier_job_spec_set_region (spec, luthier_job_get_region (self->job));
  return spec;
}

static void
show_progress (LuthierJobPage *self)
{
  gint64 now = luthier_clock_get_real_time (luthier_session_get_clock (self->session));
  double fraction = luthier_job_words_fraction (self->job);
  g_autofree char *words = luthier_job_words_now (self->job);
  g_autofree char *detail = luthier_job_words_detail (self->job, now);

  gtk_widget_set_visible (self->progress, !luthier_job_is_terminal (self->job));
  gtk_label_set_text (self->progress_now, words);
  gtk_label_set_text (self->progress_detail, detail);
  gtk_progress_bar_set_fraction (self->progress_bar, MAX (fraction, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), fraction >= 0);
}

static void
show_subtitle (LuthierJobPage *self)
{
  gint64 created_us = luthier_job_get_create_time (self->job);
  g_autofree char *created = created_us > 0 ? luthier_format_time (created_us) : NULL;
  g_autofree char *source = luthier_job_facts_source (self, luthier_job_get_base_model (self->job),
                                                      luthier_job_get_pre_tuned_model (self->job));
  g_autofree char *text = NULL;

  /* Translators: a model, a region and a time: "gemini-3.5-flash in us-central1, created today" */
  text = g_strdup_printf (_ ("%s in %s"), source != NULL ? source : _ ("Model not known"),
                          luthier_job_get_region (self->job));
  if (created != NULL)
    {
      g_autofree char *when = g_strdup_printf (_ ("created %s"), created);
      g_autofree char *both = g_strdup_printf ("%s · %s", text, when);

      gtk_label_set_text (self->subtitle, both);
    }
  else
    gtk_label_set_text (self->subtitle, text);
}

static void
show_actions (LuthierJobPage *self)
{
  LuthierCancel cancel = luthier_job_get_cancel (self->job);
  gboolean asked = cancel == LUTHIER_CANCEL_REQUESTED || cancel == LUTHIER_CANCEL_ACCEPTED;

  gtk_widget_set_visible (self->cancel_button, luthier_job_is_cancellable (self->job));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.cancel",
                                 luthier_job_is_cancellable (self->job) && !asked);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.open-console", !is_practice (self));
}

static void
show_job (LuthierJobPage *self)
{
  g_autoptr (LuthierAdvice) advice = NULL;

  if (self->job == NULL)
    return;

  advice = luthier_advice_new_for_job (self->job);
  luthier_error_card_set_advice (self->error_card, advice);
  g_object_set (self->details, "asked", luthier_session_get_asked (self->session, self->job), NULL);
  show_progress (self);
  show_subtitle (self);
  show_actions (self);
  gtk_widget_set_visible (self->profile_badge, is_practice (self));
}

static gboolean
show_job_cb (gpointer user_data)
{
  LuthierJobPage *self = user_data;

  self->show_id = 0;
  show_job (self);
  return G_SOURCE_REMOVE;
}

/* A reply notifies a dozen properties: they are shown once. */
static void
job_changed_cb (LuthierJobPage *self)
{
  if (self->show_id == 0)
    self->show_id = g_idle_add (show_job_cb, self);
}

/* A cancel is best effort: the job may have been faster, and then says so. */
static void
state_changed_cb (LuthierJobPage *self)
{
  LuthierCancel cancel = luthier_job_get_cancel (self->job);

  if (cancel != LUTHIER_CANCEL_ACCEPTED || !luthier_job_is_terminal (self->job))
    return;

  if (luthier_job_get_state (self->job) == LUTHIER_JOB_STATE_CANCELLED)
    toast (self, _ ("Job cancelled"));
  else if (luthier_job_get_state (self->job) == LUTHIER_JOB_STATE_SUCCEEDED)
    toast (self, _ ("The job was done before it could be cancelled"));
}

static void
narrow_changed_cb (LuthierJobPage *self)
{
  if (luthier_job_details_get_narrow (self->details))
    gtk_widget_add_css_class (self->body, "narrow");
  else
    gtk_widget_remove_css_class (self->body, "narrow");
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (luthier_session_fetch_job_finish (LUTHIER_SESSION (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  toast (self, error->message);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) self = user_data;
  g_autoptr (LuthierAdvice) advice = NULL;
  g_autoptr (GError) error = NULL;

  if (luthier_session_cancel_job_finish (LUTHIER_SESSION (source), result, &error))
    {
      toast (self, _ ("Cancel requested. The job stops as soon as it can."));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  advice = luthier_advice_new_for_error (error);
  toast (self, advice->title);
}

static void
cancel_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) self = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);

  if (g_strcmp0 (answer, "cancel-job") != 0 || self->job == NULL)
    return;

  luthier_session_cancel_job_async (self->session, self->job, self->cancellable, cancelled_cb,
                                    g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (widget);
  const LuthierResponse responses[] = {
    { "keep", _ ("_Keep Running"), LUTHIER_RESPONSE_PLAIN },
    { "cancel-job", _ ("_Cancel Job"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { NULL, NULL, LUTHIER_RESPONSE_PLAIN },
  };
  g_autofree char *heading = NULL;

  /* Translators: %s is the name of a job */
  heading = g_strdup_printf (_ ("Cancel “%s”?"), luthier_job_get_title (self->job));
  luthier_compat_ask_async (widget, heading,
                            _ ("What was tuned so far is lost, and is charged for. "
                               "A cancelled job cannot go on."),
                            responses, cancel_answered_cb, g_object_ref (self));
}

static void
tune_again_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (widget);
  g_autoptr (LuthierJobSpec) spec = dup_spec (self);

  g_signal_emit (self, signals[SIGNAL_TUNE_AGAIN], 0, spec);
}

static void
close_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CLOSED], 0);
}

static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (widget);
  g_autoptr (LuthierJobSpec) spec = dup_spec (self);
  g_autofree char *uri = luthier_session_get_request_uri (self->session, spec);
  g_autofree char *text = luthier_snippet_new (g_variant_get_int32 (parameter), uri, spec);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  toast (self, _ ("Copied"));
}

static void
console_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    toast (self, error->message);
}

static void
open_console_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (widget);
  LuthierProfile *profile = luthier_session_get_profile (self->session);
  g_autofree char *uri = NULL;

  if (profile == NULL)
    return;

  uri = g_strdup_printf (
      "https://console.cloud.google.com/vertex-ai/tuning/locations/%s/tuningJob/%s/details"
      "?project=%s",
      luthier_job_get_region (self->job), luthier_job_get_id (self->job),
      luthier_profile_get_project (profile));
  g_app_info_launch_default_for_uri_async (uri, NULL, self->cancellable, console_opened_cb,
                                           g_object_ref (self));
}

static void
advice_acted_cb (LuthierJobPage *self, int action, const char *value)
{
  if (action == LUTHIER_ADVICE_TUNE_AGAIN)
    gtk_widget_activate_action (GTK_WIDGET (self), "job.tune-again", NULL);
  if (action == LUTHIER_ADVICE_TRY_AGAIN || action == LUTHIER_ADVICE_SIGN_IN)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
}

static void
leave_job (LuthierJobPage *self)
{
  if (self->job == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->job, self);
  luthier_session_unfollow (self->session, self->job);
  g_clear_object (&self->job);
}

static void
luthier_job_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (object);

  switch ((LuthierJobPageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (object);

  switch ((LuthierJobPageProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_JOB:
      luthier_job_page_set_job (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_page_dispose (GObject *object)
{
  LuthierJobPage *self = LUTHIER_JOB_PAGE (object);

  leave_job (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (luthier_job_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, body);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, error_card);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, details);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, progress);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, progress_now);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, progress_detail);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, profile_badge);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, advice_acted_cb);
}

static void
luthier_job_page_class_init (LuthierJobPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_job_page_get_property;
  object_class->set_property = luthier_job_page_set_property;
  object_class->dispose = luthier_job_page_dispose;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                             flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LUTHIER_TYPE_JOB, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_CLOSED] = g_signal_new ("closed", LUTHIER_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TUNE_AGAIN] = g_signal_new ("tune-again", LUTHIER_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                             LUTHIER_TYPE_JOB_SPEC);

  g_type_ensure (LUTHIER_TYPE_COLUMNS);
  g_type_ensure (LUTHIER_TYPE_ERROR_CARD);
  g_type_ensure (LUTHIER_TYPE_JOB);
  g_type_ensure (LUTHIER_TYPE_JOB_DETAILS);
  g_type_ensure (LUTHIER_TYPE_STATE_LABEL);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "job.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "job.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "job.tune-again", NULL, tune_again_action);
  gtk_widget_class_install_action (widget_class, "job.copy", "i", copy_action);
  gtk_widget_class_install_action (widget_class, "job.open-console", NULL, open_console_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "job.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "job.close", NULL);
}

static void
luthier_job_page_init (LuthierJobPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_job_page_new:
 *
 * Returns: (transfer floating): a page without a job
 */
GtkWidget *
luthier_job_page_new (LuthierSession *session)
{
  return g_object_new (LUTHIER_TYPE_JOB_PAGE, "session", session, NULL);
}

/**
 * luthier_job_page_get_job:
 *
 * Returns: (transfer none) (nullable): the job that is shown
 */
LuthierJob *
luthier_job_page_get_job (LuthierJobPage *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_PAGE (self), NULL);

  return self->job;
}

/**
 * luthier_job_page_set_job:
 * @job: (nullable): the job to show
 *
 * Shows a job, asks for all that the service knows of it, and has the session follow it until
 * another one or none is shown.
 */
void
luthier_job_page_set_job (LuthierJobPage *self, LuthierJob *job)
{
  g_return_if_fail (LUTHIER_IS_JOB_PAGE (self));

  if (self->job == job)
    return;

  leave_job (self);
  if (job != NULL)
    {
      self->job = g_object_ref (job);
      self->cancellable = g_cancellable_new ();
      g_signal_connect_swapped (job, "notify", G_CALLBACK (job_changed_cb), self);
      g_signal_connect_swapped (job, "notify::state", G_CALLBACK (state_changed_cb), self);
      luthier_session_follow (self->session, job);
      luthier_session_fetch_job_async (self->session, job, self->cancellable, fetched_cb,
                                       g_object_ref (self));
    }
  show_job (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_JOB]);
}
