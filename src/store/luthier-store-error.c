/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <sqlite3.h>

#include "luthier-error.h"

static gboolean
is_full (int errno_code)
{
  /* A quota, and a limit on the size of files, are no room either. */
  return errno_code == ENOSPC || errno_code == EDQUOT || errno_code == EFBIG;
}

static gboolean
fail_full (const char *path, GError **error)
{
  g_propagate_error (error, luthier_error_new (LUTHIER_ERROR_STORE, LUTHIER_REASON_STORE_FULL,
                                               _ ("The disk is full: %s cannot grow."), path));
  return FALSE;
}

static const char *
get_reason (int errno_code)
{
  switch (errno_code)
    {
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOENT:
    case ENOTDIR:
    case EEXIST:
    case EISDIR:
    case ELOOP:
      return LUTHIER_REASON_STORE_DENIED;
    default:
      return LUTHIER_REASON_STORE_FAILING;
    }
}

gboolean
luthier_store_fail_file (const char *path, int errno_code, GError **error)
{
  if (is_full (errno_code))
    return fail_full (path, error);

  g_propagate_error (error, luthier_error_new (LUTHIER_ERROR_STORE, get_reason (errno_code),
                                               /* Translators: a file or folder, and why. */
                                               _ ("%s cannot be made: %s."), path,
                                               g_strerror (errno_code)));
  return FALSE;
}

/* (nullable): a lock passes by itself, and nothing is wrong with a file that SQLite was asked
 * nonsense about. */
static const char *
get_sqlite_reason (int code)
{
  switch (code)
    {
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return LUTHIER_REASON_STORE_DENIED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return LUTHIER_REASON_STORE_DAMAGED;
    case SQLITE_IOERR:
      return LUTHIER_REASON_STORE_FAILING;
    default:
      return NULL;
    }
}

static char *
describe (const char *path, int code, const char *words)
{
  switch (code)
    {
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return g_strdup_printf (_ ("%s may not be written."), path);
    case SQLITE_CANTOPEN:
      return g_strdup_printf (_ ("%s cannot be opened."), path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return g_strdup_printf (_ ("%s is in use by another program."), path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return g_strdup_printf (_ ("%s is damaged."), path);
    default:
      /* Translators: a file and what SQLite says about it. */
      return g_strdup_printf (_ ("%s cannot be used: %s."), path, words);
    }
}

gboolean
luthier_store_fail_sqlite (
    const char *path, int code, int errno_code, const char *words, GError **error)
{
  const int primary = code & 0xff;
  g_autofree char *message = NULL;

  if (primary == SQLITE_FULL || (primary == SQLITE_IOERR && is_full (errno_code)))
    return fail_full (path, error);

  message = describe (path, primary, words);
  g_propagate_error (
      error, luthier_error_new (LUTHIER_ERROR_STORE, get_sqlite_reason (primary), "%s", message));
  return FALSE;
}

gboolean
luthier_store_error_equal (const GError *a, const GError *b)
{
  return a == b || (a != NULL && b != NULL && g_error_matches (a, b->domain, b->code) &&
                    g_str_equal (a->message, b->message));
}

gboolean
luthier_store_error_has_reason (const GError *error, const char *reason)
{
  return error != NULL && g_strcmp0 (luthier_error_get_reason (error), reason) == 0;
}

gboolean
luthier_store_error_is_trouble (const GError *error)
{
  static const char *const reasons[] = {
    LUTHIER_REASON_STORE_FULL,  LUTHIER_REASON_STORE_DENIED,  LUTHIER_REASON_STORE_IN_USE,
    LUTHIER_REASON_STORE_NEWER, LUTHIER_REASON_STORE_FAILING, NULL,
  };
  const char *reason = error != NULL ? luthier_error_get_reason (error) : NULL;

  return reason != NULL && g_strv_contains (reasons, reason);
}
