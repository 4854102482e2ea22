/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Statements in one line. types has a letter for each value: 's' text (nullable), 'i' gint64,
 * 'b' GBytes * (nullable). Values live on until the statement is finalized. */
sqlite3_stmt *luthier_practice_sql_prepare (sqlite3 *database,
                                            const char *sql,
                                            const char *types,
                                            ...);
gboolean luthier_practice_sql_run (sqlite3 *database, const char *sql, const char *types, ...);
/* Whether there is one more row. */
gboolean luthier_practice_sql_next (sqlite3_stmt *statement);
char *luthier_practice_sql_dup_text (sqlite3_stmt *statement, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
