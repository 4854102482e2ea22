/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOBS_PAGE (luthier_jobs_page_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobsPage, luthier_jobs_page, LUTHIER, JOBS_PAGE, GtkWidget)

/* All jobs of the profile, with a header bar of their own. Properties: session (LuthierSession,
 * construct-only), search-mode (boolean). */
GtkWidget *luthier_jobs_page_new (LuthierSession *session);
/* Has jobs chosen that are to be compared. name: (nullable): of the first one, or ""; NULL ends it. */
void luthier_jobs_page_choose (LuthierJobsPage *self, const char *name);
/* The stored jobs could not be opened: says so in place of a list. */
void luthier_jobs_page_set_error (LuthierJobsPage *self, const GError *error);

G_END_DECLS
