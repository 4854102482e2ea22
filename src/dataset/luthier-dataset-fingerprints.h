/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

/* A line by its hash, and where it is: the segment of the file, from there so many bytes and lines.
 * Places are ordered as they are in the file. */
typedef struct
{
  guint64 hash;
  guint64 place;
} LuthierFingerprint;

/* A segment is no larger than a megabyte, for 20 bits each to be enough. */
#define LUTHIER_DATASET_MAX_SEGMENT (1024 * 1024)

#define LUTHIER_FINGERPRINT_PLACE(segment, offset, line)                                           \
  ((guint64) (segment) << 40 | (guint64) (offset) << 20 | (guint64) (line))

/* Some of them, counted exactly, with the first ones' places. */
typedef struct
{
  guint64 count;
  GArray *places; /* (owned) (element-type LuthierDatasetPlace) */
} LuthierDatasetMatches;

/* The lines of a file, in memory that does not grow with it: many are kept in a temporary file, and
 * are compared piece by piece. Filled by any number of threads, then sealed, then immutable. */
LuthierDatasetFingerprints *luthier_dataset_fingerprints_new (void);
LuthierDatasetFingerprints *luthier_dataset_fingerprints_ref (LuthierDatasetFingerprints *self);
void luthier_dataset_fingerprints_unref (LuthierDatasetFingerprints *self);
void luthier_dataset_fingerprints_add (LuthierDatasetFingerprints *self,
                                       const LuthierFingerprint *fingerprints,
                                       guint n_fingerprints);
gboolean luthier_dataset_fingerprints_seal (LuthierDatasetFingerprints *self,
                                            LuthierDatasetIndex *index);

gboolean luthier_dataset_fingerprints_find_copies (LuthierDatasetFingerprints *self,
                                                   LuthierDatasetMatches *matches,
                                                   GCancellable *cancellable,
                                                   GError **error);
gboolean luthier_dataset_fingerprints_find_common (LuthierDatasetFingerprints *self,
                                                   LuthierDatasetFingerprints *known,
                                                   LuthierDatasetMatches *matches,
                                                   GCancellable *cancellable,
                                                   GError **error);

guint64 luthier_dataset_fingerprints_hash (const char *line, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetFingerprints, luthier_dataset_fingerprints_unref)

G_END_DECLS
