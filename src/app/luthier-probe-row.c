/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-probe-row.h"

#include <glib/gi18n.h>

#include "luthier-config.h"

struct _LuthierProbeRow
{
  GtkListBoxRow parent_instance;

  LuthierProbe *probe; /* (owned) (nullable) */

  GtkImage *icon;
  GtkWidget *spinner;
  GtkLabel *title;
  GtkLabel *verdict;
};

G_DEFINE_FINAL_TYPE (LuthierProbeRow, luthier_probe_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_PROBE = 1,
} LuthierProbeRowProperty;

static GParamSpec *props[PROP_PROBE + 1];

/* How a verdict reads: an icon, its style class, the word for it. */
typedef struct
{
  const char *icon;
  const char *style; /* (nullable) */
  const char *word;
} Words;

static Words
words_of (LuthierProbeVerdict verdict)
{
  switch (verdict)
    {
    case LUTHIER_PROBE_RUNNING:
      return (Words){ "content-loading-symbolic", NULL, C_ ("connection test", "Looking") };

    case LUTHIER_PROBE_GOOD:
      return (Words){ "emblem-ok-symbolic", "success", C_ ("connection test", "In place") };

    case LUTHIER_PROBE_SKIPPED:
      return (Words){ "list-remove-symbolic", "dim-label", C_ ("connection test", "Not needed") };

    case LUTHIER_PROBE_UNKNOWN:
      return (Words){ "dialog-question-symbolic", "warning", C_ ("connection test", "Not known") };

    case LUTHIER_PROBE_WARNING:
      return (Words){ "dialog-warning-symbolic", "warning", C_ ("connection test", "Warning") };

    case LUTHIER_PROBE_BAD:
      return (Words){ "dialog-error-symbolic", "error", C_ ("connection test", "Missing") };

    case LUTHIER_PROBE_WAITING:
    default:
      return (Words){ "content-loading-symbolic", "dim-label", C_ ("connection test", "Waiting") };
    }
}

static void
set_style (GtkWidget *widget, const char *style)
{
  static const char *const styles[] = { "success", "warning", "error", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (g_strcmp0 (styles[i], style) == 0)
        gtk_widget_add_css_class (widget, styles[i]);
      else
        gtk_widget_remove_css_class (widget, styles[i]);
    }
}

static void
show_verdict (LuthierProbeRow *self)
{
  LuthierProbeVerdict verdict = luthier_probe_get_verdict (self->probe);
  Words words = words_of (verdict);

  gtk_image_set_from_icon_name (self->icon, words.icon);
  set_style (GTK_WIDGET (self->icon), words.style);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), verdict != LUTHIER_PROBE_RUNNING);
  gtk_widget_set_visible (self->spinner, verdict == LUTHIER_PROBE_RUNNING);
  gtk_label_set_text (self->verdict, words.word);
  set_style (GTK_WIDGET (self->verdict), words.style != NULL ? words.style : "dim-label");
}

static gboolean
has_text_cb (gpointer object, const char *text)
{
  return text != NULL && *text != '\0';
}

static void
copy_cb (LuthierProbeRow *self)
{
  const char *command = luthier_probe_get_command (self->probe);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          command != NULL ? command : "");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Copied"));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    g_message ("An address could not be opened: %s", error->message);
}

static void
open_cb (LuthierProbeRow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);

  g_app_info_launch_default_for_uri_async (luthier_probe_get_url (self->probe),
                                           G_APP_LAUNCH_CONTEXT (context), NULL, opened_cb, NULL);
}

static void
luthier_probe_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierProbeRow *self = LUTHIER_PROBE_ROW (object);

  switch ((LuthierProbeRowProperty) prop_id)
    {
    case PROP_PROBE:
      g_value_set_object (value, self->probe);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_probe_row_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LuthierProbeRow *self = LUTHIER_PROBE_ROW (object);

  switch ((LuthierProbeRowProperty) prop_id)
    {
    case PROP_PROBE:
      self->probe = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_probe_row_constructed (GObject *object)
{
  LuthierProbeRow *self = LUTHIER_PROBE_ROW (object);

  G_OBJECT_CLASS (luthier_probe_row_parent_class)->constructed (object);
  g_signal_connect_object (self->probe, "notify::verdict", G_CALLBACK (show_verdict), self,
                           G_CONNECT_SWAPPED);
  show_verdict (self);
}

static void
luthier_probe_row_dispose (GObject *object)
{
  LuthierProbeRow *self = LUTHIER_PROBE_ROW (object);

  g_clear_object (&self->probe);
  G_OBJECT_CLASS (luthier_probe_row_parent_class)->dispose (object);
}

static void
luthier_probe_row_class_init (LuthierProbeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = luthier_probe_row_constructed;
  object_class->get_property = luthier_probe_row_get_property;
  object_class->set_property = luthier_probe_row_set_property;
  object_class->dispose = luthier_probe_row_dispose;
  props[PROP_PROBE] = g_param_spec_object ("probe", NULL, NULL, LUTHIER_TYPE_PROBE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                               G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (LUTHIER_TYPE_PROBE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-probe-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierProbeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierProbeRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, LuthierProbeRow, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierProbeRow, verdict);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
luthier_probe_row_init (LuthierProbeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Whoever goes through the rows hears how each one ended. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, self->verdict, NULL, -1);
}

/**
 * luthier_probe_row_new:
 * @probe: what to show, and to follow
 *
 * Returns: (transfer floating): a row for a list box
 */
GtkWidget *
luthier_probe_row_new (LuthierProbe *probe)
{
  return g_object_new (LUTHIER_TYPE_PROBE_ROW, "probe", probe, NULL);
}
