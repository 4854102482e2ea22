/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-comparison.h"
#include "luthier-ui-test.h"

/* Jobs to compare, as the service would tell of them. */

#define FIXTURE_NOW (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC) /* 2026-11-22T12:00:00Z */

/* state: "SUCCEEDED"; epochs: chosen; rate: of the learning rate, as JSON; file: of the data. */
static inline LuthierJob *
comparison_fixture_job (
    guint id, const char *name, const char *state, guint epochs, const char *rate, const char *file)
{
  g_autofree char *members = g_strdup_printf (
      "\"tunedModelDisplayName\":\"%s\",\"state\":\"JOB_STATE_%s\","
      "\"baseModel\":\"gemini-2.5-flash\",\"createTime\":\"2026-11-22T10:00:00Z\","
      "\"startTime\":\"2026-11-22T10:10:00Z\",\"endTime\":\"2026-11-22T11:22:00Z\","
      "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://data/%s\","
      "\"validationDatasetUri\":\"gs://data/val.jsonl\",\"hyperParameters\":{"
      "\"epochCount\":\"%u\",\"learningRateMultiplier\":%s,\"adapterSize\":\"ADAPTER_SIZE_FOUR\"}},"
      "\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningDatasetExampleCount\":\"600\","
      "\"totalBillableTokenCount\":\"2000000\",\"tuningStepCount\":\"366\"}}",
      name, state, file, epochs, rate);
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"projects/1/locations/us-central1/tuningJobs/%u\",%s}", id, members);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, &error);
  LuthierJob *job;

  g_assert_no_error (error);
  job = luthier_job_new_from_json (luthier_json_get_root (json), TRUE, &error);
  g_assert_no_error (error);
  return job;
}

/* A loss that falls to its lowest value at a step, and then rises a little; n_points steps. */
static inline LuthierCurves *
comparison_fixture_curves (double lowest, guint best_step, guint n_points)
{
  LuthierCurves *curves = luthier_curves_new ();
  g_autofree LuthierPoint *points = g_new0 (LuthierPoint, n_points);

  for (guint i = 0; i < n_points; i++)
    {
      const double away = ((double) i - best_step) / (i < best_step ? best_step : n_points);

      points[i].step = i;
      points[i].value = lowest + away * away * (i < best_step ? 1 : 0.2);
    }
  luthier_series_merge (luthier_curves_ensure (curves, "/eval_total_loss"), points, n_points);
  for (guint i = 0; i < n_points; i++)
    points[i].value = 1.0 / (1 + i / 50.0);
  luthier_series_merge (luthier_curves_ensure (curves, "/train_total_loss"), points, n_points);

  return curves;
}

static inline void
comparison_fixture_add (LuthierComparison *comparison,
                        LuthierJob *job,
                        LuthierJobSpec *asked,
                        LuthierCurves *curves)
{
  g_autoptr (LuthierJob) owned_job = job;
  g_autoptr (LuthierJobSpec) owned_asked = asked;
  g_autoptr (LuthierCurves) owned_curves = curves;

  luthier_comparison_add (comparison, job, asked, curves, NULL, FALSE);
}

/* Three jobs of which the second is the best, by 0.009. (transfer full) */
static inline LuthierComparison *
comparison_fixture_new (void)
{
  LuthierComparison *comparison = luthier_comparison_new ();
  g_autoptr (LuthierJobSpec) automatic = luthier_job_spec_new ();

  comparison_fixture_add (
      comparison, comparison_fixture_job (1, "tone-v2", "SUCCEEDED", 6, "0.5", "train.jsonl"), NULL,
      comparison_fixture_curves (0.531, 200, 360));
  comparison_fixture_add (
      comparison, comparison_fixture_job (2, "tone-v3", "SUCCEEDED", 9, "1", "train.jsonl"),
      g_steal_pointer (&automatic), comparison_fixture_curves (0.418, 359, 360));
  comparison_fixture_add (
      comparison, comparison_fixture_job (3, "tone-v3|lr2", "SUCCEEDED", 9, "2", "train-2.jsonl"),
      NULL, comparison_fixture_curves (0.427, 116, 360));
  luthier_comparison_update (comparison, FIXTURE_NOW);

  return comparison;
}
