/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-call.h"

LuthierStoreCall *
luthier_store_call_new (LuthierStoreAction action)
{
  LuthierStoreCall *self = g_atomic_rc_box_new0 (LuthierStoreCall);

  self->action = action;
  return self;
}

LuthierStoreCall *
luthier_store_call_ref (LuthierStoreCall *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (LuthierStoreCall *self)
{
  g_free (self->profile_id);
  g_free (self->name);
  g_free (self->text);
  g_clear_pointer (&self->reply, luthier_json_unref);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  if (self->record != NULL)
    self->record_free (self->record);
  g_clear_error (&self->error);
  if (self->result != NULL)
    self->result_free (self->result);
  g_clear_error (&self->trouble);
  g_clear_pointer (&self->damage, luthier_damage_free);
}

void
luthier_store_call_unref (LuthierStoreCall *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}
