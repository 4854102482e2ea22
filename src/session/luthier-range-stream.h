/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-storage.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_RANGE_STREAM (luthier_range_stream_get_type ())
G_DECLARE_FINAL_TYPE (LuthierRangeStream, luthier_range_stream, LUTHIER, RANGE_STREAM, GInputStream)

/* An object of the service as a stream, read part by part while somebody reads it: made on a thread
 * that runs a main loop, read on another one. No more than two parts are in memory.
 * object: (transfer full) */
LuthierRangeStream *luthier_range_stream_new (LuthierStorage *storage,
                                              LuthierStorageObject *object,
                                              GCancellable *cancellable);
/* (transfer full) (nullable): why it ended before its time, as the service said it. */
GError *luthier_range_stream_dup_error (LuthierRangeStream *self);

G_END_DECLS
