/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-json.h"

/* As many jobs as anybody has, newest first. A few hundred are in progress, a tenth of the others
 * have failed. */
#define MANY_JOBS_FIRST_ACTIVE 1000
#define MANY_JOBS_N_ACTIVE     300

static inline const char *
many_jobs_get_state (guint number)
{
  if (number >= MANY_JOBS_FIRST_ACTIVE && number < MANY_JOBS_FIRST_ACTIVE + MANY_JOBS_N_ACTIVE)
    return "RUNNING";
  return number % 10 == 0 ? "FAILED" : "SUCCEEDED";
}

static inline void
many_jobs_append (GString *text, guint number, const char *state)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);
  g_autoptr (GDateTime) time = g_date_time_add_seconds (day, -60.0 * number);
  g_autofree char *created = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  g_string_append_printf (
      text,
      "{\"name\":\"projects/123456789012/locations/us-central1/tuningJobs/%u\","
      "\"tunedModelDisplayName\":\"job-%u\",\"baseModel\":\"gemini-2.5-flash\","
      "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://example-bucket/train-%u.jsonl\","
      "\"hyperParameters\":{\"epochCount\":\"4\",\"adapterSize\":\"ADAPTER_SIZE_FOUR\"}},"
      "\"labels\":{\"team\":\"support\"},\"state\":\"JOB_STATE_%s\",\"createTime\":\"%s\"}",
      number, number, number, state, created);
}

/* (transfer full) */
static inline LuthierJob *
many_jobs_make (guint number)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LuthierJson) json = NULL;

  many_jobs_append (text, number, many_jobs_get_state (number));
  json = luthier_json_parse_text (text->str, -1, NULL);
  return luthier_job_new_from_json (luthier_json_get_root (json), FALSE, NULL);
}

/* (transfer full): an array. state: (nullable): NULL: as they were. */
static inline LuthierJson *
many_jobs_make_page (guint first, guint n_jobs, const char *state)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; i < n_jobs; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      many_jobs_append (text, first + i, state != NULL ? state : many_jobs_get_state (first + i));
    }
  g_string_append_c (text, ']');
  return luthier_json_parse_text (text->str, -1, NULL);
}
