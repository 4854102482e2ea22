/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-data.h"

/* Training data and validation data of a job, against those of the first one. */
typedef struct
{
  LuthierCompared what;
  LuthierJobData data;
  char
      *asked[LUTHIER_COMPARISON_MAX_JOBS]; /* (owned) (nullable): of which addresses it was asked */
} Side;

struct _LuthierCompareData
{
  GObject parent_instance;

  LuthierSession *session;       /* (owned) */
  LuthierComparison *comparison; /* (owned) */
  GCancellable *cancellable;     /* (owned) */
  Side sides[2];
  Side *side; /* (nullable): what is being looked at; NULL: nothing is */
  guint job;  /* likewise */
};

G_DEFINE_FINAL_TYPE (LuthierCompareData, luthier_compare_data, G_TYPE_OBJECT)

static guint found_signal;

/* (transfer full) (nullable): NULL: an address is not known yet, or there is none. */
static char *
get_addresses (LuthierCompareData *self, LuthierCompared what, guint job)
{
  const LuthierComparedValue *first = luthier_comparison_get_value (self->comparison, what, 0);
  const LuthierComparedValue *other = luthier_comparison_get_value (self->comparison, what, job);

  return first->kind == LUTHIER_VALUE_TEXT && other->kind == LUTHIER_VALUE_TEXT
             ? g_strdup_printf ("%s\n%s", first->text, other->text)
             : NULL;
}

/* What was counted may tell that other bytes hold the same examples. */
static LuthierLikeness
get_likeness (const LuthierDataComparison *found)
{
  const LuthierDatasetChanges *changes = &found->changes;
  LuthierLikeness likeness = { .is_counted = found->is_counted };

  if (found->is_counted)
    {
      likeness.added = changes->added;
      likeness.removed = changes->removed;
      likeness.changed = changes->changed;
    }
  if (found->identity == LUTHIER_DATA_SAME)
    likeness.kind = LUTHIER_LIKENESS_SAME;
  else if (found->identity == LUTHIER_DATA_DIFFERENT)
    likeness.kind = found->is_counted && changes->added + changes->removed + changes->changed == 0
                        ? LUTHIER_LIKENESS_SAME
                        : LUTHIER_LIKENESS_OTHER;

  return likeness;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierCompareData) self = user_data;
  g_autoptr (LuthierDataComparison) found = NULL;
  const Side *side = self->side;

  found = luthier_session_compare_data_finish (LUTHIER_SESSION (source), result, NULL);
  self->side = NULL;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (found != NULL)
    {
      const LuthierLikeness likeness = get_likeness (found);

      luthier_comparison_set_likeness (self->comparison, side->what, self->job, &likeness);
    }
  g_signal_emit (self, found_signal, 0);
  luthier_compare_data_look (self);
}

/* Whether there is anything to find out. */
static gboolean
begin (LuthierCompareData *self, Side *side, guint job)
{
  g_autofree char *addresses = get_addresses (self, side->what, job);

  if (addresses == NULL || g_strcmp0 (addresses, side->asked[job]) == 0)
    return FALSE;

  g_free (side->asked[job]);
  side->asked[job] = g_steal_pointer (&addresses);
  self->side = side;
  self->job = job;
  luthier_session_compare_data_async (
      self->session, luthier_comparison_get_job (self->comparison, 0),
      luthier_comparison_get_job (self->comparison, job), side->data, NULL, self->cancellable,
      compared_cb, g_object_ref (self));

  return TRUE;
}

static void
luthier_compare_data_finalize (GObject *object)
{
  LuthierCompareData *self = LUTHIER_COMPARE_DATA (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    for (guint j = 0; j < LUTHIER_COMPARISON_MAX_JOBS; j++)
      g_free (self->sides[i].asked[j]);
  g_clear_object (&self->session);
  g_clear_object (&self->comparison);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (luthier_compare_data_parent_class)->finalize (object);
}

static void
luthier_compare_data_class_init (LuthierCompareDataClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_compare_data_finalize;

  found_signal = g_signal_new ("found", LUTHIER_TYPE_COMPARE_DATA, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
luthier_compare_data_init (LuthierCompareData *self)
{
  self->cancellable = g_cancellable_new ();
  self->sides[0] = (Side){ LUTHIER_COMPARED_TRAINING_DATA, LUTHIER_JOB_DATA_TRAINING };
  self->sides[1] = (Side){ LUTHIER_COMPARED_VALIDATION_DATA, LUTHIER_JOB_DATA_VALIDATION };
}

/**
 * luthier_compare_data_new:
 * @session: whose jobs they are
 * @comparison: with all of its jobs
 *
 * Returns: (transfer full): what does not look yet
 */
LuthierCompareData *
luthier_compare_data_new (LuthierSession *session, LuthierComparison *comparison)
{
  LuthierCompareData *self = g_object_new (LUTHIER_TYPE_COMPARE_DATA, NULL);

  self->session = g_object_ref (session);
  self->comparison = g_object_ref (comparison);

  return self;
}

/**
 * luthier_compare_data_look:
 *
 * One at a time: files may be large. What was found out is not looked at again, as long as the jobs
 * name the same addresses.
 */
void
luthier_compare_data_look (LuthierCompareData *self)
{
  const guint n_jobs = luthier_comparison_get_n_jobs (self->comparison);

  if (self->side != NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    for (guint job = 1; job < MIN (n_jobs, LUTHIER_COMPARISON_MAX_JOBS); job++)
      if (begin (self, &self->sides[i], job))
        return;
}

void
luthier_compare_data_stop (LuthierCompareData *self)
{
  g_cancellable_cancel (self->cancellable);
}
