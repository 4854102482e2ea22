/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-enrolment.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ACCOUNT_WINDOW (luthier_account_window_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierAccountWindow, luthier_account_window, LUTHIER, ACCOUNT_WINDOW, AdwWindow)

/* Adds an account as a profile, page by page: which kind, its credential, where it is used. */
GtkWidget *luthier_account_window_new (GtkWindow *parent, LuthierSession *session);
/* Signs in again: begins with the credential, and ends with it. */
GtkWidget *luthier_account_window_new_for_profile (GtkWindow *parent,
                                                   LuthierSession *session,
                                                   LuthierProfile *profile);
/* What it works on. */
LuthierEnrolment *luthier_account_window_get_enrolment (LuthierAccountWindow *self);
/* As if the user had chosen or dropped the file. */
void luthier_account_window_set_file (LuthierAccountWindow *self, GFile *file);

G_END_DECLS
