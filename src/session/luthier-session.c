/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include "luthier-error.h"

#define USUAL_SETTLE_WINDOW 120
#define LEAST_POLL_MS       5000
#define MOST_POLL_MS        60000
/* A practice job lives for a minute or two. */
#define LEAST_PRACTICE_POLL_MS 2000
#define MOST_PRACTICE_POLL_MS  10000
/* Many regions are asked less often, so that no more than two requests leave in a second. */
#define POLL_MS_PER_REGION 500

G_DEFINE_FINAL_TYPE (LuthierSession, luthier_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROFILE = 1,
  PROP_PROFILES,
  PROP_JOBS,
  PROP_CATALOGUE,
  PROP_CLOCK,
  PROP_STORE_PATH,
  PROP_SETTLE_WINDOW,
  PROP_LOADED,
  PROP_REFRESHING,
  PROP_UPDATED_AT,
  PROP_ONLINE,
  PROP_SIGN_IN_NEEDED,
  PROP_FAILING_REGIONS,
  PROP_ACTIVE_JOBS,
  PROP_DRAFT,
} LuthierSessionProperty;

static GParamSpec *properties[PROP_DRAFT + 1];

enum
{
  JOB_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
get_usual_settle_window (void)
{
  const char *text = g_getenv ("LUTHIER_SETTLE_WINDOW");
  guint64 seconds = 0;

  if (text && g_ascii_string_to_unsigned (text, 10, 0, 86400, &seconds, NULL))
    return (guint) seconds;

  return USUAL_SETTLE_WINDOW;
}

static GStrv
list_failing_regions (LuthierSession *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  LuthierProfile *profile = luthier_session_get_profile (self);
  const char *const *regions = profile ? luthier_profile_get_regions (profile) : NULL;

  for (guint i = 0; regions && regions[i]; i++)
    {
      if (g_hash_table_contains (self->failures, regions[i]))
        g_strv_builder_add (builder, regions[i]);
    }

  return g_strv_builder_end (builder);
}

static gboolean
is_sign_in_needed (GHashTable *failures)
{
  GHashTableIter iter;
  gpointer error = NULL;

  g_hash_table_iter_init (&iter, failures);
  while (g_hash_table_iter_next (&iter, NULL, &error))
    {
      if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED) ||
          g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAUTHENTICATED) ||
          g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL) ||
          g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_KEYRING))
        return TRUE;
    }

  return FALSE;
}

static gboolean
follows_active_job (LuthierSession *self)
{
  GHashTableIter iter;
  gpointer job = NULL;

  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, &job, NULL))
    {
      if (!luthier_job_is_terminal (job))
        return TRUE;
    }

  return FALSE;
}

static LuthierPace
choose_pace (LuthierSession *self)
{
  if (!self->connection || !self->loaded || self->sign_in_needed ||
      !luthier_session_get_online (self))
    return LUTHIER_PACE_STILL;
  if (follows_active_job (self))
    return LUTHIER_PACE_CLOSE;
  if (luthier_job_list_get_n_active (self->jobs) > 0)
    return LUTHIER_PACE_ACTIVE;

  return LUTHIER_PACE_STILL;
}

static void
network_changed_cb (LuthierSession *self)
{
  luthier_session_update_poller (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

static void
n_active_changed_cb (LuthierSession *self)
{
  luthier_session_update_poller (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE_JOBS]);
}

static void
job_finished_cb (LuthierSession *self, LuthierJob *job)
{
  g_signal_emit (self, signals[JOB_FINISHED], 0, job);
}

static void
draft_changed_cb (LuthierSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

static void
poll_due_cb (LuthierSession *self)
{
  luthier_session_refresh_async (self, NULL, NULL, NULL);
}

static void
luthier_session_constructed (GObject *object)
{
  LuthierSession *self = LUTHIER_SESSION (object);

  G_OBJECT_CLASS (luthier_session_parent_class)->constructed (object);

  if (!self->store_path)
    self->store_path = g_build_filename (g_get_user_data_dir (), "luthier", "luthier.db", NULL);

  self->store = luthier_store_new (self->store_path);
  self->keyring = luthier_keyring_new ();
  self->host = luthier_practice_host_new (self->clock);
  self->jobs = luthier_job_list_new (self->clock);
  self->draft = luthier_draft_new (self->clock, self->store);
  self->poller = luthier_poller_new (self->clock);

  g_signal_connect_object (self->jobs, "notify::n-active", G_CALLBACK (n_active_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->jobs, "finished", G_CALLBACK (job_finished_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::spec", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poller, "due", G_CALLBACK (poll_due_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
luthier_session_dispose (GObject *object)
{
  LuthierSession *self = LUTHIER_SESSION (object);

  if (self->connection)
    luthier_connection_close (self->connection);
  if (self->poller)
    luthier_poller_set_pace (self->poller, LUTHIER_PACE_STILL);
  if (self->draft)
    luthier_draft_flush (self->draft);

  G_OBJECT_CLASS (luthier_session_parent_class)->dispose (object);
}

static void
luthier_session_finalize (GObject *object)
{
  LuthierSession *self = LUTHIER_SESSION (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->poller);
  g_clear_object (&self->draft);
  g_clear_object (&self->intents);
  g_clear_object (&self->jobs);
  g_clear_object (&self->host);
  g_clear_object (&self->keyring);
  g_clear_object (&self->store);
  g_clear_object (&self->profiles);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->followed, g_hash_table_unref);
  g_clear_pointer (&self->refreshes, g_ptr_array_unref);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->failing_regions, g_strfreev);
  g_clear_pointer (&self->store_path, g_free);

  G_OBJECT_CLASS (luthier_session_parent_class)->finalize (object);
}

static void
luthier_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierSession *self = LUTHIER_SESSION (object);

  switch ((LuthierSessionProperty) id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, luthier_session_get_profile (self));
      break;
    case PROP_PROFILES:
      g_value_set_object (value, self->profiles);
      break;
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_CATALOGUE:
      g_value_set_object (value, self->catalogue);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_STORE_PATH:
      g_value_set_string (value, self->store_path);
      break;
    case PROP_SETTLE_WINDOW:
      g_value_set_uint (value, self->settle_window);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->refreshing);
      break;
    case PROP_UPDATED_AT:
      g_value_set_int64 (value, self->updated_at);
      break;
    case PROP_ONLINE:
      g_value_set_boolean (value, luthier_session_get_online (self));
      break;
    case PROP_SIGN_IN_NEEDED:
      g_value_set_boolean (value, self->sign_in_needed);
      break;
    case PROP_FAILING_REGIONS:
      g_value_set_boxed (value, self->failing_regions);
      break;
    case PROP_ACTIVE_JOBS:
      g_value_set_uint (value, luthier_job_list_get_n_active (self->jobs));
      break;
    case PROP_DRAFT:
      g_value_set_object (value, luthier_session_get_draft (self));
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
    case PROP_CATALOGUE:
      self->catalogue = g_value_dup_object (value);
      break;
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_STORE_PATH:
      self->store_path = g_value_dup_string (value);
      break;
    case PROP_SETTLE_WINDOW:
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

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, LUTHIER_TYPE_PROFILE,
                                                  readable);
  properties[PROP_PROFILES] = g_param_spec_object ("profiles", NULL, NULL, G_TYPE_LIST_MODEL,
                                                   readable);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[PROP_CATALOGUE] = g_param_spec_object ("catalogue", NULL, NULL, LUTHIER_TYPE_CATALOGUE,
                                                    given);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, LUTHIER_TYPE_CLOCK, given);
  properties[PROP_STORE_PATH] = g_param_spec_string ("store-path", NULL, NULL, NULL, given);
  properties[PROP_SETTLE_WINDOW] = g_param_spec_uint ("settle-window", NULL, NULL, 0, 86400,
                                                      USUAL_SETTLE_WINDOW, given);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, readable);
  properties[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, readable);
  properties[PROP_UPDATED_AT] = g_param_spec_int64 ("updated-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                    readable);
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, TRUE, readable);
  properties[PROP_SIGN_IN_NEEDED] = g_param_spec_boolean ("sign-in-needed", NULL, NULL, FALSE,
                                                          readable);
  properties[PROP_FAILING_REGIONS] = g_param_spec_boxed ("failing-regions", NULL, NULL, G_TYPE_STRV,
                                                         readable);
  properties[PROP_ACTIVE_JOBS] = g_param_spec_uint ("active-jobs", NULL, NULL, 0, G_MAXUINT, 0,
                                                    readable);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, LUTHIER_TYPE_JOB_SPEC,
                                                readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
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
}

static void
luthier_session_init (LuthierSession *self)
{
  self->profiles = g_list_store_new (LUTHIER_TYPE_PROFILE);
  self->followed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->refreshes = g_ptr_array_new_with_free_func (g_object_unref);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_error_free);
  self->failing_regions = g_new0 (char *, 1);
  self->network = g_network_monitor_get_default ();
}

/**
 * luthier_session_new:
 * @clock: the time
 * @catalogue: (nullable): the models that can be tuned
 * @store_path: (nullable): where to remember; %NULL is the user's data directory
 *
 * Makes a session that does nothing until luthier_session_start_async().
 */
LuthierSession *
luthier_session_new (LuthierClock *clock, LuthierCatalogue *catalogue, const char *store_path)
{
  g_return_val_if_fail (LUTHIER_IS_CLOCK (clock), NULL);

  return g_object_new (LUTHIER_TYPE_SESSION, "clock", clock, "catalogue", catalogue, "store-path",
                       store_path, "settle-window", get_usual_settle_window (), NULL);
}

LuthierProfile *
luthier_session_get_profile (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return self->connection ? luthier_connection_get_profile (self->connection) : NULL;
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
 * Returns: when at least one region last answered, in microseconds since the epoch; 0 = never
 */
gint64
luthier_session_get_updated_at (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), 0);

  return self->updated_at;
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

  return (self->connection && luthier_connection_is_local (self->connection)) ||
         g_network_monitor_get_network_available (self->network);
}

gboolean
luthier_session_get_sign_in_needed (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), FALSE);

  return self->sign_in_needed;
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

  return self->intents
             ? luthier_intent_book_get_spec (self->intents, luthier_job_get_intent_id (job))
             : NULL;
}

/* Leaves the profile that was open, with all that was under way in it, and shows nothing of it
 * any more. */
void
luthier_session_set_connection (LuthierSession *self, LuthierConnection *connection)
{
  const gboolean was_online = luthier_session_get_online (self);

  if (self->connection)
    luthier_connection_close (self->connection);
  g_set_object (&self->connection, connection);
  g_clear_object (&self->intents);
  luthier_draft_open (self->draft, NULL, NULL);
  if (connection)
    self->intents = luthier_intent_book_new (
        self->clock, self->store,
        luthier_profile_get_id (luthier_connection_get_profile (connection)));

  g_hash_table_remove_all (self->followed);
  luthier_session_set_loaded (self, FALSE);
  luthier_session_set_failures (self, NULL);
  luthier_session_set_updated_at (self, 0);
  luthier_job_list_reset (self->jobs, NULL);
  luthier_session_update_poller (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE]);
  if (was_online != luthier_session_get_online (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

void
luthier_session_set_loaded (LuthierSession *self, gboolean loaded)
{
  if (self->loaded == loaded)
    return;

  self->loaded = loaded;
  luthier_session_update_poller (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

void
luthier_session_set_refreshing (LuthierSession *self, gboolean refreshing)
{
  if (self->refreshing == refreshing)
    return;

  self->refreshing = refreshing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFRESHING]);
}

void
luthier_session_set_updated_at (LuthierSession *self, gint64 updated_at)
{
  if (self->updated_at == updated_at)
    return;

  self->updated_at = updated_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED_AT]);
}

void
luthier_session_set_failures (LuthierSession *self, GHashTable *failures)
{
  g_auto (GStrv) previous = g_steal_pointer (&self->failing_regions);
  gboolean sign_in_needed = FALSE;

  g_hash_table_remove_all (self->failures);
  if (failures)
    {
      g_hash_table_unref (self->failures);
      self->failures = failures;
    }
  self->failing_regions = list_failing_regions (self);

  sign_in_needed = is_sign_in_needed (self->failures);
  if (self->sign_in_needed != sign_in_needed)
    {
      self->sign_in_needed = sign_in_needed;
      luthier_session_update_poller (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGN_IN_NEEDED]);
    }
  if (!g_strv_equal ((const char *const *) previous, (const char *const *) self->failing_regions))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILING_REGIONS]);
}

/* To be called after everything that makes jobs more or less worth looking at. */
void
luthier_session_update_poller (LuthierSession *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self);
  const char *const *regions = profile ? luthier_profile_get_regions (profile) : NULL;
  const guint n_regions = regions ? g_strv_length ((char **) regions) : 0;
  const gboolean practice = profile &&
                            luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE;
  const guint least = practice ? LEAST_PRACTICE_POLL_MS : LEAST_POLL_MS;
  const guint most = practice ? MOST_PRACTICE_POLL_MS : MOST_POLL_MS;

  luthier_poller_set_bounds (self->poller, MAX (least, n_regions * POLL_MS_PER_REGION), most);
  luthier_poller_set_pace (self->poller, choose_pace (self));
}
