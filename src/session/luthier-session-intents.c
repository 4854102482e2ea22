/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-private.h"
#include "luthier-session-private.h"

/* Not yet: the queue. */

GListModel *
luthier_session_get_intents (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->intent_list);
}

LuthierIntent *
luthier_session_submit (LuthierSession *self, LuthierJobSpec *spec)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return NULL;
}

GPtrArray *
luthier_session_submit_all (LuthierSession *self, GPtrArray *specs)
{
  return NULL;
}

void
luthier_session_hold (LuthierSession *self, LuthierIntent *intent, gboolean held)
{
  luthier_intent_set_held (intent, held);
}

void
luthier_session_move_intent (LuthierSession *self, LuthierIntent *intent, guint position)
{
}

void
luthier_session_send_now (LuthierSession *self, LuthierIntent *intent)
{
}

void
luthier_session_send_again (LuthierSession *self, LuthierIntent *intent)
{
}

void
luthier_session_keep_looking (LuthierSession *self, LuthierIntent *intent)
{
}

void
luthier_session_forget_intent (LuthierSession *self, LuthierIntent *intent)
{
}

void
luthier_session_restore_intent (LuthierSession *self, LuthierIntent *intent)
{
}
