/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-enrolment.h"

G_BEGIN_DECLS

/* The last step of an enrolment: completes it, and asks what to do if the keyring does not take
 * the secret. widget: of the window that asks. */
void luthier_enrolment_ending_async (GtkWidget *widget,
                                     LuthierEnrolment *enrolment,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full); G_IO_ERROR_CANCELLED: the user thought better of it. */
LuthierProfile *luthier_enrolment_ending_finish (GAsyncResult *result, GError **error);

G_END_DECLS
