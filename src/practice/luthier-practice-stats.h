/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-survey.h"

G_BEGIN_DECLS

/* A survey as tuningDataStats, a JSON object; steps: of the whole job. */
char *luthier_practice_stats_render (const LuthierPracticeSurvey *survey, gint64 steps);

G_END_DECLS
