/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-curves.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_VERDICT_NONE,      /* there is nothing to judge */
  LUTHIER_VERDICT_TOO_EARLY, /* too few points, or more noise than can be seen through */
  LUTHIER_VERDICT_BETTERING, /* a loss falls, a reward rises */
  LUTHIER_VERDICT_FLAT,
  LUTHIER_VERDICT_WORSENING, /* on validation data: it learns by heart */
  LUTHIER_VERDICT_BROKEN,    /* it is no number any more */
} LuthierVerdictKind;

/* How the training goes, by what was measured. */
typedef struct
{
  LuthierVerdictKind kind;
  LuthierMetricSide side;  /* of the curve that tells it: validation, where that can */
  gint64 since;            /* the step since when it is flat, worsens or is broken; else -1 */
  gboolean has_validation; /* something was measured on validation data */
  gint64 best_step;        /* with the best value on validation data; -1 = there is none */
  double best_value;       /* only with best_step */
} LuthierVerdict;

/* kind: of what is measured. A series that is missing is one without points. */
LuthierVerdict luthier_verdict_judge (LuthierCurves *curves, LuthierMetricKind kind);

G_END_DECLS
