/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-clock.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_FILE_WATCH (luthier_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (LuthierFileWatch, luthier_file_watch, LUTHIER, FILE_WATCH, GObject)

/* Notices that a file is no longer what it was. Signal: changed (), once. */
LuthierFileWatch *luthier_file_watch_new (GFile *file, LuthierClock *clock);
/* Takes down what the file is now; what changes from here on is told. */
void luthier_file_watch_start_async (LuthierFileWatch *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void luthier_file_watch_start_finish (LuthierFileWatch *self, GAsyncResult *result);
/* Looks at once, for file systems that tell of no changes. Emits the signal too. */
void luthier_file_watch_look_async (LuthierFileWatch *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean luthier_file_watch_look_finish (LuthierFileWatch *self, GAsyncResult *result);

G_END_DECLS
