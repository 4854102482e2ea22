/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <math.h>

#include "luthier-job-json.h"
#include "luthier-result.h"

/* Jobs as somebody has them who tries settings: some run, some have failed, and what they were given
 * differs. */

static inline void
runs_append (GString *text, guint number)
{
  static const char *const models[] = { "gemini-2.5-flash", "gemini-2.5-pro",
                                        "gemini-2.5-flash-lite" };
  static const char *const sizes[] = { "ONE", "FOUR", "EIGHT" };
  static const char *const rates[] = { "0.5", "1", "2", "1.5" };
  const char *state = number % 23 == 3   ? "RUNNING"
                      : number % 10 == 7 ? "FAILED"
                      : number % 31 == 5 ? "CANCELLED"
                                         : "SUCCEEDED";
  g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);
  g_autoptr (GDateTime) created = g_date_time_add_hours (day, -(int) number);
  g_autoptr (GDateTime) started = g_date_time_add_seconds (created, 75);
  g_autoptr (GDateTime) ended = g_date_time_add_seconds (started, 600 + number * 7 % 5000);
  g_autofree char *create_time = g_date_time_format (created, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *start_time = g_date_time_format (started, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *end_time = g_date_time_format (ended, "%Y-%m-%dT%H:%M:%SZ");

  g_string_append_printf (
      text,
      "{\"name\":\"projects/123456789012/locations/us-central1/tuningJobs/%u\","
      "\"tunedModelDisplayName\":\"support-tone-%u\",\"baseModel\":\"%s\","
      "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://example-bucket/train-%u.jsonl\","
      "\"hyperParameters\":{\"epochCount\":\"%u\",\"adapterSize\":\"ADAPTER_SIZE_%s\","
      "\"learningRateMultiplier\":%s}},"
      "\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningDatasetExampleCount\":\"%u\","
      "\"totalBillableTokenCount\":\"%u\",\"tuningStepCount\":\"%u\"}},"
      "\"state\":\"JOB_STATE_%s\",\"createTime\":\"%s\",\"startTime\":\"%s\"",
      number, number, models[number % 3], number % 5, 2 + number % 7, sizes[number % 3],
      rates[number % 4], 400 + number % 5 * 25, 200000 + number % 5 * 11111, 60 + number % 7 * 30,
      state, create_time, start_time);
  if (!g_str_equal (state, "RUNNING"))
    g_string_append_printf (text, ",\"endTime\":\"%s\"", end_time);
  g_string_append_c (text, '}');
}

/* (transfer full) */
static inline LuthierJob *
runs_make_job (guint number)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LuthierJson) json = NULL;

  runs_append (text, number);
  json = luthier_json_parse_text (text->str, -1, NULL);
  return luthier_job_new_from_json (luthier_json_get_root (json), TRUE, NULL);
}

/* (transfer full): newest first. */
static inline GListStore *
runs_make_jobs (guint n_jobs)
{
  GListStore *jobs = g_list_store_new (LUTHIER_TYPE_JOB);

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (LuthierJob) job = runs_make_job (i);

      g_list_store_append (jobs, job);
    }
  return jobs;
}

/* (transfer full): for luthier_runs_table_set_results(). Those that have failed were not measured. */
static inline GHashTable *
runs_make_results (GListStore *jobs)
{
  GHashTable *results = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (jobs)); i++)
    {
      LuthierJob *job = g_list_model_get_item (G_LIST_MODEL (jobs), i);
      LuthierResult result = { 0.4 + 0.37 * fabs (sin (i)), 30 + i * 13 % 200,
                               0.2 + 0.3 * fabs (cos (i)), 60 + i % 7 * 30 };

      if (luthier_job_get_state (job) != LUTHIER_JOB_STATE_FAILED)
        g_hash_table_insert (results, job, g_memdup2 (&result, sizeof result));
      else
        g_object_unref (job);
    }
  return results;
}
