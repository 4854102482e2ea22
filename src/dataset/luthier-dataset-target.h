/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that is being made: beside its place under another name, until it is complete; blocks. */
typedef struct _LuthierDatasetTarget LuthierDatasetTarget;

LuthierDatasetTarget *luthier_dataset_target_new (GFile *file, GFile *source, GError **error);
gboolean luthier_dataset_target_write (LuthierDatasetTarget *self,
                                       const char *bytes,
                                       gsize length,
                                       GError **error);
gboolean luthier_dataset_target_complete (LuthierDatasetTarget *self,
                                          GCancellable *cancellable,
                                          GError **error);
gboolean luthier_dataset_target_commit (LuthierDatasetTarget *self, GError **error);
gboolean luthier_dataset_target_equal (LuthierDatasetTarget *self, LuthierDatasetTarget *other);
void luthier_dataset_target_revoke (LuthierDatasetTarget *self);
void luthier_dataset_target_free (LuthierDatasetTarget *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetTarget, luthier_dataset_target_free)

G_END_DECLS
