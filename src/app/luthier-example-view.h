/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXAMPLE_VIEW (luthier_example_view_get_type ())
G_DECLARE_FINAL_TYPE (LuthierExampleView, luthier_example_view, LUTHIER, EXAMPLE_VIEW, GtkWidget)

/* One line of a dataset as a conversation, with what is wrong marked in place, and as raw text.
 * Property: raw (boolean), which of the two is shown. */
GtkWidget *luthier_example_view_new (void);
/* line: (nullable): nothing is shown. findings: of this line, as luthier_dataset_check_line() gives
 * them. place: (nullable): the one to mark above the others, and to scroll to. */
void luthier_example_view_show (LuthierExampleView *self,
                                GBytes *line,
                                guint64 number,
                                GPtrArray *findings,
                                const LuthierDatasetPlace *place);

G_END_DECLS
