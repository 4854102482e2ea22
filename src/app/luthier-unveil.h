/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the first rows of a long list come a few a frame: making all that a GtkListView keeps ready
 * at once, some two hundred, would be felt. slice: stands before the list's selection. */
void luthier_unveil (GtkSliceListModel *slice, GtkWidget *list);

G_END_DECLS
