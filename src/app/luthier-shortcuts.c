/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-shortcuts.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"

/* Keys without an action are those of the widgets that they belong to. */
/* clang-format off */
static const LuthierShortcutGroup groups[] = {
  { NC_ ("shortcut window", "General"), {
      { NC_ ("shortcut window", "Open dataset"), "app.choose-dataset", "<Control>o" },
      { NC_ ("shortcut window", "Main menu"), NULL, "F10" },
      { NC_ ("shortcut window", "Preferences"), "app.preferences", "<Control>comma" },
      { NC_ ("shortcut window", "Keyboard shortcuts"), "app.shortcuts", "<Control>question" },
      { NC_ ("shortcut window", "Close window"), "window.close", "<Control>w" },
      { NC_ ("shortcut window", "Quit"), "app.quit", "<Control>q" },
  } },
  { NC_ ("shortcut window", "Jobs"), {
      { NC_ ("shortcut window", "New job"), "win.new-job", "<Control>n" },
      { NC_ ("shortcut window", "Search"), "win.search", "<Control>f" },
      { NC_ ("shortcut window", "Refresh"), "win.refresh", "<Control>r F5" },
      { NC_ ("shortcut window", "Table of runs"), "win.runs", "<Control>t" },
      { NC_ ("shortcut window", "While you were away"), "win.show-missed", "<Control>m" },
      { NC_ ("shortcut window", "Test the connection"), "win.test-connection",
        "<Control><Shift>t" },
      { NC_ ("shortcut window", "Back"), NULL, "Escape <Alt>Left" },
      { NC_ ("shortcut window", "Move a waiting job"), NULL, "<Alt>Up <Alt>Down" },
      { NC_ ("shortcut window", "Remove a waiting job"), NULL, "Delete" },
  } },
  { NC_ ("shortcut window", "Comparing jobs"), {
      { NC_ ("shortcut window", "Select jobs to compare"), "win.choose-jobs", "<Control><Shift>s" },
      { NC_ ("shortcut window", "Select a job"), NULL, "space" },
      { NC_ ("shortcut window", "Select more jobs"), NULL, "<Shift>Up <Shift>Down" },
      { NC_ ("shortcut window", "Compare what is selected"), NULL, "<Control>Return" },
      { NC_ ("shortcut window", "Only what differs"), NULL, "<Control>d" },
      { NC_ ("shortcut window", "Copy the comparison"), NULL, "<Control>c" },
  } },
  { NC_ ("shortcut window", "New job"), {
      { NC_ ("shortcut window", "Next step, create the job"), NULL, "<Control>Return" },
      { NC_ ("shortcut window", "Back a step"), NULL, "<Alt>Left" },
      { NC_ ("shortcut window", "Cancel"), NULL, "Escape" },
  } },
  { NC_ ("shortcut window", "Dataset"), {
      { NC_ ("shortcut window", "Next finding"), "win.next-finding", "F8" },
      { NC_ ("shortcut window", "Previous finding"), "win.previous-finding", "<Shift>F8" },
      { NC_ ("shortcut window", "Next example"), "win.next-example", "<Alt>Down" },
      { NC_ ("shortcut window", "Previous example"), "win.previous-example", "<Alt>Up" },
      { NC_ ("shortcut window", "Go to a line"), "win.go-to-line", "<Control>i" },
      { NC_ ("shortcut window", "Next match"), "win.next-match", "<Control>g" },
      { NC_ ("shortcut window", "Previous match"), "win.previous-match", "<Control><Shift>g" },
  } },
  { NC_ ("shortcut window", "Curves"), {
      { NC_ ("shortcut window", "Read the values"), NULL, "Left Right Page_Up Page_Down" },
      { NC_ ("shortcut window", "First and last point"), NULL, "Home End" },
      { NC_ ("shortcut window", "Zoom in and out"), NULL, "plus minus" },
      { NC_ ("shortcut window", "Move what is shown"), NULL, "<Shift>Left <Shift>Right" },
      { NC_ ("shortcut window", "Show everything"), NULL, "0" },
      { NC_ ("shortcut window", "Show as a table"), NULL, "Return" },
      { NC_ ("shortcut window", "Menu of the curves"), NULL, "Menu <Shift>F10" },
  } },
  { NC_ ("shortcut window", "Profiles"), {
      { NC_ ("shortcut window", "Profiles"), "win.profiles", "<Control><Shift>p" },
      { NC_ ("shortcut window", "Profile 1 to 9"), NULL, "<Alt>1...9" },
  } },
  { NULL },
};
/* clang-format on */

/* The first nine of the list, each with its number. */
static void
set_accels_of_profiles (GtkApplication *application)
{
  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.open-profile-at(uint32 %u)", i);
      g_autofree char *accel = g_strdup_printf ("<Alt>%u", i);
      const char *const accels[] = { accel, NULL };

      gtk_application_set_accels_for_action (application, action, accels);
    }
}

/**
 * luthier_shortcuts_set_accels:
 * @application: where the keys of actions hold
 *
 * Gives every action of the table its keys.
 */
void
luthier_shortcuts_set_accels (GtkApplication *application)
{
  for (const LuthierShortcutGroup *group = groups; group->title != NULL; group++)
    for (const LuthierShortcut *shortcut = group->shortcuts; shortcut->title != NULL; shortcut++)
      {
        g_auto (GStrv) accels = g_strsplit (shortcut->accels, " ", -1);

        if (shortcut->action != NULL)
          gtk_application_set_accels_for_action (application, shortcut->action,
                                                 (const char *const *) accels);
      }
  set_accels_of_profiles (application);
}

/**
 * luthier_shortcuts_show:
 * @parent: (nullable): the window to show it over
 *
 * Shows which keys there are.
 */
void
luthier_shortcuts_show (GtkWindow *parent)
{
  luthier_compat_show_shortcuts (parent, groups);
}
