/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SHA-256 and CRC32C of what is read, on a thread of its own beside the reader's. */
typedef struct _LuthierDatasetDigest LuthierDatasetDigest;

#define LUTHIER_DATASET_BLOCK (1024 * 1024)

LuthierDatasetDigest *luthier_dataset_digest_new (void);
void luthier_dataset_digest_free (LuthierDatasetDigest *self);
void luthier_dataset_digest_add (LuthierDatasetDigest *self, const char *bytes, gsize length);
char *luthier_dataset_digest_finish (LuthierDatasetDigest *self, guint32 *crc32c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetDigest, luthier_dataset_digest_free)

G_END_DECLS
