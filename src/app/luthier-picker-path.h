/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where objects are: a bucket, or bucket/folder/. */

/* Of an address or a bare name: what comes after gs://. */
const char *luthier_picker_path_skip_scheme (const char *text);
/* TRUE also if only one of them has the scheme or a slash at its end. */
gboolean luthier_picker_path_is_same (const char *a, const char *b);
/* (transfer full) (nullable): NULL is the list of buckets. */
char *luthier_picker_path_get_parent (const char *where);
/* (transfer full) (nullable): the folder of an address; NULL if it names no bucket. */
char *luthier_picker_path_of_address (const char *address);

G_END_DECLS
