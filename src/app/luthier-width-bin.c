/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-width-bin.h"

struct _LuthierWidthBin
{
  GtkWidget parent_instance;

  GtkWidget *child; /* (owned) (nullable) */
  int threshold;
  int width;
  gboolean narrow;
  guint tick; /* 0 or the callback that is to tell of a new width */
};

static void luthier_width_bin_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierWidthBin,
                               luthier_width_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      luthier_width_bin_buildable_init))

typedef enum
{
  PROP_CHILD = 1,
  PROP_THRESHOLD,
  PROP_NARROW,
} LuthierWidthBinProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static void
set_child (LuthierWidthBin *self, GtkWidget *child)
{
  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static gboolean
is_narrow (LuthierWidthBin *self, int width)
{
  return width > 0 &&
         width <= self->threshold * luthier_width_bin_get_text_scale (GTK_WIDGET (self));
}

static void
update_narrow (LuthierWidthBin *self)
{
  gboolean narrow = is_narrow (self, self->width);

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LuthierWidthBin *self = LUTHIER_WIDTH_BIN (widget);

  self->tick = 0;
  update_narrow (self);
  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
luthier_width_bin_get_request_mode (GtkWidget *widget)
{
  LuthierWidthBin *self = LUTHIER_WIDTH_BIN (widget);

  return self->child != NULL ? gtk_widget_get_request_mode (self->child)
                             : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
luthier_width_bin_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  LuthierWidthBin *self = LUTHIER_WIDTH_BIN (widget);

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      int child_minimum;

      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL,
                          NULL);
      for_size = MAX (for_size, child_minimum);
    }
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  /* The wide layout must not keep the window from becoming so small that the narrow one comes. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !self->narrow)
    *minimum = 0;
}

static void
luthier_width_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LuthierWidthBin *self = LUTHIER_WIDTH_BIN (widget);
  int minimum;

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_allocate (self->child, MAX (width, minimum), height, baseline, NULL);
    }
  self->width = width;
  /* Whoever hears of it changes widgets, which is not allowed in the middle of a layout. */
  if (is_narrow (self, width) != self->narrow && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
}

static void
luthier_width_bin_dispose (GObject *object)
{
  LuthierWidthBin *self = LUTHIER_WIDTH_BIN (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (luthier_width_bin_parent_class)->dispose (object);
}

static void
luthier_width_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierWidthBin *self = LUTHIER_WIDTH_BIN (object);

  switch ((LuthierWidthBinProperty) prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_width_bin_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LuthierWidthBin *self = LUTHIER_WIDTH_BIN (object);

  switch ((LuthierWidthBinProperty) prop_id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      if (self->threshold == g_value_get_int (value))
        break;
      self->threshold = g_value_get_int (value);
      g_object_notify_by_pspec (object, pspec);
      update_narrow (self);
      break;
    case PROP_NARROW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_width_bin_add_child (GtkBuildable *buildable,
                             GtkBuilder *builder,
                             GObject *child,
                             const char *type)
{
  if (GTK_IS_WIDGET (child))
    set_child (LUTHIER_WIDTH_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
luthier_width_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = luthier_width_bin_add_child;
}

static void
luthier_width_bin_class_init (LuthierWidthBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = luthier_width_bin_dispose;
  object_class->get_property = luthier_width_bin_get_property;
  object_class->set_property = luthier_width_bin_set_property;
  widget_class->get_request_mode = luthier_width_bin_get_request_mode;
  widget_class->measure = luthier_width_bin_measure;
  widget_class->size_allocate = luthier_width_bin_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | flags);
  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 600,
                                                 G_PARAM_READWRITE | flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_width_bin_init (LuthierWidthBin *self)
{
  self->threshold = 600;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * luthier_width_bin_new:
 *
 * Returns: (transfer floating): an empty bin
 */
GtkWidget *
luthier_width_bin_new (void)
{
  return g_object_new (LUTHIER_TYPE_WIDTH_BIN, NULL);
}

/**
 * luthier_width_bin_get_narrow:
 *
 * Returns: whether the bin is no wider than its threshold
 */
gboolean
luthier_width_bin_get_narrow (LuthierWidthBin *self)
{
  g_return_val_if_fail (LUTHIER_IS_WIDTH_BIN (self), FALSE);

  return self->narrow;
}

/**
 * luthier_width_bin_get_text_scale:
 * @widget: any widget
 *
 * What a width that is meant for text must be multiplied by.
 *
 * Returns: 1.0 for text of normal size
 */
double
luthier_width_bin_get_text_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1.0);

  /* In 1024ths; 96 is normal. */
  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0;
}
