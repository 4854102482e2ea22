/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-transfer-memory.h"
#include "luthier-transfer.h"
#include "luthier-upload.h"

G_BEGIN_DECLS

/* What transfers are made with; all of it borrowed. */
typedef struct
{
  LuthierConnection *connection;
  LuthierClock *clock;
  LuthierRandom *random;
  LuthierStore *store;
  LuthierKeyring *keyring;
} LuthierTransferMeans;

/* What the files luthier-transfer.c (the object) and luthier-transfer-run.c (its way) share. */
struct _LuthierTransfer
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  LuthierClock *clock;           /* (owned) */
  LuthierRandom *random;         /* (owned) */
  LuthierStore *store;           /* (owned) */
  LuthierKeyring *keyring;       /* (owned) (nullable): NULL: nothing outlives the program */
  GFile *file;                   /* (owned) */
  char *uri;                     /* (owned) */
  char *sha256;                  /* (owned) (nullable): of the file as it was checked */
  char *crc32c;                  /* (owned) (nullable): the same, base64 */
  guint64 wanted_size;           /* the same, bytes */

  LuthierTransferMemory *memory; /* (owned) */
  LuthierUploadMark mark;        /* of the last attempt */
  char *session;                 /* (owned) (nullable): the same; a secret */
  gboolean has_mark;
  gboolean is_stored; /* the session may be in the keyring */
  gboolean survives;  /* another run of the program can go on with it */
  gboolean is_left;   /* somebody else goes on with it */

  LuthierUpload *upload;     /* (owned) (nullable): the current attempt */
  GCancellable *cancellable; /* (owned): of the current attempt */
  guint n_forms;             /* that show it as theirs */
  GError *error;             /* (owned) (nullable) */
  gulong closed_handler;
  LuthierTransferState state;
  gint64 generation; /* what is replaced, 0 = nothing */
  guint64 sent;
  guint64 size;
  double rate;
};

/* luthier-transfer.c */
/* Begins at once. record: (transfer full): its file, its address and what was known of the file;
 * with an id, of an upload that an earlier run has begun. */
LuthierTransfer *luthier_transfer_new (const LuthierTransferMeans *means,
                                       LuthierUploadRecord *record);
/* Of that file to that address? */
gboolean luthier_transfer_is_for (LuthierTransfer *self, const LuthierUploadRecord *record);
/* It goes on by itself. */
gboolean luthier_transfer_is_under_way (LuthierTransfer *self);
void luthier_transfer_set_state (LuthierTransfer *self, LuthierTransferState state);
/* (transfer full) (nullable) */
void luthier_transfer_set_error (LuthierTransfer *self, GError *error);
void luthier_transfer_set_progress (LuthierTransfer *self, guint64 sent, guint64 size, double rate);
void luthier_transfer_set_survives (LuthierTransfer *self, gboolean survives);

/* luthier-transfer-run.c */
void luthier_transfer_start (LuthierTransfer *self);
/* What was kept of it goes: it is finished, or begins anew. */
void luthier_transfer_forget (LuthierTransfer *self);

G_END_DECLS
