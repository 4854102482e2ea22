/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent.h"

/**
 * luthier_intent_free:
 * @self: (transfer full): an intent
 *
 * Frees an intent.
 */
void
luthier_intent_free (LuthierIntent *self)
{
  g_free (self->id);
  g_free (self->profile);
  g_free (self->spec);
  g_free (self->job_name);
  g_free (self);
}

/**
 * luthier_intent_copy:
 * @self: an intent
 *
 * Returns: (transfer full): another one that says the same
 */
LuthierIntent *
luthier_intent_copy (const LuthierIntent *self)
{
  LuthierIntent *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->profile = g_strdup (self->profile);
  copy->spec = g_strdup (self->spec);
  copy->job_name = g_strdup (self->job_name);

  return copy;
}
