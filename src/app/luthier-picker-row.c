/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-picker-row.h"

#include "luthier-choice.h"
#include "luthier-config.h"
#include "luthier-format.h"

struct _LuthierPickerRow
{
  GtkWidget parent_instance;

  LuthierChoice *choice; /* (owned) (nullable) */

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (LuthierPickerRow, luthier_picker_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CHOICE = 1,
} LuthierPickerRowProperty;

static GParamSpec *props[PROP_CHOICE + 1];

static char *
describe (LuthierChoice *choice)
{
  gint64 size = luthier_choice_get_size (choice);
  g_autofree char *size_text = NULL;
  g_autofree char *time_text = NULL;

  if (luthier_choice_get_subtitle (choice) != NULL || size < 0)
    return g_strdup (luthier_choice_get_subtitle (choice));
  size_text = luthier_format_size ((guint64) size);
  time_text = luthier_format_time (luthier_choice_get_updated_at (choice));
  if (*time_text == '\0')
    return g_steal_pointer (&size_text);
  return g_strjoin (" · ", size_text, time_text, NULL);
}

/* A job reads JSON Lines. */
static gboolean
is_readable (const char *name)
{
  return name != NULL && (g_str_has_suffix (name, ".jsonl") || g_str_has_suffix (name, ".ndjson"));
}

static void
set_dim (GtkWidget *widget, gboolean dim)
{
  if (dim)
    gtk_widget_add_css_class (widget, "dim-label");
  else
    gtk_widget_remove_css_class (widget, "dim-label");
}

static void
show (LuthierPickerRow *self)
{
  const char *title = luthier_choice_get_title (self->choice);
  gboolean folder = luthier_choice_is_folder (self->choice);
  gboolean object = !folder && luthier_choice_get_size (self->choice) >= 0;
  g_autofree char *text = describe (self->choice);

  gtk_label_set_text (self->title, title != NULL ? title : "");
  gtk_label_set_text (self->subtitle, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), text != NULL && *text != '\0');
  gtk_image_set_from_icon_name (self->icon, folder ? "folder-symbolic" : "text-x-generic-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), folder || object);
  gtk_widget_set_visible (self->arrow, folder);
  set_dim (GTK_WIDGET (self->icon), object && !is_readable (title));
  set_dim (GTK_WIDGET (self->title), object && !is_readable (title));
}

/* The whole of a name for which there is too little room. */
static gboolean
query_tooltip_cb (
    GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer unused)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

static void
luthier_picker_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierPickerRow *self = LUTHIER_PICKER_ROW (object);

  switch ((LuthierPickerRowProperty) prop_id)
    {
    case PROP_CHOICE:
      g_value_set_object (value, self->choice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_picker_row_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  LuthierPickerRow *self = LUTHIER_PICKER_ROW (object);

  switch ((LuthierPickerRowProperty) prop_id)
    {
    case PROP_CHOICE:
      if (!g_set_object (&self->choice, g_value_get_object (value)))
        return;
      if (self->choice != NULL)
        show (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_picker_row_dispose (GObject *object)
{
  LuthierPickerRow *self = LUTHIER_PICKER_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->choice);
  G_OBJECT_CLASS (luthier_picker_row_parent_class)->dispose (object);
}

static void
luthier_picker_row_class_init (LuthierPickerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_picker_row_get_property;
  object_class->set_property = luthier_picker_row_set_property;
  object_class->dispose = luthier_picker_row_dispose;
  props[PROP_CHOICE] = g_param_spec_object ("choice", NULL, NULL, LUTHIER_TYPE_CHOICE,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-picker-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerRow, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerRow, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LuthierPickerRow, arrow);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_picker_row_init (LuthierPickerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
