/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "history-world.h"

/* Plays every fault at every moment at which it can strike, and writes down what becomes of the job
 * that was asked for: tests/session/faults.md is what comes out. LUTHIER_WRITE_FAULTS=1 writes it. */

#define REST_MS 900000 /* more than it takes to know, or to give up */

typedef struct
{
  World *world;          /* (owned) */
  char *id;              /* (owned): of the intent */
  LuthierIntent *intent; /* (owned) (nullable): since the last start */
  GString *path;         /* (owned): its states */
  LuthierIntentState state;
  guint n_looks;
  gint64 asked_ms;
  gint64 changed_ms;
} Case;

static const char *const state_names[] = {
  "sending", "settled", "refused", "uncertain", "queued", "looking", "asks", "forgotten",
};

/* What a person reads of it: the states are told on the page of jobs. */
static const char *
describe_end (const Case *self)
{
  const LuthierIntentWait wait = self->intent != NULL ? luthier_intent_get_wait (self->intent)
                                                      : LUTHIER_INTENT_WAIT_NONE;

  switch (self->state)
    {
    case LUTHIER_INTENT_SETTLED:
      return "the job";
    case LUTHIER_INTENT_REFUSED:
      return "why it was refused, to be corrected or forgotten";
    case LUTHIER_INTENT_ASKS:
      return "not found: send again, keep looking or forget";
    case LUTHIER_INTENT_FORGOTTEN:
      return "nothing more of it";
    case LUTHIER_INTENT_QUEUED:
      return wait == LUTHIER_INTENT_WAIT_SIGN_IN ? "that it waits for a sign-in"
             : wait == LUTHIER_INTENT_WAIT_COUNT ? "that it waits for a region to answer"
             : wait == LUTHIER_INTENT_WAIT_RATE  ? "that the service asks for patience"
                                                 : "that it waits";
    case LUTHIER_INTENT_SENDING:
    case LUTHIER_INTENT_UNCERTAIN:
    case LUTHIER_INTENT_LOOKING:
    default:
      return "that it is checked whether it started";
    }
}

static void
end_looks (Case *self)
{
  if (self->n_looks > 0)
    g_string_append_printf (self->path, self->n_looks == 1 ? " (%u look)" : " (%u looks)",
                            self->n_looks);
  self->n_looks = 0;
}

static void
enter_state (Case *self, LuthierIntentState state)
{
  const gboolean is_new = state != self->state;

  self->state = state;
  if (state == LUTHIER_INTENT_LOOKING && is_new)
    self->n_looks++;
  if (!is_new || state == LUTHIER_INTENT_LOOKING ||
      (state == LUTHIER_INTENT_UNCERTAIN && self->n_looks > 0))
    return;

  end_looks (self);
  g_string_append_printf (self->path, "%s%s", self->path->len > 0 ? ", " : "", state_names[state]);
  self->changed_ms = world_now_ms (self->world);
}

static void
watch_cb (gpointer data)
{
  Case *self = data;

  if (self->world->session == NULL)
    g_clear_object (&self->intent);
  else if (self->intent == NULL && self->id != NULL)
    g_set_object (&self->intent, world_find_intent (self->world, self->id));
  if (self->intent != NULL)
    enter_state (self, luthier_intent_get_state (self->intent));
}

static void
case_begin (Case *self)
{
  static const char *const regions[] = { "us-central1", "europe-west4", NULL };
  World *world = self->world = world_new (1, 60);

  self->path = g_string_new (NULL);
  self->state = LUTHIER_INTENT_FORGOTTEN;
  world_add_profile (world, "one", regions, 1);
  world_prepare_disk (world);
  world->watch = watch_cb;
  world->watch_data = self;
  world_start (world);
  world_exhaust (world);
  g_assert_true (world->is_started);
}

static void
case_end (Case *self)
{
  g_clear_object (&self->intent);
  world_free (self->world);
  g_free (self->id);
  g_string_free (self->path, TRUE);
}

static void
case_ask (Case *self, gboolean is_bad)
{
  World *world = self->world;
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (world->session);

  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, WORLD_DATASET);
  luthier_job_spec_set_region (spec, "us-central1");
  luthier_job_spec_set_epoch_count (spec, is_bad ? -3 : 1);
  self->intent = luthier_session_submit (world->session, spec);
  g_assert_nonnull (self->intent);
  self->id = g_strdup (luthier_intent_get_id (self->intent));
  self->asked_ms = world_now_ms (world);
  watch_cb (self);
}

static guint
case_count_jobs (Case *self)
{
  return self->id != NULL ? world_count_jobs (self->world, self->id) : 0;
}

/* After a restart only those that are not at their end are listed. */
static void
case_look_up_end (Case *self)
{
  watch_cb (self);
  if (self->intent == NULL && case_count_jobs (self) == 1)
    enter_state (self, LUTHIER_INTENT_SETTLED);
  end_looks (self);
}

/* One row: what strikes, what the service did, how it went on. */
static void
case_tell (Case *self, GString *table, const char *fault, const char *deed)
{
  const guint n = case_count_jobs (self);

  case_look_up_end (self);
  g_string_append_printf (table, "| %s | %s | %s | %.0f s | %u | %u | %s |\n", fault, deed,
                          self->path->str, (double) (self->changed_ms - self->asked_ms) / 1000,
                          world_count_creates (self->world), n, describe_end (self));
  /* What all of it is about. */
  g_assert_cmpuint (n, <=, 1);
  if (self->state == LUTHIER_INTENT_SETTLED)
    g_assert_cmpuint (n, ==, 1);
}

static void
begin_table (GString *table, const char *heading, const char *text)
{
  g_string_append_printf (table,
                          "\n## %s\n\n%s\n\n"
                          "| fault | what the service did | what Luthier does | known after "
                          "| requests | jobs | what the user sees |\n"
                          "|---|---|---|---|---|---|---|\n",
                          heading, text);
}

/* The request itself */

static const struct
{
  const char *fault;
  const char *deed;
  const char *situation;
} request_faults[] = {
  { "the connection breaks before the service acts", "nothing", "reset-before" },
  { "the connection breaks after it", "made the job", "reset-after" },
  { "the answer is rubbish", "made the job", "garbage" },
  { "the answer is cut off", "made the job", "truncated" },
  { "the answer stops in the middle", "made the job", "stalls" },
  { "the answer takes 20 s", "made the job", "slow=20000" },
  { "the answer takes 90 s", "made the job", "slow=90000" },
  { "it is acted on 45 s later, and answered", "made the job late", "acts-late=45000" },
  { "500", "nothing", "error=500" },
  { "500 although it acted", "made the job", "error-after=500" },
  { "502", "nothing", "error=502" },
  { "502 although it acted", "made the job", "error-after=502" },
  { "503", "nothing", "error=503" },
  { "503 with Retry-After", "nothing", "unavailable=7" },
  { "503 although it acted", "made the job", "error-after=503" },
  { "504", "nothing", "error=504" },
  { "504 although it acted", "made the job", "error-after=504" },
  { "408", "nothing", "error=408" },
  { "408 although it acted", "made the job", "error-after=408" },
  { "499", "nothing", "error=499" },
  { "499 although it acted", "made the job", "error-after=499" },
  { "400", "nothing", "error=400" },
  { "401, also with another token", "nothing", "error=401" },
  { "403", "nothing", "error=403" },
  { "404", "nothing", "error=404" },
  { "409", "nothing", "error=409" },
  { "429 without details", "nothing", "error=429" },
  { "429 with a quota and a delay", "nothing", "rate-limited=20" },
};

static void
tell_request_faults (GString *table)
{
  begin_table (table, "The request",
               "The first request for the job is struck; what follows is answered as it should "
               "be. A second request is sent only where the first one cannot have made anything.");
  for (guint i = 0; i < G_N_ELEMENTS (request_faults); i++)
    {
      const gboolean is_401 = strstr (request_faults[i].situation, "401") != NULL;
      g_autofree char *situation = g_strdup_printf ("%s@POST *tuningJobs*%u",
                                                    request_faults[i].situation, is_401 ? 2u : 1u);
      Case self = { NULL };

      case_begin (&self);
      world_misbehave (self.world, situation);
      case_ask (&self, FALSE);
      world_pass (self.world, REST_MS);
      case_tell (&self, table, request_faults[i].fault, request_faults[i].deed);
      case_end (&self);
    }
}

static void
tell_bad_request (GString *table)
{
  Case self = { NULL };

  case_begin (&self);
  case_ask (&self, TRUE);
  world_pass (self.world, REST_MS);
  case_tell (&self, table, "400 with the field that is wrong", "nothing");
  case_end (&self);
}

static void
tell_cut_off (GString *table)
{
  Case self = { NULL };

  case_begin (&self);
  world_cut_off (self.world);
  case_ask (&self, FALSE);
  world_pass (self.world, 60000);
  world_connect (self.world);
  world_pass (self.world, REST_MS);
  case_tell (&self, table, "nobody listens, for a minute", "nothing");
  case_end (&self);
}

/* Counting, before it */

static const struct
{
  const char *fault;
  const char *situation;
} list_faults[] = {
  { "503", "error=503" },
  { "500", "error=500" },
  { "429", "error=429" },
  { "404", "error=404" },
  { "403", "error=403" },
  { "the connection breaks", "reset-before" },
  { "the answer is rubbish", "garbage" },
  { "the answer is cut off", "truncated" },
  { "the answer stops in the middle", "stalls" },
  { "the answer takes 90 s", "slow=90000" },
};

static void
tell_list_faults (GString *table)
{
  begin_table (table, "The count before it",
               "A region is struck for five minutes while the slots are counted. Nothing is sent "
               "as long as it is not known how many jobs run.");
  for (guint i = 0; i < G_N_ELEMENTS (list_faults); i++)
    {
      g_autofree char *situation = g_strdup_printf ("%s@GET *europe-west4/tuningJobs",
                                                    list_faults[i].situation);
      Case self = { NULL };

      case_begin (&self);
      world_misbehave (self.world, situation);
      case_ask (&self, FALSE);
      world_pass (self.world, 300000);
      luthier_practice_clear_situations (self.world->service);
      world_pass (self.world, REST_MS);
      case_tell (&self, table, list_faults[i].fault, "nothing, until it was well again");
      case_end (&self);
    }
}

/* Looking, after it */

typedef void (*Trouble) (Case *self);

static void
lag_a_minute (Case *self)
{
  world_misbehave (self->world, "list-lags=3600");
}

static void
leave_out_labels (Case *self)
{
  world_misbehave (self->world, "labels-missing");
}

static void
leave_page_empty (Case *self)
{
  world_misbehave (self->world, "empty-page");
}

static void
fail_region (Case *self)
{
  world_misbehave (self->world, "region-down=us-central1@GET *");
}

static void
forbid_lists (Case *self)
{
  world_misbehave (self->world, "error=403@GET *tuningJobs");
}

static void
set_clock (Case *self, gint64 by_s)
{
  luthier_manual_clock_set_real_time (LUTHIER_MANUAL_CLOCK (self->world->own_clock),
                                      luthier_clock_get_real_time (self->world->own_clock) +
                                          by_s * G_USEC_PER_SEC);
}

static void
set_clock_back (Case *self)
{
  world_misbehave (self->world, "list-lags=3600");
  set_clock (self, -86400);
}

static void
set_clock_forward (Case *self)
{
  world_misbehave (self->world, "list-lags=3600");
  set_clock (self, 86400);
}

static void
lag_an_hour (Case *self)
{
  world_misbehave (self->world, "list-lags=216000");
}

static void
kill_and_start (Case *self)
{
  world_misbehave (self->world, "list-lags=3600");
  world_pass (self->world, 10000);
  world_kill (self->world);
  world_start (self->world);
}

static const struct
{
  const char *fault;
  Trouble trouble;
} look_faults[] = {
  { "lists lag a minute behind", lag_a_minute },
  { "lists leave labels out", leave_out_labels },
  { "the first page is empty", leave_page_empty },
  { "the region fails for five minutes", fail_region },
  { "lists are forbidden for five minutes", forbid_lists },
  { "lists lag, and the computer's clock is set back a day", set_clock_back },
  { "lists lag, and the computer's clock is set forward a day", set_clock_forward },
  { "lists lag, and Luthier is killed and started", kill_and_start },
  { "lists lag an hour behind", lag_an_hour },
};

static void
tell_look_faults (GString *table)
{
  static const char *const losses[] = { "reset-after", "reset-before" };
  static const char *const deeds[] = { "made the job", "nothing" };

  begin_table (table, "The looks after it",
               "The answer was lost (the connection broke), and the job is looked for by its "
               "label. What is not found in time is never sent again without the user.");
  for (guint i = 0; i < G_N_ELEMENTS (look_faults) * G_N_ELEMENTS (losses); i++)
    {
      g_autofree char *situation = g_strdup_printf ("%s@POST *tuningJobs*1", losses[i % 2]);
      Case self = { NULL };

      case_begin (&self);
      world_misbehave (self.world, situation);
      case_ask (&self, FALSE);
      while (self.state != LUTHIER_INTENT_UNCERTAIN && world_turn (self.world))
        ;
      look_faults[i / 2].trouble (&self);
      world_pass (self.world, 300000);
      if (look_faults[i / 2].trouble == fail_region || look_faults[i / 2].trouble == forbid_lists)
        luthier_practice_clear_situations (self.world->service);
      world_pass (self.world, REST_MS);
      case_tell (&self, table, look_faults[i / 2].fault, deeds[i % 2]);
      case_end (&self);
    }
}

/* The end of the program, at every turn of its main loop. */

/* (nullable): what it was at when it was killed; NULL: it had settled. */
static char *
kill_at (Case *self, guint n_turns, const char *situation)
{
  gboolean made;
  char *moment;

  case_begin (self);
  if (situation != NULL)
    world_misbehave (self->world, situation);
  case_ask (self, FALSE);
  for (guint i = 0; i < n_turns && world_turn (self->world); i++)
    ;
  made = case_count_jobs (self) > 0;
  moment = self->state == LUTHIER_INTENT_SETTLED
               ? NULL
               : g_strdup_printf ("%s, %s", state_names[self->state],
                                  made ? "the job is made" : "no job is made");
  world_kill (self->world);
  luthier_practice_clear_situations (self->world->service);
  world_start (self->world);
  world_pass (self->world, REST_MS);
  case_look_up_end (self);
  return moment;
}

/* Rows that are alike are one. */
static void
tell_kills (GString *table)
{
  static const char *const situations[] = { NULL, "reset-before@POST *tuningJobs*1",
                                            "reset-after@POST *tuningJobs*1" };
  static const char *const names[] = { "", " (the connection breaks before the service acts)",
                                       " (it breaks after it)" };
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  begin_table (table, "The end of the program",
               "Luthier is killed at each turn of its main loop, from the moment at which the job "
               "was asked for, and started again.");
  for (guint s = 0; s < G_N_ELEMENTS (situations); s++)
    for (guint i = 0; i < 200; i++)
      {
        Case self = { NULL };
        g_autofree char *moment = kill_at (&self, i, situations[s]);
        g_autofree char *fault = g_strdup_printf ("killed: %s%s", moment, names[s]);
        g_autofree char *row = g_strdup_printf ("%s %s %u", fault, self.path->str,
                                                world_count_creates (self.world));

        if (moment != NULL && g_hash_table_add (told, g_steal_pointer (&row)))
          case_tell (&self, table, fault, case_count_jobs (&self) > 0 ? "made the job" : "nothing");
        g_assert_cmpuint (case_count_jobs (&self), <=, 1);
        case_end (&self);
        if (moment == NULL || (s > 0 && i > 60))
          break;
      }
}

/* The user, who is asked */

typedef void (*Decision) (LuthierSession *session, LuthierIntent *intent);

static const struct
{
  const char *decision;
  Decision decide;
} decisions[] = {
  { "“Send again”", luthier_session_send_again },
  { "“Keep looking”", luthier_session_keep_looking },
  { "“Forget”", luthier_session_forget_intent },
};

static void
tell_decisions (GString *table)
{
  begin_table (table, "The user who is asked",
               "The job was not found in time, and the user decides. Before anything is sent again "
               "it is looked for once more.");
  for (guint i = 0; i < G_N_ELEMENTS (decisions) * 2; i++)
    {
      const gboolean made = i % 2 == 0;
      Case self = { NULL };

      case_begin (&self);
      world_misbehave (self.world,
                       made ? "reset-after@POST *tuningJobs*1" : "reset-before@POST *tuningJobs*1");
      world_misbehave (self.world, "list-lags=18000");
      case_ask (&self, FALSE);
      world_pass (self.world, 290000);
      g_assert_cmpint (self.state, ==, LUTHIER_INTENT_ASKS);
      luthier_practice_clear_situations (self.world->service);
      decisions[i / 2].decide (self.world->session, self.intent);
      world_pass (self.world, REST_MS);
      case_tell (&self, table, decisions[i / 2].decision,
                 made ? "made the job, in lists by now" : "nothing");
      case_end (&self);
    }
}

static const char introduction[] =
    "# What happens when\n"
    "\n"
    "One job is asked for, and something goes wrong. Each row was played: the practice service\n"
    "answers over real connections, only the time is simulated. This file is what\n"
    "`tests/session/test-faults.c` wrote; the test fails if it would write anything else\n"
    "(`LUTHIER_WRITE_FAULTS=1` lets it).\n"
    "\n"
    "States: *queued* waits for its turn, *sending* is written to the disk before the request\n"
    "leaves, *uncertain* is a request whose answer was lost, *asks* leaves it to the user. "
    "\"Known\n"
    "after\" is the time from the user's word to the last state; \"requests\" are those for a "
    "job.\n"
    "Jobs are counted in the service's own book: there is never more than one, and never none "
    "that\n"
    "is settled.\n";

static void
compare (const char *expected, const char *actual)
{
  g_auto (GStrv) old = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) new = g_strsplit (actual, "\n", -1);

  for (guint i = 0; old[i] != NULL || new[i] != NULL; i++)
    {
      if (g_strcmp0 (old[i], new[i]) != 0)
        g_error ("faults.md, line %u:\n-%s\n+%s\nLUTHIER_WRITE_FAULTS=1 writes it anew", i + 1,
                 old[i] != NULL ? old[i] : "", new[i] != NULL ? new[i] : "");
      if (old[i] == NULL || new[i] == NULL)
        break;
    }
}

static void
test_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "session", "faults.md", NULL);
  g_autoptr (GString) table = g_string_new (introduction);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  tell_request_faults (table);
  tell_bad_request (table);
  tell_cut_off (table);
  tell_list_faults (table);
  tell_look_faults (table);
  tell_decisions (table);
  tell_kills (table);

  if (g_getenv ("LUTHIER_WRITE_FAULTS") != NULL)
    g_file_set_contents (path, table->str, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  compare (text, table->str);
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

  g_test_add_func ("/faults/table", test_table);

  return g_test_run ();
}
