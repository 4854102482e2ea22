/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-enrolment.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PROFILE_WINDOW (luthier_profile_window_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierProfileWindow, luthier_profile_window, LUTHIER, PROFILE_WINDOW, AdwWindow)

/* Changes a profile, in a copy of it until it is saved. Signing in again, the test of the connection
 * and removing are actions of the parent, win.sign-in-again, win.test-connection (if it has that)
 * and win.remove-profile. */
GtkWidget *luthier_profile_window_new (GtkWindow *parent,
                                       LuthierSession *session,
                                       LuthierProfile *profile);

G_END_DECLS
