/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One SQLite file, for one thread at a time. Errors: LUTHIER_ERROR_STORE, with a reason. */
typedef struct _LuthierDatabase LuthierDatabase;

/* Makes the file, or brings an older one up to date. */
LuthierDatabase *luthier_database_open (const char *path, GError **error);
/* An empty one that is gone when it is closed. path: of the file in whose place it is. */
LuthierDatabase *luthier_database_open_memory (const char *path, GError **error);
/* (nullable): for looking into a file as it is, whatever its version and its state. */
LuthierDatabase *luthier_database_open_to_read (const char *path);
/* Renames a file that is closed. Returns its new path. */
char *luthier_database_keep_aside (const char *path, GError **error);
/* Undoes that, in the place of what was made meanwhile and is closed. */
void luthier_database_put_back (const char *path, const char *aside);
void luthier_database_close (LuthierDatabase *self);

/* Whether opening has made it. */
gboolean luthier_database_is_new (LuthierDatabase *self);
/* Whether its path leads to it no more: what is written is lost. */
gboolean luthier_database_is_moved (LuthierDatabase *self);
/* Up to where it has the journal; to be set in the transaction of the step. */
gint64 luthier_database_get_last_step (LuthierDatabase *self);
gboolean luthier_database_set_last_step (LuthierDatabase *self, gint64 step, GError **error);

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
/* Tells a result code of SQLite in words. Returns FALSE. */
gboolean luthier_database_fail (LuthierDatabase *self, int code, GError **error);
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
