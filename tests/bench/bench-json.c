/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <json-glib/json-glib.h>

#include "luthier-bench.h"
#include "luthier-json.h"

#define N_JOBS 10000

/* A job as the service writes it: indented, with numbers of 64 bits as strings. */
static const char job_text[] =
    "    {\n"
    "      \"name\": \"projects/123456789012/locations/us-central1/tuningJobs/%u\",\n"
    "      \"tunedModelDisplayName\": \"support-tickets-%u\",\n"
    "      \"description\": \"Answers in the tone of the house, \\u201cbrief and kind\\u201d.\",\n"
    "      \"baseModel\": \"gemini-2.5-flash\",\n"
    "      \"supervisedTuningSpec\": {\n"
    "        \"trainingDatasetUri\": \"gs://example-bucket/tuning/train-%u.jsonl\",\n"
    "        \"validationDatasetUri\": \"gs://example-bucket/tuning/validation-%u.jsonl\",\n"
    "        \"hyperParameters\": {\n"
    "          \"epochCount\": \"4\",\n"
    "          \"learningRateMultiplier\": 0.75,\n"
    "          \"adapterSize\": \"ADAPTER_SIZE_FOUR\"\n"
    "        }\n"
    "      },\n"
    "      \"state\": \"JOB_STATE_SUCCEEDED\",\n"
    "      \"createTime\": \"2026-09-25T08:07:06.543210Z\",\n"
    "      \"startTime\": \"2026-09-25T08:09:10.111213Z\",\n"
    "      \"endTime\": \"2026-09-25T09:10:11.121314Z\",\n"
    "      \"updateTime\": \"2026-09-25T09:10:11.121314Z\",\n"
    "      \"experiment\": \"projects/123456789012/locations/us-central1/metadataStores/default"
    "/contexts/tuning-experiment-20260925080706\",\n"
    "      \"tunedModel\": {\n"
    "        \"model\": \"projects/123456789012/locations/us-central1/models/%u@1\",\n"
    "        \"endpoint\": \"projects/123456789012/locations/us-central1/endpoints/%u\",\n"
    "        \"checkpoints\": [\n"
    "          {\n"
    "            \"checkpointId\": \"1\",\n"
    "            \"epoch\": \"1\",\n"
    "            \"step\": \"120\",\n"
    "            \"endpoint\": \"projects/123456789012/locations/us-central1/endpoints/%u\"\n"
    "          },\n"
    "          {\n"
    "            \"checkpointId\": \"2\",\n"
    "            \"epoch\": \"4\",\n"
    "            \"step\": \"480\",\n"
    "            \"endpoint\": \"projects/123456789012/locations/us-central1/endpoints/%u\"\n"
    "          }\n"
    "        ]\n"
    "      },\n"
    "      \"tuningDataStats\": {\n"
    "        \"supervisedTuningDataStats\": {\n"
    "          \"tuningDatasetExampleCount\": \"500\",\n"
    "          \"totalBillableTokenCount\": \"255243\",\n"
    "          \"tuningStepCount\": \"480\",\n"
    "          \"userInputTokenDistribution\": {\n"
    "            \"sum\": \"233592\",\n"
    "            \"min\": 98,\n"
    "            \"max\": 2932,\n"
    "            \"mean\": 467.184,\n"
    "            \"median\": 420,\n"
    "            \"p5\": 180,\n"
    "            \"p95\": 885,\n"
    "            \"buckets\": [\n"
    "              { \"count\": 326, \"left\": 98, \"right\": 509 },\n"
    "              { \"count\": 174, \"left\": 510, \"right\": 2932 }\n"
    "            ]\n"
    "          }\n"
    "        }\n"
    "      }\n"
    "    }";

static void
run_luthier (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse (data, &error);
  const LuthierJsonValue *jobs;

  g_assert_no_error (error);
  jobs = luthier_json_value_get_member (luthier_json_get_root (json), "tuningJobs");
  g_assert_cmpuint (luthier_json_value_get_length (jobs), ==, N_JOBS);
}

static void
run_json_glib (gpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  JsonArray *jobs;

  g_assert_true (json_parser_load_from_data (parser, text, (gssize) size, NULL));
  jobs = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                       "tuningJobs");
  g_assert_cmpuint (json_array_get_length (jobs), ==, N_JOBS);
}

/* What any reader has to do at least. */
static void
run_validate (gpointer data)
{
  gsize size;
  const char *text = g_bytes_get_data (data, &size);

  g_assert_true (g_utf8_validate_len (text, size, NULL));
}

int
main (int argc, char *argv[])
{
  LuthierBench benches[] = {
    { "LuthierJson", run_luthier },
    { "json-glib", run_json_glib },
    { "g_utf8_validate alone", run_validate },
  };
  GString *text = g_string_new ("{\n  \"tuningJobs\": [\n");
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  for (guint i = 0; i < N_JOBS; i++)
    {
      g_string_append_printf (text, job_text, i, i, i, i, i, i, i, i);
      g_string_append (text, i + 1 < N_JOBS ? ",\n" : "\n  ]\n}\n");
    }
  bytes = g_string_free_to_bytes (text);
  size = g_bytes_get_size (bytes);

  g_print ("A list of %d jobs, %.1f MB:\n", N_JOBS, (double) size / 1e6);
  luthier_bench_run (benches, G_N_ELEMENTS (benches), bytes, size);
  return 0;
}
