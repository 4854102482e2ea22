/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One SQLite file, for one thread at a time. Errors: LUTHIER_ERROR_STORE. */
typedef struct _LuthierDatabase LuthierDatabase;

/* Makes the file, or brings an older one up to date; damaged tells whether an error is that it is
 * no database any more. */
LuthierDatabase *luthier_database_open (const char *path, gboolean *damaged, GError **error);
/* Renames a file that is closed. Returns its new path. */
char *luthier_database_keep_aside (const char *path, GError **error);
void luthier_database_close (LuthierDatabase *self);
/* Whether the last error was that of a file that cannot be read any more. */
gboolean luthier_database_is_damaged (LuthierDatabase *self);

/* Statements take their values by a letter each: 's' const char *, NULL included, 'i' gint64. */
gboolean luthier_database_run (
    LuthierDatabase *self, GError **error, const char *sql, const char *letters, ...);
sqlite3_stmt *luthier_database_query (
    LuthierDatabase *self, GError **error, const char *sql, const char *letters, ...);
/* TRUE and *row: there is one. FALSE: an error. */
gboolean luthier_database_step (LuthierDatabase *self,
                                sqlite3_stmt *statement,
                                gboolean *row,
                                GError **error);
const char *luthier_database_get_text (sqlite3_stmt *statement, int column);

/* All of it or nothing; what is durable is synced to the disk before this returns. */
typedef gboolean (*LuthierTransaction) (LuthierDatabase *self, gpointer data, GError **error);
gboolean luthier_database_transact (LuthierDatabase *self,
                                    gboolean durable,
                                    LuthierTransaction transaction,
                                    gpointer data,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatabase, luthier_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
