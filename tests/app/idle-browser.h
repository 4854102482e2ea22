/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

/* A browser that is started and does nothing, in place of whichever this computer has. */
#define IDLE_BROWSER "luthier-test-browser.desktop"

/* Before anything looks for programs: none of this computer's may be started. */
static inline void
idle_browser_add (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *path = g_build_filename (folder, IDLE_BROWSER, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path,
                       "[Desktop Entry]\nType=Application\nName=Browser\nExec=true %u\n"
                       "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n",
                       -1, &error);
  g_assert_no_error (error);
}

static inline void
idle_browser_use (void)
{
  g_autolist (GAppInfo) programs = g_app_info_get_all ();

  for (GList *l = programs; l != NULL; l = l->next)
    if (g_strcmp0 (g_app_info_get_id (l->data), IDLE_BROWSER) == 0)
      {
        g_autoptr (GError) error = NULL;

        g_app_info_set_as_default_for_type (l->data, "x-scheme-handler/http", &error);
        g_assert_no_error (error);
        return;
      }
  g_error ("There is no %s", IDLE_BROWSER);
}
