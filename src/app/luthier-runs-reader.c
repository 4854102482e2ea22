/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-runs-reader.h"

/* So long is one job waited for, and so many are read before they are shown. */
#define PATIENCE_MS 30000
#define AT_ONCE     5

struct _LuthierRunsReader
{
  GObject parent_instance;

  LuthierSession *session;   /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *unread;         /* (owned) of LuthierJob, the next one last */
  GHashTable *tried;         /* (owned) of LuthierJob: there was nothing to be had of them */
  GHashTable *late;          /* (owned) of LuthierJob: the run that gave up waiting for it */
  guint run;                 /* how often it was started */
  guint n_read;              /* since they were shown */
  gboolean loading;
  gboolean again; /* there may be more since the loading began */
  gboolean reading;

  LuthierJob *job;       /* (owned) (nullable): that is read now */
  LuthierRecord *record; /* (owned) (nullable): its record */
  guint timer;           /* 0 or of the session's clock */
  guint ending_id;       /* a source, 0 = none: it has been read */
};

G_DEFINE_FINAL_TYPE (LuthierRunsReader, luthier_runs_reader, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_UNREAD = 1,
  PROP_READING,
} LuthierRunsReaderProperty;

static GParamSpec *properties[PROP_READING + 1];
static guint loaded_signal;

static void read_next (LuthierRunsReader *self);

static gboolean
is_late (LuthierRunsReader *self, LuthierJob *job)
{
  return self->reading && g_hash_table_lookup (self->late, job) == GUINT_TO_POINTER (self->run);
}

static gboolean
is_wanted (LuthierRunsReader *self, LuthierJob *job, GHashTable *results)
{
  return luthier_job_is_terminal (job) && luthier_job_get_start_time (job) != 0 &&
         !luthier_job_get_gone (job) && !g_hash_table_contains (results, job) &&
         !g_hash_table_contains (self->tried, job) && !is_late (self, job);
}

/* The newest one is read first; one that did not answer must not keep the others from it. */
static int
by_turn (gconstpointer a, gconstpointer b, gpointer user_data)
{
  LuthierRunsReader *self = user_data;
  LuthierJob *one = *(LuthierJob *const *) a;
  LuthierJob *two = *(LuthierJob *const *) b;
  const gboolean one_is_late = g_hash_table_contains (self->late, one);
  const gint64 first = luthier_job_get_create_time (one);
  const gint64 second = luthier_job_get_create_time (two);

  if (one_is_late != g_hash_table_contains (self->late, two))
    return one_is_late ? -1 : 1;
  return first < second ? -1 : first > second;
}

static void
look_for_unread (LuthierRunsReader *self, GHashTable *results)
{
  GListModel *jobs = luthier_session_get_jobs (self->session);
  guint before = self->unread->len;

  g_ptr_array_set_size (self->unread, 0);
  for (guint i = 0; jobs != NULL && i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      if (job != self->job && is_wanted (self, job, results))
        g_ptr_array_add (self->unread, g_steal_pointer (&job));
    }
  g_ptr_array_sort_with_data (self->unread, by_turn, self);
  if (self->unread->len != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNREAD]);
}

static void
take_results (LuthierRunsReader *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) results = NULL;

  results = luthier_session_load_results_finish (self->session, result, &error);
  if (results == NULL)
    {
      g_info ("What came of jobs is not known: %s", error->message);
      return;
    }
  look_for_unread (self, results);
  g_signal_emit (self, loaded_signal, 0, results);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierRunsReader) self = user_data;

  self->loading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  take_results (self, result);
  if (self->again)
    luthier_runs_reader_load (self);
}

static void
set_reading (LuthierRunsReader *self, gboolean reading)
{
  if (self->reading == reading)
    return;
  self->reading = reading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
}

static void
end_job (LuthierRunsReader *self)
{
  if (self->timer != 0)
    luthier_clock_remove (luthier_session_get_clock (self->session), self->timer);
  self->timer = 0;
  g_clear_handle_id (&self->ending_id, g_source_remove);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  if (self->job != NULL)
    luthier_session_unfollow (self->session, self->job);
  g_clear_object (&self->job);
}

static void
end_reading (LuthierRunsReader *self)
{
  end_job (self);
  self->n_read = 0;
  set_reading (self, FALSE);
}

static void
go_on (LuthierRunsReader *self)
{
  end_job (self);
  if (++self->n_read >= AT_ONCE || self->unread->len == 0)
    {
      self->n_read = 0;
      luthier_runs_reader_load (self);
    }
  read_next (self);
}

/* For now. */
static void
give_up (LuthierRunsReader *self)
{
  g_hash_table_replace (self->late, g_object_ref (self->job), GUINT_TO_POINTER (self->run));
}

static gboolean
ending_cb (gpointer user_data)
{
  LuthierRunsReader *self = user_data;

  self->ending_id = 0;
  if (luthier_record_is_final (self->record))
    {
      g_hash_table_add (self->tried, g_object_ref (self->job));
      go_on (self);
    }
  else
    {
      /* The others would be answered like this one. */
      give_up (self);
      luthier_runs_reader_stop (self);
    }
  return G_SOURCE_REMOVE;
}

/* All that there will be has come, or the service cannot tell it now. Whoever says so still has work
 * to do with the job. */
static void
record_changed_cb (LuthierRunsReader *self)
{
  if (self->ending_id == 0 && (luthier_record_get_complete (self->record) ||
                               luthier_record_get_error (self->record) != NULL))
    self->ending_id = g_idle_add (ending_cb, self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  LuthierRunsReader *self = user_data;

  self->timer = 0;
  give_up (self);
  go_on (self);
  return G_SOURCE_REMOVE;
}

static void
read_job (LuthierRunsReader *self)
{
  self->record = luthier_session_get_record (self->session, self->job);
  g_signal_connect_swapped (self->record, "notify::complete", G_CALLBACK (record_changed_cb), self);
  g_signal_connect_swapped (self->record, "notify::error", G_CALLBACK (record_changed_cb), self);
  self->timer = luthier_clock_add_timeout (luthier_session_get_clock (self->session), PATIENCE_MS,
                                           timeout_cb, self, NULL);
  luthier_session_follow (self->session, self->job);
  if (luthier_record_get_complete (self->record))
    record_changed_cb (self);
}

static void
read_next (LuthierRunsReader *self)
{
  if (!self->reading || self->job != NULL)
    return;
  if (self->unread->len == 0)
    {
      set_reading (self, FALSE);
      return;
    }
  self->job = g_ptr_array_steal_index (self->unread, self->unread->len - 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNREAD]);
  read_job (self);
}

static void
luthier_runs_reader_dispose (GObject *object)
{
  LuthierRunsReader *self = LUTHIER_RUNS_READER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->session != NULL)
    end_job (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_runs_reader_parent_class)->dispose (object);
}

static void
luthier_runs_reader_finalize (GObject *object)
{
  LuthierRunsReader *self = LUTHIER_RUNS_READER (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->unread);
  g_hash_table_unref (self->tried);
  g_hash_table_unref (self->late);
  G_OBJECT_CLASS (luthier_runs_reader_parent_class)->finalize (object);
}

static void
luthier_runs_reader_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierRunsReader *self = LUTHIER_RUNS_READER (object);

  switch ((LuthierRunsReaderProperty) prop_id)
    {
    case PROP_N_UNREAD:
      g_value_set_uint (value, self->unread->len);
      break;
    case PROP_READING:
      g_value_set_boolean (value, self->reading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_runs_reader_class_init (LuthierRunsReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = luthier_runs_reader_dispose;
  object_class->finalize = luthier_runs_reader_finalize;
  object_class->get_property = luthier_runs_reader_get_property;

  properties[PROP_N_UNREAD] = g_param_spec_uint ("n-unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_READING] = g_param_spec_boolean ("reading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  loaded_signal = g_signal_new ("loaded", LUTHIER_TYPE_RUNS_READER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_HASH_TABLE);
}

static void
luthier_runs_reader_init (LuthierRunsReader *self)
{
  self->cancellable = g_cancellable_new ();
  self->unread = g_ptr_array_new_with_free_func (g_object_unref);
  self->tried = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->late = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/* Jobs of another profile are no concern of this one. */
static void
profile_changed_cb (LuthierRunsReader *self)
{
  end_reading (self);
  g_hash_table_remove_all (self->tried);
  g_hash_table_remove_all (self->late);
  if (self->unread->len == 0)
    return;
  g_ptr_array_set_size (self->unread, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNREAD]);
}

/**
 * luthier_runs_reader_new:
 * @session: whose jobs
 *
 * Returns: (transfer full): one that has not read anything
 */
LuthierRunsReader *
luthier_runs_reader_new (LuthierSession *session)
{
  LuthierRunsReader *self = g_object_new (LUTHIER_TYPE_RUNS_READER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::profile", G_CALLBACK (profile_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * luthier_runs_reader_load:
 *
 * Loads what is stored; see #LuthierRunsReader::loaded.
 */
void
luthier_runs_reader_load (LuthierRunsReader *self)
{
  self->again = self->loading;
  if (self->loading || luthier_session_get_profile (self->session) == NULL)
    return;
  self->loading = TRUE;
  luthier_session_load_results_async (self->session, self->cancellable, loaded_cb,
                                      g_object_ref (self));
}

/**
 * luthier_runs_reader_start:
 *
 * Asks the service for what came of the jobs of which nothing is stored, one after the other.
 */
void
luthier_runs_reader_start (LuthierRunsReader *self)
{
  if (self->reading || self->unread->len == 0)
    return;
  self->run++;
  set_reading (self, TRUE);
  read_next (self);
}

/**
 * luthier_runs_reader_stop:
 *
 * Ends it; what was read is shown.
 */
void
luthier_runs_reader_stop (LuthierRunsReader *self)
{
  if (!self->reading)
    return;
  if (self->job != NULL)
    {
      g_ptr_array_add (self->unread, g_object_ref (self->job));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNREAD]);
    }
  end_reading (self);
  luthier_runs_reader_load (self);
}

guint
luthier_runs_reader_get_n_unread (LuthierRunsReader *self)
{
  return self->unread->len;
}

gboolean
luthier_runs_reader_get_reading (LuthierRunsReader *self)
{
  return self->reading;
}
