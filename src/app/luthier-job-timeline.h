/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-story.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_STEP_DONE,
  LUTHIER_STEP_CURRENT,
  LUTHIER_STEP_UPCOMING,
  LUTHIER_STEP_FAILED,
  LUTHIER_STEP_CANCELLED,
} LuthierStepStatus;

/* One step of a job's life, in words. */
typedef struct
{
  LuthierStepStatus status;
  char *title;     /* (owned): "Waited in the queue" */
  char *detail;    /* (owned) (nullable): "Epoch 3 of 9" */
  gint64 duration; /* seconds, so far if it is the current one; -1 = not known */
} LuthierTimelineStep;

void luthier_timeline_step_free (LuthierTimelineStep *self);
GPtrArray *luthier_job_story_get_timeline (LuthierJobStory *story, gint64 now_us);

G_END_DECLS
