/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-transfer.h"

G_BEGIN_DECLS

/* Asks whether an upload may replace what is stored under its name, and does it after a yes. */
void luthier_transfer_dialog_ask_to_replace (GtkWidget *parent, LuthierTransfer *transfer);

G_END_DECLS
