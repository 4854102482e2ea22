/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-draft.h"

G_BEGIN_DECLS

/* All but the last piece of a resumable upload are multiples of this. */
#define LUTHIER_PRACTICE_UPLOAD_QUANTUM (256 * 1024)

typedef enum
{
  LUTHIER_PRACTICE_UPLOAD_OPEN,
  LUTHIER_PRACTICE_UPLOAD_DONE,
  LUTHIER_PRACTICE_UPLOAD_CANCELLED,
} LuthierPracticeUploadStatus;

/* One session of a resumable upload. */
typedef struct
{
  char *key;                   /* (owned): what the id hashes to: whoever reads the state file
                                * cannot go on with the session */
  LuthierPracticeDraft *draft; /* (owned) */
  LuthierPracticeUploadStatus status;
  char *blob;                    /* (owned) (nullable): what has come; NULL once it is an object */
  LuthierPracticeDigest *digest; /* (owned): of the first offset bytes */
  guint64 offset;                /* how many bytes are kept */
  gint64 total;                  /* -1: not known yet */
  gint64 created_us;
  guint n_chunks;  /* how many requests have brought bytes */
  GObject *writer; /* (unowned) (nullable): who brings bytes right now */
} LuthierPracticeUpload;

#define LUTHIER_TYPE_PRACTICE_UPLOADS (luthier_practice_uploads_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeUploads, luthier_practice_uploads, LUTHIER, PRACTICE_UPLOADS, GObject)

/* The sessions, which live on in the state: a week, as at the service. */
LuthierPracticeUploads *luthier_practice_uploads_new (LuthierPracticeState *state,
                                                      LuthierPracticeObjects *objects);
/* Takes the draft. The id of the new session, 256 random bits. */
char *luthier_practice_uploads_start (LuthierPracticeUploads *self,
                                      LuthierPracticeDraft *draft,
                                      gint64 total,
                                      GError **error);
/* Owned by the uploads, which keep all they have ever shown. */
LuthierPracticeUpload *luthier_practice_uploads_find (LuthierPracticeUploads *self, const char *id);
gboolean luthier_practice_uploads_is_expired (LuthierPracticeUploads *self,
                                              LuthierPracticeUpload *upload);
/* From now on this much is kept. */
void luthier_practice_uploads_advance (LuthierPracticeUploads *self,
                                       LuthierPracticeUpload *upload,
                                       guint64 offset,
                                       LuthierPracticeDigest *digest);
/* No more bytes; the blob is dropped unless it has been stolen. */
void luthier_practice_uploads_close (LuthierPracticeUploads *self,
                                     LuthierPracticeUpload *upload,
                                     LuthierPracticeUploadStatus status);

G_END_DECLS
