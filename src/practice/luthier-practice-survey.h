/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-base-model.h"
#include "luthier-dataset-report.h"
#include "luthier-practice-job.h"
#include "luthier-practice-objects.h"

G_BEGIN_DECLS

/* What a job finds when it looks at its data. */
typedef struct
{
  gint64 error_code;   /* of google.rpc.Code: why the data cannot be used; 0 = they can */
  char *error_message; /* (owned) (nullable) */
  gboolean preference; /* examples with a better and a worse answer */
  guint64 examples;
  guint64 copies;       /* examples that were there before */
  guint64 validation;   /* examples */
  guint64 dropped;      /* lines that are left out */
  guint64 dropped_line; /* the first of them */
  char *dropped_reason; /* (owned) (nullable) */
  LuthierTokenSummary input;
  LuthierTokenSummary output;
  LuthierTokenSummary messages;
  char *sample; /* (owned) (nullable): a few examples, a JSON array as in userDatasetExamples */
} LuthierPracticeSurvey;

void luthier_practice_survey_free (LuthierPracticeSurvey *self);

/* Reads the data of a job on other threads. model: (nullable): gives the limits. */
void luthier_practice_survey_make_async (LuthierPracticeObjects *objects,
                                         const LuthierPracticeJob *job,
                                         LuthierBaseModel *model,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* NULL: cancelled. */
LuthierPracticeSurvey *luthier_practice_survey_make_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeSurvey, luthier_practice_survey_free)

G_END_DECLS
