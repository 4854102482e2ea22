/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "tuning-client.h"

#define STATS            "tuningDataStats.supervisedTuningDataStats."
#define TURN(role, text) "{\"role\":\"" role "\",\"parts\":[{\"text\":\"" text "\"}]}"
#define PREFERENCE                                                                                 \
  "{\"contents\":[" TURN (                                                                         \
      "user",                                                                                      \
      "Which fruit?") "],\"completions\":[{\"score\":1,"                                           \
                      "\"completion\":" TURN (                                                     \
                          "model",                                                                 \
                          "You told me: apples.") "},{\"score\":0,\"completion\":" TURN ("model",  \
                                                                                         "I like " \
                                                                                         "turtles" \
                                                                                         ".") "}]" \
                                                                                              "}"  \
                                                                                              "\n"

/* The job of these data, once it is over. */
static Reply *
run_job (Client *self, const char *request, const char *end)
{
  g_autofree char *name = tuning_create (self, request);

  tuning_advance (self, 40 * MINUTE);
  tuning_wait_until_at (self, name, end, NULL);
  return tuning_get (self, BETA, name);
}

static void
assert_error (Reply *reply, gint64 code, const char *words)
{
  const char *message = reply_text (reply, "error.message");

  g_test_message ("%s", message);
  g_assert_cmpint (luthier_json_value_get_int64 (reply_value (reply, "error.code"), 0), ==, code);
  g_assert_nonnull (strstr (message, words));
  g_assert_null (reply_value (reply, "tunedModel"));
  g_assert_null (reply_value (reply, "tuningDataStats"));
}

static void
test_stats (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = run_job (self, REQUEST (""), "SUCCEEDED");

  g_assert_cmpstr (reply_text (reply, STATS "tuningDatasetExampleCount"), ==, "160");
  g_assert_cmpstr (reply_text (reply, STATS "tuningStepCount"), ==, "100");
  g_assert_cmpint (
      luthier_json_value_get_int64 (reply_value (reply, STATS "totalBillableTokenCount"), 0), ==,
      luthier_json_value_get_int64 (reply_value (reply, STATS "userInputTokenDistribution.sum"),
                                    0) +
          luthier_json_value_get_int64 (
              reply_value (reply, STATS "userOutputTokenDistribution.sum"), 0));
  g_assert_cmpint (luthier_json_value_get_kind (
                       reply_value (reply, STATS "userInputTokenDistribution.buckets.0.count")),
                   ==, LUTHIER_JSON_NUMBER);
  g_assert_cmpstr (reply_text (reply, STATS "userDatasetExamples.1.parts.0.text"), ==, "Answer 1");
  g_assert_null (reply_value (reply, STATS "totalTruncatedExampleCount"));
}

static void
test_broken_line (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = tuning_make_data (120, 17, "{\"contents\":[");
  g_autoptr (Reply) reply = NULL;

  tuning_put (self, "train.jsonl", bytes);
  reply = run_job (self, REQUEST (""), "FAILED");
  assert_error (reply, 3, "train.jsonl, line 17");
}

static void
test_broken_validation (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = tuning_make_data (120, 9, "{}");
  g_autoptr (Reply) reply = NULL;

  tuning_put (self, "validation.jsonl", bytes);
  reply = run_job (
      self, REQUEST (",\"validationDatasetUri\":\"gs://acme-tuning/validation.jsonl\""), "FAILED");
  assert_error (reply, 3, "validation.jsonl, line 9");
}

/* A line of more tokens than the model can take is left out; the job counts it. */
static char *
make_long_line (void)
{
  const gsize length = 900000;
  g_autofree char *words = g_strnfill (length, 'a');

  for (gsize i = 4; i < length; i += 5)
    words[i] = ' ';
  return g_strdup_printf ("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%s\"}]},"
                          "{\"role\":\"model\",\"parts\":[{\"text\":\"Yes\"}]}]}",
                          words);
}

static void
test_dropped (Client *self, gconstpointer data)
{
  g_autofree char *line = make_long_line ();
  g_autoptr (GBytes) bytes = tuning_make_data (120, 3, line);
  g_autoptr (Reply) reply = NULL;

  tuning_put (self, "train.jsonl", bytes);
  reply = run_job (self, REQUEST (""), "SUCCEEDED");
  g_assert_cmpstr (reply_text (reply, STATS "totalTruncatedExampleCount"), ==, "1");
  g_assert_cmpstr (reply_text (reply, STATS "truncatedExampleIndices.0"), ==, "3");
  g_assert_nonnull (reply_text (reply, STATS "droppedExampleReasons.0"));
  g_assert_cmpstr (reply_text (reply, STATS "tuningDatasetExampleCount"), ==, "119");
}

static void
test_drops_example (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = NULL;

  client_situation (self, "drops-example=7");
  reply = run_job (self, REQUEST (""), "SUCCEEDED");
  g_assert_cmpstr (reply_text (reply, STATS "truncatedExampleIndices.0"), ==, "7");
  g_assert_cmpstr (reply_text (reply, STATS "tuningDatasetExampleCount"), ==, "159");
}

static void
test_too_many_dropped (Client *self, gconstpointer data)
{
  g_autofree char *line = make_long_line ();
  g_autoptr (GBytes) bytes = tuning_make_data (5, 3, line);
  g_autoptr (Reply) reply = NULL;

  tuning_put (self, "train.jsonl", bytes);
  reply = run_job (self, REQUEST (""), "FAILED");
  assert_error (reply, 3, "more than 10%");
}

/* Deleted after the job was created and before it was looked at. */
static void
test_vanished (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create (self, REQUEST (""));
  g_autoptr (Reply)
      deleted = client_call (self, "DELETE", "/storage/v1/b/acme-tuning/o/train.jsonl", NULL, NULL);
  g_autoptr (Reply) reply = NULL;

  assert_status (deleted, 204);
  tuning_advance (self, 10 * MINUTE);
  tuning_wait_until_at (self, name, "FAILED", NULL);
  reply = tuning_get (self, V1, name);
  assert_error (reply, 5, "gs://acme-tuning/train.jsonl was not found");
}

#define PREFERENCE_REQUEST                                                                         \
  "{\"baseModel\":\"gemini-2.5-flash\",\"preferenceOptimizationSpec\":{\"trainingDatasetUri\":"    \
  "\"gs://acme-tuning/pairs.jsonl\",\"hyperParameters\":{\"beta\":0.1,\"epochCount\":\"2\"}}}"

static void
test_preference (Client *self, gconstpointer data)
{
  const char *stats = "tuningDataStats.preferenceOptimizationDataStats.";
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (Reply) reply = NULL;
  g_autofree char *count = g_strconcat (stats, "tuningDatasetExampleCount", NULL);
  g_autofree char *sum = g_strconcat (stats, "userInputTokenDistribution.sum", NULL);
  g_autofree char *bucket = g_strconcat (stats, "userInputTokenDistribution.buckets.0.count", NULL);
  g_autofree char *score = g_strconcat (stats, "userDatasetExamples.0.completions.0.score", NULL);

  for (guint i = 0; i < 32; i++)
    g_string_append (text, PREFERENCE);
  bytes = g_bytes_new (text->str, text->len);
  tuning_put (self, "pairs.jsonl", bytes);
  reply = run_job (self, PREFERENCE_REQUEST, "SUCCEEDED");
  g_assert_cmpstr (reply_text (reply, count), ==, "32");
  g_assert_cmpint (luthier_json_value_get_kind (reply_value (reply, sum)), ==, LUTHIER_JSON_NUMBER);
  g_assert_cmpstr (reply_text (reply, bucket), ==, "32");
  g_assert_cmpfloat (luthier_json_value_get_double (reply_value (reply, score), 0), ==, 1);
  g_assert_cmpfloat (luthier_json_value_get_double (
                         reply_value (reply, "preferenceOptimizationSpec.hyperParameters.beta"), 0),
                     ==, 0.1);
}

static void
test_preference_broken (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (
      PREFERENCE "{\"contents\":[" TURN ("user", "x") "],\"completions\":[]}\n",
      strlen (PREFERENCE "{\"contents\":[" TURN ("user", "x") "],\"completions\":[]}\n"));
  g_autoptr (Reply) reply = NULL;

  tuning_put (self, "pairs.jsonl", bytes);
  reply = run_job (self, PREFERENCE_REQUEST, "FAILED");
  assert_error (reply, 3, "pairs.jsonl, line 2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice/survey/" path, Client, NULL, tuning_set_up, function, client_tear_down)
  ADD ("stats", test_stats);
  ADD ("broken-line", test_broken_line);
  ADD ("broken-validation", test_broken_validation);
  ADD ("dropped", test_dropped);
  ADD ("drops-example", test_drops_example);
  ADD ("too-many-dropped", test_too_many_dropped);
  ADD ("vanished", test_vanished);
  ADD ("preference", test_preference);
  ADD ("preference-broken", test_preference_broken);
  return g_test_run ();
}
