/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-finding-row.h"

#include "luthier-config.h"
#include "luthier-finding-group.h"
#include "luthier-finding-words.h"
#include "luthier-format.h"

struct _LuthierFindingRow
{
  GtkWidget parent_instance;

  GtkTreeListRow *row;        /* (owned) (nullable) */
  LuthierFindingGroup *group; /* (owned) (nullable): what the row is about, if it is one */

  GtkWidget *finding_box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *consequence;
  GtkWidget *more;
  GtkLabel *fix;
  GtkLabel *rule;
  GtkLabel *kept;
  GtkLabel *count;
  GtkImage *arrow;
  GtkLabel *place;
};

G_DEFINE_FINAL_TYPE (LuthierFindingRow, luthier_finding_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ROW = 1,
} LuthierFindingRowProperty;

static GParamSpec *props[PROP_ROW + 1];

static void
set_text (GtkLabel *label, const char *text)
{
  gboolean empty = text == NULL || *text == '\0';

  gtk_label_set_text (label, empty ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (label), !empty);
}

static void
set_style (GtkWidget *widget, LuthierFindingSeverity severity, const char *const *styles)
{
  for (guint i = 0; i <= LUTHIER_FINDING_ERROR; i++)
    gtk_widget_remove_css_class (widget, styles[i]);
  gtk_widget_add_css_class (widget, styles[severity]);
}

static void
show_severity (LuthierFindingRow *self, LuthierFindingSeverity severity)
{
  static const char *const icon_styles[] = { "dim-label", "warning", "error" };
  static const char *const badge_styles[] = { "plain", "state-unsure", "state-failed" };
  const char *word = luthier_finding_words_severity (severity);

  gtk_image_set_from_icon_name (self->icon, luthier_finding_words_icon (severity));
  set_style (GTK_WIDGET (self->icon), severity, icon_styles);
  set_style (GTK_WIDGET (self->count), severity, badge_styles);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
}

static void
show_more (LuthierFindingRow *self, const LuthierDatasetFinding *finding)
{
  g_autofree char *kept = luthier_finding_words_kept (finding);
  g_autofree char *rule = luthier_finding_words_rule (finding);

  set_text (self->fix, finding->fix);
  set_text (self->kept, kept);
  gtk_label_set_text (self->rule, rule);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->rule),
                               luthier_finding_words_source (finding->source));
}

static void
show_group (LuthierFindingRow *self)
{
  const LuthierDatasetFinding *finding = luthier_finding_group_get_finding (self->group);
  gboolean expanded = gtk_tree_list_row_get_expanded (self->row);
  g_autofree char *count = luthier_format_count ((gint64) finding->count);

  set_text (self->title, finding->title);
  set_text (self->consequence, finding->consequence);
  /* What the title says already. */
  set_text (self->count, finding->count > 1 ? count : NULL);
  show_severity (self, finding->severity);
  gtk_widget_set_visible (self->more, expanded);
  if (expanded)
    show_more (self, finding);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow),
                          luthier_finding_group_get_n_places (self->group) > 0);
  gtk_image_set_from_icon_name (self->arrow, expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}

static void
show_place (LuthierFindingRow *self, LuthierFindingPlace *place)
{
  g_autofree char *text = luthier_finding_place_describe (place);

  gtk_label_set_text (self->place, text);
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED);
}

static void
let_go (LuthierFindingRow *self)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_func (self->row, show_group, self);
  if (self->group != NULL)
    g_signal_handlers_disconnect_by_func (self->group, show_group, self);
  g_clear_object (&self->group);
  g_clear_object (&self->row);
}

static void
set_row (LuthierFindingRow *self, GtkTreeListRow *row)
{
  g_autoptr (GObject) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  let_go (self);
  if (item == NULL)
    return;

  self->row = g_object_ref (row);
  gtk_widget_set_visible (self->finding_box, LUTHIER_IS_FINDING_GROUP (item));
  gtk_widget_set_visible (GTK_WIDGET (self->place), LUTHIER_IS_FINDING_PLACE (item));
  if (LUTHIER_IS_FINDING_PLACE (item))
    {
      show_place (self, LUTHIER_FINDING_PLACE (item));
      return;
    }
  self->group = g_object_ref (LUTHIER_FINDING_GROUP (item));
  g_signal_connect_swapped (self->group, "changed", G_CALLBACK (show_group), self);
  g_signal_connect_swapped (self->row, "notify::expanded", G_CALLBACK (show_group), self);
  show_group (self);
}

static void
released_cb (LuthierFindingRow *self)
{
  if (self->row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "findings.press", "u",
                                gtk_tree_list_row_get_position (self->row));
}

static void
luthier_finding_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierFindingRow *self = LUTHIER_FINDING_ROW (object);

  switch ((LuthierFindingRowProperty) prop_id)
    {
    case PROP_ROW:
      g_value_set_object (value, self->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_finding_row_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LuthierFindingRow *self = LUTHIER_FINDING_ROW (object);

  switch ((LuthierFindingRowProperty) prop_id)
    {
    case PROP_ROW:
      if (self->row == g_value_get_object (value))
        break;
      set_row (self, g_value_get_object (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_finding_row_dispose (GObject *object)
{
  LuthierFindingRow *self = LUTHIER_FINDING_ROW (object);
  GtkWidget *child;

  let_go (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (luthier_finding_row_parent_class)->dispose (object);
}

static void
luthier_finding_row_class_init (LuthierFindingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_finding_row_get_property;
  object_class->set_property = luthier_finding_row_set_property;
  object_class->dispose = luthier_finding_row_dispose;
  props[PROP_ROW] = g_param_spec_object ("row", NULL, NULL, GTK_TYPE_TREE_LIST_ROW,
                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                             G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, finding_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, consequence);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, more);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, fix);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, rule);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, kept);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, count);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, LuthierFindingRow, place);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_finding_row_init (LuthierFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
