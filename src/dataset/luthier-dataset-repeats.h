/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Remembers lines by their hash, up to a number of them. */
typedef struct _LuthierDatasetRepeats LuthierDatasetRepeats;

LuthierDatasetRepeats *luthier_dataset_repeats_new (void);
void luthier_dataset_repeats_free (LuthierDatasetRepeats *self);
gboolean luthier_dataset_repeats_add (LuthierDatasetRepeats *self, const char *line, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetRepeats, luthier_dataset_repeats_free)

G_END_DECLS
