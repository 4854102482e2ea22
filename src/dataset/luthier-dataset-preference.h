/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

/* Reads the value of "completions": a better and a worse answer; FALSE: no JSON. */
gboolean luthier_dataset_preference_read (LuthierDatasetExample *self);

G_END_DECLS
