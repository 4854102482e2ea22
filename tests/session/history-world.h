/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib/gstdio.h>

#include "luthier-credential.h"
#include "luthier-manual-clock.h"
#include "luthier-practice-jobs.h"
#include "luthier-practice.h"
#include "luthier-session-private.h"
#include "luthier-test.h"

/* A small world in which only simulated time passes: the practice service with its own clock, a
 * computer that Luthier runs on, and the network between them. Everything happens on one thread or
 * is waited for, so that the same seed is the same history. */

#define WORLD_START     (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC)
#define WORLD_LABEL     "luthier-intent"
#define WORLD_DATASET   "gs://acme-data/train.jsonl"
#define WORLD_TOKEN     "ya29.practice"
#define WORLD_MAX_STEPS 200000
/* Until another thread is looked after again. */
#define WORLD_NAP_US 20

typedef struct
{
  guint32 seed;
  LuthierRandom *random;    /* (owned): what the history is made of */
  LuthierClock *clock;      /* (owned): of the service; the true time */
  LuthierClock *own_clock;  /* (owned): of the computer, which may be set wrong */
  LuthierPractice *service; /* (owned) */
  LuthierPractice *other;   /* (owned) (nullable): another project's */
  guint port;
  GSocket *doorstop; /* (owned) (nullable): keeps the port while nobody listens */

  char *folder;            /* (owned): of the computer's disk */
  guint n_lives;           /* how often Luthier was started */
  LuthierSession *session; /* (owned) (nullable): NULL: it is not running */
  gboolean is_started;
  guint turns_to_live; /* of the main loop, until it is killed; 0 = it is not */
  GPtrArray *profiles; /* (owned) of LuthierProfile: as they are at the beginning */
  guint open_profile;

  gboolean refuses; /* the service has answered with a refusal that is none of the wishes' */
  void (*watch) (gpointer data); /* (nullable): after each turn of the main loop */
  gpointer watch_data;

  GString *log;     /* (owned) */
  gboolean is_told; /* as it happens */
} World;

static inline gint64
world_now_ms (World *self)
{
  return (luthier_clock_get_real_time (self->clock) - WORLD_START) / 1000;
}

G_GNUC_PRINTF (2, 3)
static inline void
world_note (World *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_string_append_printf (self->log, "%10.3f  %s\n", (double) world_now_ms (self) / 1000, text);
  if (self->is_told)
    g_printerr ("%10.3f  %s\n", (double) world_now_ms (self) / 1000, text);
}

static inline guint
world_draw (World *self, guint end)
{
  return luthier_random_get_integer (self->random, 0, end);
}

static inline gboolean
world_chance (World *self, guint percent)
{
  return world_draw (self, 100) < percent;
}

/* The service */

static inline void
world_put_dataset (LuthierPractice *service)
{
  LuthierPracticeObjects *objects = luthier_practice_get_objects (service);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text,
                            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Q%u\"}]},"
                            "{\"role\":\"model\",\"parts\":[{\"text\":\"A%u\"}]}]}\n",
                            i, i);
  bytes = g_bytes_new (text->str, text->len);
  luthier_practice_objects_make_bucket (objects, "acme-data", "us-central1");
  luthier_practice_objects_put (objects, "acme-data", "train.jsonl", "application/jsonl", bytes);
}

static inline void
world_misbehave (World *self, const char *situation)
{
  g_autoptr (GError) error = NULL;

  luthier_practice_add_situation (self->service, situation, &error);
  g_assert_no_error (error);
}

static inline LuthierPracticeJobs *
world_get_book (World *self)
{
  return luthier_practice_tuning_get_jobs (luthier_practice_get_tuning (self->service));
}

/* (transfer container): all jobs that there ever were, oldest first. */
static inline GPtrArray *
world_list_jobs (World *self)
{
  return luthier_practice_jobs_find_open (world_get_book (self), 0);
}

static inline gboolean
world_is_of (const LuthierPracticeJob *job, const char *intent_id)
{
  g_autofree char *label = g_strdup_printf ("\"" WORLD_LABEL "\":\"%s\"", intent_id);

  return strstr (job->spec, label) != NULL;
}

static inline guint
world_count_jobs (World *self, const char *intent_id)
{
  g_autoptr (GPtrArray) jobs = world_list_jobs (self);
  guint n = 0;

  for (guint i = 0; i < jobs->len; i++)
    n += world_is_of (jobs->pdata[i], intent_id);
  return n;
}

static inline guint
world_count_creates (World *self)
{
  return luthier_practice_count_requests (self->service, "POST", "*/tuningJobs");
}

/* Somebody else's job, which runs until it ends. */
static inline void
world_make_foreign_job (World *self, const char *location, gint64 lasts_s)
{
  LuthierPracticeState *state = luthier_practice_get_state (self->service);
  g_autofree char *id = luthier_practice_state_new_id (state);
  LuthierPracticeJob *job = luthier_practice_job_new (id, location);

  job->created = luthier_practice_jobs_choose_moment (world_get_book (self));
  job->due = job->started = job->processed = job->tuning = job->created;
  job->finishing = job->ended = job->created + lasts_s * G_TIME_SPAN_SECOND;
  job->base_model = g_strdup ("gemini-2.5-flash");
  job->display_name = g_strdup ("a colleague's");
  job->model = luthier_practice_state_id_for (id);
  job->version = 1;
  job->serves = TRUE;
  job->spec = g_strdup ("{\"baseModel\":\"gemini-2.5-flash\",\"tunedModelDisplayName\":\"a "
                        "colleague's\",\"supervisedTuningSpec\":{\"trainingDatasetUri\":"
                        "\"" WORLD_DATASET "\"}}");
  luthier_practice_jobs_add (world_get_book (self), job);
}

/* How many of the project's jobs are not over. */
static inline guint
world_count_active (World *self)
{
  const gint64 now = luthier_practice_state_now (luthier_practice_get_state (self->service));
  g_autoptr (GPtrArray) open = luthier_practice_jobs_find_open (world_get_book (self), now);

  return open->len;
}

/* The network */

static inline gboolean
world_is_cut_off (World *self)
{
  return self->doorstop != NULL;
}

/* Whoever knocks is turned away: nothing that is sent arrives. */
static inline void
world_cut_off (World *self)
{
  g_autoptr (GSocketAddress)
      place = g_inet_socket_address_new_from_string ("127.0.0.1", self->port);
  g_autoptr (GError) error = NULL;

  if (world_is_cut_off (self))
    return;
  luthier_practice_close (self->service);
  self->doorstop = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 &error);
  g_assert_no_error (error);
  /* For a moment the port was free, and another test's connection may have it: not for long. */
  for (guint i = 0; i < WORLD_MAX_STEPS && !g_socket_bind (self->doorstop, place, TRUE, &error);
       i++)
    {
      if (i + 1 < WORLD_MAX_STEPS)
        g_clear_error (&error);
      g_usleep (WORLD_NAP_US);
    }
  g_assert_no_error (error);
}

static inline void
world_connect (World *self)
{
  g_autoptr (GError) error = NULL;

  if (!world_is_cut_off (self))
    return;
  luthier_practice_listen (self->service, self->port, &error);
  g_assert_no_error (error);
  g_clear_object (&self->doorstop);
}

/* The computer */

static inline void world_exhaust (World *self);

static inline void
world_add_profile_at (
    World *self, LuthierPractice *service, const char *id, const char *const *regions, guint quota)
{
  LuthierProfile *profile = luthier_profile_new (LUTHIER_PROFILE_ACCESS_TOKEN, id);
  LuthierPracticeState *state = luthier_practice_get_state (service);

  luthier_profile_set_title (profile, id);
  luthier_profile_set_project (profile, luthier_practice_state_get_project (state));
  luthier_profile_set_regions (profile, regions);
  luthier_profile_set_endpoint (profile, luthier_practice_get_base_url (service));
  luthier_profile_set_concurrent_jobs (profile, quota);
  g_ptr_array_add (self->profiles, profile);
}

static inline void
world_add_profile (World *self, const char *id, const char *const *regions, guint quota)
{
  world_add_profile_at (self, self->service, id, regions, quota);
}

static inline void
world_opened_cb (GObject *source, GAsyncResult *result, gpointer is_opened)
{
  *(gboolean *) is_opened = luthier_session_open_profile_finish (LUTHIER_SESSION (source), result,
                                                                 NULL);
}

/* The session must run. */
static inline void
world_open_profile (World *self, guint number)
{
  LuthierProfile *profile = self->profiles->pdata[number];
  gboolean is_opened = FALSE;

  luthier_session_open_profile_async (
      self->session, luthier_session_find_profile (self->session, luthier_profile_get_id (profile)),
      NULL, world_opened_cb, &is_opened);
  self->open_profile = number;
  world_exhaust (self);
  g_assert_true (is_opened);
}

static inline void
world_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *self = user_data;
  g_autoptr (GError) error = NULL;

  /* One that was killed while it started. */
  if (LUTHIER_SESSION (source) != self->session)
    return;
  luthier_session_start_finish (self->session, result, &error);
  g_assert_no_error (error);
  self->is_started = TRUE;
}

static inline void
world_start (World *self)
{
  g_autofree char *path = g_build_filename (self->folder, "luthier.db", NULL);
  g_autoptr (LuthierRandom) random = luthier_random_branch (self->random);
  LuthierProfile *profile = self->profiles->pdata[self->open_profile];

  self->n_lives++;
  self->is_started = FALSE;
  self->session = luthier_session_new (self->own_clock, random, NULL, path);
  for (guint i = 0; i < self->profiles->len; i++)
    {
      g_autoptr (LuthierCredential)
          credential = luthier_credential_new_for_token (WORLD_TOKEN, G_MAXINT64 / 4, NULL);

      luthier_keyring_hold (self->session->keyring,
                            luthier_profile_get_id (self->profiles->pdata[i]),
                            luthier_credential_get_text (credential));
    }
  luthier_session_start_async (self->session, luthier_profile_get_id (profile), NULL,
                               world_started_cb, self);
}

/* Waits for the store's thread: what it has done is told in the next turn of the main loop. */
static inline void
world_wait_for_disk (LuthierSession *session)
{
  while (!luthier_store_is_idle (session->store))
    g_usleep (WORLD_NAP_US);
}

/* The data of jobs are read on threads, as one thing with the moment at which they start. */
static inline gboolean
world_is_reading (LuthierPractice *service)
{
  return service != NULL &&
         luthier_practice_tuning_is_reading (luthier_practice_get_tuning (service));
}

static inline void
world_wait_for_service (World *self)
{
  while (world_is_reading (self->service) || world_is_reading (self->other))
    g_main_context_iteration (NULL, TRUE);
}

static inline void world_kill (World *self);

/* One turn of the main loop. FALSE: nothing but time can make anything happen. */
static inline gboolean
world_turn (World *self)
{
  gboolean happened;

  if (self->session != NULL)
    world_wait_for_disk (self->session);
  happened = g_main_context_iteration (NULL, FALSE);
  world_wait_for_service (self);
  if (happened && self->watch != NULL)
    self->watch (self->watch_data);
  if (happened && self->session != NULL && self->turns_to_live > 0 && --self->turns_to_live == 0)
    world_kill (self);
  return happened;
}

static inline void
world_exhaust (World *self)
{
  guint n = 0;

  while (world_turn (self))
    if (++n > WORLD_MAX_STEPS)
      g_error ("%s%u: it never rests", self->log->str, self->seed);
}

/* Lets time pass, with all that happens in it. */
static inline void
world_pass (World *self, gint64 ms)
{
  const gint64 end = luthier_clock_get_monotonic_time (self->clock) + ms * 1000;
  guint n = 0;

  world_exhaust (self);
  while (luthier_clock_get_monotonic_time (self->clock) < end)
    {
      const gint64 left = (end - luthier_clock_get_monotonic_time (self->clock) + 999) / 1000;

      luthier_manual_clock_step (LUTHIER_MANUAL_CLOCK (self->clock), left);
      world_wait_for_service (self);
      if (self->watch != NULL)
        self->watch (self->watch_data);
      world_exhaust (self);
      if (++n > WORLD_MAX_STEPS)
        g_error ("%s%u: too much happens in %d s", self->log->str, self->seed, (int) (ms / 1000));
    }
}

/* What is in a file at this moment is what a computer finds that was switched off. */
static inline void
world_copy_disk (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_mkdir (to, 0700);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize length = 0;

      if (g_str_has_suffix (name, "-shm") || !g_file_get_contents (source, &bytes, &length, NULL))
        continue;
      g_file_set_contents_full (target, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600,
                                &error);
      g_assert_no_error (error);
    }
}

static inline void
world_wipe_disk (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static inline char *
world_name_disk (const char *folder)
{
  return g_strconcat (folder, "+", NULL);
}

static inline void
world_gone_cb (gpointer is_gone)
{
  *(gboolean *) is_gone = TRUE;
}

/* Without any farewell: what is on disk now is all that is left. The object goes on for as long as
 * it takes to fall apart, on a disk and with connections that nobody sees any more. */
static inline void
world_kill (World *self)
{
  LuthierSession *session = g_steal_pointer (&self->session);
  g_autofree char *left = NULL;
  gboolean is_gone = FALSE;

  self->turns_to_live = 0;
  if (session == NULL)
    return;
  world_note (self, "killed");
  world_wait_for_disk (session);
  left = world_name_disk (self->folder);
  world_copy_disk (self->folder, left);

  /* Not a weak pointer: what is disposed of need not have gone. One that was starting would go on
   * with it. */
  g_object_set_data_full (G_OBJECT (session), "gone", &is_gone, world_gone_cb);
  g_object_run_dispose (G_OBJECT (session));
  g_object_unref (session);
  for (guint n = 0; !is_gone; n++)
    {
      g_object_run_dispose (G_OBJECT (session));
      if (n > WORLD_MAX_STEPS)
        g_error ("%s%u: what was killed is still there", self->log->str, self->seed);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (WORLD_NAP_US);
    }

  world_wipe_disk (self->folder);
  g_free (self->folder);
  self->folder = g_steal_pointer (&left);
  if (self->watch != NULL)
    self->watch (self->watch_data);
}

/* (nullable) (transfer none): one of the open profile's that is not at its end. */
static inline LuthierIntent *
world_find_intent (World *self, const char *id)
{
  GListModel *intents = self->session != NULL ? luthier_session_get_intents (self->session) : NULL;

  for (guint i = 0; intents != NULL && i < g_list_model_get_n_items (intents); i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (intents, i);

      if (g_strcmp0 (luthier_intent_get_id (intent), id) == 0)
        return intent;
    }
  return NULL;
}

/* Its life */

static inline void
world_make_disk (World *self, const char *path)
{
  LuthierStore *store = luthier_store_new (path);

  luthier_store_open_async (store, NULL, NULL, NULL);
  for (guint i = 0; i < self->profiles->len; i++)
    luthier_store_save_profile_async (store, self->profiles->pdata[i], NULL, NULL, NULL);
  luthier_store_close_async (store, NULL, NULL, NULL);
  while (!luthier_store_is_idle (store))
    g_usleep (WORLD_NAP_US);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
}

/* A disk on which Luthier has run before, with these profiles. Making one takes its time, and the
 * same profiles are the same disk. */
static inline void
world_prepare_disk (World *self)
{
  static GHashTable *disks;
  g_autofree char *path = g_build_filename (self->folder, "luthier.db", NULL);
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GBytes *disk;
  char *bytes = NULL;
  gsize length = 0;

  for (guint i = 0; i < self->profiles->len; i++)
    {
      g_autofree char *text = luthier_profile_serialize (self->profiles->pdata[i]);

      g_string_append (key, text);
    }
  if (disks == NULL)
    disks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  disk = g_hash_table_lookup (disks, key->str);
  if (disk != NULL)
    {
      g_file_set_contents_full (path, g_bytes_get_data (disk, NULL),
                                (gssize) g_bytes_get_size (disk), G_FILE_SET_CONTENTS_NONE, 0600,
                                &error);
      g_assert_no_error (error);
      return;
    }

  world_make_disk (self, path);
  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  g_hash_table_insert (disks, g_strdup (key->str), g_bytes_new_take (bytes, length));
}

/* Where the last world was, if nobody has taken the place: then its disk can be used again. */
static inline void
world_listen (World *self)
{
  static guint port;
  g_autoptr (GError) error = NULL;

  if (port == 0 || !luthier_practice_listen (self->service, port, NULL))
    luthier_practice_listen (self->service, 0, &error);
  g_assert_no_error (error);
  port = (guint) atoi (strrchr (luthier_practice_get_base_url (self->service), ':') + 1);
  self->port = port;
}

/* speed: of the service. */
static inline World *
world_new (guint32 seed, double speed)
{
  World *self = g_new0 (World, 1);
  const gboolean has_shm = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR);
  char *template = g_build_filename (has_shm ? "/dev/shm" : g_get_tmp_dir (),
                                     "luthier-history-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  self->seed = seed;
  self->log = g_string_new (NULL);
  self->random = luthier_random_new_with_seed (seed);
  self->clock = luthier_manual_clock_new (WORLD_START);
  self->own_clock = luthier_manual_clock_new_beside (LUTHIER_MANUAL_CLOCK (self->clock));
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  self->folder = g_mkdtemp (template);
  g_assert_nonnull (self->folder);
  self->service = luthier_practice_new (self->clock, "acme", WORLD_TOKEN, NULL, speed, &error);
  g_assert_no_error (error);
  world_listen (self);
  world_put_dataset (self->service);
  return self;
}

static inline void
world_free (World *self)
{
  world_kill (self);
  luthier_practice_close (self->service);
  if (self->other != NULL)
    luthier_practice_close (self->other);
  g_clear_object (&self->other);
  g_clear_object (&self->service);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->doorstop);
  world_wipe_disk (self->folder);
  g_free (self->folder);
  g_ptr_array_unref (self->profiles);
  g_clear_object (&self->own_clock);
  g_assert_finalize_object (self->clock);
  g_clear_object (&self->random);
  g_string_free (self->log, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)
