/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The checksum of Cloud Storage (CRC-32C, Castagnoli). Begin with 0 and go on with the result. */
guint32 luthier_crc32c_update (guint32 crc, const void *data, gsize length);
guint32 luthier_crc32c_combine (guint32 first, guint32 second, guint64 second_length);

/* As the service writes it: base64 of four bytes, the most significant first. */
char *luthier_crc32c_to_base64 (guint32 crc);
gboolean luthier_crc32c_from_base64 (const char *text, guint32 *crc);

/* The way of processors without an instruction for it. */
guint32 luthier_crc32c_update_portable (guint32 crc, const void *data, gsize length);

G_END_DECLS
