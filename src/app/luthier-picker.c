/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-picker.h"

#include "luthier-picker-window.h"

static void
chosen_cb (GTask *task, const char *value)
{
  g_task_set_task_data (task, g_strdup (value), g_free);
}

/* Whoever closed the window: what was not chosen by now is not chosen at all. */
static void
gone_cb (GTask *task)
{
  char *value = g_strdup (g_task_get_task_data (task));

  if (value != NULL)
    g_task_return_pointer (task, value, g_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nothing was chosen");
}

static void
unref_cb (gpointer task, GClosure *closure)
{
  g_object_unref (task);
}

static void
ask (GTask *task, GtkWidget *window)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_signal_connect_data (window, "chosen", G_CALLBACK (chosen_cb), g_object_ref (task), unref_cb,
                         G_CONNECT_SWAPPED);
  g_signal_connect_data (window, "destroy", G_CALLBACK (gone_cb), g_object_ref (task), unref_cb,
                         G_CONNECT_SWAPPED);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (gtk_window_destroy), window,
                             G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * luthier_picker_choose_async:
 * @over: a widget of the window that asks
 * @session: what lists
 * @choices: what to choose
 * @where: (nullable): see #LuthierChoices; for objects %NULL begins with the buckets
 * @current: (nullable): what the field has now; it is selected if it is listed
 *
 * Lets the user choose from what the service has.
 */
void
luthier_picker_choose_async (GtkWidget *over,
                             LuthierSession *session,
                             LuthierChoices choices,
                             const char *where,
                             const char *current,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (over, cancellable, callback, user_data);

  g_task_set_source_tag (task, luthier_picker_choose_finish);
  ask (task, luthier_picker_window_new (over, session, choices, where, current));
}

/**
 * luthier_picker_choose_from_async:
 * @over: a widget of the window that asks
 * @choices: what is listed
 * @listing: the list, which may still be loading
 * @current: (nullable): what the field has now
 *
 * luthier_picker_choose_async() with a list that no session need have made.
 */
void
luthier_picker_choose_from_async (GtkWidget *over,
                                  LuthierChoices choices,
                                  LuthierListing *listing,
                                  const char *current,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (over, cancellable, callback, user_data);

  g_task_set_source_tag (task, luthier_picker_choose_finish);
  ask (task, luthier_picker_window_new_for_listing (over, choices, listing, current));
}

/**
 * luthier_picker_choose_finish:
 *
 * Returns: (transfer full) (nullable): the value; %G_IO_ERROR_CANCELLED if none was chosen
 */
char *
luthier_picker_choose_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_picker_choose_finish), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
