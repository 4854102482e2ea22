/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-finding-place.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_FINDING_GROUP (luthier_finding_group_get_type ())
G_DECLARE_FINAL_TYPE (LuthierFindingGroup, luthier_finding_group, LUTHIER, FINDING_GROUP, GObject)

/* One finding of a report that may become another one, with the same finding in it: a GListModel of
 * LuthierFindingPlace, of which the first ones are there at once and others when they are asked
 * for. Signal: changed () for what is said of it. */
LuthierFindingGroup *luthier_finding_group_new (LuthierDatasetReport *report, guint index);
/* As before, in another report. */
void luthier_finding_group_update (LuthierFindingGroup *self,
                                   LuthierDatasetReport *report,
                                   guint index);
const LuthierDatasetFinding *luthier_finding_group_get_finding (LuthierFindingGroup *self);
/* Whether the other finding is the same one, perhaps with other places. */
gboolean luthier_finding_group_matches (LuthierFindingGroup *self,
                                        const LuthierDatasetFinding *finding);
/* All places that were kept, listed or not. */
guint luthier_finding_group_get_n_places (LuthierFindingGroup *self);
const LuthierDatasetPlace *luthier_finding_group_get_place (LuthierFindingGroup *self, guint index);
/* The place in this line, or %G_MAXUINT. */
guint luthier_finding_group_find_line (LuthierFindingGroup *self, guint64 line);
/* Lists so many more. FALSE: all of them are listed now. */
gboolean luthier_finding_group_show_more (LuthierFindingGroup *self, guint n_places);

G_END_DECLS
