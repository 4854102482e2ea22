/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"

G_BEGIN_DECLS

/* How a job reads: the same words, icons and colours in lists, on its page and in notifications.
 * All words are translated. */

/* Where a job belongs in the filters of the list. */
typedef enum
{
  LUTHIER_JOB_GROUP_ACTIVE,
  LUTHIER_JOB_GROUP_DONE,
  LUTHIER_JOB_GROUP_FAILED,
} LuthierJobGroup;

LuthierJobGroup luthier_job_words_group (LuthierJobState state);
/* One that the service has forgotten is not in progress. */
LuthierJobGroup luthier_job_words_group_of (LuthierJob *job);

/* Style classes: state-running, state-waiting, state-succeeded, state-failed, state-cancelled,
 * state-unsure. */
const char *luthier_job_words_style (LuthierJobState state);
const char *luthier_job_words_icon (LuthierJobState state);

/* "Running"; "Not Known" for a state of a newer service, whose own name luthier_job_words_now()
 * gives. */
const char *luthier_job_words_of_state (LuthierJobState state);
const char *luthier_job_words_state (LuthierJob *job);
/* LUTHIER_JOB_STATE_CANCELLING from the moment that the user has asked for it. */
LuthierJobState luthier_job_words_shown_state (LuthierJob *job);

/* What it does, waits for, or has come to: "Step 120 of 366", "Waits for a free slot". */
char *luthier_job_words_now (LuthierJob *job);
/* "about 14 min left", "after 1 min"; "" if there is nothing to add. */
char *luthier_job_words_ending (LuthierJob *job, gint64 now_us);
char *luthier_job_words_detail (LuthierJob *job, gint64 now_us);
/* 0 to 1, or -1 if the service has not said how far it is. */
double luthier_job_words_fraction (LuthierJob *job);
const char *luthier_job_words_file_name (const char *uri);
/* "today 14:02 · support-tickets.jsonl" */
char *luthier_job_words_origin (LuthierJob *job, gint64 now_us);

G_END_DECLS
