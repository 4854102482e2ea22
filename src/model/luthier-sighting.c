/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-sighting.h"

LuthierSighting *
luthier_sighting_new (const char *job, LuthierEvent *event)
{
  LuthierSighting *self = g_new0 (LuthierSighting, 1);

  self->job = g_strdup (job);
  self->event = event;

  return self;
}

void
luthier_sighting_free (LuthierSighting *self)
{
  g_free (self->job);
  g_object_unref (self->event);
  g_free (self);
}

GPtrArray *
luthier_sightings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_sighting_free);
}
