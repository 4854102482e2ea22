/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-event.h"

G_BEGIN_DECLS

/* An event, and of which job. It never changes. */
typedef struct
{
  char *job;           /* (owned): what all its names have in common */
  LuthierEvent *event; /* (owned) */
} LuthierSighting;

/* event: (transfer full). */
LuthierSighting *luthier_sighting_new (const char *job, LuthierEvent *event);
void luthier_sighting_free (LuthierSighting *self);
/* (transfer full): an empty array of such, which owns them. */
GPtrArray *luthier_sightings_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierSighting, luthier_sighting_free)

G_END_DECLS
