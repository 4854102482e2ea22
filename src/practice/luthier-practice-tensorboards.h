/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-experiments.h"

G_BEGIN_DECLS

/* What is asked for below {version}/projects/{project}/locations/{location}/tensorboards: the runs
 * of an experiment, their series, and the points of those. */
void luthier_practice_tensorboards_reply (const LuthierPracticeExperiments *self);

G_END_DECLS
