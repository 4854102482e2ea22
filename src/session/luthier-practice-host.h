/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_HOST (luthier_practice_host_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPracticeHost, luthier_practice_host, LUTHIER, PRACTICE_HOST, GObject)

/* Runs the practice service as a child program that never outlives this one.
 * Signal: gone, when it ended by itself. */
LuthierPracticeHost *luthier_practice_host_new (LuthierClock *clock);
/* NULL while it does not run. */
const char *luthier_practice_host_get_base_url (LuthierPracticeHost *self);
const char *luthier_practice_host_get_token (LuthierPracticeHost *self);
const char *luthier_practice_host_get_project (LuthierPracticeHost *self);
/* 0 while it does not run. */
int luthier_practice_host_get_pid (LuthierPracticeHost *self);

/* At once if it runs already. */
void luthier_practice_host_start_async (LuthierPracticeHost *self,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean luthier_practice_host_start_finish (LuthierPracticeHost *self,
                                             GAsyncResult *result,
                                             GError **error);
/* Closes its standard input and waits until it has ended. */
void luthier_practice_host_stop_async (LuthierPracticeHost *self,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean luthier_practice_host_stop_finish (LuthierPracticeHost *self,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
