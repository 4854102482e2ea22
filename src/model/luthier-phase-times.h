/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-job-state.h"

G_BEGIN_DECLS

#define LUTHIER_N_PHASES (LUTHIER_JOB_PHASE_UNKNOWN + 1)

/* How long a job was in each phase, as far as it was seen there. */
typedef struct
{
  gboolean seen[LUTHIER_N_PHASES];
  gint64 spans[LUTHIER_N_PHASES]; /* microseconds; -1 = not known */
  LuthierJobPhase last;           /* that it was seen in; NONE: in none */
} LuthierPhaseTimes;

/* events: of LuthierEvent, nullable. start: when the job began to run; end: when it ended, or now;
 * microseconds since the epoch, 0 = not known. */
LuthierPhaseTimes luthier_phase_times_find (GListModel *events, gint64 start, gint64 end);

G_END_DECLS
