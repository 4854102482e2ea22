/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-series.h"

G_BEGIN_DECLS

double *luthier_smoothing_run (const LuthierPoint *points, guint n_points, double weight);

G_END_DECLS
