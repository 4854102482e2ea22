/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-data-facts.h"
#include "luthier-session-private.h"

/* One comparison. */
typedef struct
{
  GCancellable *cancellable;     /* (owned) (nullable): the caller's */
  LuthierDatasetDiff *diff;      /* (owned): tells how far it is */
  LuthierConnection *connection; /* (owned): the profile that was open */
  LuthierDataFacts facts[2];     /* (owned) */
  guint turn;                    /* whose facts are looked for */
  GFile *files[2];               /* (owned) (nullable) */
  LuthierDataComparison *result; /* (owned) (nullable) */
} Comparing;

static void load_next (GTask *task);
static void stat_next (GTask *task);
static void find_next (GTask *task);

static void
comparing_free (gpointer data)
{
  Comparing *comparing = data;

  g_clear_object (&comparing->cancellable);
  g_clear_object (&comparing->diff);
  g_clear_object (&comparing->connection);
  for (guint i = 0; i < G_N_ELEMENTS (comparing->facts); i++)
    {
      luthier_data_facts_clear (&comparing->facts[i]);
      g_clear_object (&comparing->files[i]);
    }
  g_clear_pointer (&comparing->result, luthier_data_comparison_free);
  g_free (comparing);
}

static void
finish (GTask *task)
{
  Comparing *comparing = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&comparing->result),
                         (GDestroyNotify) luthier_data_comparison_free);
}

/* It is a wish that is ended, not a fact that is missing. */
static gboolean
return_if_cancelled (GTask *task, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_task_return_error (task, g_error_copy (error));
  return TRUE;
}

static void
give_reason (Comparing *comparing, const char *reason)
{
  g_free (comparing->result->reason);
  comparing->result->reason = g_strdup (reason);
}

static void
diff_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparing *comparing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  comparing->result->is_counted = luthier_dataset_diff_run_finish (
      LUTHIER_DATASET_DIFF (source), result, &comparing->result->changes, &error);
  if (return_if_cancelled (task, error))
    return;
  if (error != NULL)
    give_reason (comparing, error->message);
  finish (task);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparing *comparing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  comparing->files[comparing->turn] = luthier_session_find_dataset_finish (LUTHIER_SESSION (source),
                                                                           result, &error);
  if (return_if_cancelled (task, error))
    return;
  if (error != NULL)
    {
      give_reason (comparing, error->message);
      finish (task);
      return;
    }
  comparing->turn++;
  find_next (task);
}

/* The files that were uploaded, if they are what they were. */
static void
find_next (GTask *task)
{
  Comparing *comparing = g_task_get_task_data (task);

  /* In another profile the same addresses are other files. */
  if (g_task_return_error_if_cancelled (task))
    return;

  if (comparing->turn < G_N_ELEMENTS (comparing->facts))
    luthier_session_find_dataset_async (g_task_get_source_object (task),
                                        comparing->facts[comparing->turn].gs_uri,
                                        comparing->cancellable, found_cb, g_object_ref (task));
  else
    luthier_dataset_diff_run_async (comparing->diff, comparing->files[0], comparing->files[1],
                                    comparing->cancellable, diff_cb, g_object_ref (task));
}

static void
conclude (GTask *task)
{
  Comparing *comparing = g_task_get_task_data (task);

  if (comparing->result->identity != LUTHIER_DATA_DIFFERENT || comparing->result->reason != NULL)
    {
      finish (task);
      return;
    }
  comparing->turn = 0;
  find_next (task);
}

static void
compare_facts (Comparing *comparing)
{
  g_clear_pointer (&comparing->result, luthier_data_comparison_free);
  comparing->result = luthier_data_facts_compare (&comparing->facts[0], &comparing->facts[1]);
}

static void
stat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparing *comparing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  comparing->facts[comparing->turn].object = luthier_storage_stat_finish (LUTHIER_STORAGE (source),
                                                                          result, &error);
  if (return_if_cancelled (task, error))
    return;
  if (error != NULL)
    {
      give_reason (comparing, error->message);
      finish (task);
      return;
    }
  comparing->turn++;
  stat_next (task);
}

static void
stat_next (GTask *task)
{
  Comparing *comparing = g_task_get_task_data (task);

  if (comparing->turn < G_N_ELEMENTS (comparing->facts))
    {
      luthier_storage_stat_async (luthier_connection_get_storage (comparing->connection),
                                  comparing->facts[comparing->turn].gs_uri, comparing->cancellable,
                                  stat_cb, g_object_ref (task));
      return;
    }
  compare_facts (comparing);
  conclude (task);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparing *comparing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (luthier_connection_ready_finish (LUTHIER_CONNECTION (source), result, &error))
    {
      comparing->turn = 0;
      stat_next (task);
      return;
    }
  if (return_if_cancelled (task, error))
    return;
  give_reason (comparing, error->message);
  finish (task);
}

/* What this computer does not know, the service may. */
static void
ask_if_needed (GTask *task)
{
  LuthierSession *self = g_task_get_source_object (task);
  Comparing *comparing = g_task_get_task_data (task);

  compare_facts (comparing);
  if (comparing->result->identity != LUTHIER_DATA_NOT_KNOWN)
    conclude (task);
  else if (luthier_session_get_online (self))
    luthier_connection_ready_async (comparing->connection, ready_cb, g_object_ref (task));
  else
    {
      give_reason (comparing, _ ("The service cannot be asked without a network"));
      finish (task);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparing *comparing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  comparing->facts[comparing->turn].stored = luthier_store_load_dataset_finish (
      LUTHIER_STORE (source), result, &error);
  if (return_if_cancelled (task, error))
    return;
  if (error != NULL)
    g_info ("What was uploaded is not known: %s", error->message);
  comparing->turn++;
  load_next (task);
}

static void
load_next (GTask *task)
{
  LuthierSession *self = g_task_get_source_object (task);
  Comparing *comparing = g_task_get_task_data (task);
  const char *profile_id = luthier_profile_get_id (
      luthier_connection_get_profile (comparing->connection));

  while (comparing->turn < G_N_ELEMENTS (comparing->facts) &&
         comparing->facts[comparing->turn].gs_uri == NULL)
    comparing->turn++;
  if (comparing->turn < G_N_ELEMENTS (comparing->facts))
    luthier_store_load_dataset_async (self->store, profile_id,
                                      comparing->facts[comparing->turn].gs_uri,
                                      comparing->cancellable, loaded_cb, g_object_ref (task));
  else
    ask_if_needed (task);
}

static void
begin_facts (LuthierDataFacts *facts, LuthierJob *job, LuthierJobData data)
{
  facts->gs_uri = g_strdup (data == LUTHIER_JOB_DATA_TRAINING
                                ? luthier_job_get_training_uri (job)
                                : luthier_job_get_validation_uri (job));
  facts->create_time = luthier_job_get_create_time (job);
}

/**
 * luthier_session_compare_data_async:
 * @job_a: a job of the open profile
 * @job_b: another one
 * @data: which of their data
 * @diff: (nullable): tells how far it is, once examples are counted
 * @cancellable: (nullable): a cancellable
 *
 * Finds out whether two jobs were given the same data: by what is known of uploads from here, else by
 * what the service tells of the objects. If it is not the same, and the files of both are on this
 * computer as they were uploaded, their examples are compared.
 *
 * What cannot be known is no error but a reason in the result. Errors: %G_IO_ERROR_CANCELLED; that no
 * profile is open.
 */
void
luthier_session_compare_data_async (LuthierSession *self,
                                    LuthierJob *job_a,
                                    LuthierJob *job_b,
                                    LuthierJobData data,
                                    LuthierDatasetDiff *diff,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Comparing *comparing;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_JOB (job_a));
  g_return_if_fail (LUTHIER_IS_JOB (job_b));

  task = luthier_session_new_task (self, callback, user_data, luthier_session_compare_data_async);
  if (task == NULL)
    return;

  comparing = g_new0 (Comparing, 1);
  g_set_object (&comparing->cancellable, cancellable);
  comparing->diff = diff != NULL ? g_object_ref (diff) : luthier_dataset_diff_new ();
  comparing->connection = g_object_ref (self->connection);
  begin_facts (&comparing->facts[0], job_a, data);
  begin_facts (&comparing->facts[1], job_b, data);
  g_task_set_task_data (task, comparing, comparing_free);
  load_next (task);
}

/**
 * luthier_session_compare_data_finish:
 *
 * Returns: (transfer full) (nullable): what is known
 */
LuthierDataComparison *
luthier_session_compare_data_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
