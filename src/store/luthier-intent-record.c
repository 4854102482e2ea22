/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-record.h"

/**
 * luthier_intent_record_free:
 * @self: (transfer full): an intent
 *
 * Frees an intent.
 */
void
luthier_intent_record_free (LuthierIntentRecord *self)
{
  g_free (self->id);
  g_free (self->profile);
  g_free (self->spec);
  g_free (self->job_name);
  g_free (self->error);
  g_free (self);
}

/**
 * luthier_intent_record_copy:
 * @self: an intent
 *
 * Returns: (transfer full): another one that says the same
 */
LuthierIntentRecord *
luthier_intent_record_copy (const LuthierIntentRecord *self)
{
  LuthierIntentRecord *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->profile = g_strdup (self->profile);
  copy->spec = g_strdup (self->spec);
  copy->job_name = g_strdup (self->job_name);
  copy->error = g_strdup (self->error);

  return copy;
}

GPtrArray *
luthier_intent_records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_intent_record_free);
}
