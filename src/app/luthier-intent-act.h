/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-intent.h"

G_BEGIN_DECLS

/* What the user can do with an intent. */
typedef enum
{
  LUTHIER_INTENT_ACT_HOLD,
  LUTHIER_INTENT_ACT_CONTINUE,
  LUTHIER_INTENT_ACT_SEND_NOW,  /* without waiting for a slot */
  LUTHIER_INTENT_ACT_UPLOAD,    /* again, after that has failed */
  LUTHIER_INTENT_ACT_TRY_AGAIN, /* as it is, after it was refused */
  LUTHIER_INTENT_ACT_EDIT,
  LUTHIER_INTENT_ACT_MOVE, /* in the queue */
  LUTHIER_INTENT_ACT_REMOVE,
  LUTHIER_INTENT_ACT_KEEP_LOOKING,
  LUTHIER_INTENT_ACT_SEND_AGAIN,
  LUTHIER_INTENT_ACT_FORGET,
} LuthierIntentAct;

#define LUTHIER_TYPE_INTENT_ACT (luthier_intent_act_get_type ())
GType luthier_intent_act_get_type (void);

/* Whether it makes sense, as the intent is now. */
gboolean luthier_intent_act_applies (LuthierIntentAct act, LuthierIntent *intent);

G_END_DECLS
