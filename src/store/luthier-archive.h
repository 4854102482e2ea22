/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store-call.h"

G_BEGIN_DECLS

/* Where what is remembered is, for one thread: the lock, the database and the journal of a path; or
 * a copy in memory, while there is trouble with those. */
typedef struct _LuthierArchive LuthierArchive;

LuthierArchive *luthier_archive_new (const char *path);
void luthier_archive_free (LuthierArchive *self);

/* Opens it on the disk, or else in memory; if it is in memory already, tries the disk again. FALSE:
 * not even that could be done. */
gboolean luthier_archive_open (LuthierArchive *self, GError **error);
void luthier_archive_close (LuthierArchive *self);
/* Runs a call as one transaction. What is a step is on the disk if this is TRUE. */
gboolean luthier_archive_run (LuthierArchive *self, LuthierStoreCall *call, GError **error);

/* (nullable): why it is in memory. */
const GError *luthier_archive_get_trouble (LuthierArchive *self);
/* (nullable): what the user has not been told of yet. */
const LuthierDamage *luthier_archive_get_damage (LuthierArchive *self);
/* Whether what was read so far must be read again before anything is done about it. */
gboolean luthier_archive_get_is_stale (LuthierArchive *self);
/* TRUE once after each change of these. */
gboolean luthier_archive_has_news (LuthierArchive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierArchive, luthier_archive_free)

G_END_DECLS
