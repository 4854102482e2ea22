/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-run-columns.h"

#include <glib/gi18n.h>

#include "luthier-compare-export.h"
#include "luthier-compare-words.h"
#include "luthier-format.h"
#include "luthier-one-line.h"

#define MAX_LINE 200

/* Columns that are no value of a comparison. */
#define NO_VALUE LUTHIER_N_COMPARED

static const struct
{
  const char *id;
  const char *title;
  LuthierCompared value;
  guint width;
  gboolean is_number;
} columns[] = {
  [LUTHIER_RUN_COLUMN_NAME] = { "title", N_ ("Job"), NO_VALUE, 20, FALSE },
  [LUTHIER_RUN_COLUMN_STATE] = { "state", N_ ("State"), LUTHIER_COMPARED_STATE, 13, FALSE },
  [LUTHIER_RUN_COLUMN_VALIDATION] = { "best-validation-loss", N_ ("Validation Loss"),
                                      LUTHIER_COMPARED_VALIDATION, 7, TRUE },
  [LUTHIER_RUN_COLUMN_BEST_STEP] = { "best-validation-step", N_ ("At Step"),
                                     LUTHIER_COMPARED_VALIDATION, 7, TRUE },
  [LUTHIER_RUN_COLUMN_TRAINING] = { "last-training-loss", N_ ("Training Loss"),
                                    LUTHIER_COMPARED_TRAINING, 7, TRUE },
  [LUTHIER_RUN_COLUMN_EPOCHS] = { "epochs", N_ ("Epochs"), LUTHIER_COMPARED_EPOCHS, 7, TRUE },
  [LUTHIER_RUN_COLUMN_RATE] = { "learning-rate-multiplier", N_ ("Multiplier"),
                                LUTHIER_COMPARED_RATE, 9, TRUE },
  [LUTHIER_RUN_COLUMN_ADAPTER] = { "adapter-size", N_ ("Adapter"), LUTHIER_COMPARED_ADAPTER, 8,
                                   TRUE },
  [LUTHIER_RUN_COLUMN_MODEL] = { "model", N_ ("Base Model"), LUTHIER_COMPARED_MODEL, 18, FALSE },
  [LUTHIER_RUN_COLUMN_DATA] = { "training-data", N_ ("Training Data"),
                                LUTHIER_COMPARED_TRAINING_DATA, 18, FALSE },
  [LUTHIER_RUN_COLUMN_REGION] = { "region", N_ ("Region"), LUTHIER_COMPARED_REGION, 13, FALSE },
  [LUTHIER_RUN_COLUMN_EXAMPLES] = { "examples", N_ ("Examples"), LUTHIER_COMPARED_EXAMPLES, 9,
                                    TRUE },
  [LUTHIER_RUN_COLUMN_TOKENS] = { "tokens-per-epoch", N_ ("Tokens per Epoch"),
                                  LUTHIER_COMPARED_TOKENS, 10, TRUE },
  [LUTHIER_RUN_COLUMN_STEPS] = { "steps", N_ ("Steps"), LUTHIER_COMPARED_STEPS, 7, TRUE },
  [LUTHIER_RUN_COLUMN_DURATION] = { "duration-seconds", N_ ("Duration"), LUTHIER_COMPARED_DURATION,
                                    11, TRUE },
  [LUTHIER_RUN_COLUMN_COST] = { "estimated-cost-usd", N_ ("Estimated Cost"), LUTHIER_COMPARED_COST,
                                9, TRUE },
  [LUTHIER_RUN_COLUMN_CREATED] = { "created", N_ ("Created"), NO_VALUE, 14, TRUE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (columns) == LUTHIER_N_RUN_COLUMNS);

const char *
luthier_run_column_get_id (LuthierRunColumn column)
{
  return columns[column].id;
}

int
luthier_run_column_find (const char *id)
{
  for (int i = 0; i < LUTHIER_N_RUN_COLUMNS; i++)
    if (g_str_equal (columns[i].id, id))
      return i;
  return -1;
}

const char *
luthier_run_column_get_title (LuthierRunColumn column)
{
  return _ (columns[column].title);
}

gboolean
luthier_run_column_is_number (LuthierRunColumn column)
{
  return columns[column].is_number;
}

guint
luthier_run_column_get_width (LuthierRunColumn column)
{
  return columns[column].width;
}

gboolean
luthier_run_column_may_differ (LuthierRunColumn column)
{
  return column != LUTHIER_RUN_COLUMN_NAME && column != LUTHIER_RUN_COLUMN_CREATED;
}

static char *
format_step (gint64 step)
{
  return step >= 0 ? luthier_format_count (step) : NULL;
}

/**
 * luthier_run_column_format:
 * @now_us: the present time, in microseconds since the epoch
 *
 * Returns: (transfer full) (nullable): what is in the cell, in the user's words
 */
char *
luthier_run_column_format (LuthierRunColumn column, LuthierRun *run, gint64 now_us)
{
  LuthierJob *job = luthier_run_get_job (run);
  const LuthierComparedValue *value;

  if (column == LUTHIER_RUN_COLUMN_NAME)
    return luthier_one_line (luthier_job_get_title (job), MAX_LINE);
  if (column == LUTHIER_RUN_COLUMN_CREATED)
    return luthier_format_time_at (luthier_job_get_create_time (job), now_us);

  value = luthier_run_get_value (run, columns[column].value);
  if (column == LUTHIER_RUN_COLUMN_BEST_STEP)
    return format_step (value->step);
  if (value->kind == LUTHIER_VALUE_NOT_KNOWN || value->kind == LUTHIER_VALUE_NONE)
    return NULL;
  return luthier_compare_words_of_value (job, columns[column].value, value);
}

/* What a column is sorted by. */
typedef struct
{
  LuthierComparedKind kind; /* COUNT, NUMBER, TEXT, or that it is not known */
  gint64 count;
  double number;
  const char *text;
} Key;

static Key
make_count (gint64 count, gboolean is_known)
{
  return (Key){ .kind = is_known ? LUTHIER_VALUE_COUNT : LUTHIER_VALUE_NOT_KNOWN, .count = count };
}

static Key
get_key (LuthierRunColumn column, LuthierRun *run)
{
  const LuthierComparedValue *value;

  if (column == LUTHIER_RUN_COLUMN_NAME)
    return (Key){ .kind = LUTHIER_VALUE_TEXT, .text = luthier_run_get_title_key (run) };
  if (column == LUTHIER_RUN_COLUMN_CREATED)
    {
      gint64 time = luthier_job_get_create_time (luthier_run_get_job (run));

      return make_count (time, time != 0);
    }

  value = luthier_run_get_value (run, columns[column].value);
  if (column == LUTHIER_RUN_COLUMN_BEST_STEP)
    return make_count (value->step, value->step >= 0);
  if (value->kind != LUTHIER_VALUE_COUNT && value->kind != LUTHIER_VALUE_NUMBER &&
      value->kind != LUTHIER_VALUE_TEXT)
    return make_count (0, FALSE);
  return (Key){ value->kind, value->count, value->number, value->text };
}

/* Of two of a kind. */
static int
compare_keys (const Key *a, const Key *b)
{
  switch (a->kind)
    {
    case LUTHIER_VALUE_COUNT:
      return a->count < b->count ? -1 : a->count > b->count;
    case LUTHIER_VALUE_NUMBER:
      return a->number < b->number ? -1 : a->number > b->number;
    case LUTHIER_VALUE_TEXT:
      return g_strcmp0 (a->text, b->text);
    case LUTHIER_VALUE_NOT_KNOWN:
    case LUTHIER_VALUE_AUTOMATIC:
    case LUTHIER_VALUE_NONE:
    default:
      return 0;
    }
}

int
luthier_run_column_compare (LuthierRunColumn column,
                            gboolean descending,
                            LuthierRun *a,
                            LuthierRun *b)
{
  Key one = get_key (column, a), two = get_key (column, b);
  int order;

  /* Numbers before texts before what is not known. */
  if (one.kind != two.kind)
    {
      if (one.kind == LUTHIER_VALUE_NOT_KNOWN || two.kind == LUTHIER_VALUE_NOT_KNOWN)
        return one.kind == LUTHIER_VALUE_NOT_KNOWN ? 1 : -1;
      return one.kind < two.kind ? -1 : 1;
    }
  order = compare_keys (&one, &two);
  return descending ? -order : order;
}

gboolean
luthier_run_column_is_equal (LuthierRunColumn column, LuthierRun *a, LuthierRun *b)
{
  return luthier_run_column_compare (column, FALSE, a, b) == 0;
}

void
luthier_run_column_write (LuthierRunColumn column, LuthierRun *run, LuthierCsvWriter *csv)
{
  LuthierJob *job = luthier_run_get_job (run);

  switch ((int) column)
    {
    case LUTHIER_RUN_COLUMN_NAME:
      luthier_csv_writer_add_text (csv, luthier_job_get_title (job));
      break;
    case LUTHIER_RUN_COLUMN_STATE:
      luthier_csv_writer_add_text (csv, luthier_job_get_state_name (job));
      break;
    case LUTHIER_RUN_COLUMN_CREATED:
      luthier_csv_writer_add_time (csv, luthier_job_get_create_time (job));
      break;
    case LUTHIER_RUN_COLUMN_BEST_STEP:
      luthier_compare_export_add_step (csv,
                                       luthier_run_get_value (run, LUTHIER_COMPARED_VALIDATION));
      break;
    default:
      luthier_compare_export_add_value (csv, luthier_run_get_value (run, columns[column].value));
      break;
    }
}
