/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-account-page.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ACCOUNT_KINDS (luthier_account_kinds_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierAccountKinds, luthier_account_kinds, LUTHIER, ACCOUNT_KINDS, LuthierAccountPage)

/* The kinds of account, and what of one is on this computer already. Rows lead on with the actions
 * account.go (s: a page) and account.read (s: address of a file). */

G_END_DECLS
