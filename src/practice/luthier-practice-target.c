/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-target.h"

#include <string.h>

void
luthier_practice_target_init (LuthierPracticeTarget *self, LuthierPracticeExchange *exchange)
{
  const char *path = luthier_practice_exchange_get_path (exchange);
  char *colon;

  self->parts = g_strsplit (*path == '/' ? path + 1 : path, "/", -1);
  self->n_parts = g_strv_length (self->parts);
  self->is_get = strcmp (luthier_practice_exchange_get_method (exchange), "GET") == 0;
  colon = self->n_parts > 0 ? strrchr (self->parts[self->n_parts - 1], ':') : NULL;
  if (colon == NULL)
    return;
  self->verb = g_strdup (colon + 1);
  *colon = '\0';
}

void
luthier_practice_target_clear (LuthierPracticeTarget *self)
{
  g_strfreev (self->parts);
  g_free (self->verb);
}

gboolean
luthier_practice_target_has (const LuthierPracticeTarget *self, guint index, const char *part)
{
  return index < self->n_parts && strcmp (self->parts[index], part) == 0;
}

gboolean
luthier_practice_target_asks (const LuthierPracticeTarget *self, const char *verb, gboolean is_get)
{
  return g_strcmp0 (self->verb, verb) == 0 && self->is_get == is_get;
}
