/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-troubles-private.h"

#include "luthier-practice-render.h"

/* When enough checkpoints are deployed, as a part of the steps. */
#define LATE_PART 0.95

typedef const LuthierPracticeTrouble *(*Table) (guint *n_troubles);

static const Table tables[] = {
  luthier_practice_troubles_list_of_requests,
  luthier_practice_troubles_list_of_jobs,
};

/**
 * luthier_practice_troubles_find:
 * @name: (nullable): a name
 *
 * Returns: (nullable): the trouble of that name
 */
const LuthierPracticeTrouble *
luthier_practice_troubles_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables) && name != NULL; i++)
    {
      guint n_troubles;
      const LuthierPracticeTrouble *troubles = tables[i](&n_troubles);

      for (guint j = 0; j < n_troubles; j++)
        if (strcmp (troubles[j].name, name) == 0)
          return &troubles[j];
    }
  return NULL;
}

/**
 * luthier_practice_troubles_get:
 * @index: from 0
 *
 * Returns: (nullable): a trouble; %NULL past the last one
 */
const LuthierPracticeTrouble *
luthier_practice_troubles_get (guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      guint n_troubles;
      const LuthierPracticeTrouble *troubles = tables[i](&n_troubles);

      if (index < n_troubles)
        return &troubles[index];
      index -= n_troubles;
    }
  return NULL;
}

static void
append_details (const LuthierPracticeTrouble *self, GString *json)
{
  if (self->reason == NULL && self->details == NULL)
    return;
  g_string_append (json, ",\"details\":[");
  if (self->reason != NULL)
    g_string_append_printf (json,
                            "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":"
                            "\"%s\",\"domain\":\"googleapis.com\",\"metadata\":{%s}}%s",
                            self->reason, self->metadata != NULL ? self->metadata : "",
                            self->details != NULL ? "," : "");
  if (self->details != NULL)
    g_string_append (json, self->details);
  g_string_append_c (json, ']');
}

/**
 * luthier_practice_trouble_to_json:
 * @self: a trouble
 *
 * Returns: (transfer full): the google.rpc.Status, in the envelope of an answer if it is of one
 */
char *
luthier_practice_trouble_to_json (const LuthierPracticeTrouble *self)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json, "{\"code\":%u,\"message\":", self->code);
  luthier_practice_render_string (json, self->message);
  if (self->status != NULL)
    g_string_append_printf (json, ",\"status\":\"%s\"", self->status);
  append_details (self, json);
  g_string_append_c (json, '}');
  if (self->time == LUTHIER_PRACTICE_ON_REQUEST)
    {
      g_string_prepend (json, "{\"error\":");
      g_string_append_c (json, '}');
    }
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/**
 * luthier_practice_troubles_append_details:
 * @code: of a job's error
 * @message: what it says
 * @json: where to append
 *
 * Appends what a job says besides: it is stored without that.
 */
void
luthier_practice_troubles_append_details (gint64 code, const char *message, GString *json)
{
  const LuthierPracticeTrouble *trouble;

  for (guint i = 0; (trouble = luthier_practice_troubles_get (i)) != NULL; i++)
    if (trouble->time != LUTHIER_PRACTICE_ON_REQUEST && trouble->code == code &&
        strcmp (trouble->message, message) == 0)
      {
        append_details (trouble, json);
        return;
      }
}

/**
 * luthier_practice_trouble_reply:
 * @self: a trouble of requests
 * @exchange: a request that has not acted
 *
 * Answers with it.
 */
void
luthier_practice_trouble_reply (const LuthierPracticeTrouble *self,
                                LuthierPracticeExchange *exchange)
{
  g_autofree char *json = luthier_practice_trouble_to_json (self);
  g_autoptr (GBytes) page = g_bytes_new_static (self->message, strlen (self->message));

  if (self->status == NULL)
    luthier_practice_exchange_reply_bytes (exchange, self->code, "text/html; charset=UTF-8", page);
  else
    luthier_practice_exchange_reply_text (exchange, self->code, json);
}

static gint64
find_moment (const LuthierPracticeTrouble *self, const LuthierPracticeJob *job)
{
  const double length = (double) (job->finishing - job->tuning);

  switch (self->time)
    {
    case LUTHIER_PRACTICE_ON_DATA:
      return job->processed;
    case LUTHIER_PRACTICE_ON_HALF:
      return job->tuning + (gint64) (length / 2);
    case LUTHIER_PRACTICE_ON_LATE:
      return job->tuning + (gint64) (length * LATE_PART);
    case LUTHIER_PRACTICE_ON_REQUEST:
    case LUTHIER_PRACTICE_ON_ENDPOINT:
    default:
      return job->ended;
    }
}

/**
 * luthier_practice_trouble_befall:
 * @self: a trouble of jobs
 * @job: a job that is planned
 *
 * Gives the job up when the trouble comes.
 */
void
luthier_practice_trouble_befall (const LuthierPracticeTrouble *self, LuthierPracticeJob *job)
{
  luthier_practice_job_fail (job, find_moment (self, job), self->code, self->message);
}
