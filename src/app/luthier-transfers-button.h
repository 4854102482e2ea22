/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_TRANSFERS_BUTTON (luthier_transfers_button_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierTransfersButton, luthier_transfers_button, LUTHIER, TRANSFERS_BUTTON, GtkWidget)

/* For a header bar: the uploads of the open profile, also those that were interrupted by a restart;
 * not seen while there are none. Property: session (nullable). */
GtkWidget *luthier_transfers_button_new (void);
void luthier_transfers_button_set_session (LuthierTransfersButton *self, LuthierSession *session);

G_END_DECLS
