/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-row.h"

#include <glib/gi18n.h>

#include "luthier-adaptive-box.h"
#include "luthier-config.h"

struct _LuthierNewJobRow
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) (nullable) */
  LuthierSpecField field;
  char *hint_text;    /* (owned) (nullable): while nothing is wrong */
  GtkWidget *control; /* (owned by the widget tree) (nullable) */
  gboolean optional;
  gboolean is_automatic;

  GtkWidget *box;
  GtkWidget *controls;
  GtkImage *icon;
  GtkImage *badge;
  GtkLabel *title;
  GtkLabel *hint;
  GtkButton *fix;
  GtkWidget *automatic;
  GtkButton *flip;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobRow, luthier_new_job_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TITLE = 1,
  PROP_HINT,
  PROP_ICON_NAME,
  PROP_CONTROL,
  PROP_OPTIONAL,
  PROP_AUTOMATIC,
} LuthierNewJobRowProperty;

static GParamSpec *properties[PROP_AUTOMATIC + 1];

static void
show_automatic (LuthierNewJobRow *self)
{
  const char *label = self->is_automatic ? _ ("Choose") : _ ("Back to Automatic");
  gboolean away = self->optional && self->is_automatic;

  gtk_widget_set_visible (self->automatic, away);
  gtk_widget_set_visible (GTK_WIDGET (self->flip), self->optional);
  if (self->control != NULL)
    gtk_widget_set_visible (self->control, !away);

  gtk_button_set_icon_name (self->flip, away ? "document-edit-symbolic" : "edit-undo-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->flip), label);
  /* Alone, "Choose" would say nothing to somebody who hears it. */
  g_autofree char *spoken = g_strdup_printf (C_ ("button and field", "%s: %s"),
                                             gtk_label_get_text (self->title), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->flip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

/* A control of more parts than one begins with what is filled in. */
static GtkAccessible *
get_field (LuthierNewJobRow *self)
{
  GtkWidget *field = self->control;

  if (GTK_IS_BOX (field))
    field = gtk_widget_get_first_child (field);
  return GTK_ACCESSIBLE (field);
}

static void
describe_control (LuthierNewJobRow *self)
{
  const char *title = gtk_label_get_text (self->title);
  const char *hint = gtk_label_get_text (self->hint);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (self->control != NULL)
    gtk_accessible_update_property (get_field (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_finding (LuthierNewJobRow *self)
{
  const LuthierSpecFinding *finding = self->form != NULL ? luthier_new_job_form_get_finding (
                                                               self->form, self->field)
                                                         : NULL;
  gboolean error = finding != NULL && finding->severity == LUTHIER_SEVERITY_ERROR;
  gboolean warning = finding != NULL && finding->severity == LUTHIER_SEVERITY_WARNING;
  const char *text = finding != NULL ? finding->message : self->hint_text;

  set_class (GTK_WIDGET (self), "error", error);
  set_class (GTK_WIDGET (self), "warning", warning);
  set_class (GTK_WIDGET (self->hint), "dim-label", !error && !warning);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), error || warning);
  gtk_image_set_from_icon_name (self->badge,
                                error ? "dialog-error-symbolic" : "dialog-warning-symbolic");

  gtk_label_set_text (self->hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL && *text != '\0');

  gtk_widget_set_visible (GTK_WIDGET (self->fix), finding != NULL && finding->fix != NULL);
  if (finding != NULL && finding->fix_label != NULL)
    gtk_button_set_label (self->fix, finding->fix_label);

  describe_control (self);
  if (self->control != NULL)
    gtk_accessible_update_state (get_field (self), GTK_ACCESSIBLE_STATE_INVALID,
                                 error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                                 -1);
}

static void
show_field_cb (LuthierNewJobRow *self, guint field)
{
  if (field != (guint) self->field)
    return;

  if (gtk_widget_get_visible (GTK_WIDGET (self->flip)) && self->is_automatic)
    gtk_widget_grab_focus (GTK_WIDGET (self->flip));
  else if (self->control == NULL || !gtk_widget_child_focus (self->control, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
fix_cb (LuthierNewJobRow *self)
{
  luthier_new_job_form_mend (self->form, self->field);
  /* The button is gone: go on in the field that it mended. */
  show_field_cb (self, self->field);
}

static void
flip_cb (LuthierNewJobRow *self)
{
  luthier_new_job_row_set_automatic (self, !self->is_automatic);
  if (!self->is_automatic && self->control != NULL)
    gtk_widget_child_focus (self->control, GTK_DIR_TAB_FORWARD);
}

static void
set_control (LuthierNewJobRow *self, GtkWidget *control)
{
  if (self->control != NULL)
    gtk_box_remove (GTK_BOX (self->controls), self->control);

  self->control = control;
  if (control == NULL)
    return;

  gtk_widget_insert_after (control, self->controls, GTK_WIDGET (self->fix));
  show_automatic (self);
  describe_control (self);
}

static void
luthier_new_job_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierNewJobRow *self = LUTHIER_NEW_JOB_ROW (object);

  switch ((LuthierNewJobRowProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title));
      break;

    case PROP_HINT:
      g_value_set_string (value, self->hint_text);
      break;

    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (self->icon));
      break;

    case PROP_CONTROL:
      g_value_set_object (value, self->control);
      break;

    case PROP_OPTIONAL:
      g_value_set_boolean (value, self->optional);
      break;

    case PROP_AUTOMATIC:
      g_value_set_boolean (value, self->is_automatic);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_new_job_row_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LuthierNewJobRow *self = LUTHIER_NEW_JOB_ROW (object);

  switch ((LuthierNewJobRowProperty) prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->title, g_value_get_string (value));
      show_automatic (self);
      describe_control (self);
      break;

    case PROP_HINT:
      luthier_new_job_row_set_hint (self, g_value_get_string (value));
      return;

    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (self->icon, g_value_get_string (value));
      gtk_widget_set_visible (GTK_WIDGET (self->icon), g_value_get_string (value) != NULL);
      break;

    case PROP_CONTROL:
      set_control (self, g_value_get_object (value));
      break;

    case PROP_OPTIONAL:
      self->optional = g_value_get_boolean (value);
      show_automatic (self);
      break;

    case PROP_AUTOMATIC:
      luthier_new_job_row_set_automatic (self, g_value_get_boolean (value));
      return;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  g_object_notify_by_pspec (object, pspec);
}

static void
luthier_new_job_row_dispose (GObject *object)
{
  LuthierNewJobRow *self = LUTHIER_NEW_JOB_ROW (object);

  self->control = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_row_parent_class)->dispose (object);
}

static void
luthier_new_job_row_finalize (GObject *object)
{
  LuthierNewJobRow *self = LUTHIER_NEW_JOB_ROW (object);

  g_free (self->hint_text);

  G_OBJECT_CLASS (luthier_new_job_row_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_CONTROL] = g_param_spec_object ("control", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_OPTIONAL] = g_param_spec_boolean ("optional", NULL, NULL, FALSE, flags);
  properties[PROP_AUTOMATIC] = g_param_spec_boolean ("automatic", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_new_job_row_class_init (LuthierNewJobRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_new_job_row_dispose;
  object_class->finalize = luthier_new_job_row_finalize;
  object_class->get_property = luthier_new_job_row_get_property;
  object_class->set_property = luthier_new_job_row_set_property;
  install_properties (object_class);

  g_type_ensure (LUTHIER_TYPE_ADAPTIVE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobRow, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobRow, controls);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobRow, badge);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobRow, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobRow, hint);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobRow, fix);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobRow, automatic);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobRow, flip);
  gtk_widget_class_bind_template_callback (widget_class, fix_cb);
  gtk_widget_class_bind_template_callback (widget_class, flip_cb);

  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_row_init (LuthierNewJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "field");
}

/**
 * luthier_new_job_row_attach:
 * @form: whose findings are shown
 * @field: the field that this row asks for
 */
void
luthier_new_job_row_attach (LuthierNewJobRow *self, LuthierNewJobForm *form, LuthierSpecField field)
{
  g_set_object (&self->form, form);
  self->field = field;
  g_signal_connect_object (form, "changed", G_CALLBACK (show_finding), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "show-field", G_CALLBACK (show_field_cb), self, G_CONNECT_SWAPPED);
  show_finding (self);
}

gboolean
luthier_new_job_row_get_automatic (LuthierNewJobRow *self)
{
  return self->is_automatic;
}

void
luthier_new_job_row_set_automatic (LuthierNewJobRow *self, gboolean automatic)
{
  if (self->is_automatic == automatic)
    return;

  self->is_automatic = automatic;
  show_automatic (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTOMATIC]);
}

/**
 * luthier_new_job_row_set_hint:
 * @hint: (nullable): what is shown while nothing is wrong
 */
void
luthier_new_job_row_set_hint (LuthierNewJobRow *self, const char *hint)
{
  if (g_strcmp0 (self->hint_text, hint) == 0)
    return;

  g_free (self->hint_text);
  self->hint_text = g_strdup (hint);
  show_finding (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}
