/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-order.h"
#include "luthier-intent-words.h"

#include "intent-fixture.h"

#define SECOND G_USEC_PER_SEC

static gint64
noon (void)
{
  return luthier_timestamp_parse ("2026-11-22T12:00:00Z");
}

static char *
read_now (LuthierIntent *intent, guint n_before, const char *region)
{
  const LuthierIntentAround around = { noon (), n_before, region };

  return luthier_intent_words_now (intent, &around);
}

static void
assert_reads (LuthierIntent *intent, const char *expected)
{
  g_autofree char *now = read_now (intent, 2, "europe-west4");

  g_assert_cmpstr (now, ==, expected);
}

/* Whatever the queue comes up with, there is something to be read and to be seen. */
static void
test_every_state_and_wait (void)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (LUTHIER_TYPE_INTENT_STATE);
  g_autoptr (GEnumClass) waits = g_type_class_ref (LUTHIER_TYPE_INTENT_WAIT);

  for (guint i = 0; i < states->n_values; i++)
    for (guint j = 0; j < waits->n_values; j++)
      for (guint k = 0; k < 8; k++)
        {
          g_autoptr (LuthierIntent)
              intent = intent_new ("a", (LuthierIntentState) states->values[i].value,
                                   (LuthierIntentWait) waits->values[j].value);
          g_autofree char *now = NULL;
          gint64 change;

          luthier_intent_set_held (intent, (k & 1) != 0);
          luthier_intent_set_next_at (intent, (k & 2) != 0 ? noon () + 10 * SECOND : 0);
          if ((k & 4) != 0)
            intent_set_error (intent, LUTHIER_ERROR_UNAVAILABLE, "no");
          now = read_now (intent, k, (k & 4) != 0 ? "europe-west4" : NULL);
          g_assert_cmpuint (strlen (now), >, 4);
          g_assert_true (g_utf8_validate (now, -1, NULL));
          g_assert_true (g_str_has_prefix (luthier_intent_words_style (intent), "state-"));
          g_assert_true (g_str_has_suffix (luthier_intent_words_icon (intent), "-symbolic"));
          change = luthier_intent_words_next_change (intent, noon ());
          g_assert_true (change == 0 || change > noon ());
          /* Who tells of seconds is told when they are over. */
          g_assert_true (strstr (now, "10 s") == NULL || change == noon () + SECOND);
        }
}

/* A line of the table: what is read of a state and a wait, without and with what went wrong. */
typedef struct
{
  LuthierIntentState state;
  LuthierIntentWait wait;
  LuthierError error; /* 0 = LUTHIER_ERROR_FAILED: none */
  const char *words;
} Line;

#define Q LUTHIER_INTENT_QUEUED
#define U LUTHIER_INTENT_UNCERTAIN

static const Line lines[] = {
  { Q, LUTHIER_INTENT_WAIT_NONE, 0, "Looks for a free slot" },
  { Q, LUTHIER_INTENT_WAIT_HELD, 0, "Held until you continue it" },
  { Q, LUTHIER_INTENT_WAIT_UPLOAD, 0, "Its data are uploaded first" },
  { Q, LUTHIER_INTENT_WAIT_TURN, 0, "2 jobs are before it" },
  { Q, LUTHIER_INTENT_WAIT_SLOT, 0, "Starts when a slot is free" },
  { Q, LUTHIER_INTENT_WAIT_COUNT, 0,
    "europe-west4 does not answer, so it is not known whether a slot is free" },
  { Q, LUTHIER_INTENT_WAIT_RATE, 0, "The service asked for patience, next try soon" },
  { Q, LUTHIER_INTENT_WAIT_NETWORK, 0, "Waits for the network" },
  { Q, LUTHIER_INTENT_WAIT_NETWORK, LUTHIER_ERROR_NOT_SENT, "Waits for the network" },
  { Q, LUTHIER_INTENT_WAIT_SIGN_IN, 0, "Sign in again to go on" },
  { Q, LUTHIER_INTENT_WAIT_STORE, LUTHIER_ERROR_STORE,
    "Cannot be written down on this computer: Luthier cannot keep its notes" },
  { Q, LUTHIER_INTENT_WAIT_LOOK, 0, "Looks for a free slot" },
  { LUTHIER_INTENT_SENDING, LUTHIER_INTENT_WAIT_NONE, 0, "Sending to us-central1" },
  { U, LUTHIER_INTENT_WAIT_LOOK, 0, "Checking whether it started: first look soon" },
  { U, LUTHIER_INTENT_WAIT_NETWORK, 0,
    "Not known whether it started: waits for the network to check" },
  { U, LUTHIER_INTENT_WAIT_SIGN_IN, 0, "Not known whether it started: sign in again to check" },
  { U, LUTHIER_INTENT_WAIT_COUNT, 0, "Not known whether it started: europe-west4 does not answer" },
  { U, LUTHIER_INTENT_WAIT_STORE, LUTHIER_ERROR_STORE,
    "Not known whether it started: Luthier cannot keep its notes" },
  { LUTHIER_INTENT_LOOKING, LUTHIER_INTENT_WAIT_NONE, 0,
    "Checking whether it started: looking now" },
  { LUTHIER_INTENT_ASKS, LUTHIER_INTENT_WAIT_NONE, 0, "Not found: what is to be done?" },
  { LUTHIER_INTENT_REFUSED, LUTHIER_INTENT_WAIT_NONE, LUTHIER_ERROR_FORBIDDEN,
    "Refused: The account may not do this" },
  { LUTHIER_INTENT_REFUSED, LUTHIER_INTENT_WAIT_NONE, 0, "Refused" },
  { LUTHIER_INTENT_SETTLED, LUTHIER_INTENT_WAIT_NONE, 0, "Created" },
  { LUTHIER_INTENT_FORGOTTEN, LUTHIER_INTENT_WAIT_NONE, 0, "Removed" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (LuthierIntent) intent = intent_new ("a", lines[i].state, lines[i].wait);

      if (lines[i].error != 0)
        intent_set_error (intent, lines[i].error, "no");
      assert_reads (intent, lines[i].words);
    }
}

static void
test_certificate (void)
{
  g_autoptr (LuthierIntent) intent = intent_new ("a", Q, LUTHIER_INTENT_WAIT_NETWORK);
  g_autoptr (GError)
      error = luthier_error_new (LUTHIER_ERROR_NOT_SENT, LUTHIER_REASON_NOT_SECURE, "no");

  luthier_intent_set_error (intent, error);
  assert_reads (intent, "Waits for the network: No secure connection");
}

/* 429 is said of a quota that is used up and of too many requests. */
static void
test_quota (void)
{
  static const char reply[] =
      "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"Quota exceeded.\","
      "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{"
      "\"quotaMetric\":\"aiplatform.googleapis.com/global_concurrent_tuning_jobs\","
      "\"quotaValue\":\"1\"}]}]}}";
  g_autoptr (LuthierIntent) intent = intent_new ("a", Q, LUTHIER_INTENT_WAIT_RATE);
  g_autoptr (GBytes) body = g_bytes_new_static (reply, strlen (reply));
  g_autoptr (GError)
      error = luthier_error_new_from_reply (429, "Too Many Requests", body, NULL, NULL);

  luthier_intent_set_next_at (intent, noon () + 40 * SECOND);
  luthier_intent_set_error (intent, error);
  assert_reads (intent, "The service had no free slot, next try in 40 s");
}

static void
test_slots (void)
{
  g_autoptr (LuthierIntent) intent = intent_new ("a", Q, LUTHIER_INTENT_WAIT_SLOT);

  luthier_intent_set_count (intent, 1, 1);
  assert_reads (intent, "Starts when a slot is free: 1 of 1 is in use");
  luthier_intent_set_count (intent, 3, 4);
  assert_reads (intent, "Starts when a slot is free: 3 of 4 are in use");
  luthier_intent_set_count (intent, 3, 1);
  assert_reads (intent, "Starts when a slot is free: 3 jobs are running, 1 may at a time");
  luthier_intent_set_held (intent, TRUE);
  assert_reads (intent, "Held until you continue it");
}

static void
test_turn (void)
{
  g_autoptr (LuthierIntent) intent = intent_new ("a", Q, LUTHIER_INTENT_WAIT_TURN);
  g_autofree char *one = read_now (intent, 1, NULL);
  g_autofree char *none = read_now (intent, 0, NULL);

  g_assert_cmpstr (one, ==, "1 job is before it");
  g_assert_cmpstr (none, ==, "A job of another profile is before it");
}

static void
test_upload (void)
{
  g_autoptr (LuthierIntent) intent = intent_new ("a", Q, LUTHIER_INTENT_WAIT_UPLOAD);
  LuthierTransfer *transfer = intent_set_transfer (intent, LUTHIER_TRANSFER_RUNNING, 3000000,
                                                   12000000);

  assert_reads (intent, "Uploading: 3.0 MB of 12.0 MB");
  g_assert_cmpstr (luthier_intent_words_style (intent), ==, "state-running");
  luthier_transfer_set_state (transfer, LUTHIER_TRANSFER_WAITING);
  assert_reads (intent, "Uploading: 3.0 MB of 12.0 MB, waits for the network");
  luthier_transfer_set_state (transfer, LUTHIER_TRANSFER_FAILED);
  luthier_transfer_set_error (
      transfer, luthier_error_new (LUTHIER_ERROR_DATASET, NULL, "train.jsonl was changed"));
  assert_reads (intent, "train.jsonl was changed");
  g_assert_cmpstr (luthier_intent_words_style (intent), ==, "state-failed");
}

/* Seconds are counted down, later times are named. */
static void
test_times (void)
{
  g_autoptr (LuthierIntent) rate = intent_new ("a", Q, LUTHIER_INTENT_WAIT_RATE);
  g_autoptr (LuthierIntent) look = intent_new ("a", U, LUTHIER_INTENT_WAIT_LOOK);

  luthier_intent_set_next_at (rate, noon () + 300 * SECOND);
  assert_reads (rate, "The service asked for patience, next try today 12:05");
  g_assert_cmpint (luthier_intent_words_next_change (rate, noon ()), ==,
                   noon () + 240 * SECOND + 1);
  luthier_intent_set_next_at (rate, noon () + 59 * SECOND + 1);
  assert_reads (rate, "The service asked for patience, next try in 1 min");
  luthier_intent_set_next_at (rate, noon () + 40 * SECOND);
  assert_reads (rate, "The service asked for patience, next try in 40 s");
  luthier_intent_set_held (rate, TRUE);
  g_assert_cmpint (luthier_intent_words_next_change (rate, noon ()), ==, 0);

  luthier_intent_set_next_at (look, noon () + 9 * SECOND + SECOND / 2);
  assert_reads (look, "Checking whether it started: first look in 10 s");
  g_assert_cmpint (luthier_intent_words_next_change (look, noon ()), ==, noon () + SECOND / 2);
  luthier_intent_add_look (look, noon ());
  assert_reads (look, "Checking whether it started: looked 1 time, next look in 10 s");
  luthier_intent_add_look (look, noon ());
  assert_reads (look, "Checking whether it started: looked 2 times, next look in 10 s");
  luthier_intent_set_next_at (look, noon () - 1);
  assert_reads (look, "Checking whether it started: looked 2 times, next look soon");
  g_assert_cmpint (luthier_intent_words_next_change (look, noon ()), ==, 0);
}

static void
assert_story (LuthierIntent *intent, const char *expected)
{
  g_autofree char *story = luthier_intent_words_story (intent, noon ());

  g_assert_cmpstr (story, ==, expected);
}

static void
test_story (void)
{
  g_autoptr (LuthierIntent)
      intent = intent_new ("invoices <b>", LUTHIER_INTENT_ASKS, LUTHIER_INTENT_WAIT_NONE);
  g_autofree char *question = luthier_intent_words_question (intent);

  g_assert_cmpstr (question, ==, "Was “invoices <b>” created?");
  assert_story (intent, "The job that tunes gemini-3.5-flash was sent. Luthier ended before an "
                        "answer came. It was not found in the lists of the service.");
  luthier_intent_set_sent_at (intent, noon () - 3 * 60 * SECOND);
  intent_set_error (intent, LUTHIER_ERROR_UNCERTAIN, "reset");
  luthier_intent_add_look (intent, noon () - 120 * SECOND);
  luthier_intent_add_look (intent, noon () - 60 * SECOND);
  assert_story (intent,
                "The job that tunes gemini-3.5-flash was sent to us-central1 today 11:57. It is "
                "not known what became of it: The answer was lost. The lists of the service were "
                "read 2 times until today 11:59, and it was not there.");
}

static void
assert_summary (GListStore *store, const char *expected)
{
  g_autofree char *summary = luthier_intent_words_summary (G_LIST_MODEL (store));

  g_assert_cmpstr (summary, ==, expected);
}

/* From what can be waited out to what cannot. */
static void
test_summary (void)
{
  g_autoptr (GListStore) store = g_list_store_new (LUTHIER_TYPE_INTENT);
  g_autoptr (LuthierIntent) first = intent_new ("a", Q, LUTHIER_INTENT_WAIT_NONE);
  g_autoptr (LuthierIntent) second = intent_new ("a", Q, LUTHIER_INTENT_WAIT_NONE);
  g_autoptr (LuthierIntent) b = NULL;

  assert_summary (store, "");
  g_list_store_append (store, first);
  assert_summary (store, "");
  luthier_intent_set_held (first, TRUE);
  assert_summary (store, "");
  luthier_intent_set_held (second, TRUE);
  g_list_store_append (store, second);
  assert_summary (store, "All are held");
  g_list_store_remove (store, 1);
  intent_append (store, "b", Q, LUTHIER_INTENT_WAIT_SLOT);
  assert_summary (store, "1 of 1 slot in use");
  b = g_list_model_get_item (G_LIST_MODEL (store), 1);
  luthier_intent_set_count (b, 3, 1);
  assert_summary (store, "3 jobs are running, 1 may at a time");
  intent_append (store, "c", U, LUTHIER_INTENT_WAIT_LOOK);
  intent_append (store, "d", LUTHIER_INTENT_LOOKING, LUTHIER_INTENT_WAIT_NONE);
  assert_summary (store, "2 are being checked");
  intent_append (store, "e", LUTHIER_INTENT_REFUSED, LUTHIER_INTENT_WAIT_NONE);
  assert_summary (store, "1 was refused");
  intent_append (store, "f", Q, LUTHIER_INTENT_WAIT_SIGN_IN);
  assert_summary (store, "Nothing is sent until you sign in again");
  intent_append (store, "g", LUTHIER_INTENT_ASKS, LUTHIER_INTENT_WAIT_NONE);
  assert_summary (store, "1 needs your answer");
}

static void
test_names (void)
{
  g_autoptr (LuthierIntent) intent = intent_new (NULL, Q, LUTHIER_INTENT_WAIT_NONE);
  g_autofree char *what = luthier_intent_words_what (intent);
  g_autofree char *nothing = NULL;

  g_assert_cmpstr (luthier_intent_words_title (intent), ==, "Job without a name");
  g_assert_cmpstr (what, ==, "gemini-3.5-flash · us-central1");
  luthier_job_spec_set_base_model (luthier_intent_get_spec (intent), NULL);
  luthier_job_spec_set_region (luthier_intent_get_spec (intent), NULL);
  luthier_intent_set_region (intent, NULL);
  nothing = luthier_intent_words_what (intent);
  g_assert_cmpstr (nothing, ==, "a tuned model");
}

/* Those that are held let others pass. */
static void
test_before (void)
{
  g_autoptr (GListStore) intents = g_list_store_new (LUTHIER_TYPE_INTENT);
  static const char *const names[] = { "refused", "first", "held", "third" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LuthierIntent)
          intent = intent_new (names[i], i == 0 ? LUTHIER_INTENT_REFUSED : LUTHIER_INTENT_QUEUED,
                               LUTHIER_INTENT_WAIT_NONE);

      luthier_intent_set_held (intent, g_str_equal (names[i], "held"));
      g_list_store_append (intents, intent);
    }
  g_assert_cmpuint (luthier_intent_order_count_before (G_LIST_MODEL (intents), "first"), ==, 0);
  g_assert_cmpuint (luthier_intent_order_count_before (G_LIST_MODEL (intents), "third"), ==, 1);
  g_assert_cmpuint (luthier_intent_order_count_before (G_LIST_MODEL (intents), "new"), ==, 2);
  g_assert_cmpuint (luthier_intent_order_count_before (G_LIST_MODEL (intents), NULL), ==, 2);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/intent-words/every-state-and-wait", test_every_state_and_wait);
  g_test_add_func ("/intent-words/table", test_table);
  g_test_add_func ("/intent-words/certificate", test_certificate);
  g_test_add_func ("/intent-words/quota", test_quota);
  g_test_add_func ("/intent-words/slots", test_slots);
  g_test_add_func ("/intent-words/turn", test_turn);
  g_test_add_func ("/intent-words/upload", test_upload);
  g_test_add_func ("/intent-words/times", test_times);
  g_test_add_func ("/intent-words/story", test_story);
  g_test_add_func ("/intent-words/summary", test_summary);
  g_test_add_func ("/intent-words/names", test_names);
  g_test_add_func ("/intent-words/before", test_before);

  return g_test_run ();
}
