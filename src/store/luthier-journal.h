/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store-call.h"

G_BEGIN_DECLS

/* What was found in a journal. */
typedef struct
{
  GPtrArray *steps; /* (owned) of LuthierStoreCall without a function: those that can be read */
  gint64 last;      /* number of the last of them, 0 = none */
  guint n_missing;  /* of those that were there, at least */
  gboolean exists;
  gboolean is_whole; /* and can be gone on with */
  goffset size;
} LuthierJournalContents;

/* A file of steps, one a line; see luthier-journal.c. Errors: LUTHIER_ERROR_STORE. */
typedef struct _LuthierJournal LuthierJournal;

/* Whatever is in it: what cannot be read is counted. Fails only if there is a file and the system
 * does not give it. */
gboolean luthier_journal_read (const char *path, LuthierJournalContents *contents, GError **error);
void luthier_journal_contents_clear (LuthierJournalContents *contents);

/* Goes on with a file that is whole. */
LuthierJournal *luthier_journal_open (const char *path, GError **error);
/* Begins a new one with how all is at step number; the old one is there until this one is. states:
 * of LuthierStoreCall. */
LuthierJournal *luthier_journal_begin (const char *path,
                                       GPtrArray *states,
                                       gint64 number,
                                       GError **error);
void luthier_journal_close (LuthierJournal *self);
/* Synced to the disk when it returns; an error leaves nothing of it. */
gboolean luthier_journal_append (LuthierJournal *self, LuthierStoreCall *step, GError **error);
goffset luthier_journal_get_size (LuthierJournal *self);
/* Whether there is room for some more. */
gboolean luthier_journal_try (LuthierJournal *self, GError **error);
/* Takes the last one back. */
void luthier_journal_undo (LuthierJournal *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LuthierJournalContents, luthier_journal_contents_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierJournal, luthier_journal_close)

G_END_DECLS
