/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-columns.h"

struct _LuthierColumns
{
  GtkWidget parent_instance;

  GtkWidget *start; /* (owned by the widget tree) (nullable) */
  GtkWidget *end;   /* (owned by the widget tree) (nullable) */
  int threshold;
  int spacing;
  int row_spacing;
  int end_width;
  gboolean narrow;
};

static void buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierColumns,
                               luthier_columns,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

typedef enum
{
  PROP_START = 1,
  PROP_END,
  PROP_THRESHOLD,
  PROP_SPACING,
  PROP_ROW_SPACING,
  PROP_END_WIDTH,
  PROP_NARROW,
} LuthierColumnsProperty;

static GParamSpec *props[PROP_NARROW + 1];
static GtkBuildableIface *parent_buildable_iface;

static gboolean
is_shown (GtkWidget *child)
{
  return child != NULL && gtk_widget_should_layout (child);
}

static int
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size, int *natural)
{
  int minimum = 0;

  *natural = 0;
  if (is_shown (child))
    gtk_widget_measure (child, orientation, for_size, &minimum, natural, NULL, NULL);
  return minimum;
}

static gboolean
is_narrow_at (LuthierColumns *self, int width)
{
  int ignored;

  if (!is_shown (self->start) || !is_shown (self->end))
    return FALSE;
  if (width < self->threshold)
    return TRUE;

  return width < measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &ignored) +
                     self->spacing +
                     measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &ignored);
}

/* How a width is shared when both stand side by side. */
static void
share_width (LuthierColumns *self, int width, int *start_width, int *end_width)
{
  int natural;
  int minimum;

  if (!is_shown (self->end) || !is_shown (self->start))
    {
      *start_width = is_shown (self->start) ? width : 0;
      *end_width = is_shown (self->end) ? width : 0;
      return;
    }

  minimum = measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  *end_width = MAX (minimum, self->end_width > 0 ? self->end_width : natural);
  *start_width = measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  *end_width = MAX (minimum, MIN (*end_width, width - self->spacing - *start_width));
  *start_width = width - self->spacing - *end_width;
}

static void
set_child (LuthierColumns *self, GtkWidget **place, GtkWidget *child, LuthierColumnsProperty prop)
{
  if (*place == child)
    return;

  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child != NULL)
    {
      gtk_widget_set_parent (child, GTK_WIDGET (self));
      if (prop == PROP_START && self->end != NULL)
        gtk_widget_insert_before (child, GTK_WIDGET (self), self->end);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
set_int (LuthierColumns *self, int *place, int value, LuthierColumnsProperty prop)
{
  if (*place == value)
    return;

  *place = value;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static GtkSizeRequestMode
luthier_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
luthier_columns_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  LuthierColumns *self = LUTHIER_COLUMNS (widget);
  gboolean both = is_shown (self->start) && is_shown (self->end);
  int gap = both ? self->row_spacing : 0;
  int start_natural;
  int end_natural;
  int start_minimum;
  int end_minimum;
  int start_size = for_size;
  int end_size = for_size;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      start_minimum = measure_child (self->start, orientation, -1, &start_natural);
      end_minimum = measure_child (self->end, orientation, -1, &end_natural);
      *minimum = MAX (start_minimum, end_minimum);
      *natural = start_natural + (both ? self->spacing : 0) +
                 MAX (end_natural, both ? self->end_width : 0);
      return;
    }

  if (for_size >= 0 && !is_narrow_at (self, for_size))
    share_width (self, for_size, &start_size, &end_size);
  start_minimum = measure_child (self->start, orientation, start_size, &start_natural);
  end_minimum = measure_child (self->end, orientation, end_size, &end_natural);
  if (for_size >= 0 && !is_narrow_at (self, for_size))
    {
      *minimum = MAX (start_minimum, end_minimum);
      *natural = MAX (start_natural, end_natural);
    }
  else
    {
      *minimum = start_minimum + gap + end_minimum;
      *natural = start_natural + gap + end_natural;
    }
}

static void
place (LuthierColumns *self, GtkWidget *child, int x, int y, int width, int height)
{
  if (!is_shown (child))
    return;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
luthier_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LuthierColumns *self = LUTHIER_COLUMNS (widget);
  gboolean narrow = is_narrow_at (self, width);
  int start_width;
  int end_width;
  int start_height;
  int natural;

  if (narrow)
    {
      measure_child (self->start, GTK_ORIENTATION_VERTICAL, width, &start_height);
      measure_child (self->end, GTK_ORIENTATION_VERTICAL, width, &natural);
      start_height = MIN (start_height, MAX (0, height - self->row_spacing - natural));
      start_height = MAX (start_height,
                          measure_child (self->start, GTK_ORIENTATION_VERTICAL, width, &natural));
      place (self, self->start, 0, 0, width, start_height);
      place (self, self->end, 0, start_height + self->row_spacing, width,
             height - start_height - self->row_spacing);
    }
  else
    {
      share_width (self, width, &start_width, &end_width);
      place (self, self->start, 0, 0, start_width, height);
      place (self, self->end, width - end_width, 0, end_width, height);
    }

  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
    }
}

static void
luthier_columns_add_child (GtkBuildable *buildable,
                           GtkBuilder *builder,
                           GObject *child,
                           const char *type)
{
  LuthierColumns *self = LUTHIER_COLUMNS (buildable);

  if (g_strcmp0 (type, "start") == 0)
    set_child (self, &self->start, GTK_WIDGET (child), PROP_START);
  else if (g_strcmp0 (type, "end") == 0)
    set_child (self, &self->end, GTK_WIDGET (child), PROP_END);
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
luthier_columns_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierColumns *self = LUTHIER_COLUMNS (object);

  switch ((LuthierColumnsProperty) prop_id)
    {
    case PROP_START:
      g_value_set_object (value, self->start);
      break;
    case PROP_END:
      g_value_set_object (value, self->end);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_ROW_SPACING:
      g_value_set_int (value, self->row_spacing);
      break;
    case PROP_END_WIDTH:
      g_value_set_int (value, self->end_width);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_columns_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  LuthierColumns *self = LUTHIER_COLUMNS (object);

  switch ((LuthierColumnsProperty) prop_id)
    {
    case PROP_START:
      set_child (self, &self->start, g_value_get_object (value), PROP_START);
      break;
    case PROP_END:
      set_child (self, &self->end, g_value_get_object (value), PROP_END);
      break;
    case PROP_THRESHOLD:
      set_int (self, &self->threshold, g_value_get_int (value), PROP_THRESHOLD);
      break;
    case PROP_SPACING:
      set_int (self, &self->spacing, g_value_get_int (value), PROP_SPACING);
      break;
    case PROP_ROW_SPACING:
      set_int (self, &self->row_spacing, g_value_get_int (value), PROP_ROW_SPACING);
      break;
    case PROP_END_WIDTH:
      set_int (self, &self->end_width, g_value_get_int (value), PROP_END_WIDTH);
      break;
    case PROP_NARROW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_columns_dispose (GObject *object)
{
  LuthierColumns *self = LUTHIER_COLUMNS (object);

  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_columns_parent_class)->dispose (object);
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = luthier_columns_add_child;
}

static void
luthier_columns_class_init (LuthierColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_columns_get_property;
  object_class->set_property = luthier_columns_set_property;
  object_class->dispose = luthier_columns_dispose;
  widget_class->get_request_mode = luthier_columns_get_request_mode;
  widget_class->measure = luthier_columns_measure;
  widget_class->size_allocate = luthier_columns_size_allocate;

  props[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 640, flags);
  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 18, flags);
  props[PROP_ROW_SPACING] = g_param_spec_int ("row-spacing", NULL, NULL, 0, G_MAXINT, 18, flags);
  props[PROP_END_WIDTH] = g_param_spec_int ("end-width", NULL, NULL, 0, G_MAXINT, 0, flags);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                 G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_css_name (widget_class, "columns");
}

static void
luthier_columns_init (LuthierColumns *self)
{
  self->threshold = 640;
  self->spacing = 18;
  self->row_spacing = 18;
}

/**
 * luthier_columns_new:
 *
 * Returns: (transfer floating): two columns without children
 */
GtkWidget *
luthier_columns_new (void)
{
  return g_object_new (LUTHIER_TYPE_COLUMNS, NULL);
}

/**
 * luthier_columns_get_narrow:
 *
 * Whether the children stand one above the other, as of the last allocation.
 */
gboolean
luthier_columns_get_narrow (LuthierColumns *self)
{
  g_return_val_if_fail (LUTHIER_IS_COLUMNS (self), FALSE);

  return self->narrow;
}
