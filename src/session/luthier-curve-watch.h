/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-job.h"
#include "luthier-pauses.h"
#include "luthier-record.h"
#include "luthier-store.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_CURVE_WATCH (luthier_curve_watch_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCurveWatch, luthier_curve_watch, LUTHIER, CURVE_WATCH, GObject)

/* Reads the curves of a job that is followed into its record, and onto the disk, until it is known to
 * have them all. Signal: changed, when there may be nothing more to come. */
LuthierCurveWatch *luthier_curve_watch_new (LuthierConnection *connection,
                                            LuthierStore *store,
                                            LuthierPauses *pauses,
                                            LuthierJob *job,
                                            LuthierRecord *record);
/* Looks for new points, unless it does so, or the service had better be left alone. */
void luthier_curve_watch_look (LuthierCurveWatch *self);
/* The user asks for it: what was refused for good may be granted now. */
void luthier_curve_watch_forgive (LuthierCurveWatch *self);
/* Whether another look may show more. */
gboolean luthier_curve_watch_is_open (LuthierCurveWatch *self);

G_END_DECLS
