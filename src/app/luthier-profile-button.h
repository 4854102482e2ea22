/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PROFILE_BUTTON (luthier_profile_button_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierProfileButton, luthier_profile_button, LUTHIER, PROFILE_BUTTON, GtkWidget)

/* Says whose jobs these are, purple for practice, and lets the user choose another profile.
 * Property: session (LuthierSession, nullable). */
GtkWidget *luthier_profile_button_new (void);
void luthier_profile_button_set_session (LuthierProfileButton *self, LuthierSession *session);
/* With the focus on the profile that is open. */
void luthier_profile_button_popup (LuthierProfileButton *self);

G_END_DECLS
