/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-paragraph.h"

struct _LuthierParagraph
{
  GtkWidget parent_instance;
};

static void luthier_paragraph_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierParagraph,
                               luthier_paragraph,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      luthier_paragraph_buildable_init))

static GtkSizeRequestMode
luthier_paragraph_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
luthier_paragraph_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  GtkWidget *label = gtk_widget_get_first_child (widget);

  if (label == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (label, orientation, for_size, minimum, natural, NULL, NULL);
  else
    {
      gtk_widget_measure (label, orientation, -1, minimum, NULL, NULL, NULL);
      *natural = *minimum;
    }
}

static void
luthier_paragraph_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *label = gtk_widget_get_first_child (widget);

  if (label != NULL)
    gtk_widget_allocate (label, width, height, -1, NULL);
}

static void
luthier_paragraph_dispose (GObject *object)
{
  GtkWidget *label;

  while ((label = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (label);
  G_OBJECT_CLASS (luthier_paragraph_parent_class)->dispose (object);
}

static void
luthier_paragraph_add_child (GtkBuildable *buildable,
                             GtkBuilder *builder,
                             GObject *child,
                             const char *type)
{
  if (!GTK_IS_WIDGET (child))
    {
      parent_buildable->add_child (buildable, builder, child, type);
      return;
    }
  gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  g_object_bind_property (child, "visible", buildable, "visible", G_BINDING_SYNC_CREATE);
}

static void
luthier_paragraph_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = luthier_paragraph_add_child;
}

static void
luthier_paragraph_class_init (LuthierParagraphClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_paragraph_dispose;
  widget_class->get_request_mode = luthier_paragraph_get_request_mode;
  widget_class->measure = luthier_paragraph_measure;
  widget_class->size_allocate = luthier_paragraph_size_allocate;
}

static void
luthier_paragraph_init (LuthierParagraph *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}
