/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-comparison.h"
#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_COMPARE_DATA (luthier_compare_data_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCompareData, luthier_compare_data, LUTHIER, COMPARE_DATA, GObject)

/* Finds out whether the jobs of a comparison have the same data as the first one, one after another,
 * and tells the comparison. Signal: found, when that is to be updated. */
LuthierCompareData *luthier_compare_data_new (LuthierSession *session,
                                              LuthierComparison *comparison);
/* Begins with what there is to be found out, if there is any by now. */
void luthier_compare_data_look (LuthierCompareData *self);
/* Nothing is found any more. */
void luthier_compare_data_stop (LuthierCompareData *self);

G_END_DECLS
