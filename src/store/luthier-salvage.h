/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-database.h"
#include "luthier-store-damage.h"

G_BEGIN_DECLS

/* Copies all rows that can be read from one database into another of this version, in the place of
 * those with the same key. source: of any version, in any state. lost: what was not whole. */
gboolean luthier_salvage_copy (LuthierDatabase *target,
                               LuthierDatabase *source,
                               LuthierDamageParts *lost,
                               GError **error);

G_END_DECLS
