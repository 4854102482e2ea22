/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-application.h"

#include "luthier-config.h"
#include "luthier-resources.h"
#include "luthier-window.h"

struct _LuthierApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (LuthierApplication, luthier_application, ADW_TYPE_APPLICATION)

static void
luthier_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (luthier_window_new (GTK_APPLICATION (application), NULL));
  gtk_window_present (window);
}

static void
luthier_application_class_init (LuthierApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = luthier_application_activate;

  /* The reference makes the linker keep the resources, which lie in a static library. */
  g_resources_register (luthier_get_resource ());
}

static void
luthier_application_init (LuthierApplication *self)
{
}

LuthierApplication *
luthier_application_new (GApplicationFlags flags)
{
  return g_object_new (LUTHIER_TYPE_APPLICATION, "application-id", LUTHIER_APP_ID,
                       "resource-base-path", "/io/github/luthierapp/Luthier", "flags", flags, NULL);
}
