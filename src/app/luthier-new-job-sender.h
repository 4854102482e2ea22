/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

/* How far a form that was confirmed has come. */
typedef enum
{
  LUTHIER_NEW_JOB_STAGE_IDLE,      /* nothing was confirmed, or it could not be */
  LUTHIER_NEW_JOB_STAGE_VERIFYING, /* are the files still what was checked? */
  LUTHIER_NEW_JOB_STAGE_SENDING,   /* it is queued and nothing keeps it, or it is on its way */
  LUTHIER_NEW_JOB_STAGE_UNSURE,    /* its answer was lost: it is looked for */
  LUTHIER_NEW_JOB_STAGE_ASKS,      /* only the user may decide */
  LUTHIER_NEW_JOB_STAGE_REFUSED,   /* it has to be corrected: see the intent's error */
  LUTHIER_NEW_JOB_STAGE_QUEUED,    /* it waits, and nobody has to wait for it here */
  LUTHIER_NEW_JOB_STAGE_SETTLED,   /* see the intent's job */
  LUTHIER_NEW_JOB_STAGE_FORGOTTEN, /* the user has given it up */
} LuthierNewJobStage;

#define LUTHIER_TYPE_NEW_JOB_STAGE (luthier_new_job_stage_get_type ())
GType luthier_new_job_stage_get_type (void);

#define LUTHIER_TYPE_NEW_JOB_SENDER (luthier_new_job_sender_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobSender, luthier_new_job_sender, LUTHIER, NEW_JOB_SENDER, GObject)

/* Confirms a form: its jobs become intents, which go their way by themselves, and a single one is
 * watched. Property: stage (LuthierNewJobStage, read-only). */
LuthierNewJobSender *luthier_new_job_sender_new (LuthierSession *session);
LuthierNewJobStage luthier_new_job_sender_get_stage (LuthierNewJobSender *self);
/* (transfer none) (nullable): the single one. */
LuthierIntent *luthier_new_job_sender_get_intent (LuthierNewJobSender *self);
/* Of one that waits, or of all that were queued: what it waits for. (transfer full) */
char *luthier_new_job_sender_describe (LuthierNewJobSender *self);

/* replaces: (nullable): what the form corrects, and what is taken back if it is not the same. */
void luthier_new_job_sender_send (LuthierNewJobSender *self,
                                  LuthierNewJobForm *form,
                                  LuthierIntent *replaces);
/* Looks away; what was confirmed goes on. */
void luthier_new_job_sender_stop (LuthierNewJobSender *self);

G_END_DECLS
