/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-catalogue.h"
#include "luthier-listing.h"
#include "luthier-profile.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PROFILE_FORM (luthier_profile_form_get_type ())
G_DECLARE_FINAL_TYPE (LuthierProfileForm, luthier_profile_form, LUTHIER, PROFILE_FORM, GtkWidget)

/* The fields of a profile, which change it as they are edited. Property: valid (boolean: all
 * that is needed is there, and no credential is where none belongs). Signal: list-projects, which
 * returns a LuthierListing (transfer full) (nullable) to choose the project from. */
GtkWidget *luthier_profile_form_new (void);
/* Once. catalogue may be NULL. */
void luthier_profile_form_set_profile (LuthierProfileForm *self,
                                       LuthierProfile *profile,
                                       LuthierCatalogue *catalogue);
/* Which service account to act as is asked for where the file is chosen. */
void luthier_profile_form_set_brief (LuthierProfileForm *self, gboolean brief);
gboolean luthier_profile_form_get_valid (LuthierProfileForm *self);

G_END_DECLS
