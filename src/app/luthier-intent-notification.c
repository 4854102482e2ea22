/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-notification.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-intent-words.h"

/**
 * luthier_intent_notification_get_body:
 *
 * Returns: (transfer full) (nullable): what there is to say, in a line without anything that could
 *   be markup; %NULL: nothing is wanted of the user
 */
char *
luthier_intent_notification_get_body (LuthierIntent *intent)
{
  const LuthierIntentAround around = { 0 };
  g_autofree char *now = NULL;

  if (luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS)
    return g_strdup (_ ("It is not known whether it was created. What is to be done?"));
  if (luthier_intent_get_state (intent) != LUTHIER_INTENT_REFUSED)
    return NULL;

  now = luthier_intent_words_now (intent, &around);
  return luthier_format_plain (now);
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
  g_autoptr (GNotification) notification = g_notification_new (luthier_intent_words_title (intent));
  g_autofree char *body = luthier_intent_notification_get_body (intent);

  if (body == NULL)
    {
      g_application_withdraw_notification (application, luthier_intent_get_id (intent));
      return;
    }

  g_notification_set_body (notification, body);
  if (!seen)
    g_application_send_notification (application, luthier_intent_get_id (intent), notification);
}
