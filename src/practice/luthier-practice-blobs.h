/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-state.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_BLOBS (luthier_practice_blobs_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeBlobs, luthier_practice_blobs, LUTHIER, PRACTICE_BLOBS, GObject)

/* Where the bytes of objects lie: a file each, in the folder FILE.objects beside the state file.
 * Without a state file they have no name, so that nothing is left however the process ends. A
 * gigabyte goes into a file at the speed of the page cache, three times that of SQLite; the state
 * has the id, and a reader keeps what it has opened even after it was dropped. */
LuthierPracticeBlobs *luthier_practice_blobs_new (LuthierPracticeState *state);
/* A new, empty one; its id. */
char *luthier_practice_blobs_create (LuthierPracticeBlobs *self, GError **error);
gboolean luthier_practice_blobs_write (LuthierPracticeBlobs *self,
                                       const char *id,
                                       guint64 offset,
                                       gconstpointer data,
                                       gsize length,
                                       GError **error);
GInputStream *luthier_practice_blobs_open (LuthierPracticeBlobs *self,
                                           const char *id,
                                           GError **error);
void luthier_practice_blobs_drop (LuthierPracticeBlobs *self, const char *id);
/* For tests: how many bytes of uploads have come, kept or not, in this life. */
void luthier_practice_blobs_count_received (LuthierPracticeBlobs *self, gsize length);
guint64 luthier_practice_blobs_get_received (LuthierPracticeBlobs *self);
/* Drops what nobody knows any more, such as uploads that were under way when the power went. */
void luthier_practice_blobs_drop_others (LuthierPracticeBlobs *self, GHashTable *known);

G_END_DECLS
