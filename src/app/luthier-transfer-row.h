/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-transfer.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_TRANSFER_ROW (luthier_transfer_row_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierTransferRow, luthier_transfer_row, LUTHIER, TRANSFER_ROW, GtkListBoxRow)

/* An upload: which file, how far it is, and what can be done about it. Property: transfer. */
GtkWidget *luthier_transfer_row_new (LuthierTransfer *transfer);

G_END_DECLS
