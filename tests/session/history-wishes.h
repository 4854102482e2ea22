/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "history-world.h"

/* What the user of a history wants, and what must have become of it. */

typedef struct
{
  char *id; /* (owned): the value of the label */
  guint number;
  guint profile;
  LuthierIntentState state; /* as it was seen last */
  gboolean is_bad;          /* the service refuses it */
  guint life;               /* of Luthier, in which it was asked for */
  gboolean is_kept;         /* is on disk: a later life has found it there */
  gboolean is_touched;      /* the user has changed its place in the order */
  gboolean was_unsure;      /* it was not known what its request had done */
  gboolean was_sent;        /* when it was forgotten */
  gboolean is_forgotten;    /* that was the user's last word */
  gboolean hurried;         /* sent without waiting for a slot */
} Wish;

typedef struct
{
  World *world;      /* (owned) */
  GPtrArray *wishes; /* (owned) of Wish: in the order in which they were asked for */
  guint n_wishes;    /* at most */
  guint quota;       /* the profiles' and the service's */
  gboolean refuses_over_quota;
  gboolean labels_missing; /* in lists */
  guint lag_s;             /* of lists */
  guint n_jobs;            /* seen in the service's book */
  gboolean has_let_go;     /* a request was forgotten that may have made a job */
} History;

/* The one that is played; for whoever has to say what went wrong. */
static World *history_world;

static inline void
history_tell (void)
{
  if (history_world == NULL)
    return;
  if (!history_world->is_told)
    g_printerr ("%s", history_world->log->str);
  g_printerr ("To play it again: test-histories --seed %u\n", history_world->seed);
}

static inline void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->id);
  g_free (wish);
}

static const char *const intent_states[] = {
  "sending", "settled", "refused", "uncertain", "queued", "looking", "asks", "forgotten",
};

G_GNUC_PRINTF (2, 3)
static inline void
history_fail (History *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_error ("history %u: %s", self->world->seed, text);
}

/* (nullable) (transfer none): only the open profile's are to be seen. */
static inline LuthierIntent *
history_find (History *self, Wish *wish)
{
  World *world = self->world;

  if (world->session == NULL || !world->is_started || wish->profile != world->open_profile)
    return NULL;
  return world_find_intent (world, wish->id);
}

static inline Wish *
history_add_wish (History *self, LuthierIntent *intent)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->id = g_strdup (luthier_intent_get_id (intent));
  wish->number = self->wishes->len;
  wish->profile = self->world->open_profile;
  wish->state = LUTHIER_INTENT_QUEUED;
  wish->life = self->world->n_lives;
  g_ptr_array_add (self->wishes, wish);
  return wish;
}

static inline void
history_ask (History *self, gboolean is_bad)
{
  static const char *const regions[] = { "us-central1", "europe-west4" };
  World *world = self->world;
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_new ();
  g_autoptr (LuthierIntent) intent = NULL;
  g_autofree char *name = g_strdup_printf ("wish %u", self->wishes->len);
  Wish *wish;

  luthier_session_ensure_intent (world->session, spec);
  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, WORLD_DATASET);
  luthier_job_spec_set_region (spec, regions[world_draw (world, 2)]);
  luthier_job_spec_set_epoch_count (spec, is_bad ? -3 : 1);
  intent = luthier_session_submit (world->session, spec);
  g_assert_nonnull (intent);

  wish = history_add_wish (self, intent);
  wish->is_bad = is_bad;
  world_note (world, "the user asks for %s (%.8s) in %s%s", name, wish->id,
              luthier_job_spec_get_region (spec), is_bad ? ", which cannot be" : "");
}

static inline const Wish *
history_find_wish (History *self, const LuthierPracticeJob *job)
{
  for (guint i = 0; i < self->wishes->len; i++)
    {
      Wish *wish = self->wishes->pdata[i];

      if (world_is_of (job, wish->id))
        return wish;
    }
  return NULL;
}

/* Was one of somebody else's made so recently that whoever asked for a job could not know of it? A
 * deed may come late. */
static inline gboolean
history_has_hidden_job (History *self, GPtrArray *jobs, gint64 moment)
{
  const gint64 hidden_us = (gint64) (self->lag_s + 65) * G_TIME_SPAN_SECOND;

  for (guint i = 0; i < jobs->len; i++)
    {
      const LuthierPracticeJob *job = jobs->pdata[i];

      if (job->created > moment - hidden_us && history_find_wish (self, job) == NULL)
        return TRUE;
    }
  return FALSE;
}

/* Looks into the service's book after each job that is made. */
static inline void
history_watch_jobs (History *self)
{
  World *world = self->world;
  g_autoptr (GPtrArray) jobs = world_list_jobs (world);
  const gint64 now = luthier_practice_state_now (luthier_practice_get_state (world->service));

  for (; self->n_jobs < jobs->len; self->n_jobs++)
    {
      const LuthierPracticeJob *job = jobs->pdata[self->n_jobs];
      const Wish *wish = history_find_wish (self, job);
      guint n;

      if (wish == NULL)
        continue;
      world_note (world, "the service makes wish %u in %s; %u of %u run", wish->number,
                  job->location, world_count_active (world), self->quota);
      n = world_count_jobs (world, wish->id);
      if (n > 1)
        history_fail (self, "there are %u jobs of wish %u", n, wish->number);
      if (wish->is_forgotten && !wish->was_sent)
        history_fail (self, "wish %u was taken back, and made", wish->number);
      if (world_count_active (world) > self->quota && !wish->hurried && !self->has_let_go &&
          !history_has_hidden_job (self, jobs, now))
        history_fail (self, "wish %u is over the quota", wish->number);
    }
}

static inline void
history_watch (History *self)
{
  history_watch_jobs (self);
  for (guint i = 0; i < self->wishes->len; i++)
    {
      Wish *wish = self->wishes->pdata[i];
      LuthierIntent *intent = history_find (self, wish);
      LuthierIntentState state;

      if (intent == NULL)
        continue;
      state = luthier_intent_get_state (intent);
      if (state != wish->state)
        world_note (self->world, "wish %u: %s -> %s", i, intent_states[wish->state],
                    intent_states[state]);
      wish->state = state;
      wish->is_kept = wish->is_kept || self->world->n_lives > wish->life;
      /* What is given up for lost holds no slot, though it may run. */
      self->has_let_go = self->has_let_go || state == LUTHIER_INTENT_ASKS;
      wish->was_unsure = wish->was_unsure || (state != LUTHIER_INTENT_SENDING &&
                                              luthier_intent_state_is_unsure (state));
    }
}

static inline void
history_watch_cb (gpointer self)
{
  history_watch (self);
}

/* At the end */

static inline void
records_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **records = user_data;
  g_autoptr (GError) error = NULL;

  *records = luthier_store_load_intents_finish (LUTHIER_STORE (source), result, &error);
  g_assert_no_error (error);
}

/* (transfer full) of LuthierIntentRecord: what is on disk. */
static inline GPtrArray *
history_read_records (History *self, guint profile)
{
  World *world = self->world;
  GPtrArray *records = NULL;

  luthier_store_load_intents_async (world->session->store,
                                    luthier_profile_get_id (world->profiles->pdata[profile]), NULL,
                                    records_cb, &records);
  while (records == NULL)
    world_turn (world);
  return records;
}

static inline void
history_judge_wish (History *self, Wish *wish, const LuthierIntentRecord *record)
{
  const guint n = world_count_jobs (self->world, wish->id);
  const char *state = record != NULL ? intent_states[record->state] : "gone";
  guint most = 0, least = 0;

  if (record == NULL && wish->is_kept)
    history_fail (self, "wish %u is lost", wish->number);
  if (record != NULL && record->state == LUTHIER_INTENT_SETTLED)
    most = least = 1;
  else if (record != NULL && record->state == LUTHIER_INTENT_FORGOTTEN)
    most = wish->was_sent ? 1 : 0;
  else if (record != NULL && record->state != LUTHIER_INTENT_ASKS &&
           record->state != LUTHIER_INTENT_REFUSED)
    history_fail (self, "wish %u is %s and does not go on", wish->number, state);
  if (record != NULL && record->state == LUTHIER_INTENT_REFUSED && !wish->is_bad &&
      !self->world->refuses)
    history_fail (self, "wish %u is refused, and nobody has", wish->number);

  if (n < least || n > most)
    history_fail (self, "wish %u is %s, and there are %u jobs", wish->number, state, n);
}

static inline const LuthierIntentRecord *
find_record (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    {
      const LuthierIntentRecord *record = records->pdata[i];

      if (g_strcmp0 (record->id, id) == 0)
        return record;
    }
  return NULL;
}

/* Of those that went their way undisturbed, the one that was asked for first is made first. */
static inline void
history_judge_order (History *self)
{
  g_autoptr (GPtrArray) jobs = world_list_jobs (self->world);
  int latest[] = { -1, -1, -1, -1 };

  for (guint i = 0; i < jobs->len; i++)
    {
      const Wish *wish = history_find_wish (self, jobs->pdata[i]);

      if (wish == NULL || wish->is_touched || wish->was_unsure)
        continue;
      if ((int) wish->number < latest[wish->profile])
        history_fail (self, "wish %u was asked for before wish %d, and made after it", wish->number,
                      latest[wish->profile]);
      latest[wish->profile] = (int) wish->number;
    }
}

static inline void
history_judge (History *self)
{
  for (guint p = 0; p < self->world->profiles->len; p++)
    {
      g_autoptr (GPtrArray) records = history_read_records (self, p);

      for (guint i = 0; i < self->wishes->len; i++)
        {
          Wish *wish = self->wishes->pdata[i];

          if (wish->profile == p)
            history_judge_wish (self, wish, find_record (records, wish->id));
        }
    }
  history_judge_order (self);
}

static inline void
history_free (History *self)
{
  history_world = NULL;
  g_ptr_array_unref (self->wishes);
  world_free (self->world);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (History, history_free)
