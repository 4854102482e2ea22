/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_FINDING_PLACE (luthier_finding_place_get_type ())
G_DECLARE_FINAL_TYPE (LuthierFindingPlace, luthier_finding_place, LUTHIER, FINDING_PLACE, GObject)

/* One place of a finding, as an item of a list. Immutable. */
LuthierFindingPlace *luthier_finding_place_new (const LuthierDatasetPlace *place, guint index);
const LuthierDatasetPlace *luthier_finding_place_get (LuthierFindingPlace *self);
/* Among those of its finding, from 0. */
guint luthier_finding_place_get_index (LuthierFindingPlace *self);
/* (transfer full): "Line 1,204, column 17", in the user's language */
char *luthier_finding_place_describe (LuthierFindingPlace *self);

G_END_DECLS
