/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-resource-name.h"
#include "luthier-test.h"

static void
test_name (void)
{
  g_autoptr (LuthierResourceName) name = luthier_resource_name_parse (
      "projects/123456789012/locations/us-central1/models/1402067540926005248@1");
  g_autoptr (LuthierResourceName) job = luthier_resource_name_parse (
      "projects/example.com:acme-ml/locations/europe-west4/tuningJobs/7");

  g_assert_cmpstr (name->project, ==, "123456789012");
  g_assert_cmpstr (name->location, ==, "us-central1");
  g_assert_cmpstr (name->collection, ==, "models");
  g_assert_cmpstr (name->id, ==, "1402067540926005248");
  g_assert_cmpstr (name->version, ==, "1");
  g_assert_cmpstr (job->project, ==, "example.com:acme-ml");
  g_assert_cmpstr (job->id, ==, "7");
  g_assert_null (job->version);
}

/* None of these may ever become part of a URL or a host name. */
static void
test_other_forms (void)
{
  static const char *const names[] = {
    NULL,
    "",
    "tuningJobs/7",
    "projects/p/locations/l/tuningJobs",
    "projects/p/locations/l/tuningJobs/",
    "projects//locations/l/tuningJobs/7",
    "projects/p/locations/l/tuningJobs/7/operations",
    "project/p/locations/l/tuningJobs/7",
    "projects/p/regions/l/tuningJobs/7",
    "projects/p/locations/evil.com#/tuningJobs/7",
    "projects/p/locations/evil.com/tuningJobs/7",
    "projects/../locations/l/tuningJobs/7",
    "projects/p/locations/l/tuningJobs/7?x",
    "projects/p/locations/l/tuningJobs/%2e",
    "projects/p/locations/l/models/7@",
    "projects/p/locations/l/models/7@1@2",
    "projects/p/locations/l/models/7 ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (luthier_resource_name_parse (names[i]));
}

static void
test_match (void)
{
  static const char form[] = "projects/@/locations/@/tensorboards/@/experiments/@";
  static const char *const others[] = {
    NULL,
    "",
    "projects/1/locations/l/tensorboards/2",
    "projects/1/locations/l/tensorboards/2/experiments",
    "projects/1/locations/l/tensorboards/2/experiments/",
    "projects/1/locations/l/tensorboards/2/experiments/e/runs",
    "projects/1/locations/l/tensorboards/2/runs/e",
    "projects/1/locations/evil.com/tensorboards/2/experiments/e",
    "projects/1/locations/l/tensorboards/../experiments/e",
    "projects/1/locations/l/tensorboards/2/experiments/e?x",
    "projects/1/locations/l/tensorboards/2/experiments/e#x",
    "projects/1/locations/l/tensorboards/2/experiments/%2e",
    "projects/1/locations/l/tensorboards/2/experiments/e ",
    "/projects/1/locations/l/tensorboards/2/experiments/e",
  };

  g_assert_true (luthier_resource_name_match (
      "projects/example.com:acme-ml/locations/us-central1/tensorboards/2/experiments/tuning_1.a-b",
      form));
  g_assert_true (
      luthier_resource_name_match ("projects/1/locations/l/tensorboards/2/experiments/e", form));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (luthier_resource_name_match (others[i], form));
}

static void
test_gs_uri (void)
{
  g_autofree char *bucket = NULL;
  g_autofree char *object = NULL;

  g_assert_true (luthier_gs_uri_parse ("gs://acme-tuning/sft/train 1.jsonl", &bucket, &object));
  g_assert_cmpstr (bucket, ==, "acme-tuning");
  g_assert_cmpstr (object, ==, "sft/train 1.jsonl");
  g_assert_true (luthier_gs_uri_parse ("gs://b/o", NULL, NULL));
}

static void
test_other_uris (void)
{
  static const char *const uris[] = {
    NULL,          "",         "gs://",      "gs://bucket", "gs://bucket/", "gs:///object",
    "https://b/o", "GS://b/o", "gs://b c/o", "gs://../o",   "gs://b/o\n",
  };
  char *bucket = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    g_assert_false (luthier_gs_uri_parse (uris[i], &bucket, NULL));
  g_assert_null (bucket);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/resource-name/name", test_name);
  g_test_add_func ("/resource-name/other-forms", test_other_forms);
  g_test_add_func ("/resource-name/match", test_match);
  g_test_add_func ("/resource-name/gs-uri", test_gs_uri);
  g_test_add_func ("/resource-name/other-uris", test_other_uris);

  return g_test_run ();
}
