/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

/* Files in examples, and what says how to look at them. Each reads one value; FALSE: no JSON. */
gboolean luthier_dataset_media_read_file (LuthierDatasetTurn *self, LuthierDatasetExample *example);
gboolean luthier_dataset_media_read_inline (LuthierDatasetTurn *self,
                                            LuthierDatasetExample *example);
gboolean luthier_dataset_media_read_section (LuthierDatasetExample *example);
gboolean luthier_dataset_media_read_part_resolution (LuthierDatasetExample *example);
gboolean luthier_dataset_media_read_generation_config (LuthierDatasetExample *example);
/* Any other file, such as a picture of a chat message. */
void luthier_dataset_media_add (LuthierDatasetExample *example,
                                LuthierDatasetMedia kind,
                                const char *place);
gboolean luthier_dataset_media_is_address (const LuthierJsonScanner *scanner);

G_END_DECLS
