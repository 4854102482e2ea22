/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-curves.h"
#include "luthier-http-client.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_CURVE_READER (luthier_curve_reader_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCurveReader, luthier_curve_reader, LUTHIER, CURVE_READER, GObject)

/* Reads the curves of one job where the service keeps them: its experiment leads to a TensorBoard,
 * that to a run, that to its series, those to their points. The way there is remembered; later
 * reads ask for what is new. experiment: as the job tells it. */
LuthierCurveReader *luthier_curve_reader_new (LuthierHttpClient *http, const char *experiment);
/* What is known, so that nothing of it is read again; it is not changed. */
void luthier_curve_reader_read_async (LuthierCurveReader *self,
                                      LuthierCurves *known,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full): what is new, or different; empty where there are no curves yet. Errors: those
 * of requests. */
LuthierCurves *luthier_curve_reader_read_finish (LuthierCurveReader *self,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
