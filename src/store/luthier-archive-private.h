/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-archive.h"
#include "luthier-journal.h"
#include "luthier-store-lock.h"

G_BEGIN_DECLS

/* What the files luthier-archive*.c share. */

/* The disk may be full, be mounted read-only, be gone; the files may have another owner. Then all
 * of it goes on in memory, but for intents: what could not be written down is not sent. What is
 * done meanwhile is done again on the disk as soon as that works. */
struct _LuthierArchive
{
  char *path;                /* (owned) */
  LuthierStoreLock *lock;    /* (owned) (nullable) */
  LuthierDatabase *database; /* (owned) (nullable): it is not open */
  LuthierJournal *journal;   /* (owned) (nullable): the database is in memory */
  goffset long_journal;      /* from this size on it begins anew, bytes */
  GPtrArray *pending;        /* (owned) of LuthierStoreCall: to be done on the disk */
  GError *trouble;           /* (owned) (nullable): why it is in memory */
  LuthierDamage *damage;     /* (owned) (nullable) */
  gint64 step;               /* number of the last one */
  gboolean is_stale;         /* what was read is from a copy that others may have gone on from */
  gboolean has_news;
};

/* What a database and a journal say together. */
typedef struct
{
  GPtrArray *steps; /* of LuthierStoreCall: those that the database does not have */
  gint64 number;    /* up to which they come */
  gboolean unsure;  /* and more may be missing */
  guint n_unsure;
} LuthierReplay;

/* luthier-archive-files.c */
/* (transfer full) */
char *luthier_archive_get_journal_path (LuthierArchive *self);
void luthier_archive_set_damage (LuthierArchive *self, LuthierDamage *damage);
/* A transaction whose data is a LuthierReplay. */
gboolean luthier_archive_run_replay (LuthierDatabase *database, gpointer data, GError **error);
/* Brings a database up to where the journal is. is_rebuilt: it is made of what could be read. */
gboolean luthier_archive_replay (LuthierDatabase *database,
                                 const LuthierJournalContents *journal,
                                 gboolean is_rebuilt,
                                 LuthierReplay *outcome,
                                 GError **error);
/* Both files; what cannot be read is made anew. memory: (nullable): all that is known, for a file
 * that is not there. */
gboolean luthier_archive_open_on_disk (LuthierArchive *self,
                                       LuthierDatabase *memory,
                                       GError **error);
/* The same for one that is known to be damaged. */
gboolean luthier_archive_open_damaged (LuthierArchive *self, GError **error);
/* A journal that has become long begins anew; if that fails, it goes on. */
void luthier_archive_shorten_journal (LuthierArchive *self);
void luthier_archive_drop_files (LuthierArchive *self);

G_END_DECLS
