/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-finding-group.h"

G_BEGIN_DECLS

/* Stands for a finding itself instead of one of its places. */
#define LUTHIER_FINDING_GROUPS_NO_PLACE G_MAXUINT

#define LUTHIER_TYPE_FINDING_GROUPS (luthier_finding_groups_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierFindingGroups, luthier_finding_groups, LUTHIER, FINDING_GROUPS, GObject)

/* What a report found, in its order: a GListModel of LuthierFindingGroup. Groups stay the same
 * objects from one report to the next. */
LuthierFindingGroups *luthier_finding_groups_new (void);
void luthier_finding_groups_set_report (LuthierFindingGroups *self, LuthierDatasetReport *report);
/* (transfer none) (nullable) */
LuthierFindingGroup *luthier_finding_groups_get (LuthierFindingGroups *self, guint position);
/* G_MAXUINT: it is not there, or not any more. */
guint luthier_finding_groups_find (LuthierFindingGroups *self, LuthierFindingGroup *group);
/* (transfer none) (nullable): where the next place is, and index: (inout): which one it is. */
LuthierFindingGroup *luthier_finding_groups_step (LuthierFindingGroups *self,
                                                  LuthierFindingGroup *group,
                                                  guint *index,
                                                  gboolean backwards);

G_END_DECLS
