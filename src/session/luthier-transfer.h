/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_TRANSFER_RUNNING,
  LUTHIER_TRANSFER_WAITING,
  LUTHIER_TRANSFER_DONE,
  LUTHIER_TRANSFER_FAILED,
  LUTHIER_TRANSFER_CANCELLED,
} LuthierTransferState;

#define LUTHIER_TYPE_TRANSFER_STATE (luthier_transfer_state_get_type ())
GType luthier_transfer_state_get_type (void);

#define LUTHIER_TYPE_TRANSFER (luthier_transfer_get_type ())
G_DECLARE_FINAL_TYPE (LuthierTransfer, luthier_transfer, LUTHIER, TRANSFER, GObject)

/* An upload as the UI sees it, made by luthier_session_upload(); it runs by itself.
 * Properties: file (GFile), uri (gs://...), state, sent, size (uint64), rate (double, bytes a
 * second), seconds-left (int64, -1 = not known), fraction (double), error (boxed GError), survives
 * (boolean: it goes on by itself after a restart). LUTHIER_ERROR_CONFLICT: there is something else at
 * its address; LUTHIER_ERROR_DATASET: the file cannot be read or was changed. */
GFile *luthier_transfer_get_file (LuthierTransfer *self);
const char *luthier_transfer_get_uri (LuthierTransfer *self);
LuthierTransferState luthier_transfer_get_state (LuthierTransfer *self);
guint64 luthier_transfer_get_sent (LuthierTransfer *self);
guint64 luthier_transfer_get_size (LuthierTransfer *self);
double luthier_transfer_get_rate (LuthierTransfer *self);
double luthier_transfer_get_fraction (LuthierTransfer *self);
gint64 luthier_transfer_get_seconds_left (LuthierTransfer *self);
const GError *luthier_transfer_get_error (LuthierTransfer *self);
gboolean luthier_transfer_get_survives (LuthierTransfer *self);
/* One that has failed is given up by this. */
void luthier_transfer_cancel (LuthierTransfer *self);
/* A form wants it, until it leaves it as often. */
void luthier_transfer_enter_form (LuthierTransfer *self);
void luthier_transfer_leave_form (LuthierTransfer *self);
void luthier_transfer_retry (LuthierTransfer *self);
/* After LUTHIER_ERROR_CONFLICT: the user's yes to replacing exactly what is there. */
void luthier_transfer_replace (LuthierTransfer *self);

G_END_DECLS
