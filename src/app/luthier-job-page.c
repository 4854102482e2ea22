/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-page.h"

#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-config.h"
#include "luthier-error-card.h"
#include "luthier-job-details.h"
#include "luthier-job-heading.h"
#include "luthier-job-page-private.h"
#include "luthier-job-status.h"
#include "luthier-job-story.h"
#include "luthier-note.h"
#include "luthier-outlook-words.h"
#include "luthier-profile-button.h"
#include "luthier-width-bin.h"

/* How often durations that still grow are shown anew. */
#define TICK_MS 5000

struct _LuthierJobPage
{
  AdwBin parent_instance;

  LuthierSession *session;   /* (owned) */
  LuthierJob *job;           /* (owned) (nullable) */
  LuthierJobStory *story;    /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of what is asked for this job */
  guint show_id;             /* a source, 0 = none */
  guint tick_id;             /* of the session's clock, 0 = none */

  LuthierWidthBin *bin;
  GtkWidget *back_button;
  GMenu *job_menu;
  GtkScrolledWindow *scrolled;
  GtkWidget *body;
  LuthierJobHeading *heading;
  LuthierErrorCard *error_card;
  LuthierNote *quiet;
  LuthierJobDetails *details;
};

G_DEFINE_FINAL_TYPE (LuthierJobPage, luthier_job_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_JOB,
  PROP_STORY,
  N_PROPS,
} LuthierJobPageProperty;

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CLOSED,
  SIGNAL_TUNE_AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One button that leads to the beginning of the form is enough. */
static gboolean
offers_tune_again (const LuthierAdvice *advice)
{
  for (guint i = 0; advice != NULL && i < advice->n_steps; i++)
    if (advice->steps[i].action == LUTHIER_ADVICE_TUNE_AGAIN &&
        advice->steps[i].field == LUTHIER_SPEC_FIELD_NONE)
      return TRUE;

  return FALSE;
}

static void
show_outlook (LuthierJobPage *self)
{
  const LuthierOutlook outlook = luthier_session_get_outlook (self->session, self->job);
  g_autofree char *quiet = luthier_outlook_words_quiet (&outlook);

  luthier_job_story_set_outlook (self->story, outlook);
  luthier_note_set_text (self->quiet, quiet);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_outlook (user_data);
  return G_SOURCE_CONTINUE;
}

static void
stop_tick (LuthierJobPage *self)
{
  if (self->tick_id != 0)
    luthier_clock_remove (luthier_session_get_clock (self->session), self->tick_id);
  self->tick_id = 0;
}

/* Time is counted only while somebody can see it and there is something to count. */
static void
update_tick (LuthierJobPage *self)
{
  const gboolean wanted = self->job != NULL && !luthier_job_is_terminal (self->job) &&
                          gtk_widget_get_mapped (GTK_WIDGET (self));

  if (wanted && self->tick_id == 0)
    self->tick_id = luthier_clock_add_timeout (luthier_session_get_clock (self->session), TICK_MS,
                                               tick_cb, self, NULL);
  if (!wanted)
    stop_tick (self);
}

static void
show_job (LuthierJobPage *self)
{
  g_autoptr (LuthierAdvice) advice = NULL;

  if (self->job == NULL)
    return;

  advice = luthier_job_page_dup_advice (self);
  luthier_error_card_set_advice (self->error_card, advice);
  g_object_set (self->heading, "offers-tune-again", !offers_tune_again (advice), NULL);
  g_object_set (self->details, "asked", luthier_session_get_asked (self->session, self->job), NULL);
  show_outlook (self);
  update_tick (self);
  luthier_job_page_update_actions (self);
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

/* Where there is no room for its button, the menu has the ways to copy. */
static void
narrow_changed_cb (LuthierJobPage *self)
{
  if (luthier_width_bin_get_narrow (self->bin))
    {
      gtk_widget_add_css_class (self->body, "narrow");
      g_menu_insert_submenu (self->job_menu, 0, _ ("Co_py As"),
                             luthier_job_heading_get_copy_menu (self->heading));
    }
  else
    {
      gtk_widget_remove_css_class (self->body, "narrow");
      g_menu_remove (self->job_menu, 0);
    }
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierJobPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (luthier_session_fetch_job_finish (LUTHIER_SESSION (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* The page itself tells of a job that the service does not know. */
  if (self->job != NULL && luthier_job_get_gone (self->job))
    return;

  luthier_job_page_toast (self, error->message);
}

static void
leave_job (LuthierJobPage *self)
{
  if (self->job == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->show_id, g_source_remove);
  stop_tick (self);
  g_signal_handlers_disconnect_by_data (self->job, self);
  luthier_session_unfollow (self->session, self->job);
  g_clear_object (&self->story);
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
    case PROP_STORY:
      g_value_set_object (value, self->story);
      break;
    case N_PROPS:
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
    case PROP_STORY:
    case N_PROPS:
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
luthier_job_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_job_page_parent_class)->map (widget);
  show_job (LUTHIER_JOB_PAGE (widget));
}

static void
luthier_job_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_job_page_parent_class)->unmap (widget);
  update_tick (LUTHIER_JOB_PAGE (widget));
}

/* Who comes to the page begins at its top, wherever the focus was when it was left. */
static gboolean
luthier_job_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LUTHIER_JOB_PAGE (widget)->back_button);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, bin);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, job_menu);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, body);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, heading);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, error_card);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, quiet);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobPage, details);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_page_follow_advice);
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
  widget_class->map = luthier_job_page_map;
  widget_class->unmap = luthier_job_page_unmap;
  widget_class->grab_focus = luthier_job_page_grab_focus;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                 G_PARAM_STATIC_STRINGS);
  props[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LUTHIER_TYPE_JOB, flags);
  props[PROP_STORY] = g_param_spec_object ("story", NULL, NULL, LUTHIER_TYPE_JOB_STORY,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_CLOSED] = g_signal_new ("closed", LUTHIER_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TUNE_AGAIN] = g_signal_new ("tune-again", LUTHIER_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                             LUTHIER_TYPE_JOB_SPEC, G_TYPE_UINT);

  g_type_ensure (LUTHIER_TYPE_ERROR_CARD);
  g_type_ensure (LUTHIER_TYPE_JOB_DETAILS);
  g_type_ensure (LUTHIER_TYPE_JOB_HEADING);
  g_type_ensure (LUTHIER_TYPE_JOB_STATUS);
  g_type_ensure (LUTHIER_TYPE_NOTE);
  g_type_ensure (LUTHIER_TYPE_PROFILE_BUTTON);
  g_type_ensure (LUTHIER_TYPE_WIDTH_BIN);
  bind_template (widget_class);

  luthier_job_page_install_actions (widget_class);
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
      g_autoptr (LuthierRecord) record = luthier_session_get_record (self->session, job);

      self->job = g_object_ref (job);
      self->story = luthier_job_story_new (job, record);
      self->cancellable = g_cancellable_new ();
      g_signal_connect_swapped (job, "notify", G_CALLBACK (job_changed_cb), self);
      luthier_session_follow (self->session, job);
      if (!luthier_job_get_gone (job))
        luthier_session_fetch_job_async (self->session, job, self->cancellable, fetched_cb,
                                         g_object_ref (self));
    }
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  show_job (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_JOB]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STORY]);
}

/**
 * luthier_job_page_get_session:
 *
 * Returns: (transfer none): whose job is shown
 */
LuthierSession *
luthier_job_page_get_session (LuthierJobPage *self)
{
  return self->session;
}

/**
 * luthier_job_page_get_cancellable:
 *
 * Returns: (transfer none) (nullable): is cancelled when another job or none is shown
 */
GCancellable *
luthier_job_page_get_cancellable (LuthierJobPage *self)
{
  return self->cancellable;
}

/**
 * luthier_job_page_toast:
 * @text: a translated sentence
 *
 * Says something in passing.
 */
void
luthier_job_page_toast (LuthierJobPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}
