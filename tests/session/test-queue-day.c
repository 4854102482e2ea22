/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "history-world.h"

/* A day of a queue that colleagues share the slots with, and a week of following jobs: in simulated
 * time, with every request that it takes. */

#define QUOTA      2
#define N_PROFILES 3
#define MINUTE_MS  60000
#define HOUR_MS    (60 * MINUTE_MS)
#define DAY_MS     (24 * HOUR_MS)

static const char *const regions[] = { "us-central1", "europe-west4", NULL };

typedef struct
{
  char *id; /* (owned): of the intent */
  guint profile;
} Errand;

typedef struct
{
  World *world;       /* (owned) */
  GPtrArray *errands; /* (owned) of Errand: in the order in which they were asked for */
  guint n_jobs;       /* seen in the book of the first project */
  guint n_made[N_PROFILES];
  guint n_asked[N_PROFILES];
  guint n_run; /* how many the same profile has made in a row, while another one waited */
  guint longest_run;
  int last_profile;
} Day;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->id);
  g_free (errand);
}

static void
ask (Day *self, guint profile)
{
  World *world = self->world;
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_new ();
  g_autoptr (LuthierIntent) intent = NULL;
  g_autofree char *name = g_strdup_printf ("errand %u", self->errands->len);
  Errand *errand = g_new0 (Errand, 1);

  luthier_session_ensure_intent (world->session, spec);
  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, WORLD_DATASET);
  luthier_job_spec_set_region (spec, regions[world_draw (world, 2)]);
  luthier_job_spec_set_epoch_count (spec, 1 + world_draw (world, 4));
  intent = luthier_session_submit (world->session, spec);
  g_assert_nonnull (intent);
  errand->id = g_strdup (luthier_intent_get_id (intent));
  errand->profile = profile;
  g_ptr_array_add (self->errands, errand);
  self->n_asked[profile]++;
}

/* (nullable) (transfer none) */
static const Errand *
find_errand (Day *self, const LuthierPracticeJob *job)
{
  for (guint i = 0; i < self->errands->len; i++)
    {
      const Errand *errand = self->errands->pdata[i];

      if (world_is_of (job, errand->id))
        return errand;
    }
  return NULL;
}

/* How many of a profile's own errands were asked for before this one. */
static guint
get_place (Day *self, const Errand *errand)
{
  guint place = 0;

  for (guint i = 0; self->errands->pdata[i] != errand; i++)
    place += ((Errand *) self->errands->pdata[i])->profile == errand->profile;
  return place;
}

static gboolean
has_rival (Day *self, guint profile)
{
  return self->n_asked[1 - profile] > self->n_made[1 - profile];
}

static void
take_job (Day *self, const LuthierPracticeJob *job)
{
  const Errand *errand = find_errand (self, job);

  if (errand == NULL)
    return;
  /* Never over the quota, and in the order in which they were asked for. */
  g_assert_cmpuint (world_count_active (self->world), <=, QUOTA);
  g_assert_cmpuint (get_place (self, errand), ==, self->n_made[errand->profile]);
  self->n_made[errand->profile]++;
  if ((int) errand->profile != self->last_profile || !has_rival (self, errand->profile))
    self->n_run = 0;
  self->n_run++;
  self->longest_run = MAX (self->longest_run, self->n_run);
  self->last_profile = (int) errand->profile;
}

static void
watch_cb (gpointer data)
{
  Day *self = data;
  g_autoptr (GPtrArray) jobs = world_list_jobs (self->world);

  for (; self->n_jobs < jobs->len; self->n_jobs++)
    take_job (self, jobs->pdata[self->n_jobs]);
}

/* What colleagues and the service do in the next few minutes. */
static void
disturb (Day *self)
{
  World *world = self->world;

  if (world_chance (world, 12) && world_count_active (world) < QUOTA)
    world_make_foreign_job (world, regions[world_draw (world, 2)], 300 + world_draw (world, 3600));
  if (world_chance (world, 4))
    {
      g_autofree char *down = g_strdup_printf ("region-down=%s", regions[world_draw (world, 2)]);

      world_misbehave (world, down);
    }
  else if (world_chance (world, 30))
    {
      luthier_practice_clear_situations (world->service);
      world_misbehave (world, "concurrent-jobs=2");
      world_misbehave (world, "quota-full");
    }
}

static LuthierPractice *
make_other_service (World *world)
{
  g_autoptr (GError) error = NULL;
  LuthierPractice *service = luthier_practice_new (world->clock, "beta", NULL, NULL, 1, &error);

  g_assert_no_error (error);
  luthier_practice_listen (service, 0, &error);
  g_assert_no_error (error);
  luthier_practice_add_situation (service, "quota-full", &error);
  g_assert_no_error (error);
  world_put_dataset (service);
  return service;
}

static void
begin_day (Day *self)
{
  World *world = self->world = world_new (1, 0.5);

  self->errands = g_ptr_array_new_with_free_func (errand_free);
  self->last_profile = -1;
  world->other = make_other_service (world);
  world_add_profile (world, "first", regions, QUOTA);
  world_add_profile (world, "second", regions, QUOTA);
  world_add_profile_at (world, world->other, "third", regions, 1);
  world_misbehave (world, "concurrent-jobs=2");
  world_misbehave (world, "quota-full");
  world_prepare_disk (world);
  world->watch = watch_cb;
  world->watch_data = self;
  world_start (world);
  world_exhaust (world);
}

/* Everybody has something to do at once. */
static void
ask_for_all (Day *self)
{
  static const guint numbers[N_PROFILES] = { 9, 7, 6 };

  for (guint p = 0; p < N_PROFILES; p++)
    {
      if (p != self->world->open_profile)
        world_open_profile (self->world, p);
      for (guint i = 0; i < numbers[p]; i++)
        ask (self, p);
    }
}

static guint
count_in (LuthierPractice *service, const char *intent_id)
{
  LuthierPracticeJobs *book = luthier_practice_tuning_get_jobs (
      luthier_practice_get_tuning (service));
  g_autoptr (GPtrArray) jobs = luthier_practice_jobs_find_open (book, 0);
  guint n = 0;

  for (guint i = 0; i < jobs->len; i++)
    n += world_is_of (jobs->pdata[i], intent_id);
  return n;
}

/* Of the other project nobody has watched over it. */
static void
assert_order (Day *self, LuthierPractice *service)
{
  LuthierPracticeJobs *book = luthier_practice_tuning_get_jobs (
      luthier_practice_get_tuning (service));
  g_autoptr (GPtrArray) jobs = luthier_practice_jobs_find_open (book, 0);

  for (guint i = 0; i < jobs->len; i++)
    g_assert_cmpuint (get_place (self, find_errand (self, jobs->pdata[i])), ==, i);
}

static void
test_day (void)
{
  Day self = { NULL };
  World *world;
  guint n_ours = 0;

  begin_day (&self);
  world = self.world;
  ask_for_all (&self);
  for (guint minutes = 0; minutes < 24 * 60; minutes += 5)
    {
      disturb (&self);
      if (minutes < 10 * 60 && world_chance (world, 8))
        ask (&self, world->open_profile);
      /* Twice in the day the computer loses its power. */
      if (minutes == 6 * 60 || minutes == 11 * 60 + 5)
        {
          world_kill (world);
          world_start (world);
          self.last_profile = -1;
        }
      world_pass (world, 5 * MINUTE_MS);
    }

  /* Nothing is lost, and nothing is there twice. */
  for (guint i = 0; i < self.errands->len; i++)
    {
      const Errand *errand = self.errands->pdata[i];

      g_assert_cmpuint (count_in (errand->profile < 2 ? world->service : world->other, errand->id),
                        ==, 1);
      n_ours += errand->profile < 2;
    }
  assert_order (&self, world->other);
  /* Each request was good for a job: none was sent without a slot, and none for nothing. */
  g_assert_cmpuint (world_count_creates (world), ==, n_ours);
  /* Nobody starves. */
  g_assert_cmpuint (self.longest_run, <=, 2);
  g_test_message ("%u jobs; at most %u in a row for one profile; %u requests for lists",
                  self.errands->len, self.longest_run,
                  luthier_practice_count_requests (world->service, "GET", "*/tuningJobs"));

  world->watch = NULL;
  world_free (world);
  g_ptr_array_unref (self.errands);
}

static guint
count_requests (World *world)
{
  return luthier_practice_count_requests (world->service, "*", "*");
}

static gint64
get_active_ms (World *world)
{
  g_autoptr (GPtrArray) jobs = world_list_jobs (world);
  gint64 active_us = 0;

  for (guint i = 0; i < jobs->len; i++)
    {
      const LuthierPracticeJob *job = jobs->pdata[i];

      active_us += luthier_practice_job_get_end (job) - job->created;
    }
  return active_us / 1000;
}

/* Four jobs a day, one after the other, and nothing to do in between. */
static void
test_week (void)
{
  Day self = { NULL };
  World *world = self.world = world_new (2, 1);
  guint n_requests, n_at_rest = 0, n_jobs = 0;
  gint64 active_ms;

  self.errands = g_ptr_array_new_with_free_func (errand_free);
  world_add_profile (world, "first", regions, 1);
  world_prepare_disk (world);
  world_start (world);
  world_exhaust (world);
  for (guint hours = 0; hours < 7 * 24; hours += 6)
    {
      ask (&self, 0);
      n_jobs++;
      /* It is over by then, and that is known. */
      world_pass (world, 5 * HOUR_MS);
      g_assert_cmpuint (world_count_active (world), ==, 0);
      n_requests = count_requests (world);
      world_pass (world, HOUR_MS);
      n_at_rest += count_requests (world) - n_requests;
    }

  active_ms = get_active_ms (world);
  n_requests = count_requests (world);
  g_test_message ("%u requests in a week, in which jobs ran for %.1f h", n_requests,
                  (double) active_ms / HOUR_MS);
  g_assert_cmpuint (world_count_creates (world), ==, n_jobs);
  /* Nothing is asked while nothing can change. */
  g_assert_cmpuint (n_at_rest, ==, 0);
  /* A look a minute and region, once nothing new has shown for a while; each change is followed by
   * a dozen quicker ones. */
  g_assert_cmpuint (n_requests, <,
                    2 * (guint) ((double) active_ms / (0.9 * MINUTE_MS)) + n_jobs * 2 * 5 * 12);
  world_free (world);
  g_ptr_array_unref (self.errands);
}

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer unused)
{
  if ((level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) == 0)
    g_log_default_handler (domain, level, message, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_default_handler (log_cb, NULL);

  g_test_add_func ("/queue-day/day", test_day);
  g_test_add_func ("/queue-day/week", test_week);

  return g_test_run ();
}
