/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-raw-text.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-redact.h"

#define MAX_SHOWN  (8u * 1024u)
#define MAX_COLUMN 500u

struct _LuthierRawText
{
  GtkWidget parent_instance;

  char *title;      /* (owned) (nullable) */
  char *copy_label; /* (owned) (nullable) */
  char *text;       /* (owned) (nullable): all of it, which is what is copied */

  GtkWidget *expander;
  GtkLabel *label;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (LuthierRawText, luthier_raw_text, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TITLE = 1,
  PROP_COPY_LABEL,
  PROP_TEXT,
} LuthierRawTextProperty;

static GParamSpec *props[PROP_TEXT + 1];

static gboolean
replace (char **place, const char *value)
{
  if (g_strcmp0 (*place, value) == 0)
    return FALSE;

  g_free (*place);
  *place = g_strdup (value);
  return TRUE;
}

/* Whatever holds it, no credential is shown or copied. */
static gboolean
replace_text (LuthierRawText *self, const char *value)
{
  g_autofree char *text = value != NULL ? luthier_redact (value) : NULL;

  return replace (&self->text, text);
}

/* (transfer full): the beginning, and lines of a length that can be laid out: the time for a line
 * grows with the square of its length, and would hold up the window. */
static char *
make_shown (const char *text)
{
  GString *shown = g_string_new (NULL);
  gsize column = 0;
  const char *p;

  for (p = text; *p != '\0' && (gsize) (p - text) < MAX_SHOWN; p = g_utf8_next_char (p))
    {
      column = *p == '\n' ? 0 : column + 1;
      if (column > MAX_COLUMN)
        {
          g_string_append_c (shown, '\n');
          column = 1;
        }
      g_string_append_len (shown, p, g_utf8_next_char (p) - p);
    }
  if (*p != '\0')
    g_string_append (shown, "…");
  return g_string_free (shown, FALSE);
}

static void
name_widget (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", -1);
}

static void
show (LuthierRawText *self)
{
  g_autofree char *shown = NULL;

  gtk_expander_set_label (GTK_EXPANDER (self->expander), self->title);
  name_widget (self->expander, self->title);
  gtk_widget_set_tooltip_text (self->copy_button, self->copy_label);
  name_widget (self->copy_button, self->copy_label);
  shown = make_shown (self->text != NULL ? self->text : "");
  gtk_label_set_text (self->label, shown);
  gtk_widget_set_visible (GTK_WIDGET (self), self->text != NULL && *self->text != '\0');
}

static void
copy_cb (LuthierRawText *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Copied"));
}

static void
luthier_raw_text_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierRawText *self = LUTHIER_RAW_TEXT (object);

  switch ((LuthierRawTextProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_COPY_LABEL:
      g_value_set_string (value, self->copy_label);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_raw_text_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  LuthierRawText *self = LUTHIER_RAW_TEXT (object);
  gboolean changed = FALSE;

  switch ((LuthierRawTextProperty) prop_id)
    {
    case PROP_TITLE:
      changed = replace (&self->title, g_value_get_string (value));
      break;
    case PROP_COPY_LABEL:
      changed = replace (&self->copy_label, g_value_get_string (value));
      break;
    case PROP_TEXT:
      changed = replace_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    {
      show (self);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
luthier_raw_text_dispose (GObject *object)
{
  LuthierRawText *self = LUTHIER_RAW_TEXT (object);

  g_clear_pointer (&self->expander, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_raw_text_parent_class)->dispose (object);
}

static void
luthier_raw_text_finalize (GObject *object)
{
  LuthierRawText *self = LUTHIER_RAW_TEXT (object);

  g_free (self->title);
  g_free (self->copy_label);
  g_free (self->text);

  G_OBJECT_CLASS (luthier_raw_text_parent_class)->finalize (object);
}

static void
luthier_raw_text_class_init (LuthierRawTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_raw_text_get_property;
  object_class->set_property = luthier_raw_text_set_property;
  object_class->dispose = luthier_raw_text_dispose;
  object_class->finalize = luthier_raw_text_finalize;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_COPY_LABEL] = g_param_spec_string ("copy-label", NULL, NULL, NULL, flags);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-raw-text.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierRawText, expander);
  gtk_widget_class_bind_template_child (widget_class, LuthierRawText, label);
  gtk_widget_class_bind_template_child (widget_class, LuthierRawText, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_set_css_name (widget_class, "rawtext");
}

static void
luthier_raw_text_init (LuthierRawText *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_raw_text_new:
 *
 * Returns: (transfer floating): a text that is hidden until it has one
 */
GtkWidget *
luthier_raw_text_new (void)
{
  return g_object_new (LUTHIER_TYPE_RAW_TEXT, NULL);
}
