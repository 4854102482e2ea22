/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-curves.h"
#include "luthier-event.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_RECORD (luthier_record_get_type ())
G_DECLARE_FINAL_TYPE (LuthierRecord, luthier_record, LUTHIER, RECORD, GObject)

/* What was seen of a job over time: it is on disk, and is there without a network and after the
 * service has forgotten the job. It only grows, but for one thing: a value of a curve that the
 * service has corrected takes the place of the earlier one of the same step. Properties, all
 * notified: loaded (boolean: what is stored is in it), reading (boolean: the service is asked for
 * its curves), complete (boolean: the job is over, and its curves are all that there will ever
 * be), error (GError, boxed, nullable: why it could not tell them the last time). */
LuthierRecord *luthier_record_new (void);
LuthierCurves *luthier_record_get_curves (LuthierRecord *self);
/* Of LuthierEvent, in the order in which they were seen. */
GListModel *luthier_record_get_events (LuthierRecord *self);
gboolean luthier_record_get_loaded (LuthierRecord *self);
gboolean luthier_record_get_reading (LuthierRecord *self);
gboolean luthier_record_get_complete (LuthierRecord *self);
const GError *luthier_record_get_error (LuthierRecord *self);
/* Of a job that is over: whether asking once more shows nothing more, because all is there, or because
 * of an error that stays. */
gboolean luthier_record_is_final (LuthierRecord *self);

G_END_DECLS
