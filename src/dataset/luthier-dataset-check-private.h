/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-check.h"

G_BEGIN_DECLS

/* Into pieces of how many bytes a file is divided, up to 1 MiB: what is found does not depend on
 * it, and tests show that. */
void luthier_dataset_check_set_segment_size (LuthierDatasetCheck *self, gsize segment_size);

G_END_DECLS
