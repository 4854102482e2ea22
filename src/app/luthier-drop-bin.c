/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-drop-bin.h"

#include "luthier-config.h"

struct _LuthierDropBin
{
  GtkWidget parent_instance;

  GtkOverlay *overlay;
  GtkWidget *cover;
  GtkDropTarget *target;
  gboolean disabled;
};

G_DEFINE_FINAL_TYPE (LuthierDropBin, luthier_drop_bin, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CHILD = 1,
  PROP_ENABLED,
} LuthierDropBinProperty;

static GParamSpec *properties[PROP_ENABLED + 1];

static GdkDragAction
enter_cb (LuthierDropBin *self)
{
  gtk_widget_set_visible (self->cover, TRUE);
  return GDK_ACTION_COPY;
}

static void
leave_cb (LuthierDropBin *self)
{
  gtk_widget_set_visible (self->cover, FALSE);
}

static gboolean
drop_cb (LuthierDropBin *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  gtk_widget_set_visible (self->cover, FALSE);
  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      gtk_widget_activate_action (GTK_WIDGET (self), "app.open-dataset", "s", uri);
    }
  return files != NULL;
}

static void
luthier_drop_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierDropBin *self = LUTHIER_DROP_BIN (object);

  switch ((LuthierDropBinProperty) prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, gtk_overlay_get_child (self->overlay));
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, !self->disabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_drop_bin_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  LuthierDropBin *self = LUTHIER_DROP_BIN (object);

  switch ((LuthierDropBinProperty) prop_id)
    {
    case PROP_CHILD:
      gtk_overlay_set_child (self->overlay, g_value_get_object (value));
      break;
    case PROP_ENABLED:
      luthier_drop_bin_set_enabled (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_drop_bin_dispose (GObject *object)
{
  LuthierDropBin *self = LUTHIER_DROP_BIN (object);

  if (self->overlay != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->overlay));
  self->overlay = NULL;

  G_OBJECT_CLASS (luthier_drop_bin_parent_class)->dispose (object);
}

static void
luthier_drop_bin_class_init (LuthierDropBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_drop_bin_dispose;
  object_class->get_property = luthier_drop_bin_get_property;
  object_class->set_property = luthier_drop_bin_set_property;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                       G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-drop-bin.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierDropBin, overlay);
  gtk_widget_class_bind_template_child (widget_class, LuthierDropBin, cover);
  gtk_widget_class_bind_template_child (widget_class, LuthierDropBin, target);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
luthier_drop_bin_init (LuthierDropBin *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST };

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->target, types, G_N_ELEMENTS (types));
}

/**
 * luthier_drop_bin_set_enabled:
 * @enabled: %FALSE: what is inside has a use of its own for files
 */
void
luthier_drop_bin_set_enabled (LuthierDropBin *self, gboolean enabled)
{
  if (self->disabled == !enabled)
    return;

  self->disabled = !enabled;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->target),
                                              enabled ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}
