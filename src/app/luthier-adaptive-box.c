/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-adaptive-box.h"

struct _LuthierAdaptiveBox
{
  GtkWidget parent_instance;

  GtkWidget *start; /* (owned by the widget tree) (nullable) */
  GtkWidget *end;   /* (owned by the widget tree) (nullable) */
  int spacing;
  int comfort;
  gboolean packed;
  gboolean stacked;
};

G_DEFINE_FINAL_TYPE (LuthierAdaptiveBox, luthier_adaptive_box, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_START = 1,
  PROP_END,
  PROP_SPACING,
  PROP_COMFORT,
  PROP_PACKED,
} LuthierAdaptiveBoxProperty;

static GParamSpec *properties[PROP_PACKED + 1];

static gboolean
is_shown (GtkWidget *child)
{
  return child != NULL && gtk_widget_should_layout (child);
}

static void
measure_width (GtkWidget *child, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  if (is_shown (child))
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
}

static int
measure_height (GtkWidget *child, int width, int *natural)
{
  int minimum = 0;

  *natural = 0;
  if (is_shown (child))
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, natural, NULL, NULL);

  return minimum;
}

/* The widths that both get side by side in this width; FALSE if they have to be stacked. */
static gboolean
split (LuthierAdaptiveBox *self, int width, int *start_width, int *end_width)
{
  int start_minimum, start_natural, end_minimum, end_natural, needed;

  *start_width = *end_width = width;
  if (!is_shown (self->start) || !is_shown (self->end))
    return TRUE;

  measure_width (self->start, &start_minimum, &start_natural);
  measure_width (self->end, &end_minimum, &end_natural);

  needed = MAX (start_minimum, MIN (start_natural, self->comfort));
  if (self->packed && start_natural + self->spacing + end_natural <= width)
    {
      *start_width = start_natural;
      *end_width = width - self->spacing - start_natural;
      return TRUE;
    }

  *end_width = end_natural;
  *start_width = width - self->spacing - end_natural;
  return *start_width >= needed;
}

static GtkSizeRequestMode
luthier_adaptive_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
luthier_adaptive_box_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  LuthierAdaptiveBox *self = LUTHIER_ADAPTIVE_BOX (widget);
  gboolean both = is_shown (self->start) && is_shown (self->end);
  int start_minimum, start_natural, end_minimum, end_natural;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self->start, &start_minimum, &start_natural);
      measure_width (self->end, &end_minimum, &end_natural);
      *minimum = MAX (start_minimum, end_minimum);
      *natural = start_natural + end_natural + (both ? self->spacing : 0);
      return;
    }

  gboolean beside = TRUE;
  int start_width = -1;
  int end_width = -1;

  if (for_size >= 0)
    beside = split (self, for_size, &start_width, &end_width);
  if (!beside)
    start_width = end_width = for_size;

  start_minimum = measure_height (self->start, start_width, &start_natural);
  end_minimum = measure_height (self->end, end_width, &end_natural);
  if (beside)
    {
      *minimum = MAX (start_minimum, end_minimum);
      *natural = MAX (start_natural, end_natural);
    }
  else
    {
      *minimum = start_minimum + self->spacing + end_minimum;
      *natural = start_natural + self->spacing + end_natural;
    }
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  if (is_shown (child))
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
luthier_adaptive_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LuthierAdaptiveBox *self = LUTHIER_ADAPTIVE_BOX (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int start_width, end_width, start_height, end_height;

  self->stacked = !split (self, width, &start_width, &end_width);
  if (!self->stacked)
    {
      place (self->start, mirrored ? width - start_width : 0, 0, start_width, height);
      place (self->end, mirrored ? 0 : width - end_width, 0, end_width, height);
      return;
    }

  start_height = measure_height (self->start, width, &start_height);
  end_height = measure_height (self->end, width, &end_height);
  start_height = MAX (start_height, height - self->spacing - end_height);
  place (self->start, 0, 0, width, start_height);
  place (self->end, 0, start_height + self->spacing, width, height - start_height - self->spacing);
}

static void
replace_child (LuthierAdaptiveBox *self, GtkWidget **place_of_child, GtkWidget *child)
{
  g_clear_pointer (place_of_child, gtk_widget_unparent);
  *place_of_child = child;
  if (child == NULL)
    return;

  if (place_of_child == &self->start)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  else
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

static void
luthier_adaptive_box_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierAdaptiveBox *self = LUTHIER_ADAPTIVE_BOX (object);

  switch ((LuthierAdaptiveBoxProperty) prop_id)
    {
    case PROP_START:
      g_value_set_object (value, self->start);
      break;

    case PROP_END:
      g_value_set_object (value, self->end);
      break;

    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;

    case PROP_COMFORT:
      g_value_set_int (value, self->comfort);
      break;

    case PROP_PACKED:
      g_value_set_boolean (value, self->packed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_adaptive_box_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  LuthierAdaptiveBox *self = LUTHIER_ADAPTIVE_BOX (object);

  switch ((LuthierAdaptiveBoxProperty) prop_id)
    {
    case PROP_START:
      replace_child (self, &self->start, g_value_get_object (value));
      break;

    case PROP_END:
      replace_child (self, &self->end, g_value_get_object (value));
      break;

    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;

    case PROP_COMFORT:
      self->comfort = g_value_get_int (value);
      break;

    case PROP_PACKED:
      self->packed = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
luthier_adaptive_box_dispose (GObject *object)
{
  LuthierAdaptiveBox *self = LUTHIER_ADAPTIVE_BOX (object);

  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_adaptive_box_parent_class)->dispose (object);
}

static void
luthier_adaptive_box_class_init (LuthierAdaptiveBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = luthier_adaptive_box_dispose;
  object_class->get_property = luthier_adaptive_box_get_property;
  object_class->set_property = luthier_adaptive_box_set_property;
  widget_class->get_request_mode = luthier_adaptive_box_get_request_mode;
  widget_class->measure = luthier_adaptive_box_measure;
  widget_class->size_allocate = luthier_adaptive_box_size_allocate;

  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 12, flags);
  properties[PROP_COMFORT] = g_param_spec_int ("comfort", NULL, NULL, 0, G_MAXINT, 180, flags);
  properties[PROP_PACKED] = g_param_spec_boolean ("packed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "adaptivebox");
}

static void
luthier_adaptive_box_init (LuthierAdaptiveBox *self)
{
  self->spacing = 12;
  self->comfort = 180;
}

/**
 * luthier_adaptive_box_new:
 *
 * Returns: (transfer floating): an empty box
 */
GtkWidget *
luthier_adaptive_box_new (void)
{
  return g_object_new (LUTHIER_TYPE_ADAPTIVE_BOX, NULL);
}

/**
 * luthier_adaptive_box_get_stacked:
 *
 * Returns: whether the end was under the start when the box got its place
 */
gboolean
luthier_adaptive_box_get_stacked (LuthierAdaptiveBox *self)
{
  return self->stacked;
}
