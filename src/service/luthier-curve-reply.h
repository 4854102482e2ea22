/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"
#include "luthier-series.h"

G_BEGIN_DECLS

/* A series as the list of a run has it. */
typedef struct
{
  char *name;  /* (owned): of the resource, fit for an address */
  char *title; /* (owned): of the metric, "/train_total_loss" */
  gint64 step; /* the last one that there is a point of */
  gint64 time; /* of the last point, 0 = not told */
} LuthierCurveSource;

void luthier_curve_source_free (LuthierCurveSource *self);
/* The last part of its name, by which data are told apart. */
const char *luthier_curve_source_get_id (const LuthierCurveSource *self);

/* FALSE and an error: it is no message of the service, or one of an error. */
gboolean luthier_curve_reply_check (LuthierJson *reply, GError **error);

/* The name of the TensorBoard in the reply for a context; NULL: there is none yet. */
char *luthier_curve_reply_dup_tensorboard (const LuthierJsonValue *context);
/* Of runs that belong to this experiment, those of a page, as char *. */
void luthier_curve_reply_add_runs (const LuthierJsonValue *page,
                                   const char *experiment,
                                   GPtrArray *runs);
/* Of series of scalars that belong to this run, those of a page, as LuthierCurveSource. */
void luthier_curve_reply_add_sources (const LuthierJsonValue *page,
                                      const char *run,
                                      GPtrArray *sources);

/* Reads points, on another thread if there are many. */
void luthier_curve_reply_read_points_async (LuthierJson *reply,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/* (transfer full): of ids of series to LuthierSeries without a name. */
GHashTable *luthier_curve_reply_read_points_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierCurveSource, luthier_curve_source_free)

G_END_DECLS
