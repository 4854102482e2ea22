/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"
#include "luthier-outlook.h"
#include "luthier-record.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_STORY (luthier_job_story_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobStory, luthier_job_story, LUTHIER, JOB_STORY, GObject)

/* All that a page tells of a job: the job, what was seen of it, and how it goes on. Signal: changed,
 * once for all that a reply brings. */
LuthierJobStory *luthier_job_story_new (LuthierJob *job, LuthierRecord *record);
LuthierJob *luthier_job_story_get_job (LuthierJobStory *self);
LuthierRecord *luthier_job_story_get_record (LuthierJobStory *self);
LuthierOutlook luthier_job_story_get_outlook (LuthierJobStory *self);
/* Time has passed: what is counted is told anew, whether or not it is different. */
void luthier_job_story_set_outlook (LuthierJobStory *self, LuthierOutlook outlook);

G_END_DECLS
