/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_RANDOM (luthier_random_get_type ())
G_DECLARE_FINAL_TYPE (LuthierRandom, luthier_random, LUTHIER, RANDOM, GObject)

/* Whoever leaves something to chance asks one of these, so that a test can have the same chance
 * twice. Secrets are not made by it. */
LuthierRandom *luthier_random_new (void);
/* Always the same for a seed: for tests. */
LuthierRandom *luthier_random_new_with_seed (guint32 seed);
/* One of its own for somebody else, such as another thread. (transfer full) */
LuthierRandom *luthier_random_branch (LuthierRandom *self);
/* From begin on, below end. */
guint32 luthier_random_get_integer (LuthierRandom *self, guint32 begin, guint32 end);
double luthier_random_get_double (LuthierRandom *self, double begin, double end);
/* 32 lower-case hexadecimal digits that nobody else gets. (transfer full) */
char *luthier_random_make_id (LuthierRandom *self);

G_END_DECLS
