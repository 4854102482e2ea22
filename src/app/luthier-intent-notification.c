/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-notification.h"

#include <glib/gi18n.h>

#include "luthier-intent-words.h"

/* (transfer full) (nullable): NULL: nothing is wanted of the user. */
static GNotification *
make_notification (LuthierIntent *intent)
{
  const LuthierIntentAround around = { 0 };
  g_autoptr (GNotification) notification = g_notification_new (luthier_intent_words_title (intent));
  g_autofree char *now = luthier_intent_words_now (intent, &around);

  if (luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS)
    g_notification_set_body (notification,
                             _ ("It is not known whether it was created. What is to be done?"));
  else if (luthier_intent_get_state (intent) == LUTHIER_INTENT_REFUSED)
    g_notification_set_body (notification, now);
  else
    return NULL;

  return g_steal_pointer (&notification);
}

/**
 * luthier_intent_notification_update:
 * @intent: one that has come into another state
 * @seen: whether the user is looking
 *
 * A click on the notification brings up the application.
 */
void
luthier_intent_notification_update (GApplication *application, LuthierIntent *intent, gboolean seen)
{
  g_autoptr (GNotification) notification = make_notification (intent);

  if (notification == NULL)
    g_application_withdraw_notification (application, luthier_intent_get_id (intent));
  else if (!seen)
    g_application_send_notification (application, luthier_intent_get_id (intent), notification);
}
