/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-enrolment-ending.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-error.h"

static void try_to_complete (GTask *task);

static const char *
heading_for (const char *reason)
{
  if (g_strcmp0 (reason, LUTHIER_REASON_KEYRING_LOCKED) == 0)
    return _ ("The Keyring Is Locked");
  if (g_strcmp0 (reason, LUTHIER_REASON_KEYRING_ABSENT) == 0)
    return _ ("There Is No Keyring");
  return _ ("The Keyring Does Not Answer");
}

static const char *
body_for (const char *reason)
{
  if (g_strcmp0 (reason, LUTHIER_REASON_KEYRING_LOCKED) == 0)
    return _ ("The secret of this account is kept in the keyring of this computer, and it was not "
              "unlocked. Try again to unlock it, or use the account until you close Luthier: then "
              "you sign in again next time.");
  if (g_strcmp0 (reason, LUTHIER_REASON_KEYRING_ABSENT) == 0)
    return _ ("This computer runs no keyring to keep the secret of this account in. Start one and "
              "try again, or use the account until you close Luthier: then you sign in again next "
              "time.");
  return _ ("The keyring of this computer did not take the secret of this account. Try again, or "
            "use the account until you close Luthier: then you sign in again next time.");
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_strcmp0 (answer, "cancel") == 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The user cancelled");
      return;
    }
  luthier_enrolment_set_session_only (g_task_get_task_data (task),
                                      g_strcmp0 (answer, "session") == 0);
  try_to_complete (task);
}

static void
ask (GTask *task, const GError *error)
{
  const LuthierResponse responses[] = {
    { "cancel", _ ("_Cancel"), LUTHIER_RESPONSE_PLAIN },
    { "session", _ ("_Use for This Session Only"), LUTHIER_RESPONSE_PLAIN },
    { "again", _ ("_Try Again"), LUTHIER_RESPONSE_SUGGESTED },
    { NULL },
  };
  const char *reason = luthier_error_get_reason (error);

  luthier_compat_ask_async (g_task_get_source_object (task), heading_for (reason),
                            body_for (reason), responses, answered_cb, g_object_ref (task));
}

static void
completed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  LuthierProfile *profile = luthier_enrolment_complete_finish (LUTHIER_ENROLMENT (source), result,
                                                               &error);

  if (profile != NULL)
    g_task_return_pointer (task, profile, g_object_unref);
  else if (g_task_return_error_if_cancelled (task))
    return;
  else if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_KEYRING))
    ask (task, error);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
try_to_complete (GTask *task)
{
  luthier_enrolment_complete_async (g_task_get_task_data (task), g_task_get_cancellable (task),
                                    completed_cb, g_object_ref (task));
}

/**
 * luthier_enrolment_ending_async:
 * @widget: a widget of the window that asks
 * @enrolment: has all that it needs
 *
 * Completes the enrolment. If the keyring does not take the secret, the user is asked whether to
 * try again or to do without it until the program ends.
 */
void
luthier_enrolment_ending_async (GtkWidget *widget,
                                LuthierEnrolment *enrolment,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (widget, cancellable, callback, user_data);

  g_task_set_source_tag (task, luthier_enrolment_ending_async);
  g_task_set_task_data (task, g_object_ref (enrolment), g_object_unref);
  try_to_complete (task);
}

/**
 * luthier_enrolment_ending_finish:
 *
 * Returns: (transfer full) (nullable): the profile that is saved and open
 */
LuthierProfile *
luthier_enrolment_ending_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_enrolment_ending_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
