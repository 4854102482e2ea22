/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_FIRST_RUN_PAGE (luthier_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierFirstRunPage, luthier_first_run_page, LUTHIER, FIRST_RUN_PAGE, GtkWidget)

/* The two ways to begin: the practice service or an account. */
GtkWidget *luthier_first_run_page_new (LuthierSession *session);

G_END_DECLS
