/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_STORE_BANNER (luthier_store_banner_get_type ())
G_DECLARE_FINAL_TYPE (LuthierStoreBanner, luthier_store_banner, LUTHIER, STORE_BANNER, GtkWidget)

/* Says that nothing can be remembered, for as long as that is so, and that something was damaged,
 * until the user has read what became of it. Property: session (nullable). */
GtkWidget *luthier_store_banner_new (void);
void luthier_store_banner_set_session (LuthierStoreBanner *self, LuthierSession *session);

G_END_DECLS
