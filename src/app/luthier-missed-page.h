/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_MISSED_PAGE (luthier_missed_page_get_type ())
G_DECLARE_FINAL_TYPE (LuthierMissedPage, luthier_missed_page, LUTHIER, MISSED_PAGE, GtkWidget)

/* What happened while the user was away, with a header bar of its own: what asks and what waits, as
 * in the list of jobs, and a line for each job that has ended. Properties: session (LuthierSession,
 * construct-only). Signal: closed (). */
GtkWidget *luthier_missed_page_new (LuthierSession *session);

G_END_DECLS
