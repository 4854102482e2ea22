/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_FINDING_ROW (luthier_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (LuthierFindingRow, luthier_finding_row, LUTHIER, FINDING_ROW, GtkWidget)

/* A finding with what it does and how often it is there, or one place of it. Property: row
 * (GtkTreeListRow, of a LuthierFindingGroup or a LuthierFindingPlace). A click activates
 * findings.press (its position) of the list that it is in. */

G_END_DECLS
