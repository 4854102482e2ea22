/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-finding-group.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_FINDING_HEADING (luthier_finding_heading_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierFindingHeading, luthier_finding_heading, LUTHIER, FINDING_HEADING, GtkWidget)

/* What is wrong, what that does, and how often it is there; and more of it when it is open. */
GtkWidget *luthier_finding_heading_new (void);
void luthier_finding_heading_show (LuthierFindingHeading *self,
                                   LuthierFindingGroup *group,
                                   gboolean open);

G_END_DECLS
