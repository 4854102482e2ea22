/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>
#include <locale.h>

#include "luthier-application.h"
#include "luthier-config.h"

int
main (int argc, char *argv[])
{
  g_autoptr (LuthierApplication) application = NULL;
  /* In the build folder the catalogues are elsewhere. */
  const char *catalogues = g_getenv ("LUTHIER_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues != NULL ? catalogues : LUTHIER_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = luthier_application_new (G_APPLICATION_HANDLES_OPEN);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
