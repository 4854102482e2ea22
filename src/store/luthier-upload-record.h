/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An upload that is not finished: all that has to be known to go on with it, but for the address of
 * its session, which is a secret. */
typedef struct
{
  char *id;      /* (owned) */
  char *profile; /* (owned) */
  char *file;    /* (owned): its URI */
  char *gs_uri;  /* (owned): where to */
  char *sha256;  /* (owned) (nullable): of the file as it was checked, hexadecimal */
  char *crc32c;  /* (owned) (nullable): the same, base64 */
  guint64 size;  /* of the file when it was first read, bytes */
  gint64 mtime_us;
  guint64 kept;        /* how much the service had at least, bytes */
  guint32 kept_crc32c; /* of those */
  gint64 generation;   /* of the object that is replaced, 0 = none */
} LuthierUploadRecord;

/* What was uploaded from this computer: the last file that an address stands for. */
typedef struct
{
  char *profile; /* (owned) */
  char *gs_uri;  /* (owned) */
  char *file;    /* (owned): its URI */
  char *sha256;  /* (owned) (nullable): hexadecimal */
  char *crc32c;  /* (owned) (nullable): base64 */
  guint64 size;  /* bytes */
  gint64 time_us;
} LuthierStoredDataset;

LuthierUploadRecord *luthier_upload_record_copy (const LuthierUploadRecord *self);
void luthier_upload_record_free (LuthierUploadRecord *self);
LuthierStoredDataset *luthier_stored_dataset_copy (const LuthierStoredDataset *self);
void luthier_stored_dataset_free (LuthierStoredDataset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierUploadRecord, luthier_upload_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierStoredDataset, luthier_stored_dataset_free)

G_END_DECLS
