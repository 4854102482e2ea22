/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-rewrite.h"
#include "luthier-dataset-decoder.h"

G_BEGIN_DECLS

LuthierDatasetOutcome *luthier_dataset_convert (GFile *source,
                                                GFile *target,
                                                LuthierDatasetFormat from,
                                                LuthierDatasetMeter *meter,
                                                GCancellable *cancellable,
                                                GError **error);

G_END_DECLS
