/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-wrap-box.h"

#define SPACING 6

struct _LuthierWrapBox
{
  GtkWidget parent_instance;

  gboolean packed;
};

G_DEFINE_FINAL_TYPE (LuthierWrapBox, luthier_wrap_box, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_PACKED = 1,
} LuthierWrapBoxProperty;

static GParamSpec *properties[PROP_PACKED + 1];

/* (nullable): this one or the next that is to be seen */
static GtkWidget *
find_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
get_first (GtkWidget *widget)
{
  return find_shown (gtk_widget_get_first_child (widget));
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return find_shown (gtk_widget_get_next_sibling (child));
}

static int
get_width (GtkWidget *child, int available)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return available < 0 ? natural : MAX (minimum, MIN (natural, available));
}

static int
get_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* The end of the line that starts with this child, and the line's size. (nullable) */
static GtkWidget *
find_line_end (GtkWidget *first, int available, int *width, int *height)
{
  GtkWidget *child;

  *width = *height = 0;
  for (child = first; child != NULL; child = get_next (child))
    {
      int child_width = get_width (child, available);
      int wider = child == first ? child_width : *width + SPACING + child_width;

      if (child != first && available >= 0 && wider > available)
        break;

      *width = wider;
      *height = MAX (*height, get_height (child, child_width));
    }

  return child;
}

static GtkSizeRequestMode
luthier_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  int height;

  *minimum = 0;
  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    *minimum = MAX (*minimum, get_width (child, 0));

  find_line_end (get_first (widget), -1, natural, &height);
}

static void
luthier_wrap_box_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  GtkWidget *child = get_first (widget);
  int total = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (widget, minimum, natural);
      return;
    }

  while (child != NULL)
    {
      int width, height;

      child = find_line_end (child, for_size, &width, &height);
      total += height + (child != NULL ? SPACING : 0);
    }
  *minimum = *natural = total;
}

static void
place_line (GtkWidget *first, GtkWidget *end, int x, int y, int available, int height)
{
  gboolean mirrored = gtk_widget_get_direction (first) == GTK_TEXT_DIR_RTL;

  for (GtkWidget *child = first; child != end; child = get_next (child))
    {
      int width = get_width (child, available);

      gtk_widget_size_allocate (
          child, &(GtkAllocation){ mirrored ? available - x - width : x, y, width, height }, -1);
      x += width + SPACING;
    }
}

static void
luthier_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean packed = LUTHIER_WRAP_BOX (widget)->packed;
  GtkWidget *child = get_first (widget);
  int y = 0;

  while (child != NULL)
    {
      int line_width, line_height;
      GtkWidget *end = find_line_end (child, width, &line_width, &line_height);

      place_line (child, end, packed ? 0 : MAX (width - line_width, 0), y, width, line_height);
      y += line_height + SPACING;
      child = end;
    }
}

static void
luthier_wrap_box_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierWrapBox *self = LUTHIER_WRAP_BOX (object);

  switch ((LuthierWrapBoxProperty) prop_id)
    {
    case PROP_PACKED:
      g_value_set_boolean (value, self->packed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_wrap_box_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  LuthierWrapBox *self = LUTHIER_WRAP_BOX (object);

  switch ((LuthierWrapBoxProperty) prop_id)
    {
    case PROP_PACKED:
      self->packed = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_wrap_box_parent_class)->dispose (object);
}

static void
luthier_wrap_box_class_init (LuthierWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_wrap_box_dispose;
  object_class->get_property = luthier_wrap_box_get_property;
  object_class->set_property = luthier_wrap_box_set_property;
  properties[PROP_PACKED] = g_param_spec_boolean ("packed", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                      G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  widget_class->get_request_mode = luthier_wrap_box_get_request_mode;
  widget_class->measure = luthier_wrap_box_measure;
  widget_class->size_allocate = luthier_wrap_box_size_allocate;
}

static void
luthier_wrap_box_init (LuthierWrapBox *self)
{
}

/**
 * luthier_wrap_box_new:
 *
 * Returns: (transfer floating): an empty box
 */
GtkWidget *
luthier_wrap_box_new (void)
{
  return g_object_new (LUTHIER_TYPE_WRAP_BOX, NULL);
}
