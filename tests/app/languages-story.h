/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <math.h>

#include "languages-stage.h"
#include "luthier-job-curves.h"
#include "luthier-job-lengths.h"
#include "luthier-job-status.h"
#include "luthier-note.h"
#include "luthier-outlook-words.h"
#include "luthier-record-private.h"
#include "luthier-timeline.h"

/* What a job's page tells of its life: every sentence about its curves, its phases, what is usual. */

#define STORY_RUNNING                                                                              \
  "\"startTime\":\"2026-11-22T11:10:00Z\",\"state\":\"JOB_STATE_RUNNING\","                        \
  "\"tuningJobState\":\"TUNING_JOB_STATE_%s\",\"tuningJobMetadata\":{\"completedStepCount\":"      \
  "\"120\",\"completedEpochCount\":\"2\"},\"supervisedTuningSpec\":{\"hyperParameters\":"          \
  "{\"epochCount\":\"9\"}},\"tuningDataStats\":{\"supervisedTuningDataStats\":"                    \
  "{\"tuningStepCount\":\"366\"}}"
#define STORY_ENDED                                                                                \
  "\"startTime\":\"2026-11-22T11:10:00Z\",\"endTime\":\"2026-11-22T12:00:00Z\","                   \
  "\"state\":\"JOB_STATE_%s\",\"tunedModel\":{\"checkpoints\":[{\"checkpointId\":\"4\","           \
  "\"epoch\":\"1\",\"step\":\"800\"}]}"

/* The names of series that nobody has words for. */
#define STORY_FOREIGN "generation length"

static inline void
story_measure (LuthierRecord *record, const char *name, double fall, double rise, guint n_points)
{
  LuthierSeries *series = luthier_curves_ensure (luthier_record_get_curves (record), name);

  for (guint i = 1; i <= n_points; i++)
    {
      const double value = fall * pow (0.5, i) + 0.4 + (i > 10 ? rise * (i - 10) : 0);

      luthier_series_merge (series, &(LuthierPoint){ i * 10, 0, value }, 1);
    }
}

static inline void
story_see (LuthierRecord *record, const char *const *phases, gint64 begin)
{
  for (guint i = 0; phases[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("TUNING_JOB_STATE_", phases[i], NULL);
      g_autoptr (LuthierEvent) event = luthier_event_new (LUTHIER_EVENT_PHASE, name, NULL,
                                                          begin + i * 7 * G_TIME_SPAN_MINUTE, 0);

      luthier_record_add_event (record, event);
    }
}

static inline void
story_look (Stage *stage, const char *screen, const char *members, LuthierRecord *record)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, members);
  g_autoptr (LuthierJobStory) story = luthier_job_story_new (job, record);
  const LuthierOutlook outlook = { 14 * G_TIME_SPAN_MINUTE, 47 * G_TIME_SPAN_MINUTE,
                                   9 * G_TIME_SPAN_MINUTE, TRUE };
  g_autofree char *quiet = luthier_outlook_words_quiet (&outlook);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *note = luthier_note_new ();
  GtkWidget *window = NULL;
  guint count = 0;

  luthier_job_story_set_outlook (story, outlook);
  luthier_note_set_text (LUTHIER_NOTE (note), quiet);
  g_object_set (note, "warning", TRUE, NULL);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (LUTHIER_TYPE_JOB_STATUS, "story", story, "narrow", TRUE, NULL));
  gtk_box_append (GTK_BOX (box), note);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (LUTHIER_TYPE_JOB_CURVES, "story", story, "narrow", TRUE, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (LUTHIER_TYPE_TIMELINE, "story", story, NULL));
  window = luthier_ui_test_show (box, 336, 700);
  check (stage, window, screen, STORY_FOREIGN);
  /* The menu is the same for all. */
  if (g_str_equal (screen, "story-0"))
    look_at_popovers (stage, window, screen, &count);
  luthier_ui_test_destroy (window);
}

static inline void
play_story (Stage *stage)
{
  static const char *const phases[] = { "WAITING_FOR_QUOTA",    "PROCESSING_DATASET",
                                        "WAITING_FOR_CAPACITY", "TUNING",
                                        "POST_PROCESSING",      NULL };
  static const struct
  {
    double fall, rise;
    guint n_training, n_validation;
  } curves[] = {
    { 64, 0, 4, 0 }, { 64, 0, 9, 4 }, { 1, 0, 40, 40 }, { 1, 0.01, 40, 40 }, { 1, NAN, 40, 0 }
  };
  static const char *const states[] = { "SUCCEEDED", "FAILED", "CANCELLED", "EXPIRED" };

  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    {
      g_autoptr (LuthierRecord) record = luthier_record_new ();
      g_autofree char *running = g_strdup_printf (STORY_RUNNING, phases[i]);
      g_autofree char *ended = g_strdup_printf (STORY_ENDED, states[i % G_N_ELEMENTS (states)]);
      g_autofree char *screen = g_strdup_printf ("story-%u", i);
      g_autofree char *end = g_strdup_printf ("story-%u-ended", i);

      story_measure (record, "/train_total_loss", curves[i].fall, curves[i].rise,
                     curves[i].n_training);
      story_measure (record, "/eval_total_loss", curves[i].fall, curves[i].rise,
                     curves[i].n_validation);
      story_measure (record, "/eval_generation_length", 1, 0, 3);
      story_see (record, phases, G_GINT64_CONSTANT (1795345800) * G_USEC_PER_SEC);
      story_look (stage, screen, running, record);
      story_look (stage, end, ended, record);
    }
}

static inline void
story_count (LuthierDistribution *distribution)
{
  static const LuthierBucket buckets[] = { { 326, 25, 508 }, { 163, 509, 1476 } };

  *distribution = (LuthierDistribution){ .min = 25, .max = 1476, .mean = 467, .p95 = 1016 };
  distribution->buckets = g_memdup2 (buckets, sizeof buckets);
  distribution->n_buckets = G_N_ELEMENTS (buckets);
}

/* What the service counted. */
static inline void
play_lengths (Stage *stage)
{
  g_autoptr (LuthierDataStats) stats = luthier_data_stats_new ();
  GtkWidget *lengths = luthier_job_lengths_new ();
  GtkWidget *window = NULL;

  story_count (&stats->input_tokens);
  story_count (&stats->output_tokens);
  story_count (&stats->messages);
  g_object_set (lengths, "stats", stats, NULL);
  window = luthier_ui_test_show (lengths, 336, 260);
  check (stage, window, "lengths", NULL);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (luthier_ui_test_find (window, GTK_TYPE_TOGGLE_BUTTON, _ ("Messages"))),
      TRUE);
  check (stage, window, "lengths-messages", NULL);
  luthier_ui_test_destroy (window);
}
