/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-upload.h"

G_BEGIN_DECLS

/* What the files luthier-upload.c (the object) and luthier-upload-run.c (its way from the first token
 * to the last word) share. */
struct _LuthierUpload
{
  GObject parent_instance;

  LuthierStorage *storage; /* (owned) */
  GFile *file;             /* (owned) */
  char *gs_uri;            /* (owned) */
  char *bucket;            /* (owned) (nullable) */
  char *name;              /* (owned) (nullable) */

  LuthierUploadState state;
  guint64 sent;
  guint64 size;
  double rate;
  gint64 measured_us; /* when sent was last heard of; 0 = not yet */

  gint64 generation;   /* what is replaced, 0 = nothing */
  gint64 taken;        /* the generation that is in the way, 0 = none */
  char *crc32c;        /* (owned) (nullable): base64, of the file as it is meant to be */
  guint64 wanted_size; /* with crc32c */
  char *session;       /* (owned) (nullable): of the service, as far as known; a secret */
  LuthierUploadMark mark;
  gboolean has_mark;
  GCancellable *leave; /* (owned): cancelled if somebody else goes on */
  GCancellable *noted; /* (owned) (nullable): what the thread waits for */
};

/* luthier-upload.c */
void luthier_upload_set_state (LuthierUpload *self, LuthierUploadState state);
void luthier_upload_set_progress (LuthierUpload *self, guint64 sent, guint64 size);
/* As the thread tells it. */
void luthier_upload_take_progress (LuthierUpload *self,
                                   guint64 sent,
                                   guint64 size,
                                   gboolean waiting);
void luthier_upload_forget_rate (LuthierUpload *self);
/* session: (nullable): NULL as long as it is the one that is known. noted: (nullable) */
void luthier_upload_take_mark (LuthierUpload *self,
                               const char *session,
                               const LuthierUploadMark *mark,
                               GCancellable *noted);
void luthier_upload_forget_session (LuthierUpload *self);

/* luthier-upload-run.c */
/* Takes the task to its end, which returns a LuthierStorageObject. */
void luthier_upload_run (GTask *task);

G_END_DECLS
