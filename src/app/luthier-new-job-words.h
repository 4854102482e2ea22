/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-spec.h"

G_BEGIN_DECLS

/* The settings of a spec in words, translated and to be freed: "3 epochs", "adapter size automatic",
 * "multiplier 0.5". */
char *luthier_new_job_words_epochs (LuthierJobSpec *spec);
char *luthier_new_job_words_adapter (LuthierJobSpec *spec);
char *luthier_new_job_words_rate (LuthierJobSpec *spec);

G_END_DECLS
