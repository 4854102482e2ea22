/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-job.h"

G_BEGIN_DECLS

/* When a trouble strikes. */
typedef enum
{
  LUTHIER_PRACTICE_ON_REQUEST,
  LUTHIER_PRACTICE_ON_DATA,    /* when the data have been looked at */
  LUTHIER_PRACTICE_ON_HALF,    /* halfway through the steps */
  LUTHIER_PRACTICE_ON_LATE,    /* when some checkpoints are deployed */
  LUTHIER_PRACTICE_ON_ENDPOINT /* when the model is there, and no endpoint */
} LuthierPracticeTroubleTime;

/* A way in which the service says no, or gives a job up: in its own words where they are known,
 * else in its manner. */
typedef struct
{
  const char *name;
  LuthierPracticeTroubleTime time;
  guint code;           /* HTTP of a request, google.rpc.Code of a job */
  const char *status;   /* of a request: "INVALID_ARGUMENT"; NULL: the body is the message alone */
  const char *reason;   /* (nullable): of ErrorInfo */
  const char *metadata; /* (nullable): of ErrorInfo, members of JSON */
  const char *message;
  const char *details; /* (nullable): more of them, elements of JSON */
} LuthierPracticeTrouble;

/* NULL: there is no such one. */
const LuthierPracticeTrouble *luthier_practice_troubles_find (const char *name);
const LuthierPracticeTrouble *luthier_practice_troubles_get (guint index);

/* All that it says, as an answer or as the error of a job. (transfer full) */
char *luthier_practice_trouble_to_json (const LuthierPracticeTrouble *self);
void luthier_practice_trouble_reply (const LuthierPracticeTrouble *self,
                                     LuthierPracticeExchange *exchange);
void luthier_practice_troubles_append_details (gint64 code, const char *message, GString *json);
/* Gives the job up when the trouble comes; only of jobs. */
void luthier_practice_trouble_befall (const LuthierPracticeTrouble *self, LuthierPracticeJob *job);

G_END_DECLS
