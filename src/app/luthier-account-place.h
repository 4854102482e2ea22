/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-account-page.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ACCOUNT_PLACE (luthier_account_place_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierAccountPlace, luthier_account_place, LUTHIER, ACCOUNT_PLACE, LuthierAccountPage)

/* Where the account is used: a form for the draft, with who it is above. */

G_END_DECLS
