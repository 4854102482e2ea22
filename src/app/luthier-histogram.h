/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-data-stats.h"
#include "luthier-dataset-report.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_HISTOGRAM_TOKENS,
  LUTHIER_HISTOGRAM_MESSAGES,
} LuthierHistogramUnit;

#define LUTHIER_TYPE_HISTOGRAM (luthier_histogram_get_type ())
G_DECLARE_FINAL_TYPE (LuthierHistogram, luthier_histogram, LUTHIER, HISTOGRAM, GtkWidget)

/* How long the examples are, in tokens or messages: bars, the mean, and what 95 in 100 stay below. All of it
 * is made of widgets, so that the theme colours it, and said in words to who cannot see it. */
GtkWidget *luthier_histogram_new (void);
void luthier_histogram_set_summary (LuthierHistogram *self, const LuthierTokenSummary *summary);
void luthier_histogram_set_distribution (LuthierHistogram *self,
                                         const LuthierDistribution *distribution,
                                         LuthierHistogramUnit unit,
                                         const char *title);

G_END_DECLS
