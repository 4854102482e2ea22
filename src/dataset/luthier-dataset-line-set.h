/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Remembers any number of lines, by 128 bits of their SHA-256: what is left out because of it was
 * there before. */
typedef struct _LuthierDatasetLineSet LuthierDatasetLineSet;

LuthierDatasetLineSet *luthier_dataset_line_set_new (void);
void luthier_dataset_line_set_free (LuthierDatasetLineSet *self);
gboolean luthier_dataset_line_set_add (LuthierDatasetLineSet *self, const char *line, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetLineSet, luthier_dataset_line_set_free)

G_END_DECLS
