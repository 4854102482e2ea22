/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-window-private.h"

#include <glib/gi18n.h>

#include "luthier-advice.h"
#include "luthier-compare-page.h"
#include "luthier-config.h"
#include "luthier-drop-bin.h"
#include "luthier-first-run-page.h"
#include "luthier-intent-act.h"
#include "luthier-job-page.h"
#include "luthier-jobs-page.h"
#include "luthier-missed-page.h"
#include "luthier-new-job-page.h"
#include "luthier-runs-page.h"
#include "luthier-trail.h"

struct _LuthierWindow
{
  AdwApplicationWindow parent_instance;

  LuthierSession *session;         /* (owned) */
  GSettings *settings;             /* (owned) */
  GCancellable *cancellable;       /* (owned) */
  GFile *file;                     /* (owned) (nullable): waits for a profile */
  LuthierTrail *trail;             /* (owned): through the pages */
  LuthierDestination *destination; /* (owned) (nullable): on the way to it */
  gboolean expects_profile;

  AdwToastOverlay *toasts;
  LuthierDropBin *drop;
  GtkStack *stack;
  LuthierJobsPage *jobs_page;
  GtkWidget *first_run_page;        /* (nullable): made when first needed */
  LuthierJobPage *job_page;         /* (nullable): made when first needed */
  LuthierNewJobPage *new_job_page;  /* (nullable): made when first needed */
  LuthierComparePage *compare_page; /* (nullable): made when first needed */
  LuthierRunsPage *runs_page;       /* (nullable): made when first needed */
  LuthierMissedPage *missed_page;   /* (nullable): made when first needed */
};

G_DEFINE_FINAL_TYPE (LuthierWindow, luthier_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SESSION = 1,
} LuthierWindowProperty;

static GParamSpec *properties[PROP_SESSION + 1];

LuthierSession *
luthier_window_get_session (LuthierWindow *self)
{
  return self->session;
}

GCancellable *
luthier_window_get_cancellable (LuthierWindow *self)
{
  return self->cancellable;
}

void
luthier_window_set_destination (LuthierWindow *self, LuthierDestination *destination)
{
  g_set_object (&self->destination, destination);
}

void
luthier_window_say (LuthierWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
update_actions (LuthierWindow *self)
{
  const gboolean has_profile = luthier_session_get_profile (self->session) != NULL;
  const gboolean at_jobs = luthier_trail_is_at (self->trail, self->jobs_page);
  const gboolean at_new_job = luthier_trail_is_at (self->trail, self->new_job_page);
  const gboolean at_missed = luthier_trail_is_at (self->trail, self->missed_page);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "win.back", !luthier_trail_is_at_start (self->trail));
  gtk_widget_action_set_enabled (widget, "win.choose-jobs", at_jobs);
  gtk_widget_action_set_enabled (widget, "win.new-job", has_profile && !at_new_job);
  gtk_widget_action_set_enabled (widget, "win.refresh", has_profile);
  gtk_widget_action_set_enabled (widget, "win.runs", has_profile && at_jobs);
  gtk_widget_action_set_enabled (widget, "win.search", at_jobs);
  gtk_widget_action_set_enabled (widget, "win.show-missed", has_profile && !at_missed);
  /* There a file is for the job. */
  luthier_drop_bin_set_enabled (self->drop, !at_new_job);
  luthier_window_update_profile_actions (self);
}

/* What a page shows is followed as long as the page is on the way. */
static void
left_cb (LuthierWindow *self, gpointer page)
{
  if (page == self->job_page)
    luthier_job_page_set_job (self->job_page, NULL);
  else if (page == self->compare_page)
    luthier_compare_page_set_jobs (self->compare_page, NULL);
}

static void
go_back_cb (LuthierWindow *self)
{
  luthier_trail_go_back (self->trail);
}

static void
go_to_jobs_cb (LuthierWindow *self)
{
  luthier_trail_go_to_start (self->trail);
}

/* page: (nullable): made by now, or now; closed leads back. Returns: (transfer none): it */
static gpointer
ensure_page (LuthierWindow *self,
             gpointer page,
             const char *name,
             GtkWidget *(*make) (LuthierSession *) )
{
  if (page != NULL)
    return page;

  page = make (self->session);
  gtk_stack_add_named (self->stack, page, name);
  if (g_signal_lookup ("closed", G_OBJECT_TYPE (page)) != 0)
    g_signal_connect_object (page, "closed", G_CALLBACK (go_back_cb), self, G_CONNECT_SWAPPED);

  return page;
}

static void tune_again_cb (LuthierWindow *self, LuthierJobSpec *spec, guint field);

static void
ensure_job_page (LuthierWindow *self)
{
  if (self->job_page != NULL)
    return;

  self->job_page = ensure_page (self, NULL, "job", luthier_job_page_new);
  g_signal_connect_object (self->job_page, "tune-again", G_CALLBACK (tune_again_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
open_job (LuthierWindow *self, LuthierJob *job)
{
  ensure_job_page (self);
  luthier_job_page_set_job (self->job_page, job);
  luthier_trail_go_on (self->trail, GTK_WIDGET (self->job_page));
}

/* Back does not lead to a form that has done its work. */
static void
created_cb (LuthierWindow *self, LuthierJob *job)
{
  ensure_job_page (self);
  luthier_job_page_set_job (self->job_page, job);
  luthier_trail_replace (self->trail, GTK_WIDGET (self->job_page));
}

static void
ensure_new_job_page (LuthierWindow *self)
{
  if (self->new_job_page != NULL)
    return;

  self->new_job_page = LUTHIER_NEW_JOB_PAGE (luthier_new_job_page_new (self->session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->new_job_page), "new-job");
  g_signal_connect_object (self->new_job_page, "closed", G_CALLBACK (go_to_jobs_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->new_job_page, "created", G_CALLBACK (created_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
start_new_job (LuthierWindow *self, LuthierJobSpec *spec)
{
  ensure_new_job_page (self);
  luthier_new_job_page_start (self->new_job_page, spec);
  luthier_trail_go_on (self->trail, GTK_WIDGET (self->new_job_page));
}

/* What is to be looked at can be led to only where it is seen. */
static void
tune_again_cb (LuthierWindow *self, LuthierJobSpec *spec, guint field)
{
  start_new_job (self, spec);
  luthier_new_job_page_show_field (self->new_job_page, (LuthierSpecField) field);
}

static void
open_waiting_file (LuthierWindow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (LuthierJobSpec) spec = NULL;
  g_autofree char *uri = NULL;

  if (self->file == NULL || luthier_session_get_profile (self->session) == NULL)
    return;
  file = g_steal_pointer (&self->file);
  uri = g_file_get_uri (file);
  spec = luthier_session_new_spec (self->session);
  luthier_job_spec_set_training_uri (spec, NULL);
  luthier_job_spec_set_training_file (spec, uri);
  start_new_job (self, spec);
}

/* Another profile: what is shown of the old one goes away. */
static void
profile_changed_cb (LuthierWindow *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self->session);
  gboolean loaded = luthier_session_get_loaded (self->session);

  if (profile == NULL && (loaded || !self->expects_profile))
    self->first_run_page = ensure_page (self, self->first_run_page, "first-run",
                                        luthier_first_run_page_new);
  luthier_trail_start (self->trail, profile != NULL || (!loaded && self->expects_profile)
                                        ? GTK_WIDGET (self->jobs_page)
                                        : self->first_run_page);
  open_waiting_file (self);
}

static void
toast_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  luthier_window_say (LUTHIER_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
new_job_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (self->session);

  start_new_job (self, spec);
}

/* (transfer full) (nullable) */
static LuthierIntent *
lookup_intent (LuthierWindow *self, const char *id)
{
  GListModel *intents = luthier_session_get_intents (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (intents); i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (intents, i);

      if (g_strcmp0 (luthier_intent_get_id (intent), id) == 0)
        return g_steal_pointer (&intent);
    }
  return NULL;
}

/* By the id of one that is queued or was refused. */
static void
edit_intent_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);
  g_autoptr (LuthierIntent) intent = lookup_intent (self, g_variant_get_string (parameter, NULL));

  if (intent == NULL || !luthier_intent_act_applies (LUTHIER_INTENT_ACT_EDIT, intent))
    return;
  ensure_new_job_page (self);
  luthier_new_job_page_edit (self->new_job_page, intent);
  luthier_trail_go_on (self->trail, GTK_WIDGET (self->new_job_page));
}

static void
open_job_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);
  LuthierJob *job = luthier_session_lookup_job (self->session,
                                                g_variant_get_string (parameter, NULL));

  if (job != NULL)
    open_job (self, job);
}

/* Those of the names that are known; there have to be two, and more than six are too many. */
static void
compare_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);
  g_autofree const char **names = g_variant_get_strv (parameter, NULL);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL && jobs->len < LUTHIER_COMPARISON_MAX_JOBS; i++)
    {
      LuthierJob *job = luthier_session_lookup_job (self->session, names[i]);

      if (job != NULL && !g_ptr_array_find (jobs, job, NULL))
        g_ptr_array_add (jobs, job);
    }
  if (jobs->len < LUTHIER_COMPARISON_MIN_JOBS)
    return;

  self->compare_page = ensure_page (self, self->compare_page, "compare", luthier_compare_page_new);
  luthier_compare_page_set_jobs (self->compare_page, jobs);
  luthier_trail_go_on (self->trail, GTK_WIDGET (self->compare_page));
  luthier_jobs_page_choose (self->jobs_page, NULL);
}

/* The others are chosen in the list. */
static void
compare_with_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);
  const char *name = parameter != NULL ? g_variant_get_string (parameter, NULL) : "";

  luthier_trail_go_to_start (self->trail);
  luthier_jobs_page_choose (self->jobs_page, name);
}

static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);

  if (luthier_trail_is_at (self->trail, self->new_job_page))
    luthier_new_job_page_cancel (self->new_job_page);
  else
    luthier_trail_go_back (self->trail);
}

static void
show_jobs_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  luthier_trail_go_to_start (LUTHIER_WINDOW (widget)->trail);
}

static void
show_missed_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);

  self->missed_page = ensure_page (self, self->missed_page, "missed", luthier_missed_page_new);
  luthier_trail_go_on (self->trail, GTK_WIDGET (self->missed_page));
}

static void
search_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);

  g_object_set (self->jobs_page, "search-mode", g_str_equal (action_name, "win.search"), NULL);
}

static void
runs_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);

  self->runs_page = ensure_page (self, self->runs_page, "runs", luthier_runs_page_new);
  luthier_trail_go_on (self->trail, GTK_WIDGET (self->runs_page));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierWindow) self = user_data;

  /* What failed is told by the banner as long as it lasts. */
  luthier_session_refresh_finish (LUTHIER_SESSION (source), result, NULL);
}

static void
refresh_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);

  luthier_session_refresh_async (self->session, self->cancellable, refreshed_cb,
                                 g_object_ref (self));
}

static void
luthier_window_constructed (GObject *object)
{
  LuthierWindow *self = LUTHIER_WINDOW (object);

  G_OBJECT_CLASS (luthier_window_parent_class)->constructed (object);

  self->jobs_page = LUTHIER_JOBS_PAGE (luthier_jobs_page_new (self->session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->jobs_page), "jobs");
  g_signal_connect_object (self->session, "notify::profile", G_CALLBACK (profile_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::loaded", G_CALLBACK (open_waiting_file), self,
                           G_CONNECT_SWAPPED);
  profile_changed_cb (self);
}

/* Closing the window ends what it has begun, which keeps the object until it has ended. */
static void
luthier_window_unrealize (GtkWidget *widget)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);

  g_cancellable_cancel (self->cancellable);
  GTK_WIDGET_CLASS (luthier_window_parent_class)->unrealize (widget);
}

static void
luthier_window_dispose (GObject *object)
{
  LuthierWindow *self = LUTHIER_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->trail);
  g_clear_object (&self->destination);
  g_clear_object (&self->file);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_window_parent_class)->dispose (object);
}

static void
luthier_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierWindow *self = LUTHIER_WINDOW (object);

  switch ((LuthierWindowProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LuthierWindow *self = LUTHIER_WINDOW (object);

  switch ((LuthierWindowProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.choose-jobs", NULL, compare_with_action);
  gtk_widget_class_install_action (widget_class, "win.compare", "as", compare_action);
  gtk_widget_class_install_action (widget_class, "win.compare-with", "s", compare_with_action);
  gtk_widget_class_install_action (widget_class, "win.edit-intent", "s", edit_intent_action);
  gtk_widget_class_install_action (widget_class, "win.end-search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.new-job", NULL, new_job_action);
  gtk_widget_class_install_action (widget_class, "win.open-job", "s", open_job_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.runs", NULL, runs_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.show-jobs", NULL, show_jobs_action);
  gtk_widget_class_install_action (widget_class, "win.show-missed", NULL, show_missed_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  luthier_window_install_profile_actions (widget_class);

  /* Here and not among the accelerators of the application: an entry or a popover that wants
   * Escape for itself comes first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
}

static void
luthier_window_class_init (LuthierWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = luthier_window_constructed;
  object_class->dispose = luthier_window_dispose;
  object_class->get_property = luthier_window_get_property;
  object_class->set_property = luthier_window_set_property;
  widget_class->unrealize = luthier_window_unrealize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LUTHIER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                      G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (LUTHIER_TYPE_DROP_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LuthierWindow, drop);
  gtk_widget_class_bind_template_child (widget_class, LuthierWindow, stack);
  install_actions (widget_class);
}

static void
luthier_window_init (LuthierWindow *self)
{
  g_autoptr (GAction) sort = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  if (LUTHIER_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  self->cancellable = g_cancellable_new ();
  self->trail = luthier_trail_new (self->stack);
  g_signal_connect_object (self->trail, "changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trail, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  self->settings = g_settings_new (LUTHIER_SCHEMA_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  sort = g_settings_create_action (self->settings, "sort");
  g_action_map_add_action (G_ACTION_MAP (self), sort);
}

/**
 * luthier_window_new:
 * @application: the application
 * @session: what to show, started or about to be
 *
 * Returns: (transfer floating): a window that is not shown yet
 */
GtkWidget *
luthier_window_new (GtkApplication *application, LuthierSession *session)
{
  return g_object_new (LUTHIER_TYPE_WINDOW, "application", application, "session", session, NULL);
}

/**
 * luthier_window_set_expects_profile:
 * @expects_profile: whether the session is about to open a profile
 *
 * Chooses what is shown until the session is started.
 */
void
luthier_window_set_expects_profile (LuthierWindow *self, gboolean expects_profile)
{
  g_return_if_fail (LUTHIER_IS_WINDOW (self));

  self->expects_profile = expects_profile;
  profile_changed_cb (self);
}

/**
 * luthier_window_say_error:
 * @error: what went wrong
 *
 * Says it in passing. Nothing is said of a cancelled operation.
 */
void
luthier_window_say_error (LuthierWindow *self, const GError *error)
{
  g_autoptr (LuthierAdvice) advice = NULL;

  g_return_if_fail (LUTHIER_IS_WINDOW (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  advice = luthier_advice_new_for_error (error);
  luthier_window_say (self, advice->title);
}

/**
 * luthier_window_set_error:
 * @error: why the session could not be started
 *
 * Shows the error in place of the jobs.
 */
void
luthier_window_set_error (LuthierWindow *self, const GError *error)
{
  g_return_if_fail (LUTHIER_IS_WINDOW (self));

  luthier_jobs_page_set_error (self->jobs_page, error);
  luthier_trail_start (self->trail, GTK_WIDGET (self->jobs_page));
}

/**
 * luthier_window_open_file:
 * @file: training data
 *
 * Begins a new job with this file, now or when there is a profile to tune with.
 */
void
luthier_window_open_file (LuthierWindow *self, GFile *file)
{
  g_return_if_fail (LUTHIER_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->file, file);
  open_waiting_file (self);
}
