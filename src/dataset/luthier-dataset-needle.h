/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text to look for in lines of JSON. */
typedef struct _LuthierDatasetNeedle LuthierDatasetNeedle;

LuthierDatasetNeedle *luthier_dataset_needle_new (const char *text);
void luthier_dataset_needle_free (LuthierDatasetNeedle *self);
gboolean luthier_dataset_needle_is_in (const LuthierDatasetNeedle *self,
                                       const char *line,
                                       gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetNeedle, luthier_dataset_needle_free)

G_END_DECLS
