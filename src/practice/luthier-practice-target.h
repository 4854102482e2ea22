/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"

G_BEGIN_DECLS

/* What a path names: its parts, without the ":verb" that the last one may end in. */
typedef struct
{
  GStrv parts; /* (owned): of "/v1/projects/p": "v1", "projects", "p" */
  guint n_parts;
  char *verb; /* (owned) (nullable) */
  gboolean is_get;
} LuthierPracticeTarget;

void luthier_practice_target_init (LuthierPracticeTarget *self, LuthierPracticeExchange *exchange);
void luthier_practice_target_clear (LuthierPracticeTarget *self);
/* Is this part there, and is it this? */
gboolean luthier_practice_target_has (const LuthierPracticeTarget *self,
                                      guint index,
                                      const char *part);
/* Is this the verb, asked for with this method? verb NULL: none. */
gboolean luthier_practice_target_asks (const LuthierPracticeTarget *self,
                                       const char *verb,
                                       gboolean is_get);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LuthierPracticeTarget, luthier_practice_target_clear)

G_END_DECLS
