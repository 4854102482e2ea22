/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-account-page.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ACCOUNT_BROWSER (luthier_account_browser_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierAccountBrowser, luthier_account_browser, LUTHIER, ACCOUNT_BROWSER, LuthierAccountPage)

/* Signs in with the browser: asks for an OAuth client, then waits for the browser. */

G_END_DECLS
