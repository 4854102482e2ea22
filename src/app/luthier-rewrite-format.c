/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-rewrite-format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-config.h"

static const struct
{
  LuthierDatasetFormat format;
  const char *fields; /* as they stand in a file */
} formats[] = {
  { LUTHIER_FORMAT_UNKNOWN, NULL },
  { LUTHIER_FORMAT_MESSAGES, "messages" },
  { LUTHIER_FORMAT_LEGACY, "text_input, output" },
  { LUTHIER_FORMAT_COMPLETION, "prompt, completion" },
  { LUTHIER_FORMAT_INSTRUCTION, "instruction, input, output" },
  { LUTHIER_FORMAT_CSV, NULL },
};

#define N_FORMATS G_N_ELEMENTS (formats)

struct _LuthierRewriteFormat
{
  GtkWidget parent_instance;

  GtkCheckButton *checks[N_FORMATS];
  AdwActionRow *rows[N_FORMATS];
  gboolean is_shown; /* what was recognised; from then on the user chooses */

  GtkWidget *box;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LuthierRewriteFormat, luthier_rewrite_format, GTK_TYPE_WIDGET)

static const char *
get_title (guint index)
{
  return formats[index].format == LUTHIER_FORMAT_UNKNOWN
             ? _ ("Whatever is found in the file")
             : luthier_dataset_format_get_name (formats[index].format);
}

static void
add_row (LuthierRewriteFormat *self, guint index)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (index > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->checks[0]);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), index == 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_title (index));
  if (formats[index].fields != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), formats[index].fields);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_title (index), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->list, row);
  self->checks[index] = GTK_CHECK_BUTTON (check);
  self->rows[index] = ADW_ACTION_ROW (row);
}

static void
luthier_rewrite_format_dispose (GObject *object)
{
  LuthierRewriteFormat *self = LUTHIER_REWRITE_FORMAT (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (luthier_rewrite_format_parent_class)->dispose (object);
}

static void
luthier_rewrite_format_class_init (LuthierRewriteFormatClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_rewrite_format_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-rewrite-format.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteFormat, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteFormat, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_rewrite_format_init (LuthierRewriteFormat *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_FORMATS; i++)
    add_row (self, i);
}

/**
 * luthier_rewrite_format_set_recognized:
 * @format: what the check of the file took it for
 *
 * Chooses that format, if it can be converted, and if nothing was recognised before.
 */
void
luthier_rewrite_format_set_recognized (LuthierRewriteFormat *self, LuthierDatasetFormat format)
{
  if (self->is_shown || format == LUTHIER_FORMAT_UNKNOWN)
    return;
  self->is_shown = TRUE;
  for (guint i = 0; i < N_FORMATS; i++)
    if (formats[i].format == format)
      {
        gtk_check_button_set_active (self->checks[i], TRUE);
        adw_action_row_set_subtitle (self->rows[i], _ ("Recognised in the file"));
      }
}

LuthierDatasetFormat
luthier_rewrite_format_get_format (LuthierRewriteFormat *self)
{
  for (guint i = 0; i < N_FORMATS; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      return formats[i].format;
  return LUTHIER_FORMAT_UNKNOWN;
}
