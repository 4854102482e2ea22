/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-runs-table.h"

G_BEGIN_DECLS

/* The table for other programs: a row a run, in its order and with its columns, values as they are:
 * the same in all languages. Error: G_IO_ERROR_CANCELLED. */
void luthier_runs_export_csv_async (LuthierRunsTable *table,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *luthier_runs_export_csv_finish (GAsyncResult *result, GError **error);

G_END_DECLS
