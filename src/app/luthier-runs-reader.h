/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_RUNS_READER (luthier_runs_reader_get_type ())
G_DECLARE_FINAL_TYPE (LuthierRunsReader, luthier_runs_reader, LUTHIER, RUNS_READER, GObject)

/* What came of jobs: what is stored of them, and, if the user wants it, what the service still knows
 * of those that were never looked at. Properties, notified: n-unread (uint: jobs that are over and
 * of which nothing is stored), reading (boolean: the service is asked for them, one after the
 * other). Signal: loaded (GHashTable of LuthierJob to LuthierResult), of all that is stored. */
LuthierRunsReader *luthier_runs_reader_new (LuthierSession *session);
void luthier_runs_reader_load (LuthierRunsReader *self);
void luthier_runs_reader_start (LuthierRunsReader *self);
void luthier_runs_reader_stop (LuthierRunsReader *self);
guint luthier_runs_reader_get_n_unread (LuthierRunsReader *self);
gboolean luthier_runs_reader_get_reading (LuthierRunsReader *self);

G_END_DECLS
