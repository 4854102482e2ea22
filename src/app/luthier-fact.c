/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fact.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-one-line.h"

#define MAX_LINE 2000

struct _LuthierFact
{
  GtkWidget parent_instance;

  char *label;  /* (owned) (nullable) */
  char *value;  /* (owned) (nullable) */
  char *detail; /* (owned) (nullable) */
  gboolean copyable;

  GtkLabel *name_label;
  GtkLabel *value_label;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (LuthierFact, luthier_fact, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LABEL = 1,
  PROP_VALUE,
  PROP_DETAIL,
  PROP_COPYABLE,
} LuthierFactProperty;

static GParamSpec *props[PROP_COPYABLE + 1];

/* The end of what is copied, as a name is of its path; or words about it? */
static gboolean
is_name (LuthierFact *self)
{
  const char *separator = self->value != NULL ? g_strrstr (self->value, " / ") : NULL;
  const char *last = separator != NULL ? separator + strlen (" / ") : self->value;

  return self->copyable && last != NULL && self->detail != NULL &&
         g_str_has_suffix (self->detail, last);
}

/* Names of resources and files run from left to right in any language. */
static char *
format_value (LuthierFact *self)
{
  g_autofree char *line = luthier_one_line (self->value, MAX_LINE);

  if (is_name (self) && gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return g_strdup_printf ("\u2066%s\u2069", line);

  return g_steal_pointer (&line);
}

/* A name that can be copied keeps to one line; what is to be read is there as a whole. */
static void
show_shape (LuthierFact *self)
{
  gboolean name = is_name (self);

  gtk_label_set_ellipsize (self->value_label, name ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->value_label, !name);
}

static void
show_value (LuthierFact *self)
{
  gboolean empty = self->value == NULL || *self->value == '\0';
  g_autofree char *shown = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *copy = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), !empty);
  shown = format_value (self);
  gtk_label_set_text (self->value_label, shown);
  show_shape (self);
  detail = self->detail != NULL ? luthier_one_line (self->detail, MAX_LINE) : NULL;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value_label), detail);
  gtk_widget_set_visible (self->copy_button,
                          self->copyable && self->detail != NULL && *self->detail != '\0');
  /* Translators: %s is what is copied, such as "Endpoint" */
  copy = g_strdup_printf (_ ("Copy %s"), self->label != NULL ? self->label : "");
  gtk_widget_set_tooltip_text (self->copy_button, copy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  copy, -1);
}

static gboolean
replace (char **place, const char *value)
{
  if (g_strcmp0 (*place, value) == 0)
    return FALSE;

  g_free (*place);
  *place = g_strdup (value);
  return TRUE;
}

static void
copy_cb (LuthierFact *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->detail);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Copied"));
}

static void
luthier_fact_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierFact *self = LUTHIER_FACT (object);

  switch ((LuthierFactProperty) prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_COPYABLE:
      g_value_set_boolean (value, self->copyable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_fact_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LuthierFact *self = LUTHIER_FACT (object);
  gboolean changed = FALSE;

  switch ((LuthierFactProperty) prop_id)
    {
    case PROP_LABEL:
      changed = replace (&self->label, g_value_get_string (value));
      gtk_label_set_text (self->name_label, self->label);
      break;
    case PROP_VALUE:
      changed = replace (&self->value, g_value_get_string (value));
      break;
    case PROP_DETAIL:
      changed = replace (&self->detail, g_value_get_string (value));
      break;
    case PROP_COPYABLE:
      changed = self->copyable != g_value_get_boolean (value);
      self->copyable = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    {
      show_value (self);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
luthier_fact_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_fact_parent_class)->dispose (object);
}

static void
luthier_fact_finalize (GObject *object)
{
  LuthierFact *self = LUTHIER_FACT (object);

  g_free (self->label);
  g_free (self->value);
  g_free (self->detail);

  G_OBJECT_CLASS (luthier_fact_parent_class)->finalize (object);
}

static void
luthier_fact_class_init (LuthierFactClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_fact_get_property;
  object_class->set_property = luthier_fact_set_property;
  object_class->dispose = luthier_fact_dispose;
  object_class->finalize = luthier_fact_finalize;

  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  props[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  props[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  props[PROP_COPYABLE] = g_param_spec_boolean ("copyable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-fact.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierFact, name_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierFact, value_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierFact, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fact");
}

static void
luthier_fact_init (LuthierFact *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_value (self);
}

/**
 * luthier_fact_new:
 * @label: what it is
 * @value: (nullable): what it says
 *
 * Returns: (transfer floating): a line of a card
 */
GtkWidget *
luthier_fact_new (const char *label, const char *value)
{
  return g_object_new (LUTHIER_TYPE_FACT, "label", label, "value", value, NULL);
}
