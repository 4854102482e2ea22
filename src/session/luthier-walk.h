/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_WALK (luthier_walk_get_type ())
G_DECLARE_FINAL_TYPE (LuthierWalk, luthier_walk, LUTHIER, WALK, GObject)

/* The way through all pages of the list of one region: an operation object. Signal: page
 * (LuthierJobPage, for as long as the signal lasts). */
LuthierWalk *luthier_walk_new (LuthierConnection *connection, const char *region);
const char *luthier_walk_get_region (LuthierWalk *self);
/* The connection must be ready. */
void luthier_walk_run_async (LuthierWalk *self, GAsyncReadyCallback callback, gpointer user_data);
/* TRUE only if every page was there. */
gboolean luthier_walk_run_finish (LuthierWalk *self, GAsyncResult *result, GError **error);

G_END_DECLS
