/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ACCOUNT_WINDOW (luthier_account_window_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierAccountWindow, luthier_account_window, LUTHIER, ACCOUNT_WINDOW, AdwWindow)

/* Asks for the key file of a service account and adds it as a profile. */
GtkWidget *luthier_account_window_new (GtkWindow *parent, LuthierSession *session);
/* As if the user had chosen or dropped the file. */
void luthier_account_window_set_file (LuthierAccountWindow *self, GFile *file);

G_END_DECLS
