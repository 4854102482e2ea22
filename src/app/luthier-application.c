/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-application-private.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "luthier-check-command.h"
#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-dataset-window.h"
#include "luthier-resources.h"
#include "luthier-shortcuts.h"
#include "luthier-versions.h"

struct _LuthierApplication
{
  AdwApplication parent_instance;

  LuthierClock *clock;           /* (owned): of the session */
  LuthierSession *session;       /* (owned) (nullable): from the first window to the end */
  LuthierHerald *herald;         /* (owned) (nullable): of the session */
  LuthierBackground *background; /* (owned) (nullable): likewise */
  GSettings *settings;           /* (owned) (nullable) */
  GError *start_error;           /* (owned) (nullable): why the session could not be started */
  gboolean started;              /* the session is, or is being */
  gboolean ready;                /* it is */
  gboolean practice;             /* what was asked for on the command line */
  gboolean exit_after_startup;
  gboolean quitting; /* the user wants no background either */
  gboolean stopping;
  GPtrArray *asked; /* (owned) (nullable) of detailed action names: meanwhile */
  guint signal_sources[2];
};

G_DEFINE_FINAL_TYPE (LuthierApplication, luthier_application, ADW_TYPE_APPLICATION)

static LuthierWindow *
get_window (LuthierApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (LUTHIER_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

/* One that is no part of another one. (nullable) */
static GtkWindow *
find_window (LuthierApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (LUTHIER_IS_WINDOW (l->data) || LUTHIER_IS_DATASET_WINDOW (l->data))
      return l->data;
  return NULL;
}

static LuthierCatalogue *
catalogue_new (void)
{
  LuthierCatalogue *catalogue = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = g_resources_lookup_data (LUTHIER_RESOURCE_PATH "catalogue.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (text != NULL)
    catalogue = luthier_catalogue_new (text, &error);
  /* Both are parts of this program, and a test reads the catalogue. */
  if (catalogue == NULL)
    g_error ("The catalogue of models: %s", error->message);
  return catalogue;
}

static LuthierSession *
session_new (LuthierApplication *self)
{
  g_autoptr (LuthierRandom) random = luthier_random_new ();
  g_autoptr (LuthierCatalogue) catalogue = catalogue_new ();
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "luthier", "luthier.db", NULL);

  return luthier_session_new (self->clock, random, catalogue, path);
}

static void
practice_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierApplication) self = user_data;
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  LuthierWindow *window = get_window (self);

  profile = luthier_session_open_practice_finish (LUTHIER_SESSION (source), result, &error);
  if (profile == NULL && window != NULL)
    luthier_window_say_error (window, error);
}

static void
open_practice (LuthierApplication *self)
{
  self->practice = FALSE;
  luthier_session_open_practice_async (self->session, NULL, practice_opened_cb,
                                       g_object_ref (self));
}

static void
profile_changed_cb (LuthierApplication *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self->session);

  /* The session closes the profile when it stops, which is not what the user chose. */
  if (!self->stopping)
    g_settings_set_string (self->settings, "last-profile",
                           profile != NULL ? luthier_profile_get_id (profile) : "");
}

static void
session_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  LuthierWindow *window = get_window (self);

  if (!luthier_session_start_finish (LUTHIER_SESSION (source), result, &error))
    {
      if (window != NULL)
        luthier_window_set_error (window, error);
      g_clear_error (&self->start_error);
      self->start_error = g_steal_pointer (&error);
      return;
    }
  self->ready = TRUE;
  g_signal_connect_object (source, "notify::profile", G_CALLBACK (profile_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (window != NULL)
    luthier_window_set_expects_profile (window, self->practice);
  if (self->practice)
    open_practice (self);
}

/* The first frame waits for nothing: only when it is painted the session is started. */
static void
painted_cb (GdkFrameClock *frames, LuthierApplication *self)
{
  g_autofree char *profile = g_settings_get_string (self->settings, "last-profile");

  g_signal_handlers_disconnect_by_func (frames, painted_cb, self);
  if (self->exit_after_startup)
    {
      g_application_quit (G_APPLICATION (self));
      return;
    }
  if (self->started)
    return;
  self->started = TRUE;
  luthier_session_start_async (self->session, self->practice || *profile == '\0' ? NULL : profile,
                               NULL, session_started_cb, g_object_ref (self));
}

void
luthier_application_do_later (LuthierApplication *self,
                              const char *action_name,
                              GVariant *parameter)
{
  if (self->asked == NULL)
    self->asked = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->asked, g_action_print_detailed_name (action_name, parameter));
}

static void
do_what_was_asked (LuthierApplication *self)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&self->asked);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      g_autoptr (GVariant) parameter = NULL;
      g_autofree char *name = NULL;

      if (g_action_parse_detailed_name (g_ptr_array_index (all, i), &name, &parameter, NULL))
        g_action_group_activate_action (G_ACTION_GROUP (self), name, parameter);
    }
}

static void
forget_session (LuthierApplication *self)
{
  g_clear_object (&self->background);
  g_clear_object (&self->herald);
  g_clear_object (&self->session);
  g_clear_error (&self->start_error);
  self->started = FALSE;
  self->ready = FALSE;
  self->quitting = FALSE;
  self->stopping = FALSE;
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!luthier_session_stop_finish (LUTHIER_SESSION (source), result, &error))
    g_message ("The session did not end as it should: %s", error->message);
  forget_session (self);
  do_what_was_asked (self);
  g_application_release (G_APPLICATION (self));
}

/* What is pending is told and written first. */
static void
stop_session (LuthierApplication *self)
{
  self->stopping = TRUE;
  g_application_hold (G_APPLICATION (self));
  luthier_herald_hurry (self->herald);
  luthier_background_leave (self->background);
  luthier_session_stop_async (self->session, stopped_cb, g_object_ref (self));
}

LuthierSession *
luthier_application_ensure_session (LuthierApplication *self)
{
  g_autoptr (LuthierBackgroundPortal) portal = NULL;

  if (self->session == NULL)
    {
      self->session = session_new (self);
      self->quitting = FALSE;
      portal = luthier_application_make_portal (self);
      self->herald = luthier_application_make_herald (self, self->session, self->settings);
      self->background = luthier_background_new (G_APPLICATION (self), self->session, self->herald,
                                                 portal);
      g_signal_connect_object (self->background, "over", G_CALLBACK (stop_session), self,
                               G_CONNECT_SWAPPED);
    }
  return self->session;
}

static LuthierWindow *
ensure_window (LuthierApplication *self)
{
  LuthierWindow *window = get_window (self);
  g_autofree char *profile = g_settings_get_string (self->settings, "last-profile");

  if (window != NULL)
    return window;
  window = LUTHIER_WINDOW (
      luthier_window_new (GTK_APPLICATION (self), luthier_application_ensure_session (self)));
  luthier_window_set_expects_profile (window, self->practice || *profile != '\0');
  if (self->start_error != NULL)
    luthier_window_set_error (window, self->start_error);
  gtk_widget_realize (GTK_WIDGET (window));
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                           G_CALLBACK (painted_cb), self, 0);
  luthier_application_watch_window (self->herald, GTK_WINDOW (window));
  return window;
}

LuthierWindow *
luthier_application_show_window (LuthierApplication *self)
{
  LuthierWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
luthier_application_set_clock (LuthierApplication *self, LuthierClock *clock)
{
  g_return_if_fail (self->session == NULL);

  g_set_object (&self->clock, clock);
}

gboolean
luthier_application_is_stopping (LuthierApplication *self)
{
  return self->stopping;
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LuthierApplication *self = user_data;
  g_autofree char *versions = luthier_versions_describe ();

  luthier_compat_show_about (gtk_application_get_active_window (GTK_APPLICATION (self)), versions);
}

/* The last window that goes takes the session and the application with it. */
static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LuthierApplication *self = user_data;
  GtkWindow *window;

  self->quitting = TRUE;
  while ((window = find_window (self)) != NULL)
    gtk_window_destroy (window);
  if (self->background != NULL && luthier_background_is_entered (self->background))
    stop_session (self);
}

static void
practice_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LuthierApplication *self = user_data;

  if (self->ready)
    open_practice (self);
  else
    self->practice = TRUE;
}

static void
show_window_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (G_APPLICATION (user_data));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  luthier_shortcuts_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static gboolean
terminate_cb (gpointer user_data)
{
  quit_action (NULL, NULL, user_data);
  return G_SOURCE_CONTINUE;
}

static void
add_actions (LuthierApplication *self)
{
  static const GActionEntry entries[] = {
    { "about", about_action },
    { "practice", practice_action },
    { "quit", quit_action },
    { "shortcuts", shortcuts_action },
    { "show-window", show_window_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  luthier_application_add_dataset_actions (self);
  luthier_application_add_told_actions (self);
  luthier_shortcuts_set_accels (GTK_APPLICATION (self));
}

static void
luthier_application_startup (GApplication *application)
{
  LuthierApplication *self = LUTHIER_APPLICATION (application);

  G_APPLICATION_CLASS (luthier_application_parent_class)->startup (application);
  /* Whoever walks through a text by keyboard has not selected it. (GTK 4.8 also asks who had the
   * focus before, who may be gone.) */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);

  self->settings = g_settings_new (LUTHIER_SCHEMA_ID);
  gtk_window_set_default_icon_name (LUTHIER_APP_ID);
  add_actions (self);
  self->signal_sources[0] = g_unix_signal_add (SIGTERM, terminate_cb, self);
  self->signal_sources[1] = g_unix_signal_add (SIGINT, terminate_cb, self);
}

static void
luthier_application_shutdown (GApplication *application)
{
  LuthierApplication *self = LUTHIER_APPLICATION (application);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_clear_object (&self->background);
  g_clear_object (&self->herald);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_error (&self->start_error);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  G_APPLICATION_CLASS (luthier_application_parent_class)->shutdown (application);
}

static void
luthier_application_activate (GApplication *application)
{
  LuthierApplication *self = LUTHIER_APPLICATION (application);

  if (self->stopping)
    luthier_application_do_later (self, "show-window", NULL);
  else
    luthier_application_show_window (self);
}

static void
luthier_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  LuthierApplication *self = LUTHIER_APPLICATION (application);

  /* Who asked for the practice profile wants to see it. */
  if (self->practice)
    g_application_activate (application);
  for (int i = 0; i < n_files; i++)
    luthier_application_open_dataset (self, files[i]);
}

/* What needs no display is done before anything of one is looked for. */
static gboolean
luthier_application_local_command_line (GApplication *application,
                                        char ***arguments,
                                        int *exit_status)
{
  g_autoptr (LuthierCatalogue) catalogue = NULL;

  if (!luthier_check_command_is_meant (*arguments))
    return G_APPLICATION_CLASS (luthier_application_parent_class)
        ->local_command_line (application, arguments, exit_status);
  catalogue = catalogue_new ();
  *exit_status = (int) luthier_check_command_run_line (catalogue, *arguments);
  return TRUE;
}

static int
luthier_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  LuthierApplication *self = LUTHIER_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_autofree char *versions = luthier_versions_describe ();

      g_print ("%s", versions);
      return 0;
    }
  self->exit_after_startup = g_variant_dict_contains (options, "exit-after-startup");
  if (!g_variant_dict_contains (options, "practice"))
    return -1;
  /* It may be another process that is to open the profile. */
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_action_group_activate_action (G_ACTION_GROUP (application), "practice", NULL);
  return -1;
}

static gboolean
may_stay (LuthierApplication *self)
{
  return self->ready && !self->quitting && g_settings_get_boolean (self->settings, "background");
}

static void
luthier_application_window_added (GtkApplication *application, GtkWindow *window)
{
  LuthierApplication *self = LUTHIER_APPLICATION (application);

  GTK_APPLICATION_CLASS (luthier_application_parent_class)->window_added (application, window);
  if (self->background != NULL)
    luthier_background_leave (self->background);
}

static void
luthier_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  LuthierApplication *self = LUTHIER_APPLICATION (application);

  /* Keeps the application until the session has written what is pending, or stays. */
  g_application_hold (G_APPLICATION (self));
  GTK_APPLICATION_CLASS (luthier_application_parent_class)->window_removed (application, window);
  if (find_window (self) == NULL && self->session != NULL && !self->stopping)
    {
      /* Nothing is pending in a session that never began. */
      if (!self->started)
        forget_session (self);
      else if (!may_stay (self) || !luthier_background_enter (self->background))
        stop_session (self);
    }
  g_application_release (G_APPLICATION (self));
}

/* One that only answered its command line was never started up, and is not shut down. */
static void
luthier_application_finalize (GObject *object)
{
  g_clear_object (&LUTHIER_APPLICATION (object)->clock);

  G_OBJECT_CLASS (luthier_application_parent_class)->finalize (object);
}

static void
luthier_application_class_init (LuthierApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = luthier_application_finalize;
  application_class->activate = luthier_application_activate;
  application_class->handle_local_options = luthier_application_handle_local_options;
  application_class->local_command_line = luthier_application_local_command_line;
  application_class->open = luthier_application_open;
  application_class->shutdown = luthier_application_shutdown;
  application_class->startup = luthier_application_startup;
  GTK_APPLICATION_CLASS (klass)->window_added = luthier_application_window_added;
  GTK_APPLICATION_CLASS (klass)->window_removed = luthier_application_window_removed;

  /* The reference makes the linker keep the resources, which lie in a static library. */
  g_resources_register (luthier_get_resource ());
}

static void
luthier_application_init (LuthierApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print versions and exit"), NULL },
    { "practice", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the practice profile"), NULL },
    { "check", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Check files with examples and exit; see --check --help"), NULL },
    { "exit-after-startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { NULL },
  };

  self->clock = luthier_clock_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * luthier_application_new:
 * @flags: %G_APPLICATION_NON_UNIQUE in tests
 *
 * Returns: (transfer full): the application
 */
LuthierApplication *
luthier_application_new (GApplicationFlags flags)
{
  return g_object_new (LUTHIER_TYPE_APPLICATION, "application-id", LUTHIER_APP_ID,
                       "resource-base-path", LUTHIER_RESOURCE_BASE, "flags", flags, NULL);
}
