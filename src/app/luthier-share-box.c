/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-share-box.h"

/* Of the height, for the lower child. */
#define SHARE 3

struct _LuthierShareBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LuthierShareBox, luthier_share_box, GTK_TYPE_WIDGET)

static void
measure_child (GtkWidget *child, int width, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, minimum, natural, NULL, NULL);
}

static void
luthier_share_box_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation,
                          orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1, &child_minimum,
                          &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum += child_minimum;
          *natural += child_natural;
        }
      else
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
    }
}

static void
luthier_share_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *upper = gtk_widget_get_first_child (widget);
  GtkWidget *lower = gtk_widget_get_last_child (widget);
  int upper_minimum, upper_natural, lower_minimum, lower_natural, upper_height;

  measure_child (upper, width, &upper_minimum, &upper_natural);
  measure_child (lower, width, &lower_minimum, &lower_natural);
  upper_height = MIN (upper_natural, height - MIN (lower_natural, height / SHARE));
  upper_height = MAX (MIN (upper_height, height - lower_minimum), upper_minimum);
  if (upper != NULL && gtk_widget_should_layout (upper))
    gtk_widget_size_allocate (upper, &(GtkAllocation){ 0, 0, width, upper_height }, -1);
  if (lower != NULL && gtk_widget_should_layout (lower))
    gtk_widget_size_allocate (
        lower, &(GtkAllocation){ 0, upper_height, width, MAX (height - upper_height, 0) }, -1);
}

static void
luthier_share_box_compute_expand (GtkWidget *widget, gboolean *horizontally, gboolean *vertically)
{
  *horizontally = TRUE;
  *vertically = TRUE;
}

static void
luthier_share_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (luthier_share_box_parent_class)->dispose (object);
}

static GtkSizeRequestMode
luthier_share_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
luthier_share_box_class_init (LuthierShareBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_share_box_dispose;
  widget_class->compute_expand = luthier_share_box_compute_expand;
  widget_class->get_request_mode = luthier_share_box_get_request_mode;
  widget_class->measure = luthier_share_box_measure;
  widget_class->size_allocate = luthier_share_box_size_allocate;
}

static void
luthier_share_box_init (LuthierShareBox *self)
{
}

/**
 * luthier_share_box_new:
 *
 * Returns: (transfer floating): a box without children
 */
GtkWidget *
luthier_share_box_new (void)
{
  return g_object_new (LUTHIER_TYPE_SHARE_BOX, NULL);
}
