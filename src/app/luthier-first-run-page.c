/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-first-run-page.h"

#include <adwaita.h>

#include "luthier-columns.h"
#include "luthier-config.h"
#include "luthier-store-banner.h"

struct _LuthierFirstRunPage
{
  GtkWidget parent_instance;

  LuthierStoreBanner *store_banner;
};

G_DEFINE_FINAL_TYPE (LuthierFirstRunPage, luthier_first_run_page, GTK_TYPE_WIDGET)

static void
luthier_first_run_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (luthier_first_run_page_parent_class)->dispose (object);
}

static void
luthier_first_run_page_class_init (LuthierFirstRunPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_first_run_page_dispose;
  g_type_ensure (LUTHIER_TYPE_COLUMNS);
  g_type_ensure (LUTHIER_TYPE_STORE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-first-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierFirstRunPage, store_banner);
}

static void
luthier_first_run_page_init (LuthierFirstRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_first_run_page_new:
 * @session: the session, which may have something to tell of what it keeps
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
luthier_first_run_page_new (LuthierSession *session)
{
  LuthierFirstRunPage *self = g_object_new (LUTHIER_TYPE_FIRST_RUN_PAGE, NULL);

  luthier_store_banner_set_session (self->store_banner, session);
  return GTK_WIDGET (self);
}
