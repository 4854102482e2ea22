/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-window.h"

#include "luthier-config.h"

struct _LuthierWindow
{
  AdwApplicationWindow parent_instance;

  LuthierSession *session; /* (owned) (nullable) */

  AdwToastOverlay *toasts;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (LuthierWindow, luthier_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SESSION = 1,
} LuthierWindowProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static void
toast_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);

  adw_toast_overlay_add_toast (self->toasts,
                               adw_toast_new (g_variant_get_string (parameter, NULL)));
}

static void
luthier_window_dispose (GObject *object)
{
  LuthierWindow *self = LUTHIER_WINDOW (object);

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
luthier_window_class_init (LuthierWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_window_dispose;
  object_class->get_property = luthier_window_get_property;
  object_class->set_property = luthier_window_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, G_TYPE_OBJECT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                      G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LuthierWindow, stack);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
}

static void
luthier_window_init (LuthierWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  if (LUTHIER_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

GtkWidget *
luthier_window_new (GtkApplication *application, LuthierSession *session)
{
  return g_object_new (LUTHIER_TYPE_WINDOW, "application", application, "session", session, NULL);
}
