/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-probe.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PROBE_ROW (luthier_probe_row_get_type ())
G_DECLARE_FINAL_TYPE (LuthierProbeRow, luthier_probe_row, LUTHIER, PROBE_ROW, GtkListBoxRow)

/* One line of a connection test: how it ended, what was found, and what to do about it. It follows
 * its probe. Property: probe (LuthierProbe). Copying says so by the action win.toast. */
GtkWidget *luthier_probe_row_new (LuthierProbe *probe);

G_END_DECLS
