/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>
#include <locale.h>

#include "luthier-application.h"
#include "luthier-job-json.h"
#include "luthier-test.h"

/* For display tests: everything in this process, on the display of the wrapper. */

static LuthierApplication *luthier_ui_test_application;

/* Instead of g_test_init(). The application is registered and never run: it gives the resources,
 * the style and the place that windows belong to. */
static inline void
luthier_ui_test_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  gtk_disable_setlocale ();
  luthier_ui_test_application = luthier_application_new (G_APPLICATION_NON_UNIQUE |
                                                         G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (luthier_ui_test_application), NULL, &error);
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static inline void
luthier_ui_test_painted_cb (GdkFrameClock *clock, guint *left)
{
  if (*left > 0)
    (*left)--;
}

/* Waits until so many frames are painted: then sizes and rows are what a user sees. */
static inline void
luthier_ui_test_wait_frames (GtkWidget *widget, guint n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  guint left = n_frames;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (luthier_ui_test_painted_cb),
                                &left);

  while (left > 0)
    {
      guint before = left;

      gtk_widget_queue_draw (widget);
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      luthier_test_wait_until (left < before);
    }
  g_signal_handler_disconnect (clock, id);
}

/* Waits until the window is shown and laid out. Its height is asked for, not only proposed: newer
 * GTKs warn of what they measure for a lesser one. */
static inline GtkWidget *
luthier_ui_test_present (GtkWidget *window, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_widget_set_size_request (window, -1, height);
  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (gtk_widget_get_mapped (window));
  luthier_ui_test_wait_frames (window, 2);
  return window;
}

/* A plain window around the widget. */
static inline GtkWidget *
luthier_ui_test_show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  return luthier_ui_test_present (window, width, height);
}

/* Ends a window and fails if anything still holds it. */
static inline void
luthier_ui_test_destroy (GtkWidget *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  luthier_test_wait_until (window == NULL);
}

/* The first widget of the type under root that is on the screen; text, if not NULL, is what a
 * label or a button says. */
static inline GtkWidget *
luthier_ui_test_find (GtkWidget *root, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    {
      const char *said = GTK_IS_LABEL (root)    ? gtk_label_get_text (GTK_LABEL (root))
                         : GTK_IS_BUTTON (root) ? gtk_button_get_label (GTK_BUTTON (root))
                                                : NULL;

      if (text == NULL || g_strcmp0 (said, text) == 0)
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = luthier_ui_test_find (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline gboolean
luthier_ui_test_says (GtkWidget *root, const char *text)
{
  return luthier_ui_test_find (root, GTK_TYPE_LABEL, text) != NULL;
}

/* What the first label on the screen says that has this part, or NULL. */
static inline const char *
luthier_ui_test_find_text (GtkWidget *root, const char *part)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), part) != NULL)
    return gtk_label_get_text (GTK_LABEL (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *text = luthier_ui_test_find_text (child, part);

      if (text != NULL)
        return text;
    }
  return NULL;
}

/* A window of this type that is on the screen, or NULL. */
static inline GtkWidget *
luthier_ui_test_find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

/* A job as the service would tell of it. members: of the JSON object, after name; may be "". */
static inline LuthierJob *
luthier_ui_test_job_new (const char *region, guint id, const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"projects/1/locations/%s/tuningJobs/%u\"%s%s}", region, id,
      *members != '\0' ? "," : "", members);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, &error);
  LuthierJob *job;

  g_assert_no_error (error);
  job = luthier_job_new_from_json (luthier_json_get_root (json), FALSE, &error);
  g_assert_no_error (error);
  return job;
}

/* What the service says of the job later. */
static inline void
luthier_ui_test_job_update (LuthierJob *job, const char *members)
{
  g_autofree char *text = g_strdup_printf ("{\"name\":\"%s\",%s}", luthier_job_get_name (job),
                                           members);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, &error);

  g_assert_no_error (error);
  luthier_job_update_from_json (job, luthier_json_get_root (json), FALSE);
}
