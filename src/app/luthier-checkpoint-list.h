/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_CHECKPOINT_LIST (luthier_checkpoint_list_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierCheckpointList, luthier_checkpoint_list, LUTHIER, CHECKPOINT_LIST, GtkWidget)

/* A card with a line a checkpoint; hidden while there is none. Property: model (GListModel of
 * LuthierCheckpoint, nullable). */
GtkWidget *luthier_checkpoint_list_new (void);

G_END_DECLS
