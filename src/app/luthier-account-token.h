/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-account-page.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ACCOUNT_TOKEN (luthier_account_token_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierAccountToken, luthier_account_token, LUTHIER, ACCOUNT_TOKEN, LuthierAccountPage)

/* Takes a pasted access token, and shows whose it is and how long it lives. */

G_END_DECLS
