/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-diff.h"

#include <string.h>

#include "luthier-dataset-lines.h"
#include "luthier-dataset-signature.h"

/* Often enough to look smooth, seldom enough to cost nothing. */
#define PROGRESS_INTERVAL_MS 100

/* The order of the lines is of no interest, and a file is one segment after the other. */
#define SEGMENT_SIZE (1024 * 1024)

struct _LuthierDatasetDiff
{
  GObject parent_instance;

  double progress;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetDiff, luthier_dataset_diff, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROGRESS = 1,
} LuthierDatasetDiffProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

/* One of the two files. */
typedef struct
{
  GFile *file;               /* (owned) */
  GCancellable *cancellable; /* (unowned) (nullable) */
  gsize size;                /* atomic: bytes, 0 = not known yet */
  gsize n_read;              /* atomic */
  GArray *signatures;        /* (owned) (element-type LuthierDatasetSignature): of its examples */
  GError *error;             /* (owned) (nullable) */
} Side;

/* One run. */
typedef struct
{
  Side sides[2];
  LuthierDatasetChanges changes;

  GTask *task;    /* (owned) (nullable): of the caller, until it is done */
  GSource *ticks; /* (owned) */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  for (guint i = 0; i < G_N_ELEMENTS (run->sides); i++)
    {
      g_object_unref (run->sides[i].file);
      g_clear_pointer (&run->sides[i].signatures, g_array_unref);
      g_clear_error (&run->sides[i].error);
    }
  g_clear_object (&run->task);
  g_source_destroy (run->ticks);
  g_source_unref (run->ticks);
  g_free (run);
}

/* Takes what is no part of the example away. */
static void
strip (LuthierDatasetLine *line)
{
  static const char mark[] = "\xef\xbb\xbf";

  if (line->offset == 0 && line->length >= strlen (mark) &&
      memcmp (line->text, mark, strlen (mark)) == 0)
    {
      line->text += strlen (mark);
      line->length -= strlen (mark);
    }
  while (line->length > 0 && g_ascii_isspace (line->text[line->length - 1]))
    line->text[--line->length] = '\0';
  while (line->length > 0 && g_ascii_isspace (*line->text))
    {
      line->text++;
      line->length--;
    }
}

/* A line that is too long to be kept counts by where it is: it equals none. */
static void
take_line (Side *side, LuthierDatasetSigner *signer, LuthierDatasetLine *line)
{
  LuthierDatasetSignature signature = { 0, 0 };

  if (line->is_endless)
    signature.whole = (guint64) (gsize) side ^ line->offset;
  else
    {
      strip (line);
      if (line->length == 0)
        return;
      signature = luthier_dataset_signer_sign (signer, line->text, line->length);
    }
  g_array_append_val (side->signatures, signature);
}

static gboolean
read_lines (Side *side, LuthierDatasetSource *source, GError **error)
{
  g_autoptr (LuthierDatasetSigner) signer = luthier_dataset_signer_new ();
  g_autoptr (LuthierDatasetLines)
      lines = luthier_dataset_lines_new (source, SEGMENT_SIZE, &side->n_read);
  const LuthierDatasetIdentity *identity = luthier_dataset_source_get_identity (source);
  GError *failure = NULL;

  for (guint64 i = 0;
       failure == NULL && (identity != NULL ? i * SEGMENT_SIZE < identity->size
                                            : !luthier_dataset_lines_is_at_end (lines));
       i++)
    {
      LuthierDatasetLine line;

      if (!luthier_dataset_lines_begin (lines, i, side->cancellable, &failure))
        break;
      while (luthier_dataset_lines_next (lines, &line, side->cancellable, &failure))
        take_line (side, signer, &line);
    }
  if (failure == NULL)
    return luthier_dataset_source_is_unchanged (source, error);
  g_propagate_error (error, failure);
  return FALSE;
}

static gpointer
read_side (gpointer data)
{
  Side *side = data;
  g_autoptr (LuthierDatasetSource)
      source = luthier_dataset_source_open (side->file, side->cancellable, &side->error);
  const LuthierDatasetIdentity *identity;

  side->signatures = g_array_new (FALSE, FALSE, sizeof (LuthierDatasetSignature));
  if (source == NULL)
    return NULL;
  identity = luthier_dataset_source_get_identity (source);
  if (identity != NULL)
    g_atomic_pointer_add (&side->size, (gsize) identity->size);
  read_lines (side, source, &side->error);
  return NULL;
}

static int
by_whole (gconstpointer a, gconstpointer b)
{
  const LuthierDatasetSignature *one = a, *two = b;

  return one->whole < two->whole ? -1 : one->whole > two->whole;
}

static int
by_prompt (gconstpointer a, gconstpointer b)
{
  const LuthierDatasetSignature *one = a, *two = b;

  return one->prompt < two->prompt ? -1 : one->prompt > two->prompt;
}

/* Sorts both and finds pairs, each one once; what has no partner is what is left of the two, unless
 * it is not wanted any more. */
static guint64
pair (Run *run, GCompareFunc compare)
{
  GArray *one = run->sides[0].signatures, *two = run->sides[1].signatures;
  guint i = 0, j = 0, left_one = 0, left_two = 0;
  guint64 n_pairs = 0;
  LuthierDatasetSignature *a, *b;

  g_array_sort (one, compare);
  g_array_sort (two, compare);
  a = (LuthierDatasetSignature *) (gpointer) one->data;
  b = (LuthierDatasetSignature *) (gpointer) two->data;
  while (i < one->len || j < two->len)
    {
      int order = i == one->len ? 1 : j == two->len ? -1 : compare (&a[i], &b[j]);

      if (order < 0)
        a[left_one++] = a[i++];
      else if (order > 0)
        b[left_two++] = b[j++];
      else
        {
          n_pairs++;
          i++;
          j++;
        }
    }
  g_array_set_size (one, left_one);
  g_array_set_size (two, left_two);
  return n_pairs;
}

static void
drop_promptless (GArray *signatures)
{
  LuthierDatasetSignature *all = (LuthierDatasetSignature *) (gpointer) signatures->data;
  guint left = 0;

  for (guint i = 0; i < signatures->len; i++)
    if (all[i].prompt != 0)
      all[left++] = all[i];
  g_array_set_size (signatures, left);
}

static void
count (Run *run)
{
  GArray *before = run->sides[0].signatures, *after = run->sides[1].signatures;
  LuthierDatasetChanges *changes = &run->changes;

  changes->before = before->len;
  changes->after = after->len;
  changes->same = pair (run, by_whole);
  drop_promptless (before);
  drop_promptless (after);
  changes->changed = pair (run, by_prompt);
  changes->removed = changes->before - changes->same - changes->changed;
  changes->added = changes->after - changes->same - changes->changed;
}

/* The second file is read by a thread of its own. */
static void
run_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;
  GThread *thread;

  run->sides[0].cancellable = run->sides[1].cancellable = cancellable;
  thread = g_thread_new ("luthier-diff", read_side, &run->sides[1]);
  read_side (&run->sides[0]);
  g_thread_join (thread);
  for (guint i = 0; i < G_N_ELEMENTS (run->sides); i++)
    if (run->sides[i].error != NULL)
      {
        g_task_return_error (task, g_steal_pointer (&run->sides[i].error));
        return;
      }
  count (run);
  g_task_return_boolean (task, TRUE);
}

static void
set_progress (LuthierDatasetDiff *self, double progress)
{
  if (self->progress >= progress && self->progress <= progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static gboolean
tick_cb (gpointer user_data)
{
  Run *run = user_data;
  double size = 0, n_read = 0;

  for (guint i = 0; i < G_N_ELEMENTS (run->sides); i++)
    {
      size += (double) (gsize) g_atomic_pointer_add (&run->sides[i].size, 0);
      n_read += (double) (gsize) g_atomic_pointer_add (&run->sides[i].n_read, 0);
    }
  if (size > 0)
    set_progress (g_task_get_source_object (run->task), MIN (1, n_read / size));
  return G_SOURCE_CONTINUE;
}

static void
run_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  Run *run = g_task_get_task_data (G_TASK (result));
  /* The thread may hold the run a little longer: nothing of the caller's stays in it. */
  g_autoptr (GTask) task = g_steal_pointer (&run->task);
  GError *error = NULL;

  g_source_destroy (run->ticks);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  set_progress (g_task_get_source_object (task), 1);
  g_task_return_pointer (task, g_memdup2 (&run->changes, sizeof run->changes), g_free);
}

static void
luthier_dataset_diff_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierDatasetDiff *self = LUTHIER_DATASET_DIFF (object);

  switch ((LuthierDatasetDiffProperty) prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_dataset_diff_class_init (LuthierDatasetDiffClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = luthier_dataset_diff_get_property;

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                       G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
luthier_dataset_diff_init (LuthierDatasetDiff *self)
{
}

LuthierDatasetDiff *
luthier_dataset_diff_new (void)
{
  return g_object_new (LUTHIER_TYPE_DATASET_DIFF, NULL);
}

/**
 * luthier_dataset_diff_get_progress:
 *
 * Returns: how much of the files was read, from 0 to 1
 */
double
luthier_dataset_diff_get_progress (LuthierDatasetDiff *self)
{
  return self->progress;
}

/**
 * luthier_dataset_diff_run_async:
 * @before: a file of JSON lines
 * @after: another one
 * @cancellable: (nullable): ends it within a megabyte
 *
 * Reads both and counts what they have in common. What is kept in memory is 16 bytes an example.
 */
void
luthier_dataset_diff_run_async (LuthierDatasetDiff *self,
                                GFile *before,
                                GFile *after,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) worker = g_task_new (NULL, cancellable, run_cb, NULL);
  Run *run = g_new0 (Run, 1);

  run->sides[0].file = g_object_ref (before);
  run->sides[1].file = g_object_ref (after);
  run->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (run->task, luthier_dataset_diff_run_async);
  run->ticks = g_timeout_source_new (PROGRESS_INTERVAL_MS);
  g_source_set_callback (run->ticks, tick_cb, run, NULL);
  g_source_set_static_name (run->ticks, "[luthier] dataset diff progress");
  g_source_attach (run->ticks, g_task_get_context (run->task));

  set_progress (self, 0);
  g_task_set_source_tag (worker, luthier_dataset_diff_run_async);
  g_task_set_task_data (worker, run, run_free);
  g_task_run_in_thread (worker, run_in_thread);
}

/**
 * luthier_dataset_diff_run_finish:
 * @changes: (out caller-allocates): what differs; untouched after an error
 *
 * Returns: whether both could be read
 */
gboolean
luthier_dataset_diff_run_finish (LuthierDatasetDiff *self,
                                 GAsyncResult *result,
                                 LuthierDatasetChanges *changes,
                                 GError **error)
{
  g_autofree LuthierDatasetChanges *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL)
    *changes = *found;
  return found != NULL;
}
