/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-account-page.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_ACCOUNT_FILE (luthier_account_file_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierAccountFile, luthier_account_file, LUTHIER, ACCOUNT_FILE, LuthierAccountPage)

/* A key file or Application Default Credentials: chosen with the action account.choose, or dropped,
 * it is read by the window; the page shows whose it is. */
/* What the page speaks of until a file is read. */
void luthier_account_file_set_kind (LuthierAccountFile *self, LuthierProfileKind kind);
/* Shows the name of the file; NULL: none is chosen. */
void luthier_account_file_set_file (LuthierAccountFile *self, GFile *file);

G_END_DECLS
