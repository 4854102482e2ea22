/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-note.h"

struct _LuthierNote
{
  GtkWidget parent_instance;

  gboolean warning;
  GtkWidget *icon;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (LuthierNote, luthier_note, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TEXT = 1,
  PROP_WARNING,
  N_PROPS,
} LuthierNoteProperty;

static GParamSpec *props[N_PROPS];

static void
set_warning (LuthierNote *self, gboolean warning)
{
  if (self->warning == warning)
    return;

  self->warning = warning;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), warning ? "dialog-warning-symbolic"
                                                                : "dialog-information-symbolic");
  if (warning)
    gtk_widget_add_css_class (GTK_WIDGET (self), "alarming");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "alarming");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WARNING]);
}

static void
luthier_note_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierNote *self = LUTHIER_NOTE (object);

  switch ((LuthierNoteProperty) prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, luthier_note_get_text (self));
      break;
    case PROP_WARNING:
      g_value_set_boolean (value, self->warning);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_note_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LuthierNote *self = LUTHIER_NOTE (object);

  switch ((LuthierNoteProperty) prop_id)
    {
    case PROP_TEXT:
      luthier_note_set_text (self, g_value_get_string (value));
      break;
    case PROP_WARNING:
      set_warning (self, g_value_get_boolean (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_note_dispose (GObject *object)
{
  LuthierNote *self = LUTHIER_NOTE (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_note_parent_class)->dispose (object);
}

static void
luthier_note_class_init (LuthierNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_note_get_property;
  object_class->set_property = luthier_note_set_property;
  object_class->dispose = luthier_note_dispose;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  props[PROP_WARNING] = g_param_spec_boolean ("warning", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "note");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
luthier_note_init (LuthierNote *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->icon = gtk_image_new_from_icon_name ("dialog-information-symbolic");
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->icon, 2);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * luthier_note_new:
 *
 * Returns: (transfer floating): a note that says nothing, and is hidden
 */
GtkWidget *
luthier_note_new (void)
{
  return g_object_new (LUTHIER_TYPE_NOTE, NULL);
}

const char *
luthier_note_get_text (LuthierNote *self)
{
  g_return_val_if_fail (LUTHIER_IS_NOTE (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->label));
}

/**
 * luthier_note_set_text:
 * @text: (nullable): what to say; %NULL hides it
 */
void
luthier_note_set_text (LuthierNote *self, const char *text)
{
  g_return_if_fail (LUTHIER_IS_NOTE (self));

  if (g_str_equal (luthier_note_get_text (self), text != NULL ? text : ""))
    return;

  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL && *text != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}
