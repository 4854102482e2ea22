/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "history-wishes.h"

/* A history: what the service, the network, the computer and the user do, as chance has it. */

#define HISTORY_SPEED   60 /* of the service: a job takes a minute or so */
#define HISTORY_STEPS   16
#define HISTORY_REST_US (6 * G_TIME_SPAN_HOUR)

/* What may befall a request for a job: how many arguments. */
static const char *const create_faults[] = {
  /* Nothing was made */
  "reset-before@POST *tuningJobs*1",
  "error=500@POST *tuningJobs*1",
  "error=502@POST *tuningJobs*1",
  "error=503@POST *tuningJobs*2",
  "error=408@POST *tuningJobs*1",
  "error=499@POST *tuningJobs*1",
  "unavailable=7@POST *tuningJobs*1",
  "error=429@POST *tuningJobs*1",
  "error=429@POST *tuningJobs*3",
  "rate-limited=20@POST *tuningJobs*1",
  /* It was made */
  "reset-after@POST *tuningJobs*1",
  "garbage@POST *tuningJobs*1",
  "truncated@POST *tuningJobs*1",
  "stalls@POST *tuningJobs*1",
  "slow=20000@POST *tuningJobs*1",
  "slow=90000@POST *tuningJobs*1",
  "error-after=500@POST *tuningJobs*1",
  "error-after=503@POST *tuningJobs*2",
  "error-after=408@POST *tuningJobs*1",
  "acts-late=3000@POST *tuningJobs*1",
  "acts-late=45000@POST *tuningJobs*1",
};

/* The service says no, and has not looked. */
static const char *const refusals[] = {
  "error=400@POST *tuningJobs*1",
  "error=403@POST *tuningJobs*1",
  "error=404@POST *tuningJobs*1",
  "error=409@POST *tuningJobs*1",
};

static const char *const list_faults[] = {
  "error=500@GET *tuningJobs*1",      "error=503@GET *tuningJobs*6",
  "error=404@GET *tuningJobs*1",      "error=429@GET *tuningJobs*2",
  "reset-before@GET *tuningJobs*2",   "reset-after@GET *tuningJobs*2",
  "garbage@GET *tuningJobs*2",        "truncated@GET *tuningJobs*2",
  "stalls@GET *tuningJobs*1",         "slow=15000@GET *tuningJobs*2",
  "slow=70000@GET *tuningJobs*1",     "region-down=us-central1",
  "region-down=europe-west4",         "empty-page",
  "rate-limited=5@GET *tuningJobs*2", "no-permission=aiplatform.tuningJobs.list*1",
};

/* What is so for the whole of a history. */
static inline void
history_keep_up (History *self)
{
  g_autofree char *slots = g_strdup_printf ("concurrent-jobs=%u", self->quota);
  g_autofree char *lag = g_strdup_printf ("list-lags=%u", self->lag_s * HISTORY_SPEED);

  luthier_practice_clear_situations (self->world->service);
  world_misbehave (self->world, slots);
  if (self->lag_s > 0)
    world_misbehave (self->world, lag);
  if (self->refuses_over_quota)
    world_misbehave (self->world, "quota-full");
  if (self->labels_missing)
    world_misbehave (self->world, "labels-missing");
}

static inline void
history_add_fault (History *self, const char *fault)
{
  world_note (self->world, "the service: %s", fault);
  world_misbehave (self->world, fault);
}

#define history_draw_fault(self, faults)                                                           \
  history_add_fault ((self), (faults)[world_draw ((self)->world, G_N_ELEMENTS (faults))])

static inline void
history_set_clock (History *self)
{
  static const int jumps_s[] = { -86400, -3600, -120, -30, 30, 120, 3600, 86400, 30 * 86400 };
  World *world = self->world;
  const gint64 jump_s = jumps_s[world_draw (world, G_N_ELEMENTS (jumps_s))];

  world_note (world, "the computer's clock is set by %d s", (int) jump_s);
  /* What was made a month ago, by this clock, is in the lists if anywhere. */
  self->has_let_go = self->has_let_go || jump_s >= 86400;
  luthier_manual_clock_set_real_time (LUTHIER_MANUAL_CLOCK (world->own_clock),
                                      luthier_clock_get_real_time (world->own_clock) +
                                          jump_s * G_USEC_PER_SEC);
}

/* It is later afterwards, for the service too, and nothing has happened here. */
static inline void
history_sleep (History *self)
{
  World *world = self->world;
  const gint64 ms = (gint64) (1 + world_draw (world, 7200)) * 1000;

  world_note (world, "the computer sleeps for %d s", (int) (ms / 1000));
  luthier_manual_clock_sleep (LUTHIER_MANUAL_CLOCK (world->own_clock), ms);
  luthier_manual_clock_sleep (LUTHIER_MANUAL_CLOCK (world->clock), ms);
}

static inline void
history_start (History *self)
{
  if (self->world->session != NULL)
    return;
  world_note (self->world, "Luthier starts with profile %u", self->world->open_profile);
  world_start (self->world);
}

static inline void
history_open (History *self, guint profile)
{
  World *world = self->world;
  LuthierProfile *opened;

  if (world->session == NULL || !world->is_started || profile == world->open_profile)
    return;
  world_note (world, "the user opens profile %u", profile);
  world->open_profile = profile;
  opened = luthier_session_find_profile (world->session,
                                         luthier_profile_get_id (world->profiles->pdata[profile]));
  luthier_session_open_profile_async (world->session, opened, NULL, NULL, NULL);
  world_exhaust (world);
}

static inline gboolean
history_can_ask (History *self)
{
  World *world = self->world;

  return world->session != NULL && world->is_started && luthier_session_get_loaded (world->session);
}

/* What the user decides when nobody knows. Sending again is a decision for who has waited until the
 * lists are up to date. */
static inline void
history_answer (History *self, Wish *wish, LuthierIntent *intent)
{
  World *world = self->world;
  const guint draw = world_draw (world, 100);

  if (draw < 40)
    {
      world_note (world, "wish %u: send again", wish->number);
      wish->hurried = TRUE;
      luthier_session_send_again (world->session, intent);
    }
  else if (draw < 70)
    {
      world_note (world, "wish %u: keep looking", wish->number);
      luthier_session_keep_looking (world->session, intent);
    }
  else if (draw < 85)
    {
      world_note (world, "wish %u: forget", wish->number);
      wish->is_forgotten = wish->was_sent = TRUE;
      self->has_let_go = TRUE;
      luthier_session_forget_intent (world->session, intent);
    }
}

static inline void
history_forget (History *self, Wish *wish, LuthierIntent *intent)
{
  World *world = self->world;

  wish->was_sent = wish->was_sent || luthier_intent_get_sent_at (intent) != 0;
  wish->is_forgotten = wish->is_touched = TRUE;
  world_note (world, "wish %u: %s", wish->number, wish->was_sent ? "forget, sent" : "forget");
  self->has_let_go = self->has_let_go || wish->was_sent;
  luthier_session_forget_intent (world->session, intent);
  if (!world_chance (world, 40))
    return;

  world_exhaust (world);
  if (world->session == NULL || !history_can_ask (self))
    return;
  world_note (world, "wish %u: undo", wish->number);
  wish->is_forgotten = FALSE;
  luthier_session_restore_intent (world->session, intent);
}

static inline void
history_touch (History *self, Wish *wish, LuthierIntent *intent)
{
  World *world = self->world;
  const guint draw = world_draw (world, 100);

  if (draw < 35)
    {
      const gboolean held = !luthier_intent_get_held (intent);

      wish->is_touched = TRUE;
      world_note (world, "wish %u: %s", wish->number, held ? "hold" : "go on");
      luthier_session_hold (world->session, intent, held);
    }
  else if (draw < 65)
    {
      const guint position = world_draw (world, self->wishes->len);

      for (guint i = 0; i < self->wishes->len; i++)
        ((Wish *) self->wishes->pdata[i])->is_touched = TRUE;
      world_note (world, "wish %u: to place %u", wish->number, position);
      luthier_session_move_intent (world->session, intent, position);
    }
  else if (draw < 75)
    {
      wish->is_touched = wish->hurried = TRUE;
      self->has_let_go = TRUE;
      world_note (world, "wish %u: send now", wish->number);
      luthier_session_send_now (world->session, intent);
    }
  else
    history_forget (self, wish, intent);
}

static inline void
history_decide (History *self)
{
  World *world = self->world;
  Wish *wish;
  LuthierIntent *intent;

  if (!history_can_ask (self) || self->wishes->len == 0)
    return;
  wish = self->wishes->pdata[world_draw (world, self->wishes->len)];
  intent = history_find (self, wish);
  if (intent == NULL)
    return;

  g_object_ref (intent);
  if (luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS)
    history_answer (self, wish, intent);
  else if (luthier_intent_get_state (intent) == LUTHIER_INTENT_QUEUED)
    history_touch (self, wish, intent);
  else if (luthier_intent_get_state (intent) == LUTHIER_INTENT_REFUSED && world_chance (world, 50))
    {
      g_autoptr (LuthierJobSpec) spec = luthier_job_spec_copy (luthier_intent_get_spec (intent));
      g_autoptr (LuthierIntent) again = NULL;

      world_note (world, "wish %u: corrected", wish->number);
      luthier_job_spec_set_epoch_count (spec, 2);
      wish->is_bad = FALSE;
      wish->is_touched = TRUE;
      again = luthier_session_submit (world->session, spec);
      /* Of one that may have a job already it is another one. */
      if (again != intent)
        history_add_wish (self, again);
    }
  g_object_unref (intent);
}

static inline void
history_take_step (History *self)
{
  static const gint64 spans_ms[] = { 100, 1000, 3000, 8000, 20000, 45000, 70000, 130000 };
  World *world = self->world;
  const guint draw = world_draw (world, 100);

  if (world->session == NULL && world_chance (world, 70))
    history_start (self);

  if (draw < 26)
    world_pass (world, spans_ms[world_draw (world, G_N_ELEMENTS (spans_ms))]);
  else if (draw < 36)
    for (guint i = world_draw (world, 20); i > 0; i--)
      world_turn (world);
  else if (draw < 54)
    history_draw_fault (self, create_faults);
  else if (draw < 56)
    {
      world->refuses = TRUE;
      history_draw_fault (self, refusals);
    }
  else if (draw < 64)
    history_draw_fault (self, list_faults);
  else if (draw < 70)
    world->turns_to_live = world->session != NULL ? 1 + world_draw (world, 60) : 0;
  else if (draw < 73)
    {
      world_note (world, world_is_cut_off (world) ? "the network is back" : "the network is gone");
      /* What is on its way arrives: connections that break are faults of the service. */
      world_exhaust (world);
      if (world_is_cut_off (world))
        world_connect (world);
      else
        world_cut_off (world);
    }
  else if (draw < 76)
    {
      world_note (world, "the service is well again");
      history_keep_up (self);
    }
  else if (draw < 79)
    history_set_clock (self);
  else if (draw < 80)
    history_sleep (self);
  else if (draw < 84)
    {
      world_note (world, "a colleague makes a job");
      world_make_foreign_job (world, world_chance (world, 50) ? "us-central1" : "europe-west4",
                              10 + world_draw (world, 300));
    }
  else if (draw < 87 && world->profiles->len > 1)
    history_open (self, 1 - world->open_profile);
  else if (draw < 92 && self->wishes->len < self->n_wishes)
    {
      if (history_can_ask (self))
        history_ask (self, world_chance (world, 4));
    }
  else
    history_decide (self);
}

/* The end: everything is well, and stays so. */

static inline gboolean
is_at_rest (Wish *wish, LuthierIntent *intent)
{
  return intent == NULL || luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS ||
         luthier_intent_get_state (intent) == LUTHIER_INTENT_REFUSED;
}

/* The open profile's. */
static inline gboolean
history_rests (History *self)
{
  for (guint i = 0; i < self->wishes->len; i++)
    {
      Wish *wish = self->wishes->pdata[i];

      if (!is_at_rest (wish, history_find (self, wish)))
        return FALSE;
    }
  return TRUE;
}

static inline void
history_let_go_on (History *self)
{
  for (guint i = 0; i < self->wishes->len; i++)
    {
      LuthierIntent *intent = history_find (self, self->wishes->pdata[i]);

      if (intent != NULL && luthier_intent_get_held (intent))
        luthier_session_hold (self->world->session, intent, FALSE);
    }
}

static inline void
history_wait_for_rest (History *self)
{
  World *world = self->world;
  const gint64 end = luthier_clock_get_monotonic_time (world->clock) + HISTORY_REST_US;

  history_let_go_on (self);
  world_exhaust (world);
  while (!history_rests (self))
    {
      if (luthier_clock_get_monotonic_time (world->clock) > end)
        history_fail (self, "it does not come to rest");
      world_pass (world, 10000);
    }
}

/* Those that ask are answered, at last. */
static inline void
history_answer_all (History *self)
{
  for (guint i = 0; i < self->wishes->len; i++)
    {
      Wish *wish = self->wishes->pdata[i];
      LuthierIntent *intent = history_find (self, wish);

      if (intent != NULL && luthier_intent_get_state (intent) == LUTHIER_INTENT_ASKS)
        history_answer (self, wish, intent);
    }
}

static inline void
history_end (History *self)
{
  World *world = self->world;

  world_note (world, "all is well from now on");
  world->turns_to_live = 0;
  history_keep_up (self);
  world_connect (world);
  luthier_manual_clock_set_real_time (LUTHIER_MANUAL_CLOCK (world->own_clock),
                                      luthier_clock_get_real_time (world->clock));
  history_start (self);
  world_exhaust (world);
  for (guint i = 0; i < 2 * world->profiles->len; i++)
    {
      history_wait_for_rest (self);
      history_answer_all (self);
      history_wait_for_rest (self);
      if (world->profiles->len > 1)
        history_open (self, 1 - world->open_profile);
    }
}

static inline History *
history_new (guint32 seed)
{
  static const char *const both[] = { "us-central1", "europe-west4", NULL };
  static const guint lags_s[] = { 0, 0, 0, 2, 10, 30, 60 };
  History *self = g_new0 (History, 1);
  World *world = self->world = world_new (seed, HISTORY_SPEED);

  history_world = world;
  self->wishes = g_ptr_array_new_with_free_func (wish_free);
  self->n_wishes = 1 + world_draw (world, 4);
  self->quota = 1 + world_draw (world, 3);
  self->lag_s = lags_s[world_draw (world, G_N_ELEMENTS (lags_s))];
  self->refuses_over_quota = world_chance (world, 50);
  self->labels_missing = world_chance (world, 15);
  world_add_profile (world, "one", both, self->quota);
  if (world_chance (world, 20))
    world_add_profile (world, "two", both, self->quota);
  history_keep_up (self);
  world_prepare_disk (world);
  world_note (world, "history %u: %u wishes, %u profiles, quota %u%s, lists lag %u s%s", seed,
              self->n_wishes, world->profiles->len, self->quota,
              self->refuses_over_quota ? " (refused beyond)" : "", self->lag_s,
              self->labels_missing ? ", without labels" : "");
  world->watch = history_watch_cb;
  world->watch_data = self;
  return self;
}

static inline void
history_play (guint32 seed, gboolean is_told)
{
  g_autoptr (History) self = history_new (seed);
  World *world = self->world;
  guint n_first;

  world->is_told = is_told;
  history_start (self);
  world_exhaust (world);
  if (world_chance (world, 60))
    history_draw_fault (self, create_faults);
  n_first = 1 + world_draw (world, self->n_wishes);
  for (guint i = 0; i < n_first && history_can_ask (self); i++)
    history_ask (self, world_chance (world, 4));
  for (guint i = 0; i < HISTORY_STEPS; i++)
    history_take_step (self);
  history_end (self);
  history_judge (self);
  world->watch = NULL;
}
