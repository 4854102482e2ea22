/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-curve-reply.h"
#include "luthier-curves.h"

G_BEGIN_DECLS

/* Is the last point of this series known? */
gboolean luthier_curve_news_is_known (LuthierCurves *known, const LuthierCurveSource *source);
/* Adds those points of what was read that are not known, or not so. */
void luthier_curve_news_add (LuthierCurves *news,
                             LuthierCurves *known,
                             const char *title,
                             LuthierSeries *read);

G_END_DECLS
