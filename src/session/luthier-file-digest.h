/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a file is known by. */
typedef struct
{
  char *sha256; /* (owned): hexadecimal */
  char *crc32c; /* (owned): base64 */
  guint64 size; /* bytes */
} LuthierFileDigest;

void luthier_file_digest_free (LuthierFileDigest *self);
/* Reads all that is left of it; to be called in a thread. (transfer full) */
LuthierFileDigest *luthier_file_digest_read (GInputStream *stream,
                                             GCancellable *cancellable,
                                             GError **error);
/* Reads all of a file, in a thread. Errors: those of GIO. */
void luthier_file_digest_async (GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
LuthierFileDigest *luthier_file_digest_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierFileDigest, luthier_file_digest_free)

G_END_DECLS
