/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-source.h"

G_BEGIN_DECLS

/* SHA-256 of what is read, on a thread of its own beside the readers. A file is read along by it, a
 * stream is handed to it. */
typedef struct _LuthierDatasetDigest LuthierDatasetDigest;

#define LUTHIER_DATASET_BLOCK (256 * 1024)

LuthierDatasetDigest *luthier_dataset_digest_new (void);
LuthierDatasetDigest *luthier_dataset_digest_new_for_file (LuthierDatasetSource *source);
void luthier_dataset_digest_free (LuthierDatasetDigest *self);
void luthier_dataset_digest_add (LuthierDatasetDigest *self, const char *bytes, gsize length);
char *luthier_dataset_digest_finish (LuthierDatasetDigest *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetDigest, luthier_dataset_digest_free)

G_END_DECLS
