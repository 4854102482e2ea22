/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_CHECKPOINT (luthier_checkpoint_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCheckpoint, luthier_checkpoint, LUTHIER, CHECKPOINT, GObject)

/* Properties: id, endpoint (strings), epoch, step (int64), is-default (boolean). */
LuthierCheckpoint *luthier_checkpoint_new (
    const char *id, gint64 epoch, gint64 step, const char *endpoint, gboolean is_default);
const char *luthier_checkpoint_get_id (LuthierCheckpoint *self);
gint64 luthier_checkpoint_get_epoch (LuthierCheckpoint *self);
gint64 luthier_checkpoint_get_step (LuthierCheckpoint *self);
const char *luthier_checkpoint_get_endpoint (LuthierCheckpoint *self);
gboolean luthier_checkpoint_get_is_default (LuthierCheckpoint *self);
/* checkpoints: of LuthierCheckpoint. (transfer full) (nullable) */
LuthierCheckpoint *luthier_checkpoint_find_nearest (GListModel *checkpoints, gint64 step);

G_END_DECLS
