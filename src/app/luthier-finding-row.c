/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-finding-row.h"

#include "luthier-finding-heading.h"

struct _LuthierFindingRow
{
  GtkWidget parent_instance;

  GtkTreeListRow *row;        /* (owned) (nullable) */
  LuthierFindingGroup *group; /* (owned) (nullable): what the row is about, if it is one */

  LuthierFindingHeading *heading; /* (owned by the widget tree) (nullable): made when needed */
  GtkLabel *place;                /* (owned by the widget tree) */
};

G_DEFINE_FINAL_TYPE (LuthierFindingRow, luthier_finding_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ROW = 1,
} LuthierFindingRowProperty;

static GParamSpec *props[PROP_ROW + 1];

static void
show_group (LuthierFindingRow *self)
{
  gboolean open = gtk_tree_list_row_get_expanded (self->row);

  luthier_finding_heading_show (self->heading, self->group, open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static void
show_place (LuthierFindingRow *self, LuthierFindingPlace *place)
{
  g_autofree char *text = luthier_finding_place_describe (place);

  gtk_label_set_text (self->place, text);
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED);
}

/* Most rows are places, and never anything else. */
static void
show_part (LuthierFindingRow *self, gboolean heading)
{
  if (heading && self->heading == NULL)
    {
      self->heading = LUTHIER_FINDING_HEADING (luthier_finding_heading_new ());
      gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
    }
  if (self->heading != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->heading), heading);
  gtk_widget_set_visible (GTK_WIDGET (self->place), !heading);
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
  show_part (self, LUTHIER_IS_FINDING_GROUP (item));
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
  self->heading = NULL;
  self->place = NULL;
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

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_finding_row_init (LuthierFindingRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->place, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->place, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "finding-place");
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->place), GTK_WIDGET (self));
}
