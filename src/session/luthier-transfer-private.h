/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-transfer.h"

G_BEGIN_DECLS

/* Begins at once. */
LuthierTransfer *luthier_transfer_new (LuthierConnection *connection,
                                       GFile *file,
                                       const char *gs_uri);

G_END_DECLS
