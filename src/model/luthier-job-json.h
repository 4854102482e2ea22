/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"
#include "luthier-json.h"

G_BEGIN_DECLS

/* Field mask of a list call: what luthier_job_update_from_json() needs for a row. */
#define LUTHIER_JOB_SUMMARY_FIELDS                                                                 \
  "name,tunedModelDisplayName,baseModel,preTunedModel,state,tuningJobState,createTime,startTime,"  \
  "endTime,updateTime,error,labels,supervisedTuningSpec(trainingDatasetUri,hyperParameters),"      \
  "tuningJobMetadata,tuningDataStats/supervisedTuningDataStats/tuningStepCount"

/* Takes over what a TuningJob object says, notifying only what changed. A summary (complete
 * FALSE) leaves alone what it does not hold. Returns whether anything changed. */
gboolean luthier_job_update_from_json (LuthierJob *self,
                                       const LuthierJsonValue *object,
                                       gboolean complete);
LuthierJob *luthier_job_new_from_json (const LuthierJsonValue *object,
                                       gboolean complete,
                                       GError **error);

/* RFC 3339 with 0 to 9 fraction digits to microseconds; 0 if it is none. */
gint64 luthier_timestamp_parse (const char *text);

G_END_DECLS
