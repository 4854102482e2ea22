/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-csv-writer.h"
#include "luthier-run.h"

G_BEGIN_DECLS

/* The columns of the table of runs, in their order. */
typedef enum
{
  LUTHIER_RUN_COLUMN_NAME,
  LUTHIER_RUN_COLUMN_STATE,
  LUTHIER_RUN_COLUMN_VALIDATION, /* best loss */
  LUTHIER_RUN_COLUMN_BEST_STEP,  /* where it was measured */
  LUTHIER_RUN_COLUMN_TRAINING,   /* last loss */
  LUTHIER_RUN_COLUMN_EPOCHS,
  LUTHIER_RUN_COLUMN_RATE,
  LUTHIER_RUN_COLUMN_ADAPTER,
  LUTHIER_RUN_COLUMN_MODEL,
  LUTHIER_RUN_COLUMN_DATA,
  LUTHIER_RUN_COLUMN_REGION,
  LUTHIER_RUN_COLUMN_EXAMPLES,
  LUTHIER_RUN_COLUMN_TOKENS,
  LUTHIER_RUN_COLUMN_STEPS,
  LUTHIER_RUN_COLUMN_DURATION,
  LUTHIER_RUN_COLUMN_COST,
  LUTHIER_RUN_COLUMN_CREATED,
  LUTHIER_N_RUN_COLUMNS,
} LuthierRunColumn;

/* "best-validation-loss": the same in all languages. */
const char *luthier_run_column_get_id (LuthierRunColumn column);
/* -1: there is none of this id. */
int luthier_run_column_find (const char *id);
/* Translated. */
const char *luthier_run_column_get_title (LuthierRunColumn column);
/* Of numbers, which are read from their last digit. */
gboolean luthier_run_column_is_number (LuthierRunColumn column);
/* So many digits have room in it. */
guint luthier_run_column_get_width (LuthierRunColumn column);
/* Whether it is something that is chosen or measured, and may be alike for all. */
gboolean luthier_run_column_may_differ (LuthierRunColumn column);

/* What is in the cell; NULL: it is not known. now_us: the present time. (transfer full) */
char *luthier_run_column_format (LuthierRunColumn column, LuthierRun *run, gint64 now_us);
/* Like strcmp(); what is not known comes last, also where the order is descending. */
int luthier_run_column_compare (LuthierRunColumn column,
                                gboolean descending,
                                LuthierRun *a,
                                LuthierRun *b);
gboolean luthier_run_column_is_equal (LuthierRunColumn column, LuthierRun *a, LuthierRun *b);
/* The value as it is, in the same way in all languages. */
void luthier_run_column_write (LuthierRunColumn column, LuthierRun *run, LuthierCsvWriter *csv);

G_END_DECLS
