/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which file was read, and which state of it. Plain memory. */
typedef struct
{
  guint64 device;
  guint64 inode;
  guint64 size; /* bytes */
  gint64 seconds;
  gint64 nanoseconds; /* of the last change */
} LuthierDatasetIdentity;

/* What is read: a file on this computer, anywhere in it and by any number of threads, or a stream,
 * from its beginning to its end by one. */
typedef struct _LuthierDatasetSource LuthierDatasetSource;

LuthierDatasetSource *luthier_dataset_source_open (GFile *file,
                                                   GCancellable *cancellable,
                                                   GError **error);
LuthierDatasetSource *luthier_dataset_source_new_for_stream (GInputStream *stream);
void luthier_dataset_source_free (LuthierDatasetSource *self);

/* (nullable): NULL for a stream. */
const LuthierDatasetIdentity *luthier_dataset_source_get_identity (LuthierDatasetSource *self);
gssize luthier_dataset_source_read (LuthierDatasetSource *self,
                                    guint64 offset,
                                    char *buffer,
                                    gsize length,
                                    GCancellable *cancellable,
                                    GError **error);
void luthier_dataset_source_push_back (LuthierDatasetSource *self, GBytes *head);
gboolean luthier_dataset_source_is_unchanged (LuthierDatasetSource *self, GError **error);
gboolean luthier_dataset_identity_matches (const LuthierDatasetIdentity *self,
                                           LuthierDatasetSource *source,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetSource, luthier_dataset_source_free)

G_END_DECLS
