/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-base-model.h"
#include "luthier-practice-job.h"

G_BEGIN_DECLS

/* Once the data are known, the service chooses what the job left open: sets epochs, steps, checkpoints and the
 * resolved spec. model: (nullable). */
void luthier_practice_settings_resolve (LuthierPracticeJob *job,
                                        LuthierBaseModel *model,
                                        guint64 examples);

G_END_DECLS
