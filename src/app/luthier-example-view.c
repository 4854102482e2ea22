/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-view.h"

struct _LuthierExampleView
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LuthierExampleView, luthier_example_view, GTK_TYPE_WIDGET)

static void
luthier_example_view_class_init (LuthierExampleViewClass *klass)
{
}

static void
luthier_example_view_init (LuthierExampleView *self)
{
}

GtkWidget *
luthier_example_view_new (void)
{
  return g_object_new (LUTHIER_TYPE_EXAMPLE_VIEW, NULL);
}

void
luthier_example_view_show (LuthierExampleView *self,
                           GBytes *line,
                           guint64 number,
                           GPtrArray *findings,
                           const LuthierDatasetPlace *place)
{
}
