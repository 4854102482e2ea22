/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-preferences-window.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-squeezer.h"

struct _LuthierPreferencesWindow
{
  AdwWindow parent_instance;

  GSettings *settings;             /* (owned) */
  LuthierBackgroundPortal *portal; /* (owned) (nullable) */
  GCancellable *cancellable;       /* (owned) */

  GtkSwitch *succeeded_switch;
  GtkSwitch *failed_switch;
  GtkSwitch *questions_switch;
  GtkSwitch *background_switch;
  GtkWidget *refused_label;
};

G_DEFINE_FINAL_TYPE (LuthierPreferencesWindow, luthier_preferences_window, ADW_TYPE_WINDOW)

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierPreferencesWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (luthier_background_portal_request_finish (LUTHIER_BACKGROUND_PORTAL (source), result,
                                                &error) ||
      g_cancellable_is_cancelled (self->cancellable))
    return;
  g_settings_set_boolean (self->settings, "background", FALSE);
  gtk_widget_set_visible (self->refused_label, TRUE);
}

/* What the desktop does not allow is known here, and not only when the window is closed. */
static void
background_changed_cb (LuthierPreferencesWindow *self)
{
  if (self->portal == NULL || !g_settings_get_boolean (self->settings, "background"))
    return;
  gtk_widget_set_visible (self->refused_label, FALSE);
  luthier_background_portal_request_async (
      self->portal, _ ("To follow your jobs, and to tell you when they have ended"),
      self->cancellable, requested_cb, g_object_ref (self));
}

static void
luthier_preferences_window_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (LUTHIER_PREFERENCES_WINDOW (widget)->cancellable);
  GTK_WIDGET_CLASS (luthier_preferences_window_parent_class)->unrealize (widget);
}

static void
luthier_preferences_window_dispose (GObject *object)
{
  LuthierPreferencesWindow *self = LUTHIER_PREFERENCES_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->portal);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (luthier_preferences_window_parent_class)->dispose (object);
}

static void
luthier_preferences_window_class_init (LuthierPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_preferences_window_dispose;
  widget_class->unrealize = luthier_preferences_window_unrealize;

  g_type_ensure (LUTHIER_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class, LUTHIER_RESOURCE_PATH
                                               "luthier-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierPreferencesWindow, succeeded_switch);
  gtk_widget_class_bind_template_child (widget_class, LuthierPreferencesWindow, failed_switch);
  gtk_widget_class_bind_template_child (widget_class, LuthierPreferencesWindow, questions_switch);
  gtk_widget_class_bind_template_child (widget_class, LuthierPreferencesWindow, background_switch);
  gtk_widget_class_bind_template_child (widget_class, LuthierPreferencesWindow, refused_label);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
luthier_preferences_window_init (LuthierPreferencesWindow *self)
{
  const GSettingsBindFlags flags = G_SETTINGS_BIND_DEFAULT;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (LUTHIER_SCHEMA_ID);
  g_settings_bind (self->settings, "notify-succeeded", self->succeeded_switch, "active", flags);
  g_settings_bind (self->settings, "notify-failed", self->failed_switch, "active", flags);
  g_settings_bind (self->settings, "notify-questions", self->questions_switch, "active", flags);
  g_settings_bind (self->settings, "background", self->background_switch, "active", flags);
  g_signal_connect_object (self->settings, "changed::background",
                           G_CALLBACK (background_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
luthier_preferences_window_new (GtkWindow *parent, LuthierBackgroundPortal *portal)
{
  LuthierPreferencesWindow *self = g_object_new (LUTHIER_TYPE_PREFERENCES_WINDOW, "transient-for",
                                                 parent, "modal", parent != NULL, NULL);

  self->portal = portal != NULL ? g_object_ref (portal) : NULL;
  return GTK_WIDGET (self);
}
