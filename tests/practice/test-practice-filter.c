/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib.h>

#include "luthier-practice-filter.h"

static LuthierPracticeJob *
make_job (void)
{
  LuthierPracticeJob *job = luthier_practice_job_new ("1", "us-central1");

  job->spec = g_strdup ("{\"description\":\"a third round\",\"labels\":{\"team\":\"support\"}}");
  job->base_model = g_strdup ("gemini-2.5-flash");
  job->display_name = g_strdup ("Say \"hello\"");
  job->created = 100;
  job->started = 200;
  return job;
}

static const struct
{
  const char *filter;
  gboolean match;
} filters[] = {
  { "", TRUE },
  { "state=JOB_STATE_RUNNING", TRUE },
  { "state = \"JOB_STATE_PENDING\"", FALSE },
  { "state!=JOB_STATE_PENDING", TRUE },
  { "labels.team=\"support\"", TRUE },
  { "labels.team:*", TRUE },
  { "labels.round:*", FALSE },
  { "labels.team=sales", FALSE },
  { "labels.round!=1", TRUE },
  { "base_model=gemini-2.5-flash AND labels.team=support", TRUE },
  { "baseModel:flash AND labels.team=sales", FALSE },
  { "displayName=\"Say \\\"hello\\\"\"", TRUE },
  { "tuned_model_display_name:hello", TRUE },
  { "description:third", TRUE },
};

static const char *const slips[] = {
  "nobody=1",           "state",     "state=",      "state>1", "state=\"a", "state=a b",
  "state=a OR state=b", "labels.=a", "state=a AND", "=a",
};

static void
test_match (void)
{
  g_autoptr (LuthierPracticeJob) job = make_job ();

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *problem = NULL;
      g_autoptr (LuthierPracticeFilter)
          filter = luthier_practice_filter_parse (filters[i].filter, &problem);

      g_assert_cmpstr (problem, ==, NULL);
      g_test_message ("%s", filters[i].filter);
      g_assert_cmpint (luthier_practice_filter_match (filter, job, 300), ==, filters[i].match);
    }
}

static void
test_slips (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    {
      g_autofree char *problem = NULL;

      g_test_message ("%s", slips[i]);
      g_assert_null (luthier_practice_filter_parse (slips[i], &problem));
      g_assert_nonnull (problem);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/filter/match", test_match);
  g_test_add_func ("/practice/filter/slips", test_slips);
  return g_test_run ();
}
