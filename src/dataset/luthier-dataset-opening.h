/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-fault.h"

G_BEGIN_DECLS

/* Looks at the beginning of a file for what makes all of it unreadable, so that it gets one verdict
 * instead of one a line. So many bytes are looked at. */
#define LUTHIER_DATASET_OPENING (256 * 1024)

gboolean luthier_dataset_opening_is_hopeless (const char *head,
                                              gsize length,
                                              gboolean is_whole,
                                              LuthierDatasetFault *fault);

G_END_DECLS
