/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-base-model.h"
#include "luthier-curves.h"
#include "luthier-job.h"

G_BEGIN_DECLS

/* With one there is nothing to compare, and of more nobody sees at a glance which is which. */
#define LUTHIER_COMPARISON_MIN_JOBS 2
#define LUTHIER_COMPARISON_MAX_JOBS 6

/* What is compared, in the order in which it is told: what came of it, what was asked for, and how
 * it went. */
typedef enum
{
  LUTHIER_COMPARED_VALIDATION, /* a number: the best loss, or reward, and its step */
  LUTHIER_COMPARED_TRAINING,   /* a number: the last loss, or reward, and its step */
  LUTHIER_COMPARED_STATE,      /* a count: LuthierJobState */
  LUTHIER_COMPARED_MODEL,      /* a text: what is tuned */
  LUTHIER_COMPARED_REGION,
  LUTHIER_COMPARED_TRAINING_DATA,   /* a text: its address */
  LUTHIER_COMPARED_VALIDATION_DATA, /* likewise */
  LUTHIER_COMPARED_EPOCHS,
  LUTHIER_COMPARED_RATE,
  LUTHIER_COMPARED_ADAPTER,
  LUTHIER_COMPARED_CHECKPOINTS, /* a count: 1 = only the last one is kept */
  LUTHIER_COMPARED_ENCRYPTION,  /* a text: the name of the key */
  LUTHIER_COMPARED_SERVICE_ACCOUNT,
  LUTHIER_COMPARED_EXAMPLES,
  LUTHIER_COMPARED_DROPPED,
  LUTHIER_COMPARED_TOKENS,   /* a count: of one epoch, those that are charged for */
  LUTHIER_COMPARED_STEPS,    /* a count: of those that there are; step: that are done */
  LUTHIER_COMPARED_WAITING,  /* a count: seconds until it began */
  LUTHIER_COMPARED_DURATION, /* a count: seconds since then */
  LUTHIER_COMPARED_COST,     /* a number: US dollars */
  LUTHIER_N_COMPARED
} LuthierCompared;

typedef enum
{
  LUTHIER_VALUE_NOT_KNOWN,
  LUTHIER_VALUE_AUTOMATIC, /* the service is to choose, and has not yet */
  LUTHIER_VALUE_NONE,      /* there is none: no validation data, no own key, nothing to pay */
  LUTHIER_VALUE_COUNT,
  LUTHIER_VALUE_NUMBER,
  LUTHIER_VALUE_TEXT,
} LuthierComparedKind;

typedef struct
{
  LuthierComparedKind kind;
  gint64 count;
  double number;
  char *text;      /* (owned) (nullable) */
  gint64 step;     /* -1 = none */
  gboolean so_far; /* it may still change */
} LuthierComparedValue;

typedef enum
{
  LUTHIER_LIKENESS_NOT_KNOWN,
  LUTHIER_LIKENESS_SAME,  /* the very same examples, whatever the address */
  LUTHIER_LIKENESS_OTHER, /* other ones, whatever the address */
} LuthierLikenessKind;

/* Is data the same as that of the first job? The counts are of examples, from that job's data to
 * this one's. */
typedef struct
{
  LuthierLikenessKind kind;
  gboolean is_counted;
  guint64 added;
  guint64 removed;
  guint64 changed;
} LuthierLikeness;

typedef enum
{
  LUTHIER_COMPARISON_NO_RESULTS, /* nothing was measured on validation data */
  LUTHIER_COMPARISON_ONE_RESULT, /* of one job only */
  LUTHIER_COMPARISON_EQUAL,      /* the best two differ by less than is shown */
  LUTHIER_COMPARISON_BEST,
} LuthierComparisonOutcome;

/* Which of the jobs is the best. */
typedef struct
{
  LuthierComparisonOutcome kind;
  guint best;         /* the number of a job, unless there are no results */
  guint second;       /* likewise, if there are two results */
  double margin;      /* by which the best is better than the second */
  guint n_results;    /* how many jobs have one */
  gboolean so_far;    /* one that counts has not ended */
  gboolean same_data; /* all results are of the same validation data, as far as is known */
} LuthierComparisonVerdict;

#define LUTHIER_TYPE_COMPARISON (luthier_comparison_get_type ())
G_DECLARE_FINAL_TYPE (LuthierComparison, luthier_comparison, LUTHIER, COMPARISON, GObject)

/* Jobs beside each other: their values, and which of them differ. It tells how things are at the
 * last luthier_comparison_update(). Signal: changed. */
LuthierComparison *luthier_comparison_new (void);
/* asked, curves and model may be NULL: not known. free_of_charge: nothing is to be paid for it. */
void luthier_comparison_add (LuthierComparison *self,
                             LuthierJob *job,
                             LuthierJobSpec *asked,
                             LuthierCurves *curves,
                             LuthierBaseModel *model,
                             gboolean free_of_charge);
/* What is known of data besides its address: the training data's or the validation data's. */
void luthier_comparison_set_likeness (LuthierComparison *self,
                                      LuthierCompared what,
                                      guint job,
                                      const LuthierLikeness *likeness);
void luthier_comparison_update (LuthierComparison *self, gint64 now_us);

guint luthier_comparison_get_n_jobs (LuthierComparison *self);
LuthierJob *luthier_comparison_get_job (LuthierComparison *self, guint job);
LuthierJobSpec *luthier_comparison_get_asked (LuthierComparison *self, guint job);
LuthierCurves *luthier_comparison_get_curves (LuthierComparison *self, guint job);
LuthierBaseModel *luthier_comparison_get_model (LuthierComparison *self, guint job);
const LuthierLikeness *luthier_comparison_get_likeness (LuthierComparison *self,
                                                        LuthierCompared what,
                                                        guint job);
/* Loss, or reward where no job has a loss. */
LuthierMetricKind luthier_comparison_get_metric (LuthierComparison *self);
/* Valid until the next update. */
const LuthierComparedValue *luthier_comparison_get_value (LuthierComparison *self,
                                                          LuthierCompared what,
                                                          guint job);
gboolean luthier_comparison_differs (LuthierComparison *self, LuthierCompared what);
/* Whether anything is known of it. */
gboolean luthier_comparison_is_known (LuthierComparison *self, LuthierCompared what);
LuthierComparisonVerdict luthier_comparison_get_verdict (LuthierComparison *self);

/* Is it something that the user chooses? */
gboolean luthier_compared_is_setting (LuthierCompared what);

G_END_DECLS
