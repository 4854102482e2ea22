/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_LINE_BROKEN, /* no JSON object */
  LUTHIER_LINE_KEPT,
  LUTHIER_LINE_MENDED,
} LuthierLineState;

/* Mends example after example. */
typedef struct _LuthierDatasetLineMender LuthierDatasetLineMender;

LuthierDatasetLineMender *luthier_dataset_line_mender_new (LuthierDatasetRepairs repairs);
void luthier_dataset_line_mender_free (LuthierDatasetLineMender *self);
LuthierLineState luthier_dataset_line_mender_run (LuthierDatasetLineMender *self,
                                                  const char *line,
                                                  gsize length,
                                                  GString *mended);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetLineMender, luthier_dataset_line_mender_free)

G_END_DECLS
