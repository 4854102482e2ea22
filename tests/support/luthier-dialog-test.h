/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-ui-test.h"

/* Dialogs are windows on older systems, and lie in their window on newer ones. Which one it must be
 * follows from the library that this is built with. */

#if ADW_CHECK_VERSION(1, 5, 0)
#define LUTHIER_TEST_TYPE_QUESTION ADW_TYPE_ALERT_DIALOG
#define LUTHIER_TEST_TYPE_ABOUT    ADW_TYPE_ABOUT_DIALOG
#else
#define LUTHIER_TEST_TYPE_QUESTION ADW_TYPE_MESSAGE_DIALOG
#define LUTHIER_TEST_TYPE_ABOUT    ADW_TYPE_ABOUT_WINDOW
#endif
#if ADW_CHECK_VERSION(1, 8, 0)
#define LUTHIER_TEST_TYPE_SHORTCUTS ADW_TYPE_SHORTCUTS_DIALOG
#else
#define LUTHIER_TEST_TYPE_SHORTCUTS GTK_TYPE_SHORTCUTS_WINDOW
#endif

/* Instead of luthier_ui_test_init(), where every dialog is shown. */
static inline void
luthier_dialog_test_init (int *argc, char ***argv)
{
  luthier_ui_test_init (argc, argv);
#if GTK_CHECK_VERSION(4, 23, 0)
  /* The newest GTK and libadwaita warn of each other there, which is not for us to mend. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
#endif
}

/* A window around the widget that dialogs can lie in. */
static inline GtkWidget *
luthier_dialog_test_show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), child);
  return luthier_ui_test_present (window, width, height);
}

/* The dialog of this type that is on the screen, or NULL. */
static inline GtkWidget *
luthier_dialog_test_find (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      GtkWidget *dialog = luthier_ui_test_find (l->data, type, NULL);

      if (dialog != NULL)
        return dialog;
    }
  return NULL;
}

static inline GtkWidget *
luthier_dialog_test_wait (GType type)
{
  GtkWidget *dialog;

  luthier_test_wait_until (luthier_dialog_test_find (type) != NULL);
  dialog = luthier_dialog_test_find (type);
  g_assert_nonnull (dialog);
  luthier_ui_test_wait_frames (dialog, 2);
  return dialog;
}

/* Presses the button that says so, and waits until the dialog has gone. */
static inline void
luthier_dialog_test_press (GtkWidget *dialog, const char *label)
{
  GtkWidget *button = luthier_ui_test_find (dialog, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_signal_emit_by_name (button, "clicked");
  luthier_test_wait_until (dialog == NULL);
}

/* Leaves it as Escape does. */
static inline void
luthier_dialog_test_close (GtkWidget *dialog)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
#if ADW_CHECK_VERSION(1, 5, 0)
  if (ADW_IS_DIALOG (dialog))
    adw_dialog_close (ADW_DIALOG (dialog));
  else
#endif
    gtk_window_close (GTK_WINDOW (dialog));
  luthier_test_wait_until (dialog == NULL);
}
