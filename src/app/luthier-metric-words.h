/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-metric.h"

G_BEGIN_DECLS

/* What is measured while a job is trained, in words; translated. */

/* Series with the same group are measured alike on different data, and belong in one plot: what
 * series of no known kind are called, without their side. To be freed. */
char *luthier_metric_words_group (const char *series);
/* "Loss"; of a series of no known kind, what its group is called. To be freed. */
char *luthier_metric_words_title (const char *series);
/* "Training", "Validation"; NULL if it is neither. */
const char *luthier_metric_words_side (LuthierMetricSide side);
/* "Validation loss", for the beginning of a sentence; NULL for what there is no word for. */
const char *luthier_metric_words_subject (LuthierMetric metric);

G_END_DECLS
