/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-format.h"
#include "luthier-dataset-report.h"

G_BEGIN_DECLS

/* Something that a copy of a file does not have any more, with where it was. */
typedef struct
{
  const char *id; /* static: "tool-calls" */
  guint64 count;
  guint64 line; /* of the first one in the file that was read, from 1 */
  char *
      message; /* (owned): "12 examples have a name of the speaker, which Gemini has no place for" */
} LuthierDatasetLoss;

/* What became of a file. */
typedef struct
{
  guint64 read;      /* examples */
  guint64 written;   /* examples, of the first file */
  guint64 written_2; /* of the second one of a split */
  guint64 changed;   /* examples that are not as they were */
  GPtrArray *losses; /* (owned) (element-type LuthierDatasetLoss), most first */
} LuthierDatasetOutcome;

void luthier_dataset_outcome_free (LuthierDatasetOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetOutcome, luthier_dataset_outcome_free)

typedef struct
{
  guint percent;          /* of the examples that go to validation, 1 to 50 */
  guint64 seed;           /* the same one divides the same file alike */
  guint64 max_validation; /* no more than so many; 0 = no limit */
} LuthierDatasetSplit;

#define LUTHIER_TYPE_DATASET_REWRITE (luthier_dataset_rewrite_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierDatasetRewrite, luthier_dataset_rewrite, LUTHIER, DATASET_REWRITE, GObject)

/* Makes other files out of one, on a thread, never in place: a target appears when it is complete,
 * or not at all. Property: progress (double 0 to 1). One of the three runs once. Errors:
 * G_IO_ERROR (also when the target is the source), LUTHIER_ERROR_DATASET (nothing could be read). */
LuthierDatasetRewrite *luthier_dataset_rewrite_new (void);
double luthier_dataset_rewrite_get_progress (LuthierDatasetRewrite *self);
void luthier_dataset_rewrite_mend_async (LuthierDatasetRewrite *self,
                                         GFile *source,
                                         GFile *target,
                                         LuthierDatasetRepairs repairs,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* To the format of supervised tuning. from: UNKNOWN = look. */
void luthier_dataset_rewrite_convert_async (LuthierDatasetRewrite *self,
                                            GFile *source,
                                            GFile *target,
                                            LuthierDatasetFormat from,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
void luthier_dataset_rewrite_split_async (LuthierDatasetRewrite *self,
                                          GFile *source,
                                          GFile *training,
                                          GFile *validation,
                                          const LuthierDatasetSplit *split,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
LuthierDatasetOutcome *luthier_dataset_rewrite_finish (LuthierDatasetRewrite *self,
                                                       GAsyncResult *result,
                                                       GError **error);

G_END_DECLS
