/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-jobs-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-intent-perform.h"
#include "luthier-intents-section.h"
#include "luthier-jobs-list.h"
#include "luthier-missed-card.h"
#include "luthier-profile-button.h"
#include "luthier-session-banner.h"
#include "luthier-share-box.h"
#include "luthier-store-banner.h"
#include "luthier-transfers-button.h"
#include "luthier-width-bin.h"

struct _LuthierJobsPage
{
  GtkWidget parent_instance;

  LuthierSession *session; /* (owned) */
  GSettings *settings;     /* (owned) */
  GListModel *jobs;        /* (owned) (nullable): the session's, watched for being empty */
  gboolean search_mode;
  gboolean failed; /* the session could not be started */
  guint timer;     /* 0 or of the session's clock: the status is to be written again */

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkWidget *intents;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (LuthierJobsPage, luthier_jobs_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SEARCH_MODE,
} LuthierJobsPageProperty;

static GParamSpec *properties[PROP_SEARCH_MODE + 1];

static void update_status (LuthierJobsPage *self);

static gboolean
is_in_trouble (LuthierSession *session)
{
  const char *const *regions = luthier_session_get_failing_regions (session);

  return !luthier_session_get_online (session) || luthier_session_get_sign_in_needed (session) ||
         (regions != NULL && regions[0] != NULL);
}

static const char *
choose_page (LuthierJobsPage *self)
{
  LuthierSession *session = self->session;

  if (self->failed)
    return "error";
  if (!luthier_session_get_loaded (session))
    return "loading";
  if (self->jobs != NULL && g_list_model_get_n_items (self->jobs) > 0)
    return "jobs";
  if (luthier_session_get_updated_at (session) != 0)
    return "empty";
  return is_in_trouble (session) ? "unreachable" : "loading";
}

static void
update_stack (LuthierJobsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
}

static void
watch_jobs (LuthierJobsPage *self)
{
  GListModel *jobs = luthier_session_get_jobs (self->session);

  if (self->jobs == jobs)
    return;
  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, update_stack, self);
  g_set_object (&self->jobs, jobs);
  if (jobs != NULL)
    g_signal_connect_object (jobs, "items-changed", G_CALLBACK (update_stack), self,
                             G_CONNECT_SWAPPED);
  update_stack (self);
}

static gboolean
timer_cb (gpointer user_data)
{
  LuthierJobsPage *self = user_data;

  self->timer = 0;
  update_status (self);
  return G_SOURCE_REMOVE;
}

static void
stop_timer (LuthierJobsPage *self)
{
  if (self->timer != 0)
    luthier_clock_remove (luthier_session_get_clock (self->session), self->timer);
  self->timer = 0;
}

/* While jobs are followed it says how fresh the list is, and comes again when that reads differently.
 * Else it says when it was read, which stays true, so that nothing wakes the computer up for it. */
static void
update_status (LuthierJobsPage *self)
{
  LuthierClock *clock = luthier_session_get_clock (self->session);
  gint64 updated_at = luthier_session_get_updated_at (self->session);
  gint64 now = luthier_clock_get_real_time (clock);
  gboolean recent = now - updated_at < 60 * G_USEC_PER_SEC;
  gboolean active = luthier_session_get_active_jobs (self->session) > 0;
  g_autofree char *time = active ? luthier_format_ago (updated_at, now)
                                 : luthier_format_time_at (updated_at, now);
  /* Translators: %s is "just now", "20 s ago", "today 13:40" */
  g_autofree char *status = g_strdup_printf (_ ("Updated %s"), time);

  stop_timer (self);
  g_object_set (self->list, "status", updated_at != 0 ? status : "", NULL);
  if (active && updated_at != 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->timer = luthier_clock_add_timeout (clock, recent ? 5000 : 30000, timer_cb, self, NULL);
}

static char *
subtitle_cb (gpointer object, LuthierProfile *profile, gboolean narrow)
{
  if (profile == NULL || narrow)
    return g_strdup ("");
  if (luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE)
    return g_strdup (_ ("Practice service, nothing is charged"));
  return g_strdup (luthier_profile_get_project (profile));
}

static void
dismissed_cb (LuthierJobsPage *self)
{
  luthier_session_dismiss_missed (self->session);
}

/* (transfer full) (nullable) */
static char *
first_cb (gpointer object, GStrv regions)
{
  return regions != NULL ? g_strdup (regions[0]) : NULL;
}

static char *
empty_text_cb (gpointer object, gboolean has_intents)
{
  return g_strdup (has_intents
                       ? _ ("What is above appears here once the service has created it.")
                       : _ ("Tune a model with examples of your own. A job you start is followed "
                            "here."));
}

static void
act_cb (LuthierJobsPage *self, LuthierIntent *intent, LuthierIntentAct act, guint position)
{
  luthier_intent_perform (GTK_WIDGET (self), self->session, intent, act, position);
}

static gboolean
not_cb (gpointer object, gboolean value)
{
  return !value;
}

static void
watch_session (LuthierJobsPage *self)
{
  static const char *const causes[] = { "loaded",         "refreshing", "updated-at",
                                        "sign-in-needed", "online",     "failing-regions" };

  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", causes[i], NULL);

      g_signal_connect_object (self->session, signal, G_CALLBACK (update_stack), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->session, "notify::updated-at", G_CALLBACK (update_status), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::active-jobs", G_CALLBACK (update_status), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::jobs", G_CALLBACK (watch_jobs), self,
                           G_CONNECT_SWAPPED);
}

/* Wherever on the page the focus is. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkWidget *list = LUTHIER_JOBS_PAGE (widget)->list;
  gboolean choosing;

  g_object_get (list, "choosing", &choosing, NULL);
  if (choosing)
    gtk_widget_activate_action (list, "jobs.end-choosing", NULL);

  return choosing;
}

static gboolean
luthier_jobs_page_grab_focus (GtkWidget *widget)
{
  LuthierJobsPage *self = LUTHIER_JOBS_PAGE (widget);
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);

  return shown == self->list ? gtk_widget_grab_focus (shown)
                             : gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

static void
luthier_jobs_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (luthier_jobs_page_parent_class)->map (widget);
  update_status (LUTHIER_JOBS_PAGE (widget));
}

static void
luthier_jobs_page_unmap (GtkWidget *widget)
{
  stop_timer (LUTHIER_JOBS_PAGE (widget));
  GTK_WIDGET_CLASS (luthier_jobs_page_parent_class)->unmap (widget);
}

static void
luthier_jobs_page_constructed (GObject *object)
{
  LuthierJobsPage *self = LUTHIER_JOBS_PAGE (object);

  G_OBJECT_CLASS (luthier_jobs_page_parent_class)->constructed (object);
  g_object_set (self->intents, "clock", luthier_session_get_clock (self->session), NULL);
  watch_session (self);
  watch_jobs (self);
  update_stack (self);
}

static void
luthier_jobs_page_dispose (GObject *object)
{
  LuthierJobsPage *self = LUTHIER_JOBS_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->session != NULL)
    stop_timer (self);
  g_clear_object (&self->jobs);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_jobs_page_parent_class)->dispose (object);
}

static void
luthier_jobs_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobsPage *self = LUTHIER_JOBS_PAGE (object);

  switch ((LuthierJobsPageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, self->search_mode);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_jobs_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LuthierJobsPage *self = LUTHIER_JOBS_PAGE (object);

  switch ((LuthierJobsPageProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_SEARCH_MODE:
      if (self->search_mode == g_value_get_boolean (value))
        break;
      self->search_mode = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-jobs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsPage, intents);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, empty_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismissed_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_cb);
  gtk_widget_class_bind_template_callback (widget_class, subtitle_cb);
}

static void
luthier_jobs_page_class_init (LuthierJobsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = luthier_jobs_page_constructed;
  object_class->dispose = luthier_jobs_page_dispose;
  object_class->get_property = luthier_jobs_page_get_property;
  object_class->set_property = luthier_jobs_page_set_property;
  widget_class->grab_focus = luthier_jobs_page_grab_focus;
  widget_class->map = luthier_jobs_page_map;
  widget_class->unmap = luthier_jobs_page_unmap;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                      G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                           G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (LUTHIER_TYPE_INTENTS_SECTION);
  g_type_ensure (LUTHIER_TYPE_JOBS_LIST);
  g_type_ensure (LUTHIER_TYPE_MISSED_CARD);
  g_type_ensure (LUTHIER_TYPE_PROFILE_BUTTON);
  g_type_ensure (LUTHIER_TYPE_SESSION_BANNER);
  g_type_ensure (LUTHIER_TYPE_SHARE_BOX);
  g_type_ensure (LUTHIER_TYPE_STORE_BANNER);
  g_type_ensure (LUTHIER_TYPE_TRANSFERS_BUTTON);
  g_type_ensure (LUTHIER_TYPE_WIDTH_BIN);
  bind_template (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
luthier_jobs_page_init (LuthierJobsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  self->settings = g_settings_new (LUTHIER_SCHEMA_ID);
  g_settings_bind (self->settings, "filter", self->list, "group", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "sort", self->list, "sort", G_SETTINGS_BIND_DEFAULT);
}

/**
 * luthier_jobs_page_new:
 * @session: whose jobs to show
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
luthier_jobs_page_new (LuthierSession *session)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (session), NULL);

  return g_object_new (LUTHIER_TYPE_JOBS_PAGE, "session", session, NULL);
}

/**
 * luthier_jobs_page_choose:
 * @name: (nullable): of a job that is chosen already, or ""; %NULL: no jobs are chosen any more
 *
 * Begins or ends to choose jobs that are to be compared.
 */
void
luthier_jobs_page_choose (LuthierJobsPage *self, const char *name)
{
  g_return_if_fail (LUTHIER_IS_JOBS_PAGE (self));

  g_object_set (self->list, "choosing", name != NULL, NULL);
  if (name != NULL && *name != '\0')
    gtk_widget_activate_action (self->list, "jobs.compare-with", "s", name);
  if (name != NULL)
    gtk_widget_grab_focus (self->list);
}

/**
 * luthier_jobs_page_set_error:
 * @error: why the session could not be started
 *
 * Shows the error in place of the jobs.
 */
void
luthier_jobs_page_set_error (LuthierJobsPage *self, const GError *error)
{
  g_autoptr (LuthierAdvice) advice = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (LUTHIER_IS_JOBS_PAGE (self));

  advice = luthier_advice_new_for_error (error);
  text = g_markup_escape_text (advice->reason != NULL ? advice->reason : error->message, -1);
  adw_status_page_set_description (self->error_page, text);
  self->failed = TRUE;
  update_stack (self);
}
