/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-act.h"

G_DEFINE_ENUM_TYPE (LuthierIntentAct,
                    luthier_intent_act,
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_HOLD, "hold"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_CONTINUE, "continue"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_SEND_NOW, "send-now"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_UPLOAD, "upload"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_TRY_AGAIN, "try-again"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_EDIT, "edit"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_MOVE, "move"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_REMOVE, "remove"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_KEEP_LOOKING, "keep-looking"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_SEND_AGAIN, "send-again"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_INTENT_ACT_FORGET, "forget"))

static gboolean
waits_for_a_slot (LuthierIntent *intent)
{
  LuthierIntentWait wait = luthier_intent_get_wait (intent);

  return wait == LUTHIER_INTENT_WAIT_SLOT || wait == LUTHIER_INTENT_WAIT_TURN ||
         wait == LUTHIER_INTENT_WAIT_COUNT;
}

static gboolean
has_failed_upload (LuthierIntent *intent)
{
  LuthierTransfer *transfer = luthier_intent_get_transfer (intent);

  return transfer != NULL && luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_FAILED;
}

/**
 * luthier_intent_act_applies:
 * @act: what the user could do
 * @intent: with what
 *
 * Returns: %FALSE if that makes no sense at this moment
 */
gboolean
luthier_intent_act_applies (LuthierIntentAct act, LuthierIntent *intent)
{
  LuthierIntentState state = luthier_intent_get_state (intent);
  gboolean queued = state == LUTHIER_INTENT_QUEUED;
  gboolean held = luthier_intent_get_held (intent);

  switch (act)
    {
    case LUTHIER_INTENT_ACT_HOLD:
      return queued && !held;
    case LUTHIER_INTENT_ACT_CONTINUE:
      return queued && held;
    case LUTHIER_INTENT_ACT_SEND_NOW:
      return queued && !held && waits_for_a_slot (intent);
    case LUTHIER_INTENT_ACT_UPLOAD:
      return (queued || state == LUTHIER_INTENT_REFUSED) && has_failed_upload (intent);
    case LUTHIER_INTENT_ACT_MOVE:
      return queued;
    case LUTHIER_INTENT_ACT_TRY_AGAIN:
      return state == LUTHIER_INTENT_REFUSED;
    case LUTHIER_INTENT_ACT_EDIT:
    case LUTHIER_INTENT_ACT_REMOVE:
      return queued || state == LUTHIER_INTENT_REFUSED;
    case LUTHIER_INTENT_ACT_KEEP_LOOKING:
    case LUTHIER_INTENT_ACT_SEND_AGAIN:
    case LUTHIER_INTENT_ACT_FORGET:
      return state == LUTHIER_INTENT_ASKS;
    default:
      return FALSE;
    }
}
