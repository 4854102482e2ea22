/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-squeezer.h"

/* Shows the first of its children that has room, at worst the last. Whether that is the first
 * depends on the words of the language, so no fixed width could say it. */
struct _LuthierSqueezer
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LuthierSqueezer, luthier_squeezer, GTK_TYPE_WIDGET)

static void
luthier_squeezer_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *natural = MAX (*natural, child_natural);
      /* The last one is what it can become; in height there is no hurry. */
      *minimum = across ? child_minimum : MAX (*minimum, child_minimum);
    }
}

static void
luthier_squeezer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean found = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean last = gtk_widget_get_next_sibling (child) == NULL;
      int natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      gtk_widget_set_child_visible (child, !found && (last || natural <= width));
      if (gtk_widget_get_child_visible (child))
        gtk_widget_allocate (child, width, height, baseline, NULL);
      found |= gtk_widget_get_child_visible (child);
    }
}

static void
luthier_squeezer_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_squeezer_parent_class)->dispose (object);
}

static void
luthier_squeezer_class_init (LuthierSqueezerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_squeezer_dispose;
  widget_class->measure = luthier_squeezer_measure;
  widget_class->size_allocate = luthier_squeezer_size_allocate;
}

static void
luthier_squeezer_init (LuthierSqueezer *self)
{
}
