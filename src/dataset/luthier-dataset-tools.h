/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

/* Functions that are declared, called and answered. Each reads one value; FALSE: no JSON. */
gboolean luthier_dataset_tools_read (LuthierDatasetExample *self);
gboolean luthier_dataset_tools_read_call (LuthierDatasetTurn *self, LuthierDatasetExample *example);
gboolean luthier_dataset_tools_read_response (LuthierDatasetTurn *self,
                                              LuthierDatasetExample *example);
/* After the line: "tools" may stand behind the calls. */
void luthier_dataset_tools_judge_calls (LuthierDatasetExample *self);

G_END_DECLS
