/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A body of multipart/related as it comes: first a part of metadata, then the bytes themselves. */
typedef struct _LuthierPracticeMultipart LuthierPracticeMultipart;

LuthierPracticeMultipart *luthier_practice_multipart_new (const char *boundary);
void luthier_practice_multipart_free (LuthierPracticeMultipart *self);
/* Appends to content what surely belongs to the second part. */
void luthier_practice_multipart_feed (LuthierPracticeMultipart *self,
                                      gconstpointer data,
                                      gsize length,
                                      GByteArray *content);
/* The body is over: the rest of the second part; FALSE: it was cut off or is no such body. */
gboolean luthier_practice_multipart_finish (LuthierPracticeMultipart *self, GByteArray *content);
/* Of the first part, once the second has begun. (nullable) */
GBytes *luthier_practice_multipart_get_metadata (LuthierPracticeMultipart *self);
/* Of the second part. (nullable) */
const char *luthier_practice_multipart_get_content_type (LuthierPracticeMultipart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeMultipart, luthier_practice_multipart_free)

G_END_DECLS
