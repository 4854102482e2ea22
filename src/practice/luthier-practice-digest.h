/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The checksums of bytes as they come. CRC32C is always known. MD5 runs at half a gigabyte a
 * second and would be most of the price of an upload: larger objects have none, which is what the
 * service says of composite objects, unless somebody has announced one to check against. */
#define LUTHIER_PRACTICE_MD5_LIMIT (G_GUINT64_CONSTANT (64) * 1024 * 1024)
#define LUTHIER_PRACTICE_MD5_SIZE  16

typedef struct _LuthierPracticeDigest LuthierPracticeDigest;

LuthierPracticeDigest *luthier_practice_digest_new (gboolean md5_wanted);
/* Of bytes that are not at hand any more; their MD5 is not known. */
LuthierPracticeDigest *luthier_practice_digest_resume (guint64 size, guint32 crc32c);
void luthier_practice_digest_free (LuthierPracticeDigest *self);
LuthierPracticeDigest *luthier_practice_digest_copy (LuthierPracticeDigest *self);
void luthier_practice_digest_update (LuthierPracticeDigest *self, gconstpointer data, gsize length);
guint64 luthier_practice_digest_get_size (LuthierPracticeDigest *self);
guint32 luthier_practice_digest_get_crc32c (LuthierPracticeDigest *self);
/* FALSE: not known. */
gboolean luthier_practice_digest_get_md5 (LuthierPracticeDigest *self, guint8 *md5);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeDigest, luthier_practice_digest_free)

G_END_DECLS
