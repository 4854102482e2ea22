/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#define USUAL_SETTLE_WINDOW 120

G_DEFINE_FINAL_TYPE (LuthierSession, luthier_session, G_TYPE_OBJECT)

GParamSpec *luthier_session_properties[LUTHIER_SESSION_N_PROPERTIES];

enum
{
  JOB_FINISHED,
  INTENT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
get_usual_settle_window (void)
{
  const char *text = g_getenv ("LUTHIER_SETTLE_WINDOW");
  guint64 seconds = 0;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, 86400, &seconds, NULL))
    return (guint) seconds;

  return USUAL_SETTLE_WINDOW;
}

static void
network_changed_cb (LuthierSession *self)
{
  const gboolean was_online = self->online;

  luthier_sleep_monitor_check (self->sleep);
  luthier_session_update_online (self);
  luthier_session_tell_queues_of_network (self);
  if (!was_online)
    luthier_session_reconnect (self);
}

static void
n_active_changed_cb (LuthierSession *self)
{
  luthier_session_update_poller (self);
  g_object_notify_by_pspec (G_OBJECT (self),
                            luthier_session_properties[LUTHIER_SESSION_PROP_ACTIVE_JOBS]);
}

static void
job_finished_cb (LuthierSession *self, LuthierJob *job)
{
  luthier_session_recount_slots (self);
  luthier_session_renew_history (self);
  /* What is news of before is told in one summary, not job by job. */
  if (!luthier_missed_take (self->missed, job))
    g_signal_emit (self, signals[JOB_FINISHED], 0, job);
}

static void
draft_changed_cb (LuthierSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self),
                            luthier_session_properties[LUTHIER_SESSION_PROP_DRAFT]);
}

static void
poll_due_cb (LuthierSession *self)
{
  luthier_sleep_monitor_check (self->sleep);
  luthier_session_poll (self);
}

static void
follow_due_cb (LuthierSession *self)
{
  luthier_session_fetch_followed (self);
  luthier_poller_done (self->follower, TRUE);
}

static void
asleep_changed_cb (LuthierSession *self)
{
  luthier_session_set_asleep (self, luthier_sleep_monitor_get_asleep (self->sleep));
}

static void
luthier_session_constructed (GObject *object)
{
  LuthierSession *self = LUTHIER_SESSION (object);

  G_OBJECT_CLASS (luthier_session_parent_class)->constructed (object);

  if (self->random == NULL)
    self->random = luthier_random_new ();
  if (self->store_path == NULL)
    self->store_path = g_build_filename (g_get_user_data_dir (), "luthier", "luthier.db", NULL);

  self->store = luthier_store_new (self->store_path);
  luthier_session_watch_store (self);
  self->keyring = luthier_keyring_new ();
  self->host = luthier_practice_host_new (self->clock);
  self->jobs = luthier_job_list_new (self->clock);
  self->missed = luthier_missed_new (self->store);
  self->draft = luthier_draft_new (self->clock, self->store);
  self->poller = luthier_poller_new (self->clock, self->random);
  self->follower = luthier_poller_new (self->clock, self->random);
  self->sleep = luthier_sleep_monitor_new (self->clock);
  self->curve_pauses = luthier_pauses_new (self->clock, self->random);
  luthier_session_open_records (self);

  g_signal_connect_object (self->jobs, "notify::n-active", G_CALLBACK (n_active_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->jobs, "finished", G_CALLBACK (job_finished_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::spec", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poller, "due", G_CALLBACK (poll_due_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "due", G_CALLBACK (follow_due_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sleep, "notify::asleep", G_CALLBACK (asleep_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
luthier_session_dispose (GObject *object)
{
  LuthierSession *self = LUTHIER_SESSION (object);

  luthier_draft_flush (self->draft);
  luthier_session_end_queues (self);
  luthier_session_set_connection (self, NULL);
  luthier_session_unwatch_store (self);

  G_OBJECT_CLASS (luthier_session_parent_class)->dispose (object);
}

static void
luthier_session_finalize (GObject *object)
{
  LuthierSession *self = LUTHIER_SESSION (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->poller);
  g_clear_object (&self->follower);
  g_clear_object (&self->sleep);
  g_clear_object (&self->draft);
  g_clear_object (&self->jobs);
  g_clear_object (&self->host);
  g_clear_object (&self->keyring);
  g_clear_object (&self->store);
  g_clear_object (&self->profiles);
  g_clear_object (&self->transfers);
  g_clear_object (&self->intent_list);
  g_clear_object (&self->missed);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->random);
  g_clear_object (&self->clock);
  g_clear_object (&self->curve_pauses);
  g_clear_pointer (&self->followed, g_hash_table_unref);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->refreshes, g_ptr_array_unref);
  g_clear_pointer (&self->queues, g_hash_table_unref);
  g_clear_pointer (&self->backgrounds, g_hash_table_unref);
  g_clear_pointer (&self->turnstiles, g_hash_table_unref);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->failing_regions, g_strfreev);
  g_clear_error (&self->sign_in_error);
  g_clear_pointer (&self->store_path, g_free);

  G_OBJECT_CLASS (luthier_session_parent_class)->finalize (object);
}

static void
luthier_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierSession *self = LUTHIER_SESSION (object);

  switch ((LuthierSessionProperty) id)
    {
    case LUTHIER_SESSION_PROP_PROFILE:
      g_value_set_object (value, luthier_session_get_profile (self));
      break;
    case LUTHIER_SESSION_PROP_PROFILES:
      g_value_set_object (value, self->profiles);
      break;
    case LUTHIER_SESSION_PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case LUTHIER_SESSION_PROP_CATALOGUE:
      g_value_set_object (value, self->catalogue);
      break;
    case LUTHIER_SESSION_PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case LUTHIER_SESSION_PROP_RANDOM:
      g_value_set_object (value, self->random);
      break;
    case LUTHIER_SESSION_PROP_STORE_PATH:
      g_value_set_string (value, self->store_path);
      break;
    case LUTHIER_SESSION_PROP_SETTLE_WINDOW:
      g_value_set_uint (value, self->settle_window);
      break;
    case LUTHIER_SESSION_PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case LUTHIER_SESSION_PROP_REFRESHING:
      g_value_set_boolean (value, self->refreshing);
      break;
    case LUTHIER_SESSION_PROP_UPDATED_AT:
      g_value_set_int64 (value, luthier_session_get_updated_at (self));
      break;
    case LUTHIER_SESSION_PROP_ONLINE:
      g_value_set_boolean (value, self->online);
      break;
    case LUTHIER_SESSION_PROP_SIGN_IN_NEEDED:
      g_value_set_boolean (value, self->sign_in_needed);
      break;
    case LUTHIER_SESSION_PROP_EXPIRES_AT:
      g_value_set_int64 (value, self->expires_at);
      break;
    case LUTHIER_SESSION_PROP_FAILING_REGIONS:
      g_value_set_boxed (value, self->failing_regions);
      break;
    case LUTHIER_SESSION_PROP_ACTIVE_JOBS:
      g_value_set_uint (value, luthier_job_list_get_n_active (self->jobs));
      break;
    case LUTHIER_SESSION_PROP_DRAFT:
      g_value_set_object (value, luthier_session_get_draft (self));
      break;
    case LUTHIER_SESSION_PROP_TRANSFERS:
      g_value_set_object (value, self->transfers);
      break;
    case LUTHIER_SESSION_PROP_INTENTS:
      g_value_set_object (value, self->intent_list);
      break;
    case LUTHIER_SESSION_PROP_MISSED:
      g_value_set_object (value, luthier_session_get_missed (self));
      break;
    case LUTHIER_SESSION_PROP_STORE_TROUBLE:
      g_value_set_boxed (value, luthier_session_get_store_trouble (self));
      break;
    case LUTHIER_SESSION_PROP_DAMAGED_PATH:
      g_value_set_string (value, luthier_session_get_damaged_path (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LuthierSession *self = LUTHIER_SESSION (object);

  switch (id)
    {
    case LUTHIER_SESSION_PROP_CATALOGUE:
      self->catalogue = g_value_dup_object (value);
      break;
    case LUTHIER_SESSION_PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case LUTHIER_SESSION_PROP_RANDOM:
      self->random = g_value_dup_object (value);
      break;
    case LUTHIER_SESSION_PROP_STORE_PATH:
      self->store_path = g_value_dup_string (value);
      break;
    case LUTHIER_SESSION_PROP_SETTLE_WINDOW:
      self->settle_window = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  luthier_session_properties[LUTHIER_SESSION_PROP_PROFILE] = g_param_spec_object (
      "profile", NULL, NULL, LUTHIER_TYPE_PROFILE, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_PROFILES] = g_param_spec_object (
      "profiles", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_JOBS] = g_param_spec_object (
      "jobs", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_CATALOGUE] = g_param_spec_object (
      "catalogue", NULL, NULL, LUTHIER_TYPE_CATALOGUE, given);
  luthier_session_properties[LUTHIER_SESSION_PROP_CLOCK] = g_param_spec_object (
      "clock", NULL, NULL, LUTHIER_TYPE_CLOCK, given);
  luthier_session_properties[LUTHIER_SESSION_PROP_RANDOM] = g_param_spec_object (
      "random", NULL, NULL, LUTHIER_TYPE_RANDOM, given);
  luthier_session_properties[LUTHIER_SESSION_PROP_STORE_PATH] = g_param_spec_string (
      "store-path", NULL, NULL, NULL, given);
  luthier_session_properties[LUTHIER_SESSION_PROP_SETTLE_WINDOW] = g_param_spec_uint (
      "settle-window", NULL, NULL, 0, 86400, USUAL_SETTLE_WINDOW, given);
  luthier_session_properties[LUTHIER_SESSION_PROP_LOADED] = g_param_spec_boolean (
      "loaded", NULL, NULL, FALSE, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_REFRESHING] = g_param_spec_boolean (
      "refreshing", NULL, NULL, FALSE, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_UPDATED_AT] = g_param_spec_int64 (
      "updated-at", NULL, NULL, 0, G_MAXINT64, 0, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_ONLINE] = g_param_spec_boolean (
      "online", NULL, NULL, TRUE, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_SIGN_IN_NEEDED] = g_param_spec_boolean (
      "sign-in-needed", NULL, NULL, FALSE, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_EXPIRES_AT] = g_param_spec_int64 (
      "expires-at", NULL, NULL, 0, G_MAXINT64, 0, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_FAILING_REGIONS] = g_param_spec_boxed (
      "failing-regions", NULL, NULL, G_TYPE_STRV, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_ACTIVE_JOBS] = g_param_spec_uint (
      "active-jobs", NULL, NULL, 0, G_MAXUINT, 0, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_DRAFT] = g_param_spec_object (
      "draft", NULL, NULL, LUTHIER_TYPE_JOB_SPEC, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_TRANSFERS] = g_param_spec_object (
      "transfers", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_INTENTS] = g_param_spec_object (
      "intents", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_MISSED] = g_param_spec_object (
      "missed", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_STORE_TROUBLE] = g_param_spec_boxed (
      "store-trouble", NULL, NULL, G_TYPE_ERROR, readable);
  luthier_session_properties[LUTHIER_SESSION_PROP_DAMAGED_PATH] = g_param_spec_string (
      "damaged-path", NULL, NULL, NULL, readable);

  g_object_class_install_properties (object_class, LUTHIER_SESSION_N_PROPERTIES,
                                     luthier_session_properties);
}

static void
luthier_session_class_init (LuthierSessionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->constructed = luthier_session_constructed;
  object_class->dispose = luthier_session_dispose;
  object_class->finalize = luthier_session_finalize;
  object_class->get_property = luthier_session_get_property;
  object_class->set_property = luthier_session_set_property;

  install_properties (object_class);

  signals[JOB_FINISHED] = g_signal_new ("job-finished", LUTHIER_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, LUTHIER_TYPE_JOB);
  signals[INTENT_CHANGED] = g_signal_new ("intent-changed", LUTHIER_TYPE_SESSION, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 2, LUTHIER_TYPE_PROFILE,
                                          LUTHIER_TYPE_INTENT);
}

static void
luthier_session_init (LuthierSession *self)
{
  self->profiles = g_list_store_new (LUTHIER_TYPE_PROFILE);
  self->transfers = g_list_store_new (LUTHIER_TYPE_TRANSFER);
  self->intent_list = g_list_store_new (LUTHIER_TYPE_INTENT);
  self->followed = g_hash_table_new_full (NULL, NULL, g_object_unref, luthier_session_follow_free);
  self->refreshes = g_ptr_array_new_with_free_func (g_object_unref);
  self->queues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->backgrounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             luthier_session_background_free);
  self->turnstiles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_error_free);
  self->failing_regions = g_new0 (char *, 1);
  self->network = g_network_monitor_get_default ();
  self->online = g_network_monitor_get_network_available (self->network);
}

/**
 * luthier_session_new:
 * @clock: the time
 * @random: what is left to chance: ids, names of objects, waits
 * @catalogue: (nullable): the models that can be tuned
 * @store_path: (nullable): where to remember; %NULL is the user's data directory
 *
 * Makes a session that does nothing until luthier_session_start_async().
 */
LuthierSession *
luthier_session_new (LuthierClock *clock,
                     LuthierRandom *random,
                     LuthierCatalogue *catalogue,
                     const char *store_path)
{
  g_return_val_if_fail (LUTHIER_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (LUTHIER_IS_RANDOM (random), NULL);

  return g_object_new (LUTHIER_TYPE_SESSION, "clock", clock, "random", random, "catalogue",
                       catalogue, "store-path", store_path, "settle-window",
                       get_usual_settle_window (), NULL);
}

LuthierProfile *
luthier_session_get_profile (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return self->connection != NULL ? luthier_connection_get_profile (self->connection) : NULL;
}

GListModel *
luthier_session_get_profiles (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->profiles);
}

GListModel *
luthier_session_get_jobs (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->jobs);
}

LuthierCatalogue *
luthier_session_get_catalogue (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return self->catalogue;
}

LuthierClock *
luthier_session_get_clock (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return self->clock;
}

gboolean
luthier_session_get_loaded (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), FALSE);

  return self->loaded;
}

gboolean
luthier_session_get_refreshing (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), FALSE);

  return self->refreshing;
}

/**
 * luthier_session_get_updated_at:
 *
 * Returns: when at least one region last answered, in microseconds since the epoch; 0 = never. By
 *   the clock as it is now: if that was set, so was this
 */
gint64
luthier_session_get_updated_at (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), 0);

  if (self->updated == 0)
    return 0;

  return luthier_clock_get_real_time (self->clock) -
         (luthier_clock_get_boot_time (self->clock) - self->updated);
}

/**
 * luthier_session_get_online:
 *
 * Returns: whether the open profile's service can be reached as far as this computer knows; a
 *   service on this computer always can
 */
gboolean
luthier_session_get_online (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), FALSE);

  return self->online;
}

gboolean
luthier_session_get_sign_in_needed (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), FALSE);

  return self->sign_in_needed;
}

/**
 * luthier_session_get_sign_in_error:
 *
 * Returns: (transfer none) (nullable): why nothing can be asked before the user has helped; told
 *   of with notify::sign-in-needed
 */
const GError *
luthier_session_get_sign_in_error (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return self->sign_in_error;
}

/**
 * luthier_session_get_expires_at:
 *
 * Returns: when the pasted token of the open profile ends, in microseconds since the epoch; 0 if
 *   its sign-in renews itself
 */
gint64
luthier_session_get_expires_at (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), 0);

  return self->expires_at;
}

const char *const *
luthier_session_get_failing_regions (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return (const char *const *) self->failing_regions;
}

/**
 * luthier_session_get_region_error:
 * @region: one of the profile's regions
 *
 * Returns: (transfer none) (nullable): why it did not answer last time
 */
const GError *
luthier_session_get_region_error (LuthierSession *self, const char *region)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  return g_hash_table_lookup (self->failures, region);
}

/**
 * luthier_session_get_active_jobs:
 *
 * Returns: how many jobs have not ended; those in states that nobody knows count too
 */
guint
luthier_session_get_active_jobs (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), 0);

  return luthier_job_list_get_n_active (self->jobs);
}

LuthierJobSpec *
luthier_session_get_draft (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return luthier_draft_get_spec (self->draft);
}

/**
 * luthier_session_lookup_job:
 * @name: a job's resource name, with the project's id or number
 *
 * Returns: (transfer none) (nullable): the job, if it is known
 */
LuthierJob *
luthier_session_lookup_job (LuthierSession *self, const char *name)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return luthier_job_list_lookup (self->jobs, name);
}

LuthierJobSpec *
luthier_session_get_asked (LuthierSession *self, LuthierJob *job)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);
  g_return_val_if_fail (LUTHIER_IS_JOB (job), NULL);

  return self->queue != NULL ? luthier_queue_get_spec (self->queue, luthier_job_get_intent_id (job))
                             : NULL;
}

/**
 * luthier_session_get_missed:
 *
 * Returns: (transfer none): of LuthierJob, in the order in which they ended: what was in progress
 *   when the open profile was last looked at, ended since, and was neither looked at nor dismissed
 */
GListModel *
luthier_session_get_missed (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return luthier_missed_get_jobs (self->missed);
}

/**
 * luthier_session_miss:
 * @job: of the open profile, that has ended
 *
 * Nobody was there to see it end: it is among what was missed, until it is looked at or dismissed.
 */
void
luthier_session_miss (LuthierSession *self, LuthierJob *job)
{
  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_JOB (job));

  if (luthier_session_lookup_job (self, luthier_job_get_name (job)) == job)
    luthier_missed_add (self->missed, job);
}

void
luthier_session_dismiss_missed (LuthierSession *self)
{
  g_return_if_fail (LUTHIER_IS_SESSION (self));

  luthier_missed_dismiss (self->missed);
}
