/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload-record.h"

/**
 * luthier_upload_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): another one that says the same
 */
LuthierUploadRecord *
luthier_upload_record_copy (const LuthierUploadRecord *self)
{
  LuthierUploadRecord *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->profile = g_strdup (self->profile);
  copy->file = g_strdup (self->file);
  copy->gs_uri = g_strdup (self->gs_uri);
  copy->sha256 = g_strdup (self->sha256);
  copy->crc32c = g_strdup (self->crc32c);
  return copy;
}

/**
 * luthier_upload_record_free:
 * @self: (transfer full): a record
 */
void
luthier_upload_record_free (LuthierUploadRecord *self)
{
  g_free (self->id);
  g_free (self->profile);
  g_free (self->file);
  g_free (self->gs_uri);
  g_free (self->sha256);
  g_free (self->crc32c);
  g_free (self);
}

/**
 * luthier_stored_dataset_copy:
 * @self: a record
 *
 * Returns: (transfer full): another one that says the same
 */
LuthierStoredDataset *
luthier_stored_dataset_copy (const LuthierStoredDataset *self)
{
  LuthierStoredDataset *copy = g_memdup2 (self, sizeof *self);

  copy->profile = g_strdup (self->profile);
  copy->gs_uri = g_strdup (self->gs_uri);
  copy->file = g_strdup (self->file);
  copy->sha256 = g_strdup (self->sha256);
  copy->crc32c = g_strdup (self->crc32c);
  return copy;
}

/**
 * luthier_stored_dataset_free:
 * @self: (transfer full): a record
 */
void
luthier_stored_dataset_free (LuthierStoredDataset *self)
{
  g_free (self->profile);
  g_free (self->gs_uri);
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->crc32c);
  g_free (self);
}
