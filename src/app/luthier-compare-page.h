/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-comparison.h"
#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_COMPARE_PAGE (luthier_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (LuthierComparePage, luthier_compare_page, LUTHIER, COMPARE_PAGE, AdwBin)

/* Two to six jobs beside each other, all of them followed while they are shown. Properties: session
 * (construct-only), comparison (LuthierComparison, read-only, nullable), only-differences (boolean).
 * Signal: closed. */
GtkWidget *luthier_compare_page_new (LuthierSession *session);
/* jobs: (element-type LuthierJob) (nullable): NULL: none. In the order in which they are shown. */
void luthier_compare_page_set_jobs (LuthierComparePage *self, GPtrArray *jobs);
LuthierComparison *luthier_compare_page_get_comparison (LuthierComparePage *self);

G_END_DECLS
