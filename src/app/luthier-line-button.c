/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-line-button.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-format.h"

struct _LuthierLineButton
{
  GtkWidget parent_instance;

  guint64 line;
  guint64 n_lines;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkLabel *of_label;
  GtkLabel *hint;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (LuthierLineButton, luthier_line_button, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* As it is written here and elsewhere: 12345, 12,345 or 12 345. 0: there is no such line. */
static guint64
parse (LuthierLineButton *self, const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  guint64 line = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      const gunichar character = g_utf8_get_char (c);

      if (g_unichar_isdigit (character))
        g_string_append_c (digits, (char) ('0' + g_unichar_digit_value (character)));
      else if (g_unichar_isalpha (character) || character == '-')
        return 0;
    }
  if (!g_ascii_string_to_unsigned (digits->str, 10, 1, MAX (self->n_lines, 1), &line, NULL))
    return 0;
  return line;
}

static void
show_validity (LuthierLineButton *self, gboolean valid)
{
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
activate_cb (LuthierLineButton *self)
{
  const guint64 line = parse (self, gtk_editable_get_text (self->entry));

  show_validity (self, line > 0);
  if (line == 0)
    return;
  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, line);
}

static void
changed_cb (LuthierLineButton *self)
{
  show_validity (self, TRUE);
}

static void
popover_shown_cb (LuthierLineButton *self)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, MAX (self->line, 1));
  g_autofree char *last = luthier_format_count ((gint64) self->n_lines);
  g_autofree char *hint = g_strdup_printf (_ ("From 1 to %s"), last);

  gtk_label_set_text (self->hint, hint);
  gtk_editable_set_text (self->entry, number);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

static void
luthier_line_button_dispose (GObject *object)
{
  LuthierLineButton *self = LUTHIER_LINE_BUTTON (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (luthier_line_button_parent_class)->dispose (object);
}

static void
luthier_line_button_class_init (LuthierLineButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_line_button_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-line-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierLineButton, button);
  gtk_widget_class_bind_template_child (widget_class, LuthierLineButton, label);
  gtk_widget_class_bind_template_child (widget_class, LuthierLineButton, of_label);
  gtk_widget_class_bind_template_child (widget_class, LuthierLineButton, hint);
  gtk_widget_class_bind_template_child (widget_class, LuthierLineButton, entry);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_line_button_init (LuthierLineButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  luthier_line_button_show (self, 0, 0);
}

/**
 * luthier_line_button_new:
 *
 * Returns: (transfer floating): a button that shows no line
 */
GtkWidget *
luthier_line_button_new (void)
{
  return g_object_new (LUTHIER_TYPE_LINE_BUTTON, NULL);
}

/**
 * luthier_line_button_show:
 * @line: from 1; 0 = none
 * @n_lines: how many there are; 0 = not known
 */
void
luthier_line_button_show (LuthierLineButton *self, guint64 line, guint64 n_lines)
{
  g_autofree char *number = luthier_format_count ((gint64) line);
  g_autofree char *all = luthier_format_count ((gint64) n_lines);
  g_autofree char *text = line > 0 ? g_strdup_printf (_ ("Line %s"), number)
                                   : g_strdup (_ ("Go to line"));
  /* Translators: stands after "Line 12": how many lines there are */
  g_autofree char *of = line > 0 && n_lines > 0 ? g_strdup_printf (_ ("of %s"), all)
                                                : g_strdup ("");

  self->line = line;
  self->n_lines = n_lines;
  gtk_label_set_text (self->label, text);
  gtk_label_set_text (self->of_label, of);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->of_label), *of != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), n_lines > 0);
}

/**
 * luthier_line_button_ask:
 *
 * Lets the user type a number, if there are lines.
 */
void
luthier_line_button_ask (LuthierLineButton *self)
{
  if (self->n_lines > 0)
    gtk_menu_button_popup (self->button);
}
