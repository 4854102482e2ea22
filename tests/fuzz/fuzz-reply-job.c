/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz-advice.h"

#include "luthier-checkpoint.h"
#include "luthier-error.h"
#include "luthier-format.h"
#include "luthier-job-json.h"
#include "luthier-job-list.h"
#include "luthier-job-spec.h"
#include "luthier-job-words.h"
#include "luthier-json-text.h"
#include "luthier-manual-clock.h"
#include "luthier-resource-name.h"
#include "luthier-snippet.h"

/* A reply with a job, or with a page of them: what becomes of it can be shown, stored, read again
 * and asked for once more, and to read it twice changes nothing. */

#define NOW (G_GINT64_CONSTANT (1795996800) * G_USEC_PER_SEC)

static void
look_at_properties (LuthierJob *job)
{
  g_autofree GParamSpec **specs = NULL;
  guint n_specs;

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (job), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, specs[i]->value_type);
      g_object_get_property (G_OBJECT (job), specs[i]->name, &value);
      if (G_VALUE_HOLDS_STRING (&value))
        fuzz_look_at_text (g_value_get_string (&value));
    }
  fuzz_look_at_line (luthier_job_get_title (job));
}

static void
look_at_distribution (const LuthierDistribution *self)
{
  double all = 0;

  for (guint i = 0; i < self->n_buckets; i++)
    all += self->buckets[i].count + self->buckets[i].left + self->buckets[i].right;
  fuzz_assert (self->n_buckets > 0 || all == 0);
}

static void
look_at_stats (const LuthierDataStats *stats)
{
  g_autoptr (LuthierDataStats) copy = stats != NULL ? luthier_data_stats_copy (stats) : NULL;

  if (stats == NULL)
    return;
  fuzz_assert (luthier_data_stats_equal (copy, stats));
  look_at_distribution (&copy->input_tokens);
  look_at_distribution (&copy->output_tokens);
  look_at_distribution (&copy->messages);
  for (guint i = 0; copy->dropped_reasons != NULL && copy->dropped_reasons[i] != NULL; i++)
    fuzz_look_at_text (copy->dropped_reasons[i]);
}

static void
look_at_checkpoints (LuthierJob *job)
{
  GListModel *model = luthier_job_get_checkpoints (job);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (LuthierCheckpoint) checkpoint = g_list_model_get_item (model, i);

      fuzz_look_at_text (luthier_checkpoint_get_id (checkpoint));
      fuzz_look_at_text (luthier_checkpoint_get_endpoint (checkpoint));
      fuzz_take_text (luthier_format_count (luthier_checkpoint_get_epoch (checkpoint)));
      fuzz_take_text (luthier_format_count (luthier_checkpoint_get_step (checkpoint)));
    }
}

static void
look_at_words (LuthierJob *job)
{
  double fraction = luthier_job_words_fraction (job);
  const char *uri = luthier_job_get_training_uri (job);

  fuzz_assert (fraction >= -1 && fraction <= 1);
  fuzz_look_at_text (luthier_job_words_state (job));
  fuzz_take_text (luthier_job_words_now (job));
  fuzz_take_text (luthier_job_words_detail (job, NOW));
  fuzz_take_text (luthier_job_words_origin (job, NOW));
  fuzz_take_text (luthier_format_time_at (luthier_job_get_end_time (job), NOW));
  fuzz_take_text (luthier_format_ago (luthier_job_get_update_time (job), NOW));
  fuzz_take_text (luthier_format_count (luthier_job_get_epoch_count (job)));
  fuzz_assert (luthier_job_words_style (luthier_job_words_shown_state (job)) != NULL);
  fuzz_assert (luthier_job_words_icon (luthier_job_words_shown_state (job)) != NULL);
  if (uri != NULL)
    fuzz_look_at_text (luthier_job_words_file_name (uri));
}

/* "Tune again": the settings survive being stored. */
static void
look_at_spec (LuthierJob *job)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_to_spec (job);
  g_autofree char *text = luthier_job_spec_serialize (spec);
  g_autofree char *request = luthier_job_spec_to_request (spec);
  g_autoptr (LuthierJobSpec) again = luthier_job_spec_deserialize (text, NULL);
  g_autoptr (LuthierJson) json = luthier_json_parse_text (request, -1, NULL);

  fuzz_assert (again != NULL);
  fuzz_assert (luthier_job_spec_equal (spec, again));
  fuzz_assert (json != NULL);
  for (LuthierSnippetKind kind = LUTHIER_SNIPPET_JSON; kind <= LUTHIER_SNIPPET_POWERSHELL; kind++)
    fuzz_take_text (luthier_snippet_new (kind, "https://example.com/v1/jobs", spec));
}

static void
look_at_job (LuthierJob *job)
{
  g_autoptr (LuthierResourceName) name = luthier_resource_name_parse (luthier_job_get_name (job));

  fuzz_assert (name != NULL);
  fuzz_assert (g_strcmp0 (name->location, luthier_job_get_region (job)) == 0);
  look_at_properties (job);
  look_at_words (job);
  fuzz_take_advice (luthier_advice_new_for_job (job));
  look_at_stats (luthier_job_get_stats (job));
  look_at_checkpoints (job);
  look_at_spec (job);
}

static void
read_job (const LuthierJsonValue *root, gboolean complete)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJob) job = luthier_job_new_from_json (root, complete, &error);
  g_autoptr (LuthierJson) raw = NULL;
  g_autoptr (LuthierJob) again = NULL;

  fuzz_assert ((job != NULL) == (error == NULL));
  if (job == NULL)
    {
      fuzz_look_at_text (error->message);
      return;
    }
  fuzz_assert (!luthier_job_update_from_json (job, root, complete));
  look_at_job (job);
  if (!complete)
    return;

  /* What is remembered of it is the same job at the next start. */
  raw = luthier_json_parse_text (luthier_job_get_raw (job), -1, NULL);
  fuzz_assert (raw != NULL);
  again = luthier_job_new_from_json (luthier_json_get_root (raw), TRUE, NULL);
  fuzz_assert (again != NULL);
  fuzz_assert (!luthier_job_update_from_json (job, luthier_json_get_root (raw), TRUE));
}

static guint
count_active (LuthierJobList *list)
{
  guint n_active = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (list), i);

      n_active += !luthier_job_is_terminal (job);
      look_at_job (job);
    }
  return n_active;
}

static void
read_page (const LuthierJsonValue *root)
{
  const LuthierJsonValue *jobs = luthier_json_value_get_member (root, "tuningJobs");
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (NOW);
  g_autoptr (LuthierJobList) list = luthier_job_list_new (clock);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  guint walk = luthier_job_list_start_walk (list);
  guint n_jobs;

  luthier_job_list_merge (list, jobs, "us-central1", walk);
  n_jobs = g_list_model_get_n_items (G_LIST_MODEL (list));
  fuzz_assert (count_active (list) == luthier_job_list_get_n_active (list));
  luthier_job_list_merge (list, jobs, "us-central1", walk);
  fuzz_assert (n_jobs == g_list_model_get_n_items (G_LIST_MODEL (list)));
  kept = luthier_job_list_prune (list, "us-central1", walk);
  fuzz_assert (kept->len == 0);
  luthier_job_list_put (list, luthier_json_value_get_element (jobs, 0), NULL);
  fuzz_assert (count_active (list) == luthier_job_list_get_n_active (list));
  walk = luthier_job_list_start_walk (list);
  gone = luthier_job_list_prune (list, "us-central1", walk);
  fuzz_assert (count_active (list) == luthier_job_list_get_n_active (list));
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (LuthierJson) json = luthier_json_parse (bytes, NULL);
  const LuthierJsonValue *root;

  if (json == NULL)
    return 0;
  root = luthier_json_get_root (json);
  if (luthier_json_value_get_member (root, "tuningJobs") != NULL)
    read_page (root);
  else
    {
      read_job (root, FALSE);
      read_job (root, TRUE);
    }
  return 0;
}
