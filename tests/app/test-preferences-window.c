/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-preferences-window.h"

#include "luthier-config.h"
#include "luthier-portal-play.h"
#include "luthier-ui-test.h"

static GtkSwitch *
find_switch (GtkWidget *window, const char *title)
{
  GtkWidget *label = luthier_ui_test_find (window, GTK_TYPE_LABEL, title);
  GtkWidget *row;

  g_assert_nonnull (label);
  row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
  return GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
}

static void
test_switches (void)
{
  static const struct
  {
    const char *title;
    const char *key;
  } rows[] = {
    { "Jobs That Succeed", "notify-succeeded" },
    { "Jobs That Fail", "notify-failed" },
    { "What Waits for You", "notify-questions" },
    { "Stay in the Background", "background" },
  };
  g_autoptr (GSettings) settings = g_settings_new (LUTHIER_SCHEMA_ID);
  GtkWidget *window = luthier_preferences_window_new (NULL, NULL);

  luthier_ui_test_present (window, 560, 480);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkSwitch *button = find_switch (window, rows[i].title);
      const gboolean on = g_settings_get_boolean (settings, rows[i].key);

      g_assert_true (on == !g_str_equal (rows[i].key, "background"));
      g_assert_true (gtk_switch_get_active (button) == on);
      gtk_switch_set_active (button, !on);
      g_assert_true (g_settings_get_boolean (settings, rows[i].key) == !on);
      g_settings_reset (settings, rows[i].key);
      g_assert_true (gtk_switch_get_active (button) == on);
    }
  luthier_ui_test_destroy (window);
}

/* What the desktop does not allow is switched off again, and said. */
static void
test_refused (void)
{
  LuthierPortalPlay *play = luthier_portal_play_new (LUTHIER_PORTAL_REFUSES);
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (LuthierBackgroundPortal) portal = luthier_background_portal_new (connection);
  g_autoptr (GSettings) settings = g_settings_new (LUTHIER_SCHEMA_ID);
  const char *text = "The desktop does not let Luthier run in the background. Its settings for "
                     "applications may allow it.";
  GtkWidget *window = luthier_preferences_window_new (NULL, portal);
  GtkSwitch *button;

  luthier_ui_test_present (window, 560, 480);
  button = find_switch (window, "Stay in the Background");
  g_assert_false (luthier_ui_test_says (window, text));
  gtk_switch_set_active (button, TRUE);
  luthier_test_wait_until (!gtk_switch_get_active (button));
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, text));
  g_assert_false (g_settings_get_boolean (settings, "background"));

  /* Allowed meanwhile. */
  play->situation = LUTHIER_PORTAL_GRANTS;
  gtk_switch_set_active (button, TRUE);
  luthier_test_wait_until (play->n_requests == 2);
  luthier_ui_test_wait_frames (window, 3);
  g_assert_true (gtk_switch_get_active (button));
  g_assert_false (luthier_ui_test_says (window, text));
  g_settings_reset (settings, "background");
  luthier_ui_test_destroy (window);
  luthier_portal_play_free (play);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/preferences-window/switches", test_switches);
  g_test_add_func ("/preferences-window/refused", test_refused);
  return g_test_run ();
}
