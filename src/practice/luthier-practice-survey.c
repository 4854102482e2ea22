/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-survey.h"

#include "luthier-dataset-check.h"
#include "luthier-json-text.h"
#include "luthier-resource-name.h"

/* The service shows so much of the data in a job. */
#define SAMPLE_EXAMPLES   3
#define SAMPLE_TEXT       400
#define SAMPLE_READ_BYTES 65536

/* Of google.rpc.Code. */
#define INVALID_ARGUMENT 3
#define NOT_FOUND        5

typedef struct
{
  /* What is asked for */
  LuthierPracticeObjects *objects; /* (owned) */
  char *training;                  /* (owned) (nullable): gs:// */
  char *validation;                /* (owned) (nullable) */
  LuthierBaseModel *model;         /* (owned) (nullable): gives the limits */
  /* What is under way */
  gboolean at_validation;
  /* What comes of it */
  LuthierPracticeSurvey *survey; /* (owned) */
} Making;

static void
making_free (Making *self)
{
  g_clear_object (&self->objects);
  g_clear_object (&self->model);
  g_free (self->training);
  g_free (self->validation);
  g_clear_pointer (&self->survey, luthier_practice_survey_free);
  g_free (self);
}

void
luthier_practice_survey_free (LuthierPracticeSurvey *self)
{
  g_free (self->error_message);
  g_free (self->dropped_reason);
  g_free (self->sample);
  g_free (self);
}

static void
fail (LuthierPracticeSurvey *survey, gint64 code, char *message)
{
  survey->error_code = code;
  g_free (survey->error_message);
  survey->error_message = message;
}

static const char *
get_uri (Making *making)
{
  return making->at_validation ? making->validation : making->training;
}

static GInputStream *
open_object (Making *making, guint64 *size)
{
  g_autofree char *bucket = NULL;
  g_autofree char *name = NULL;
  g_autoptr (LuthierPracticeObject) object = NULL;

  if (!luthier_gs_uri_parse (get_uri (making), &bucket, &name))
    return NULL;
  object = luthier_practice_objects_stat (making->objects, bucket, name);
  if (object == NULL)
    return NULL;
  if (size != NULL)
    *size = object->size;
  return luthier_practice_objects_open (making->objects, bucket, name);
}

/* {"role": .., "parts": [{"text": ..}]} with texts that are cut. */
static void
add_content (JsonBuilder *builder, const LuthierJsonValue *content)
{
  LuthierJsonIter iter;
  const LuthierJsonValue *part;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "role");
  json_builder_add_string_value (
      builder,
      luthier_json_value_get_string (luthier_json_value_get_member (content, "role"), "user"));
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  luthier_json_iter_init (&iter, luthier_json_value_get_member (content, "parts"));
  while (luthier_json_iter_next (&iter, NULL, &part))
    {
      const char *text = luthier_json_value_get_string (
          luthier_json_value_get_member (part, "text"), NULL);
      g_autofree char *cut = NULL;

      if (text == NULL)
        continue;
      cut = g_utf8_strlen (text, -1) > SAMPLE_TEXT ? g_utf8_substring (text, 0, SAMPLE_TEXT)
                                                   : g_strdup (text);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, cut);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_contents (JsonBuilder *builder, const LuthierJsonValue *contents)
{
  LuthierJsonIter iter;
  const LuthierJsonValue *content;

  luthier_json_iter_init (&iter, contents);
  while (luthier_json_iter_next (&iter, NULL, &content))
    add_content (builder, content);
}

static void
add_completions (JsonBuilder *builder, const LuthierJsonValue *completions)
{
  LuthierJsonIter iter;
  const LuthierJsonValue *item;

  luthier_json_iter_init (&iter, completions);
  while (luthier_json_iter_next (&iter, NULL, &item))
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "score");
      json_builder_add_double_value (
          builder,
          luthier_json_value_get_double (luthier_json_value_get_member (item, "score"), 0));
      json_builder_set_member_name (builder, "completion");
      add_content (builder, luthier_json_value_get_member (item, "completion"));
      json_builder_end_object (builder);
    }
}

/* Supervised tuning shows a flat list of turns, preference tuning whole examples. */
static void
add_example (JsonBuilder *builder, const LuthierJsonValue *example, gboolean preference)
{
  const LuthierJsonValue *contents = luthier_json_value_get_member (example, "contents");

  if (!preference)
    {
      add_contents (builder, contents);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "contents");
  json_builder_begin_array (builder);
  add_contents (builder, contents);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "completions");
  json_builder_begin_array (builder);
  add_completions (builder, luthier_json_value_get_member (example, "completions"));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static char *
make_sample (Making *making)
{
  g_autoptr (GInputStream) stream = open_object (making, NULL);
  g_autofree char *text = g_malloc0 (SAMPLE_READ_BYTES + 1);
  g_auto (GStrv) lines = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  if (stream == NULL ||
      !g_input_stream_read_all (stream, text, SAMPLE_READ_BYTES, NULL, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", SAMPLE_EXAMPLES + 1);
  json_builder_begin_array (builder);
  for (guint i = 0; i < SAMPLE_EXAMPLES && lines[i] != NULL; i++)
    {
      g_autoptr (LuthierJson) document = luthier_json_parse_text (lines[i], -1, NULL);

      if (document != NULL)
        add_example (builder, luthier_json_get_root (document), making->survey->preference);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return luthier_json_node_to_text (root, LUTHIER_JSON_COMPACT);
}

/* Examples that are too long, or their media, are left out; anything else spoils the whole. */
static gboolean
is_dropped (const LuthierDatasetFinding *finding)
{
  return finding->rule[0] == 'M' || g_str_has_suffix (finding->id, "too-long");
}

static void
judge_findings (Making *making, LuthierDatasetReport *report)
{
  LuthierPracticeSurvey *survey = making->survey;

  for (guint i = 0; i < report->findings->len && survey->error_code == 0; i++)
    {
      const LuthierDatasetFinding *finding = report->findings->pdata[i];

      if (finding->severity != LUTHIER_FINDING_ERROR)
        continue;
      if (!is_dropped (finding))
        fail (survey, INVALID_ARGUMENT,
              g_strdup_printf ("Dataset validation failed: %s, line %" G_GUINT64_FORMAT ": %s",
                               get_uri (making), MAX (finding->line, 1), finding->title));
      else if (!making->at_validation)
        {
          survey->dropped += finding->count;
          survey->dropped_line = finding->line;
          g_free (survey->dropped_reason);
          survey->dropped_reason = g_strdup (finding->title);
        }
    }
}

static void
judge_report (Making *making, LuthierDatasetReport *report)
{
  LuthierPracticeSurvey *survey = making->survey;

  judge_findings (making, report);
  if (making->at_validation)
    survey->validation = report->lines;
  if (survey->error_code != 0 || making->at_validation)
    return;
  if (survey->dropped * 10 > report->lines)
    fail (survey, INVALID_ARGUMENT,
          g_strdup_printf ("Dataset validation failed: %s, line %" G_GUINT64_FORMAT
                           ": more than 10%% of the examples were dropped: %s",
                           get_uri (making), survey->dropped_line, survey->dropped_reason));
  survey->examples = report->lines - MIN (survey->dropped, report->lines);
  survey->copies = MIN (report->copies, survey->examples);
  survey->input = report->input_tokens;
  survey->output = report->output_tokens;
  survey->messages = report->messages;
}

static void look (GTask *task);

/* After the training data come those for validation, unless something was wrong. */
static void
go_on (GTask *task)
{
  Making *making = g_task_get_task_data (task);
  LuthierPracticeSurvey *survey = making->survey;

  if (survey->error_code == 0 && !making->at_validation && making->validation != NULL)
    {
      making->at_validation = TRUE;
      look (task);
      return;
    }
  making->at_validation = FALSE;
  if (survey->error_code == 0)
    survey->sample = make_sample (making);
  g_task_return_pointer (task, g_steal_pointer (&making->survey),
                         (GDestroyNotify) luthier_practice_survey_free);
  g_object_unref (task);
}

static void
refuse (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (LuthierDatasetReport)
      report = luthier_dataset_check_run_finish (LUTHIER_DATASET_CHECK (source), result, &error);

  if (report == NULL)
    {
      refuse (task, error);
      return;
    }
  judge_report (g_task_get_task_data (task), report);
  go_on (task);
}

static void
look (GTask *task)
{
  Making *making = g_task_get_task_data (task);
  guint64 size = 0;
  g_autoptr (GInputStream) stream = open_object (making, &size);
  g_autoptr (LuthierDatasetCheck) check = NULL;
  LuthierDatasetRules rules;

  if (stream == NULL)
    {
      fail (making->survey, NOT_FOUND,
            g_strdup_printf ("The dataset %s was not found.", get_uri (making)));
      go_on (task);
      return;
    }
  luthier_dataset_rules_init (&rules, making->model,
                              making->survey->preference ? LUTHIER_METHOD_PREFERENCE
                                                         : LUTHIER_METHOD_SUPERVISED,
                              making->at_validation);
  check = luthier_dataset_check_new (&rules);
  luthier_dataset_check_run_stream_async (check, stream, size, g_task_get_cancellable (task),
                                          checked_cb, task);
}

static void
find_data (Making *making, const LuthierPracticeJob *job)
{
  static const char *const specs[] = {
    "supervisedTuningSpec",
    "preferenceOptimizationSpec",
  };
  g_autoptr (LuthierJson) document = luthier_json_parse_text (job->spec, -1, NULL);
  const LuthierJsonValue *root = luthier_json_get_root (document);

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      const LuthierJsonValue *spec = luthier_json_value_get_member (root, specs[i]);
      const LuthierJsonValue *training = luthier_json_value_get_member (spec, "trainingDatasetUri");
      const LuthierJsonValue *validation = luthier_json_value_get_member (spec,
                                                                          "validationDatasetUri");

      if (spec == NULL)
        continue;
      making->survey->preference = i == 1;
      making->training = g_strdup (luthier_json_value_get_string (training, NULL));
      making->validation = g_strdup (luthier_json_value_get_string (validation, NULL));
    }
}

/**
 * luthier_practice_survey_make_async:
 * @objects: where the data are
 * @job: a job
 * @model: (nullable): its base model, for the limits
 * @cancellable: (nullable): stops it
 * @callback: called on this thread
 * @user_data: for @callback
 *
 * Reads the training and the validation data of a job as they are now.
 */
void
luthier_practice_survey_make_async (LuthierPracticeObjects *objects,
                                    const LuthierPracticeJob *job,
                                    LuthierBaseModel *model,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Making *making = g_new0 (Making, 1);

  making->objects = g_object_ref (objects);
  making->survey = g_new0 (LuthierPracticeSurvey, 1);
  g_set_object (&making->model, model);
  find_data (making, job);
  g_task_set_source_tag (task, luthier_practice_survey_make_async);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);
  look (task);
}

/**
 * luthier_practice_survey_make_finish:
 * @result: what the callback got
 * @error: set if it was cancelled or the data could not be read
 *
 * Whatever is wrong with the data themselves is in the survey, not in @error.
 *
 * Returns: (transfer full) (nullable): the survey
 */
LuthierPracticeSurvey *
luthier_practice_survey_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
