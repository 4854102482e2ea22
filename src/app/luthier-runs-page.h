/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_RUNS_PAGE (luthier_runs_page_get_type ())
G_DECLARE_FINAL_TYPE (LuthierRunsPage, luthier_runs_page, LUTHIER, RUNS_PAGE, GtkWidget)

/* All jobs of the profile as a table to sort, to choose from for a comparison, and to take along as
 * CSV, with a header bar of its own. Property: session (LuthierSession, construct-only). */
GtkWidget *luthier_runs_page_new (LuthierSession *session);

G_END_DECLS
