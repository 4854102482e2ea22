/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-damage.h"

G_DEFINE_BOXED_TYPE (LuthierDamage, luthier_damage, luthier_damage_copy, luthier_damage_free)

/**
 * luthier_damage_copy:
 * @self: (nullable): a damage
 *
 * Returns: (transfer full) (nullable): another one that says the same
 */
LuthierDamage *
luthier_damage_copy (const LuthierDamage *self)
{
  LuthierDamage *copy = self != NULL ? g_memdup2 (self, sizeof *self) : NULL;

  if (copy != NULL)
    copy->path = g_strdup (self->path);
  return copy;
}

/**
 * luthier_damage_free:
 * @self: (transfer full): a damage
 */
void
luthier_damage_free (LuthierDamage *self)
{
  g_free (self->path);
  g_free (self);
}
