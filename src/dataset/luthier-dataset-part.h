/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

/* What a turn is made of: texts, files, calls of functions and their responses. */
gboolean luthier_dataset_parts_read (LuthierDatasetTurn *self, LuthierDatasetExample *example);

void luthier_dataset_turn_add_fault (LuthierDatasetTurn *self,
                                     LuthierDatasetExample *example,
                                     LuthierDatasetFault fault,
                                     const char *place);

G_END_DECLS
