/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

/* Lets the user choose from what the service has. where: see LuthierChoices; for objects NULL
 * begins with the buckets. current: what the field has now. */
void luthier_picker_choose_async (GtkWidget *over,
                                  LuthierSession *session,
                                  LuthierChoices choices,
                                  const char *where,
                                  const char *current,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* From a listing that is already there. */
void luthier_picker_choose_from_async (GtkWidget *over,
                                       LuthierChoices choices,
                                       LuthierListing *listing,
                                       const char *current,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full): the value, or NULL with G_IO_ERROR_CANCELLED: nothing was chosen. */
char *luthier_picker_choose_finish (GAsyncResult *result, GError **error);

G_END_DECLS
