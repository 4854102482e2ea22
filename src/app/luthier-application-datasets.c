/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-application-private.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-dataset-window.h"

/**
 * luthier_application_open_dataset:
 * @file: a dataset, or what is taken for one
 *
 * Shows it in a window of its own. The main window is not needed for that, nor an account.
 */
void
luthier_application_open_dataset (LuthierApplication *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (GVariant) parameter = g_variant_ref_sink (g_variant_new_string (uri));

  if (luthier_application_is_stopping (self))
    luthier_application_do_later (self, "open-dataset", parameter);
  else
    luthier_dataset_window_open (GTK_APPLICATION (self), luthier_application_ensure_session (self),
                                 file, NULL, 0);
}

static void
open_dataset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  luthier_application_open_dataset (LUTHIER_APPLICATION (user_data), file);
}

static void
new_job_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LuthierApplication *self = user_data;
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  if (luthier_application_is_stopping (self))
    luthier_application_do_later (self, "new-job-with-data", parameter);
  else
    luthier_window_open_file (luthier_application_show_window (self), file);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierApplication) self = user_data;
  g_autoptr (GFile) file = luthier_compat_choose_file_finish (result, NULL);

  if (file != NULL)
    luthier_application_open_dataset (self, file);
}

static void
choose_dataset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window != NULL)
    luthier_compat_choose_file_async (GTK_WIDGET (window), _ ("Open Dataset"),
                                      LUTHIER_FILE_KIND_JSONL, NULL, chosen_cb,
                                      g_object_ref (user_data));
}

void
luthier_application_add_dataset_actions (LuthierApplication *self)
{
  static const GActionEntry entries[] = {
    { "choose-dataset", choose_dataset_action },
    { "new-job-with-data", new_job_action, "s" },
    { "open-dataset", open_dataset_action, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
