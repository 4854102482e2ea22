/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-rewrite-repairs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-config.h"

static const struct
{
  LuthierDatasetRepairs repair;
  const char *title;
} repairs[] = {
  { LUTHIER_REPAIR_ENCODING, N_ ("Save as plain UTF-8") },
  { LUTHIER_REPAIR_LAYOUT, N_ ("Write every example on a line of its own") },
  { LUTHIER_REPAIR_LINE_ENDS, N_ ("End lines with a plain line break") },
  { LUTHIER_REPAIR_BLANK_LINES, N_ ("Leave out blank lines") },
  { LUTHIER_REPAIR_COPIES, N_ ("Leave out examples that were there before") },
  { LUTHIER_REPAIR_SPELLINGS, N_ ("Spell fields as the documentation does") },
  { LUTHIER_REPAIR_ROLES, N_ ("Name the roles as Gemini does") },
  { LUTHIER_REPAIR_BLANKS, N_ ("Take away blanks around answers") },
  { LUTHIER_REPAIR_BROKEN_LINES, N_ ("Leave out lines that cannot be read") },
};

#define N_REPAIRS G_N_ELEMENTS (repairs)

struct _LuthierRewriteRepairs
{
  GtkWidget parent_instance;

  AdwPreferencesRow *rows[N_REPAIRS];
  GtkSwitch *switches[N_REPAIRS];

  GtkWidget *box;
  GtkWidget *nothing;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LuthierRewriteRepairs, luthier_rewrite_repairs, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_REPAIRS = 1,
} LuthierRewriteRepairsProperty;

static GParamSpec *props[PROP_REPAIRS + 1];

static void
switched_cb (LuthierRewriteRepairs *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REPAIRS]);
}

static void
add_row (LuthierRewriteRepairs *self, guint index)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), repairs[index].repair != LUTHIER_REPAIR_BROKEN_LINES);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (repairs[index].title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (repairs[index].title), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_widget_set_visible (row, FALSE);
  gtk_list_box_append (self->list, row);
  self->rows[index] = ADW_PREFERENCES_ROW (row);
  self->switches[index] = GTK_SWITCH (toggle);
}

/* Each of the findings that a repair would mend, in the words of the report. */
static char *
describe (LuthierDatasetReport *report, LuthierDatasetRepairs repair)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      if (finding->repairs & repair)
        g_ptr_array_add (titles, finding->title);
    }
  g_ptr_array_add (titles, NULL);
  return g_strjoinv ("\n", (char **) titles->pdata);
}

static void
show_row (LuthierRewriteRepairs *self, guint index, LuthierDatasetReport *report)
{
  g_autofree char *description = describe (report, repairs[index].repair);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[index]), description);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[index]), *description != '\0');
}

static void
luthier_rewrite_repairs_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  switch ((LuthierRewriteRepairsProperty) prop_id)
    {
    case PROP_REPAIRS:
      g_value_set_uint (value,
                        luthier_rewrite_repairs_get_repairs (LUTHIER_REWRITE_REPAIRS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_rewrite_repairs_dispose (GObject *object)
{
  LuthierRewriteRepairs *self = LUTHIER_REWRITE_REPAIRS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (luthier_rewrite_repairs_parent_class)->dispose (object);
}

static void
luthier_rewrite_repairs_class_init (LuthierRewriteRepairsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_rewrite_repairs_get_property;
  object_class->dispose = luthier_rewrite_repairs_dispose;
  props[PROP_REPAIRS] = g_param_spec_uint ("repairs", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-rewrite-repairs.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteRepairs, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteRepairs, nothing);
  gtk_widget_class_bind_template_child (widget_class, LuthierRewriteRepairs, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_rewrite_repairs_init (LuthierRewriteRepairs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_REPAIRS; i++)
    add_row (self, i);
}

/**
 * luthier_rewrite_repairs_set_report:
 * @report: what the check of the whole file found
 *
 * Offers what would mend something of it. What was switched stays as it is.
 */
void
luthier_rewrite_repairs_set_report (LuthierRewriteRepairs *self, LuthierDatasetReport *report)
{
  LuthierDatasetRepairs offered = luthier_dataset_report_get_repairs (report);

  for (guint i = 0; i < N_REPAIRS; i++)
    show_row (self, i, report);
  gtk_widget_set_visible (GTK_WIDGET (self->list), offered != LUTHIER_REPAIR_NONE);
  gtk_widget_set_visible (self->nothing, offered == LUTHIER_REPAIR_NONE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REPAIRS]);
}

/**
 * luthier_rewrite_repairs_get_repairs:
 *
 * Returns: what is offered and switched on
 */
LuthierDatasetRepairs
luthier_rewrite_repairs_get_repairs (LuthierRewriteRepairs *self)
{
  LuthierDatasetRepairs chosen = LUTHIER_REPAIR_NONE;

  for (guint i = 0; i < N_REPAIRS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->rows[i])) &&
        gtk_switch_get_active (self->switches[i]))
      chosen |= repairs[i].repair;
  return chosen;
}
