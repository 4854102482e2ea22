/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* LUTHIER_ERROR_STORE in words for the user, with a reason by what can be done about it. */

/* What a system call on a file or folder said. Returns FALSE. */
gboolean luthier_store_fail_file (const char *path, int errno_code, GError **error);
/* What SQLite said: an extended result code, the errno behind it or 0, and its own words. */
gboolean luthier_store_fail_sqlite (
    const char *path, int code, int errno_code, const char *words, GError **error);

/* Do they say the same? Each may be NULL. */
gboolean luthier_store_error_equal (const GError *a, const GError *b);
gboolean luthier_store_error_has_reason (const GError *error, const char *reason);
/* Whether the fault is the disk's, or of who else has the files: it may pass, and nothing is wrong
 * with what was asked. */
gboolean luthier_store_error_is_trouble (const GError *error);

G_END_DECLS
