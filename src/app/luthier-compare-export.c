/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-export.h"

#include "luthier-compare-words.h"

/* name: of the column, the same in all languages; step_name: (nullable): of the one beside it. */
typedef struct
{
  LuthierCompared what;
  const char *name;
  const char *step_name;
} Column;

static const Column columns[] = {
  { LUTHIER_COMPARED_VALIDATION, "best_validation", "best_validation_step" },
  { LUTHIER_COMPARED_TRAINING, "last_training", "last_training_step" },
  { LUTHIER_COMPARED_MODEL, "model", NULL },
  { LUTHIER_COMPARED_REGION, "region", NULL },
  { LUTHIER_COMPARED_TRAINING_DATA, "training_data", NULL },
  { LUTHIER_COMPARED_VALIDATION_DATA, "validation_data", NULL },
  { LUTHIER_COMPARED_EPOCHS, "epochs", NULL },
  { LUTHIER_COMPARED_RATE, "learning_rate_multiplier", NULL },
  { LUTHIER_COMPARED_ADAPTER, "adapter_size", NULL },
  { LUTHIER_COMPARED_CHECKPOINTS, "last_checkpoint_only", NULL },
  { LUTHIER_COMPARED_ENCRYPTION, "kms_key", NULL },
  { LUTHIER_COMPARED_SERVICE_ACCOUNT, "service_account", NULL },
  { LUTHIER_COMPARED_EXAMPLES, "examples", NULL },
  { LUTHIER_COMPARED_DROPPED, "examples_left_out", NULL },
  { LUTHIER_COMPARED_TOKENS, "tokens_per_epoch", NULL },
  { LUTHIER_COMPARED_STEPS, "steps", "completed_steps" },
  { LUTHIER_COMPARED_WAITING, "waited_seconds", NULL },
  { LUTHIER_COMPARED_DURATION, "duration_seconds", NULL },
  { LUTHIER_COMPARED_COST, "estimated_cost_usd", NULL },
};

static void
add_heading (LuthierCsvWriter *writer, LuthierComparison *comparison)
{
  const char *metric = luthier_comparison_get_metric (comparison) == LUTHIER_METRIC_REWARD
                           ? "reward"
                           : "loss";

  luthier_csv_writer_add_text (writer, "title");
  luthier_csv_writer_add_text (writer, "name");
  luthier_csv_writer_add_text (writer, "state");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *name = columns[i].what <= LUTHIER_COMPARED_TRAINING
                                  ? g_strdup_printf ("%s_%s", columns[i].name, metric)
                                  : g_strdup (columns[i].name);

      luthier_csv_writer_add_text (writer, name);
      if (columns[i].step_name != NULL)
        luthier_csv_writer_add_text (writer, columns[i].step_name);
    }
  luthier_csv_writer_add_text (writer, "epochs_asked");
  luthier_csv_writer_add_text (writer, "learning_rate_multiplier_asked");
  luthier_csv_writer_add_text (writer, "adapter_size_asked");
  luthier_csv_writer_end_row (writer);
}

void
luthier_compare_export_add_step (LuthierCsvWriter *writer, const LuthierComparedValue *value)
{
  if (value->step >= 0)
    luthier_csv_writer_add_int (writer, value->step);
  else
    luthier_csv_writer_add_text (writer, NULL);
}

void
luthier_compare_export_add_value (LuthierCsvWriter *writer, const LuthierComparedValue *value)
{
  switch (value->kind)
    {
    case LUTHIER_VALUE_COUNT:
      luthier_csv_writer_add_int (writer, value->count);
      break;
    case LUTHIER_VALUE_NUMBER:
      luthier_csv_writer_add_double (writer, value->number);
      break;
    case LUTHIER_VALUE_TEXT:
    case LUTHIER_VALUE_NOT_KNOWN:
    case LUTHIER_VALUE_AUTOMATIC:
    case LUTHIER_VALUE_NONE:
    default:
      luthier_csv_writer_add_text (writer, value->text);
      break;
    }
}

/* What was left to the service is an empty cell, as is what is not known. */
static void
add_asked (LuthierCsvWriter *writer, LuthierJobSpec *asked)
{
  if (asked != NULL && luthier_job_spec_get_epoch_count (asked) != LUTHIER_AUTOMATIC_EPOCHS)
    luthier_csv_writer_add_int (writer, luthier_job_spec_get_epoch_count (asked));
  else
    luthier_csv_writer_add_text (writer, NULL);
  if (asked != NULL && !luthier_job_spec_is_automatic_rate (asked))
    luthier_csv_writer_add_double (writer, luthier_job_spec_get_learning_rate_multiplier (asked));
  else
    luthier_csv_writer_add_text (writer, NULL);
  if (asked != NULL && luthier_job_spec_get_adapter_size (asked) != LUTHIER_AUTOMATIC_ADAPTER)
    luthier_csv_writer_add_int (writer, luthier_job_spec_get_adapter_size (asked));
  else
    luthier_csv_writer_add_text (writer, NULL);
}

static void
add_job (LuthierCsvWriter *writer, LuthierComparison *comparison, guint number)
{
  LuthierJob *job = luthier_comparison_get_job (comparison, number);

  luthier_csv_writer_add_text (writer, luthier_job_get_title (job));
  luthier_csv_writer_add_text (writer, luthier_job_get_name (job));
  luthier_csv_writer_add_text (writer, luthier_job_get_state_name (job));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const LuthierComparedValue *value = luthier_comparison_get_value (comparison, columns[i].what,
                                                                        number);

      luthier_compare_export_add_value (writer, value);
      if (columns[i].step_name != NULL)
        luthier_compare_export_add_step (writer, value);
    }
  add_asked (writer, luthier_comparison_get_asked (comparison, number));
  luthier_csv_writer_end_row (writer);
}

/**
 * luthier_compare_export_csv:
 * @comparison: of any number of jobs
 *
 * Returns: (transfer full): a heading, and a row a job
 */
GBytes *
luthier_compare_export_csv (LuthierComparison *comparison)
{
  g_autoptr (LuthierCsvWriter) writer = luthier_csv_writer_new ();

  add_heading (writer, comparison);
  for (guint i = 0; i < luthier_comparison_get_n_jobs (comparison); i++)
    add_job (writer, comparison, i);

  return luthier_csv_writer_to_bytes (writer);
}

/* A line and a cell end where they are to end. */
static void
append_plain (GString *table, const char *text, char separator)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if (separator == '|' && (*c == '|' || *c == '\\'))
        g_string_append_c (table, '\\');
      g_string_append_c (table, g_ascii_iscntrl (*c) ? ' ' : *c);
    }
}

static void
append_cell (GString *table, const char *text, char separator)
{
  if (separator == '|')
    g_string_append (table, " ");
  append_plain (table, text, separator);
  g_string_append (table, separator == '|' ? " |" : "\t");
}

static void
begin_row (GString *table, const char *title, char separator)
{
  if (separator == '|')
    g_string_append_c (table, '|');
  append_cell (table, title, separator);
}

static void
end_row (GString *table, char separator)
{
  if (separator != '|')
    g_string_truncate (table, table->len - 1);
  g_string_append_c (table, '\n');
}

static void
append_value (
    GString *table, LuthierComparison *comparison, LuthierCompared what, guint job, char separator)
{
  g_autofree char *value = luthier_compare_words_value (comparison, what, job);
  g_autofree char *note = luthier_compare_words_note (comparison, what, job);
  g_autofree char *both = note != NULL ? g_strdup_printf ("%s (%s)", value, note) : NULL;

  append_cell (table, both != NULL ? both : value, separator);
}

static char *
write_table (LuthierComparison *comparison, gboolean only_differences, char separator)
{
  const guint n_jobs = luthier_comparison_get_n_jobs (comparison);
  GString *table = g_string_new (NULL);

  begin_row (table, "", separator);
  for (guint i = 0; i < n_jobs; i++)
    append_cell (table, luthier_job_get_title (luthier_comparison_get_job (comparison, i)),
                 separator);
  end_row (table, separator);
  if (separator == '|')
    {
      g_string_append (table, "|---|");
      for (guint i = 0; i < n_jobs; i++)
        g_string_append (table, "---|");
      g_string_append_c (table, '\n');
    }
  for (LuthierCompared what = 0; what < LUTHIER_N_COMPARED; what++)
    {
      if (only_differences ? !luthier_comparison_differs (comparison, what)
                           : !luthier_comparison_is_known (comparison, what))
        continue;
      begin_row (table, luthier_compare_words_title (comparison, what), separator);
      for (guint i = 0; i < n_jobs; i++)
        append_value (table, comparison, what, i, separator);
      end_row (table, separator);
    }

  return g_string_free (table, FALSE);
}

/**
 * luthier_compare_export_markdown:
 * @only_differences: whether what is the same for all jobs is left out
 *
 * Returns: (transfer full): a table in Markdown
 */
char *
luthier_compare_export_markdown (LuthierComparison *comparison, gboolean only_differences)
{
  return write_table (comparison, only_differences, '|');
}

/**
 * luthier_compare_export_tsv:
 * @only_differences: whether what is the same for all jobs is left out
 *
 * Returns: (transfer full): lines of cells with tabs between them
 */
char *
luthier_compare_export_tsv (LuthierComparison *comparison, gboolean only_differences)
{
  return write_table (comparison, only_differences, '\t');
}
